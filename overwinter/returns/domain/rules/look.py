"""What a rule is given to look at, and what it says when it sees something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from overwinter.returns.domain.form import (
    NOT_APPLICABLE,
    Answers,
    Definition,
    Question,
    number_of,
    say_number,
    sum_of,
)
from overwinter.returns.domain.rules.peers import Peers


class Scope(StrEnum):
    """How much a rule needs to see."""

    ONE = "one"
    TWO = "two"
    PEERS = "peers"

    @property
    def label(self) -> str:
        return {
            Scope.ONE: "One return",
            Scope.TWO: "A return and the one before",
            Scope.PEERS: "A return beside those of its like",
        }[self]


class Grade(StrEnum):
    """How soon what was seen must be followed up; the severities of concerns."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Who(StrEnum):
    """Which team follows it up."""

    CONTRACTS = "contracts"
    QUALITY = "quality"
    INFECTION = "infection"


@dataclass(frozen=True, slots=True)
class Look:
    """One return as a rule sees it."""

    definition: Definition
    answers: Answers
    period: str
    """In words: "November 2026"."""
    service: str = ""
    """The code of the location's first kind of service."""
    beds_registered: int | None = None
    """None: nobody told, or it has none."""
    last: Answers | None = None
    """Of the return before; None where there is none."""
    last_period: str = ""
    same_for: int = 1
    """In how many returns running, this one among them, the answers were the same."""
    outbreak_known: bool = False
    """Whether the council knows of an outbreak there in these days."""
    peers: Mapping[str, Peers] = field(default_factory=dict)
    """Rate to how the others of its like answered it in the same period."""
    limits: Mapping[str, float] = field(default_factory=dict)
    """Threshold id to its value, as it holds for the council on the day of the period."""

    def number(self, code: str) -> float | int | None:
        return number_of(self.answers, code)

    def before(self, code: str) -> float | int | None:
        return number_of(self.last, code) if self.last is not None else None

    def asks(self, code: str) -> bool:
        return self.definition.question_of(code) is not None

    def said(self, code: str) -> object:
        return self.answers.get(code)

    def label(self, code: str) -> str:
        question = self.definition.question_of(code)
        return question.label if question is not None else code

    @property
    def counted(self) -> tuple[Question, ...]:
        """Its questions that are answered by one number."""
        return tuple(each for each in self.definition.questions if each.kind.is_number and len(each.fields) == 1)


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that is otherwise than in the return before."""

    figure: str
    before: str
    after: str
    why: str
    """Why that is shown, without the two figures: "Fell by 28%; asked about from 20% on"."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a rule saw. ``title`` in a few words, ``facts`` in whole sentences with the standard."""

    title: str
    facts: str
    grade: Grade
    told: str = ""
    """What the provider is told of it; empty: nothing."""
    moved: Moved | None = None
    """What changed since the return before, where that is what it saw."""


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    """Permanent; concerns and settings are kept under it."""
    title: str
    sees: str
    """What it looks for, in a whole sentence."""
    scope: Scope
    who: Who
    look: Callable[[Look], Sight | None]
    limits: tuple[str, ...] = ()
    """The thresholds it uses, by id."""
    assumes: str = ""
    """What must hold for it to be right, in whole sentences."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, as it was answered."""

    part: float
    whole: float

    @property
    def value(self) -> float:
        return self.part / self.whole

    def __str__(self) -> str:
        return f"{say_number(self.part)} of {say_number(self.whole)}"


def staff_of(definition: Definition, answers: Answers) -> float | int | None:
    """The service's own staff in heads; None where one of the counts was not answered.

    What does not apply adds nothing. A form that asks for all staff in one number has that.
    """
    away = definition.question_of("staff_away")
    if away is None or not away.part_of:
        return None
    counted = {**answers, **{code: 0 for code in away.part_of if answers.get(code) == NOT_APPLICABLE}}
    return sum_of(counted, away.part_of)


def absence_of(definition: Definition, answers: Answers) -> Share | None:
    return _share(number_of(answers, "staff_away"), staff_of(definition, answers))


def occupancy_of(_definition: Definition, answers: Answers) -> Share | None:
    return _share(number_of(answers, "beds_used"), number_of(answers, "beds_most"))


def takes_nobody(answers: Answers) -> bool | None:
    """Whether nobody new is taken: by the answer, or since no empty bed is open. None: it is not told."""
    for code, shut in (("admissions", "no"), ("admissions_closed", "yes")):
        if answers.get(code) in ("yes", "no", "some"):
            return answers[code] == shut
    empty, opened = shut_beds_of(answers), number_of(answers, "beds_open")
    return opened == 0 and empty > 0 if empty is not None and opened is not None else None


def shut_beds_of(answers: Answers) -> float | int | None:
    """Beds that are empty, kept for nobody and not open to new people."""
    taken, most = sum_of(answers, ("beds_used", "beds_kept", "beds_open")), number_of(answers, "beds_most")
    return most - taken if most is not None and taken is not None else None


def limits_movement(answers: Answers, elsewhere: float) -> bool | None:
    """Whether staff keep to one place: by the answer, or since fewer than ``elsewhere`` work in others too."""
    for code in ("movement_limited", "one_setting", "staff_kept"):
        if answers.get(code) in ("yes", "no", "some"):
            return answers[code] == "yes"
    number = number_of(answers, "work_elsewhere")
    return number < elsewhere if number is not None else None


def agency_of(_definition: Definition, answers: Answers) -> Share | None:
    """Agency and bank staff among all staff who care."""
    own = number_of(answers, "care_staff_own")
    agency = number_of(answers, "care_staff_agency")
    return _share(agency, own + agency if own is not None and agency is not None else None)


def vaccinated_of(definition: Definition, answers: Answers) -> Share | None:
    return _share(number_of(answers, "flu_staff"), staff_of(definition, answers))


def _share(part: float | int | None, whole: float | int | None) -> Share | None:
    return Share(part, whole) if part is not None and whole else None


RATES: Mapping[str, tuple[str, Callable[[Definition, Answers], Share | None]]] = {
    "absence": ("Staff away", absence_of),
    "agency": ("Agency and bank staff among care staff", agency_of),
    "occupancy": ("Beds in use", occupancy_of),
}
"""What is compared with others of its like: name in words, and how it is reckoned."""
