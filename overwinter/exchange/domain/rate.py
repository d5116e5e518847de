"""How many calls a token may make in a minute."""

from dataclasses import dataclass
from datetime import datetime

from overwinter.kernel.verdict import ALLOWED, Verdict, refused

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Rate:
    """How a call stands in its minute."""

    limit: int
    calls: int
    """Of this minute, this one included."""
    seconds_left: int
    """Until the next minute begins."""

    @property
    def remaining(self) -> int:
        return max(self.limit - self.calls, 0)

    @property
    def verdict(self) -> Verdict:
        if self.calls <= self.limit:
            return ALLOWED
        return refused(
            f"The token has made its {self.limit} calls of this minute. Wait {self.seconds_left} seconds and go on."
        )


def minute_of(moment: datetime) -> int:
    """The minute since 1970: the same in every process."""
    return int(moment.timestamp()) // SECONDS


def seconds_left(moment: datetime) -> int:
    """At least one."""
    return SECONDS - int(moment.timestamp()) % SECONDS
