"""The regulator's ratings of a location: the one that stands, and each before it as the record had it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from overwinter.kernel.days import full_day
from overwinter.providers.domain.facts import EventFact
from overwinter.providers.domain.fields import FIELDS
from overwinter.providers.domain.kinds import Rating

RATING, RATED_ON = FIELDS["rating"], FIELDS["rated_on"]


@dataclass(frozen=True, slots=True)
class RatingFact:
    label: str
    """Empty: nobody told."""
    published: str
    """The day in words; empty: nobody told."""
    came: EventFact | None
    """What brought it to the record; none: it stood there from the first."""

    @property
    def said(self) -> str:
        """ "Good, 3 November 2023"."""
        return ", ".join(part for part in (self.label or "Not told", self.published) if part)


def rating_history(rating: Rating | None, rated_on: date | None, events: Iterable[EventFact]) -> Sequence[RatingFact]:
    """Newest first, from the one that stands. ``events``: what changed about it and its date, newest first."""
    label = rating.label if rating is not None else ""
    published = full_day(rated_on) if rated_on is not None else ""
    history = []
    for _, group in groupby(events, key=lambda event: event.at):
        changed = list(group)
        history.append(RatingFact(label, published, changed[0]))
        for event in changed:
            label = event.before if event.what == RATING else label
            published = event.before if event.what == RATED_ON else published
    return (*history, RatingFact(label, published, None)) if label or not history else tuple(history)
