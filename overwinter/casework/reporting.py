"""What casework tells to reports: concerns open by severity and age, and how many were followed up in time."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from overwinter.casework import addresses
from overwinter.casework.domain.levels import AGES, together
from overwinter.casework.queries.reported import Position, list_positions
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock
from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Threshold
from overwinter.operations.api import PartTable, ReportPart, Sentence, Words
from overwinter.organisations.api import Viewer
from overwinter.providers.api import may_read


class CaseworkReport:
    """One statement."""

    def report_parts(self, *, viewer: Viewer, council_id: int, as_at: date) -> Iterable[ReportPart]:
        if not may_read(viewer, council_id):
            return ()
        at = min(timezone.make_aware(datetime.combine(as_at + timedelta(days=1), time.min)), clock.now())
        window = get_limits(as_at)["concern-levels-window"]
        positions = list_positions(council_id, at, since=timedelta(days=window.days))
        if not positions:
            return ()
        sentences = (_open(positions), *_levels(positions, window))
        return (ReportPart("concerns", "Concerns followed up", sentences, _table(positions)),)


def _open(positions: Sequence[Position]) -> Sentence:
    count, overdue = sum(each.open for each in positions), sum(each.overdue for each in positions)
    if not count:
        return (Words("No concern was open.", addresses.queue()),)
    up, oldest = sum(each.escalated for each in positions), min(each.oldest for each in positions if each.oldest)
    verb = "concern was" if count == 1 else "concerns were"
    return (
        Words(f"{count:,}", addresses.queue()), Words(f" {verb} open, "),
        Words(f"{overdue:,}" if overdue else "none", addresses.queue("overdue=yes") if overdue else ""),
        Words(" overdue and "), Words(f"{up:,}" if up else "none", addresses.queue("escalated=yes") if up else ""),
        Words(f" escalated; the oldest since {full_day(timezone.localdate(oldest))}."),
    )  # fmt: skip


def _levels(positions: Sequence[Position], window: Threshold) -> tuple[Sentence, ...]:
    in_time, judged = together(tuple(each.level for each in positions))
    if not judged:
        return ()
    done = Words(f"{in_time:,} of {judged:,}", addresses.queue("state="))
    return ((done, Words(f" raised in the {window.said} before were followed up by when they were due.")),)


def _table(positions: Sequence[Position]) -> PartTable:
    ages = tuple(label for label, _ in AGES)
    rows = tuple(
        (
            Words(each.severity.label),
            *(Words(str(n), _queue(each)) for n in (each.open, *each.ages)),
            Words(str(each.overdue), f"{_queue(each)}&overdue=yes"), Words(each.level.share),
        )
        for each in positions
    )  # fmt: skip
    heads = ("Severity", "Open", *ages, "Overdue", "Followed up in time")
    return PartTable(
        "Concerns open, by severity and age", heads, (4, 2, *(3 for _ in ages), 2, 5), rows,
        numeric=frozenset(range(1, len(ages) + 3)),
    )  # fmt: skip


def _queue(position: Position) -> str:
    return addresses.queue(f"severity={position.severity.value}")
