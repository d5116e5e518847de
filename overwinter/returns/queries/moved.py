"""What returns say otherwise than those before them, as rules saw it."""

from datetime import datetime
from typing import NamedTuple

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
    facts: str


FIELDS = (
    "submitted_id", "submitted__location_id", "submitted__location__name", "submitted__submitted_at",
    "figure", "before", "after", "facts",
)  # fmt: skip


def list_moved(viewer: Viewer, *, since: datetime, most: int) -> list[MovedFigure]:
    """In returns sent since then, the newest first. A figure that two rules saw move in one return stands once. One
    statement: what was sent since was seen since, and when it was seen has an index."""
    council_id = viewer.council_id
    if council_id is None or not may_read(viewer, council_id):
        return []
    seen = Alarm.objects.filter(seen_at__gte=since, submitted__submitted_at__gte=since).exclude(figure="")
    seen = seen.filter(council_id=council_id)
    rows = seen.order_by("-seen_at", "-id").values_list(*FIELDS)[: 2 * most]
    found: dict[tuple[int, str, str], MovedFigure] = {}
    for row in rows:
        moved = MovedFigure(*row)
        found.setdefault((moved.return_id, moved.before, moved.after), moved)
    return list(found.values())[:most]
