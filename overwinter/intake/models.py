"""Documents in, the rows that were read from them, and the text that has no place yet."""

from django.conf import settings
from django.db import models

from overwinter.infra.models import StoredFile
from overwinter.intake.domain.documents import DocumentState
from overwinter.intake.domain.pieces import PieceState
from overwinter.intake.domain.rows import FIELDS, SHOWN, RowState, RowValues


class Document(models.Model):
    """A file a council gave us, kept for ever, with what was read from it."""

    council = models.ForeignKey("organisations.Council", on_delete=models.PROTECT, related_name="+")
    framework = models.CharField(max_length=80)
    """The permanent id of the national plan it answers."""
    winter = models.CharField(max_length=7)
    """The winter's code, ``2020-21``: it gives the year to dates written without one."""
    name = models.CharField(max_length=255)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    """The document of the same content or name that came before, whose decisions carry over."""
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    state = models.CharField(
        max_length=10, default=DocumentState.WAITING, choices=[(s.value, s.value) for s in DocumentState]
    )
    attempt = models.PositiveIntegerField(default=0)
    """Which reading of it this is. What an earlier one still sends is not taken."""
    started_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=200, blank=True)
    """What the reading is doing, in words."""
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    """Why it could not be read and what to do: whole sentences."""

    read_at = models.DateTimeField(null=True)
    media_type = models.CharField(max_length=120, blank=True)
    characters = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    caught = models.PositiveIntegerField(default=0)
    """Words that no layout rule took and that are kept as unplaced text."""
    sections = models.JSONField(default=list)
    """Sections the document answers as a whole, as read."""
    warnings = models.JSONField(default=list)
    decisions = models.JSONField(default=list)
    """What each table and stretch of prose was taken for, and why, as read."""
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    applied = models.JSONField(default=dict)
    """What the last application did: the plan, and how many answers were new, changed, the same, kept."""

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        indexes = [models.Index(fields=["council", "-uploaded_at"], name="document_of_council")]

    def __str__(self) -> str:
        return self.name


class RowQuerySet(models.QuerySet["ReadRow"]):
    def shown(self) -> "RowQuerySet":
        """Rows that stand for themselves: not those that were split, merged or undone."""
        return self.filter(state__in=[state.value for state in SHOWN])


class ReadRow(models.Model):
    """One row of a document: as it was read, as a person has it now, and what they decided about it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="rows")
    order = models.CharField(max_length=250)
    """Sorts as text: the halves of row 61 are ``00061.1`` and ``00061.2``, rows 61 and 62 in one ``00061+00062``."""
    as_read = models.JSONField()
    """The row as the engine gave it, with sources, and its surroundings in the document under ``excerpt``."""
    fingerprint = models.CharField(max_length=64)
    """Equal for rows that say the same; see ``domain.rows.fingerprint``."""

    theme = models.TextField(blank=True)
    section = models.TextField(blank=True)
    ref = models.TextField(blank=True)
    requirement = models.TextField(blank=True)
    response = models.TextField(blank=True)
    rag = models.CharField(max_length=10, blank=True)
    fully_met = models.CharField(max_length=10, blank=True)
    gap_actions = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    by_when = models.TextField(blank=True)
    by_when_date = models.DateField(null=True, blank=True)
    reporting_to = models.TextField(blank=True)
    requirement_ids = models.JSONField(default=list)
    """The national requirements it answers; empty for a local row, or when nobody has said yet."""

    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in RowState])
    version = models.PositiveIntegerField(default=1)
    """Rises with every change, so that two people do not overwrite each other."""
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    carried_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    """The row of the earlier document whose decision was carried over."""
    split_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="sources")

    objects = RowQuerySet.as_manager()

    class Meta:
        ordering = ["document", "order", "id"]
        indexes = [models.Index(fields=["document", "state"], name="read_row_state")]

    def __str__(self) -> str:
        return f"row {self.label}"

    @property
    def label(self) -> str:
        """The number a person sees: ``61``, ``61.2`` for its second half, ``61+62`` for two in one."""
        return "+".join(part.lstrip("0") for part in self.order.split("+"))

    @property
    def values(self) -> RowValues:
        return RowValues(**{name: getattr(self, name) for name in FIELDS})

    def set_values(self, values: RowValues) -> None:
        for name in FIELDS:
            setattr(self, name, getattr(values, name))


class Piece(models.Model):
    """Text of the document that is in no row: a heading, or text no rule could place."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="pieces")
    order = models.PositiveIntegerField()
    place = models.TextField()
    text = models.TextField()
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in PieceState])
    taken_into = models.ForeignKey(ReadRow, null=True, on_delete=models.PROTECT, related_name="+")
    taken_field = models.CharField(max_length=20, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["document", "order"]
        constraints = [models.UniqueConstraint(fields=["document", "order"], name="piece_order")]
        indexes = [models.Index(fields=["document", "state"], name="piece_state")]

    def __str__(self) -> str:
        return self.text
