"""A limit that decides what a person sees: its value, where it comes from and from when it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType


class Unit(StrEnum):
    CONFIDENCE = "confidence"
    """0 to 1."""
    DAYS = "days"
    """Whole days, none negative."""
    HOURS = "hours"
    """Whole hours, none negative."""
    MINUTES = "minutes"
    """Whole minutes, none negative."""
    PEOPLE = "people"
    """How many, none negative."""
    SHARE = "share"
    """0 to 1, of a whole; said in per cent."""
    COUNT = "count"
    """A whole number of things."""


@dataclass(frozen=True, slots=True)
class Threshold:
    id: str
    value: float
    unit: Unit
    decides: str
    """A whole sentence."""
    source: str
    """Who set it and why, in whole sentences."""
    effective_from: date
    not_above: str = ""
    """The id of the threshold that may be equal to this one or above it, never below."""
    own: bool = False
    """Whether the installation set it; else it is Overwinter's default."""

    @property
    def days(self) -> int:
        return int(self.value)

    @property
    def count(self) -> int:
        return int(self.value)

    @property
    def said(self) -> str:
        """ "0.90", "1 day", "21 days", "4 hours", "25%", "10"."""
        if self.unit is Unit.CONFIDENCE:
            return f"{self.value:.2f}"
        if self.unit is Unit.PEOPLE:
            return "1 person" if self.value == 1 else f"{int(self.value)} people"
        if self.unit is Unit.SHARE:
            return f"{self.value:.0%}"
        if self.unit is Unit.COUNT:
            return str(self.count)
        unit = self.unit.value.removesuffix("s") if self.count == 1 else self.unit.value
        return f"{self.count} {unit}"


Limits = Mapping[str, Threshold]
"""The thresholds in force on one day, by id."""


@lru_cache(maxsize=64)
def limits_on(day: date, thresholds: tuple[Threshold, ...]) -> Limits:
    """What is in force on ``day``: the installation's own where one has begun, else the default; the newest of each.

    Before a default's first day its earliest value holds, so that no day is without a limit.
    """
    limits = dict[str, Threshold]()
    for one in sorted(thresholds, key=lambda one: (one.own, one.effective_from)):
        if one.effective_from <= day or (one.id not in limits and not one.own):
            limits[one.id] = one
    return MappingProxyType(limits)
