"""The reporting group that is the council's meeting with the regulator, and what it should see."""

from collections import defaultdict

from overwinter.casework.api import Concern, ConcernState, Team, visible_concerns
from overwinter.market.models import RegulatorMeeting
from overwinter.organisations.api import GroupFact, Viewer, find_group_fact
from overwinter.providers.api import Location


def find_meeting(viewer: Viewer) -> GroupFact | None:
    chosen = RegulatorMeeting.objects.filter(council_id=viewer.council_id or 0).first()
    return find_group_fact(viewer, group_id=chosen.group_id) if chosen is not None else None


def is_meeting(group: GroupFact) -> bool:
    return RegulatorMeeting.objects.filter(council_id=group.council_id, group_id=group.id).exists()


def list_quality_concerns(viewer: Viewer, *, council_id: int) -> dict[Location, list[Concern]]:
    """Open concerns of the quality team by location, as the viewer may see them."""
    rows = visible_concerns(viewer).filter(council_id=council_id, state=ConcernState.OPEN.value)
    rows = rows.filter(team=Team.QUALITY.value, location__isnull=False).select_related("location")
    found = defaultdict[Location, list[Concern]](list)
    for row in rows.order_by("location__name", "location_id", "raised_at", "id"):
        if row.location is not None:
            found[row.location].append(row)
    return found
