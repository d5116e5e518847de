"""Forms as data, who is asked, what each location answered for each period, and the files that answers came in."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from overwinter.infra.models import StoredFile
from overwinter.organisations.api import Council
from overwinter.providers.api import Location
from overwinter.returns.domain.kinds import Entered, FileState, ReturnState


class Form(models.Model):
    """A return that is asked for again and again, or once. Shipped with the catalogue, or a council's own."""

    council = models.ForeignKey(Council, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Whose own it is; none: it comes with the catalogue."""
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(council__isnull=True), name="form_code_shipped"),
            models.UniqueConstraint(fields=["council", "code"], name="form_code_in_council"),
        ]

    def __str__(self) -> str:
        return self.title


class FormVersion(models.Model):
    """What a form asks from a day on: questions, ranges, conditions and cadence, as data."""

    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="versions")
    effective_from = models.DateField()
    definition = models.JSONField()
    source = models.CharField(max_length=400, blank=True)
    """Which guidance says so."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["form", "-effective_from"]
        constraints = [models.UniqueConstraint(fields=["form", "effective_from"], name="form_version_by_day")]

    def __str__(self) -> str:
        return f"{self.form} from {self.effective_from}"


class FormUse(models.Model):
    """That a council asks for a form, of which locations, from a day until a day."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="uses")
    services = models.JSONField(default=list)
    """Which kinds of service are asked, as their codes; empty: those the form is for."""
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["council", "form", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "form"], condition=Q(until__isnull=True), name="form_use_once_in_council"
            )
        ]

    def __str__(self) -> str:
        return f"{self.form} in {self.council}"


class ReturnFile(models.Model):
    """A file of returns, such as the tracker's export."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    period_start = models.DateField(null=True, blank=True)
    """The period its rows answer for, where no column says when each was saved."""
    as_of = models.DateField(null=True, blank=True)
    """The day of the export: what has no moment of its own was saved by then."""
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in FileState], default=FileState.UPLOADED.value
    )
    signature = models.CharField(max_length=64, blank=True)
    """Digest of its column names, by which a mapping is remembered."""
    columns = models.JSONField(default=list)
    """Its columns in order, each with its name and a few of its values."""
    mapping = models.JSONField(default=dict)
    """Number of a column to a field of the form, or to one of the marks that find the location and the period."""
    reached = models.PositiveIntegerField(default=0)
    """Rows taken so far, whole batches only."""
    is_looked_at = models.BooleanField(default=False, db_default=False)
    """The rules have looked at what was taken, to its last period."""
    totals = models.JSONField(default=dict)
    failure = models.TextField(blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-uploaded_at", "-id"]

    def __str__(self) -> str:
        return self.name


class FileFault(models.Model):
    """Something in a file that could not be taken, by its cell."""

    file = models.ForeignKey(ReturnFile, on_delete=models.CASCADE, related_name="faults")
    row = models.PositiveIntegerField()
    """As the spreadsheet counts it."""
    column = models.CharField(max_length=200, blank=True)
    value = models.TextField(blank=True)
    words = models.TextField()

    class Meta:
        ordering = ["file", "row", "id"]

    def __str__(self) -> str:
        return f"row {self.row}: {self.words}"


class ColumnMap(models.Model):
    """Which column answers which question, as a council decided once for files of those columns."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    signature = models.CharField(max_length=64)
    mapping = models.JSONField()

    class Meta:
        ordering = ["council", "form", "signature"]
        constraints = [models.UniqueConstraint(fields=["council", "form", "signature"], name="column_map_once")]

    def __str__(self) -> str:
        return f"{self.form} in {self.council}"


class Return(models.Model):
    """What one location answered for one period. What was submitted before it was changed stands in its revisions."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="returns")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="returns")
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    period_start = models.DateField()
    period_end = models.DateField()
    """The last day on which it is in time."""
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in ReturnState], default=ReturnState.DRAFT.value
    )
    answers = models.JSONField(default=dict)
    """Question code to the answer; "not_known" and "not_applicable" are answers too. An absent code: no answer."""
    no_change = models.BooleanField(default=False)
    """Saved with the words that nothing has changed."""
    entered = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Entered])
    entered_as = models.CharField(max_length=200, blank=True)
    """The job of whoever answered: "Deputy manager"."""
    number = models.PositiveIntegerField(default=0)
    """How often it was submitted."""
    first_on = models.DateField(null=True, blank=True)
    """The day it was first submitted, by which it is on time or late: to put it right later makes it no later."""
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file = models.ForeignKey(ReturnFile, null=True, blank=True, on_delete=models.PROTECT, related_name="returns")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    """Who keeps the draft. No index: nobody looks for drafts by their keeper, and each costs the import of a month."""

    class Meta:
        ordering = ["-period_start", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["location", "form", "period_start"], name="return_once_a_period"),
            models.CheckConstraint(
                condition=Q(state=ReturnState.DRAFT.value) | Q(submitted_at__isnull=False, first_on__isnull=False),
                name="return_submitted_at",
            ),
        ]
        indexes = [models.Index(fields=["council", "form", "period_start", "state"], name="return_of_period")]

    def __str__(self) -> str:
        return f"{self.form_id} of {self.location_id} for {self.period_start}"


