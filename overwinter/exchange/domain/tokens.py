"""A token: what a service shows to be let in. It is known by its beginning, kept as a digest, and ends by itself."""

import hashlib
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from overwinter.exchange.domain.scopes import AnyScope
from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Threshold
from overwinter.kernel.verdict import ALLOWED, Verdict, refused

PREFIX_LENGTH = 8
_SHAPE = re.compile(r"ow_[a-z2-7]{8}_[A-Za-z0-9_-]{43}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True, slots=True)
class Made:
    """A token as it is shown, once, and what is kept of it."""

    text: str
    prefix: str
    digest: str


def make_token() -> Made:
    prefix = "".join(secrets.choice(_LETTERS) for _ in range(PREFIX_LENGTH))
    text = f"ow_{prefix}_{secrets.token_urlsafe(32)}"
    return Made(text, prefix, digest_of(text))


def digest_of(text: str) -> str:
    """SHA-256 is enough: the secret is 256 bits of chance, which nobody tries out."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_token(text: str) -> bool:
    return _SHAPE.fullmatch(text) is not None


def may_make(*, name: str, scopes: Collection[AnyScope], expires_on: date, today: date, longest: Threshold) -> Verdict:
    if not name.strip():
        return refused("Give the service a name. It is shown in the history of everything it changes.")
    if not scopes:
        return refused("Choose at least one thing the token may do.")
    if expires_on <= today:
        return refused("Choose a day after today on which the token ends.")
    last = today + timedelta(days=longest.days)
    if expires_on > last:
        return refused(f"Choose a day up to {full_day(last)}: a token is good for at most {longest.said}.")
    return ALLOWED


def may_use(*, expires_on: date, withdrawn_at: datetime | None, today: date) -> Verdict:
    """Its last day is the one on which it expires."""
    if withdrawn_at is not None:
        return refused("This token has been withdrawn. Ask the council’s administrator for another.")
    if today > expires_on:
        return refused(f"This token ended on {full_day(expires_on)}. Ask the council’s administrator for another.")
    return ALLOWED
