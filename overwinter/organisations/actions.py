"""Every change to councils, people's grants, roles and groups."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest

from overwinter.accounts import api as accounts
from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations import queries
from overwinter.organisations.domain import people, roles, settings
from overwinter.organisations.domain.grants import Grant as GrantKind
from overwinter.organisations.domain.roles import title_key
from overwinter.organisations.domain.sharing import Kind, Place, Region, Sharing, may_share_with
from overwinter.organisations.holding import hold_council
from overwinter.organisations.models import Council, Grant, Holding, ReportingGroup, Role

PLACE = ("kind", "region", "system")

# --- councils


@transaction.atomic
def add_council(
    *, code: str, name: str, by: User | None, is_demo: bool = False, shares_with: Sharing = Sharing.NOBODY
) -> Council:
    council = Council.objects.create(code=code, name=name, is_demo=is_demo, shares_with=shares_with.value)
    audit.record("council added", by=by, subject=council, chain=council.code, details={"name": name})
    return council


@transaction.atomic
def change_council(*, council: Council, name: str, colour: str, share: Sharing, words: bool, by: User | None) -> None:
    """Name, colour of the header, and who may read its answers. Raises Refused."""
    settings.may_use_colour(colour).require()
    wanted = {
        "name": " ".join(name.split()), "colour": colour.lower(), "shares_with": share.value, "shares_words": words,
    }  # fmt: skip
    _change(council, wanted, by=by)


@transaction.atomic
def place_council(*, council: Council, place: Place, by: User | None) -> None:
    """Say what kind of council it is and where: by this others find their like, and what is shared with a region or a
    system reaches its councils. Whoever runs the installation says it, for nobody vouches for themselves."""
    wanted = {
        "kind": place.kind.value, "region": place.region.value, "system": _as_spelt_here(place.system),
    }  # fmt: skip
    _change(council, wanted, by=by)


def _change(given: Council, wanted: Mapping[str, Any], *, by: User | None) -> None:
    council = Council.objects.select_for_update().get(pk=given.pk)
    now = {"shares_with": council.shares_with, **{name: getattr(council, name) for name in PLACE}, **wanted}
    place = Place(Kind(now["kind"]), Region(now["region"]), now["system"])
    may_share_with(Sharing(now["shares_with"]), place).require()
    changed = {
        field: [getattr(council, field), value] for field, value in wanted.items() if getattr(council, field) != value
    }
    if not changed:
        return
    for field, (_, value) in changed.items():
        setattr(council, field, value)
        setattr(given, field, value)
    council.save(update_fields=list(changed))
    audit.record("council changed", by=by, subject=council, chain=council.code, details=changed)


@transaction.atomic
def share_answers(*, council: Council, share: Sharing, words: bool = True, by: User | None) -> None:
    """Say who may read the council's answers, and whether with its words."""
    change_council(council=council, name=council.name, colour=council.colour, share=share, words=words, by=by)


def _as_spelt_here(system: str) -> str:
    """A system that a council here has named already is one system, whatever its capitals and spaces."""
    named = {title_key(each): each for each in queries.list_systems()}
    return named.get(title_key(system), " ".join(system.split())) if system.strip() else ""


# --- people


@dataclass(frozen=True, slots=True)
class Added:
    """A person added to a council. ``link`` is where they choose a password; empty when they had an account."""

    user: User
    link: str


@transaction.atomic
def add_person(
    *,
    council: Council,
    email: str,
    name: str,
    kinds: Set[GrantKind],
    request: HttpRequest,
    by: User,
    role: Role | None = None,
    since: date | None = None,
) -> Added:
    """Give a person what they may do in the council, and an account if they have none. Raises Refused."""
    if not kinds:
        raise Refused("Choose at least one thing this person may do")
    user = accounts.find_person(email)
    is_new = user is None
    if user is None:
        user = accounts.add_person(email=email, name=name, by=by)
    elif Grant.objects.filter(user=user, council=council).exists():
        raise Refused(f"{user.email} is a person of this council already. Change what they may do on their own page")
    elif not user.is_active:
        raise Refused(f"The account of {user.email} was shut by another council. Ask its administrator to open it")
    for kind in sorted(kinds):
        give_grant(user=user, council=council, kind=kind, by=by)
    if role is not None:
        hand_over_role(role=role, user=user, since=since or clock.today(), by=by)
    return Added(user, accounts.make_password_link(user=user, request=request, by=by) if is_new else "")


