"""Planning, moving, cancelling and closing meetings, and who came."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.governance.domain import meetings
from overwinter.governance.domain.meetings import MeetingEvent, MeetingState
from overwinter.governance.domain.record import as_json
from overwinter.governance.keeping import Keeper, hold_group, hold_meeting
from overwinter.governance.models import Attendance, Meeting, Outcome
from overwinter.governance.queries.groups import get_standing
from overwinter.governance.recording import record_of
from overwinter.infra.bank_holidays import bank_holidays
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Refused

GUEST = "guest"


@transaction.atomic
def plan_meeting(
    *, group_id: int, on: date, by: User, starts_at: time | None = None, minutes: int = 60, place: str = "",
    due_on: date | None = None,
) -> Meeting:  # fmt: skip
    """``due_on``: the day by the group's cadence, where this one follows from it."""
    keeper = hold_group(group_id, by)
    if keeper.group.ended_on is not None:
        raise Refused("This group has ended. It meets no more.")
    _check_day(keeper, on)
    meeting = Meeting.objects.create(
        group_id=group_id, on=on, starts_at=starts_at, minutes=minutes, place=" ".join(place.split()), due_on=due_on
    )
    keeper.note("meeting planned", meeting, on=on.isoformat())
    return meeting


@transaction.atomic
def move_meeting(
    *, meeting_id: int, on: date, by: User, starts_at: time | None = None, minutes: int = 60, place: str = ""
) -> Meeting:
    meeting, keeper = hold_meeting(meeting_id, by)
    meetings.may_become(MeetingState(meeting.state), MeetingEvent.MOVE).require()
    if on != meeting.on:
        if _outcomes(meeting):
            raise Refused("Something was decided in this meeting, so it took place on its day. Plan another one.")
        _check_day(hold_group(meeting.group_id, by), on)
    before = [meeting.on.isoformat(), str(meeting.starts_at), meeting.place]
    meeting.on, meeting.starts_at, meeting.minutes = on, starts_at, minutes
    meeting.place, meeting.changes = " ".join(place.split()), meeting.changes + 1
    meeting.save(update_fields=["on", "starts_at", "minutes", "place", "changes"])
    keeper.note("meeting moved", meeting, before=before, on=on.isoformat())
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting_id: int, why: str, by: User) -> Meeting:
    meeting, keeper = hold_meeting(meeting_id, by)
    meetings.may_cancel(MeetingState(meeting.state), outcomes=_outcomes(meeting), why=why).require()
    meeting.state, meeting.state_why = MeetingState.CANCELLED.value, why.strip()
    meeting.changes += 1
    meeting.save(update_fields=["state", "state_why", "changes"])
    keeper.note("meeting cancelled", meeting, why=why.strip())
    return meeting


@transaction.atomic
def note_attendance(*, meeting_id: int, came: Mapping[str, str], by: User, guests: Sequence[str] = ()) -> None:
    """``came``: a member's title to whether they came; ``guests``: who else did, as roles or organisations."""
    meeting, keeper = hold_meeting(meeting_id, by)
    meetings.may_record(MeetingState(meeting.state), on=meeting.on, today=keeper.day).require()
    parts = {each.title: each.part.value for each in keeper.group.members}
    found = [
        Attendance(meeting=meeting, title=title, part=part, came=came[title])
        for title, part in parts.items() if came.get(title) in Attendance.Came.values
    ]  # fmt: skip
    named = dict.fromkeys(" ".join(each.split()) for each in guests)
    found += [
        Attendance(meeting=meeting, title=title[:200], part=GUEST, came=Attendance.Came.CAME)
        for title in named if title and title not in parts
    ]  # fmt: skip
    Attendance.objects.filter(meeting=meeting).delete()
    Attendance.objects.bulk_create(found)
    keeper.note("attendance noted", meeting, came=sum(1 for each in found if each.came == Attendance.Came.CAME))


@transaction.atomic
def close_meeting(*, meeting_id: int, by: User) -> Meeting:
    """The minutes are kept as they are now, for ever; the audit log keeps their digest."""
    meeting, keeper = hold_meeting(meeting_id, by)
    came = meeting.attendance.filter(came=Attendance.Came.CAME).count()
    meetings.may_close(MeetingState(meeting.state), on=meeting.on, today=keeper.day, came=came).require()
    record = record_of(meeting, get_standing(keeper.viewer, keeper.group, before=meeting))
    at = timezone.localtime(keeper.at)
    kept = as_json(record) | {"closed": f"{keeper.name}, on {full_day(at.date())} at {at:%H:%M}"}
    digest = hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()
    meeting.minutes_kept, meeting.state = kept, MeetingState.CLOSED.value
    meeting.closed_at, meeting.closed_as = keeper.at, keeper.name
    meeting.save(update_fields=["minutes_kept", "state", "closed_at", "closed_as"])
    keeper.note("meeting closed", meeting, minutes=digest)
    return meeting


def _outcomes(meeting: Meeting) -> int:
    return Outcome.objects.filter(item__meeting=meeting).count()


def _check_day(keeper: Keeper, on: date) -> None:
    if on in bank_holidays(on.year):
        raise Refused(f"{on:%A} {full_day(on)} is a bank holiday. Choose another day")
    others = Meeting.objects.filter(group_id=keeper.group.id, on=on).exclude(state=MeetingState.CANCELLED.value)
    if others.exists():
        raise Refused(f"The group has a meeting on {full_day(on)} already. Choose another day")
