"""How an escalation ends, or stands again: within the write of a keeper."""

from overwinter.governance.domain.escalations import TRANSITIONS, EscalationEvent, EscalationState, may_end
from overwinter.governance.keeping import Keeper
from overwinter.governance.models import Escalation


def end(escalation: Escalation, event: EscalationEvent, *, why: str, keeper: Keeper) -> None:
    """Within a write of the keeper's: it stands no more, or stands again."""
    state = EscalationState(escalation.state)
    may_end(state, event).require()
    after = TRANSITIONS[state, event]
    stands = after is EscalationState.STANDING
    escalation.state, escalation.ended_why = after.value, "" if stands else why.strip()
    escalation.ended_on = None if stands else keeper.day
    escalation.save(update_fields=["state", "ended_on", "ended_why"])
    keeper.note(f"escalation: {event}", None, escalation=escalation.pk)
