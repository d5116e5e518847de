"""All that was said with one location, by anyone, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page

from overwinter.casework.models import ContactMade
from overwinter.casework.pages import words
from overwinter.casework.pages.concern import contact_words
from overwinter.casework.pages.shown import crumbs_of_location
from overwinter.design.parts import Event, Link
from overwinter.kernel.words import counted


@dataclass(frozen=True)
class LogPage:
    location_id: int
    name: str
    contacts: "Page[ContactMade]"
    today: date

    @property
    def title(self) -> str:
        return f"Calls and visits: {self.name}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return crumbs_of_location(self.location_id, self.name)

    @property
    def lede(self) -> str:
        total = self.contacts.paginator.count
        if not total:
            return "Nobody has logged a call, an email or a visit yet."
        newest = next(iter(self.contacts.object_list), None)
        last = words.last_call(newest, self.today) if newest is not None and self.contacts.number == 1 else ""
        return f"{counted(total, 'contact')} by any team. {last}".strip()

    @property
    def events(self) -> tuple[Event, ...]:
        return contact_events(tuple(self.contacts.object_list), self.today)


def contact_events(contacts: Sequence[ContactMade], today: date) -> tuple[Event, ...]:
    """With what they said, in their words."""
    return tuple(
        Event(words.when(each.at, today), contact_words(each), each.by_as, each.said or "") for each in contacts
    )
