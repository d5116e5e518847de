"""Returns that were not made become concerns, and are over when they come."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache

from django.utils.timezone import localdate, make_aware

from overwinter.casework.api import Outcome, Over, Severity, Sighting, Team, close_many, list_open_keys, raise_many
from overwinter.frameworks.api import get_limits
from overwinter.kernel.days import full_day
from overwinter.returns import queries
from overwinter.returns.addresses import in_portal
from overwinter.returns.domain.missing import is_asked_after, sight_of
from overwinter.returns.domain.periods import Period
from overwinter.returns.looking import SOURCE
from overwinter.returns.queries import AskedForm, Came

KIND = "not-returned"


def look_for_missing(form: AskedForm, period: Period, *, today: date) -> int:
    """Raise what is missing of one period; how many concerns are new.

    A return that is missing is seen at most twice: while there is time, and when it is late.
    """
    limits = get_limits(today)
    cadence = form.definition_on(period.opens).cadence
    if not is_asked_after(cadence, period, today=today, days_before=limits["missing-asked-before"].days):
        return 0
    missing = queries.list_missing(
        form, period, today=today,
        looked_back=limits["returns-looked-back"].count, often=limits["returns-often-late"].count,
    )  # fmt: skip
    since = period.opens if today <= period.due else period.due + timedelta(days=1)
    moment = make_aware(datetime.combine(since, time.min))
    sightings = []
    for each in missing:
        sight = sight_of(form.title, period, late=each.late, of=each.of, today=today)
        sightings.append(
            Sighting(
                SOURCE, KIND, _key_of(form.form_id, each.location_id), sight.title, sight.facts,
                Severity(sight.grade.value), Team.CONTRACTS, moment, location_id=each.location_id,
                told=sight.told, told_url=in_portal(each.location_id, form.code, period.start), weight=each.late,
            )
        )  # fmt: skip
    return raise_many(council_id=form.council_id, sightings=sightings).new if sightings else 0


def end_missing(form: AskedForm, came: Iterable[Came]) -> int:
    """Returns that came: what was raised because they were missing is over.

    A return for a period before the one that is missing ends nothing: past returns may be brought in at any time.
    """
    standing = list_open_keys(form.council_id, start=_key_of(form.form_id, ""))
    if not standing:
        return 0
    period_at, over = cache(form.period_at), list[Over]()
    for each in came:
        key = _key_of(form.form_id, each.location_id)
        if key in standing and localdate(standing[key]) <= (period := period_at(each.period_start)).due + timedelta(1):
            words = f"The return for {period.label} came on {full_day(each.first_on)}."
            over.append(Over(key, Outcome.RESOLVED, words))
    return close_many(council_id=form.council_id, over=over) if over else 0


def _key_of(form_id: int, location_id: int | str) -> str:
    return f"{SOURCE}:{KIND}:{form_id}:{location_id}"
