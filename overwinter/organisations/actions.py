"""Every change to councils, roles, groups and grants."""

from datetime import date

from django.db import transaction

from overwinter.accounts.models import User
from overwinter.infra import audit, clock
from overwinter.organisations.domain.grants import Grant as GrantKind
from overwinter.organisations.models import Council, Grant, Holding, ReportingGroup, Role


@transaction.atomic
def add_council(*, code: str, name: str, by: User | None, is_demo: bool = False, shares_answers: bool = False) -> Council:
    council = Council.objects.create(code=code, name=name, is_demo=is_demo, shares_answers=shares_answers)
    audit.record("council added", by=by, subject=council, chain=council.code, details={"name": name})
    return council


@transaction.atomic
def give_grant(*, user: User, council: Council, kind: GrantKind, by: User | None) -> Grant:
    grant, created = Grant.objects.get_or_create(user=user, council=council, kind=kind.value)
    if created:
        audit.record("grant given", by=by, subject=grant, chain=council.code, details={"user": user.pk, "kind": kind.value})
    return grant


@transaction.atomic
def take_grant(*, grant: Grant, by: User) -> None:
    audit.record(
        "grant taken", by=by, subject=grant, chain=grant.council.code,
        details={"user": grant.user_id, "kind": grant.kind},
    )
    grant.delete()


@transaction.atomic
def add_role(*, council: Council, title: str, by: User | None) -> Role:
    """The role with this title, made if the council has none; titles differ by more than capitals."""
    title = " ".join(title.split())
    role = Role.objects.filter(council=council, title__iexact=title).first()
    if role is None:
        role = Role.objects.create(council=council, title=title)
        audit.record("role added", by=by, subject=role, chain=council.code, details={"title": title})
    return role


@transaction.atomic
def hand_over_role(*, role: Role, user: User, since: date, by: User | None) -> Holding:
    """``user`` holds the role from ``since``; whoever held it until then stops the day before."""
    for holding in Holding.objects.filter(role=role, until__isnull=True).exclude(user=user):
        holding.until = max(holding.since, since.fromordinal(since.toordinal() - 1))
        holding.save(update_fields=["until"])
    holding, created = Holding.objects.get_or_create(role=role, user=user, until=None, defaults={"since": since})
    if created:
        audit.record(
            "role handed over", by=by, subject=role, chain=role.council.code,
            details={"user": user.pk, "since": since.isoformat()},
        )
    return holding


@transaction.atomic
def add_group(*, council: Council, name: str, by: User | None) -> ReportingGroup:
    name = " ".join(name.split())
    group = ReportingGroup.objects.filter(council=council, name__iexact=name).first()
    if group is None:
        group = ReportingGroup.objects.create(council=council, name=name)
        audit.record("reporting group added", by=by, subject=group, chain=council.code, details={"name": name})
    return group


@transaction.atomic
def share_answers(*, council: Council, share: bool, by: User) -> None:
    council.shares_answers = share
    council.save(update_fields=["shares_answers"])
    audit.record(
        "sharing changed", by=by, subject=council, chain=council.code,
        details={"shares_answers": share, "on": clock.today().isoformat()},
    )
