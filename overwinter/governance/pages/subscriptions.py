"""What the page of calendar addresses says and shows."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.timezone import localdate

from overwinter.design.parts import Link
from overwinter.governance.models import Subscription
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted


def breadcrumbs() -> tuple[Link, ...]:
    return (Link("Calendar", reverse("governance:calendar")),)


def lede(found: Sequence[Subscription]) -> str:
    if not found:
        return "No program reads your calendar yet. Make an address, and paste it into yours."
    return f"You have {counted(len(found), 'address', 'addresses')} at which a program reads your calendar."


def lines(found: Sequence[Subscription]) -> tuple[tuple[Subscription, str], ...]:
    return tuple((each, _note(each)) for each in found)


def _note(each: Subscription) -> str:
    shows = "what is yours" if each.only_mine else "everything of the council"
    read = f"last read on {full_day(each.read_on)}" if each.read_on else "not read yet"
    return f"Shows {shows}. Made on {full_day(localdate(each.made_at))}, {read}."
