"""Changes to what a reporting group is: its terms, its members, when it meets, to whom it escalates."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit
from overwinter.kernel.verdict import Refused
from overwinter.organisations import permissions, queries
from overwinter.organisations.domain import groups
from overwinter.organisations.domain.groups import Part, Rhythm
from overwinter.organisations.group_queries import find_group_fact
from overwinter.organisations.models import Council, GroupMember, ReportingGroup, Role
from overwinter.organisations.queries import get_viewer


@dataclass(frozen=True, slots=True)
class GroupTerms:
    """All that a group is, besides its name. Members are roles of the council by id, or partners by name."""

    terms: str = ""
    chair: int | str | None = None
    secretary: int | None = None
    roles: Sequence[int] = ()
    partners: Sequence[str] = ()
    rhythm: Rhythm = field(default_factory=Rhythm)
    starts_at: time | None = None
    minutes: int = 60
    place: str = ""
    escalates_to: int | None = None

    @property
    def members(self) -> list[tuple[int | str, Part]]:
        """Each once: who chairs is no ordinary member besides."""
        named: list[tuple[int | str, Part]] = []
        named += [(self.chair, Part.CHAIR)] if self.chair else []
        named += [(self.secretary, Part.SECRETARY)] if self.secretary else []
        named += [(each, Part.MEMBER) for each in self.roles]
        named += [(each, Part.MEMBER) for each in self.partners]
        found: dict[int | str, Part] = {}
        for who, part in named:
            found.setdefault(who, part)
        return list(found.items())


@transaction.atomic
def set_group_terms(*, group: ReportingGroup, terms: GroupTerms, by: User) -> None:
    """Raises Refused where the ladder would go round, a day is missing, or the person may not."""
    # One change of a ladder at a time: two that are each right could make a loop together.
    Council.objects.select_for_update(no_key=True).get(pk=group.council_id)
    group = ReportingGroup.objects.select_related("council").get(pk=group.pk)
    viewer = get_viewer(by)
    fact = find_group_fact(viewer, group_id=group.pk)
    permissions.may_keep_group(viewer, fact).require()
    _check(group, terms)
    wanted = {
        "terms": terms.terms.replace("\r\n", "\n").strip(), "cadence": terms.rhythm.cadence.value,
        "weekday": terms.rhythm.weekday, "week_of_month": terms.rhythm.week, "starts_at": terms.starts_at,
        "minutes": terms.minutes, "place": " ".join(terms.place.split()), "escalates_to_id": terms.escalates_to,
    }  # fmt: skip
    changed = sorted(name for name, value in wanted.items() if getattr(group, name) != value)
    for name, value in wanted.items():
        setattr(group, name, value)
    group.save(update_fields=[name.removesuffix("_id") for name in wanted])
    members = terms.members
    before = [(each.role_id or each.title, each.part) for each in fact.members] if fact else []
    if sorted(map(str, before)) != sorted(map(str, members)):
        changed.append("members")
        _name_members(group, members)
    if changed:
        details = {"fields": changed, "members": [[who, part.value] for who, part in members]}
        audit.record("reporting group changed", by=by, subject=group, chain=group.council.code, details=details)


def _check(group: ReportingGroup, terms: GroupTerms) -> None:
    groups.rhythm_is_whole(terms.rhythm).require()
    if terms.escalates_to is not None:
        ladder, names = queries.list_ladder(group.council_id)
        if terms.escalates_to not in ladder:
            raise Refused("The group it escalates to is not a group of this council. Choose from the list")
        groups.may_escalate_to(group.pk, terms.escalates_to, ladder, names).require()
    roles = {who for who, _ in terms.members if isinstance(who, int)}
    if Role.objects.filter(pk__in=roles, council_id=group.council_id).count() != len(roles):
        raise Refused("One of the members is not a role of this council. Choose from the list")


def _name_members(group: ReportingGroup, members: Sequence[tuple[int | str, Part]]) -> None:
    GroupMember.objects.filter(group=group).delete()
    GroupMember.objects.bulk_create(
        GroupMember(group=group, role_id=who, part=part.value)
        if isinstance(who, int)
        else GroupMember(group=group, partner=who, part=part.value)
        for who, part in members
    )
