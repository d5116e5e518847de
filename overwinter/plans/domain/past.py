"""What was changed, from the records of a row: each record is the row as it was saved, with who, when and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

SHOWN = (
    "rag", "fully_met", "text", "lead", "led_with", "lead_from_section", "by_when", "by_when_date",
    "next_review", "reporting_to", "groups_from_section", "wording",
    "title", "section", "theme", "number", "due", "due_as_written", "owner", "state", "priority",
    "true_on", "expires_on", "ended_on",
)  # fmt: skip
"""Fields whose change is worth a line, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Record:
    at: datetime
    day: date
    who: str
    """The role they spoke as."""
    why: str
    values: Mapping[str, object]
    """``lead`` and ``owner`` as titles, dates as dates, everything else as stored."""
    subject: int = 0
    """Tells the records of one gap action, or one piece of evidence, from those of another."""
    noun: str = "Gap action"
    """What the subject is."""


@dataclass(frozen=True, slots=True)
class Move:
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Change:
    at: datetime
    day: date
    who: str
    why: str
    moves: tuple[Move, ...]
    first: bool
    """The record that began the row, or the subject."""
    subject: int = 0
    title: str = ""
    """The words of the gap action, or the title of the evidence."""
    noun: str = "Gap action"


@dataclass(frozen=True, slots=True)
class Standing:
    """Since when a status is what it is, what it was before, who said it and why."""

    value: str
    since: date
    who: str
    why: str
    before: str = ""
    before_since: date | None = None
    declared: bool = True
    """False while nobody has said anything: the row was made with this value."""


def changes_of(records: Sequence[Record]) -> tuple[Change, ...]:
    """What each record changed, newest first. ``records`` oldest first; several subjects may be mixed."""
    before: dict[int, Record] = {}
    found = []
    for record in records:
        last = before.get(record.subject)
        moves: tuple[Move, ...] = ()
        if last is not None:
            moves = tuple(
                Move(name, last.values[name], record.values[name])
                for name in SHOWN
                if name in record.values and last.values[name] != record.values[name]
            )
        title = str(record.values.get("text", "")) if record.subject else ""
        found.append(
            Change(
                record.at, record.day, record.who, record.why, moves, last is None, record.subject, title, record.noun
            )
        )  # fmt: skip
        before[record.subject] = record
    return tuple(reversed(found))


def standing_of(records: Sequence[Record], field: str) -> Standing | None:
    """How long ``field`` has had its value. ``records`` oldest first, of one subject; None without any."""
    runs: list[tuple[str, Record]] = []
    for record in records:
        value = str(record.values[field])
        if not runs or runs[-1][0] != value:
            runs.append((value, record))
    if not runs:
        return None
    value, record = runs[-1]
    earlier = runs[-2] if len(runs) > 1 else None
    return Standing(
        value=value, since=record.day, who=record.who, why=record.why,
        before=earlier[0] if earlier else "", before_since=earlier[1].day if earlier else None,
        declared=len(runs) > 1 or value != "unknown",
    )  # fmt: skip


def moved_dates(records: Sequence[Record]) -> tuple[Change, ...]:
    """How often and why the due date of one gap action moved, newest first. Setting the first date is no move."""
    return tuple(
        change for change in changes_of(records)
        if any(move.field == "due" and move.before is not None for move in change.moves)
    )  # fmt: skip
