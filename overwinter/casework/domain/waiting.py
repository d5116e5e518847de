"""Since when a concern waits, or waited, for whoever it was escalated to."""

from collections.abc import Iterable
from datetime import datetime

from overwinter.casework.domain.kinds import EventKind


def waits_since(events: Iterable[tuple[EventKind, datetime]]) -> datetime | None:
    """From its events, the oldest first: the first escalation not answered yet, or the one that was answered last."""
    since = last = None
    for what, at in events:
        if what is EventKind.ESCALATED:
            since = since or at
        elif what is EventKind.SETTLED:
            since, last = None, since or last
        elif what is EventKind.UNSETTLED:
            since, last = last, None
    return since or last
