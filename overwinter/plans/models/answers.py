"""A council's plan: its answers, what it does about the gaps, and where each answer was read from. All with history."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from overwinter.kernel.status import FullyMet, Rag
from overwinter.organisations.api import Council, ReportingGroup, Role
from overwinter.plans.domain.evidence import EvidenceFacts, EvidenceKind
from overwinter.plans.domain.facts import ActionState


class Plan(models.Model):
    """A council's answer to a framework for one winter."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="plans")
    framework = models.ForeignKey("frameworks.Framework", on_delete=models.PROTECT, related_name="+")
    winter = models.CharField(max_length=7)
    """As :class:`overwinter.kernel.winter.Winter` writes it: 2020-21."""
    title = models.CharField(max_length=200)
    started_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    """When its winter was closed; from then on nothing of it changes."""
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The plan of an earlier winter that it was carried from."""
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveBigIntegerField(default=0)
    """Goes up with every change of a row or a gap action; with ``key`` it names one state of the plan, for caches."""

    class Meta:
        ordering = ["-winter", "council__name", "id"]
        constraints = [models.UniqueConstraint(fields=["council", "framework", "winter"], name="plan_once")]

    def __str__(self) -> str:
        return self.title


class Response(models.Model):
    """The answer to one requirement, or to one of the council's own (``requirement`` is empty: a local row)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="responses")
    requirement = models.ForeignKey(
        "frameworks.Requirement", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    order = models.PositiveIntegerField(default=0)
    theme = models.CharField(max_length=300, blank=True)
    section = models.CharField(max_length=300, blank=True)
    number = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=300, blank=True)
    """``theme``, ``section``, ``number``, ``title`` are a local row's own; a national row has the requirement's."""
    wording = models.TextField(blank=True)
    """The requirement in the words of the council's own document."""
    text = models.TextField(blank=True)
    """What the council says it does."""
    rag = models.CharField(max_length=8, choices=[(rag.value, rag.value) for rag in Rag], default=Rag.UNKNOWN.value)
    fully_met = models.CharField(
        max_length=8, choices=[(met.value, met.value) for met in FullyMet], default=FullyMet.UNKNOWN.value
    )
    lead = models.ForeignKey(Role, null=True, blank=True, on_delete=models.PROTECT, related_name="led_responses")
    led_with = models.JSONField(default=list, db_default=models.Value([], models.JSONField()), blank=True)
    """Ids of the roles that lead it together with ``lead``."""
    lead_from_section = models.BooleanField(default=False, db_default=False)
    """``lead`` and ``led_with`` are those of its section and change with them; otherwise they are the row's own."""
    by_when = models.TextField(blank=True)
    """As the council wrote it: "end of October, then weekly"."""
    by_when_date = models.DateField(null=True, blank=True)
    next_review = models.DateField(null=True, blank=True)
    reporting_groups = models.ManyToManyField(ReportingGroup, blank=True, related_name="responses")
    reporting_to = models.TextField(blank=True)
    """The names of ``reporting_groups``, one to a line: what the history keeps of them."""
    groups_from_section = models.BooleanField(default=False, db_default=False)
    """As ``lead_from_section``, of the groups."""
    reviewed_on = models.DateField(null=True, blank=True)
    """When somebody last changed the row or said that nothing had changed."""
    changed_as = models.CharField(max_length=200, blank=True)
    """As what the last change was made: the role held ("Head of commissioning"), or the grant."""
    version = models.PositiveIntegerField(default=1)
    """Goes up with each change; a person who saves says which one they had before them."""

    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "requirement"], condition=Q(requirement__isnull=False), name="response_once"
            ),
            models.CheckConstraint(
                condition=Q(requirement__isnull=False) | ~Q(title=""), name="local_response_has_title"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"answer {self.pk}"

    @property
    def name(self) -> str:
        """As lists name it; the requirement must be at hand."""
        return str(self.requirement) if self.requirement is not None else f"{self.number} {self.title}".strip()

    @property
    def lead_ids(self) -> tuple[int, ...]:
        """Every role that leads it, the first among them first."""
        return (self.lead_id, *self.led_with) if self.lead_id is not None else ()


class SectionOwner(models.Model):
    """Who leads a section of the plan and where it reports: what each of its rows takes that says nothing else."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="section_owners")
    section = models.ForeignKey("frameworks.Section", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300, blank=True)
    """Of a section that only local rows have; empty for one of the national plan."""
    lead = models.ForeignKey(Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    led_with = models.JSONField(default=list, blank=True)
    reporting_groups = models.ManyToManyField(ReportingGroup, blank=True, related_name="+")
    reporting_to = models.TextField(blank=True)
    """As of a response: the names of ``reporting_groups``."""
    changed_as = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "section"], condition=Q(section__isnull=False), name="section_owner_once"
            ),
            models.UniqueConstraint(
                fields=["plan", "name"], condition=Q(section__isnull=True), name="local_section_owner_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"section {self.section_id}"


class GapAction(models.Model):
    """What will be done so that a requirement is met. How its date moved stands in its history, with the reasons."""

    class Priority(models.TextChoices):
        HIGH = "high", "High"
        NORMAL = "normal", "Normal"
        LOW = "low", "Low"

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="gap_actions")
    text = models.TextField()
    owner = models.ForeignKey(Role, null=True, blank=True, on_delete=models.PROTECT, related_name="gap_actions")
    due = models.DateField(null=True, blank=True)
    due_as_written = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.label) for state in ActionState], default=ActionState.TO_DO.value
    )
    priority = models.CharField(max_length=6, choices=Priority, default=Priority.NORMAL)
    finished_on = models.DateField(null=True, blank=True)
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The action of last winter's plan that it goes on with."""
    changed_as = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["response", "id"]

    def __str__(self) -> str:
        return self.text


class Evidence(models.Model):
    """What shows an answer to be true, from a day until a day. It is ended with a reason, never deleted."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.label) for kind in EvidenceKind])
    title = models.CharField(max_length=300)
    measure_code = models.CharField(max_length=80, blank=True)
    """The code of a measure of ``measures``, which keeps its readings."""
    file = models.ForeignKey("infra.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    note = models.TextField(blank=True)
    """Where a record is kept and how it is found there; what a file or a page shows."""
    owner = models.ForeignKey(Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    true_on = models.DateField()
    expires_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    changed_as = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["response", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_on__gt=models.F("true_on")), name="evidence_expires_later"),
            models.CheckConstraint(
                condition=(Q(kind="measure") & ~Q(measure_code=""))
                | (Q(kind="file") & Q(file__isnull=False))
                | (Q(kind="link") & ~Q(url=""))
                | (Q(kind="record") & ~Q(note="")),
                name="evidence_is_there",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def facts(self) -> EvidenceFacts:
        """As the rules see it."""
        return EvidenceFacts(
            EvidenceKind(self.kind), self.title, self.true_on, self.expires_on, self.ended_on,
            self.owner.title if self.owner else "", self.pk or 0,
        )  # fmt: skip


class ReadingIn(models.Model):
    """A row of a document that was applied to an answer: where it stood, and every word of it. Never changed.

    The newest one of an answer is where its words come from; those before it are earlier documents.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="readings_in")
    document_id = models.BigIntegerField()
    """The document's id in intake, which keeps the file."""
    document_name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    read_on = models.DateField()
    n = models.PositiveIntegerField()
    place = models.CharField(max_length=300)
    read = models.JSONField(default=dict)
    """The row as it was read, with the place of each field."""
    given = models.JSONField(default=dict)
    """The fields it gave to the answer and their values: what differs from them now, a person has changed since."""
    applied_at = models.DateTimeField()
    applied_as = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["response", "applied_at", "id"]

    def __str__(self) -> str:
        return f"{self.document_name}, {self.place}"


