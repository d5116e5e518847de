"""How much a provider's staffing, quality and finance put its service at risk, each part with its reason.

The score is the sum of parts that each say what they saw. A part with nothing known scores nothing and says so: it is
never taken for "no risk". What each thing counts is fitted to no data; it is a way to look first at the right homes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Limits
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
        return "Not known" if self is Level.UNKNOWN else self.value.capitalize()

    @property
    def rank(self) -> int:
        """The lower, the sooner somebody looks: what is not known comes before what is known to be low."""
        return [Level.HIGH, Level.MEDIUM, Level.UNKNOWN, Level.LOW].index(self)


SETTINGS = {
    "absence_some": "absence-amber",
    "absence_many": "absence-red",
    "agency_some": "risk-agency-some",
    "agency_many": "agency-share",
    "posts_some": "risk-posts-some",
    "posts_many": "risk-posts-many",
    "occupancy_low": "risk-occupancy-low",
    "occupancy_lowest": "risk-occupancy-lowest",
    "medium_part": "risk-medium-part",
    "medium_sum": "risk-medium-sum",
    "high_part": "risk-high-part",
    "high_sum": "risk-high-sum",
}
"""The mark to the threshold it is: those of a return's colours are the same for the risk."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The settings: from where on something counts."""

    absence_some: float
    absence_many: float
    agency_some: float
    agency_many: float
    posts_some: float
    posts_many: float
    occupancy_low: float
    occupancy_lowest: float
    medium_part: float
    medium_sum: float
    high_part: float
    high_sum: float

    @classmethod
    def of(cls, limits: Limits) -> "Marks":
        return cls(**{name: limits[id].value for name, id in SETTINGS.items()})


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


def score(known: Known, marks: Marks) -> tuple[Scored, ...]:
    return (_staffing(known, marks), _quality(known), _finance(known, marks), _continuity(known))


def level_of(parts: Sequence[Scored], marks: Marks) -> Level:
    """By the gravest part or by all together; unknown where no part is known."""
    if not any(part.is_known for part in parts):
        return Level.UNKNOWN
    most, together = max(part.points for part in parts), sum(part.points for part in parts)
    if most >= marks.high_part or together >= marks.high_sum:
        return Level.HIGH
    return Level.MEDIUM if most >= marks.medium_part or together >= marks.medium_sum else Level.LOW


def say(level: Level, parts: Sequence[Scored]) -> str:
    """ "Medium: staffing 3, quality 2, finance not known, continuity 0, of 5 each"."""
    said = ", ".join(f"{part.part.value} {part.points if part.is_known else 'not known'}" for part in parts)
    return f"{level.label}: {said}, of {MOST} each"


def _staffing(known: Known, marks: Marks) -> Scored:
    reasons, unknown = list[Reason](), list[str]()
    if known.absence is None:
        unknown.append("No return says how many staff are away.")
    else:
        points = 3 if known.absence >= marks.absence_many else 1 if known.absence >= marks.absence_some else 0
        reasons.append(Reason(points, f"{known.absence:.0%} of its own staff are away."))
    if known.agency is not None:
        points = 2 if known.agency >= marks.agency_many else 1 if known.agency >= marks.agency_some else 0
        reasons.append(Reason(points, f"{known.agency:.0%} of care staff are of agencies or a bank."))
    if known.posts_empty is not None:
        points = 2 if known.posts_empty >= marks.posts_many else 1 if known.posts_empty >= marks.posts_some else 0
        reasons.append(Reason(points, f"It tries to fill {counted(known.posts_empty, 'post')}."))
    if known.manager_away:
        reasons.append(Reason(2, "The registered manager is away."))
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
        reasons.append(Reason(min(3, known.concerns), _concerns(known.concerns)))
    if known.suspended:
        reasons.append(Reason(3, "The council places nobody there for now."))
    return Scored(Part.QUALITY, tuple(reasons), tuple(unknown))


def _concerns(count: int) -> str:
    return f"{counted(count, 'concern') if count else 'No concern'} about quality {'are' if count > 1 else 'is'} open."


def _finance(known: Known, marks: Marks) -> Scored:
    reasons, unknown = list[Reason](), list[str]()
    if known.viability in VIABLE:
        reasons.append(Reason(VIABLE[known.viability], f"The council has its finances down as {known.viability}."))
    else:
        unknown.append("Nobody recorded how its finances stand.")
    if known.occupancy is not None:
        points = 2 if known.occupancy < marks.occupancy_lowest else 1 if known.occupancy < marks.occupancy_low else 0
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
