"""What the pages of signing in say."""

from datetime import datetime
from typing import Any

from overwinter.accounts.api import User
from overwinter.kernel.words import counted
from overwinter.portal import queries
from overwinter.portal.actions.entering import CodeSent, CodeState
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


def code(form: CodeForm, user: User, made: CodeSent) -> dict[str, Any]:
    """Whatever became of the text message, the box for a code is there, and whom to ring for one."""
    places = queries.list_places(user.email)
    helpline = queries.find_helpline(places[0].council_id) if places else None
    return {
        "title": "Enter your code", "place": PLACE, "form": form, "lede": _code_lede(made), "helpline": helpline,
        "was_sent": made.state in (CodeState.SENT, CodeState.UNSURE), "again": made.state is not CodeState.NONE,
        "by_officer": f"{_without(made)}{ring(helpline)} {RINGS_BACK}",
    }  # fmt: skip


RINGS_BACK = (
    "They ring you back at the number they have for your home, and read out six digits. Leave this page open and enter "
    "them here."
)


def _code_lede(made: CodeSent) -> str:
    new = "This device is new to us"
    said = {
        CodeState.SENT: f"We sent six digits by text message to {made.to}. Enter them here: this device is new to us.",
        CodeState.UNSURE: f"{new}. We asked for a text message to {made.to}, and do not know whether it went. If it "
        "comes, enter its six digits here.",
        CodeState.FAILED: f"{new}, and just now no text message could be sent to {made.to}.",
        CodeState.NONE: f"{new}, and we have no mobile number for you to send a code to, or send no text messages.",
        CodeState.REFUSED: f"{made.words}.",
    }  # fmt: skip
    return said[made.state]


def _without(made: CodeSent) -> str:
    return {CodeState.SENT: "Not your number, or no signal? ", CodeState.UNSURE: "Nothing comes? "}.get(made.state, "")


def ring(helpline: Helpline | None) -> str:
    """A whole sentence: whom to ring, and when."""
    if helpline is None:
        return "Ring the contracts team of your council."
    hours = f", {helpline.hours}" if helpline.hours else ""
    return f"Ring {helpline.team}, {helpline.phone}{hours}."
