"""What is open in groups when a winter is to be closed; ``config.wiring`` tells it to the plan."""

from django.db.models import Q

from overwinter.governance.domain.escalations import EscalationState
from overwinter.governance.models import Escalation


class OpenEscalations:
    def open_escalations(self, *, council_id: int, plan_id: int) -> tuple[str, ...]:
        """Those about rows of the plan, and those about no row, the longest on its way first."""
        about = Q(response=None) | Q(response__plan_id=plan_id)
        found = Escalation.objects.filter(about, council_id=council_id, state=EscalationState.STANDING.value)
        found = found.select_related("to_group").order_by("first_raised_on", "id")
        return tuple(f"“{each.title}”, before the {each.to_group.name}" for each in found)
