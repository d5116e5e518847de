"""What a group made of a concern that was escalated to it, in the concern's own log."""

from datetime import datetime

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.casework.domain.kinds import ConcernState, EventKind
from overwinter.casework.domain.waiting import waits_since
from overwinter.casework.keeping import ESCALATION, tell
from overwinter.casework.models import Concern
from overwinter.casework.recording import Actor
from overwinter.infra import clock
from overwinter.kernel.days import full_day
from overwinter.operations.api import Came, Heard
from overwinter.organisations.api import get_council

EVENTS = {Came.DECIDED: EventKind.SETTLED, Came.ASKED: EventKind.AGREED, Came.RAISED: EventKind.ESCALATED}


@transaction.atomic
def hear_group(*, concern_id: int, heard: Heard, by: User) -> Concern:
    """A decision settles it, raising it passes it on, and what is taken back stands as before. Whoever keeps the group
    may do this: the meeting has asked."""
    found = Concern.objects.select_for_update(of=("self",)).filter(council_id=heard.group.council_id)
    concern = found.get(pk=concern_id)
    actor = Actor(by, None, get_council(concern.council_id), heard.by_as, clock.now())
    of_theirs = concern.group_id == heard.group.id and concern.state == ConcernState.OPEN.value
    if heard.came is Came.DECIDED and of_theirs:
        concern.escalated_at = None if not heard.taken_back else _since(concern)
    elif heard.came is Came.RAISED and concern.escalated_at is not None:
        concern.group_id = heard.group.id if heard.taken_back else heard.group.escalates_to_id or concern.group_id
        concern.escalated_why = concern.escalated_why if heard.taken_back else heard.words
    concern.save(update_fields=ESCALATION)
    if heard.taken_back:
        tell(concern, actor, EventKind.UNSETTLED, f"By the {heard.group.name}", heard.words)
    else:
        tell(concern, actor, EVENTS[heard.came], _said(heard), heard.words)
    return concern


def _said(heard: Heard) -> str:
    if heard.came is Came.RAISED:
        return f"By the {heard.group.name}, to the {heard.group.escalates_to}"
    return f"By the {heard.group.name} on {full_day(heard.met_on)}"


def _since(concern: Concern) -> datetime | None:
    events = concern.events.order_by("at", "id").values_list("what", "at")
    return waits_since((EventKind(what), at) for what, at in events)
