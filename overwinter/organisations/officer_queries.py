"""The people of a council with what each holds there."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from overwinter.accounts.api import User
from overwinter.organisations.domain.grants import Grant as GrantKind
from overwinter.organisations.domain.grants import Viewer
from overwinter.organisations.models import Grant, Holding


@dataclass(frozen=True, slots=True)
class Officer:
    """A person of a council with an open account, and what they hold in it on a day."""

    user: User
    grants: frozenset[GrantKind]
    held_since: Mapping[int, date]
    """The ids of the roles they hold, each with the day since when."""
    titles: tuple[str, ...]
    """Of those roles."""

    @property
    def title(self) -> str:
        """As what they are spoken of: their roles, or else what they may do."""
        return ", ".join(self.titles) or next(grant.label for grant in GrantKind if grant in self.grants)


def list_officers(*, council_id: int, day: date) -> tuple[Officer, ...]:
    """By address. For what the program does by itself, never for a page. Three queries."""
    grants: dict[int, set[GrantKind]] = defaultdict(set)
    given = Grant.objects.filter(council_id=council_id, user__is_active=True).order_by("user_id", "kind")
    for user_id, kind in given.values_list("user_id", "kind"):
        grants[user_id].add(GrantKind(kind))
    held: dict[int, list[Holding]] = defaultdict(list)
    standing = Holding.objects.filter(role__council_id=council_id, user_id__in=grants, since__lte=day).filter(
        Q(until__isnull=True) | Q(until__gte=day)
    )
    for holding in standing.select_related("role").order_by("role__title", "id"):
        held[holding.user_id].append(holding)
    users = User.objects.filter(pk__in=grants).order_by("email", "id")
    return tuple(
        Officer(
            user, frozenset(grants[user.pk]), {each.role_id: each.since for each in held[user.pk]},
            tuple(each.role.title for each in held[user.pk]),
        )
        for user in users
    )  # fmt: skip


def list_colleagues(viewer: Viewer, *, council_id: int, day: date) -> tuple[Officer, ...]:
    """The other people of the viewer's council, by title: whom they may turn to."""
    if not viewer.belongs_to(council_id):
        return ()
    others = [each for each in list_officers(council_id=council_id, day=day) if each.user.pk != viewer.user_id]
    return tuple(sorted(others, key=lambda each: (each.title.casefold(), each.user.pk)))
