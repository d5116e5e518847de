"""How forms stand in their periods: from what is kept where it still stands, and counted anew where it does not."""

import hashlib
from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db.models import DateField, IntegerField

from overwinter.infra.prepared import Given, Prepared
from overwinter.kernel.threshold import Limits
from overwinter.providers.api import RegisterMark
from overwinter.returns.domain.periods import Period
from overwinter.returns.domain.tallied import Counts, Stood, from_data, from_kinds, from_locations
from overwinter.returns.models import Return, Tally
from overwinter.returns.queries.asked import SUBMITTED, count_habits, curve_of, missed_in, with_return
from overwinter.returns.queries.forms import AskedForm

Window = tuple[AskedForm, Period]
Named = tuple[int, date]
"""A form and the day that names its period."""


def named(window: Window) -> Named:
    return window[0].form_id, window[1].start


def past_of(form: AskedForm, period: Period, limits: Limits) -> tuple[Period, ...]:
    """The periods by which those that have not returned are told apart, oldest first."""
    earlier = form.before(period)
    return form.last_periods(earlier.opens, limits["returns-looked-back"].count) if earlier is not None else ()


def count_windows(windows: Collection[Window], limits: Limits) -> dict[Named, Counts]:
    """Of forms of one council. One statement where all are kept; three more for each that is counted anew."""
    kept = {(row.form_id, row.start): row for row in list_kept([form for form, _ in windows])}
    found = {}
    for form, period in windows:
        row = kept.get((form.form_id, period.start))
        stands = row is not None and row.made_from == made_from(form, period, row.mark, limits)
        found[form.form_id, period.start] = (
            from_data(row.counts) if row is not None and stands else count_anew(form, period, limits)
        )
    return found


class Kept(NamedTuple):
    """A tally, with the mark of the register as it is now."""

    pk: int
    form_id: int
    start: date
    made_from: str
    counts: dict[str, Any]
    mark: int


def list_kept(forms: Collection[AskedForm], *, since: date | None = None) -> list[Kept]:
    """What is kept of forms of one council. One statement."""
    councils, ids = {each.council_id for each in forms}, {each.form_id for each in forms}
    rows = _tallies().rows(councils=councils, forms=ids, since=since or date.min)
    return [Kept(pk, form, start, made_of, counts, mark or 0) for pk, form, start, made_of, counts, mark in rows]


@cache
def _tallies() -> Prepared:
    of = Tally.objects.filter(council_id__among=Given("councils", IntegerField()))
    rows = of.filter(form_id__among=Given("forms", IntegerField()), period_start__gte=Given("since", DateField()))
    return Prepared(
        rows.order_by("form_id", "period_start").values_list(
            "pk", "form_id", "period_start", "made_from", "counts", "council__register_mark__number"
        )
    )


def get_mark(council_id: int) -> int:
    return next((number for (number,) in _mark().rows(council=council_id)), 0)


@cache
def _mark() -> Prepared:
    return Prepared(RegisterMark.objects.filter(council_id=Given("council", IntegerField())).values_list("number"))


def made_from(form: AskedForm, period: Period, mark: int, limits: Limits) -> str:
    """Names all that the counts of a period are made of besides its returns: another name, and they stand no more."""
    past = [(each.start, each.due) for each in past_of(form, period, limits)]
    said = (mark, period.opens, period.due, form.kinds_on(period.opens), past, limits["returns-often-late"].count)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def count_anew(form: AskedForm, period: Period, limits: Limits) -> Counts:
    """Three statements."""
    kinds = count_habits(form, period, past_of(form, period, limits), limits["returns-often-late"].count)
    return from_kinds(kinds, curve_of(form, [period])[period.start])


def count_some(form: AskedForm, period: Period, limits: Limits, location_ids: Collection[int]) -> Counts:
    """What these locations add to :func:`count_anew`. Two statements."""
    asked = with_return(form, period).filter(pk__in=location_ids)
    rows = asked.annotate(missed=missed_in(form, past_of(form, period, limits)))
    often = limits["returns-often-late"].count
    stood = [
        Stood(kind, first_on if state == SUBMITTED else None, missed >= often)
        for kind, state, first_on, missed in rows.order_by("id").values_list(
            "main_service", "made__state", "made__first_on", "missed"
        )
    ]  # fmt: skip
    days = Return.objects.filter(
        council_id=form.council_id, form_id=form.form_id, period_start=period.start, state=SUBMITTED,
        location_id__in=location_ids,
    )  # fmt: skip
    on = [day for day in days.order_by("id").values_list("first_on", flat=True) if day is not None]
    return from_locations(stood, on, due=period.due)
