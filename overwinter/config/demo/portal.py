"""Who comes into the provider portal of the demo, through the actions officers use."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from overwinter.accounts.api import DemoAccount, User
from overwinter.kernel.words import counted, joined
from overwinter.organisations.api import Council, get_viewer
from overwinter.portal import api as portal
from overwinter.providers.api import Contact, ContactEntry, ContactPurpose, scoped

Event = tuple[date, Callable[[], object]]


@dataclass(frozen=True)
class PortalScript:
    helplines: list[Mapping[str, str]]
    people: list[Mapping[str, Any]]
    numbers: list[Mapping[str, str]]

    @classmethod
    def load(cls, catalogue: Path) -> "PortalScript":
        data: dict[str, Any] = tomllib.loads((catalogue / "demo" / "portal.toml").read_text())
        return cls(data["helpline"], data["person"], data["number"])

    def accounts(self, councils: Mapping[str, str]) -> list[DemoAccount]:
        """``councils``: their names by their codes. These people have no password: one click is their link."""
        return [
            DemoAccount(
                each["email"], councils[each["council"]], f"{each['title']}, {joined(each['locations'])}",
                f"Makes the returns of {counted(len(each['locations']), 'home')}, as on a phone. Comes in by a link, "
                "so has no password.",
            )
            for each in self.people
        ]  # fmt: skip

    def events(
        self, code: str, day: date, today: date, council: Callable[[], Council], by: Callable[[], User]
    ) -> Iterator[Event]:
        """From ``day`` on, when the council's locations are there. The council and its officer are asked for then."""
        for line in (each for each in self.helplines if each["council"] == code):
            yield day, _naming(line, council, by)
        for person in (each for each in self.people if each["council"] == code):
            yield day, _letting_in(person, by)
        for number in (each for each in self.numbers if each["council"] == code):
            yield today - timedelta(days=1), _asking(number)


def _naming(line: Mapping[str, str], council: Callable[[], Council], by: Callable[[], User]) -> Callable[[], object]:
    return lambda: portal.set_helpline(
        council=council(), team=line["team"], phone=line["phone"], hours=line["hours"], by=by()
    )


def _letting_in(person: Mapping[str, Any], by: Callable[[], User]) -> Callable[[], object]:
    def let_in() -> None:
        for name in person["locations"]:
            here = scoped(get_viewer(by())).get(name=name)
            portal.give_access(location_id=here.pk, email=person["email"], title=person["title"], by=by())

    return let_in


def _asking(number: Mapping[str, str]) -> Callable[[], object]:
    def ask() -> None:
        by = User.objects.get(email=number["by"])
        (place,) = [each for each in portal.list_places(by.email) if each.name == number["location"]]
        kept = Contact.objects.get(location_id=place.location_id, purpose=number["purpose"], until__isnull=True)
        entry = ContactEntry(
            ContactPurpose(number["purpose"]), kept.title, kept.name or "", number["phone"], kept.email or ""
        )
        portal.correct_own_contact(place=place, entry=entry, opens_portal=True, by=by)

    return ask
