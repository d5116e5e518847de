"""What the records show of one measure on a day: the fact that a declared status is held against."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """Where the latest reading stands to the standard of its day."""

    REACHED = "reached"
    BEYOND = "beyond"
    """On the wrong side of the standard."""
    NO_STANDARD = "no standard"
    NO_DATA = "no data"
    """There is no reading, or the last one is too old to be called the latest. Never zero."""


@dataclass(frozen=True, slots=True)
class Measured:
    code: str
    title: str
    standing: Standing
    figure: str
    """The latest reading as people say it: "71%", "11"; "No data" or "No data since 2 October" without one."""
    counted: str = ""
    """What the figure is made of: "152 of 214"; empty for a plain count."""
    standard: str = ""
    """ "at least 90%"; empty without a standard."""
    as_of: date | None = None
    """The day of the latest reading that holds a figure, however old it is."""
    reached_on: date | None = None
    """The last day on which a reading reached the standard of that day; None where none is known."""
