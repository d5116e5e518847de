"""Every read of organisations, locations, services, contacts and what changed about them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count, DateField, DateTimeField, F, IntegerField, Q, QuerySet

from overwinter.infra import clock
from overwinter.infra.prepared import Given, Prepared, record_of
from overwinter.organisations.api import Viewer
from overwinter.providers.domain.facts import (
    ContactFact,
    EventFact,
    KitFact,
    LocationFact,
    RingFact,
    ServiceFact,
    whom_to_ring,
)
from overwinter.providers.domain.kinds import ContactPurpose, LocationState, Rating, ServiceKind, Source
from overwinter.providers.domain.ratings import RATED_ON, RATING, RatingFact, rating_history
from overwinter.providers.domain.states import LocationStep
from overwinter.providers.models import Contact, Kit, Location, LocationEvent, Organisation, Service
from overwinter.providers.permissions import may_read


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which locations a list asks for; an empty part asks for all."""

    words: str = ""
    service: str = ""
    state: str = ""
    """Empty: all but the closed; "any": the closed too."""
    district: str = ""
    ward: str = ""
    rating: str = ""
    """"none": nobody told."""
    run_by: str = ""
    """"in-house" or "independent"."""


ANY_STATE = "any"
UNSAID = "none"
PEOPLE_WHO_EMPLOY = ServiceKind.PERSONAL_ASSISTANTS


# --- locations


def scoped(viewer: Viewer) -> QuerySet[Location]:
    """The locations of the council the viewer works in."""
    council_id = viewer.council_id
    if council_id is None or not viewer.belongs_to(council_id):
        return Location.objects.none()
    return Location.objects.filter(council_id=council_id)


def _here(viewer: Viewer) -> dict[str, int]:
    """Of what hangs on a location, that it is of the council the viewer works in."""
    return {"location__council_id": (viewer.council_id or 0) if viewer.belongs_to(viewer.council_id) else 0}


def find_location(viewer: Viewer, location_id: int) -> LocationFact | None:
    found = scoped(viewer).filter(pk=location_id).select_related("organisation").first()
    return fact_of(found) if found is not None else None


def get_location(council_id: int, location_id: int) -> Location:
    """The record itself, for whoever has seen that it is theirs."""
    return Location.objects.select_related("council", "organisation").get(pk=location_id, council_id=council_id)


def list_locations(viewer: Viewer, wanted: Wanted, *, order: Iterable[str] = ("name", "id")) -> QuerySet[Location]:
    """Those that are wanted, in a total order, with their organisation. A page takes a slice of it."""
    return narrowed(scoped(viewer), wanted).select_related("organisation").order_by(*order)


def search_locations(viewer: Viewer, pieces: Iterable[str], *, limit: int) -> QuerySet[Location]:
    """Those that hold every piece in what they are known by, the closed too; none for who may not read them. Who
    employs a personal assistant is found in the register of them only."""
    found = without_employers(scoped(viewer)) if may_read(viewer, viewer.council_id) else Location.objects.none()
    for piece in pieces:
        known_by = ("name", "organisation__name", "town", "postcode", "cqc_id", "district")
        found = found.filter(reduce(or_, (Q(**{f"{name}__icontains": piece}) for name in known_by)))
    return found.select_related("organisation").order_by("name", "id")[:limit]


def without_employers(locations: QuerySet[Location]) -> QuerySet[Location]:
    """Without people who employ personal assistants: those are no business, and their name is a person's."""
    return locations.exclude(main_service=PEOPLE_WHO_EMPLOY.value)


def count_locations(viewer: Viewer, wanted: Wanted) -> int:
    return narrowed(scoped(viewer), wanted).count()


