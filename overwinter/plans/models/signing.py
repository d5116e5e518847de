"""Who signs a plan, and the plan as it was signed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from overwinter.organisations.api import Council
from overwinter.plans.domain.signing import Event as SigningEventKind
from overwinter.plans.domain.signing import RoundState
from overwinter.plans.models.answers import Plan


class SigningChoice(models.Model):
    """What a council has chosen of who signs and what forbids it; without one, the catalogue's defaults hold."""

    council = models.OneToOneField(Council, on_delete=models.PROTECT, related_name="+")
    steps = models.JSONField(default=list)
    """The ids of the steps that are asked, in the order of the catalogue."""
    rules = models.JSONField(default=list)
    """The ids of the rules that forbid signing."""

    def __str__(self) -> str:
        return f"Who signs, {self.council}"


class SigningRound(models.Model):
    """The plan frozen at its first signature, and how far the signing of it has come. The frozen text never changes."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="signing_rounds")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in RoundState])
    steps = models.JSONField(default=list)
    """The ids of the steps as the council asked for them when the round began."""
    rules = models.JSONField(default=list)
    began_at = models.DateTimeField()
    revision = models.PositiveBigIntegerField()
    """Of the plan when it was frozen: while the plan has the same, nothing has changed."""
    snapshot = models.TextField()
    digest = models.CharField(max_length=64)
    """SHA-256 of ``snapshot``."""

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="signing_round_number"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state=RoundState.WAITING.value), name="signing_one_under_way"
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state=RoundState.SIGNED.value), name="signing_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, signing {self.number}"


class SigningEvent(models.Model):
    """One thing somebody did in a round, with the digest of what they had before them. Never changed."""

    round = models.ForeignKey(SigningRound, on_delete=models.PROTECT, related_name="events")
    event = models.CharField(max_length=16, choices=[(event.value, event.value) for event in SigningEventKind])
    step = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    acted_as = models.CharField(max_length=200)
    at = models.DateTimeField()
    why = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["round", "id"]

    def __str__(self) -> str:
        return f"{self.event}, {self.acted_as}"
