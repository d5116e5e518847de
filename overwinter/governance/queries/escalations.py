"""What climbs the ladder."""

from django.db.models import Q, QuerySet

from overwinter.governance.domain.escalations import EscalationState
from overwinter.governance.models import Escalation
from overwinter.organisations.api import Viewer


def visible_escalations(viewer: Viewer) -> "QuerySet[Escalation]":
    found = Escalation.objects.filter(council_id=viewer.council_id or 0, council_id__in=viewer.council_ids)
    return found.select_related("from_group", "to_group", "response")


def list_escalations(viewer: Viewer, *, group_id: int, standing: bool = True) -> list[Escalation]:
    """What stands before the group and what it raised itself, the longest on its way first."""
    found = visible_escalations(viewer).filter(Q(from_group_id=group_id) | Q(to_group_id=group_id))
    if standing:
        found = found.filter(state=EscalationState.STANDING.value)
    return list(found.order_by("first_raised_on", "id"))
