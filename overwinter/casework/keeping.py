"""What is done to a concern that is held already: ending it, handing it to a team, telling its history."""

from datetime import date, datetime

from django.utils import timezone

from overwinter.casework.domain import rules
from overwinter.casework.domain.kinds import ConcernState, EventKind, Outcome, Team
from overwinter.casework.models import Concern
from overwinter.casework.recording import Actor
from overwinter.kernel.verdict import Refused

CLOSING = ("state", "outcome", "outcome_words", "evidence", "closed_at", "closed_by", "escalated_at", "ring_again_on")
ESCALATION = ("escalated_at", "escalated_why", "group")


def end(concern: Concern, outcome: Outcome, words: str, evidence: str, actor: Actor) -> None:
    """Set what closing sets; the caller saves ``CLOSING``."""
    concern.state, concern.outcome = ConcernState.CLOSED.value, outcome.value
    concern.outcome_words, concern.evidence = words.strip(), evidence.strip()
    concern.closed_at, concern.closed_by = actor.at, actor.user
    concern.escalated_at = concern.ring_again_on = None


def ending(concern: Concern) -> str:
    """How it ended, in the words of its history."""
    parts = (Outcome(concern.outcome).label, concern.outcome_words, concern.evidence)
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def close_held(concern: Concern, actor: Actor, outcome: Outcome | None, words: str, evidence: str = "") -> None:
    """By somebody who has looked at it, so that no answer waits to be read. Raises Refused where the rule says no."""
    rules.may_close(
        ConcernState(concern.state), outcome=outcome, words=words, evidence=evidence, contacts=concern.contacts.count()
    ).require()
    if outcome is not None:
        end(concern, outcome, words, evidence, actor)
        concern.answered_at = None
        concern.save(update_fields=[*CLOSING, "answered_at"])
        tell(concern, actor, EventKind.CLOSED, ending(concern), "")


def hand_to(concern: Concern, team: Team, actor: Actor, why: str) -> None:
    """No role owns it any more, and it waits for no day to ring."""
    if concern.team == team.value and concern.owner_id is None:
        raise Refused(f"It is with the {team.label.lower()} team already. Choose another.")
    if concern.group_id is None:  # what waits for a group waits on, whichever team has it
        concern.escalated_at = None
    concern.team, concern.owner, concern.ring_again_on = team.value, None, None
    concern.save(update_fields=["team", "owner", "ring_again_on", "escalated_at"])
    tell(concern, actor, EventKind.PASSED, f"To the {team.label.lower()} team", why)


def end_of(day: date, actor: Actor) -> datetime:
    """When the working day ends, on that day."""
    hour = actor.limits["office-closes"].count
    return timezone.localtime(actor.at).replace(
        year=day.year, month=day.month, day=day.day, hour=hour, minute=0, second=0, microsecond=0
    )


def tell(concern: Concern, actor: Actor, what: EventKind, said: str, why: str) -> None:
    """A line of the history and an entry of the audit log."""
    words = " ".join(f"{part.strip().rstrip('.')}." for part in (said, why) if part.strip())
    actor.event(concern, what, words).save()
    actor.note(f"concern: {what.value}", concern)
