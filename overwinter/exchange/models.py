"""Services that read and write for a council, their tokens and their use; and who is told of changes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from encrypted_fields.fields import EncryptedCharField

from overwinter.exchange.domain.sending import State
from overwinter.organisations.api import Council


class Service(models.Model):
    """A program outside that works for a council: "Care records feed"."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=300, blank=True)
    """What it is for and whom to ask about it, in the council's words."""
    identity = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    """Under whose number its work is kept; nobody signs in as it."""
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["council", "name"], name="service_name_in_council")]

    def __str__(self) -> str:
        return self.name

    @property
    def acts_as(self) -> str:
        """As the history tells it."""
        return f"service {self.name}"


class Token(models.Model):
    """What a service shows to be let in. The text of it is shown once and kept nowhere."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="tokens")
    prefix = models.CharField(max_length=8, unique=True)
    """The letters after "ow_", by which people tell tokens apart."""
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the text."""
    scopes = models.JSONField(default=list)
    asked_once = models.UUIDField(unique=True)
    """Of the form it was asked for with: the same form sent again makes no second token."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField()
    """The last day on which it is good."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["service", "-made_at", "-id"]

    def __str__(self) -> str:
        return f"ow_{self.prefix}…"


class TokenUse(models.Model):
    """How often a token was used on a day, and within the minute of its last call."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="uses")
    day = models.DateField()
    calls = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    """Of ``calls``, those above what a minute allows."""
    minute = models.PositiveBigIntegerField()
    """Since 1970."""
    in_minute = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["token", "-day"]
        constraints = [models.UniqueConstraint(fields=["token", "day"], name="token_use_of_a_day")]

    def __str__(self) -> str:
        return f"{self.token}, {self.day}"


class KeptAnswer(models.Model):
    """What was answered to a request that had a key, so that the same request sent again is not done again."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    """Of the request: the same key with another request is a mistake of the caller."""
    at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    etag = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["service", "at", "id"]
        constraints = [models.UniqueConstraint(fields=["service", "key"], name="kept_answer_once")]

    def __str__(self) -> str:
        return self.key


class Webhook(models.Model):
    """An address outside that is told of changes of the council's plan."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    secret = EncryptedCharField(max_length=100)
    """What each sending is signed with; shown once, when it is made."""
    added_at = models.DateTimeField()
    given_up_in_a_row = models.PositiveIntegerField(default=0)
    off_since = models.DateTimeField(null=True, blank=True)
    off_because = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """It was taken away; what was sent stays to be seen by whoever asks the audit log."""

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_on(self) -> bool:
        return self.off_since is None and self.ended_at is None


class Delivery(models.Model):
    """One thing that one address is to be told. Made with the change itself, so that neither is without the other."""

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    event_id = models.UUIDField(default=uuid.uuid4)
    """The same each time it is sent, by which the receiver knows that it has had it."""
    event = models.CharField(max_length=30)
    body = models.TextField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in State])
    due_at = models.DateTimeField(null=True, blank=True)
    """When it is sent, or tried again; empty once it is sent or given up."""
    tries_left = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["webhook", "-id"]
        indexes = [models.Index(fields=["due_at"], name="delivery_due", condition=Q(due_at__isnull=False))]

    def __str__(self) -> str:
        return f"{self.event} {self.event_id}"


class Attempt(models.Model):
    """A delivery was sent once: when, and what came back."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    """Empty: nothing was answered."""
    said = models.CharField(max_length=500, blank=True)
    """Why it failed, or the beginning of the answer."""
    milliseconds = models.PositiveIntegerField()

    class Meta:
        ordering = ["delivery", "id"]

    def __str__(self) -> str:
        return f"{self.delivery}, {self.at}"


class ToldFinding(models.Model):
    """A finding that stood when the findings of the plan were last told."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=40)
    subject = models.CharField(max_length=140)
    fingerprint = models.CharField(max_length=32)

    class Meta:
        ordering = ["plan", "code", "subject"]
        constraints = [models.UniqueConstraint(fields=["plan", "code", "subject"], name="told_finding_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"
