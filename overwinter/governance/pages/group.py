"""What the page of a group says and shows: its scorecard, its actions, what climbs, its meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.design.limits import origin
from overwinter.design.marks import met_words, rag_change, rag_words
from overwinter.design.parts import Fact, Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.frameworks.api import get_limits
from overwinter.governance import addresses
from overwinter.governance.domain.escalations import age_in_days
from overwinter.governance.domain.meetings import MeetingState, PlannedDay
from overwinter.governance.models import Escalation, Meeting
from overwinter.governance.queries import ActionLine, Standing, changed_words
from overwinter.governance.recording import standing_words, when_words
from overwinter.kernel.days import full_day, short_day
from overwinter.kernel.status import FullyMet
from overwinter.kernel.threshold import Threshold
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.words import counted
from overwinter.organisations.api import GroupFact, Part
from overwinter.plans import api as plans
from overwinter.plans.api import RowFacts

MEETINGS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Raised:
    """Something on its way up, as one of its two groups sees it."""

    title: str
    url: str
    why: str
    between: str
    age: str
    old: bool
    take_back_url: str = ""


@dataclass(frozen=True)
class GroupPage:
    group: GroupFact
    standing: Standing
    actions: Sequence[ActionLine]
    escalations: Sequence[Escalation]
    meetings: Sequence[Meeting]
    next_meeting: Meeting | None
    next_day: PlannedDay | None
    may_keep: Verdict
    today: date

    @property
    def title(self) -> str:
        return self.group.name

    @property
    def place(self) -> str:
        if self.group.ended_on is not None:
            return f"Ended on {full_day(self.group.ended_on)}"
        return f"Meets {self.group.rhythm.said}" if self.group.rhythm.said else "How often it meets is not set"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return (Link("Boards", reverse("governance:boards")),)

    @property
    def lede(self) -> str:
        said = [standing_words(self.standing)]
        if self.standing.last is None:
            said.append("It has not met here yet.")
        if late := sum(1 for line in self.actions if line.days_late(self.today)):
            said.append(
                f"{late} of its {counted(len(self.actions), 'open action')} {'is' if late == 1 else 'are'} late."
            )
        return " ".join(said)

    # --- the next meeting

    @property
    def next_words(self) -> str:
        meeting = self.next_meeting
        if meeting is not None:
            begun = meeting.on < self.today
            state = "It took place, and is to be closed" if begun else MeetingState(meeting.state).label
            where = f" {meeting.place}." if meeting.place else ""
            return f"{when_words(meeting)}.{where} {state}."
        if self.next_day is None:
            return "No meeting is planned, and no cadence is set from which one could follow."
        return (
            f"No meeting is planned. By its cadence the next is on {self.next_day.on:%A} {full_day(self.next_day.on)}."
        )

    @property
    def moved_words(self) -> str:
        """Why the day by the cadence is not the day it would be on."""
        day = self.next_day
        if self.next_meeting is not None or day is None or not day.moved:
            return ""
        return f"{day.due:%A} {full_day(day.due)} is a bank holiday or no working day, so it moves within its week."

    # --- its rows

    @cached_property
    def rows(self) -> Table:
        """What changed has a column of its own where anything did."""
        columns = [
            Column("Row", width=7), Column("RAG", keep=True), Column("Fully met"), Column("Lead"),
            Column("By when", keep=True, width=3),
        ]  # fmt: skip
        if self.standing.changed:
            columns.append(Column("Since it last met", keep=True, width=5))
        return Table(
            caption="Rows that report to the group",
            columns=tuple(columns),
            rows=tuple(Row(self._cells(row)) for row in self.standing.rows),
            empty="No row of the plan reports to it. A row names its groups under Reports to.",
        )

    def _cells(self, row: RowFacts) -> tuple[str, ...]:
        changed = self.standing.changed.get(row.response_id)
        rag_move = changed.move_of("rag") if changed else None
        rag = rag_words(row.status)
        if rag_move is not None and row.in_force:
            rag = rag_change(str(rag_move.before), str(rag_move.after))
        cells = (
            format_html('<a href="{}">{} {}</a>', self._row_url(row.response_id), row.number, row.title),
            rag, met_words(row.fully_met.value), row.led_by or "No one", self._when(row),
        )  # fmt: skip
        if not self.standing.changed:
            return cells
        return (*cells, _first_up(changed_words(changed, since=False)) if changed else "No change")

    def _when(self, row: RowFacts) -> str:
        """By when, and which date has passed."""
        day = row.by_when_date
        said = f"{short_day(day)} {day.year}" if day else row.by_when or "Not said"
        if not plans.is_overdue(row, self.today):
            return said
        own = day is not None and day < self.today and row.fully_met is not FullyMet.YES
        return format_html(
            '<span class="ow-num">{}</span><br><strong>{}</strong>', said, "late" if own else "a gap action is late"
        )

    def _row_url(self, response_id: int) -> str:
        return addresses.row(self.standing.plan.pk, response_id) if self.standing.plan else ""

    @property
    def rows_title(self) -> str:
        return f"The {counted(len(self.standing.rows), 'row')} that {_report(len(self.standing.rows))} to it"

    @property
    def rows_links(self) -> tuple[Link, ...]:
        if self.standing.plan is None or not self.standing.rows:
            return ()
        return (Link("In the plan", addresses.plan_of_group(self.standing.plan.pk, self.group.name), "these rows"),)

    # --- actions and escalations

    @cached_property
    def action_table(self) -> Table:
        return Table(
            caption="Open actions of the group",
            columns=(
                Column("Action", width=8),
                Column("Owner", width=4),
                Column("Due", width=4),
                Column("State", width=2),
            ),
            rows=tuple(Row(self._action(line)) for line in self.actions),
            empty="No action is open. Actions are recorded in a meeting, on the item they are about.",
        )

    @property
    def to_finish(self) -> tuple[tuple[str, str], ...]:
        """Open actions that no row keeps: their words, and where one says that they are done."""
        if not self.may_keep:
            return ()
        return tuple(
            (line.text, reverse("governance:finish-action", args=[line.meeting_id, line.outcome_id]))
            for line in self.actions if line.kept_here
        )  # fmt: skip

    def _action(self, line: ActionLine) -> tuple[str, ...]:
        late = line.days_late(self.today)
        due = full_day(line.due) if line.due else "No date"
        tag = f'<br><span class="ow-tag ow-tag--late">{counted(late, "day")} late</span>' if late else ""
        return (
            format_html(
                '<a href="{}">{}</a><br><span class="ow-meta">{}, asked for on {}</span>',
                line.url, line.text, line.subject, full_day(line.recorded_on),
            ),
            line.owner or "No owner", format_html("{}{}", due, SafeString(tag)), line.state,
        )  # fmt: skip

    @cached_property
    def _old(self) -> Threshold:
        return get_limits(self.today)["escalation-old"]

    @property
    def raised_here(self) -> tuple[Raised, ...]:
        return tuple(self._raised(each) for each in self.escalations if each.to_group_id == self.group.id)

    @property
    def raised_up(self) -> tuple[Raised, ...]:
        return tuple(self._raised(each) for each in self.escalations if each.from_group_id == self.group.id)

    def _raised(self, each: Escalation) -> Raised:
        days = age_in_days(each.first_raised_on, self.today)
        up = each.from_group_id == self.group.id
        row = each.response
        url = addresses.row(row.plan_id, row.pk) if row is not None else addresses.group(each.from_group_id)
        other = f"To the {each.to_group.name}" if up else f"From the {each.from_group.name}"
        return Raised(
            each.title, url, each.why, f"{other}, since {full_day(each.first_raised_on)}",
            "Today" if days == 0 else counted(days, "day"), days >= self._old.days,
            reverse("governance:take-back-escalation", args=[each.pk]) if up and self.may_keep else "",
        )  # fmt: skip

    @property
    def old_words(self) -> str:
        """When an age is marked, and who says so; empty where none is."""
        if not any(each.old for each in (*self.raised_here, *self.raised_up)):
            return ""
        return f"Marked from {self._old.said} on. {origin(self._old)}"

    # --- what it is

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        parts = {part: [each.title for each in self.group.members if each.part is part] for part in Part}
        return (
            Fact("Chair", ", ".join(parts[Part.CHAIR]) or "Not named"),
            Fact("Secretary", ", ".join(parts[Part.SECRETARY]) or "Not named"),
            Fact("Members", _lines(parts[Part.MEMBER]) or "None named"),
            Fact("Meets", self._meets()),
            Fact("Escalates to", self._above() or "No group"),
        )

    def _above(self) -> str:
        above = self.group.escalates_to_id
        return linked(self.group.escalates_to, addresses.group(above)) if above is not None else ""

    def _meets(self) -> str:
        at = f", at {self.group.starts_at:%H:%M}" if self.group.starts_at else ""
        where = f", {self.group.place}" if self.group.place else ""
        said = self.group.rhythm.heading
        return f"{said}{at}, for {self.group.minutes} minutes{where}" if said else "Not set"

    @property
    def meeting_lines(self) -> tuple[tuple[Link, str], ...]:
        return tuple(
            (Link(full_day(each.on), addresses.meeting(each.pk)), _meeting_state(each))
            for each in self.meetings[:MEETINGS_SHOWN]
        )


def _meeting_state(meeting: Meeting) -> str:
    if meeting.state == MeetingState.CLOSED.value:
        items = meeting.minutes_kept["items"]
        outcomes = [said for item in items for said in item["outcomes"] if not said["taken_back_why"]]
        decisions = sum(1 for said in outcomes if said["kind"] == "decision")
        actions = sum(1 for said in outcomes if said["kind"] == "action")
        said = [counted(decisions, "decision")] if decisions else []
        said += [counted(actions, "action")] if actions else []
        return ", ".join(said) or "Nothing decided"
    return MeetingState(meeting.state).label


def _report(count: int) -> str:
    return "reports" if count == 1 else "report"


def _first_up(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _lines(titles: Sequence[str]) -> SafeString | str:
    if not titles:
        return ""
    return format_html("{}", SafeString("<br>".join(format_html("{}", title) for title in titles)))
