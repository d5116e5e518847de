"""What an edition of the directory would change in the record, and whether it may be taken over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Threshold
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.providers.domain.directory import DirectoryRow
from overwinter.providers.domain.fields import FIELDS, FieldChange, Value, changed
from overwinter.providers.domain.kinds import ChangeKind, EditionState, LocationState


@dataclass(frozen=True, slots=True)
class Known:
    """A location as the record has it, beside a row of the directory."""

    location_id: int
    state: LocationState
    values: Mapping[str, Value]
    manager: str
    """As the directory last told it; empty where nobody is named, or somebody was named by hand."""
    manager_by_hand: bool
    kept_by_hand: Mapping[str, Value] = field(default_factory=dict)
    named_last_time: bool = False
    """Whether the newest edition taken over named it: then it was closed by hand, and the directory is behind."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a row of the directory would change; ``changes`` is empty for an opening."""

    kind: ChangeKind
    changes: tuple[FieldChange, ...] = ()
    manager: str = ""
    """The registered manager, where another is named than stands in the record."""


def difference(row: DirectoryRow, known: Known | None) -> Difference | None:
    """None: the record says the same, or somebody decided otherwise and the directory says nothing new."""
    if known is None:
        return Difference(ChangeKind.OPENING, manager=row.manager)
    told = {name: value for name, value in row.values.items() if not _is_kept(name, value, known)}
    changes = changed(known.values, told)
    manager = row.manager if row.manager != known.manager and not known.manager_by_hand else ""
    if known.state is LocationState.CLOSED:
        return None if known.named_last_time else Difference(ChangeKind.RETURN, tuple(changes), manager)
    return Difference(ChangeKind.CHANGE, tuple(changes), manager) if changes or manager else None


def _is_kept(name: str, value: Value, known: Known) -> bool:
    """Whether somebody put this fact right, and the directory still says what it said then."""
    said = value.isoformat() if isinstance(value, date) else value
    return name in known.kept_by_hand and known.kept_by_hand[name] == said


def worth(changes: Collection[str]) -> int:
    """Where a change stands in a list: the lower, the more must it be known. A rating comes first."""
    order = list(FIELDS)
    return min((order.index(name) for name in changes), default=len(order))


# --- whether an edition may be taken over

MOVES: Mapping[tuple[EditionState, str], EditionState] = {
    (EditionState.UPLOADED, "read"): EditionState.READ,
    (EditionState.UPLOADED, "fail"): EditionState.FAILED,
    (EditionState.READ, "agree"): EditionState.APPLYING,
    (EditionState.READ, "leave"): EditionState.LEFT,
    (EditionState.APPLYING, "finish"): EditionState.APPLIED,
}


def may_move(state: EditionState, event: str) -> Verdict:
    if (state, event) in MOVES:
        return ALLOWED
    said = {
        EditionState.UPLOADED: "It is still being read. Wait a moment.",
        EditionState.READ: "It is read, and waits for somebody to look at what it would change.",
        EditionState.APPLYING: "It is being taken over already.",
        EditionState.APPLIED: "It is taken over already.",
        EditionState.FAILED: "It could not be read. Bring the file in again.",
        EditionState.LEFT: "Somebody decided not to take it over. Bring the file in again.",
    }
    return refused(said[state])


def may_take_over(as_of: date, newest: date | None, today: date) -> Verdict:
    """``newest``: the day of the newest edition that was taken over. An older one would put back what has changed."""
    if as_of > today:
        return refused(f"The edition would be of {full_day(as_of)}, which is yet to come. Enter its own day.")
    if newest is not None and as_of < newest:
        return refused(
            f"This edition is of {full_day(as_of)}. A newer one, of {full_day(newest)}, is taken over already, and an "
            "older one would put back what has changed since. Bring in a newer edition."
        )
    return ALLOWED


def closures_doubt(closures: int, open_before: int, doubted: Threshold) -> str:
    """Why so many closures are doubtful: a file that is cut short reads like many closures. Empty: they are not.

    ``doubted``: the share of open locations above which they are.
    """
    if not closures or closures / open_before <= doubted.value:
        return ""
    return (
        f"The edition names {closures:,} of {open_before:,} open locations no longer. More than {doubted.said} is more "
        "than close in a month: the file may be cut short, or of another area."
    )