class Decision(models.Model):
    """What a reporting group decided about a row. Its words never change; a wrong one is taken back with a reason."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="decisions")
    group = models.ForeignKey(ReportingGroup, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()
    meeting_id = models.BigIntegerField(null=True, blank=True)
    """The meeting's id in governance, which keeps the minutes; none for what was decided between meetings."""
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_why = models.TextField(blank=True)

    class Meta:
        ordering = ["response", "recorded_at", "id"]

    def __str__(self) -> str:
        return self.text


class Note(models.Model):
    """What somebody said about a row, to be read in its history. Its words never change."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_as = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["response", "written_at", "id"]

    def __str__(self) -> str:
        return self.text


class Mention(models.Model):
    """A colleague for whom a note is meant."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_as = models.CharField(max_length=400)
    """The roles they held, or what they might do, when the note was written."""

    class Meta:
        ordering = ["note", "id"]
        constraints = [models.UniqueConstraint(fields=["note", "user"], name="mention_once")]

    def __str__(self) -> str:
        return self.named_as


class FindingAcceptance(models.Model):
    """A finding that the council lives with until a day, and why. It holds while the facts are as they were then.

    Never changed: it is taken back, or another takes its place, and stays to be seen.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="acceptances")
    code = models.CharField(max_length=40)
    """Of the rule."""
    subject = models.CharField(max_length=140)
    """What the finding is about, within the plan: "row-12", "lead-7"."""
    fingerprint = models.CharField(max_length=32)
    """Of the facts the finding rested on."""
    rows = models.ManyToManyField(Response, blank=True, related_name="acceptances")
    title = models.CharField(max_length=400)
    facts = models.TextField()
    """``title`` and ``facts`` are the finding as it was said when it was accepted."""
    reason = models.TextField()
    until = models.DateField()
    accepted_at = models.DateTimeField()
    accepted_as = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was taken back, or another took its place; empty while it is the newest."""
    ended_why = models.TextField(blank=True)
    changed_as = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "-accepted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code", "subject"], condition=Q(ended_at__isnull=True), name="acceptance_once"
            )
        ]

    def __str__(self) -> str:
        return self.title
