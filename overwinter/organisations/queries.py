"""Every read of councils, roles, groups and grants."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db.models import DateField, IntegerField, Prefetch, Q, QuerySet

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.infra.prepared import Given, Prepared
from overwinter.organisations.domain.grants import Grant as GrantKind
from overwinter.organisations.domain.grants import Viewer
from overwinter.organisations.domain.people import PersonFacts
from overwinter.organisations.domain.roles import title_key
from overwinter.organisations.domain.sharing import Like, Sharing
from overwinter.organisations.models import Council, Grant, Holding, ReportingGroup, Role


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person who can be named in a row."""

    user_id: int
    name: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of a council, as its administrator sees them."""

    user: User
    grants: tuple[GrantKind, ...]
    roles: tuple[str, ...]

    @property
    def last_signed_in(self) -> datetime | None:
        return self.user.last_login


@dataclass(frozen=True, slots=True)
class RoleRow:
    role: Role
    holder: str
    """The name of whoever holds it on the day asked for; empty when nobody does."""
    since: date | None


# --- who looks


def get_viewer(user: User, *, chosen_council_id: int | None = None) -> Viewer:
    """The person with what they hold today. Two queries. The council is the chosen one, or else their first."""
    grants: dict[int, set[GrantKind]] = defaultdict(set)
    for council_id, kind in _granted().rows(user=user.pk):
        grants[council_id].add(GrantKind(kind))
    roles = [role_id for (role_id,) in _roles_held().rows(user=user.pk, day=clock.today())]
    return Viewer(
        user_id=user.pk,
        council_id=chosen_council_id if chosen_council_id in grants else next(iter(grants), None),
        grants={key: frozenset(kinds) for key, kinds in grants.items()},
        role_ids=frozenset(roles),
        is_system_admin=user.is_system_admin,
    )


@cache
def _granted() -> Prepared:
    """Asked at every request, and for nearly every write: to put it together would take longer than to answer it."""
    held = Grant.objects.filter(user_id=Given("user", IntegerField()))
    return Prepared(held.order_by("council__name", "council_id", "kind").values_list("council_id", "kind"))


@cache
def _roles_held() -> Prepared:
    held = _held_on(Given("day", DateField())).filter(user_id=Given("user", IntegerField()))
    return Prepared(held.order_by().values_list("role_id"))


# --- councils


def get_council(council_id: int) -> Council:
    found: list[Council] = _council().records(pk=council_id)
    if not found:
        raise Council.DoesNotExist
    return found[0]


@cache
def _council() -> Prepared:
    return Prepared(Council.objects.filter(pk=Given("pk", IntegerField())))


def list_council_ids() -> list[int]:
    """Every council of the installation: for what the program does by itself, never for a page."""
    return list(Council.objects.order_by("id").values_list("id", flat=True))


def list_councils(viewer: Viewer) -> QuerySet[Council]:
    """The councils the viewer belongs to; all of them for a system administrator."""
    councils = Council.objects.order_by("name", "id")
    return councils if viewer.is_system_admin else councils.filter(pk__in=viewer.council_ids)


def list_sharing_councils(viewer: Viewer, *, words: bool) -> QuerySet[Council]:
    """The other councils that let the viewer's councils read their answers; without ``words`` also those that share
    only RAG and fully met. Nobody shares with somebody of no council."""
    own = Council.objects.filter(pk__in=viewer.council_ids)
    same_system = Q(system__in=own.exclude(system="").values("system"))
    same_region = Q(region__in=own.exclude(region="").values("region"))
    shared = Q(shares_with=Sharing.EVERYONE.value)
    shared |= Q(shares_with__in=(Sharing.REGION.value, Sharing.SYSTEM.value)) & same_system
    shared |= Q(shares_with=Sharing.REGION.value) & same_region
    found = Council.objects.filter(shared).exclude(pk__in=viewer.council_ids) if viewer.council_ids else own
    return found.filter(shares_words=True) if words else found


def list_like_councils(council: Council, like: Like) -> QuerySet[Council]:
    """The council and those that are its like, whatever they share; itself alone where it has not said what it is."""
    if like is Like.EVERYONE:
        return Council.objects.order_by("name", "id")
    value = getattr(council, like.value)
    alike = Q((like.value, value)) if value else Q(pk=council.pk)
    return Council.objects.filter(alike).order_by("name", "id")


def list_systems() -> list[str]:
    """The health and care systems that councils here have named: so that one name is spelt one way."""
    return list(Council.objects.exclude(system="").order_by("system").values_list("system", flat=True).distinct())


def list_own_councils(viewer: Viewer) -> QuerySet[Council]:
    """The councils the viewer can work in."""
    return Council.objects.filter(pk__in=viewer.council_ids).order_by("name", "id")


# --- people


def list_people(viewer: Viewer, *, council_id: int) -> list[PersonRow]:
    """Everybody who holds a grant in the council, by name; only its administrator is given any. Three queries."""
    if not _administers(viewer, council_id):
        return []
    users = User.objects.filter(grants__council_id=council_id).distinct()
    users = users.prefetch_related(
        Prefetch("grants", Grant.objects.filter(council_id=council_id).order_by("kind"), to_attr="grants_here"),
        Prefetch(
            "holdings",
            _held_on(clock.today()).filter(role__council_id=council_id).select_related("role").order_by("role__title"),
            to_attr="holdings_here",
        ),
    )
    # Sorted here: names are encrypted, so the database cannot.
    return sorted(map(_person_row, users), key=lambda row: (row.user.name.casefold(), row.user.pk))


def find_person(viewer: Viewer, *, council_id: int, user_id: int) -> PersonRow | None:
    return next((row for row in list_people(viewer, council_id=council_id) if row.user.pk == user_id), None)


def _person_row(user: User) -> PersonRow:
    grants: list[Grant] = user.grants_here  # type: ignore[attr-defined]  # fetched with the people
    holdings: list[Holding] = user.holdings_here  # type: ignore[attr-defined]
    held = {grant.kind for grant in grants}
    return PersonRow(
        user=user,
        grants=tuple(kind for kind in GrantKind if kind.value in held),
        roles=tuple(holding.role.title for holding in holdings),
    )


def get_person_facts(user: User, *, council_id: int, by: User | None) -> PersonFacts:
    """What the rules of :mod:`overwinter.organisations.domain.people` want to know."""
    grants = list(Grant.objects.filter(user=user).values_list("council_id", "kind"))
    admins = Grant.objects.filter(
        council_id=council_id, kind=GrantKind.COUNCIL_ADMIN.value, user__is_active=True
    ).exclude(user=user)
    return PersonFacts(
        is_oneself=by is not None and by.pk == user.pk,
        is_open=user.is_active,
        is_system_admin=user.is_system_admin,
        grants=frozenset(GrantKind(kind) for held_in, kind in grants if held_in == council_id),
        other_councils=len({held_in for held_in, _ in grants} - {council_id}),
        other_admins=admins.count(),
    )


def list_people_to_name(viewer: Viewer, *, council_id: int) -> list[PersonName]:
    """The people of the council with an open account, by name, for a choice of who holds a role or owns an action."""
    if not (viewer.belongs_to(council_id) or viewer.is_system_admin):
        return []
    users = User.objects.filter(grants__council_id=council_id, is_active=True).distinct()
    names = (PersonName(user.pk, user.name) for user in users.only("id", "name"))
    return sorted(names, key=lambda person: (person.name.casefold(), person.user_id))


def find_nameable(viewer: Viewer, *, council_id: int, user_id: int) -> User | None:
    """A person of the council with an open account."""
    if not viewer.belongs_to(council_id):
        return None
    return User.objects.filter(pk=user_id, grants__council_id=council_id, is_active=True).first()


# --- roles


def list_roles(viewer: Viewer, *, council_id: int) -> QuerySet[Role]:
    return Role.objects.filter(
        council_id=council_id, council_id__in=viewer.council_ids, ended_on__isnull=True
    ).order_by("title", "id")


def list_role_rows(viewer: Viewer, *, council_id: int, day: date) -> list[RoleRow]:
    """Every role that stands, with who holds it on ``day``. Two queries."""
    roles = list(list_roles(viewer, council_id=council_id))
    holders = _holdings_by_role([role.pk for role in roles], day)
    return [
        RoleRow(role, holding.user.name if holding else "", holding.since if holding else None)
        for role in roles
        for holding in [holders.get(role.pk)]
    ]


def find_role(viewer: Viewer, *, role_id: int) -> Role | None:
    return Role.objects.filter(pk=role_id, council_id__in=viewer.council_ids).select_related("council").first()


def match_role(*, council_id: int, title: str) -> Role | None:
    """The council's role that a printed lead such as "SMBC/CCG" means, whatever its capitals and spaces."""
    key = title_key(title)
    roles = Role.objects.filter(council_id=council_id).order_by("id")
    return next((role for role in roles if title_key(role.title) == key), None)


