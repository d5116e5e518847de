"""How a plan stood on the days of its past, from the changes of its rows."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from overwinter.plans.domain.facts import NOT_IN_FORCE


class Moment(NamedTuple):
    """A row took this RAG. ``step`` is the index of the first of the days asked about by whose end it had."""

    response_id: int
    step: int
    rag: str
    kind: str
    """As the history writes it: ``+``, ``~``, or ``-`` when the row was taken away."""


@dataclass(frozen=True, slots=True)
class DayCounts:
    day: date
    counts: Mapping[str, int]


def counts_on(
    days: Sequence[date], moments: Iterable[Moment], not_in_force: Callable[[date], Collection[int]] = lambda _: ()
) -> tuple[DayCounts, ...]:
    """Rows by RAG at the end of each of ``days`` (ascending); ``moments`` in the order in which they happened.

    ``not_in_force`` gives the rows whose requirement did not apply on a day: they are counted as such.
    """
    standing: dict[int, str] = {}
    found: list[DayCounts] = []
    for response_id, step, rag, kind in moments:
        while len(found) < min(step, len(days)):
            found.append(_count(days[len(found)], standing, not_in_force))
        if kind == "-":
            standing.pop(response_id, None)
        else:
            standing[response_id] = rag
    while len(found) < len(days):
        found.append(_count(days[len(found)], standing, not_in_force))
    return tuple(found)


def _count(day: date, standing: Mapping[int, str], not_in_force: Callable[[date], Collection[int]]) -> DayCounts:
    out = not_in_force(day)
    counts = Counter(rag for response_id, rag in standing.items() if response_id not in out)
    if resting := sum(response_id in standing for response_id in out):
        counts[NOT_IN_FORCE] = resting
    return DayCounts(day, dict(counts))
