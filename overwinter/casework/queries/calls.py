"""Whom to ring: one line for each location, with all that is open about it. Counted, put in order and paged in SQL."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import overload

from django.db.models import (
    BooleanField,
    Case,
    Count,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from overwinter.casework.domain.kinds import ConcernState, Severity
from overwinter.casework.domain.order import CallFacts
from overwinter.casework.models import CallHeld, Concern, ContactMade
from overwinter.casework.permissions import teams_of, works_with_providers
from overwinter.casework.queries.concerns import in_council
from overwinter.organisations.api import Viewer
from overwinter.providers.api import Location, scoped

BY_GRAVITY = Case(*(When(severity=each.value, then=Value(each.rank)) for each in Severity))


SHOWN = ("council_id", "name", "main_service", "town", "phone", "call_held__by", "call_held__by_as", "call_held__since")
"""Of a location and of who is ringing it, what a line shows."""


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


def to_ring(viewer: Viewer, now: datetime) -> QuerySet[Concern]:
    """What is to be rung about by now in the council they work in: open, about a location, waiting for no day."""
    return in_council(viewer).filter(is_to_ring(now), state=ConcernState.OPEN.value)


def is_to_ring(now: datetime) -> Q:
    """Of an open concern: whether a location is to be rung about it by now."""
    waits_no_more = Q(ring_again_on__isnull=True) | Q(ring_again_on__lte=timezone.localdate(now))
    return waits_no_more & Q(location__isnull=False)


def mine(viewer: Viewer) -> Q:
    """A role of theirs owns it, or their team while no role does."""
    teams = [team.value for team in teams_of(viewer, viewer.council_id)]
    return Q(owner_id__in=viewer.role_ids) | Q(owner__isnull=True, team__in=teams)


GRAVE = Q(severity__in=[Severity.URGENT.value, Severity.HIGH.value])
"""What comes before all else in the order of calls."""


@dataclass(frozen=True, slots=True)
class ToRing:
    """How many locations are to be rung."""

    all: int
    grave: int
    """With something grave among it; these are rung first."""


def count_calls(viewer: Viewer, now: datetime) -> tuple[ToRing, ToRing]:
    """Those that are theirs to ring, and others'. One statement."""
    own = mine(viewer)
    counts = to_ring(viewer, now).aggregate(
        own=_places(own), own_grave=_places(own & GRAVE), others=_places(~own), others_grave=_places(~own & GRAVE)
    )
    return ToRing(counts["own"], counts["own_grave"]), ToRing(counts["others"], counts["others_grave"])


def _places(of: Q) -> Count:
    return Count("location_id", filter=of, distinct=True)


def list_facts(
    viewer: Viewer, now: datetime, *, own: bool, start: int, stop: int | None, grave: int = 0
) -> list[CallFacts]:
    """A page of the locations to ring, in the order of :meth:`CallFacts.order`. One statement.

    ``grave``: how many have something grave among it. A page of these looks at no others.
    """
    concerns = to_ring(viewer, now).filter(mine(viewer) if own else ~mine(viewer)).order_by()
    if stop is not None and stop <= grave:
        concerns = concerns.filter(location_id__in=concerns.filter(GRAVE).values("location_id"))
    lines = concerns.values("location_id").annotate(
        gravest=Min(BY_GRAVITY), due=Min("due_at"), seen=Max("times_seen"), most=Max("weight"), n=Count("id")
    )
    ordered = lines.order_by(
        "gravest",
        ExpressionWrapper(Q(due__gte=now), output_field=BooleanField()),
        ExpressionWrapper(Q(seen__lt=2), output_field=BooleanField()),
        F("most").desc(),
        "due",
        "location_id",
    )[start:stop]
    return [
        CallFacts(
            line["location_id"], list(Severity)[line["gravest"]], timezone.localtime(line["due"]), line["seen"],
            line["most"], line["n"],
        )
        for line in ordered
    ]  # fmt: skip


