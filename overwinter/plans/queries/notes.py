"""What was said about rows, and for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

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
    """Those that stood at ``moment``, oldest first, each with its mentions."""
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
