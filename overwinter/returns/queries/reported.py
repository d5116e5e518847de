"""How returns stood at the end of a day, for reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from overwinter.returns.domain.periods import Period, Rhythm
from overwinter.returns.queries.asked import RETURNED, asked_locations, missed_in, with_return
from overwinter.returns.queries.forms import AskedForm, list_asked_forms


@dataclass(frozen=True, slots=True)
class Completion:
    """How many locations were asked, and how many of them had returned by the day."""

    asked: int
    returned: int
    on_time: int

    @property
    def missing(self) -> int:
        return self.asked - self.returned


@dataclass(frozen=True, slots=True)
class OftenLate:
    pk: int
    name: str
    missed: int
    """In how many periods it was late or made none."""


def list_windows(council_id: int, day: date) -> Iterator[tuple[AskedForm, Period]]:
    """What providers are asked again and again, each in its period of the day; calls of the council's own are not."""
    for form in list_asked_forms(council_id, day):
        period = form.period_of(day)
        if period is None:
            continue
        asked = form.definition_on(period.opens)
        if not asked.by_phone and asked.cadence.rhythm is not Rhythm.EVENT:
            yield form, period


def get_completion(form: AskedForm, period: Period, *, as_at: date) -> Completion:
    """One statement."""
    by_then = RETURNED & Q(made__first_on__lte=as_at)
    found = with_return(form, period).aggregate(
        asked=Count("id"), returned=Count("id", filter=by_then),
        on_time=Count("id", filter=by_then & Q(made__first_on__lte=period.due)),
    )  # fmt: skip
    return Completion(found["asked"], found["returned"], found["on_time"])


def list_often_late(
    form: AskedForm, period: Period, past: Sequence[Period], often: int, *, most: int
) -> tuple[int, list[OftenLate]]:
    """Of those asked for the period: how many, and the worst of them. Two statements."""
    asked = asked_locations(form, period).annotate(missed=missed_in(form, past))
    found = asked.filter(missed__gte=often).order_by("-missed", "name", "id")
    return found.count(), [OftenLate(*row) for row in found.values_list("pk", "name", "missed")[:most]]
