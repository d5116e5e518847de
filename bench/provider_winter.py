"""What a winter has left behind by the day that is measured: months of returns, some of them late or missing, what was
raised because of it, who was rung, what is over, and what else is kept of each location. Needs Django to be set up."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from bench.provider_world import FORMS, TODAY, World
from overwinter.casework.api import Outcome, Over, Severity, close_many
from overwinter.casework.models import Concern, ContactMade
from overwinter.infra import clock
from overwinter.infra.bulk import insert_rows
from overwinter.market.models import ContinuityPlan, RiskAssessment
from overwinter.providers.models import Location
from overwinter.returns.domain.periods import Period
from overwinter.returns.jobs import look_at_council
from overwinter.returns.models import Alarm, Return
from overwinter.returns.queries import AskedForm

MONTHS = 5
MISSING_NOW, MISSED, LATE = 9, 11, 7
"""Every ninth has not returned yet; of earlier months some made none, and every seventh was late. Which they are
differs by month, but some are among them again and again."""
RUNG, OVER = 6, 4
"""Every sixth location with a concern was rung, and all with a grave one; every fourth concern is over."""
BATCH = 500


def add_winter(world: World) -> None:
    for code in FORMS:
        _add_months(world.form_of(code))
    look_at_council(world.council.pk, today=TODAY)
    _ring(world.council.pk)
    _end(world.council.pk)
    _add_quality(world.council.pk)


def _add_months(form: AskedForm) -> None:
    now, *earlier = reversed(form.last_periods(TODAY, MONTHS + 1))
    made = Return.objects.filter(council_id=form.council_id, form_id=form.form_id, period_start=now.start)
    columns = (
        "council_id", "form_id", "location_id", "period_start", "period_end", "version_id", "state", "answers",
        "entered", "number", "first_on", "submitted_at", "saved_at", "submitted_by_id", "file_id",
    )  # fmt: skip
    for back, period in enumerate(earlier):
        insert_rows(Return, columns, _month(list(made.order_by("location_id")), back, period))
    missing = [pk for pk, place in made.values_list("pk", "location_id") if place % MISSING_NOW == 0]
    for start in range(0, len(missing), BATCH):
        Alarm.objects.filter(submitted_id__in=missing[start : start + BATCH]).delete()
        Return.objects.filter(pk__in=missing[start : start + BATCH]).delete()


def _month(made: list[Return], back: int, period: Period) -> Iterator[tuple[object, ...]]:
    for row in made:
        if (row.location_id % 50) % MISSED == back and row.location_id % 3:
            continue
        is_late = row.location_id % LATE == back
        on = period.due + timedelta(days=2) if is_late else period.opens + timedelta(days=row.pk % 5)
        at = make_aware(datetime.combine(on, time(9, 15)))
        answers = row.answers | {"other_staff_own": 7 + back % 2}  # the same each month would be seen by a rule
        yield (
            row.council_id, row.form_id, row.location_id, period.start, period.due, row.version_id, row.state,
            answers, row.entered, 1, on, at, at, row.submitted_by_id, row.file_id,
        )  # fmt: skip


def _ring(council_id: int) -> None:
    places = Concern.objects.filter(council_id=council_id, location__isnull=False).order_by("location_id")
    ids = list(places.values_list("location_id", flat=True).distinct())
    grave = places.filter(severity__in=[Severity.URGENT.value, Severity.HIGH.value])
    rung = {*ids[::RUNG], *grave.values_list("location_id", flat=True)}
    columns = ("council_id", "location_id", "at", "channel", "reached", "spoke_with", "by_as", "team")
    rows = (
        (council_id, place, clock.now() - timedelta(days=days), "call", "spoke", "Manager", "Contracts officer",
         "contracts")
        for place in sorted(pk for pk in rung if pk is not None) for days in (30, 8, 1)
    )  # fmt: skip
    insert_rows(ContactMade, columns, rows)


def _end(council_id: int) -> None:
    keys = Concern.objects.filter(council_id=council_id).order_by("id").values_list("key", flat=True)
    close_many(council_id=council_id, over=[Over(key, Outcome.RESOLVED, "It is over.") for key in keys[::OVER]])


def _add_quality(council_id: int) -> None:
    """A continuity plan of all but every tenth location, which run out over the years, and assessed risks of half."""
    places = list(Location.objects.filter(council_id=council_id).order_by("id").values_list("id", flat=True))
    now = clock.now()
    insert_rows(
        ContinuityPlan,
        ("council_id", "location_id", "version", "dated", "expires_on", "tested_on", "workforce", "is_current",
         "recorded_at"),
        ((council_id, place, "1", _ago(300), _ago(30 - place % 900), _ago(place % 400), place % 5 > 0, True, now)
         for place in places if place % 10),
    )  # fmt: skip
    insert_rows(
        RiskAssessment,
        ("council_id", "location_id", "about", "assessed_on", "review_on", "is_current", "recorded_at"),
        ((council_id, place, "Visiting", _ago(200), _ago(20 - place % 500), True, now) for place in places[::2]),
    )  # fmt: skip


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)
