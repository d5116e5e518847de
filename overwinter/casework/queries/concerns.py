"""Concerns as their viewer may see them."""

from django.db.models import Q, QuerySet

from overwinter.casework.domain.kinds import ConcernState
from overwinter.casework.models import Concern
from overwinter.casework.permissions import READING
from overwinter.organisations.api import Viewer


def visible_concerns(viewer: Viewer) -> QuerySet[Concern]:
    """Every concern of the councils whose providers they work with; elsewhere those that a role of theirs owns."""
    reading = [council_id for council_id, grants in viewer.grants.items() if grants & READING]
    others = viewer.council_ids - frozenset(reading)
    return Concern.objects.filter(Q(council_id__in=reading) | Q(council_id__in=others, owner_id__in=viewer.role_ids))


def find_concern(viewer: Viewer, concern_id: int) -> Concern | None:
    found = visible_concerns(viewer).select_related("location", "owner", "council", "raised_by", "closed_by")
    return found.filter(pk=concern_id).first()


def list_open_of(viewer: Viewer, *, location_id: int) -> list[Concern]:
    """What is open about one location, the first that is due first."""
    found = visible_concerns(viewer).filter(location_id=location_id, state=ConcernState.OPEN.value)
    return list(found.select_related("owner").order_by("due_at", "id"))
