"""Calls, emails and visits: who was reached, what they said, and what happens next to each concern it was about."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Model

from overwinter.accounts.api import User
from overwinter.casework.domain import rules
from overwinter.casework.domain.kinds import Channel, ConcernState, EventKind, Outcome, Reached, Team
from overwinter.casework.keeping import close_held, hand_to
from overwinter.casework.models import CallHeld, Concern, ConcernEvent, ContactConcern, ContactMade
from overwinter.casework.permissions import may_follow_up, may_ring, teams_of
from overwinter.casework.queries.concerns import visible_concerns
from overwinter.casework.recording import Actor, actor_in
from overwinter.infra import audit
from overwinter.infra.bulk import update_rows
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Council, hold_council
from overwinter.providers.api import Location

ANSWERED = frozenset({Reached.SPOKE, Reached.WROTE})
"""They answered: a service level counts from here."""


@transaction.atomic
def log_contact(
    *, location: Location, concerns: Collection[int], channel: Channel, reached: Reached, by: User,
    spoke_with: str = "", said: str = "", next_step: str = "", ring_again_on: date | None = None,
    closes: Mapping[int, Outcome] | None = None, passes_to: Team | None = None, evidence: str = "",
    now: datetime | None = None,
) -> ContactMade:  # fmt: skip
    """One call may deal with several concerns of a location: it closes those of ``closes`` with their outcomes; the
    others are passed to a team, or wait until ``ring_again_on``. All of it or nothing."""
    actor = _caller(location, by, now)
    ends = dict(closes or {})
    about = _held(location, [*concerns, *(pk for pk in ends if pk not in concerns)])
    for concern in about:
        if actor.viewer is not None:
            may_follow_up(actor.viewer, concern).require()
    rules.may_log(
        concerns=[each.pk for each in about], spoke=reached is Reached.SPOKE, said=said, closes=len(ends),
        ring_again=ring_again_on is not None, passes=passes_to is not None,
    ).require()  # fmt: skip
    _require_ahead(ring_again_on, actor)
    teams = teams_of(actor.viewer, location.council_id) if actor.viewer is not None else ()
    contact = ContactMade.objects.create(
        council_id=location.council_id, location=location, at=actor.at, channel=channel.value, reached=reached.value,
        spoke_with=spoke_with.strip()[:120], said=said.strip() or None, next_step=next_step.strip()[:300],
        ring_again_on=ring_again_on, by=by, by_as=actor.name, team=(teams[0] if teams else Team.CONTRACTS).value,
    )  # fmt: skip
    ContactConcern.objects.bulk_create(ContactConcern(contact=contact, concern=each) for each in about)
    for concern in about:
        if reached in ANSWERED and concern.first_reached_at is None:
            concern.first_reached_at = actor.at
        if reached in ANSWERED:
            concern.answered_at = None
        concern.ring_again_on = ring_again_on
    update_rows(about, ["first_reached_at", "ring_again_on", "answered_at"])
    for concern in about:
        if concern.pk in ends:
            close_held(concern, actor, ends[concern.pk], next_step, evidence)
        elif passes_to is not None:
            hand_to(concern, passes_to, actor, next_step)
    CallHeld.objects.filter(location=location, by=by).delete()
    actor.note("contact logged", contact, location=location.pk, concerns=[each.pk for each in about])
    return contact


@transaction.atomic
def skip_call(*, location: Location, why: str, until: date, by: User, now: datetime | None = None) -> int:
    """Leave a location for a later day; each of its concerns that was to be rung about says why. How many."""
    actor = _caller(location, by, now)
    if not why.strip():
        raise Refused("Say why it is not rung now. Whoever rings later reads it.")
    if until <= actor.day:
        raise Refused("Give a day after today on which to ring. Until then it is off the list.")
    seen = visible_concerns(actor.viewer) if actor.viewer is not None else Concern.objects.all()
    about = list(seen.select_for_update().filter(location=location, state=ConcernState.OPEN.value).order_by("id"))
    for concern in about:
        concern.ring_again_on = max(until, concern.ring_again_on or until)
    update_rows(about, ["ring_again_on"])
    words = f"Until {full_day(until)}. {why.strip().rstrip('.')}."
    ConcernEvent.objects.bulk_create(actor.event(each, EventKind.SKIPPED, words) for each in about)
    CallHeld.objects.filter(location=location, by=by).delete()
    actor.note("call skipped", location, concerns=[each.pk for each in about])
    return len(about)


@transaction.atomic
def hold_call(*, location: Location, by: User, now: datetime | None = None) -> CallHeld:
    """Say to the others that this person rings the location now. They hold no other. Where somebody else holds it
    already, be it since a moment ago, that stays and is the answer: of two who open it at once, one is told."""
    actor = _caller(location, by, now)
    CallHeld.objects.filter(by=by).exclude(location=location).delete()
    mine = {"by": by, "by_as": actor.name, "since": actor.at}
    held, is_new = CallHeld.objects.select_for_update().get_or_create(location=location, defaults=mine)
    stale = held.since <= actor.at - timedelta(minutes=actor.limits["call-held"].count)
    if not is_new and held.by_id != by.pk and not stale:
        return held
    held.by, held.by_as, held.since = by, actor.name, actor.at
    held.save()
    actor.note("call form opened", location)
    return held


def _caller(location: Location, by: User, now: datetime | None) -> Actor:
    hold_council(location.council_id)
    actor = actor_in(location.council_id, by, now)
    if actor.viewer is not None:
        may_ring(actor.viewer, council_id=location.council_id).require()
    return actor


def _held(location: Location, ids: Collection[int]) -> list[Concern]:
    """The open concerns with these ids, in their order; each must be about the location."""
    found = Concern.objects.select_for_update().filter(pk__in=ids, location=location, state=ConcernState.OPEN.value)
    by_id = {concern.pk: concern for concern in found.order_by("id")}
    if by_id.keys() != set(ids):
        raise Refused("One of these concerns was closed since the form was opened. What you wrote is kept; look again.")
    return [by_id[pk] for pk in dict.fromkeys(ids)]


def _require_ahead(day: date | None, actor: Actor) -> None:
    if day is not None and day < actor.day:
        raise Refused(f"{full_day(day)} has passed. Give a day from today on to ring again.")


def note_said_read(*, council: Council, subject: Model, by: User) -> None:
    """What was said on calls may name people: whoever is shown it is written down."""
    audit.record_alone("what was said read", by=by, subject=subject, chain=council.code)
