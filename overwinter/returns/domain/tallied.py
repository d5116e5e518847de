"""How a form stands in a period, counted: what is added up, and what one location adds to it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many locations whose first service is ``kind`` are asked, and how many have returned."""

    kind: str
    asked: int
    returned: int
    on_time: int
    usually: int = 0
    """Of those that have not returned: usually on time."""
    often_late: int = 0

    @property
    def missing(self) -> int:
        return self.asked - self.returned


@dataclass(frozen=True, slots=True)
class Stood:
    """One location that is asked for a period."""

    kind: str
    returned_on: date | None
    often_late: bool
    """In the periods before."""


@dataclass(slots=True)
class Counts:
    """Of one form in one period."""

    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Kind and what is counted of it, one of ``COUNTED``."""
    days: Counter[date] = field(default_factory=Counter)
    """On which days returns came in first, of whichever location."""

    def add(self, other: "Counts") -> None:
        self.kinds.update(other.kinds)
        self.days.update(other.days)

    def take_away(self, other: "Counts") -> None:
        self.kinds.subtract(other.kinds)
        self.days.subtract(other.days)

    def by_kind(self) -> list[KindCount]:
        """Most first."""
        found = []
        for kind in {kind for kind, _ in self.kinds}:
            asked, returned, on_time, late = (self.kinds[kind, each] for each in COUNTED)
            if asked:
                found.append(KindCount(kind, asked, returned, on_time, asked - returned - late, late))
        return sorted(found, key=lambda each: (-each.asked, each.kind))

    def by_day(self) -> list[tuple[date, int]]:
        """Oldest first."""
        return sorted((day, count) for day, count in self.days.items() if count)

    def as_data(self) -> dict[str, Any]:
        kinds: dict[str, list[int]] = {}
        for each in self.by_kind():
            kinds[each.kind] = [self.kinds[each.kind, name] for name in COUNTED]
        return {"kinds": kinds, "days": {day.isoformat(): count for day, count in self.by_day()}}


COUNTED = ("asked", "returned", "on time", "often late")


def from_data(data: Mapping[str, Any]) -> Counts:
    counts = Counts()
    for kind, numbers in data["kinds"].items():
        counts.kinds.update({(kind, name): number for name, number in zip(COUNTED, numbers, strict=True)})
    counts.days.update({date.fromisoformat(day): count for day, count in data["days"].items()})
    return counts


def from_kinds(kinds: Iterable[KindCount], days: Iterable[tuple[date, int]]) -> Counts:
    counts = Counts()
    for each in kinds:
        numbers = (each.asked, each.returned, each.on_time, each.often_late)
        counts.kinds.update({(each.kind, name): number for name, number in zip(COUNTED, numbers, strict=True)})
    counts.days.update(dict(days))
    return counts


def from_locations(stood: Iterable[Stood], days: Sequence[date], *, due: date) -> Counts:
    counts = Counts(days=Counter(days))
    for each in stood:
        counts.kinds[each.kind, "asked"] += 1
        if each.returned_on is not None:
            counts.kinds[each.kind, "returned"] += 1
            counts.kinds[each.kind, "on time"] += each.returned_on <= due
        elif each.often_late:
            counts.kinds[each.kind, "often late"] += 1
    return counts
