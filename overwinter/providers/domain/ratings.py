"""The regulator's ratings of a location: the one that stands, and each before it as the record had it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from overwinter.kernel.days import full_day
from overwinter.providers.domain.facts import EventFact, LocationFact
from overwinter.providers.domain.fields import FIELDS

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


def rating_history(found: LocationFact, events: Iterable[EventFact]) -> Sequence[RatingFact]:
    """Newest first. ``events``: what changed about its rating and the date of that, newest first."""
    label = found.rating.label if found.rating is not None else ""
    published = full_day(found.rated_on) if found.rated_on is not None else ""
    history = []
    for _, group in groupby(events, key=lambda event: event.at):
        changed = list(group)
        history.append(RatingFact(label, published, changed[0]))
        for event in changed:
            label = event.before if event.what == RATING else label
            published = event.before if event.what == RATED_ON else published
    return (*history, RatingFact(label, published, None)) if label or not history else tuple(history)
