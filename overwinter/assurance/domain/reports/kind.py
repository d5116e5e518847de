"""What a kind of report is: whom it is for, in which formats it is made, and the function that writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from overwinter.assurance.domain.report import Report
from overwinter.assurance.domain.report_facts import Outline, ReportFacts


class Takes(StrEnum):
    """What a report wants to know besides the day."""

    NOTHING = ""
    GROUP = "group"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class ReportKind:
    name: str
    """In addresses and on the command line."""
    title: str
    for_whom: str
    holds: str
    """A whole sentence."""
    formats: tuple[str, ...]
    """The one people take most first."""
    write: Callable[[ReportFacts, Outline], Report]
    takes: Takes = Takes.NOTHING
    tells_work: bool = False
    """Whether it holds what operations tell of the work with providers."""
