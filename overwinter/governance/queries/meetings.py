"""Meetings, their items and who came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from overwinter.governance.domain.meetings import MeetingState, PlannedDay, planned_day
from overwinter.governance.models import AgendaItem, Attendance, Meeting, Outcome
from overwinter.infra.bank_holidays import bank_holidays
from overwinter.organisations.api import GroupFact, Viewer, list_group_facts
from overwinter.plans import api as plans

AHEAD = (MeetingState.PLANNED.value, MeetingState.READY.value)


def visible_meetings(viewer: Viewer) -> "QuerySet[Meeting]":
    return Meeting.objects.filter(
        group__council_id=viewer.council_id or 0, group__council_id__in=viewer.council_ids
    ).select_related("group__council")


def find_meeting(viewer: Viewer, meeting_id: int) -> Meeting | None:
    return visible_meetings(viewer).filter(pk=meeting_id).first()


def list_meetings(viewer: Viewer, *, group_id: int) -> list[Meeting]:
    """Newest first."""
    return list(visible_meetings(viewer).filter(group_id=group_id).order_by("-on", "-id"))


def next_meeting(viewer: Viewer, *, group_id: int) -> Meeting | None:
    """The earliest that is not closed: it may lie in the past, with its minutes still open."""
    found = visible_meetings(viewer).filter(group_id=group_id, state__in=AHEAD)
    return found.order_by("on", "id").first()


def get_next_day(viewer: Viewer, group: GroupFact, today: date) -> PlannedDay | None:
    """The day for the next meeting by the group's cadence, off bank holidays; None where it has none.

    Counted from its latest meeting that was not cancelled.
    """
    latest = visible_meetings(viewer).filter(group_id=group.id).exclude(state=MeetingState.CANCELLED.value)
    last = latest.order_by("-on").values_list("on", flat=True).first()
    due = group.rhythm.next_after(last, today)
    if due is None:
        return None
    return planned_day(due, bank_holidays(due.year) | bank_holidays(due.year + 1))


def list_items(meeting: Meeting) -> list[AgendaItem]:
    """The agenda in order, each item with its outcomes under ``outcomes.all()``."""
    outcomes = Outcome.objects.select_related("owner").order_by("id")
    items = meeting.items.filter(removed=False).select_related("response", "escalation__from_group")
    return list(items.prefetch_related(Prefetch("outcomes", outcomes)).order_by("order", "id"))


def find_item(viewer: Viewer, meeting_id: int, item_id: int) -> AgendaItem | None:
    found = AgendaItem.objects.filter(pk=item_id, meeting__in=visible_meetings(viewer), meeting_id=meeting_id)
    return found.select_related("meeting__group", "escalation").first()


def find_outcome(viewer: Viewer, meeting_id: int, outcome_id: int) -> Outcome | None:
    found = Outcome.objects.filter(
        pk=outcome_id, item__meeting__in=visible_meetings(viewer), item__meeting_id=meeting_id
    )
    return found.select_related("item__meeting__group").first()


def list_attendance(meeting: Meeting) -> list[Attendance]:
    return list(meeting.attendance.order_by("id"))


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in the list of groups."""

    group: GroupFact
    rags: Mapping[str, int]
    overdue: int
    last_on: date | None
    next_meeting: Meeting | None
    mine: bool


def list_group_lines(viewer: Viewer, today: date) -> list[GroupLine]:
    """Every group of the council the viewer works in, by name, with how its rows stand."""
    if viewer.council_id is None:
        return []
    groups = list_group_facts(viewer, council_id=viewer.council_id)
    plan = plans.find_own_plan(viewer)
    rows = [row for row in plans.list_rows(plan) if row.in_force] if plan is not None else []
    met: dict[int, date] = {}
    ahead: dict[int, Meeting] = {}
    for meeting in visible_meetings(viewer).order_by("on", "id"):
        if meeting.state == MeetingState.CLOSED.value:
            met[meeting.group_id] = meeting.on
        elif meeting.state in AHEAD:
            ahead.setdefault(meeting.group_id, meeting)
    return [_group_line(group, rows, met, ahead, viewer, today) for group in groups]


def _group_line(
    group: GroupFact, rows: list[plans.RowFacts], met: Mapping[int, date], ahead: Mapping[int, Meeting],
    viewer: Viewer, today: date,
) -> GroupLine:  # fmt: skip
    own = [row for row in rows if group.name in row.groups]
    counts: dict[str, int] = {}
    for row in own:
        counts[row.status] = counts.get(row.status, 0) + 1
    late = sum(1 for row in own if plans.is_overdue(row, today))
    mine = bool(group.member_role_ids & viewer.role_ids)
    return GroupLine(group, counts, late, met.get(group.id), ahead.get(group.id), mine)
