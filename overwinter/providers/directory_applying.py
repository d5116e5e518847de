"""A batch of an edition's changes enters the record, with the position reached: all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import chain

from django.db.models import F
from django.utils.timezone import localdate

from overwinter.infra.bulk import insert_rows
from overwinter.providers.directory_reading import DIRECTORY_KINDS, from_json
from overwinter.providers.domain import directory, fields, likeness
from overwinter.providers.domain.fields import FieldChange, Value
from overwinter.providers.domain.kinds import ChangeKind, ContactPurpose, LocationState, ServiceKind, Source
from overwinter.providers.marking import mark_changed
from overwinter.providers.models import (
    Contact,
    DirectoryChange,
    DirectoryEdition,
    Location,
    LocationEvent,
    Organisation,
    Service,
)

_OF_ORGANISATION = ("name", "brand", "ownership", "companies_house", "charity_number", "phone", "website")
_UNTOLD = {
    field.name: field.get_default()
    for field in Location._meta.concrete_fields if field.name in fields.COLUMNS and field.name != "cqc_id"
}  # fmt: skip
"""What stands in the record where an edition has no such column."""
_OF_LOCATION = (
    "council_id", "organisation_id", "cqc_id", "main_service", "source", "state_since", "seen_on", *_UNTOLD,
)  # fmt: skip
_OF_EVENT = ("council_id", "location_id", "at", "what", "before", "after", "why", "source", "edition_id", "by_id")
_OF_CONTACT = ("location_id", "purpose", "title", "name", "since", "source")
NOT_NAMED = "The directory names it no longer"


class Batch:
    """Changes of one edition that are taken over together. ``agreed_at`` of the edition is the moment of them all."""

    def __init__(self, edition: DirectoryEdition, changes: Sequence[DirectoryChange]) -> None:
        self.edition = edition
        self.wanted = [change for change in changes if not change.left_out]
        self.left = [change for change in changes if change.left_out and change.kind == ChangeKind.CHANGE.value]
        self.at = edition.agreed_at or edition.uploaded_at
        self.day = localdate(self.at)
        self.events: list[tuple[object, ...]] = []
        self.contacts: list[tuple[object, ...]] = []

    def apply(self) -> None:
        known = self._locations()
        organisations = self._organisations()
        known |= self._join(known, organisations)
        new = [change for change in self.wanted if change.kind == ChangeKind.OPENING.value and key(change) not in known]
        self._open(new, organisations)
        for change in self.wanted:
            location = known.get(key(change))
            if location is not None:
                self._change(location, change, organisations)
        for change in self.left:
            if (location := known.get(key(change))) is not None:
                location.kept_by_hand |= change.values["after"]
                location.save(update_fields=["kept_by_hand"])
        mark_changed({change.council_id for change in self.wanted})
        insert_rows(LocationEvent, _OF_EVENT, self.events)
        insert_rows(Contact, _OF_CONTACT, self.contacts)
        DirectoryChange.objects.filter(pk__in=[change.pk for change in self.wanted]).update(applied=True)

    def _locations(self) -> dict[tuple[int, str], Location]:
        """Held, so that what a person changes meanwhile comes before or after, and is not lost."""
        asked = {change.cqc_id for change in chain(self.wanted, self.left)}
        councils = {change.council_id for change in chain(self.wanted, self.left)}
        rows = Location.objects.filter(council_id__in=councils, cqc_id__in=asked).select_for_update(
            of=("self",), no_key=True
        )
        return {(row.council_id, row.cqc_id): row for row in rows.select_related("organisation").order_by("id")}

    # --- organisations

    def _organisations(self) -> dict[str, Organisation]:
        """Those that the changes name, made or brought up to date, by the regulator's id."""
        told = {row["cqc_id"]: row for change in self.wanted if (row := change.values.get("organisation"))}
        found = {row.cqc_id: row for row in Organisation.objects.filter(cqc_id__in=told).order_by("id")}
        for cqc_id, row in found.items():
            said = {name: told[cqc_id][name] for name in _OF_ORGANISATION if getattr(row, name) != told[cqc_id][name]}
            for name, value in said.items():
                setattr(row, name, value)
            if said:
                row.save(update_fields=list(said))
        missing = [Organisation(**row) for cqc_id, row in told.items() if cqc_id not in found]
        if missing:
            Organisation.objects.bulk_create(missing, ignore_conflicts=True)
            found = {row.cqc_id: row for row in Organisation.objects.filter(cqc_id__in=told).order_by("id")}
        return found

    # --- what was entered by hand before

    def _join(
        self, known: Mapping[tuple[int, str], Location], organisations: Mapping[str, Organisation]
    ) -> dict[tuple[int, str], Location]:
        """Those entered by hand that somebody joined with an opening: they get its CQC location, and what it says is a
        change of what stands. One that got another CQC location meanwhile stays apart."""
        joined = {change.looks_like_id: change for change in self.wanted if change.joined and key(change) not in known}
        rows = Location.objects.filter(pk__in=[pk for pk in joined if pk is not None], cqc_id="")
        made = {}
        for location in rows.select_for_update(of=("self",), no_key=True).select_related("organisation").order_by("id"):
            change = joined[location.pk]
            location.cqc_id = change.cqc_id
            if change.values["organisation"]["name"] == location.organisation.name:
                location.organisation = organisations[change.values["organisation"]["cqc_id"]]
            location.kept_by_hand |= likeness.silent_of(change.values["after"], vars(location))
            location.save(update_fields=["cqc_id", "organisation", "kept_by_hand"])
            self._note(
                (location.council_id, location.pk),
                fields.FIELDS["cqc_id"],
                "",
                change.cqc_id,
                "Entered by hand before, and joined",
            )
            made[key(change)] = location
        DirectoryChange.objects.filter(pk__in=[joined[location.pk].pk for location in made.values()]).update(
            location=F("looks_like")
        )
        return made

    # --- openings

    def _open(self, changes: Sequence[DirectoryChange], organisations: Mapping[str, Organisation]) -> None:
        opened = [(change, from_json(change.values["after"])) for change in changes]
        insert_rows(Location, _OF_LOCATION, [self._opening(*each, organisations) for each in opened])
        numbers = self._numbers(changes)
        services = []
        for change, told in opened:
            location_id = numbers[key(change)]
            kinds = directory.kinds_of(told["services"])
            homes = sum(kind.has_beds for kind in kinds)
            for kind in kinds:
                registered = told.get("beds") if kind.has_beds and homes == 1 else None
                services.append((location_id, kind.value, registered, told.get("registered_on")))
            self._note((change.council_id, location_id), "added", "", "in the directory")
            self._name_manager((change.council_id, location_id), change.manager)
        insert_rows(Service, ("location_id", "kind", "registered", "since"), services)

    def _opening(
        self, change: DirectoryChange, told: Mapping[str, Value], organisations: Mapping[str, Organisation]
    ) -> tuple[object, ...]:
        """As ``_OF_LOCATION`` names them."""
        return (
            change.council_id, organisations[change.values["organisation"]["cqc_id"]].pk, change.cqc_id,
            directory.main_of(told["services"]).value, Source.DIRECTORY.value, told.get("registered_on"),
            self.edition.as_of, *(told.get(name, untold) for name, untold in _UNTOLD.items()),
        )  # fmt: skip

    def _numbers(self, changes: Sequence[DirectoryChange]) -> dict[tuple[int, str], int]:
        asked = {change.council_id for change in changes}
        rows = Location.objects.filter(council_id__in=asked, cqc_id__in=[change.cqc_id for change in changes])
        return {(council_id, cqc_id): pk for council_id, cqc_id, pk in rows.values_list("council_id", "cqc_id", "pk")}

    # --- what is known already

    def _change(self, location: Location, change: DirectoryChange, organisations: Mapping[str, Organisation]) -> None:
        """Against what stands now, which somebody may have changed since the edition was read."""
        written = {"seen_on"} if change.kind != ChangeKind.CLOSURE.value else set[str]()
        if written:
            location.seen_on = self.edition.as_of
        told = self._told(location, change)
        for made in fields.changed(self._values(location, told), told):
            written |= self._take(location, made, change, organisations)
        self._name_manager((location.council_id, location.pk), change.manager, again=True)
        state = LocationState(location.state)
        if change.kind == ChangeKind.CLOSURE.value and state is not LocationState.CLOSED:
            written |= self._stand(location, LocationState.CLOSED, "closed", NOT_NAMED)
        elif change.kind in (ChangeKind.RETURN.value, ChangeKind.OPENING.value) and state is LocationState.CLOSED:
            written |= self._stand(location, LocationState.OPEN, "opened", "The directory names it again")
        if written:
            location.save(update_fields=sorted(written))

    def _told(self, location: Location, change: DirectoryChange) -> dict[str, Value]:
        """What the directory does not say of a location that was entered by hand stays as it was entered."""
        told = from_json(change.values["after"])
        if change.kind != ChangeKind.OPENING.value or location.source != Source.HAND.value:
            return told
        return likeness.said_of(told)

    def _take(
        self, location: Location, made: FieldChange, change: DirectoryChange, organisations: Mapping[str, Organisation]
    ) -> set[str]:
        """The columns that are to be written."""
        self._note(
            (location.council_id, location.pk),
            made.label,
            fields.say(made.field, made.before),
            fields.say(made.field, made.after),
        )
        written = {made.field}
        if made.field in location.kept_by_hand:
            del location.kept_by_hand[made.field]
            written.add("kept_by_hand")
        if made.field == "organisation":
            location.organisation = organisations[change.values["organisation"]["cqc_id"]]
        elif made.field == "services":
            self._provide(location, directory.kinds_of(made.after))
            written = (written - {"services"}) | {"main_service"}
        else:
            setattr(location, made.field, made.after)
        return written

    def _values(self, location: Location, told: Mapping[str, Value]) -> dict[str, Value]:
        values: dict[str, Value] = {name: getattr(location, name) for name in fields.COLUMNS}
        values["organisation"] = location.organisation.name
        if "services" in told:
            values["services"] = directory.services_value(self._kinds(location))
        return values

    def _kinds(self, location: Location) -> list[ServiceKind]:
        rows = location.services.filter(until__isnull=True, kind__in=DIRECTORY_KINDS).order_by("id")
        return [ServiceKind(kind) for kind in rows.values_list("kind", flat=True)]

    def _provide(self, location: Location, kinds: Iterable[ServiceKind]) -> None:
        """Exactly these of the kinds the directory knows; the others it may provide besides stay."""
        wanted, has = set(kinds), set(self._kinds(location))
        gone = [kind.value for kind in has - wanted]
        ended = self.edition.as_of - timedelta(days=1)
        location.services.filter(until__isnull=True, kind__in=gone).update(until=ended)
        Service.objects.bulk_create(
            Service(location=location, kind=kind.value, since=self.edition.as_of)
            for kind in sorted(wanted - has, key=list(ServiceKind).index)
        )
        rows = location.services.filter(until__isnull=True).order_by("id").values_list("kind", flat=True)
        location.main_service = directory.main_of(directory.services_value([ServiceKind(kind) for kind in rows])).value

    def _stand(self, location: Location, state: LocationState, what: str, why: str) -> set[str]:
        self._note((location.council_id, location.pk), what, LocationState(location.state).label, state.label, why)
        location.state, location.state_since = state.value, self.edition.as_of
        location.state_why = "" if state is LocationState.OPEN else f"{why}."
        return {"state", "state_since", "state_why"}

    def _name_manager(self, place: tuple[int, int], name: str | None, *, again: bool = False) -> None:
        """Another registered manager. Who was it before ends, and stands in no history by name."""
        if not name:
            return
        purpose, location_id = ContactPurpose.REGISTERED_MANAGER, place[1]
        if again:
            standing = Contact.objects.filter(location_id=location_id, purpose=purpose.value, until__isnull=True)
            if standing.exclude(source=Source.DIRECTORY.value).exists():
                return
            standing.update(until=self.day)
            self._note(place, fields.FIELDS["manager"], "", "another is named")
        self.contacts.append((location_id, purpose.value, purpose.label, name, self.day, Source.DIRECTORY.value))

    def _note(self, place: tuple[int, int], what: str, before: str, after: str, why: str = "") -> None:
        """``place``: the council and its location."""
        self.events.append((
            *place, self.at, what, before, after, why, Source.DIRECTORY.value, self.edition.pk,
            self.edition.agreed_by_id,
        ))  # fmt: skip


def key(change: DirectoryChange) -> tuple[int, str]:
    return change.council_id, change.cqc_id
