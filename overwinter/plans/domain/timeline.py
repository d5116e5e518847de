"""How a plan stood on the days of its past, from the changes of its rows."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from overwinter.plans.domain.facts import NOT_IN_FORCE

FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """A row as it stood from ``day`` on. ``key`` finds the full record of it."""

    response_id: int
    day: date
    key: int
    rag: str
    fully_met: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class DayCounts:
    day: date
    counts: Mapping[str, int]


def fridays(first: date, last: date, *, most: int = 12) -> tuple[date, ...]:
    """The last ``most`` Fridays from ``first`` to ``last``, oldest first, and ``last`` itself at the end."""
    friday = last - timedelta(days=(last.weekday() - FRIDAY) % 7)
    days = [] if friday == last else [last]
    while friday >= first and len(days) < most:
        days.append(friday)
        friday -= timedelta(days=7)
    return tuple(reversed(days or [last]))


def counts_on(
    days: Sequence[date], moments: Iterable[Moment], not_in_force: Callable[[date], Collection[int]] = lambda _: ()
) -> tuple[DayCounts, ...]:
    """Rows by RAG at the end of each of ``days`` (ascending); ``moments`` in the order in which they happened.

    ``not_in_force`` gives the rows whose requirement did not apply on a day: they are counted as such.
    """
    standing: dict[int, str] = {}
    found: list[DayCounts] = []
    waiting = list(days)
    for moment in moments:
        while waiting and moment.day > waiting[0]:
            found.append(_count(waiting[0], standing, not_in_force(waiting.pop(0))))
        if moment.gone:
            standing.pop(moment.response_id, None)
        else:
            standing[moment.response_id] = moment.rag
    found += [_count(day, standing, not_in_force(day)) for day in waiting]
    return tuple(found)


def _count(day: date, standing: Mapping[int, str], out: Collection[int]) -> DayCounts:
    counts = Counter(rag for response_id, rag in standing.items() if response_id not in out)
    if resting := sum(response_id in standing for response_id in out):
        counts[NOT_IN_FORCE] = resting
    return DayCounts(day, dict(counts))


def standing_on(day: date, moments: Iterable[Moment]) -> Mapping[int, Moment]:
    """For each row that stood at the end of ``day``, the moment it stood at."""
    standing: dict[int, Moment] = {}
    for moment in moments:
        if moment.day > day:
            break
        standing[moment.response_id] = moment
    return {response_id: moment for response_id, moment in standing.items() if not moment.gone}
