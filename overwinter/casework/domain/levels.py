"""How soon concerns were followed up, beside by when they should have been; and how long those open are open."""

from dataclasses import dataclass
from datetime import timedelta

from overwinter.casework.domain.kinds import Severity


@dataclass(frozen=True, slots=True)
class Level:
    """Of the concerns of one severity that were raised in a time: how they were followed up."""

    severity: Severity
    raised: int
    in_time: int
    """Somebody was reached, or it was closed, before it was due."""
    late: int
    """Nobody was by then."""

    @property
    def not_yet(self) -> int:
        """Still within its time."""
        return self.raised - self.in_time - self.late

    @property
    def share(self) -> str:
        """ "41 of 52 (79%)", of those whose time is up; "none due yet"."""
        judged = self.in_time + self.late
        return f"{self.in_time} of {judged} ({self.in_time / judged:.0%})" if judged else "none due yet"


def together(levels: tuple[Level, ...]) -> tuple[int, int]:
    """How many were followed up in time, of how many whose time is up."""
    in_time = sum(level.in_time for level in levels)
    return in_time, in_time + sum(level.late for level in levels)


@dataclass(frozen=True, slots=True)
class Age:
    """How many of those open are as old."""

    label: str
    count: int


AGES = (
    ("Up to a day", timedelta(days=1)),
    ("Up to a week", timedelta(days=7)),
    ("Up to four weeks", timedelta(days=28)),
    ("Longer", None),
)
"""How old, and up to which age; None: without an end. They group a table and decide nothing."""
