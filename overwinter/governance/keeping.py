"""What every write of governance begins with: the meeting, held still, and whether this person keeps its group."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.governance.models import AgendaItem, Meeting
from overwinter.governance.permissions import may_keep_group, speaks_as
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import (
    Council,
    GroupFact,
    ReportingGroup,
    Viewer,
    find_group_fact,
    get_council,
    get_viewer,
)


@dataclass(frozen=True, slots=True)
class Keeper:
    """A person who keeps a group, and the moment."""

    user: User
    viewer: Viewer
    group: GroupFact
    council: Council
    at: datetime

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    @property
    def name(self) -> str:
        """As what they speak: "Head of commissioning, chair"."""
        return speaks_as(self.viewer, self.group)

    def note(self, verb: str, subject: "Meeting | AgendaItem | None" = None, **details: object) -> None:
        """An entry of the audit log."""
        audit.record(
            verb, by=self.user, subject=subject, chain=self.council.code, at=self.at,
            details={"group": self.group.id, **details},
        )  # fmt: skip


def keeper_of(group_id: int, by: User) -> Keeper:
    """Raises Refused for somebody who does not keep the group."""
    viewer = get_viewer(by)
    group = find_group_fact(viewer, group_id=group_id)
    may_keep_group(viewer, group).require()
    if group is None:
        raise Refused("There is no such group in your council.")
    return Keeper(by, viewer, group, get_council(group.council_id), clock.now())


def hold_group(group_id: int, by: User) -> Keeper:
    """As :func:`keeper_of`; of two who plan or escalate for one group at once, the second sees what the first did."""
    ReportingGroup.objects.select_for_update(no_key=True).get(pk=group_id)
    return keeper_of(group_id, by)


def hold_meeting(meeting_id: int, by: User) -> tuple[Meeting, Keeper]:
    """The meeting, which nobody else changes until this transaction ends."""
    meeting = Meeting.objects.select_related("group__council").select_for_update(of=("self",)).get(pk=meeting_id)
    return meeting, keeper_of(meeting.group_id, by)


def hold_item(item_id: int, by: User) -> tuple[AgendaItem, Keeper]:
    meeting_id = AgendaItem.objects.values_list("meeting_id", flat=True).get(pk=item_id)
    meeting, keeper = hold_meeting(meeting_id, by)
    item = AgendaItem.objects.select_related("escalation").get(pk=item_id)
    item.meeting = meeting
    return item, keeper
