"""What a return asks: questions, ranges, conditions, sums and cadence, as frozen facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overwinter.returns.domain.periods import Cadence

Answer = str | int | float | list[str]
Answers = Mapping[str, Answer]
"""Field code to the answer. An absent code: no answer."""

NOT_KNOWN = "not_known"
NOT_APPLICABLE = "not_applicable"
UNSAID: Mapping[str, str] = {NOT_KNOWN: "Not known", NOT_APPLICABLE: "Does not apply"}
"""Answers that say why there is no other. They are not "no answer", and neither is zero."""


class Kind(StrEnum):
    """How a question is answered."""

    WHOLE = "whole"
    DECIMAL = "decimal"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    SHORT = "short"
    LONG = "long"
    STAFF = "staff"
    """Two whole numbers: the service's own staff, and agency or bank staff."""

    @property
    def label(self) -> str:
        return {
            Kind.WHOLE: "A whole number",
            Kind.DECIMAL: "A number with decimals",
            Kind.YES_NO: "Yes or no",
            Kind.CHOICE: "One of several",
            Kind.CHOICES: "Any of several",
            Kind.DATE: "A date",
            Kind.SHORT: "A few words",
            Kind.LONG: "A longer text",
            Kind.STAFF: "Staff: own, and agency or bank",
        }[self]

    @property
    def is_number(self) -> bool:
        return self in {Kind.WHOLE, Kind.DECIMAL, Kind.STAFF}

    @property
    def is_text(self) -> bool:
        return self in {Kind.SHORT, Kind.LONG}

    @property
    def has_options(self) -> bool:
        return self in {Kind.YES_NO, Kind.CHOICE, Kind.CHOICES}


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    label: str


YES, NO = Option("yes", "Yes"), Option("no", "No")


@dataclass(frozen=True, slots=True)
class Condition:
    """Asked only where another answer is one of ``answers``."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One box to fill: a question has one, a question about staff has two."""

    code: str
    label: str
    """Names it in a list of answers, without the question beside it."""
    part: str = ""
    """What tells it from the other boxes of its question: "Own staff"."""


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    label: str
    kind: Kind
    hint: str = ""
    unit: str = ""
    """What is counted, in the plural: "beds"."""
    least: float | None = None
    most: float | None = None
    required: bool = True
    not_known: bool = False
    """Whether "not known" is an answer to it."""
    not_applicable: bool = False
    options: tuple[Option, ...] = ()
    """Of a choice; of yes or no those beyond the two, such as "Only some"."""
    when: Condition | None = None
    part_of: tuple[str, ...] = ()
    """Fields of whose sum it is a part: staff away, of all staff. It cannot be more."""
    zero_asks: bool = False
    """Whether a zero is asked about: nobody vaccinated is rare, and often a slip."""
    key: bool = False
    """Whether its course over the periods is shown first."""

    @property
    def fields(self) -> tuple[Field, ...]:
        if self.kind is not Kind.STAFF:
            return (Field(self.code, self.label),)
        return (
            Field(f"{self.code}_own", f"{self.label}: own staff", "Own staff"),
            Field(f"{self.code}_agency", f"{self.label}: agency or bank", "Agency or bank"),
        )

    @property
    def choices(self) -> tuple[Option, ...]:
        """Every answer that is picked, without the two that say why there is none."""
        return (YES, NO, *self.options) if self.kind is Kind.YES_NO else self.options

    @property
    def unsaid(self) -> tuple[str, ...]:
        """Which of "not known" and "does not apply" it takes."""
        taken = ((NOT_KNOWN, self.not_known), (NOT_APPLICABLE, self.not_applicable))
        return tuple(code for code, is_taken in taken if is_taken)


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    questions: tuple[Question, ...]
    hint: str = ""


class Relation(StrEnum):
    AT_MOST = "at_most"
    """The parts may come to less than the whole; what is missing is ``rest``."""
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Total:
    """Answers that must add up."""

    title: str
    """"In use + kept + open"."""
    parts: tuple[str, ...]
    whole: str
    relation: Relation
    unit: str
    """In the plural: "beds"."""
    rest: str = ""
    """What the difference is called where there may be one: "Not taking anybody"."""
    mend: str = ""
    """What to do, after the error: "If you are taking no one new, enter 0"."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A form from a day on."""

    code: str
    title: str
    why: str
    """Why it is asked, in a whole sentence, for who answers."""
    services: tuple[str, ...]
    """The kinds of service it is for, as their codes."""
    cadence: Cadence
    effective_from: date
    sections: tuple[Section, ...]
    totals: tuple[Total, ...] = ()
    source: str = ""
    left_out: str = ""
    """What the source asks or says and this form does not hold."""
    minutes: int = 0
    """About how long it takes; 0: nobody measured."""
    by_phone: bool = False
    """Whether an officer asks it on the phone, and the provider is not asked in the portal."""

    @property
    def questions(self) -> Iterator[Question]:
        return (question for section in self.sections for question in section.questions)

    @property
    def fields(self) -> Iterator[Field]:
        return (field for question in self.questions for field in question.fields)

    def question_of(self, field_code: str) -> Question | None:
        return next((each for each in self.questions if any(f.code == field_code for f in each.fields)), None)


def is_asked(question: Question, answers: Answers) -> bool:
    """Whether its condition holds; a question that hangs on one without an answer is not asked."""
    if question.when is None:
        return True
    given = answers.get(question.when.question)
    said = given if isinstance(given, list) else [str(given)] if given is not None else []
    return any(one in question.when.answers for one in said)


def number_of(answers: Answers, code: str) -> float | int | None:
    """The number answered; None for no answer and for the words that say why there is none."""
    given = answers.get(code)
    return given if isinstance(given, (int, float)) and not isinstance(given, bool) else None


def sum_of(answers: Answers, codes: Iterable[str]) -> float | int | None:
    """The sum of the numbers answered; None where one of them is missing, since it would look smaller than it is."""
    total: float | int = 0
    for code in codes:
        number = number_of(answers, code)
        if number is None:
            return None
        total += number
    return total


def say_number(number: float) -> str:
    return f"{number:,.2f}".rstrip("0").rstrip(".") if not float(number).is_integer() else f"{int(number):,}"


def say_answer(question: Question, given: Answer | None) -> str:
    """An answer as people say it. "No answer" is one of the things said."""
    if given is None:
        return "No answer"
    if isinstance(given, str) and given in UNSAID:
        return UNSAID[given]
    if isinstance(given, list):
        names = {option.code: option.label for option in question.choices}
        return ", ".join(names.get(each, each) for each in given)
    if isinstance(given, int | float):
        return say_number(given)
    if question.kind.has_options:
        return next((option.label for option in question.choices if option.code == given), given)
    if question.kind is Kind.DATE:
        return say_day(given)
    return given


def say_day(written: str) -> str:
    day = date.fromisoformat(written)
    return f"{day.day} {day:%B %Y}"
