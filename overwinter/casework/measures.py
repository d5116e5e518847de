"""The measures that concerns give; ``operation`` offers them."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q
from django.utils.timezone import localdate, make_aware

from overwinter.casework.domain.due import next_working_day
from overwinter.casework.models import Concern
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock
from overwinter.infra.bank_holidays import bank_holidays
from overwinter.kernel.counting import Taken

FOLLOWED, MOVEMENT = "concerns-followed-up", "movement-followed-up"
ABOUT_MOVEMENT = ("returns", "movement")
"""Source and kind of concerns about staff who work in several settings."""
MOVEMENT_DAYS, WEEK = 2, 7
"""Working days and days, as the measure's own words say."""
NONE_DUE = "No concern was to be followed up."


class ConcernMeasures:
    """What ``catalogue/measures/providers.toml`` says of concerns, as they stood at the end of the day."""

    codes = (FOLLOWED, MOVEMENT)

    def take(self, *, council_id: int, day: date) -> Mapping[str, Taken]:
        end = min(make_aware(datetime.combine(day, time.max)), clock.now())
        return {
            FOLLOWED: _followed(council_id, end, get_limits(day)["concern-levels-window"].days),
            MOVEMENT: _movement(council_id, end),
        }


def _followed(council_id: int, end: datetime, days: int) -> Taken:
    """One statement."""
    raised = Concern.objects.filter(
        council_id=council_id, raised_at__gt=end - timedelta(days=days), raised_at__lte=end
    )  # fmt: skip
    in_time = Q(first_reached_at__lte=F("first_due_at")) | Q(closed_at__lte=F("first_due_at"))
    by_then = Q(first_reached_at__lte=end) | Q(closed_at__lte=end)
    found = raised.order_by().aggregate(
        kept=Count("id", filter=in_time & by_then),
        late=Count("id", filter=Q(first_due_at__lt=end) & ~in_time),
    )  # fmt: skip
    return Taken.share(found["kept"], found["kept"] + found["late"], NONE_DUE)


def _movement(council_id: int, end: datetime) -> Taken:
    """Of the concerns whose two working days ended within the week."""
    source, kind = ABOUT_MOVEMENT
    rows = Concern.objects.filter(
        council_id=council_id, source=source, kind=kind, raised_at__lte=end,
        raised_at__gt=end - timedelta(days=2 * WEEK + MOVEMENT_DAYS),
    ).order_by("raised_at", "id").values_list("raised_at", "first_reached_at", "closed_at")  # fmt: skip
    kept = all_of = 0
    for raised, reached, closed in rows:
        due = localdate(raised)
        for _ in range(MOVEMENT_DAYS):
            due = next_working_day(due, bank_holidays(due.year))
        if not localdate(end) - timedelta(days=WEEK) <= due < localdate(end):
            continue
        all_of += 1
        kept += any(at is not None and localdate(at) <= due for at in (reached, closed))
    return Taken.share(kept, all_of, "No concern about staff in several settings was to be followed up this week.")
