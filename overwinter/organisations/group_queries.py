"""Reporting groups with their terms and members, as plain facts."""

from dataclasses import dataclass
from datetime import date, time

from django.db.models import Prefetch, QuerySet

from overwinter.organisations.domain.grants import Viewer
from overwinter.organisations.domain.groups import Cadence, Part, Rhythm
from overwinter.organisations.models import GroupMember, ReportingGroup


@dataclass(frozen=True, slots=True)
class MemberFact:
    """A role of the council, or a partner (``role_id`` is None)."""

    title: str
    part: Part
    role_id: int | None = None


@dataclass(frozen=True, slots=True)
class GroupFact:
    id: int
    council_id: int
    name: str
    terms: str
    rhythm: Rhythm
    starts_at: time | None
    minutes: int
    place: str
    members: tuple[MemberFact, ...]
    """Chair first, then secretary, then members as they were named."""
    escalates_to_id: int | None = None
    """None also where the group above has ended."""
    escalates_to: str = ""
    ended_on: date | None = None

    @property
    def keeper_role_ids(self) -> frozenset[int]:
        """The roles of its chair and its secretary."""
        keepers = (Part.CHAIR, Part.SECRETARY)
        return frozenset(each.role_id for each in self.members if each.part in keepers and each.role_id is not None)

    @property
    def member_role_ids(self) -> frozenset[int]:
        return frozenset(each.role_id for each in self.members if each.role_id is not None)


def groups_of(viewer: Viewer) -> QuerySet[ReportingGroup]:
    """In which a role of theirs sits, also those that have ended. To be used within another query."""
    return ReportingGroup.objects.filter(members__role_id__in=viewer.role_ids)


def list_group_facts(viewer: Viewer, *, council_id: int) -> list[GroupFact]:
    """Every group of the council that stands, by name. Two queries."""
    return _facts(viewer, ReportingGroup.objects.filter(council_id=council_id, ended_on__isnull=True))


def find_group_fact(viewer: Viewer, *, group_id: int) -> GroupFact | None:
    """A group of a council of the viewer's, also one that has ended."""
    return next(iter(_facts(viewer, ReportingGroup.objects.filter(pk=group_id))), None)


def _facts(viewer: Viewer, groups: QuerySet[ReportingGroup]) -> list[GroupFact]:
    found = groups.filter(council_id__in=viewer.council_ids)
    members = GroupMember.objects.select_related("role").order_by("id")
    found = found.select_related("escalates_to").prefetch_related(Prefetch("members", members))
    return [_fact(group) for group in found.order_by("name", "id")]


_PLACES = {part: place for place, part in enumerate(Part)}


def _fact(group: ReportingGroup) -> GroupFact:
    above = group.escalates_to if group.escalates_to is not None and group.escalates_to.ended_on is None else None
    members = [MemberFact(str(each), Part(each.part), each.role_id) for each in group.members.all()]
    return GroupFact(
        id=group.pk, council_id=group.council_id, name=group.name, terms=group.terms,
        rhythm=Rhythm(Cadence(group.cadence), group.weekday, group.week_of_month),
        starts_at=group.starts_at, minutes=group.minutes, place=group.place,
        members=tuple(sorted(members, key=lambda each: _PLACES[each.part])),
        escalates_to_id=above.pk if above else None, escalates_to=above.name if above else "", ended_on=group.ended_on,
    )  # fmt: skip
