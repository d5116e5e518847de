"""How much a provider's staffing, quality and finance put its service at risk, each part with its reason.

The score is the sum of parts that each say what they saw. A part with nothing known scores nothing and says so: it is
never taken for "no risk". What each thing counts is fitted to no data; it is a way to look first at the right homes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted

MOST = 5
"""The most a part can come to."""


class Part(StrEnum):
    STAFFING = "staffing"
    QUALITY = "quality"
    FINANCE = "finance"
    CONTINUITY = "continuity"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Reason:
    points: int
    words: str
    """What was seen, in a whole sentence."""


@dataclass(frozen=True, slots=True)
class Scored:
    part: Part
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...] = ()
    """What is not known of it, in whole sentences."""

    @property
    def points(self) -> int:
        return min(MOST, sum(reason.points for reason in self.reasons))

    @property
    def is_known(self) -> bool:
        return bool(self.reasons)


class Level(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a provider on a day. None: nobody told."""

    absence: float | None = None
    """Share of its own staff away, of its newest return."""
    agency: float | None = None
    posts_empty: int | None = None
    occupancy: float | None = None
    rating: str = ""
    """The regulator's, as its code; empty: nobody told."""
    rated_on: date | None = None
    concerns: int | None = None
    """Open concerns that count as quality."""
    manager_away: bool | None = None
    suspended: bool = False
    viability: str = ""
    """What the council recorded of its finances: "sound", "watched", "failing"; empty: nothing."""
    continuity: str = ""
    """How its continuity plan stands, as its code; empty: not looked up."""


RATED = {"inadequate": 4, "requires_improvement": 2, "good": 0, "outstanding": 0}
VIABLE = {"failing": 5, "watched": 3, "sound": 0}


def score(known: Known) -> tuple[Scored, ...]:
    return (_staffing(known), _quality(known), _finance(known), _continuity(known))


def level_of(parts: Sequence[Scored]) -> Level:
    """High where one part comes to 4 or all to 9, medium from 2 or 4; unknown where no part is known."""
    if not any(part.is_known for part in parts):
        return Level.UNKNOWN
    most, all_points = max(part.points for part in parts), sum(part.points for part in parts)
    if most >= 4 or all_points >= 9:
        return Level.HIGH
    return Level.MEDIUM if most >= 2 or all_points >= 4 else Level.LOW


def say(parts: Sequence[Scored]) -> str:
    """ "Medium: staffing 3, quality 2, finance not known, continuity 0, of 5 each"."""
    said = ", ".join(
        f"{part.part.value} {part.points if part.is_known else 'not known'}" for part in parts
    )  # fmt: skip
    return f"{level_of(parts).label}: {said}, of {MOST} each"


def _staffing(known: Known) -> Scored:
    reasons, unknown = list[Reason](), list[str]()
    if known.absence is None:
        unknown.append("No return says how many staff are away.")
    else:
        points = 3 if known.absence >= 0.2 else 1 if known.absence >= 0.1 else 0
        reasons.append(Reason(points, f"{known.absence:.0%} of its own staff are away."))
    if known.agency is not None:
        points = 2 if known.agency >= 0.3 else 1 if known.agency >= 0.15 else 0
        reasons.append(Reason(points, f"{known.agency:.0%} of care staff are of agencies or a bank."))
    if known.posts_empty is not None:
        points = 2 if known.posts_empty >= 10 else 1 if known.posts_empty >= 4 else 0
        reasons.append(Reason(points, f"It tries to fill {counted(known.posts_empty, 'post')}."))
    if known.manager_away:
        reasons.append(Reason(2, "The registered manager is away, or there is none."))
    return Scored(Part.STAFFING, tuple(reasons), tuple(unknown))


def _quality(known: Known) -> Scored:
    reasons, unknown = list[Reason](), list[str]()
    if known.rating in RATED:
        on = f", {full_day(known.rated_on)}" if known.rated_on else ""
        words = known.rating.replace("_", " ")
        reasons.append(Reason(RATED[known.rating], f"The Care Quality Commission rates it {words}{on}."))
    else:
        unknown.append("It is not rated, or nobody told.")
    if known.concerns is not None:
        reasons.append(Reason(min(3, known.concerns), f"{counted(known.concerns, 'open concern')} about quality."))
    if known.suspended:
        reasons.append(Reason(3, "The council places nobody there for now."))
    return Scored(Part.QUALITY, tuple(reasons), tuple(unknown))


def _finance(known: Known) -> Scored:
    reasons, unknown = list[Reason](), list[str]()
    if known.viability in VIABLE:
        reasons.append(Reason(VIABLE[known.viability], f"The council has its finances down as {known.viability}."))
    else:
        unknown.append("Nobody recorded how its finances stand.")
    if known.occupancy is not None:
        points = 2 if known.occupancy < 0.7 else 1 if known.occupancy < 0.8 else 0
        reasons.append(Reason(points, f"{known.occupancy:.0%} of its beds are in use."))
    return Scored(Part.FINANCE, tuple(reasons), tuple(unknown))


def _continuity(known: Known) -> Scored:
    points = {
        "none": (3, "No continuity plan of it is known."),
        "expired": (3, "Its continuity plan has run out."),
        "no workforce section": (2, "Its continuity plan has no section about staff."),
        "not tested": (1, "Its continuity plan was not tested this year."),
        "ends soon": (0, "Its continuity plan is current, and runs out soon."),
        "current": (0, "Its continuity plan is current."),
    }
    if known.continuity not in points:
        return Scored(Part.CONTINUITY, (), ("Nobody looked its continuity plan up.",))
    return Scored(Part.CONTINUITY, (Reason(*points[known.continuity]),))


def worst_first(scored: Iterable[tuple[int, Sequence[Scored]]]) -> list[tuple[int, Sequence[Scored]]]:
    """Location and its parts: high before medium, then by the sum, then by the location, so that no order is chance."""
    rank = {Level.HIGH: 0, Level.MEDIUM: 1, Level.UNKNOWN: 2, Level.LOW: 3}
    return sorted(
        scored, key=lambda each: (rank[level_of(each[1])], -sum(part.points for part in each[1]), each[0])
    )  # fmt: skip