def get_role_titles(role_ids: Collection[int], *, council_id: int | None = None) -> Mapping[int, str]:
    """For ids that came from rows the caller may see; with ``council_id``, those of them in that council."""
    return dict(_titles(council_id is not None).rows(ids=role_ids, council=council_id)) if role_ids else {}


@cache
def _titles(of_council: bool) -> Prepared:
    roles = Role.objects.filter(pk__among=Given("ids", IntegerField()))
    if of_council:
        roles = roles.filter(council_id=Given("council", IntegerField()))
    return Prepared(roles.order_by("id").values_list("id", "title"))


def get_holder_names(role_ids: Collection[int], *, day: date) -> Mapping[int, str]:
    """Role id to the name of who holds it on ``day``, for ids that came from rows the caller may see. One query."""
    return {role_id: holding.user.name for role_id, holding in _holdings_by_role(role_ids, day).items()}


def list_holdings(viewer: Viewer, *, role: Role) -> QuerySet[Holding]:
    """Who has held the role, newest first."""
    return (
        Holding.objects.filter(role=role, role__council_id__in=viewer.council_ids)
        .select_related("user")
        .order_by("-since", "-id")
    )


def _holdings_by_role(role_ids: Collection[int], day: date) -> dict[int, Holding]:
    held = _held_on(day).filter(role_id__in=role_ids).select_related("user").order_by("since", "id")
    return {holding.role_id: holding for holding in held}