def fill_lines(viewer: Viewer, facts: Iterable[CallFacts], now: datetime, held_for: timedelta) -> list[CallLine]:
    """The lines of these locations. As many statements for many as for one."""
    by_location = {each.location_id: each for each in facts}
    newest = ContactMade.objects.filter(location=OuterRef("pk")).order_by("-at", "-id").values("pk")[:1]
    found = scoped(viewer).filter(pk__in=by_location).select_related("call_held").only(*SHOWN)
    locations = found.annotate(last_id=Subquery(newest))
    places = {location.pk: location for location in locations.order_by("id")}
    last_ids = {pk: getattr(location, "last_id", None) for pk, location in places.items()}
    contacts = _contacts(by_location, [pk for pk in last_ids.values() if pk is not None], now)
    concerns, since = _open_concerns(viewer, by_location), now - held_for
    return [
        CallLine(
            line, places[pk], tuple(concerns.get(pk, ())), contacts.by_id.get(last_ids[pk] or 0),
            tuple(contacts.today.get(pk, ())), _held(places[pk], since),
        )
        for pk, line in by_location.items() if pk in places
    ]  # fmt: skip


@dataclass(frozen=True)
class CallList(Sequence[CallLine]):
    """The locations to ring, of which a page is read."""

    viewer: Viewer
    now: datetime
    held_for: timedelta
    own: bool
    places: ToRing

    def __len__(self) -> int:
        return self.places.all

    @overload
    def __getitem__(self, part: int) -> CallLine: ...
    @overload
    def __getitem__(self, part: slice) -> list[CallLine]: ...
    def __getitem__(self, part: int | slice) -> CallLine | list[CallLine]:
        asked = part if isinstance(part, slice) else slice(part, part + 1)
        facts = list_facts(
            self.viewer, self.now, own=self.own, start=asked.start or 0, stop=asked.stop, grave=self.places.grave
        )
        lines = fill_lines(self.viewer, facts, self.now, self.held_for)
        return lines if isinstance(part, slice) else lines[0]


@dataclass(slots=True)
class _Contacts:
    by_id: dict[int, ContactMade] = field(default_factory=dict)
    today: dict[int, list[ContactMade]] = field(default_factory=lambda: defaultdict(list))


def _contacts(location_ids: Collection[int], last_ids: Collection[int], now: datetime) -> _Contacts:
    """Those asked for and all of today, without what was said: it is encrypted, and reading it is logged."""
    morning = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    wanted = Q(pk__in=last_ids) | Q(location_id__in=location_ids, at__gte=morning)
    found = _Contacts()
    for contact in ContactMade.objects.filter(wanted).defer("said").order_by("at", "id"):
        found.by_id[contact.pk] = contact
        if contact.at >= morning and contact.location_id is not None:
            found.today[contact.location_id].append(contact)
    return found


def _open_concerns(viewer: Viewer, location_ids: Collection[int]) -> dict[int, list[AskedAbout]]:
    found = defaultdict[int, list[AskedAbout]](list)
    standing = in_council(viewer).filter(location_id__in=location_ids, state=ConcernState.OPEN.value)
    # Put in order here: asked for by when they are due, a database may read every open concern for a pageful.
    rows = standing.order_by().values_list(
        "severity", "due_at", "pk", "location_id", "title", "team", "ring_again_on"
    )  # fmt: skip
    ordered = sorted(rows, key=lambda row: (Severity(row[0]).rank, *row[1:3]))
    for _, due_at, pk, place, title, team, again in ordered:
        found[place or 0].append(AskedAbout(pk, title, team, due_at, again))
    return found


def _held(location: Location, since: datetime) -> CallHeld | None:
    """Who has its call form open; a form opened before ``since`` says nothing."""
    held = getattr(location, "call_held", None)
    return held if isinstance(held, CallHeld) and held.since > since else None


def find_line(viewer: Viewer, location_id: int, now: datetime, held_for: timedelta) -> CallLine | None:
    """One location to ring, whether anything is open about it or not."""
    if not works_with_providers(viewer, viewer.council_id):
        return None
    nothing = CallFacts(location_id, Severity.LOW, timezone.localtime(now), 1, 0, 0)
    return next(iter(fill_lines(viewer, [nothing], now, held_for)), None)
