"""How forms stand is kept counted, in the transaction of whatever changes it. Nobody does it by hand: it has no ``by``.

Two rules keep a tally true. Whoever changes a return holds its council first, so that no two change what is counted at
once, and no count is made while a change is on its way. And whoever changes many at once lets the tally go:
what is not kept is counted by whoever looks.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from overwinter.frameworks.api import get_limits
from overwinter.kernel.threshold import Limits
from overwinter.organisations.api import hold_council
from overwinter.returns.domain.periods import Period
from overwinter.returns.domain.tallied import from_data
from overwinter.returns.models import Tally
from overwinter.returns.queries import AskedForm
from overwinter.returns.queries.tallies import count_anew, count_some, get_mark, list_kept, made_from

KEPT = 2
"""Periods of each form: the one of today, and the one it is drawn beside."""


@contextmanager
def tallied(form: AskedForm, period: Period, location_ids: Collection[int], *, today: date) -> Iterator[None]:
    """Around the change of returns of a few locations: what they add to every tally before and after it."""
    hold_council(form.council_id)
    limits, kept = get_limits(today), list_kept([form], since=period.start)
    stands = [row for row in kept if row.made_from == made_from(form, form.period_at(row.start), row.mark, limits)]
    counts = [from_data(row.counts) for row in stands]
    for row, each in zip(stands, counts, strict=True):
        each.take_away(count_some(form, form.period_at(row.start), limits, location_ids))
    yield
    for row, each in zip(stands, counts, strict=True):
        each.add(count_some(form, form.period_at(row.start), limits, location_ids))
        Tally.objects.filter(pk=row.pk).update(counts=each.as_data())
    if gone := [row.pk for row in kept if row not in stands]:
        Tally.objects.filter(pk__in=gone).delete()
    if period in _periods(form, today) and period.start not in {row.start for row in stands}:
        _count(form, period, limits)


def let_go(council_id: int, form_id: int, since: date | None = None) -> None:
    """Before many returns of the form are changed: what is kept of periods from that day on, or else of all."""
    hold_council(council_id)
    kept = Tally.objects.filter(council_id=council_id, form_id=form_id)
    (kept.filter(period_start__gte=since) if since is not None else kept).delete()


@transaction.atomic
def keep_tally(form: AskedForm, *, today: date, anew: bool = False) -> None:
    """Count what is not kept, or stands no more; ``anew``: all. Twice changes nothing."""
    hold_council(form.council_id)
    limits, mark, periods = get_limits(today), get_mark(form.council_id), _periods(form, today)
    kept = {row.start: row.made_from for row in list_kept([form])}
    for period in periods:
        if kept.pop(period.start, "") != made_from(form, period, mark, limits) or anew:
            _count(form, period, limits)
    if kept:
        Tally.objects.filter(council_id=form.council_id, form_id=form.form_id, period_start__in=list(kept)).delete()


def _periods(form: AskedForm, today: date) -> Sequence[Period]:
    return form.last_periods(today, KEPT)


def _count(form: AskedForm, period: Period, limits: Limits) -> None:
    """The mark is read before the count: a register that changes meanwhile makes the count stand no more."""
    name = made_from(form, period, get_mark(form.council_id), limits)
    Tally.objects.update_or_create(
        council_id=form.council_id, form_id=form.form_id, period_start=period.start,
        defaults={"made_from": name, "counts": count_anew(form, period, limits).as_data()},
    )  # fmt: skip
