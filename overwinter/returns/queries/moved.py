"""What returns say otherwise than those before them, as rules saw it."""

from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.db.models import DateTimeField, IntegerField

from overwinter.infra.prepared import Given, Prepared
from overwinter.organisations.api import Viewer
from overwinter.providers.api import may_read
from overwinter.returns.models import Alarm


class MovedFigure(NamedTuple):
    return_id: int
    location_id: int
    location: str
    sent_at: datetime
    figure: str
    before: str
    after: str
    why: str


FIELDS = (
    "submitted_id", "submitted__location_id", "submitted__location__name", "submitted__submitted_at",
    "figure", "before", "after", "why", "facts",
)  # fmt: skip


def list_moved(viewer: Viewer, *, since: datetime, most: int) -> list[MovedFigure]:
    """In returns sent since then, the newest first. A figure that two rules saw move in one return stands once. One
    statement: what was sent since was seen since, and when it was seen has an index."""
    if not may_read(viewer, viewer.council_id):
        return []
    rows = _moved(2 * most).rows(council=viewer.scope, since=since)
    found: dict[tuple[int, str, str], MovedFigure] = {}
    for *said, why, facts in rows:
        moved = MovedFigure._make((*said, why or facts))
        found.setdefault((moved.return_id, moved.before, moved.after), moved)
    return list(found.values())[:most]


@cache
def _moved(most: int) -> Prepared:
    council, since = Given("council", IntegerField()), Given("since", DateTimeField())
    seen = Alarm.objects.filter(council_id=council, seen_at__gte=since, submitted__submitted_at__gte=since)
    return Prepared(seen.exclude(figure="").order_by("-seen_at", "-id").values_list(*FIELDS)[:most])
