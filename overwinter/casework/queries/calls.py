"""Whom to ring: one line for each location, with all that is open about it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Self, overload

from django.db.models import DateTimeField, IntegerField, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from overwinter.casework.domain.kinds import ConcernState, Severity
from overwinter.casework.domain.order import CallFacts
from overwinter.casework.models import CallHeld, Concern, ContactMade
from overwinter.casework.permissions import works_with_providers
from overwinter.casework.queries.concerns import prepared
from overwinter.casework.queries.ordered import Calls, list_calls
from overwinter.infra.prepared import Given, Prepared, Row, record_of
from overwinter.organisations.api import Viewer
from overwinter.providers.api import Location


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """A concern that is open, as far as a call needs it."""

    pk: int
    title: str
    team: str
    due_at: datetime
    ring_again_on: date | None


@dataclass(frozen=True, slots=True)
class CallLine:
    """A location to ring, with what is known to whoever rings it."""

    facts: CallFacts
    location: Location
    concerns: tuple[AskedAbout, ...]
    """What is open about it, the gravest first, whichever team follows it up."""
    last: ContactMade | None = None
    """The last time anybody reached out to it."""
    rung_today: tuple[ContactMade, ...] = ()
    held: CallHeld | None = None
    """Who has its call form open now."""


def fill_lines(viewer: Viewer, facts: Iterable[CallFacts], now: datetime, held_for: timedelta) -> list[CallLine]:
    """The lines of these locations. As many statements for many as for one."""
    by_location = {each.location_id: each for each in facts}
    places = {row[0]: row for row in _places().rows(council=viewer.scope, ids=by_location)}
    contacts = _contacts(places, [row[-1] for row in places.values() if row[-1] is not None], now)
    concerns, since = _open_concerns(viewer, by_location), now - held_for
    return [
        CallLine(
            line, record_of(Location, dict(zip(_OF_PLACE, places[pk], strict=False))), tuple(concerns.get(pk, ())),
            contacts.by_id.get(places[pk][-1]), tuple(contacts.today.get(pk, ())), _held(places[pk], since),
        )
        for pk, line in by_location.items() if pk in places
    ]  # fmt: skip


_OF_PLACE = ("id", "council_id", "name", "main_service", "town", "phone")
_OF_HELD = ("id", "location_id", "by_id", "by_as", "since")


@cache
def _places() -> Prepared:
    """What a line shows of its location, who is ringing it, and the last contact there was."""
    newest = ContactMade.objects.filter(location=OuterRef("pk")).order_by("-at", "-id").values("pk")[:1]
    found = Location.objects.filter(council_id=Given("council", IntegerField()), pk__among=Given("ids", IntegerField()))
    held = [f"call_held__{name}" for name in _OF_HELD]
    rows = found.annotate(last_id=Subquery(newest)).order_by("id")
    return Prepared(rows.values_list(*_OF_PLACE, *held, "last_id"))


@dataclass(frozen=True)
class CallList(Sequence[CallLine]):
    """The locations to ring, of which a page is read."""

    viewer: Viewer
    now: datetime
    held_for: timedelta
    own: bool
    read: Calls
    """The part that is asked for, and how many there are."""

    @classmethod
    def part(cls, viewer: Viewer, now: datetime, held_for: timedelta, *, own: bool, start: int, most: int) -> Self:
        return cls(viewer, now, held_for, own, list_calls(viewer, now, own=own, start=start, most=most))

    def __len__(self) -> int:
        return self.read.own if self.own else self.read.others

    @overload
    def __getitem__(self, part: int) -> CallLine: ...
    @overload
    def __getitem__(self, part: slice) -> list[CallLine]: ...
    def __getitem__(self, part: int | slice) -> CallLine | list[CallLine]:
        asked = part if isinstance(part, slice) else slice(part, part + 1)
        start, stop, _ = asked.indices(len(self))
        facts = self.read.facts
        if start != self.read.start:  # a page was asked for that there is not
            facts = list_calls(self.viewer, self.now, own=self.own, start=start, most=stop - start).facts
        lines = fill_lines(self.viewer, facts[: stop - start], self.now, self.held_for)
        return lines if isinstance(part, slice) else lines[0]


@dataclass(slots=True)
class _Contacts:
    by_id: dict[int, ContactMade] = field(default_factory=dict)
    today: dict[int, list[ContactMade]] = field(default_factory=lambda: defaultdict(list))


def _contacts(location_ids: Collection[int], last_ids: Collection[int], now: datetime) -> _Contacts:
    """Those asked for and all of today. What was said is read as it is kept, encrypted: opening it is logged."""
    morning = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    found = _Contacts()
    for *values, sealed in _made().rows(last=last_ids, ids=location_ids, morning=morning):
        contact = record_of(ContactMade, dict(zip(_OF_CONTACT, values, strict=True)))
        contact.sealed = sealed
        found.by_id[contact.pk] = contact
        if contact.at >= morning and contact.location_id is not None:
            found.today[contact.location_id].append(contact)
    return found


_OF_CONTACT = ("id", "location_id", "at", "channel", "reached", "spoke_with", "next_step", "by_id", "by_as", "team")


@cache
def _made() -> Prepared:
    ids, morning = Given("ids", IntegerField()), Given("morning", DateTimeField())
    wanted = Q(pk__among=Given("last", IntegerField())) | Q(location_id__among=ids, at__gte=morning)
    rows = ContactMade.objects.filter(wanted).annotate(as_kept=Cast("said", TextField())).order_by("at", "id")
    return Prepared(rows.values_list(*_OF_CONTACT, "as_kept"))


def open_said(contact: ContactMade) -> str:
    """What was said, of a contact that was read with its line."""
    return str(ContactMade.said.field.to_python(contact.sealed) or "")


def _open_concerns(viewer: Viewer, location_ids: Collection[int]) -> dict[int, list[AskedAbout]]:
    found = defaultdict[int, list[AskedAbout]](list)
    rows = prepared(viewer, _open_of).rows(council=viewer.scope, ids=location_ids)
    # Put in order here: asked for by when they are due, a database may read every open concern for a pageful.
    ordered = sorted(rows, key=lambda row: (Severity(row[0]).rank, *row[1:3]))
    for _, due_at, pk, place, title, team, again in ordered:
        found[place].append(AskedAbout(pk, title, team, due_at, again))
    return found


def _open_of(seen: QuerySet[Concern]) -> Prepared:
    standing = seen.filter(location_id__among=Given("ids", IntegerField()), state=ConcernState.OPEN.value)
    return Prepared(
        standing.order_by().values_list("severity", "due_at", "pk", "location_id", "title", "team", "ring_again_on")
    )


def _held(place: Row, since: datetime) -> CallHeld | None:
    """Who has its call form open; a form opened before ``since`` says nothing."""
    held = dict(zip(_OF_HELD, place[len(_OF_PLACE) :], strict=False))
    return record_of(CallHeld, held) if held["since"] is not None and held["since"] > since else None


def find_line(viewer: Viewer, location_id: int, now: datetime, held_for: timedelta) -> CallLine | None:
    """One location to ring, whether anything is open about it or not."""
    if not works_with_providers(viewer, viewer.council_id):
        return None
    nothing = CallFacts(location_id, Severity.LOW, timezone.localtime(now), 1, 0, 0)
    return next(iter(fill_lines(viewer, [nothing], now, held_for)), None)
