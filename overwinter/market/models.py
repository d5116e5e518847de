"""Support plans, continuity plans, risk assessments, finances and risk, each with all it said before."""

from django.conf import settings
from django.db import models

from overwinter.infra.models import StoredFile
from overwinter.market.domain.risk import Level
from overwinter.market.domain.support import Question, Said
from overwinter.organisations.api import Council, ReportingGroup
from overwinter.providers.api import Location


class SupportAnswer(models.Model):
    """What a home said to one question of its support plan from a day on. The newest row of a question holds."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="support_answers")
    question = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Question])
    said = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Said])
    since = models.DateField()
    help_wanted = models.CharField(max_length=400, blank=True)
    is_current = models.BooleanField(default=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_as = models.CharField(max_length=200, blank=True, default="", db_default="")
    """The role in whose name it was recorded."""

    class Meta:
        ordering = ["location", "question", "-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["location", "question"], condition=models.Q(is_current=True), name="support_answer_current"
            )
        ]
        indexes = [models.Index(fields=["council", "is_current", "question"], name="support_answer_totals")]

    def __str__(self) -> str:
        return f"{self.question} of {self.location_id}: {self.said}"


class ContinuityPlan(models.Model):
    """A version of a provider's business continuity plan. The one that is current holds; the others are its history."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="continuity_plans")
    version = models.CharField(max_length=40)
    dated = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    tested_on = models.DateField(null=True, blank=True)
    workforce = models.BooleanField(default=False)
    """Whether it has a section about staff."""
    note = models.CharField(max_length=400, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=300, blank=True)
    is_current = models.BooleanField(default=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_as = models.CharField(max_length=200, blank=True, default="", db_default="")
    """The role in whose name it was recorded."""

    class Meta:
        ordering = ["location", "-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["location"], condition=models.Q(is_current=True), name="continuity_plan_current"
            )
        ]
        indexes = [
            models.Index(
                fields=["council", "expires_on", "dated"],
                condition=models.Q(is_current=True),
                name="continuity_plan_runs_out",
            )
        ]

    def __str__(self) -> str:
        return f"version {self.version} of {self.location_id}"


class RiskAssessment(models.Model):
    """That a setting's risks were assessed on a day, and when somebody looks again."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="risk_assessments")
    about = models.CharField(max_length=200)
    """Which risk: "Visiting", "Infection", "Fire and evacuation with fewer staff"."""
    assessed_on = models.DateField()
    review_on = models.DateField()
    outcome = models.TextField(blank=True)
    is_current = models.BooleanField(default=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_as = models.CharField(max_length=200, blank=True, default="", db_default="")
    """The role in whose name it was recorded."""

    class Meta:
        ordering = ["location", "review_on", "id"]
        indexes = [
            models.Index(
                fields=["council", "review_on"], condition=models.Q(is_current=True), name="risk_assessment_reviewed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.about} of {self.location_id}"


class Viability(models.Model):
    """How a provider's finances stand, as the council recorded it on a day, and on what ground."""

    class Stands(models.TextChoices):
        SOUND = "sound", "Sound"
        WATCHED = "watched", "Watched"
        FAILING = "failing", "Failing"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="viability")
    stands = models.CharField(max_length=8, choices=Stands)
    ground = models.TextField()
    is_current = models.BooleanField(default=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_as = models.CharField(max_length=200, blank=True, default="", db_default="")
    """The role in whose name it was recorded."""

    class Meta:
        ordering = ["location", "-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["location"], condition=models.Q(is_current=True), name="viability_current")
        ]

    def __str__(self) -> str:
        return f"{self.location_id}: {self.stands}"


class RiskScore(models.Model):
    """What the risk of a location came to when it was worked out; a new row where that was something else."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="risk_scores")
    level = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Level])
    rank = models.PositiveSmallIntegerField()
    """Of the level: the lower, the sooner somebody looks."""
    points = models.PositiveSmallIntegerField()
    staffing = models.PositiveSmallIntegerField(null=True, blank=True)
    """Points of the part, as of the three below; none: nothing of it is known."""
    quality = models.PositiveSmallIntegerField(null=True, blank=True)
    finance = models.PositiveSmallIntegerField(null=True, blank=True)
    continuity = models.PositiveSmallIntegerField(null=True, blank=True)
    parts = models.JSONField()
    """Each part with its points, the reasons of them in words, and what is not known."""
    is_current = models.BooleanField(default=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["location", "-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["location"], condition=models.Q(is_current=True), name="risk_score_current")
        ]
        indexes = [models.Index(fields=["council", "is_current", "rank", "-points"], name="risk_score_worst")]

    def __str__(self) -> str:
        return f"{self.level} of {self.location_id}"


class RegulatorMeeting(models.Model):
    """Which reporting group of a council is its meeting with the Care Quality Commission."""

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(ReportingGroup, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["council"]

    def __str__(self) -> str:
        return f"group {self.group_id} of {self.council_id}"
