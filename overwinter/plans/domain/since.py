"""What became of a row since a moment: the difference that stands, not each step on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from overwinter.plans.domain.past import SHOWN, Change, Move, Record, changes_of


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that is not what it was at the moment asked about."""

    response_id: int
    is_new: bool = False
    """It was not there then."""
    moves: tuple[Move, ...] = ()
    """Fields whose value is another than it was; one that went there and back is none."""
    why: str = ""
    """The reason given with the latest change that had one."""
    who: str = ""
    day: date | None = None
    gap_changes: tuple[Change, ...] = ()
    """What was done to its gap actions, newest first."""

    def move_of(self, field: str) -> Move | None:
        return next((move for move in self.moves if move.field == field), None)


def moves_since(before: Record | None, after: Record) -> tuple[Move, ...]:
    if before is None:
        return ()
    return tuple(
        Move(name, before.values[name], after.values[name])
        for name in SHOWN
        if name in after.values and before.values[name] != after.values[name]
    )


def changed_row(
    response_id: int,
    before: Record | None,
    records: Sequence[Record],
    gap_before: Sequence[Record],
    gap_records: Sequence[Record],
) -> ChangedRow | None:
    """``before``: the row as it stood at the moment; ``records`` and ``gap_records``: what was saved since, oldest
    first; ``gap_before``: its gap actions as they stood. None where all is as it was."""
    moves = moves_since(before, records[-1]) if records else ()
    told = [change for change in changes_of([*gap_before, *gap_records]) if change.first or change.moves]
    known = {record.subject for record in gap_before}
    gap_changes = tuple(change for change in told if not (change.first and change.subject in known))
    is_new = before is None and bool(records)
    if not (moves or gap_changes or is_new):
        return None
    said = next((record for record in reversed(records) if record.why), records[-1] if records else None)
    return ChangedRow(
        response_id, is_new, moves, said.why if said and moves else "", said.who if said else "",
        said.day if said else None, gap_changes,
    )  # fmt: skip
