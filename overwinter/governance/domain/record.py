"""A meeting as it is told: its agenda before, its minutes after. Pages and papers are both made of this."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from overwinter.governance.domain.agenda import RANK, Kind


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    id: int
    kind: str
    """``decision``, ``action`` or ``escalation``."""
    text: str
    owner: str = ""
    due: str = ""
    """In words."""
    taken_back_why: str = ""
    """Why it no longer stands; empty while it does."""


@dataclass(frozen=True, slots=True)
class ItemRecord:
    id: int
    kind: str
    title: str
    reason: str
    note: str
    url: str
    outcomes: tuple[OutcomeRecord, ...] = ()

    @property
    def heading(self) -> Kind:
        return Kind(self.kind)


@dataclass(frozen=True, slots=True)
class AttendanceRecord:
    title: str
    part: str
    came: str


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    council: str
    is_demo: bool
    group: str
    on: str
    """ISO."""
    when: str
    """ "Tuesday 3 November 2020, 10:00 to 11:00"."""
    place: str
    standing: str
    """How the group's rows stood, in sentences."""
    attendance: tuple[AttendanceRecord, ...] = ()
    items: tuple[ItemRecord, ...] = ()
    closed: str = ""
    """Who closed it and when, in words; empty for an agenda."""

    @property
    def day(self) -> date:
        return date.fromisoformat(self.on)

    @property
    def outcomes(self) -> tuple[OutcomeRecord, ...]:
        """Those that stand."""
        return tuple(each for item in self.items for each in item.outcomes if not each.taken_back_why)

    def leading(self, follows: Callable[[str], bool]) -> "MeetingRecord":
        """With links only where ``follows`` says that the reader gets in."""
        items = (each if not each.url or follows(each.url) else replace(each, url="") for each in self.items)
        return replace(self, items=tuple(items))

    def count(self, kind: str) -> int:
        return sum(1 for each in self.outcomes if each.kind == kind)


def as_json(record: MeetingRecord) -> dict[str, Any]:
    return asdict(record)


def from_json(kept: Mapping[str, Any]) -> MeetingRecord:
    return MeetingRecord(
        **{name: value for name, value in kept.items() if name not in ("attendance", "items")},
        attendance=tuple(AttendanceRecord(**each) for each in kept["attendance"]),
        items=tuple(
            ItemRecord(**{**each, "outcomes": tuple(OutcomeRecord(**said) for said in each["outcomes"])})
            for each in kept["items"]
        ),
    )


def grouped(record: MeetingRecord) -> list[tuple[Kind, list[ItemRecord]]]:
    """The items in their order, under headings: one each time the kind changes, for people may put any order."""
    found: list[tuple[Kind, list[ItemRecord]]] = []
    for item in record.items:
        if not found or found[-1][0] is not item.heading:
            found.append((item.heading, []))
        found[-1][1].append(item)
    return found


def is_as_made(record: MeetingRecord) -> bool:
    """Whether the items stand in the order of kinds."""
    ranks = [RANK[item.heading] for item in record.items]
    return ranks == sorted(ranks)
