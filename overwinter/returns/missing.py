"""Returns that were not made become concerns, and are over when they come."""

from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from overwinter.casework.api import Outcome, Over, Severity, Sighting, Team, close_many, raise_many
from overwinter.frameworks.api import get_limits
from overwinter.kernel.days import full_day
from overwinter.returns import queries
from overwinter.returns.domain.missing import is_asked_after, sight_of
from overwinter.returns.domain.periods import Period
from overwinter.returns.looking import SOURCE
from overwinter.returns.models import Return
from overwinter.returns.queries import AskedForm

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
                told=sight.told, weight=each.late,
            )
        )  # fmt: skip
    return raise_many(council_id=form.council_id, sightings=sightings).new if sightings else 0


def end_missing(form: AskedForm, rows: list[Return]) -> int:
    """Returns that came: what was raised because they were missing is over."""
    over = [
        Over(
            _key_of(form.form_id, row.location_id), Outcome.RESOLVED,
            f"The return for {form.period_at(row.period_start).label} came on {full_day(row.first_on)}.",
        )
        for row in rows if row.first_on is not None
    ]  # fmt: skip
    return close_many(council_id=form.council_id, over=over) if over else 0


def _key_of(form_id: int, location_id: int) -> str:
    return f"{SOURCE}:{KIND}:{form_id}:{location_id}"
