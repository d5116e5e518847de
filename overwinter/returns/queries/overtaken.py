"""Drafts that another way in overtook."""

from django.db.models import QuerySet

from overwinter.infra.planning import row_by_row
from overwinter.organisations.api import Viewer
from overwinter.returns.models import OvertakenDraft, Return, ReturnFile

_WITH = ("saved_by", "overtaken_by", "decided_by", "file", "version__form")


def list_overtaken(row: Return) -> QuerySet[OvertakenDraft]:
    """Of one return, newest first, those that were decided about too."""
    return row.overtaken.select_related(*_WITH).order_by("-overtaken_at", "-id")


def list_undecided(council_id: int) -> QuerySet[OvertakenDraft]:
    """What nobody has decided about, oldest first."""
    undecided = OvertakenDraft.objects.filter(decided_at__isnull=True)
    rows = undecided.alias(council=row_by_row("draft_of__council_id")).filter(council=council_id)
    return rows.select_related(*_WITH, "draft_of__location", "draft_of__form").order_by("overtaken_at", "id")


def list_overtaken_by(file: ReturnFile) -> QuerySet[OvertakenDraft]:
    """What the rows of a file overtook, by the name of the location."""
    rows = file.overtook.select_related(*_WITH, "draft_of__location")
    return rows.order_by("draft_of__location__name", "id")


def find_overtaken(viewer: Viewer, draft_id: int) -> OvertakenDraft | None:
    """A draft of the council the viewer works in."""
    rows = OvertakenDraft.objects.select_related(*_WITH, "draft_of__location", "draft_of__form", "draft_of__version")
    return rows.filter(pk=draft_id, draft_of__council_id=viewer.council_id or 0).first()
