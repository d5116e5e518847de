"""A manager puts a contact right. Where codes go to its number, another number waits until it is confirmed."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock, keyed, mail, texts
from overwinter.infra.jobs import enqueue
from overwinter.kernel.phones import mobile_of
from overwinter.kernel.verdict import ALLOWED, Refused, Verdict
from overwinter.portal import numbers, queries
from overwinter.portal.actions.entering import count_wrong, forgive
from overwinter.portal.domain.entering import may_try_code, new_code, tidy_code
from overwinter.portal.domain.numbers import (
    NumberEnd,
    may_ask_for_number,
    may_decide_number,
    may_send_number_code,
)
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.models import CodeTries, NumberAsked
from overwinter.providers.api import (
    Contact,
    ContactEntry,
    ContactPurpose,
    Location,
    ProviderAccess,
    changes_codes,
    correct_contact,
    set_contact,
)

CODE = "code for a new number"
TELL = "overwinter.portal.jobs.tell_of_number"


@transaction.atomic
def correct_own_contact(*, place: OwnPlace, entry: ContactEntry, opens_portal: bool, by: User) -> NumberAsked | None:
    """What was typed holds at once, all but a number to which codes go: that one is returned, and waits. Raises
    Refused."""
    Location.objects.select_for_update(no_key=True).get(pk=place.location_id)
    kept = queries.list_contacts(place).get(entry.purpose)
    number = kept.phone or "" if kept is not None else ""
    waits = opens_portal and kept is not None and changes_codes(kept.email or "", number, entry.phone)
    saved = replace(entry, phone=number) if waits else entry
    contact = kept
    if kept is None or saved != _entry_of(kept):
        contact = correct_contact(location_id=place.location_id, entry=saved, opens_portal=opens_portal, by=by)
        if kept is not None:
            NumberAsked.objects.filter(contact=kept, end="").update(contact=contact)
    return _ask(place, contact, entry.phone, by) if waits and contact is not None else None


def _entry_of(kept: Contact) -> ContactEntry:
    return ContactEntry(
        ContactPurpose(kept.purpose), kept.title, kept.name or "", kept.phone or "", kept.email or "", kept.note,
        kept.away_from, kept.away_until,
    )  # fmt: skip


def _ask(place: OwnPlace, contact: Contact, phone: str, by: User) -> NumberAsked:
    now, terms = clock.now(), queries.get_terms()
    may_ask_for_number(numbers.count_numbers(place, since=now - timedelta(days=1)), terms).require()
    for before in NumberAsked.objects.select_related("contact").filter(contact=contact, end=""):
        _end(before, NumberEnd.WITHDRAWN, by)
    asked = NumberAsked.objects.create(
        contact=contact, phone=phone.strip(), asked_by=by, asked_at=now, ends_at=now + terms.number
    )
    details = {"purpose": contact.purpose, "location": place.location_id}
    audit.record("new number for codes asked for", by=by, subject=asked, chain=place.council_code, details=details)
    enqueue(TELL, asked.pk)
    return asked


def send_number_code(*, asked_id: int, place: OwnPlace, by: User) -> None:
    """A code to the number of before, where text messages reach it. Raises Refused."""
    terms, now = queries.get_terms(), clock.now()
    with transaction.atomic():
        asked = _waiting(asked_id, place)
        may_try_code(queries.get_tries(by.pk), now, terms).require()
        may_send_number_code(asked.facts_on(clock.today()), terms).require()
        old = mobile_of(asked.contact.phone or "")
        if not old or not queries.carries_texts(place):
            return
        code = new_code()
        asked.code_digest, asked.code_until = _digest(code, asked), now + terms.code
        asked.codes, asked.undelivered, asked.message_id = asked.codes + 1, "", ""
        asked.save(update_fields=["code_digest", "code_until", "codes", "undelivered", "message_id"])
        audit.record("code for a new number made", by=by, subject=asked, chain=place.council_code)
    words = (
        f"{code} confirms that codes for {place.name}, {place.council}, no longer come to this number. Did you not ask "
        "for that? Then tell nobody the code, and ring the council."
    )
    try:
        message_id = texts.send(number=old, words=words)
    except (mail.NotSent, mail.Unsure) as problem:
        NumberAsked.objects.filter(pk=asked.pk).update(undelivered=str(problem)[:300])
    else:
        NumberAsked.objects.filter(pk=asked.pk).update(message_id=message_id)


def take_by_code(*, asked_id: int, place: OwnPlace, typed: str, by: User) -> Verdict:
    """The number holds from now on if the code is the one the old number got. A wrong one counts towards the lock.
    Raises Refused where nothing waits."""
    now = clock.now()
    with transaction.atomic():
        Location.objects.select_for_update(no_key=True).get(pk=place.location_id)
        asked = _waiting(asked_id, place)
        counted, _ = CodeTries.objects.select_for_update().get_or_create(user=by)
        allowed = may_try_code(counted.facts, now, queries.get_terms())
        if not allowed:
            return allowed
        in_time = asked.code_until is not None and asked.code_until > now
        if not in_time or asked.code_digest != _digest(tidy_code(typed), asked):
            return count_wrong(counted=counted, by=by)
        forgive(user=by, by=by)
        own = ProviderAccess.objects.filter(user=asked.asked_by, until__isnull=True).order_by("id")
        reached = set(own.values_list("location_id", flat=True))
        for each in (contact for contact in _same_phone(asked) if contact.location_id in reached):
            entry = replace(_entry_of(each), phone=asked.phone or "")
            correct_contact(
                location_id=each.location_id, entry=entry, opens_portal=True, by=asked.asked_by, number_proved=True
            )
        _end(asked, NumberEnd.BY_CODE, by)
        return ALLOWED


@transaction.atomic
def decide_number(*, asked_id: int, place: OwnPlace, take: bool, by: User) -> None:
    """An officer rang the home at the number on record, and says yes or no. Raises Refused."""
    Location.objects.select_for_update(no_key=True).get(pk=place.location_id)
    asked = _waiting(asked_id, place)
    for each in _same_phone(asked) if take else ():
        if each.location.council_id == place.council_id:
            entry = replace(_entry_of(each), phone=asked.phone or "")
            set_contact(location_id=each.location_id, entry=entry, contact_id=each.pk, by=by)
    _end(asked, NumberEnd.BY_OFFICER if take else NumberEnd.REFUSED, by)


@transaction.atomic
def withdraw_number(*, asked_id: int, place: OwnPlace, by: User) -> None:
    """The person leaves the number as it was. Raises Refused."""
    _end(_waiting(asked_id, place), NumberEnd.WITHDRAWN, by)


def _same_phone(asked: NumberAsked) -> list[Contact]:
    """The contact, and those of other purposes and places by which the same address signs in with the same number:
    whoever answers for three homes has one phone."""
    old = mobile_of(asked.contact.phone or "")
    others = queries.contacts_of(asked.contact.email or "", clock.today()).exclude(pk=asked.contact_id)
    rows = others.select_related("location").order_by("id") if old else ()
    return [asked.contact, *(row for row in rows if mobile_of(row.phone or "") == old)]


def _waiting(asked_id: int, place: OwnPlace) -> NumberAsked:
    rows = NumberAsked.objects.select_for_update(of=("self",)).select_related("contact__location", "asked_by")
    asked = rows.filter(pk=asked_id, contact__location_id=place.location_id).first()
    may_decide_number(asked.facts_on(clock.today()) if asked is not None else None, clock.now()).require()
    if asked is None:
        raise Refused("No new number waits here any more.")
    return asked


def _end(asked: NumberAsked, end: NumberEnd, by: User) -> None:
    asked.end, asked.ended_at, asked.ended_by = end.value, clock.now(), by
    asked.phone, asked.code_digest, asked.code_until = None, "", None
    asked.save(update_fields=["end", "ended_at", "ended_by", "phone", "code_digest", "code_until"])
    location = Location.objects.select_related("council").get(pk=asked.contact.location_id)
    verb = f"new number for codes: {end.value}"
    audit.record(verb, by=by, subject=asked, chain=location.council.code, details={"location": location.pk})
    if end is not NumberEnd.WITHDRAWN:
        enqueue(TELL, asked.pk)


def _digest(code: str, asked: NumberAsked) -> str:
    return keyed.digest(f"{asked.pk}:{code}", purpose=CODE)
