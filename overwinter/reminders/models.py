"""How often people want mail, the mails themselves, and what each told."""

import uuid

from django.conf import settings
from django.db import models

from overwinter.organisations.api import Council
from overwinter.reminders.domain.choosing import USUAL, WEEKDAYS, Choice, Kind, Often
from overwinter.reminders.domain.sending import MailState


class MailChoice(models.Model):
    """What a person chose of the mail about one council's plan; without one the usual holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    often = models.JSONField(default=dict)
    """Kind to how often."""
    weekday = models.PositiveSmallIntegerField(default=0, choices=list(enumerate(WEEKDAYS)))
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["council", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "council"], name="mail_choice_once")]

    def __str__(self) -> str:
        return f"Mail about {self.council}"

    @property
    def facts(self) -> Choice:
        chosen = {Kind(kind): Often(often) for kind, often in self.often.items()}
        return Choice({**USUAL, **chosen}, self.weekday)


class Mail(models.Model):
    """One mail to one person, as it was written, and what became of it."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_as = models.CharField(max_length=400)
    """The roles they held on the day, or what they might do."""
    day = models.DateField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Names it to mail servers, so that they can tell a double."""
    state = models.CharField(max_length=8, choices=[(state.value, state.label) for state in MailState])
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    """When it came into its state."""
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True)
    """Why it did not go, or why nobody knows."""

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["council", "-made_at"], name="mail_of_council")]

    def __str__(self) -> str:
        return self.subject


class Reminder(models.Model):
    """One thing a mail tells. Its constraint is the promise that nobody is told the same twice."""

    mail = models.ForeignKey(Mail, on_delete=models.PROTECT, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=[(kind.value, kind.label) for kind in Kind])
    response = models.ForeignKey("plans.Response", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40, blank=True)
    """What of the row it is about: "action-12", "note-3"; empty for the row itself."""
    on = models.DateField()
    """The day it speaks of."""
    row = models.CharField(max_length=400)
    """Reference and title, as the mail has them."""
    order = models.PositiveIntegerField(default=0)
    """Where it stands in the mail."""

    class Meta:
        ordering = ["mail", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "response", "subject", "on"], name="reminder_once")
        ]

    def __str__(self) -> str:
        return self.row