def narrowed(locations: QuerySet[Location], wanted: Wanted) -> QuerySet[Location]:
    if wanted.service != PEOPLE_WHO_EMPLOY.value:
        locations = locations.exclude(main_service=PEOPLE_WHO_EMPLOY.value)
    if wanted.service:
        locations = locations.filter(main_service=wanted.service)
    if not wanted.state:
        locations = locations.exclude(state=LocationState.CLOSED.value)
    elif wanted.state != ANY_STATE:
        locations = locations.filter(state=wanted.state)
    if wanted.district:
        locations = locations.filter(district="" if wanted.district == UNSAID else wanted.district)
    if wanted.ward:
        locations = locations.filter(ward="" if wanted.ward == UNSAID else wanted.ward)
    if wanted.rating:
        locations = locations.filter(rating="" if wanted.rating == UNSAID else wanted.rating)
    if wanted.run_by:
        locations = locations.filter(in_house=wanted.run_by == "in-house")
    for word in wanted.words.split():
        locations = locations.filter(
            Q(name__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(town__icontains=word)
            | Q(postcode__icontains=word)
            | Q(cqc_id__iexact=word)
        )
    return locations


def count_by_state(viewer: Viewer) -> Mapping[str, int]:
    """How many locations of the council stand in each state, employers of personal assistants apart. One query."""
    by_service = scoped(viewer).order_by().values_list("main_service", "state").annotate(n=Count("id"))
    found = Counter[str]()
    for service, state, count in by_service:
        found[state] += count if service != PEOPLE_WHO_EMPLOY.value else 0
    return +found


def list_districts(viewer: Viewer) -> list[str]:
    found = scoped(viewer).exclude(district="").order_by("district").values_list("district", flat=True)
    return list(found.distinct())


def list_in_use(viewer: Viewer) -> list[tuple[str, str]]:
    """Districts and wards that locations of the council have, in pairs. One statement."""
    return list(scoped(viewer).order_by("district", "ward").values_list("district", "ward").distinct())


def count_of_organisation(viewer: Viewer, organisation_id: int) -> int:
    """How many locations in this council are the organisation's and not closed."""
    found = scoped(viewer).filter(organisation_id=organisation_id)
    return found.exclude(state=LocationState.CLOSED.value).count()


def fact_of(location: Location) -> LocationFact:
    """``location`` was read with its organisation."""
    return LocationFact(
        location_id=location.pk,
        council_id=location.council_id,
        name=location.name,
        organisation_id=location.organisation_id,
        organisation=location.organisation.name,
        service=ServiceKind(location.main_service),
        state=LocationState(location.state),
        state_since=location.state_since,
        state_why=location.state_why,
        in_house=location.in_house,
        dormant=location.dormant,
        beds=location.beds,
        cqc_id=location.cqc_id,
        ods_code=location.ods_code,
        address=location.address,
        town=location.town,
        postcode=location.postcode,
        district=location.district,
        ward=location.ward,
        uprn=location.uprn,
        phone=location.phone,
        website=location.website,
        rating=Rating(location.rating) if location.rating else None,
        rated_on=location.rated_on,
        rating_inherited=location.rating_inherited,
        registered_on=location.registered_on,
        source=Source(location.source),
        seen_on=location.seen_on,
    )


# --- organisations


def list_organisations(viewer: Viewer) -> QuerySet[Organisation]:
    """Those that have a location in the council, or were entered by it."""
    own = Q(council_id=viewer.council_id) | Q(locations__council_id=viewer.council_id)
    allowed = Organisation.objects.filter(own) if viewer.belongs_to(viewer.council_id) else Organisation.objects.none()
    return allowed.distinct().order_by("name", "id")


# --- what a location provides, whom to ask there, and with what


def list_services(viewer: Viewer, location_id: int) -> list[ServiceFact]:
    """Those of today first, then those that ended."""
    found = Service.objects.filter(location_id=location_id, **_here(viewer))
    rows = found.order_by(F("until").desc(nulls_first=True), "id")
    order = list(ServiceKind)
    facts = [
        ServiceFact(row.pk, ServiceKind(row.kind), row.registered, row.contracted, row.since, row.until) for row in rows
    ]
    return sorted(facts, key=lambda fact: (fact.until is not None, order.index(fact.kind)))


def list_contacts(viewer: Viewer, location_id: int) -> list[ContactFact]:
    """Whom to ask now, in the order of the purposes. Personal data: call :func:`actions.note_contacts_read`."""
    return _contacts(viewer, [location_id]).get(location_id, [])


def find_whom_to_ring(viewer: Viewer, location: Location, *, day: date) -> RingFact:
    """As :func:`list_whom_to_ring`, at a location that was read for the viewer. One query."""
    return whom_to_ring(_contacts(viewer, [location.pk]).get(location.pk, []), location.phone, day)


def list_whom_to_ring(viewer: Viewer, location_ids: Collection[int], *, day: date) -> Mapping[int, RingFact]:
    """For each location whom to ring on ``day``: a title and a number, no name. Two queries."""
    phones = dict(scoped(viewer).filter(pk__in=location_ids).values_list("pk", "phone"))
    contacts = _contacts(viewer, list(phones))
    return {pk: whom_to_ring(contacts.get(pk, []), phone, day) for pk, phone in phones.items()}


def _contacts(viewer: Viewer, location_ids: Collection[int]) -> dict[int, list[ContactFact]]:
    order, found = list(ContactPurpose), defaultdict[int, list[ContactFact]](list)
    for values in _standing_contacts().rows(council=viewer.scope, ids=location_ids, day=clock.today()):
        row = record_of(Contact, dict(zip(_OF_CONTACT, values, strict=True)))
        found[row.location_id].append(contact_fact(row))
    return {pk: sorted(facts, key=lambda fact: order.index(fact.purpose)) for pk, facts in found.items()}


_OF_CONTACT = (
    "id", "location_id", "purpose", "title", "name", "phone", "email", "note", "away_from", "away_until", "since"
)  # fmt: skip


@cache
def _standing_contacts() -> Prepared:
    of = Contact.objects.filter(location__council_id=Given("council", IntegerField()))
    rows = of.filter(_standing(Given("day", DateField())), location_id__among=Given("ids", IntegerField()))
    return Prepared(rows.order_by("id").values_list(*_OF_CONTACT))


def _standing(day: date | Given) -> Q:
    return Q(until__isnull=True) | Q(until__gt=day)


def contact_fact(row: Contact) -> ContactFact:
    return ContactFact(
        contact_id=row.pk,
        location_id=row.location_id,
        purpose=ContactPurpose(row.purpose),
        title=row.title,
        name=row.name or "",
        phone=row.phone or "",
        email=row.email or "",
        note=row.note,
        away_from=row.away_from,
        away_until=row.away_until,
        since=row.since,
    )


def list_kit(viewer: Viewer, location_id: int) -> list[KitFact]:
    rows = Kit.objects.filter(location_id=location_id, **_here(viewer)).order_by("item", "id")
    return [KitFact(row.pk, row.item, row.count, row.checked_on) for row in rows]


def list_events(viewer: Viewer, location_id: int) -> QuerySet[LocationEvent]:
    """What changed about a location, newest first. A page takes a slice of it."""
    rows = LocationEvent.objects.filter(location_id=location_id, **_here(viewer))
    return rows.select_related("edition").order_by("-at", "-id")


MANAGER = f"contact: {ContactPurpose.REGISTERED_MANAGER.label}"
"""What an event says of another registered manager; of a name it says nothing."""
NEWS = ("added", *(step.past for step in LocationStep), RATING, MANAGER)
"""Of what changes about locations, what everybody who works with them must know."""


class News(NamedTuple):
    """Of an event of a location, what is told of it."""

    at: datetime
    what: str
    before: str
    after: str
    why: str
    by_as: str
    edition: str | None
    location_id: int
    location: str


_TOLD = ("at", "what", "before", "after", "why", "by_as", "edition__name", "location_id", "location__name")


def list_news(viewer: Viewer, *, since: datetime, most: int) -> list[News]:
    """The newest first. One statement."""
    if not may_read(viewer, viewer.council_id):
        return []
    return [News(*row) for row in _news(most).rows(council=viewer.scope, since=since)]


@cache
def _news(most: int) -> Prepared:
    council, since = Given("council", IntegerField()), Given("since", DateTimeField())
    rows = LocationEvent.objects.filter(council_id=council, at__gte=since, what__in=NEWS)
    return Prepared(rows.order_by("-at", "-id").values_list(*_TOLD)[:most])


def list_ratings(
    viewer: Viewer, location_id: int, *, rating: Rating | None, rated_on: date | None
) -> Sequence[RatingFact]:
    """The rating of a location and those before it, newest first. One statement."""
    rows = _rated().rows(council=viewer.scope, location=location_id)
    told = (
        EventFact(at, what, before, after, why, Source(source), by_as, edition or "")
        for at, what, before, after, why, source, by_as, edition in rows
    )
    return rating_history(rating, rated_on, told)


@cache
def _rated() -> Prepared:
    council, location = Given("council", IntegerField()), Given("location", IntegerField())
    rows = LocationEvent.objects.filter(location_id=location, location__council_id=council)
    told = rows.filter(what__in=(RATING, RATED_ON)).order_by("-at", "-id")
    return Prepared(told.values_list("at", "what", "before", "after", "why", "source", "by_as", "edition__name"))


def event_fact(row: LocationEvent) -> EventFact:
    edition = row.edition.name if row.edition else ""
    return EventFact(row.at, row.what, row.before, row.after, row.why, Source(row.source), row.by_as, edition)
