"""Raising concerns: one by a person, or what rules saw in thousands of returns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.casework.domain.kinds import ConcernState, EventKind, Outcome, Severity, Team
from overwinter.casework.domain.sightings import Effect, Known, Sighting, effect_of, times_seen
from overwinter.casework.keeping import CLOSING, end, ending
from overwinter.casework.models import Concern, ConcernEvent
from overwinter.casework.permissions import may_raise
from overwinter.casework.recording import Actor, actor_in
from overwinter.infra.bulk import update_rows
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Council, hold_council
from overwinter.providers.api import Location

BATCH = 500
"""Rows in one statement: below what SQLite takes as parameters."""
WRITTEN_AGAIN = (
    "title",
    "facts",
    "url",
    "told",
    "told_url",
    "severity",
    "weight",
    "due_at",
    "last_seen_at",
    "times_seen",
)
BY_HAND = "hand"


@dataclass(frozen=True, slots=True)
class Raised:
    """What came of sightings: key to the concern about it, and how many are new."""

    ids: Mapping[str, int]
    new: int
    seen_again: int


@transaction.atomic
def raise_many(
    *, council_id: int, sightings: Sequence[Sighting], by: User | None = None, now: datetime | None = None
) -> Raised:
    """All that was seen, in as many statements for thousands as for a few, but for the size of one statement.

    While a concern with the key of a sighting is open, seeing it again is an event of that concern; its severity may
    rise by it and never sinks. A sighting told twice changes nothing the second time. Of two with one key the last one
    counts.
    """
    # Of two who raise at once, the second sees what the first did.
    hold_council(council_id)
    actor = actor_in(council_id, by, now)
    if actor.viewer is not None:
        may_raise(actor.viewer, council_id=council_id).require()
    wanted = {sighting.key: sighting for sighting in sightings}
    newest = _newest_by_key(council_id, wanted)
    known = {key: _known(concern) for key, concern in newest.items()}
    effects = {key: effect_of(sighting, known.get(key)) for key, sighting in wanted.items()}
    within = timedelta(days=actor.limits["concern-comes-back"].days)
    due = {severity: actor.due(severity) for severity in Severity}
    new, again, events = list[Concern](), list[Concern](), list[ConcernEvent]()
    for key, sighting in wanted.items():
        seen = times_seen(sighting, known.get(key), comes_back_within=within)
        if effects[key] is Effect.RAISE:
            new.append(_new(sighting, seen, due[sighting.severity], actor))
        elif effects[key] is Effect.SEEN_AGAIN:
            events += _seen_again(newest[key], sighting, seen, due[sighting.severity], actor)
            again.append(newest[key])
    Concern.objects.bulk_create(new, batch_size=BATCH)
    update_rows(again, WRITTEN_AGAIN)
    events += [actor.event(concern, EventKind.RAISED, _before(newest.get(concern.key))) for concern in new]
    ConcernEvent.objects.bulk_create(events, batch_size=BATCH)
    if new or again:
        subject = (new or again)[0] if len(new) + len(again) == 1 else None
        actor.note("concerns raised", subject, new=[each.pk for each in new], seen_again=[each.pk for each in again])
    ids = {key: concern.pk for key, concern in newest.items()} | {concern.key: concern.pk for concern in new}
    return Raised(ids, len(new), len(again))


def raise_concern(
    *, council: Council, source: str, kind: str, key: str, title: str, facts: str, severity: Severity, team: Team,
    by: User | None, location: Location | None = None, subject: str = "", url: str = "", told: str = "",
    told_url: str = "", weight: int = 0, seen_at: datetime | None = None, now: datetime | None = None,
) -> Concern:  # fmt: skip
    """One concern; see :func:`raise_many`. ``seen_at``: when its facts are from, where that is not now."""
    if location is None and not subject.strip():
        raise Refused("Say what the concern is about: a location, or a thing in a few words.")
    if location is not None and location.council_id != council.pk:
        raise Refused("This location is not the council’s. Choose one of its own.")
    moment = actor_in(council.pk, None, now).at
    sighting = Sighting(
        source, kind, key, title.strip(), facts.strip(), severity, team, seen_at or moment,
        location.pk if location is not None else None, subject.strip(), url, told.strip(), told_url, weight,
    )  # fmt: skip
    raised = raise_many(council_id=council.pk, sightings=[sighting], by=by, now=moment)
    return Concern.objects.get(pk=raised.ids[key])


@dataclass(frozen=True, slots=True)
class Over:
    """What a rule saw to be over: the concern with this key is closed by it."""

    key: str
    outcome: Outcome
    words: str
    """What shows it: "The return came on 12 November"."""
    evidence: str = ""


@transaction.atomic
def close_many(
    *, council_id: int, over: Iterable[Over], by: User | None = None, now: datetime | None = None
) -> int:  # fmt: skip
    """Close what rules saw to be over, in a few statements; how many were open. For what the program sees itself."""
    hold_council(council_id)
    wanted = {each.key: each for each in over}
    actor = actor_in(council_id, by, now)
    found = list[Concern]()
    for some in _in_batches(list(wanted)):
        standing = Concern.objects.select_for_update().filter(council_id=council_id, state=ConcernState.OPEN.value)
        found += standing.filter(key__in=some).order_by("id")
    for concern in found:
        end(concern, wanted[concern.key].outcome, wanted[concern.key].words, wanted[concern.key].evidence, actor)
    update_rows(found, CLOSING)
    ConcernEvent.objects.bulk_create(
        (actor.event(each, EventKind.CLOSED, ending(each)) for each in found), batch_size=BATCH
    )
    if found:
        actor.note("concerns closed by a rule", None, concerns=[each.pk for each in found])
    return len(found)


def _newest_by_key(council_id: int, keys: Iterable[str]) -> dict[str, Concern]:
    """The newest concern of each key, whether it is open or not."""
    found = dict[str, Concern]()
    for some in _in_batches(list(keys)):
        concerns = Concern.objects.filter(council_id=council_id, key__in=some).order_by("id")
        found |= {concern.key: concern for concern in concerns}
    return found


def _in_batches(keys: Sequence[str]) -> Iterable[Sequence[str]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def _known(concern: Concern) -> Known:
    is_open = concern.state == ConcernState.OPEN.value
    return Known(is_open, concern.last_seen_at, concern.times_seen, concern.closed_at)


def _new(sighting: Sighting, seen: int, due: datetime, actor: Actor) -> Concern:
    return Concern(
        council=actor.council, location_id=sighting.location_id, subject=sighting.subject, key=sighting.key,
        source=sighting.source, kind=sighting.kind, title=sighting.title[:300], facts=sighting.facts,
        url=sighting.url, told=sighting.told, told_url=sighting.told_url,
        severity=sighting.severity.value, team=sighting.team.value, weight=sighting.weight,
        raised_at=actor.at, raised_by=actor.user, last_seen_at=sighting.seen_at, times_seen=seen,
        due_at=due, first_due_at=due,
    )  # fmt: skip


def _seen_again(concern: Concern, sighting: Sighting, seen: int, due: datetime, actor: Actor) -> list[ConcernEvent]:
    """The newest facts stand in the concern; what stood there before stands in its history."""
    same = (concern.title, concern.facts) == (sighting.title[:300], sighting.facts)
    before = "" if same else f"Before: {concern.title.rstrip('.')}. {concern.facts}"
    events = [actor.event(concern, EventKind.SEEN_AGAIN, before)]
    was = Severity(concern.severity)
    if sighting.severity.rank < was.rank:
        concern.severity = sighting.severity.value
        concern.due_at = min(concern.due_at, due)
        events.append(actor.event(concern, EventKind.GRAVER, f"{was.label} to {sighting.severity.label.lower()}"))
    concern.title, concern.facts = sighting.title[:300], sighting.facts
    concern.url, concern.told, concern.told_url = sighting.url, sighting.told, sighting.told_url
    concern.weight = max(concern.weight, sighting.weight)
    concern.last_seen_at, concern.times_seen = sighting.seen_at, seen
    return events


def _before(earlier: Concern | None) -> str:
    if earlier is None or earlier.closed_at is None:
        return ""
    how = Outcome(earlier.outcome).label.lower()
    return f"The same was closed on {full_day(earlier.closed_at.date())}: {how}."
