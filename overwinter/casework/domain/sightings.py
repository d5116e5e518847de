"""What somebody or something saw, and what seeing it again does to the concern about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from overwinter.casework.domain.kinds import Severity, Team


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something seen about a location, or about what ``subject`` names, that somebody must look into."""

    source: str
    """The operation that saw it, or "hand"."""
    kind: str
    """What was seen, in a code of its source: "absence"."""
    key: str
    """Names what was seen, the same each time it is seen: "absence:214"."""
    title: str
    """In a few words: "Absence 23%, over the red line of 20%"."""
    facts: str
    """What was seen, the standard and how long: whole sentences."""
    severity: Severity
    team: Team
    seen_at: datetime
    """When the facts are from. The same sighting told twice changes nothing the second time."""
    location_id: int | None = None
    subject: str = ""
    url: str = ""
    told: str = ""
    """What the provider is told of it, in whole sentences; empty: nothing."""
    told_url: str = ""
    """Where the provider can do something about it; empty: nowhere but in words."""
    weight: int = 0
    """How rarely it comes unasked; the higher is rung first among concerns as grave and as late."""


class Effect(StrEnum):
    RAISE = "raise"
    SEEN_AGAIN = "seen again"
    NOTHING = "nothing"
    """It is known: the same sighting was told before."""


@dataclass(frozen=True, slots=True)
class Known:
    """The newest concern with the key of a sighting."""

    is_open: bool
    last_seen_at: datetime
    times_seen: int
    closed_at: datetime | None = None


def effect_of(sighting: Sighting, known: Known | None) -> Effect:
    """What is over stays over until it is seen anew; what is open is not raised a second time."""
    if known is None:
        return Effect.RAISE
    if sighting.seen_at <= known.last_seen_at:
        return Effect.NOTHING
    return Effect.SEEN_AGAIN if known.is_open else Effect.RAISE


def times_seen(sighting: Sighting, known: Known | None, *, comes_back_within: timedelta) -> int:
    """How often it was seen, with this time; a concern closed long ago does not count."""
    if known is None:
        return 1
    if known.closed_at is not None and sighting.seen_at - known.closed_at > comes_back_within:
        return 1
    return known.times_seen + 1
