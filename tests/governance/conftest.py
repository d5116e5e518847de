"""Northmere's cell, which meets each Tuesday and escalates to its board."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pytest

from overwinter.accounts.api import User
from overwinter.governance import api as governance
from overwinter.governance.models import AgendaItem, Meeting
from overwinter.infra import clock
from overwinter.kernel.status import FullyMet, Rag
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Cadence, Grant, GroupTerms, ReportingGroup, Rhythm
from tests.plans.conftest import NOW, WORLD, World, at_noon, make_person, world
from tests.support.beginnings import Beginning

__all__ = ["at_noon", "world"]

FIRST, SECOND = date(2020, 11, 3), date(2020, 11, 17)


@dataclass
class Groups:
    """The cell's chair is the world's lead; its secretary holds a role and may do nothing else in the plan."""

    world: World
    cell: ReportingGroup
    board: ReportingGroup
    secretary: User

    def plan(self, on: date, group: ReportingGroup | None = None) -> Meeting:
        return governance.plan_meeting(
            group_id=(group or self.cell).pk, on=on, starts_at=time(10), by=self.world.manager
        )

    def held(self, on: date, group: ReportingGroup | None = None) -> Meeting:
        """A meeting whose day it is, with its agenda."""
        return governance.make_agenda(meeting_id=self.plan(on, group).pk, by=self.world.manager)

    def close(self, meeting: Meeting, came: str = "Head of commissioning") -> Meeting:
        governance.note_attendance(meeting_id=meeting.pk, came={came: "came"}, by=self.world.manager)
        return governance.close_meeting(meeting_id=meeting.pk, by=self.world.manager)

    def item(self, meeting: Meeting, key: str) -> AgendaItem:
        return meeting.items.get(key=key)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@clock.standing_at(NOW)
def build_groups(world: World) -> Groups:
    """Row 1 (red) and row 2 (green) report to the cell since September."""
    with clock.standing_at(datetime(2020, 9, 5, 10, tzinfo=UTC)):
        board = organisations.add_group(council=world.council, name="Winter board", by=None)
        role = organisations.add_role(council=world.council, title="Board secretary", by=None)
        secretary = make_person(world.council, Grant.VIEWER, "secretary@northmere.example")
        organisations.hand_over_role(role=role, user=secretary, since=date(2020, 9, 1), by=None)
        organisations.set_group_terms(
            group=world.group,
            terms=GroupTerms(
                chair=world.role.pk, secretary=role.pk, partners=["Care association"],
                rhythm=Rhythm(Cadence.WEEKLY, 1), starts_at=time(10), escalates_to=board.pk,
            ),
            by=world.manager,
        )  # fmt: skip
        organisations.set_group_terms(
            group=board, terms=GroupTerms(chair=world.other_role.pk, rhythm=Rhythm(Cadence.MONTHLY, 3, 1)),
            by=world.manager,
        )  # fmt: skip
        for row, rag in zip(world.rows[:2], (Rag.RED, Rag.GREEN), strict=True):
            met = FullyMet.NO if rag is Rag.RED else FullyMet.YES
            world.change(row, rag=rag, fully_met=met, groups=[world.group.pk], next_review=date(2021, 3, 1))
    return Groups(world, world.group, board, secretary)


GROUPS = Beginning(build_groups, after=WORLD)


@pytest.fixture
@GROUPS
def groups(world: World) -> Groups:
    return GROUPS.value()
