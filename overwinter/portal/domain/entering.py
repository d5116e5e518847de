"""Coming in by a link: secrets that are not kept, codes for devices that are not known, and when each ends."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from overwinter.kernel.threshold import Limits
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.kernel.words import counted

CODE_DIGITS = 6
ASKED_WITHIN, ASKED_OFTEN = timedelta(days=1), timedelta(minutes=15)
"""For how long it is asked what became of a text message, and for how long in each minute."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How long each thing is good for, and how often it may be tried: the installation's thresholds of the day."""

    link: timedelta
    code: timedelta
    tries: int
    lock: timedelta
    device: timedelta
    session: timedelta
    number: timedelta
    """For how long a new number waits to be confirmed."""
    asked_by_address: int
    asked_by_network: int
    asked_within: timedelta = timedelta(hours=1)

    @classmethod
    def of(cls, limits: Limits) -> "Terms":
        return cls(
            link=timedelta(minutes=limits["portal-link"].count),
            code=timedelta(minutes=limits["portal-code"].count),
            tries=limits["portal-code-tries"].count,
            lock=timedelta(hours=limits["portal-lock"].count),
            device=timedelta(days=limits["portal-device"].count),
            session=timedelta(hours=limits["portal-session"].count),
            number=timedelta(days=limits["portal-number"].count),
            asked_by_address=limits["portal-links-address"].count,
            asked_by_network=limits["portal-links-network"].count,
        )


@dataclass(frozen=True, slots=True)
class Keeping:
    """For how long what opens nothing any more is kept, each from then on."""

    secrets: timedelta
    devices: timedelta
    keys: timedelta

    @classmethod
    def of(cls, limits: Limits) -> "Keeping":
        return cls(
            secrets=timedelta(days=limits["portal-forget-secrets"].count),
            devices=timedelta(days=limits["portal-forget-devices"].count),
            keys=timedelta(days=limits["portal-forget-keys"].count),
        )


# --- links


def new_secret() -> str:
    """What a link or the cookie of a device holds. Too long to guess, so its plain digest gives nothing away."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def may_ask_for_link(*, by_address: int, by_network: int, terms: Terms) -> Verdict:
    """``by_…``: how often a link was asked for within the last hour. Known and unknown addresses hear the same."""
    if by_address >= terms.asked_by_address:
        return refused(
            f"A link was asked for this address {counted(by_address, 'time')} in the last hour. Look in the mailbox, "
            "also among unwanted mail, and open the newest. You can ask again in an hour"
        )
    if by_network >= terms.asked_by_network:
        return refused(
            "Too many links were asked for from your connection in the last hour. Try again in an hour, or use another "
            "connection"
        )
    return ALLOWED


@dataclass(frozen=True, slots=True)
class LinkFacts:
    expires_at: datetime
    used_at: datetime | None


def may_use_link(link: LinkFacts | None, now: datetime) -> Verdict:
    if link is None:
        return refused("This link is not one of ours. It may have been cut in two: open it from the mail again.")
    if link.used_at is not None:
        return refused("This link has been used. Each works once: ask for a new one.")
    if link.expires_at <= now:
        return refused("This link is too old. Ask for a new one, and use it soon.")
    return ALLOWED


# --- codes


def new_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def tidy_code(typed: str) -> str:
    """ "123 456" and "123-456" are one code."""
    return re.sub(r"[\s\-–]", "", typed)


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong codes since the last right one, or since an officer gave one."""

    wrong: int = 0
    last_at: datetime | None = None


def may_try_code(tries: Tries, now: datetime, terms: Terms) -> Verdict:
    is_over = tries.last_at is None or tries.last_at + terms.lock <= now
    if tries.wrong < terms.tries or is_over:
        return ALLOWED
    return refused(
        f"{counted(tries.wrong, 'wrong code')} were entered, so signing in is locked. Ring the council: an officer "
        "rings you back at the number it has for your home, and reads out a code that opens it again"
    )


def may_send_code(sent: int, failed: int, terms: Terms) -> Verdict:
    """``sent`` and ``failed``: text messages with codes that would still open the door."""
    if sent + failed < terms.tries:
        return ALLOWED
    minutes = counted(int(terms.code.total_seconds() // 60), "minute")
    if sent:
        return refused(f"{counted(sent, 'code was', 'codes were')} sent to you. Use the newest, or wait {minutes}")
    return refused(
        f"No text message went in {counted(failed, 'try', 'tries')}. Wait {minutes}, or have a code read out"
    )


def after_wrong_code(tries: Tries, now: datetime, terms: Terms) -> Tries:
    """Counts anew once a lock has ended by itself."""
    is_over = tries.last_at is not None and tries.last_at + terms.lock <= now
    return Tries(1 if is_over else tries.wrong + 1, now)


# --- devices


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    known_until: datetime
    forgotten_at: datetime | None


def is_known(device: DeviceFacts | None, now: datetime) -> bool:
    """Whether no second factor is asked for on it."""
    return device is not None and device.forgotten_at is None and device.known_until > now


_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "Chromebook"),
    ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
_BROWSERS = (
    ("Edg", "Edge"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip


def device_label(user_agent: str) -> str:
    """What its owner calls it: "Safari on iPhone". Order decides, since browsers name each other."""
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    return " on ".join(part for part in (browser, system) if part) or "Unknown device"


def masked(mobile: str) -> str:
    """Enough for its owner to know it, and no more: "the number that ends in 042"."""
    return f"the number that ends in {mobile[-3:]}"


def is_asked_now(sent_at: datetime, now: datetime) -> bool:
    """Whether what became of a text message is asked in this minute: in each at first, later once an hour."""
    return now - sent_at < ASKED_OFTEN or now.minute == 0