@transaction.atomic
def add_council_with_administrator(
    *, code: str, name: str, email: str, person: str, request: HttpRequest, by: User
) -> tuple[Council, Added]:
    """A council and the person who will add everybody else. Raises Refused."""
    council = add_council(code=code, name=name, by=by)
    return council, add_administrator(council=council, email=email, person=person, request=request, by=by)


@transaction.atomic
def add_administrator(*, council: Council, email: str, person: str, request: HttpRequest, by: User) -> Added:
    """``person`` is the name, used if the address has no account yet. Raises Refused."""
    user = accounts.find_person(email)
    if user is not None and Grant.objects.filter(user=user, council=council).exists():
        give_grant(user=user, council=council, kind=GrantKind.COUNCIL_ADMIN, by=by)
        return Added(user, "")
    kinds = frozenset({GrantKind.COUNCIL_ADMIN})
    return add_person(council=council, email=email, name=person, kinds=kinds, request=request, by=by)


@transaction.atomic
def give_grant(*, user: User, council: Council, kind: GrantKind, by: User | None) -> Grant:
    if user.is_provider:
        raise Refused(
            f"{user.email} is a care provider’s address. A person of the council needs an address of their own"
        )
    grant, created = Grant.objects.get_or_create(user=user, council=council, kind=kind.value)
    if created:
        _record_grant("grant given", grant, by)
    return grant


@transaction.atomic
def set_grants(*, user: User, council: Council, kinds: Set[GrantKind], by: User) -> None:
    """From now on the person may do ``kinds`` in the council and nothing else."""
    _hold_people_of(council)
    facts = queries.get_person_facts(user, council_id=council.pk, by=by)
    people.may_set_grants(facts, kinds).require()
    for kind in sorted(kinds - facts.grants):
        give_grant(user=user, council=council, kind=kind, by=by)
    gone = [kind.value for kind in facts.grants - kinds]
    for grant in Grant.objects.filter(user=user, council=council, kind__in=gone).order_by("id"):
        _record_grant("grant taken", grant, by)
        grant.delete()
    if not kinds:
        _end_holdings(user=user, council=council, by=by)


def _hold_people_of(council: Council) -> None:
    """Of two administrators who take each other's place away at once, the second is told that none would be left."""
    hold_council(council.pk)


def _record_grant(verb: str, grant: Grant, by: User | None) -> None:
    details = {"user": grant.user_id, "kind": grant.kind}
    audit.record(verb, by=by, subject=grant, chain=grant.council.code, details=details)


@transaction.atomic
def shut_account(*, user: User, council: Council, by: User) -> None:
    """They can no longer sign in, and hold no role from today. What they did stays theirs."""
    _hold_people_of(council)
    people.may_shut(queries.get_person_facts(user, council_id=council.pk, by=by)).require()
    # The installation's chain of the audit log before the council's, as when a person is added: two cannot wait for
    # each other.
    accounts.shut_account(user=user, by=by)
    _end_holdings(user=user, council=council, by=by)


@transaction.atomic
def open_account(*, user: User, council: Council, by: User) -> None:
    people.may_open(queries.get_person_facts(user, council_id=council.pk, by=by)).require()
    accounts.open_account(user=user, by=by)


@transaction.atomic
def make_password_link(*, user: User, council: Council, request: HttpRequest, by: User) -> str:
    people.may_make_link(queries.get_person_facts(user, council_id=council.pk, by=by)).require()
    return accounts.make_password_link(user=user, request=request, by=by)


def note_names_read(*, council: Council, what: str, by: User) -> None:
    """Names are personal data: whoever is shown them is written down. ``what``: "people" or "role holders"."""
    audit.record_alone(f"{what} read", by=by, subject=council, chain=council.code)


# --- roles


@transaction.atomic
def add_role(*, council: Council, title: str, by: User | None) -> Role:
    """The role with this title, made if the council has none. One that had ended stands again."""
    role = queries.match_role(council_id=council.pk, title=title)
    if role is None:
        role = Role.objects.create(council=council, title=roles.tidy_title(title))
        audit.record("role added", by=by, subject=role, chain=council.code, details={"title": role.title})
    elif role.ended_on is not None:
        role.ended_on = None
        role.save(update_fields=["ended_on"])
        audit.record("role opened again", by=by, subject=role, chain=council.code, details={"title": role.title})
    return role


