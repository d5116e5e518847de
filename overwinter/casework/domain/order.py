"""In which order locations are rung, and why one stands where it does.

Risk to people comes first: how grave the gravest concern is, whether it is overdue, whether it was seen before. Then
what rarely comes unasked, and then what is due sooner.
"""

from dataclasses import dataclass
from datetime import datetime

from overwinter.casework.domain.kinds import Severity
from overwinter.kernel.words import counted

WHY = (
    "Risk to people comes first: the gravest concern, then what is overdue, then what was seen before. After that "
    "what rarely comes unasked, and then what is due sooner."
)


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What is open about one location, taken together."""

    location_id: int
    severity: Severity
    """Of the gravest."""
    due_at: datetime
    """Of the first that is due."""
    times_seen: int
    """Of the one seen most often."""
    weight: int
    """How rarely it comes unasked: the most any of them says."""
    concerns: int

    def order(self, now: datetime) -> tuple[int, bool, bool, int, datetime, int]:
        """The lowest is rung first."""
        return (
            self.severity.rank, self.due_at >= now, self.times_seen < 2, -self.weight, self.due_at, self.location_id
        )  # fmt: skip

    def why(self, now: datetime) -> str:
        """In a few words: "High, 2 days overdue, seen 3 times"."""
        late = (now.date() - self.due_at.date()).days
        overdue = self.due_at < now
        return ", ".join(
            part
            for part in (
                self.severity.label,
                (f"{counted(late, 'day')} overdue" if late else "overdue since today") if overdue else "",
                f"seen {self.times_seen} times" if self.times_seen > 1 else "",
                "rarely comes unasked" if self.weight else "",
            )
            if part
        )
