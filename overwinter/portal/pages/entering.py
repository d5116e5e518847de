"""What the pages of signing in say."""

from datetime import datetime
from typing import Any

from overwinter.accounts.api import User
from overwinter.kernel.words import counted
from overwinter.portal import queries
from overwinter.portal.domain.entering import Terms, digest_of, may_use_link
from overwinter.portal.forms import AddressForm, CodeForm
from overwinter.portal.models import Helpline, SignInLink

PLACE = "Provider returns"


def digest(token: str) -> str:
    return digest_of(token)


def sign_in(form: AddressForm) -> dict[str, Any]:
    return {
        "title": "Sign in to make your return", "place": PLACE, "form": form,
        "lede": "Enter the email address that the council has for you. We send a link to it: you need no password.",
    }  # fmt: skip


def sent(terms: Terms) -> dict[str, Any]:
    minutes = int(terms.link.total_seconds() // 60)
    return {
        "title": "Look in your mailbox", "place": PLACE,
        "lede": "If the council has this address for a care provider, a link is on its way to it. It works once, for "
        f"{counted(minutes, 'minute')}.",
    }  # fmt: skip


def link(found: SignInLink | None, now: datetime) -> dict[str, Any]:
    verdict = may_use_link(found.facts if found is not None else None, now)
    if not verdict:
        return refused_link(verdict.reason)
    return {"title": "Sign in", "place": PLACE, "opens": True, "lede": "Press the button to sign in on this device."}


def refused_link(reason: str) -> dict[str, Any]:
    return {"title": "This link does not sign you in", "place": PLACE, "opens": False, "lede": reason}


def code(form: CodeForm, user: User, to: str) -> dict[str, Any]:
    """``to``: where a text message went; empty where an officer must read a code out."""
    places = queries.list_places(user.email)
    helpline = queries.find_helpline(places[0].council_id) if places else None
    sent_words = f"We sent six digits by text message to {to}. Enter them here: this device is new to us."
    ring_words = (
        f"This device is new to us, and we could send no text message. {ring(helpline)} They ring you back at the "
        "number they have for your home, and read out six digits. Leave this page open."
    )
    return {
        "title": "Enter your code", "place": PLACE, "form": form, "lede": sent_words if to else ring_words,
        "was_sent": bool(to), "helpline": helpline,
    }  # fmt: skip


def ring(helpline: Helpline | None) -> str:
    """A whole sentence: whom to ring, and when."""
    if helpline is None:
        return "Ring the contracts team of your council."
    hours = f", {helpline.hours}" if helpline.hours else ""
    return f"Ring {helpline.team}, {helpline.phone}{hours}."
