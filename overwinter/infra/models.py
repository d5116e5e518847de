"""Tables of the plumbing: the sealed audit log and the files that are kept."""

from django.conf import settings
from django.db import models


class AuditChain(models.Model):
    """The last seal of a chain; one chain for each council, and one for the installation."""

    key = models.CharField(max_length=80, unique=True)
    seal = models.CharField(max_length=64, default="", blank=True)
    length = models.PositiveBigIntegerField(default=0)


class AuditEntry(models.Model):
    """One thing somebody did, or one read of personal data. Never changed; each entry's seal covers the one before."""

    chain = models.CharField(max_length=80)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=80, blank=True)
    details = models.JSONField(default=dict)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="audit_entry_number")]
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"], name="audit_entry_subject")]
        ordering = ["chain", "number"]


class StoredFile(models.Model):
    """A file kept for ever, found by its content: the same bytes are stored once."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField()


class KeptMail(models.Model):
    """A message of an installation without a mail server, kept to be looked at."""

    to = models.CharField(max_length=500)
    subject = models.CharField(max_length=500)
    text = models.TextField()
    html = models.TextField(blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at", "-id"]

    def __str__(self) -> str:
        return self.subject
