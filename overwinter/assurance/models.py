"""The letter of a plan, the reports that were made of it, and the council's own templates for them."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from overwinter.assurance.domain.making import MakingState, TemplateKind
from overwinter.organisations.api import Council, ReportingGroup, Role
from overwinter.plans.api import Plan


class LetterDraft(models.Model):
    """What people write themselves. Figures are not in it: they come from the plan whenever the letter is written."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="+")
    to = models.TextField(blank=True)
    reference = models.CharField(max_length=100, blank=True)
    opening = models.TextField(blank=True)
    providers = models.TextField(blank=True)
    issues = models.TextField(blank=True)
    partners = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_as = models.CharField(max_length=200, blank=True)

    history = HistoricalRecords()

    def __str__(self) -> str:
        return f"Letter, {self.plan}"


class SentLetter(models.Model):
    """A letter that went out: the very files, to whom, when, how and by whom. Never changed."""

    class How(models.TextChoices):
        EMAIL = "email", "By email"
        POST = "post", "By post"
        PORTAL = "portal", "Through a form or portal of the department"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sent_letters")
    number = models.PositiveIntegerField()
    sent_on = models.DateField()
    to = models.TextField()
    how = models.CharField(max_length=6, choices=How)
    note = models.TextField(blank=True)
    docx = models.ForeignKey("infra.StoredFile", on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey("infra.StoredFile", on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField()
    """What it was written from, without people's names: what a later letter is compared with."""
    words = models.JSONField()
    pdf_note = models.TextField(blank=True)
    """Why the PDF is not in the council's own layout, where it gave one."""
    signing = models.CharField(max_length=64, blank=True)
    """The digest of the signed plan that it confirms."""
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    sent_as = models.CharField(max_length=200)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="sent_letter_number")]

    def __str__(self) -> str:
        return f"{self.plan}, letter {self.number}"


class MadeReport(models.Model):
    """A report that was asked for, and its file as it was made. What it says is of its day, whatever comes after."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="made_reports")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=40)
    """Of the kind, as in ``board-pack``."""
    file_format = models.CharField(max_length=4)
    as_at = models.DateField()
    group = models.ForeignKey(ReportingGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    site = models.CharField(max_length=300, blank=True)
    """The address of the installation, which its links lead to."""
    asked_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_as = models.CharField(max_length=200)
    state = models.CharField(
        max_length=8, choices=[(each.value, each.label) for each in MakingState], default=MakingState.WAITING.value
    )
    step = models.CharField(max_length=200, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)
    note = models.TextField(blank=True)
    """What whoever takes it must know of its looks."""
    file = models.ForeignKey("infra.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="made_report_number")]

    def __str__(self) -> str:
        return f"{self.plan}, report {self.number}"


class OwnTemplate(models.Model):
    """A council's own file into which something is written. The newest of a kind holds; earlier ones stay on record."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=20, choices=[(each.value, each.label) for each in TemplateKind], default=TemplateKind.LETTER.value
    )
    name = models.CharField(max_length=300)
    file = models.ForeignKey("infra.StoredFile", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "assurance_lettertemplate"  # the letter was the first that had one
        ordering = ["council", "kind", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "kind"], condition=models.Q(until__isnull=True), name="own_template_one_now"
            )
        ]

    def __str__(self) -> str:
        return self.name
