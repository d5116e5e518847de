"""What falls on which day: meetings, dates of rows and gap actions, reviews, and what operations offer."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from overwinter.governance import addresses
from overwinter.governance.domain.meetings import MeetingState
from overwinter.governance.models import Meeting
from overwinter.governance.ports import calendar_sources
from overwinter.kernel.status import FullyMet
from overwinter.operations.api import CalendarEntry
from overwinter.organisations.api import GroupFact, Viewer, get_role_titles, list_group_facts
from overwinter.plans import api as plans
from overwinter.plans.api import Plan, RowFacts

MEETING, ROW_DATE, REVIEW, ACTION = "Meeting", "Row due", "Review", "Action due"


def list_entries(viewer: Viewer, *, council_id: int, first: date, last: date, today: date) -> list[CalendarEntry]:
    """In the order of time; on a day, what has a time before what takes the whole of it."""
    if not viewer.belongs_to(council_id):
        return []
    found = [*_meetings(viewer, council_id, first, last), *_plan(viewer, council_id, first, last, today)]
    for source in calendar_sources():
        found += source.entries(viewer=viewer, council_id=council_id, first=first, last=last, today=today)
    return sorted(found, key=_place)


def _place(entry: CalendarEntry) -> tuple[date, bool, float, str, str]:
    at = entry.starts_at.timestamp() if entry.starts_at is not None else 0.0
    return entry.day, entry.starts_at is None, at, entry.title, entry.key


def _meetings(viewer: Viewer, council_id: int, first: date, last: date) -> Iterator[CalendarEntry]:
    groups = {group.id: group for group in list_group_facts(viewer, council_id=council_id)}
    found = Meeting.objects.filter(group__council_id=council_id, on__gte=first, on__lte=last).select_related("group")
    for meeting in found.order_by("on", "id"):
        yield _meeting(meeting, groups.get(meeting.group_id), viewer)


def _meeting(meeting: Meeting, group: GroupFact | None, viewer: Viewer) -> CalendarEntry:
    starts = None
    if meeting.starts_at is not None:
        starts = timezone.make_aware(datetime.combine(meeting.on, meeting.starts_at))
    cancelled = meeting.state == MeetingState.CANCELLED.value
    return CalendarEntry(
        key=f"meeting-{meeting.key}", day=meeting.on, title=meeting.group.name, kind=MEETING,
        url=addresses.meeting(meeting.pk), mine=group is not None and bool(group.member_role_ids & viewer.role_ids),
        starts_at=starts, length=timedelta(minutes=meeting.minutes), place=meeting.place,
        detail=f"Cancelled: {meeting.state_why}" if cancelled else "", cancelled=cancelled, changes=meeting.changes,
    )  # fmt: skip


def _plan(viewer: Viewer, council_id: int, first: date, last: date, today: date) -> Iterator[CalendarEntry]:
    plan = plans.find_plan_of(viewer, council_id=council_id)
    if plan is None:
        return
    titles = frozenset(get_role_titles(viewer.role_ids, council_id=council_id).values())
    for row in plans.list_rows(plan):
        if row.in_force:
            for entry in _row(plan, row, viewer, titles, today):
                if first <= entry.day <= last:
                    yield entry


def _row(plan: Plan, row: RowFacts, viewer: Viewer, titles: frozenset[str], today: date) -> Iterator[CalendarEntry]:
    name, url = f"{row.number} {row.title}".strip(), addresses.row(plan.pk, row.response_id)
    mine = row.is_led_by(viewer.role_ids)
    lead = row.led_by or "No lead"
    if row.by_when_date is not None and row.fully_met is not FullyMet.YES:
        day = row.by_when_date
        yield CalendarEntry(
            f"{plan.key}-row-{row.response_id}", day, name, ROW_DATE, url, mine, detail=lead, late=day < today
        )
    if row.next_review is not None:
        day = row.next_review
        yield CalendarEntry(
            f"{plan.key}-review-{row.response_id}", day, name, REVIEW, url, mine, detail=lead, late=day < today
        )
    for gap in row.open_actions:
        if gap.due is not None:
            own = gap.owner in titles if gap.owner else mine
            yield CalendarEntry(
                f"{plan.key}-action-{gap.id}", gap.due, gap.text, ACTION, url, own,
                detail=f"{name}; {gap.owner or 'no owner'}", late=gap.due < today,
            )  # fmt: skip
