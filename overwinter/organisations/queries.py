"""Every read of councils, roles, groups and grants."""

from collections import defaultdict
from datetime import date

from django.db.models import Q, QuerySet

from overwinter.accounts.models import User
from overwinter.infra import clock
from overwinter.organisations.domain.grants import Grant as GrantKind
from overwinter.organisations.domain.grants import Viewer
from overwinter.organisations.models import Council, Grant, Holding, ReportingGroup, Role


def get_viewer(user: User, *, chosen_council_id: int | None = None) -> Viewer:
    """The person with what they hold today. Two queries. The council is the chosen one, or else their first."""
    grants: dict[int, set[GrantKind]] = defaultdict(set)
    for council_id, kind in Grant.objects.filter(user=user).order_by("council__name", "council_id").values_list(
        "council_id", "kind"
    ):
        grants[council_id].add(GrantKind(kind))
    roles = _held_on(clock.today()).filter(user=user).values_list("role_id", flat=True)
    council_id = chosen_council_id if chosen_council_id in grants else next(iter(grants), None)
    return Viewer(
        user_id=user.pk,
        council_id=council_id,
        grants={key: frozenset(kinds) for key, kinds in grants.items()},
        role_ids=frozenset(roles),
        is_system_admin=user.is_system_admin,
    )


def get_council(council_id: int) -> Council:
    return Council.objects.get(pk=council_id)


def list_councils(viewer: Viewer) -> QuerySet[Council]:
    """The councils the viewer belongs to; all of them for a system administrator."""
    councils = Council.objects.order_by("name", "id")
    return councils if viewer.is_system_admin else councils.filter(pk__in=viewer.council_ids)


def list_roles(viewer: Viewer, *, council_id: int) -> QuerySet[Role]:
    return Role.objects.filter(
        council_id=council_id, council_id__in=viewer.council_ids, ended_on__isnull=True
    ).order_by("title", "id")


def list_groups(viewer: Viewer, *, council_id: int) -> QuerySet[ReportingGroup]:
    return ReportingGroup.objects.filter(
        council_id=council_id, council_id__in=viewer.council_ids, ended_on__isnull=True
    ).order_by("name", "id")


def _held_on(day: date) -> QuerySet[Holding]:
    return Holding.objects.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gte=day))
