"""What an operation offers to the page of calls: what is told this morning, and what helps whoever rings."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from overwinter.design.months import Made
from overwinter.design.parts import Fact, Link
from overwinter.organisations.api import Viewer


@dataclass(frozen=True, slots=True)
class MorningSection:
    """A part of the page under the calls. ``template`` lays out ``content``, which is the operation's own."""

    key: str
    title: str
    """With its figure: "Not returned: 43 of 214"."""
    template: str
    content: object
    links: tuple[Link, ...] = ()
    news: str = ""
    """Whole sentences for the lede of the page; else empty."""
    wide: bool = False
    """Whether it takes the whole width, after those that stand beside the call form."""


@dataclass(frozen=True, slots=True)
class Periods:
    """How locations did in the last periods of one thing they are asked, oldest first."""

    title: str
    """Of the column: "Jun to Nov"."""
    names: tuple[str, ...]
    """Of the periods: "June"."""
    did: Mapping[int, tuple[Made, ...]] = field(default_factory=dict)
    """Location id to one value for each period."""


@dataclass(frozen=True, slots=True)
class Morning:
    """What an operation tells on the page of calls."""

    sections: tuple[MorningSection, ...] = ()
    periods: Periods | None = None
    """Of the locations of the list; the first operation that has some is shown."""


@dataclass(frozen=True, slots=True)
class LastAnswers:
    """What a location answered last, for whoever has it on the phone."""

    title: str
    """When and to what: "Their last answers, 12 November"."""
    facts: tuple[Fact, ...]
    link: Link | None = None
    """To the whole of it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Something about a location that is otherwise than it was, for whoever begins the day."""

    at: datetime
    location_id: int
    location: str
    what: str
    """In a word or two: "Absence"."""
    from_to: str
    """ "11% to 23%"."""
    why: str
    """Why it is shown: the standard, who said so."""
    url: str
    """Where it stands."""


class OffersChanges(Protocol):
    def changes(self, *, viewer: Viewer, since: datetime, most: int) -> Iterable[Changed]:
        """The newest of what changed since then, at most so many, scoped to the viewer. One statement."""
        ...


class OffersMorning(Protocol):
    """Scoped to the viewer; as many statements for one location as for many."""

    def morning(self, *, location_ids: Collection[int], viewer: Viewer, today: date) -> Morning:
        """``location_ids``: of the list."""
        ...

    def last_answers(self, *, location_id: int, viewer: Viewer, today: date) -> LastAnswers | None: ...