class ReturnRevision(models.Model):
    """A return as it was submitted, before it was changed."""

    submitted = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    no_change = models.BooleanField(default=False)
    entered = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Entered])
    entered_as = models.CharField(max_length=200, blank=True)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(ReturnFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["submitted", "-number"]
        constraints = [models.UniqueConstraint(fields=["submitted", "number"], name="return_revision_number")]

    def __str__(self) -> str:
        return f"{self.submitted_id}, {self.number}"


class OvertakenDraft(models.Model):
    """What somebody had typed when another way in was quicker: kept as it was, for an officer to say what holds."""

    TAKEN, LEFT = "taken", "left"

    draft_of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="overtaken")
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    entered = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Entered])
    entered_as = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    overtaken_at = models.DateTimeField()
    overtaken_how = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Entered])
    overtaken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(ReturnFile, null=True, blank=True, on_delete=models.PROTECT, related_name="overtook")
    """The file that was quicker."""
    decision = models.CharField(max_length=8, blank=True)
    taken = models.JSONField(default=list)
    """Codes of the answers that went into the return."""
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["draft_of", "-overtaken_at", "-id"]
        indexes = [models.Index(fields=["overtaken_at"], condition=Q(decided_at__isnull=True), name="draft_undecided")]

    def __str__(self) -> str:
        return f"draft of {self.draft_of_id}, overtaken"

    @classmethod
    def of(cls, row: Return, *, how: str, by_id: int | None, at: datetime, file_id: int | None = None) -> Self:
        """The draft that stands in ``row``, before something else is written there. Not saved."""
        return cls(
            draft_of=row, version_id=row.version_id, answers=row.answers, entered=row.entered,
            entered_as=row.entered_as, saved_at=row.saved_at, saved_by_id=row.saved_by_id, overtaken_at=at,
            overtaken_how=how, overtaken_by_id=by_id, file_id=file_id,
        )  # fmt: skip


class RuleUse(models.Model):
    """That a council has a rule switched on from a day until a day, at its own limit where it set one."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    rule = models.SlugField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    limits = models.JSONField(default=dict)
    """Threshold id to the council's own value."""
    why = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["council", "rule", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "rule"], condition=Q(until__isnull=True), name="rule_use_once_in_council"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} in {self.council_id}"


class Alarm(models.Model):
    """What a rule saw in a return, in words. It goes when the return is put right; what it raised stays."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    """The return's, so that a council's newest are found among its own."""
    submitted = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="alarms")
    rule = models.SlugField(max_length=60)
    title = models.CharField(max_length=300)
    facts = models.TextField()
    severity = models.CharField(max_length=8)
    seen_at = models.DateTimeField()
    concern_id = models.PositiveBigIntegerField(null=True, blank=True)
    """The concern it raised."""
    figure = models.CharField(max_length=120, blank=True, default="", db_default="")
    """What changed since the return before; empty: that is not what it saw."""
    before = models.CharField(max_length=60, blank=True, default="", db_default="")
    after = models.CharField(max_length=60, blank=True, default="", db_default="")
    why = models.CharField(max_length=200, blank=True, default="", db_default="")
    """Why that is shown; empty: ``facts`` say it."""

    class Meta:
        ordering = ["submitted", "id"]
        constraints = [models.UniqueConstraint(fields=["submitted", "rule"], name="alarm_once")]
        indexes = [models.Index(fields=["council", "-seen_at", "-id"], condition=~Q(figure=""), name="alarm_of_change")]

    def __str__(self) -> str:
        return self.title


class Tally(models.Model):
    """How a form stands in a period, counted, so that no page counts thousands of locations.

    It is kept in the transaction of every return. What it is made from besides returns has a name: where that is
    another by now, the tally stands no more, and is counted anew.
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="+")
    period_start = models.DateField()
    made_from = models.CharField(max_length=64)
    counts = models.JSONField()
    """By kind of service: asked, returned, on time, often late; and by day how many came in."""

    class Meta:
        ordering = ["council", "form", "period_start"]
        constraints = [models.UniqueConstraint(fields=["council", "form", "period_start"], name="tally_once_a_period")]

    def __str__(self) -> str:
        return f"{self.form_id} for {self.period_start}"
