"""Concerns as their viewer may see them."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from django.db.models import F, IntegerField, Q, QuerySet

from overwinter.casework.domain.kinds import ConcernState
from overwinter.casework.models import Concern, ConcernEvent
from overwinter.casework.permissions import READING, sees_all, teams_of
from overwinter.infra.prepared import Given, Prepared
from overwinter.organisations.api import GroupFact, Viewer, groups_of

TOLD_MOST = 20
"""What a manager is told of at most: what is older is no news to them."""


def visible_concerns(viewer: Viewer) -> QuerySet[Concern]:
    """Every concern of the councils whose providers they work with; elsewhere those of their
    team, and those that a role of theirs owns or a group decides in which they sit."""
    reading = [council_id for council_id, grants in viewer.grants.items() if grants & READING]
    seen = Q(council_id__in=reading)
    for council_id in sorted(viewer.council_ids - frozenset(reading)):
        seen |= Q(_theirs(viewer, council_id), council_id=council_id)
    return Concern.objects.filter(seen)


def _theirs(viewer: Viewer, council_id: int) -> Q:
    """What is theirs to look at who do not see all: of their team, of a role or a group of theirs."""
    own = Q(team__in=[team.value for team in teams_of(viewer, council_id)])
    if viewer.role_ids:  # who holds none sits in no group
        own |= Q(owner_id__in=viewer.role_ids) | Q(group__in=groups_of(viewer).values("pk"))
    return own


def in_council(viewer: Viewer) -> QuerySet[Concern]:
    """Those the viewer may see of the council they work in."""
    return visible_in(viewer, viewer.council_id)


def visible_in(viewer: Viewer, council_id: int | None) -> QuerySet[Concern]:
    """As :func:`visible_concerns`, of one council: a database finds them without looking at those of others."""
    if council_id is None or not viewer.belongs_to(council_id):
        return Concern.objects.none()
    found = Concern.objects.filter(council_id=council_id)
    return found if sees_all(viewer, council_id) else found.filter(_theirs(viewer, council_id))


def prepared(viewer: Viewer, make: Callable[[QuerySet[Concern]], Prepared]) -> Prepared:
    """What ``make`` asks of those the viewer may see of the council they work in; run it with ``council``. Put together
    once for all who see every concern of theirs."""
    return _of_council(make) if sees_all(viewer, viewer.council_id) else make(in_council(viewer))


@lru_cache(maxsize=512)
def _of_council(make: Callable[[QuerySet[Concern]], Prepared]) -> Prepared:
    return make(Concern.objects.filter(council_id=Given("council", IntegerField())))


def find_concern(viewer: Viewer, concern_id: int) -> Concern | None:
    found = visible_concerns(viewer).select_related("location", "owner", "group", "council", "raised_by", "closed_by")
    return found.filter(pk=concern_id).first()


def list_open_of(viewer: Viewer, *, council_id: int, location_id: int) -> list[Concern]:
    """What is open about one location of a council, the first that is due first."""
    found = visible_in(viewer, council_id).filter(location_id=location_id, state=ConcernState.OPEN.value)
    # Asked for in that order, a database may go through all that is open in the council until it finds these.
    return sorted(found.select_related("owner").order_by(), key=lambda each: (each.due_at, each.pk))


def list_open_keys(council_id: int, *, start: str) -> dict[str, datetime]:
    """The keys of open concerns that begin so, with the moment the facts of each are from. For the program itself."""
    found = Concern.objects.filter(council_id=council_id, state=ConcernState.OPEN.value, key__startswith=start)
    return dict(found.order_by("id").values_list("key", "last_seen_at"))


def list_before(group: GroupFact) -> list[Concern]:
    """What waits for the group to decide, the longest wait first. One statement."""
    waiting = Concern.objects.filter(group_id=group.id, state=ConcernState.OPEN.value, escalated_at__isnull=False)
    return list(waiting.select_related("location", "owner").order_by("escalated_at", "id"))


def list_events(concern: Concern) -> list[ConcernEvent]:
    """What was done about a concern that the caller may see, newest first."""
    return list(concern.events.order_by("-at", "-id"))


def list_told(council_id: int, *, location_id: int, since: date) -> list[Concern]:
    """What the manager of a location is told of: the open ones first, then those closed since that day."""
    told = Concern.objects.filter(council_id=council_id, location_id=location_id).exclude(told="")
    told = told.filter(Q(closed_at__isnull=True) | Q(closed_at__date__gte=since))
    return list(told.order_by(F("closed_at").desc(nulls_first=True), "due_at", "id")[:TOLD_MOST])
