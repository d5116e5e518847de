"""Services that read and write for a council, the tokens that let them in, and how much each is used."""

from django.conf import settings
from django.db import models

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
