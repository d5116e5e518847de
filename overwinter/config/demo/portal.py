"""Who comes into the provider portal of the demo, through the actions officers use."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from overwinter.accounts.api import DemoAccount, User
from overwinter.organisations.api import Council, get_viewer
from overwinter.portal import api as portal
from overwinter.providers.api import scoped

Event = tuple[date, Callable[[], object]]


@dataclass(frozen=True)
class PortalScript:
    helplines: list[Mapping[str, str]]
    people: list[Mapping[str, str]]

    @classmethod
    def load(cls, catalogue: Path) -> "PortalScript":
        data: dict[str, Any] = tomllib.loads((catalogue / "demo" / "portal.toml").read_text())
        return cls(data["helpline"], data["person"])

    def accounts(self, councils: Mapping[str, str]) -> list[DemoAccount]:
        """``councils``: their names by their codes. These people have no password: one click is their link."""
        return [
            DemoAccount(
                each["email"], councils[each["council"]], f"{each['title']}, {each['location']}",
                "Makes the returns of one home, as on a phone. Comes in by a link, so has no password.",
            )
            for each in self.people
        ]  # fmt: skip

    def events(self, code: str, day: date, council: Callable[[], Council], by: Callable[[], User]) -> Iterator[Event]:
        """On ``day``, when the council's locations are there. The council and its officer are asked for then."""
        for line in (each for each in self.helplines if each["council"] == code):
            yield day, _naming(line, council, by)
        for person in (each for each in self.people if each["council"] == code):
            yield day, _letting_in(person, by)


def _naming(line: Mapping[str, str], council: Callable[[], Council], by: Callable[[], User]) -> Callable[[], object]:
    return lambda: portal.set_helpline(
        council=council(), team=line["team"], phone=line["phone"], hours=line["hours"], by=by()
    )


def _letting_in(person: Mapping[str, str], by: Callable[[], User]) -> Callable[[], object]:
    def let_in() -> None:
        here = scoped(get_viewer(by())).get(name=person["location"])
        portal.give_access(location_id=here.pk, email=person["email"], title=person["title"], by=by())

    return let_in
