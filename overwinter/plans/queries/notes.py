"""What was said about rows, and for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef
from django.utils import timezone

from overwinter.organisations.api import Viewer
from overwinter.plans.models import Mention, Note, Plan, Response


@dataclass(frozen=True, slots=True)
class MentionFact:
    """That somebody was mentioned in a note on a row, without the note's words."""

    note_id: int
    response_id: int
    user_id: int
    on: date
    by: str
    """As what its writer spoke."""


def list_notes(response: Response, *, moment: datetime) -> Sequence[Note]:
    """Those that stood at ``moment``, oldest first, each with its mentions. A query of the row that looked for notes
    spares another."""
    if not getattr(response, "noted", True):
        return []
    found = response.notes.filter(written_at__lte=moment).prefetch_related("mentions")
    return list(found.order_by("written_at", "id"))


def list_mentions(plan: Plan, *, since: date) -> tuple[MentionFact, ...]:
    """Everybody mentioned on the plan's rows from that day on: for what the program sends, never for a page."""
    start = timezone.make_aware(datetime.combine(since, time.min))
    found = Mention.objects.filter(note__response__plan=plan, note__written_at__gte=start).order_by("note_id", "id")
    fields = ("note_id", "note__response_id", "user_id", "note__written_at", "note__written_as")
    return tuple(
        MentionFact(note_id, response_id, user_id, timezone.localdate(at), by)
        for note_id, response_id, user_id, at, by in found.values_list(*fields)
    )


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A note that somebody is mentioned in, and after which they have neither saved the row nor written on it."""

    response_id: int
    text: str
    by: str
    on: date


def list_unanswered(viewer: Viewer, plan: Plan) -> tuple[Unanswered, ...]:
    """Notes on the plan's rows for the viewer that still wait for them, oldest first, the newest of each row. One
    query."""
    later = {"response_id": OuterRef("response_id"), "id__gt": OuterRef("id")}
    saved = Response.history.filter(
        id=OuterRef("response_id"), history_user_id=viewer.user_id, history_date__gte=OuterRef("written_at")
    )
    notes = Note.objects.filter(
        ~Exists(Note.objects.filter(**later, written_by_id=viewer.user_id)),
        ~Exists(Note.objects.filter(**later, mentions__user_id=viewer.user_id)),
        ~Exists(saved), mentions__user_id=viewer.user_id,
        response__plan=plan, response__plan__council_id__in=viewer.council_ids,
    )  # fmt: skip
    fields = ("response_id", "text", "written_as", "written_at")
    return tuple(
        Unanswered(response_id, text, by, timezone.localdate(at))
        for response_id, text, by, at in notes.order_by("written_at", "id").values_list(*fields)
    )
