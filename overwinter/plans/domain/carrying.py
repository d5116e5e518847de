"""Last winter's plan carried to next winter's framework: what each new requirement gets, and what has no place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused


@dataclass(frozen=True, slots=True)
class OldRow:
    """A row of the plan that is carried, as the winter closed with it."""

    id: int
    requirement: int | None
    """The national requirement's primary key; None for a local row."""
    name: str
    text: str = ""
    open_actions: int = 0
    evidence: int = 0
    """What shows it to be true and has not expired."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement of the new framework."""

    id: int
    name: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """What became of an earlier requirement, as the crosswalk says."""

    earlier: int
    later: int
    relation: str
    """In words: "asks less"."""
    carries: bool = True
    """False where the two are only related: what was answered to one is no answer to the other."""
    note: str = ""


class Kind(StrEnum):
    ONE = "one"
    JOINED = "joined"
    PARTED = "parted"
    NEW = "new"

    @property
    def label(self) -> str:
        return {
            "one": "From one row", "joined": "Several rows become one", "parted": "One row becomes several",
            "new": "New, with no row before it",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    row: OldRow
    way: Way


@dataclass(frozen=True, slots=True)
class Fate:
    """What a new requirement gets."""

    asked: Asked
    kind: Kind
    sources: tuple[Source, ...] = ()
    related: tuple[Source, ...] = ()
    """Rows that are only related: they are told, and not carried."""


@dataclass(frozen=True, slots=True)
class Preview:
    fates: tuple[Fate, ...]
    homeless: tuple[OldRow, ...]
    """Rows that nothing of the new framework takes: kept as local rows, or left where they are."""

    @property
    def counts(self) -> Mapping[Kind, int]:
        found = dict.fromkeys(Kind, 0)
        for fate in self.fates:
            found[fate.kind] += 1
        return found


def foresee(old: Sequence[OldRow], asked: Sequence[Asked], ways: Iterable[Way]) -> Preview:
    """Every new requirement with its sources in the order of the old plan, and the old rows without a place."""
    by_earlier: dict[int, list[Way]] = defaultdict(list)
    for way in ways:
        by_earlier[way.earlier].append(way)
    carried: dict[int, list[Source]] = defaultdict(list)
    related: dict[int, list[Source]] = defaultdict(list)
    homeless, goes_to = [], dict[int, int]()
    known = {each.id for each in asked}
    for row in old:
        found = [way for way in by_earlier.get(row.requirement or 0, ()) if way.later in known]
        taking = [way for way in found if way.carries]
        for way in found:
            (carried if way.carries else related)[way.later].append(Source(row, way))
        goes_to[row.id] = len(taking)
        if not taking:
            homeless.append(row)
    fates = tuple(_fate(each, carried[each.id], related[each.id], goes_to) for each in asked)
    return Preview(fates, tuple(homeless))


def _fate(asked: Asked, sources: list[Source], related: list[Source], goes_to: Mapping[int, int]) -> Fate:
    kind = Kind.NEW
    if len(sources) > 1:
        kind = Kind.JOINED
    elif sources:
        kind = Kind.PARTED if goes_to[sources[0].row.id] > 1 else Kind.ONE
    return Fate(asked, kind, tuple(sources), tuple(related))


def joined_text(rows: Iterable[tuple[str, str]]) -> str:
    """The words of rows that become one, each under the name it had; one row's words stay as they are."""
    said = [(name, text) for name, text in rows if text]
    if len(said) < 2:
        return "".join(text for _, text in said)
    return "\n\n".join(f"From {name}:\n{text}" for name, text in said)


class Standing(StrEnum):
    """What there is already of next winter's plan."""

    NONE = "none"
    EMPTY = "empty"
    CARRIED = "carried"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Ground:
    """What decides whether a plan can be carried."""

    manages: bool
    closed: bool
    later: bool
    """The winter it is carried to comes after its own."""
    asks: int
    """Requirements of the new framework that are not withdrawn."""
    ways: int
    """Ways the crosswalk knows from the old framework to the new."""
    standing: Standing
    winter: str
    framework: str


def blockers(ground: Ground) -> tuple[str, ...]:
    """Everything that keeps the plan from being carried, in words."""
    found = []
    if not ground.manages:
        found.append("Only the winter plan manager can carry the plan. Ask the council administrator to be made one.")
    if not ground.closed:
        found.append("This winter is not closed. Close it first, so that what is carried no longer changes.")
    if not ground.later:
        found.append("A plan is carried to a later winter. Choose one.")
    if not ground.asks:
        found.append(f"{ground.framework} asks nothing any more: its requirements are withdrawn. Choose another plan.")
    elif not ground.ways:
        found.append(
            f"No crosswalk leads from this plan’s framework to {ground.framework}, so nothing is known of what became "
            "of its requirements. Ask the installation’s administrator for one, or start an empty plan."
        )
    if ground.standing is Standing.ANSWERED:
        found.append(
            f"There is a plan for {ground.winter} already, with answers that were not carried from this one. They are "
            "not mixed with others: choose another winter."
        )
    return tuple(found)


def may_carry(ground: Ground) -> Verdict:
    found = blockers(ground)
    return refused(" ".join(found)) if found else ALLOWED