def _held_on(day: date | Given) -> QuerySet[Holding]:
    return Holding.objects.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gte=day))


# --- reporting groups


def list_groups(viewer: Viewer, *, council_id: int) -> QuerySet[ReportingGroup]:
    return ReportingGroup.objects.filter(
        council_id=council_id, council_id__in=viewer.council_ids, ended_on__isnull=True
    ).order_by("name", "id")


def find_group(viewer: Viewer, *, group_id: int) -> ReportingGroup | None:
    return (
        ReportingGroup.objects.filter(pk=group_id, council_id__in=viewer.council_ids).select_related("council").first()
    )


def list_ladder(council_id: int) -> tuple[dict[int, int | None], dict[int, str]]:
    """Each group of the council to the one it escalates to, and each one's name."""
    found = ReportingGroup.objects.filter(council_id=council_id).order_by("id")
    values = list(found.values_list("id", "escalates_to_id", "name"))
    return {pk: to for pk, to, _ in values}, {pk: name for pk, _, name in values}


# --- the installation


def list_administrators(viewer: Viewer, *, council_id: int) -> list[User]:
    """Who administers a council; given to the system administrator, by name."""
    if not viewer.is_system_admin:
        return []
    held = Grant.objects.filter(council_id=council_id, kind=GrantKind.COUNCIL_ADMIN.value).select_related("user")
    return sorted((grant.user for grant in held), key=lambda user: (user.name.casefold(), user.pk))


def _administers(viewer: Viewer, council_id: int) -> bool:
    return viewer.may(GrantKind.COUNCIL_ADMIN, council_id)
