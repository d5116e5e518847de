"""National frameworks as they were synced from the packs, the ways between them, and the wordings people taught."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overwinter.frameworks.domain.pack import Audience, Relation


class Framework(models.Model):
    """A national plan for one winter. Synced from its pack; nobody edits it here."""

    key = models.SlugField(max_length=80, unique=True)
    """The pack's permanent id."""
    title = models.CharField(max_length=200)
    winter = models.CharField(max_length=7)
    publisher = models.CharField(max_length=200)
    source = models.URLField(max_length=500)
    published = models.DateField()
    reviewed = models.DateField()
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    """The pack's content when it was synced; another digest on disk means a sync is due."""
    synced_at = models.DateTimeField()

    class Meta:
        ordering = ["-winter", "key"]

    def __str__(self) -> str:
        return self.title


class Theme(models.Model):
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="themes")
    key = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=200)
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["framework", "key"], name="theme_in_framework")]

    def __str__(self) -> str:
        return self.short


class Section(models.Model):
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="sections")
    key = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=200)
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["theme", "key"], name="section_in_theme")]

    def __str__(self) -> str:
        return self.short


class Requirement(models.Model):
    """One thing a framework requires. Never deleted: it is withdrawn with a date."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="requirements")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="requirements")
    key = models.CharField(max_length=120)
    """Permanent id within the framework: ``staff-movement.icf-distribute``."""
    number = models.CharField(max_length=20)
    order = models.PositiveIntegerField()
    audience = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Audience])
    title = models.CharField(max_length=200)
    summary = models.TextField()
    terms = models.JSONField(default=list)
    related = models.JSONField(default=list)
    source = models.URLField(max_length=500)
    reviewed = models.DateField()
    effective_from = models.DateField()
    effective_until = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["framework", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["framework", "key"], name="requirement_in_framework")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class CrosswalkLink(models.Model):
    """What became of an earlier requirement in a later framework."""

    earlier = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="later_links")
    later = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="earlier_links")
    relation = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Relation])
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["earlier", "later", "id"]
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="crosswalk_pair"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="crosswalk_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.earlier} → {self.later}"


class LearntWording(models.Model):
    """A wording a person confirmed as standing for these requirements. Every council of the installation profits."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="wordings")
    text = models.TextField()
    """As it stood in the document it was taught from."""
    fingerprint = models.CharField(max_length=64)
    requirement_keys = models.JSONField(default=list)
    """Surest first; empty for an action no national requirement asks."""
    answer = models.CharField(max_length=64)
    """The same for the same set of requirements."""
    council = models.ForeignKey("organisations.Council", on_delete=models.PROTECT, related_name="+")
    taught_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taught_as = models.CharField(max_length=200)
    """What they were in their council then: "Winter plan manager". Other councils see this, never a name."""
    taught_at = models.DateTimeField()
    forgotten_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-taught_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "fingerprint", "answer"],
                condition=Q(forgotten_at__isnull=True),
                name="wording_once",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True, forgotten_by__isnull=True)
                | Q(forgotten_at__isnull=False, forgotten_by__isnull=False),
                name="wording_forgotten_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["framework", "forgotten_at"], name="wording_live")]

    def __str__(self) -> str:
        return self.text[:80]
