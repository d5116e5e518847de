"""How a change is sent: whereto it may go, how it is signed, when it is tried again and when no more."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from overwinter.kernel.verdict import ALLOWED, Verdict, refused

FIRST_WAIT = timedelta(minutes=1)
LONGER_BY = 4
"""Each wait is so many times the one before: 1, 4 and 16 minutes, 1, 4 and 17 hours."""


class State(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given up"


def may_send_to(url: str, *, private: bool) -> Verdict:
    """``private`` is for development: this machine and its network, and without TLS."""
    whole = refused("Give a whole address that begins with https://, as the other program’s makers told you.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return whole
    if parts.scheme not in (("https", "http") if private else ("https",)) or not host or port == 0:
        return whole
    if any(sign.isspace() or not sign.isprintable() for sign in url) or parts.username or parts.fragment:
        return refused("The address must hold no blank, no name with a password, and nothing after a #.")
    return (
        ALLOWED
        if private or not _is_inside(host)
        else refused("This is an address inside a network. Only addresses of the internet are sent to.")
    )


def _is_inside(host: str) -> bool:
    """What can be seen from the name alone; what the name means is looked at each time something is sent."""
    if (
        host == "localhost"
        or host.endswith((".localhost", ".local", ".internal"))
        or ("." not in host.strip("[]") and ":" not in host)
    ):
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False


def make_secret() -> str:
    """As Standard Webhooks has it: whsec_ and 32 bytes of chance."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def sign(secret: str, *, id: str, at: int, body: str) -> Mapping[str, str]:
    """The headers by which the receiver knows that it was us, and now (Standard Webhooks, version 1)."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{id}.{at}.{body}".encode(), hashlib.sha256).digest()
    signature = base64.b64encode(digest).decode()
    return {"webhook-id": id, "webhook-timestamp": str(at), "webhook-signature": f"v1,{signature}"}


def next_try(attempts: int, *, most: int, now: datetime) -> datetime | None:
    """After so many attempts that failed; None: it is given up."""
    return now + FIRST_WAIT * LONGER_BY ** (attempts - 1) if attempts < most else None


def is_good(status: int) -> bool:
    return 200 <= status < 300


def why_failed(status: int) -> str:
    if 300 <= status < 400:
        return f"It answered {status}: it has moved. Enter the address it moved to."
    if status == GONE:
        return "It answered 410: it is gone and wants to be told no more."
    return f"It answered {status}."


GONE = 410
