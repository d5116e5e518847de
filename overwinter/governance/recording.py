"""A meeting told as plain values: from what stands, or from the minutes that were kept."""

from datetime import datetime, timedelta

from django.utils import timezone

from overwinter.governance.domain.meetings import MeetingState
from overwinter.governance.domain.record import (
    AttendanceRecord,
    ItemRecord,
    MeetingRecord,
    OutcomeRecord,
    from_json,
)
from overwinter.governance.models import AgendaItem, Attendance, Meeting, Outcome
from overwinter.governance.queries.groups import Standing
from overwinter.governance.queries.meetings import list_attendance, list_items
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted, joined
from overwinter.plans import api as plans

SPOKEN = ("red", "amber", "unknown", "green")


def record_of(meeting: Meeting, standing: Standing | None = None) -> MeetingRecord:
    """The minutes of a closed meeting are what was kept; else the agenda as it stands, with what came of it so far."""
    if meeting.state == MeetingState.CLOSED.value:
        return from_json(meeting.minutes_kept)
    return _live(meeting, standing)


def _live(meeting: Meeting, standing: Standing | None) -> MeetingRecord:
    council = meeting.group.council
    return MeetingRecord(
        council=council.name, is_demo=council.is_demo, group=meeting.group.name, on=meeting.on.isoformat(),
        when=when_words(meeting), place=meeting.place, standing=standing_words(standing) if standing else "",
        attendance=tuple(_came(each) for each in list_attendance(meeting)),
        items=tuple(_item(each) for each in list_items(meeting)),
    )  # fmt: skip


def _came(each: Attendance) -> AttendanceRecord:
    return AttendanceRecord(each.title, each.part, each.came)


def _item(item: AgendaItem) -> ItemRecord:
    outcomes = tuple(_outcome(each) for each in item.outcomes.all())
    return ItemRecord(item.pk, item.kind, item.title, item.reason, item.note, item.url, outcomes)


def _outcome(each: Outcome) -> OutcomeRecord:
    return OutcomeRecord(
        each.pk, each.kind, each.text, each.owner.title if each.owner else "", full_day(each.due) if each.due else "",
        each.taken_back_why,
    )  # fmt: skip


def when_words(meeting: Meeting) -> str:
    """ "Tuesday 3 November 2020, 10:00 to 11:00"."""
    day = f"{meeting.on:%A} {full_day(meeting.on)}"
    if meeting.starts_at is None:
        return day
    begins = datetime.combine(meeting.on, meeting.starts_at)
    return f"{day}, {begins:%H:%M} to {begins + timedelta(minutes=meeting.minutes):%H:%M}"


def standing_words(standing: Standing) -> str:
    """ "23 rows report to it: 2 red, 5 amber and 16 green. 3 are overdue. 4 changed since it last met, on …"."""
    rows = [row for row in standing.rows if row.in_force]
    if not rows:
        return "No row of the plan reports to it."
    counts = {status: sum(1 for row in rows if row.status == status) for status in SPOKEN}
    said = joined(f"{count} {status}" for status, count in counts.items() if count)
    late = sum(1 for row in rows if plans.is_overdue(row, timezone.localdate()))
    words = [f"{counted(len(rows), 'row')} {'reports' if len(rows) == 1 else 'report'} to it: {said}."]
    words.append(f"{late or 'None'} {'is' if late == 1 else 'are'} overdue.")
    if standing.last is not None:
        changed = len(standing.changed)
        words.append(f"{changed or 'None'} changed since it last met, on {full_day(standing.last.on)}.")
    return " ".join(words)
