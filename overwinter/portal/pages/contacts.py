"""What the pages of a service's contacts say."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from overwinter.design.parts import Link
from overwinter.kernel.days import full_day
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.forms import ContactForm
from overwinter.portal.models import Helpline
from overwinter.portal.numbers import WaitingNumber
from overwinter.portal.pages.history import crumbs
from overwinter.portal.pages.numbers import said
from overwinter.portal.queries import SIGN_IN_BY
from overwinter.providers.api import Contact, ContactEntry, ContactPurpose


def contacts(
    found: OwnPlace, kept: Mapping[ContactPurpose, Contact], waiting: Mapping[ContactPurpose, WaitingNumber],
    helpline: Helpline | None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "title": "Whom the council rings", "place": found.name, "own": found, "helpline": helpline,
        "lede": "What the council has for you. Put right what is wrong: it sees the change, and that it came from you.",
        "rows": [(each, kept.get(each), _said(kept.get(each)), _url(found, each), _waits(found, waiting.get(each)))
                 for each in ContactPurpose],
        "breadcrumbs": crumbs(found),
    }  # fmt: skip


def _url(found: OwnPlace, purpose: ContactPurpose) -> str:
    return reverse("portal:contact", args=[found.location_id, purpose.value])


def _waits(found: OwnPlace, waits: WaitingNumber | None) -> tuple[str, str] | None:
    """The words, and where it is confirmed."""
    return (said(waits), f"{_url(found, waits.purpose)}number/") if waits is not None else None


def _said(contact: Contact | None) -> str:
    if contact is None:
        return "Nobody is named."
    parts = [contact.title, contact.name, contact.phone, contact.email, contact.note]
    return ", ".join(part for part in parts if part) + f". Since {full_day(contact.since)}."


def values_of(contact: Contact | None) -> dict[str, str]:
    if contact is None:
        return {}
    return {name: getattr(contact, name) or "" for name in ("title", "name", "phone", "email", "note")}


def entry_of(purpose: ContactPurpose, given: Mapping[str, str], kept: Contact | None) -> ContactEntry:
    """What was typed; the address stays as it was where there is no box for it, and so do days away."""
    return ContactEntry(
        purpose, given["title"], given["name"], given["phone"],
        given.get("email", values_of(kept).get("email", "")), given["note"],
        kept.away_from if kept is not None else None, kept.away_until if kept is not None else None,
    )  # fmt: skip


def correct(
    found: OwnPlace, purpose: ContactPurpose, kept: Contact | None, form: ContactForm, helpline: Helpline | None
) -> dict[str, Any]:
    opens = purpose in SIGN_IN_BY
    has_address = kept is not None and bool(kept.email)
    address = f"The address, {kept.email}," if kept is not None and has_address else "An address here"
    number = (
        " Codes to sign in go to this number where it is a mobile, so a new one must be confirmed: by a code to the "
        "number of before, or by an officer who rings you."
    )
    return {
        "title": purpose.label, "place": found.name, "own": found, "helpline": helpline, "form": form,
        "lede": "Who it was before stays on the council’s record.",
        "address": f"{address} opens the portal, so only the council changes it.{number if has_address else ''}"
        if opens else "",
        "breadcrumbs": crumbs(found, Link("Whom the council rings", f"{crumbs(found)[0].url}contacts/")),
    }  # fmt: skip
