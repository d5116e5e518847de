"""Concerns as other programs read them: what was seen and how it stands, and nothing that was said on calls."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Q

from overwinter.casework.actions.raising import BY_HAND
from overwinter.casework.models import Concern, ConcernEvent
from overwinter.operations.api import Holds, RecordColumn, Records
from overwinter.organisations.api import Viewer

COLUMNS = (
    RecordColumn("id", Holds.NUMBER, "Of the concern."),
    RecordColumn(
        "location", Holds.NUMBER, "The id of the location it is about; null: it is about none.", may_lack=True
    ),
    RecordColumn("source", Holds.TEXT, "Which operation raised it; hand: a person did."),
    RecordColumn("kind", Holds.TEXT, "What was seen, in a code of its source."),
    RecordColumn("title", Holds.TEXT, "What a rule saw, in a few words; empty for what a person raised."),
    RecordColumn("facts", Holds.TEXT, "What a rule saw, in whole sentences; empty for what a person raised."),
    RecordColumn("severity", Holds.TEXT, "The code of how grave it is."),
    RecordColumn("team", Holds.TEXT, "The code of the team that follows it up."),
    RecordColumn("owner", Holds.NUMBER, "The id of the role that owns it; null: the team does.", may_lack=True),
    RecordColumn("state", Holds.TEXT, "open or closed."),
    RecordColumn("outcome", Holds.TEXT, "The code of what came of it; empty while it is open."),
    RecordColumn("raised_at", Holds.MOMENT, "When it was first seen."),
    RecordColumn("last_seen_at", Holds.MOMENT, "When it was last seen."),
    RecordColumn("times_seen", Holds.NUMBER, "How often it was seen."),
    RecordColumn("due_at", Holds.MOMENT, "By when somebody must have dealt with it."),
    RecordColumn(
        "first_reached_at", Holds.MOMENT, "When somebody was first spoken with; null: not yet.", may_lack=True
    ),
    RecordColumn("escalated_at", Holds.MOMENT, "Since when it waits for those above; null: not.", may_lack=True),
    RecordColumn("closed_at", Holds.MOMENT, "Null: it is open.", may_lack=True),
)
_OWN = [column.name for column in COLUMNS if column.name not in ("location", "owner", "title", "facts")]


def concerns(
    *, viewer: Viewer, after: int, most: int, changed_since: datetime | None = None
) -> Iterable[Mapping[str, object]]:
    """One statement."""
    found = Concern.objects.filter(council_id__in=viewer.council_ids, pk__gt=after).order_by("pk")
    if changed_since is not None:
        news = ConcernEvent.objects.filter(at__gte=changed_since).values("concern_id")
        found = found.filter(Q(last_seen_at__gte=changed_since) | Q(closed_at__gte=changed_since) | Q(pk__in=news))
    return [_row(concern) for concern in found[:most]]


def _row(concern: Concern) -> Mapping[str, object]:
    """What a person wrote may name people, so it stays."""
    by_rule = concern.source != BY_HAND
    return {
        **{name: getattr(concern, name) for name in _OWN},
        "location": concern.location_id,
        "owner": concern.owner_id,
        "title": concern.title if by_rule else "",
        "facts": concern.facts if by_rule else "",
    }


CONCERNS = Records(
    name="concerns", scope="concerns", allows="Read the concerns about providers, and how they stand",
    title="The concerns of the council", columns=COLUMNS, rows=concerns, tells_changes=True,
    words="Open and closed. What was said on calls, and what people wrote, is not given out.",
)  # fmt: skip
