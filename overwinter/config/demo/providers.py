"""Where care is provided in a council of the demo, kept by hand by its contracts officer, as events with their day."""

import csv
import io
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from overwinter.accounts.api import User
from overwinter.providers import api as providers
from overwinter.providers.api import (
    ContactEntry,
    ContactPurpose,
    KitEntry,
    Location,
    LocationEntry,
    LocationStep,
    ServiceEntry,
    ServiceKind,
)

Event = tuple[date, Callable[[], object]]
_SERVICE_COLUMNS = {
    "nursing_home": "Service type - Care home service with nursing",
    "care_home": "Service type - Care home service without nursing",
    "home_care": "Service type - Domiciliary care service",
    "extra_care": "Service type - Extra Care housing services",
    "shared_lives": "Service type - Shared Lives",
    "supported_living": "Service type - Supported living service",
}
FIRST_CQC_ID = 148
"""The regulator's ids of the demo count up from here."""


@dataclass(frozen=True)
class ProviderPlayer:
    """Plays the locations of one council. Whose they are and who keeps them is asked when an event happens."""

    places: Sequence[Mapping[str, Any]]
    employers: Sequence[tuple[str, str, int]]
    districts: str
    """Each on a line, its wards behind a colon."""
    known_since: str
    """Entered by hand, and now in the directory too."""
    today: date
    since: date
    council_id: Callable[[], int]
    by: Callable[[], User]

    def events(self) -> Iterator[Event]:
        yield self.since, self.list_districts
        for number, place in enumerate(self.places):
            yield from self._of_place(place, _cqc_id(number))
        for reference, district, since in self.employers:
            yield self.since, self._adding_employer(reference, district, self._day(since))
        yield self.today, self.bring_in_directory

    def list_districts(self) -> None:
        wanted = providers.read_places(self.districts)
        providers.name_places(council_id=self.council_id(), wanted=wanted, by=self.by())

    def bring_in_directory(self) -> None:
        """An edition that waits to be looked at: a rating that fell, a service that closed, a home that opened, and one
        that was entered by hand before the directory knew it."""
        rows = [self._directory_row(place, _cqc_id(number)) for number, place in enumerate(self.places)]
        known = [row for row in rows if row["Location ID"] and row["Location Name"] != "Tanner's Yard"]
        changed = {row["Location Name"]: row for row in known}
        changed["Barley Croft"]["Location Latest Overall Rating"] = "Requires improvement"
        changed["Barley Croft"]["Publication Date"] = self._day(-6).isoformat()
        changed["Glebe House"]["Care homes beds"] = "38"
        kept = [row for row in known if row["Location Name"] != "Swift Care at Home"]
        new = {**changed["Ashgrove"], "Location ID": "1-000000900", "Location Name": "Saltings"}
        by_hand = next(row for row in rows if row["Location Name"] == self.known_since)
        late = {**by_hand, "Location ID": "1-000000903", "Location Telephone Number": "01632 960198"}
        content = io.StringIO()
        writer = csv.DictWriter(content, list(new))
        writer.writeheader()
        writer.writerows([*kept, new, late])
        edition = providers.upload_edition(
            council_id=self.council_id(), name="Invented directory.csv",
            content=io.BytesIO(content.getvalue().encode()),
            as_of=self.today.replace(day=1), by=self.by(), in_background=False,
        )  # fmt: skip
        providers.read_edition(edition_id=edition.pk, by=None)

    def _directory_row(self, place: Mapping[str, Any], cqc_id: str) -> dict[str, str]:
        """As the regulator's directory would tell it, in the columns it has."""
        told = {
            "Location ID": "" if place.get("unregistered") else cqc_id,
            "Location Name": place["name"],
            "Care homes beds": str(place.get("beds", 0)),
            "Location Latest Overall Rating": place.get("rating", ""),
            "Publication Date": self._day(place["rated"]).isoformat() if "rated" in place else "",
            "Location Telephone Number": place["phone"],
            "Location Local Authority": "Marlshire",
            "Location Street Address": place["street"],
            "Location City": place["district"],
            "Location Postal Code": "",
            "Provider ID": "1-8" + "".join(str(ord(sign)) for sign in place["org"][:6]),
            "Provider Name": place["org"],
        }
        return told | {column: "Y" if kind == place["service"] else "" for kind, column in _SERVICE_COLUMNS.items()}

    def _of_place(self, place: Mapping[str, Any], cqc_id: str) -> Iterator[Event]:
        made: dict[str, Location] = {}
        added = self._day(place["new"]) if "new" in place else self.since
        yield added, lambda: made.update(here=self._add(place, cqc_id))
        yield added, lambda: self._name_contacts(made["here"], place)
        if "was" in place or self._rated_since(place):
            rated = max(self._day(place["rated"]), self.since + timedelta(days=7))
            yield rated, lambda: self._rate(made["here"], place, cqc_id)
        if "new_manager" in place:
            yield self._day(-1), lambda: self._change_manager(made["here"], place["new_manager"])
        for step, key in ((LocationStep.SUSPEND, "suspended"), (LocationStep.CLOSE, "closed")):
            if key in place:
                day, why = self._day(place[key][0]), place[key][1]
                yield day, self._stepping(made, step, why)

    def _rated_since(self, place: Mapping[str, Any]) -> bool:
        """Whether the rating of today is younger than the record."""
        return "rated" in place and self._day(place["rated"]) > self.since

    def _day(self, count: int) -> date:
        return self.today + timedelta(days=count)

    def _entry(self, place: Mapping[str, Any], cqc_id: str, rating: str, rated: int | None) -> LocationEntry:
        registered = not place.get("unregistered", False)
        return LocationEntry(
            name=place["name"], organisation=place["org"], in_house=place.get("in_house", False),
            cqc_id=cqc_id if registered else "", beds=place.get("beds"), address=place["street"],
            town=place["district"], district=place["district"], phone=place["phone"], rating=rating,
            rated_on=self._day(rated) if rated is not None else None,
        )  # fmt: skip

    def _add(self, place: Mapping[str, Any], cqc_id: str) -> Location:
        now = ("", None) if self._rated_since(place) else (place.get("rating", ""), place.get("rated"))
        rating, rated = place.get("was", now)
        service = ServiceEntry(ServiceKind(place["service"]), place.get("beds"), place.get("contracted"))
        entry = self._entry(place, cqc_id, rating, rated)
        return providers.add_location(council_id=self.council_id(), entry=entry, services=[service], by=self.by())

    def _rate(self, location: Location, place: Mapping[str, Any], cqc_id: str) -> None:
        entry = self._entry(place, cqc_id, place["rating"], place["rated"])
        why = "The inspection report was published"
        providers.change_location(location_id=location.pk, entry=entry, why=why, by=self.by())

    def _name_contacts(self, location: Location, place: Mapping[str, Any]) -> None:
        slug = "".join(sign for sign in place["name"].lower() if sign.isalnum())
        usual = [
            ("registered_manager", "Registered manager", "", place["phone"], "", ""),
            ("returns", "", "", "", f"returns@{slug}.example", ""),
        ]
        for purpose, title, name, phone, email, note, *away in place.get("contacts", usual):
            entry = ContactEntry(
                ContactPurpose(purpose), title, name, phone, email, note, self._day(away[0]) if away else None
            )
            providers.set_contact(location_id=location.pk, entry=entry, by=self.by())
        for item, count, checked in place.get("kit", ()):
            kit = KitEntry(item, count, self._day(checked))
            providers.set_kit(location_id=location.pk, entry=kit, by=self.by())

    def _change_manager(self, location: Location, told: Sequence[str]) -> None:
        """Somebody else since yesterday; who it was before stays on record."""
        purpose = ContactPurpose.REGISTERED_MANAGER
        (kept,) = [each for each in location.contacts.order_by("id") if each.purpose == purpose.value]
        title, name, phone, email, note = told
        entry = ContactEntry(purpose, title, name, phone, email, note)
        providers.set_contact(location_id=location.pk, entry=entry, contact_id=kept.pk, by=self.by())

    def _stepping(self, made: Mapping[str, Location], step: LocationStep, why: str) -> Callable[[], object]:
        return lambda: providers.change_state(location_id=made["here"].pk, step=step, why=why, by=self.by())

    def _adding_employer(self, reference: str, district: str, since: date) -> Callable[[], object]:
        kind = ServiceKind.PERSONAL_ASSISTANTS
        entry = LocationEntry(name=reference, organisation=kind.label, district=district, registered_on=since)
        service = ServiceEntry(kind, since=since)
        return lambda: providers.add_location(
            council_id=self.council_id(), entry=entry, services=[service], by=self.by()
        )


def _cqc_id(number: int) -> str:
    return f"1-{FIRST_CQC_ID + number * 3:09d}"


def find_providers(
    catalogue: Path, code: str, *, today: date, since: date, council_id: Callable[[], int], by: Callable[[], User]
) -> ProviderPlayer | None:
    """None for a council of the demo that keeps no locations."""
    path = catalogue / "demo" / f"{code}-providers.toml"
    if not path.exists():
        return None
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    employers = [(reference, district, since_day) for reference, district, since_day in data["employers"]]
    return ProviderPlayer(
        data["location"], employers, data["districts"], data["known_since"], today, since, council_id, by
    )
