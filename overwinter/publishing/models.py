"""What a council shows the public of its plan: what it decided about it, and each version as it was published."""

from django.conf import settings
from django.db import models
from encrypted_fields.fields import EncryptedTextField
from simple_history.models import HistoricalRecords


class PublicPage(models.Model):
    """What stands round the rows of a plan's public page."""

    plan = models.OneToOneField("plans.Plan", on_delete=models.PROTECT, related_name="+")
    introduction = models.TextField(blank=True)
    help_words = models.TextField(blank=True)
    """Whom somebody rings who needs help now."""
    contact = models.EmailField(blank=True)
    """Where a reader writes when something is wrong or hard to read."""
    names_withheld = EncryptedTextField(null=True, blank=True)
    """Names that may not be read on the page, one to a line, besides those of the people who have an account here."""
    names_approved = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    """The people whom the page may name."""
    version = models.PositiveIntegerField(default=1)
    """Goes up with each change; a person who saves says which one they had before them."""

    history = HistoricalRecords(excluded_fields=["names_withheld"])

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"public page of {self.plan}"


class PublicWords(models.Model):
    """Other words for the public in place of a row's answer, or that the row is left out and why."""

    response = models.OneToOneField("plans.Response", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    left_out_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["response", "id"]

    def __str__(self) -> str:
        return self.words or self.left_out_because


class PublishedVersion(models.Model):
    """The page as the public was shown it. Never changed; withdrawing it adds a notice."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    as_at = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    """A :class:`~overwinter.publishing.domain.content.PublicContent` as plain values."""
    digest = models.CharField(max_length=64)
    changed = models.TextField()
    """What changed since the version before, in sentences."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    notice = models.TextField(blank=True)
    """Why it was withdrawn, as readers see it."""

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="published_number_in_plan")]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
