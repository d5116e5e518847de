"""What the pages of a new number for codes say, to the manager and to the officer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from overwinter.design.parts import Link
from overwinter.kernel.days import full_day
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.forms import CodeForm, DecideNumberForm
from overwinter.portal.models import Helpline
from overwinter.portal.numbers import WaitingNumber
from overwinter.portal.pages.entering import ring
from overwinter.portal.pages.history import crumbs
from overwinter.providers.api import Location


def number(
    found: OwnPlace, waits: WaitingNumber, form: CodeForm, helpline: Helpline | None, now: datetime
) -> dict[str, Any]:
    went = bool(waits.codes) and not waits.undelivered and waits.code_until is not None and waits.code_until > now
    return {
        "title": "Confirm the new number", "place": found.name, "own": found, "helpline": helpline, "form": form,
        "waits": waits, "went": went, "lede": _lede(waits, went=went), "by_officer": _by_officer(waits, helpline),
        "breadcrumbs": crumbs(
            found, Link("Whom the council rings", reverse("portal:contacts", args=[found.location_id]))
        ),
    }  # fmt: skip


def _lede(waits: WaitingNumber, *, went: bool) -> str:
    """What was done, and what holds until it is confirmed."""
    stands = f"Until it is confirmed, codes go on to {waits.old}." if waits.old else "Until then nothing changes."
    if went:
        return (
            f"We sent six digits to {waits.old}. Enter them here, and {waits.new or 'the change'} holds at once. "
            + stands
        )
    if waits.undelivered:
        return f"We could send no text message to {waits.old}. {stands}"
    if waits.codes:
        return f"The code that went to {waits.old} is too old. {stands}"
    return f"Codes to sign in go to this number, so the council must confirm it. {stands}"


def _by_officer(waits: WaitingNumber, helpline: Helpline | None) -> str:
    lead = "No longer at hand? " if waits.old else ""
    return (
        f"{lead}{ring(helpline)} An officer rings you back at the number they have for your home and confirms it. It "
        f"waits until {full_day(waits.ends_on)}."
    )


def said(waits: WaitingNumber) -> str:
    """Beside the contact, in the portal."""
    return f"A new number, {waits.new or 'none'}, waits to be confirmed until {full_day(waits.ends_on)}."


# --- officers


def officer_crumbs(location: Location, *, access: bool = False) -> tuple[Link, ...]:
    """``access``: whether the page stands under the one of who comes in."""
    here = Link(location.name, reverse("providers:location", args=[location.pk]))
    return (here, Link("Who makes its returns", reverse("portal:access", args=[location.pk]))) if access else (here,)


def rows(location: Location, waiting: Sequence[WaitingNumber]) -> list[tuple[str, Link]]:
    return [
        (
            f"{each.purpose.label}, {each.email}: asked for on {full_day(each.asked_on)}.",
            Link(
                "Confirm or refuse the new number", reverse("portal:decide-number", args=[location.pk, each.asked_id])
            ),
        )
        for each in waiting
    ]


def decide(location: Location, waits: WaitingNumber, form: DecideNumberForm) -> dict[str, Any]:
    return {
        "title": "A new number for codes", "place": location.name, "location": location, "form": form, "waits": waits,
        "lede": "Ring the home yourself at the number below, and ask whether they want this. Whoever can read the "
        "mailbox may have asked, to lead the codes to a phone of their own.",
        "facts": _facts(waits), "phone": location.phone, "breadcrumbs": officer_crumbs(location, access=True),
    }  # fmt: skip


def _facts(waits: WaitingNumber) -> list[tuple[str, str]]:
    new = waits.new or "none: an officer reads codes out"
    if waits.new and not waits.new_gets_codes:
        new = f"{waits.new}, which gets no text messages: an officer reads codes out"
    return [
        ("Whose codes", f"{waits.purpose.label}, {waits.email}"),
        ("They go to", waits.old or "nobody: an officer reads them out"),
        ("They would go to", new),
        ("Asked by", f"{waits.asked_by}, on {full_day(waits.asked_on)}"),
        ("Waits until", full_day(waits.ends_on)),
    ]


def decided(waits: WaitingNumber, *, take: bool) -> str:
    if take:
        return f"Codes of {waits.email} go to the new number from now on. They are told by mail."
    return f"Refused. Codes of {waits.email} go where they went. They are told by mail."