@transaction.atomic
def hand_over_role(*, role: Role, user: User | None, since: date, by: User | None) -> Holding | None:
    """``user`` (None: nobody) holds the role from ``since``; whoever held it until then stops the day before.

    A holding that began on that same day never lasted one, and is withdrawn; the audit log keeps it.
    """
    role = Role.objects.select_for_update().select_related("council").get(pk=role.pk)
    held = list(Holding.objects.filter(role=role, until__isnull=True).select_related("user").order_by("since", "id"))
    if user is not None and any(holding.user_id == user.pk for holding in held):
        return next(holding for holding in held if holding.user_id == user.pk)
    last = held[-1] if held else None
    roles.may_hand_over(
        since=since,
        held_since=last.since if last else None,
        holder=last.user.name if last else "",
        ended_on=role.ended_on,
    ).require()
    for holding in held:
        _end_holding(holding, since - timedelta(days=1), by)
    new = Holding.objects.create(role=role, user=user, since=since) if user is not None else None
    details = {"user": user.pk if user else None, "since": since.isoformat()}
    audit.record("role handed over", by=by, subject=role, chain=role.council.code, details=details)
    return new


@transaction.atomic
def end_role(*, role: Role, on: date, by: User | None) -> None:
    """The role no longer stands; what it led is shown as led by nobody. Its history stays."""
    if role.ended_on is not None:
        return
    for holding in Holding.objects.filter(role=role, until__isnull=True).order_by("id"):
        _end_holding(holding, on, by)
    role.ended_on = on
    role.save(update_fields=["ended_on"])
    audit.record("role ended", by=by, subject=role, chain=role.council.code, details={"on": on.isoformat()})


def _end_holdings(*, user: User, council: Council, by: User) -> None:
    for holding in Holding.objects.filter(user=user, role__council=council, until__isnull=True).order_by("id"):
        _end_holding(holding, clock.today(), by)


def _end_holding(holding: Holding, last_day: date, by: User | None) -> None:
    details = {"user": holding.user_id, "since": holding.since.isoformat(), "until": last_day.isoformat()}
    chain = holding.role.council.code
    if last_day < holding.since:
        audit.record("holding withdrawn", by=by, subject=holding.role, chain=chain, details=details)
        holding.delete()
        return
    holding.until = last_day
    holding.save(update_fields=["until"])
    audit.record("holding ended", by=by, subject=holding.role, chain=chain, details=details)


# --- reporting groups

group_renamed = Signal()
"""Sent within the change, with ``group``, ``before`` (its name until now) and ``by``: what names it follows."""


@transaction.atomic
def add_group(*, council: Council, name: str, by: User | None) -> ReportingGroup:
    """The group with this name, made if the council has none. One that had ended stands again."""
    name = " ".join(name.split())
    group = ReportingGroup.objects.filter(council=council, name__iexact=name).order_by("id").first()
    if group is None:
        group = ReportingGroup.objects.create(council=council, name=name)
        audit.record("reporting group added", by=by, subject=group, chain=council.code, details={"name": name})
    elif group.ended_on is not None:
        group.ended_on = None
        group.save(update_fields=["ended_on"])
        audit.record("reporting group opened again", by=by, subject=group, chain=council.code, details={"name": name})
    return group


@transaction.atomic
def rename_group(*, group: ReportingGroup, name: str, by: User) -> None:
    name = " ".join(name.split())
    taken = ReportingGroup.objects.filter(council_id=group.council_id, name__iexact=name).exclude(pk=group.pk)
    if taken.exists():
        raise Refused(f"There is a group called “{name}” already. Choose another name")
    before = group.name
    if name == before:
        return
    group.name = name
    group.save(update_fields=["name"])
    group_renamed.send(sender=ReportingGroup, group=group, before=before, by=by)
    details = {"name": [before, name]}
    audit.record("reporting group renamed", by=by, subject=group, chain=group.council.code, details=details)


@transaction.atomic
def end_group(*, group: ReportingGroup, on: date, by: User) -> None:
    """Nothing new can report to it; what did still says so."""
    group.ended_on = on
    group.save(update_fields=["ended_on"])
    audit.record(
        "reporting group ended", by=by, subject=group, chain=group.council.code, details={"on": on.isoformat()}
    )
