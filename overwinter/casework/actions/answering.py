"""What a provider answers in the portal to what it was asked: a contact about the concern, which waits to be read."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.casework.actions.contacts import note_said_read
from overwinter.casework.actions.raising import raise_many
from overwinter.casework.domain import rules
from overwinter.casework.domain.kinds import Channel, EventKind, Reached
from overwinter.casework.domain.sightings import Sighting
from overwinter.casework.keeping import tell
from overwinter.casework.models import Concern, ContactConcern, ContactMade
from overwinter.casework.queries.contacts import list_answers
from overwinter.casework.recording import Actor, hold_concern
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council, hold_council
from overwinter.providers.api import Location


@transaction.atomic
def take_answer(
    *, location: Location, about: int | Sighting, said: str, title: str, page_key: UUID, by: User,
    now: datetime | None = None,
) -> ContactMade:  # fmt: skip
    """``about``: the concern that was asked about, or what becomes one with the answer. ``title``: as what they act at
    the location. The same words sent twice from one page arrive once.

    The caller has seen that the location is theirs. An answer that comes after the concern was closed is kept with it
    and waits to be read as any other does: it opens nothing again.
    """
    rules.may_answer(said=said).require()
    hold_council(location.council_id)
    before = _from_page(location, page_key, said)
    if before is not None:
        return before
    actor = Actor(by, None, get_council(location.council_id), title, now or clock.now())
    if isinstance(about, Sighting):
        about = raise_many(council_id=location.council_id, sightings=[about], now=actor.at).ids[about.key]
    found = Concern.objects.select_for_update(of=("self",)).filter(pk=about, location=location)
    concern = found.filter(council_id=location.council_id).first()
    if concern is None:
        raise Refused("The council does not ask this of you any more. Ring it, if you want to tell it something.")
    contact = ContactMade.objects.create(
        council_id=location.council_id, location=location, at=actor.at, channel=Channel.PORTAL.value,
        reached=Reached.WROTE.value, spoke_with=title[:120], said=said.strip(), by=by, by_as=title[:200],
        team=concern.team, page_key=page_key,
    )  # fmt: skip
    ContactConcern.objects.create(contact=contact, concern=concern)
    concern.answered_at, concern.ring_again_on = actor.at, None
    concern.first_reached_at = concern.first_reached_at or actor.at
    concern.save(update_fields=["answered_at", "ring_again_on", "first_reached_at"])
    actor.note("ask answered", contact, location=location.pk, concerns=[concern.pk])
    return contact


def _from_page(location: Location, page_key: UUID, said: str) -> ContactMade | None:
    """The answer in these words that came from the page before."""
    sent = ContactMade.objects.filter(page_key=page_key, location=location).order_by("id")
    return next((each for each in sent if each.said == said.strip()), None)


@transaction.atomic
def mark_read(*, concern_id: int, words: str, by: User) -> Concern:
    """Somebody has read what the provider answered, and it needs nothing more just now."""
    concern, actor = hold_concern(concern_id, by)
    if concern.answered_at is None:
        raise Refused("No answer waits to be read. Look at the concern again.")
    concern.answered_at = None
    concern.save(update_fields=["answered_at"])
    tell(concern, actor, EventKind.READ, "", words)
    return concern


def read_answers(*, location: Location, by: User, **of_concern: object) -> list[ContactMade]:
    """What the provider answered about the concerns told by ``of_concern``, the newest first. What was said may name
    people: whoever is shown it is written down."""
    found = list_answers(location.pk, **of_concern)
    if found:
        note_said_read(council=get_council(location.council_id), subject=location, by=by)
    return found
