"""What an operation offers, as Protocols and plain facts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Protocol
from uuid import UUID

from overwinter.accounts.api import User
from overwinter.design.parts import Link
from overwinter.infra.access import Readers
from overwinter.kernel.counting import OffersMeasures
from overwinter.operations.agenda import AgendaSource, CalendarSource, HearsOutcomes
from overwinter.operations.morning import OffersChanges, OffersMorning
from overwinter.operations.records import Records
from overwinter.operations.reporting import OffersReportParts
from overwinter.organisations.api import Viewer


class Urgency(IntEnum):
    """How soon somebody must act; the lowest comes first."""

    NOW = 0
    """Late, or a risk to people today."""
    SOON = 1
    WAITS = 2
    NONE = 3
    """There is something to read and nothing to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """The location that is asked about, and whose."""

    location_id: int
    council_id: int
    name: str


@dataclass(frozen=True, slots=True)
class SeenPlace(Place):
    """A location whose page is open, with what the page has read of it, so that no panel reads it again.

    Only who may see the location has one: the page has asked.
    """

    service: str = ""
    """The kind of service it is listed by."""
    kinds: frozenset[str] = frozenset()
    """Every kind of service it provides now."""
    closed: bool = False
    registered_on: date | None = None
    beds: int | None = None
    """Registered beds; none: it has none, or nobody told."""
    rating: str = ""
    """The regulator's, as a code; empty: nobody told."""
    rated_on: date | None = None
    rating_inherited: bool = False
    """Given under an earlier registration."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the page of a location. ``template`` lays out ``content``, which is the operation's own."""

    key: str
    """Names the panel, the same on every page: ``returns``."""
    title: str
    template: str
    content: object
    urgency: Urgency = Urgency.NONE
    newest: date | None = None
    """The day of its newest fact; the newer stands higher among panels of one urgency."""
    as_of: str = ""
    """In grey at the right end of its head: "12 November"."""
    links: tuple[Link, ...] = ()
    news: str = ""
    """A whole sentence for the lede of the page, where there is something that must be known; else empty."""
    aside: bool = False
    """Whether it stands in the right column: what is looked up rather than acted on."""


class OffersPanels(Protocol):
    def panels(self, *, place: SeenPlace, viewer: Viewer, today: date) -> Iterable[Panel]:
        """Its panels for one location, scoped to the viewer; none where it has nothing to say."""
        ...


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that waits for the viewer, with the reason it is there."""

    verb: str
    """What to do, in a word: "Ring"."""
    title: str
    url: str
    why: str
    """Whole sentences: what was seen, the standard, how long."""
    action: str
    """The words of the link: "Open the calls"."""
    urgency: Urgency = Urgency.WAITS
    since: date | None = None
    who: str = ""


class OffersWaits(Protocol):
    def waits(self, *, viewer: Viewer, today: date) -> Iterable[Wait]:
        """What waits for the viewer in the council they work in. Many of a kind are one: "7 calls"."""
        ...


@dataclass(frozen=True, slots=True)
class Ask:
    """What the council asks of one location, or tells it, as the provider sees it."""

    key: str
    title: str
    why: str
    """Why it is asked, in a whole sentence."""
    url: str = ""
    action: str = ""
    due: date | None = None
    urgency: Urgency = Urgency.WAITS
    done: bool = False
    """Whether it is settled: shown among what was done."""
    takes_answer: bool = False
    """Whether the provider can answer it in words; the operation hears them as ``TakesAnswers``."""
    answered_at: datetime | None = None
    """When somebody of the provider last answered it in words."""


class OffersAsks(Protocol):
    def asks(self, *, place: Place, today: date) -> Iterable[Ask]:
        """For the manager of the location, and for nobody else's eyes: scoped to this one location."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody of a provider answers to an ask, in words."""

    key: str
    """Of the ask."""
    said: str
    title: str
    """As what they act at the location: "Deputy manager"."""
    page: UUID
    """Made with the page it was written on: the same words sent twice from one page are one answer."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that arrived."""

    at: datetime
    title: str
    said: str


class TakesAnswers(Protocol):
    """The portal has seen that the location is theirs, and that the ask with the key is one of its operation's."""

    def take_answer(self, *, place: Place, answer: Answer, by: User) -> None:
        """Keep it where officers find it. Raises Refused with what is in the way."""
        ...

    def answers(self, *, place: Place, key: str, by: User) -> Sequence[Answered]:
        """Those that arrived, the newest first. Who reads them is written down."""
        ...


@dataclass(frozen=True, slots=True)
class Action:
    """Something one does from the page of a location: a button beside its name."""

    text: str
    url: str
    main: bool = False
    """The page's one green button; the first that asks for it is it."""


class OffersActions(Protocol):
    def actions(self, *, place: Place, viewer: Viewer) -> Iterable[Action]:
        """Only what the viewer may do. It asks the database for nothing that its panels do not ask for."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry in the row of navigation."""

    label: str
    route: str
    workers: Readers
    """Whose daily work it is: they find it right after Today."""
    order: int
    """Its place among the entries of daily work; the lowest comes first."""
    others: Readers | None = None
    """Who else finds it, among the entries of the plan."""
    pages: str = ""
    """The part of the operation whose pages stand under it: "views.calls"; empty: all that stand under no other."""


class OffersFigures(Protocol):
    def figures(
        self, *, council_id: int, location_ids: Collection[int], day: date
    ) -> Mapping[int, Mapping[str, float]]:
        """The newest figures known of each location on a day, by code (``absence``, ``agency``, ``occupancy``).

        What nobody told is not there: it is never zero. One statement for any number of locations.
        """
        ...


@dataclass(frozen=True, slots=True)
class Bulletin:
    """An issue of what the council writes to its providers."""

    title: str
    day: date
    summary: str
    url: str


class OffersBulletins(Protocol):
    def bulletins(self, *, place: Place, today: date) -> Iterable[Bulletin]:
        """Those that went to the location, newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Operation:
    """One piece of the council's work and all that the house needs to know of it."""

    name: str
    """Its folder, and its label as a Django app."""
    panels: tuple[OffersPanels, ...] = ()
    waits: tuple[OffersWaits, ...] = ()
    asks: tuple[OffersAsks, ...] = ()
    answers: TakesAnswers | None = None
    """Who hears what providers answer to its asks."""
    figures: tuple[OffersFigures, ...] = ()
    bulletins: tuple[OffersBulletins, ...] = ()
    measures: tuple[OffersMeasures, ...] = ()
    morning: tuple[OffersMorning, ...] = ()
    changes: tuple[OffersChanges, ...] = ()
    actions: tuple[OffersActions, ...] = ()
    agenda: tuple[AgendaSource, ...] = ()
    hearing: tuple[HearsOutcomes, ...] = ()
    calendar: tuple[CalendarSource, ...] = ()
    navigation: tuple[Entry, ...] = ()
    reports: tuple[OffersReportParts, ...] = ()
    records: tuple[Records, ...] = ()
