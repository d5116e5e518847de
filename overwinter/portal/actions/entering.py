"""Coming in: a link is used once, a device that is not known asks for a code, and then it is known."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock, keyed, mail, texts
from overwinter.kernel.verdict import Refused, Verdict
from overwinter.portal import queries
from overwinter.portal.domain.entering import (
    Terms,
    Tries,
    after_wrong_code,
    device_label,
    digest_of,
    masked,
    may_send_code,
    may_try_code,
    may_use_link,
    new_code,
    new_secret,
    tidy_code,
)
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.models import CodeTries, KnownDevice, SignInCode, SignInLink

CODE = "code of a sign-in"


@transaction.atomic
def use_link(*, secret: str, by: User | None) -> User:
    """Whose link it is; from now on it is used. Raises Refused. ``by``: nobody is signed in yet."""
    link = SignInLink.objects.select_for_update().filter(digest=digest_of(secret)).first()
    may_use_link(link.facts if link is not None else None, clock.now()).require()
    if link is None or not queries.list_places(link.user.email) or not link.user.is_active:
        raise Refused("Your address is no longer one that the council has for a care provider. Ring the council.")
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    audit.record("sign-in link used", by=link.user if by is None else by, subject=link)
    return link.user


# --- codes


class CodeState(StrEnum):
    """What became of the text message with a code."""

    SENT = "sent"
    UNSURE = "unsure"
    """It may have gone."""
    FAILED = "failed"
    NONE = "none"
    """No mobile number is registered, or no text messages are sent: an officer reads codes out."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CodeSent:
    state: CodeState
    to: str = ""
    """ "the number that ends in 042"."""
    words: str = ""
    """Why none was sent again, for the person; what a carrier said is for officers, and stands with the code."""


def send_code(*, user: User, by: User | None) -> CodeSent:
    """A code by text message to the registered mobile; whatever becomes of it, an officer can read one out."""
    terms, places = queries.get_terms(), queries.list_places(user.email)
    mobiles = queries.list_mobiles(user.email)
    if not mobiles or not places or not queries.carries_texts(places[0]):
        return CodeSent(CodeState.NONE)
    to, allowed = masked(mobiles[0]), may_try_code(queries.get_tries(user.pk), clock.now(), terms)
    if allowed:
        allowed = may_send_code(*queries.count_codes(user.pk, clock.now()), terms)
    if not allowed:
        return CodeSent(CodeState.REFUSED, to, allowed.reason)
    code, made = _make_code(user, terms, given_by=None)
    words = (
        f"{code} is your code for {places[0].council}, provider returns. Nobody will ring you and ask for it. It works "
        f"for {int(terms.code.total_seconds() // 60)} minutes."
    )
    try:
        message_id = texts.send(number=mobiles[0], words=words)
    except mail.NotSent as problem:
        _note_undelivered(made, str(problem), places[0], by)
        return CodeSent(CodeState.FAILED, to)
    except mail.Unsure as problem:
        _note_undelivered(made, str(problem), places[0], by)
        return CodeSent(CodeState.UNSURE, to)
    SignInCode.objects.filter(pk=made.pk).update(message_id=message_id)
    return CodeSent(CodeState.SENT, to)


@transaction.atomic
def _note_undelivered(made: SignInCode, reason: str, place: OwnPlace, by: User | None) -> None:
    made.undelivered = reason[:300]
    made.save(update_fields=["undelivered"])
    details = {"reason": reason, "location": place.location_id}
    audit.record("code did not go", by=by, subject=made, chain=place.council_code, details=details)


@transaction.atomic
def give_code(*, user: User, place: OwnPlace, by: User) -> str:
    """An officer who rang the home reads this code out. It ends a lock: the officer heard who it is."""
    code, _ = _make_code(user, queries.get_terms(), given_by=by)
    forgive(user=user, by=by)
    details = {"location": place.location_id}
    audit.record("code given on the phone", by=by, subject=user, chain=place.council_code, details=details)
    return code


def forgive(*, user: User, by: User) -> None:
    """Wrong codes of before count no more, in the transaction of what shows who it is."""
    if CodeTries.objects.filter(user=user).delete()[0]:
        audit.record("wrong codes forgiven", by=by, subject=user)


def _make_code(user: User, terms: Terms, *, given_by: User | None) -> tuple[str, SignInCode]:
    code, now = new_code(), clock.now()
    with transaction.atomic():
        made = SignInCode.objects.create(
            user=user, digest=_digest(code, user), made_at=now, expires_at=now + terms.code, given_by=given_by
        )
        audit.record("code made", by=given_by or user, subject=made)
    return code, made


def _digest(code: str, user: User) -> str:
    """Keyed, since six digits are soon gone through: without the key the digest says nothing."""
    return keyed.digest(f"{user.pk}:{code}", purpose=CODE)


def try_code(*, typed: str, by: User) -> Verdict:
    """Whether the code is right; then it is used, and so is every other that waits. A wrong one is counted."""
    terms, now = queries.get_terms(), clock.now()
    with transaction.atomic():
        counted, _ = CodeTries.objects.select_for_update().get_or_create(user=by)
        allowed = may_try_code(counted.facts, now, terms)
        if not allowed:
            return allowed
        waiting = queries.list_codes(by.pk, now)
        if waiting.filter(digest=_digest(tidy_code(typed), by)).exists():
            waiting.update(used_at=now)
            counted.delete()
            audit.record("code right", by=by, subject=by)
            return allowed
        return count_wrong(counted=counted, by=by)


def count_wrong(*, counted: CodeTries, by: User) -> Verdict:
    """One more wrong code, in the transaction that holds the count; the refusal says how many tries are left."""
    terms = queries.get_terms()
    tries = after_wrong_code(counted.facts, clock.now(), terms)
    counted.wrong, counted.last_at = tries.wrong, tries.last_at
    counted.save()
    audit.record("code wrong", by=by, subject=by, details={"wrong": tries.wrong})
    return _said_of(tries, terms)


def _said_of(tries: Tries, terms: Terms) -> Verdict:
    locked = may_try_code(tries, tries.last_at or clock.now(), terms)
    left = terms.tries - tries.wrong
    more = "1 more try" if left == 1 else f"{left} more tries"
    return locked if not locked else Verdict(False, f"This code is not right, or too old. You have {more}")


# --- devices


@transaction.atomic
def know_device(*, secret: str, user_agent: str, by: User) -> tuple[KnownDevice, str]:
    """From now on no code is asked for on this device. With the secret for its cookie: the one it had, or a new one."""
    terms, now = queries.get_terms(), clock.now()
    secret = secret or new_secret()
    device, _ = KnownDevice.objects.update_or_create(
        user=by, digest=digest_of(secret),
        defaults={
            "label": device_label(user_agent), "known_since": now, "known_until": now + terms.device, "last_seen": now,
            "forgotten_at": None,
        },
    )  # fmt: skip
    audit.record("device known", by=by, subject=device)
    return device, secret


def see_device(*, device: KnownDevice, by: User) -> None:
    """Signed in on it again. Not audited: signing in is."""
    KnownDevice.objects.filter(pk=device.pk, user=by).update(last_seen=clock.now())


@transaction.atomic
def forget_device(*, device_id: int, by: User) -> bool:
    """The next link opened on it asks for a code, and whoever is signed in on it is signed out."""
    found = KnownDevice.objects.select_for_update().filter(pk=device_id, user=by, forgotten_at__isnull=True).first()
    if found is None:
        return False
    found.forgotten_at = clock.now()
    found.save(update_fields=["forgotten_at"])
    audit.record("device forgotten", by=by, subject=found)
    return True
