"""What is counted: a measure, which way is better, and the standard it is held to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    PERCENT = "percent"
    """The numerator of the denominator, in 100."""
    COUNT = "count"
    """The numerator; a denominator, if there is one, is only said."""
    DAYS = "days"
    """Days on average: the numerator, in days, over the denominator."""

    @property
    def sign(self) -> str:
        return {Unit.PERCENT: "%", Unit.COUNT: "", Unit.DAYS: " days"}[self]

    @property
    def needs_denominator(self) -> bool:
        return self is not Unit.COUNT


class Better(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"

    @property
    def bound(self) -> str:
        """The words before a standard: "at least 90%"."""
        return "at least" if self is Better.HIGHER else "at most"


@dataclass(frozen=True, slots=True)
class Standard:
    """The threshold of a measure, from a day on."""

    value: Decimal
    effective_from: date
    source: str
    """Who set it and why, in whole sentences."""
    own: bool = False
    """Whether the council set it; else it comes with the catalogue."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure. ``speaks_to`` are pairs of a framework's id and a requirement's."""

    code: str
    title: str
    unit: Unit
    better: Better
    numerator: str
    denominator: str
    source: str
    """From which records it is counted, and by whom."""
    by_hand: bool
    """Whether people enter its readings; else a context of the program offers them."""
    reviewed: date
    standards: tuple[Standard, ...] = ()
    speaks_to: tuple[tuple[str, str], ...] = ()
    withdrawn_on: date | None = field(default=None, compare=False)
    """Since when it is counted no more; its readings stay."""
    own: bool = field(default=False, compare=False)
    """Whether a council defined it; else it is of the catalogue."""


def standard_on(day: date, standards: Iterable[Standard]) -> Standard | None:
    """The council's own if one has begun, else the catalogue's; the newest of each. None before the first."""
    begun = [one for one in standards if one.effective_from <= day]
    return max(begun, key=lambda one: (one.own, one.effective_from), default=None)


def say_value(value: float | Decimal, unit: Unit) -> str:
    """ "71%", "4", "1 day", "2.5 days"."""
    number = f"{float(value):.1f}".removesuffix(".0")
    return "1 day" if unit is Unit.DAYS and number == "1" else f"{number}{unit.sign}"


def say_standard(standard: Standard | None, unit: Unit, better: Better) -> str:
    """ "at least 90%"; empty without one."""
    return f"{better.bound} {say_value(standard.value, unit)}" if standard is not None else ""
