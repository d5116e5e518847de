"""What waits for those who run a group's meetings, for their Today page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overwinter.frameworks.api import get_limits
from overwinter.governance import addresses
from overwinter.governance.domain.escalations import EscalationState
from overwinter.governance.domain.meetings import MeetingState
from overwinter.governance.models import Meeting
from overwinter.governance.queries.escalations import visible_escalations
from overwinter.governance.queries.meetings import AHEAD, get_next_day, visible_meetings
from overwinter.kernel.threshold import Limits
from overwinter.organisations.api import GroupFact, Viewer, list_group_facts


class MeetingWait(StrEnum):
    NOT_CLOSED = "not closed"
    """It took place; its minutes are open."""
    NO_AGENDA = "no agenda"
    """It is near, and its agenda is not made."""
    NOT_SENT = "not sent"
    """It is near; its agenda is made, and nobody has said that it was sent."""
    NOT_PLANNED = "not planned"
    """By its cadence the group meets soon, and no day is set."""


@dataclass(frozen=True, slots=True)
class MeetingWaits:
    what: MeetingWait
    group: str
    on: date
    """The day of the meeting, or the day it would be by the cadence."""
    url: str


def list_meeting_waits(viewer: Viewer, today: date) -> list[MeetingWaits]:
    """For the groups whose chair or secretary the viewer is, in the council they work in, by day."""
    if viewer.council_id is None:
        return []
    groups = list_group_facts(viewer, council_id=viewer.council_id)
    own = {group.id: group for group in groups if group.keeper_role_ids & viewer.role_ids}
    if not own:
        return []
    ahead: dict[int, list[Meeting]] = {}
    for meeting in visible_meetings(viewer).filter(group_id__in=own, state__in=AHEAD).order_by("on", "id"):
        ahead.setdefault(meeting.group_id, []).append(meeting)
    limits = get_limits(today)
    found = [each for group in own.values() for each in _of(group, ahead.get(group.id, []), viewer, today, limits)]
    return sorted(found, key=lambda each: (each.on, each.group, each.url))


@dataclass(frozen=True, slots=True)
class EscalationWaits:
    """Something that another group raised, and that waits for a decision of this one."""

    title: str
    from_group: str
    to_group: str
    why: str
    first_raised_on: date
    url: str


def list_escalation_waits(viewer: Viewer) -> list[EscalationWaits]:
    """What stands before the groups whose chair or secretary the viewer is, the longest on its way first."""
    if viewer.council_id is None or not viewer.role_ids:
        return []
    groups = list_group_facts(viewer, council_id=viewer.council_id)
    own = [group.id for group in groups if group.keeper_role_ids & viewer.role_ids]
    standing = visible_escalations(viewer).filter(to_group_id__in=own, state=EscalationState.STANDING.value)
    return [
        EscalationWaits(
            each.title, each.from_group.name, each.to_group.name, each.why, each.first_raised_on,
            addresses.group(each.to_group_id),
        )
        for each in standing.order_by("first_raised_on", "id")
    ]  # fmt: skip


def _of(
    group: GroupFact, meetings: list[Meeting], viewer: Viewer, today: date, limits: Limits
) -> Iterator[MeetingWaits]:
    for meeting in meetings:
        url = addresses.meeting(meeting.pk)
        if meeting.on < today:
            yield MeetingWaits(MeetingWait.NOT_CLOSED, group.name, meeting.on, url)
        elif (meeting.on - today).days <= limits["agenda-due"].days:
            if meeting.state == MeetingState.PLANNED.value:
                yield MeetingWaits(MeetingWait.NO_AGENDA, group.name, meeting.on, url)
            elif meeting.agenda_sent_at is None:
                yield MeetingWaits(MeetingWait.NOT_SENT, group.name, meeting.on, url)
    if not any(meeting.on >= today for meeting in meetings):
        day = get_next_day(viewer, group, today)
        if day is not None and (day.on - today).days <= limits["meeting-look-ahead"].days:
            yield MeetingWaits(MeetingWait.NOT_PLANNED, group.name, day.on, addresses.group(group.id))
