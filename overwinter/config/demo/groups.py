"""The groups of the demo and the meetings they held, through the actions people use."""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from overwinter.accounts.api import User
from overwinter.governance import api as governance
from overwinter.governance.api import AgendaItem, Meeting
from overwinter.infra.bank_holidays import bank_holidays
from overwinter.kernel.working_days import is_working_day, nearest_in_week
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Cadence, GroupTerms, ReportingGroup, Rhythm, Role
from overwinter.plans import api as plans

Event = tuple[date, Callable[[], object]]
WEEKS = {Cadence.WEEKLY: 1, Cadence.FORTNIGHTLY: 2, Cadence.FOUR_WEEKLY: 4}
PLANNED_BEFORE, AGENDA_BEFORE = timedelta(days=9), timedelta(days=3)


@dataclass(frozen=True, slots=True)
class GroupScript:
    groups: tuple[Mapping[str, Any], ...]
    meetings: tuple[Mapping[str, Any], ...]


def load_groups(catalogue: Path) -> GroupScript:
    data = tomllib.loads((catalogue / "demo" / "marlshire-groups.toml").read_text())
    return GroupScript(tuple(data["group"]), tuple(data["meeting"]))


class GroupPlayer:
    """Plays the meetings. :meth:`events` gives each with its day; the council's builder lets them happen in order."""

    def __init__(self, script: GroupScript, *, today: date, since: date) -> None:
        self.script, self.today, self.since = script, today, since
        self.by: User
        self.roles: Mapping[str, Role]
        self.groups: Mapping[str, ReportingGroup]
        self.rows: Mapping[str, int]
        self.meetings: dict[tuple[str, int], Meeting] = {}

    def events(self) -> list[Event]:
        found: list[Event] = [(self.since, self.set_terms)]
        for group in self.script.groups:
            if "next_in" in group:
                found += self._meeting(group["name"], 0, lambda _meeting: None)
                if group.get("agenda"):
                    found.append((self.today, self._making_agenda(group["name"], 0)))
        for meeting in self.script.meetings:
            name, ago = meeting["group"], meeting["ago"]
            found += self._meeting(name, ago, self._holding(meeting))
            found.append((self._day(name, ago) - AGENDA_BEFORE, self._making_agenda(name, ago)))
            found += self._finishing(meeting)
        # Planned before its agenda is made, and that before it is held, also where their days are one.
        return sorted(found, key=lambda event: event[0])

    def titles(self) -> set[str]:
        """Roles that belong to a group."""
        return {
            title for group in self.script.groups for title in (group["chair"], group["secretary"], *group["members"])
        }

    def set_terms(self) -> None:
        for group in sorted(self.script.groups, key=lambda group: "escalates_to" in group):
            above = self.groups.get(group.get("escalates_to", ""))
            weekday = self._day(group["name"], 0).weekday() if "next_in" in group else 0
            organisations.set_group_terms(
                group=self.groups[group["name"]],
                terms=GroupTerms(
                    terms=group["terms"], chair=self.roles[group["chair"]].pk,
                    secretary=self.roles[group["secretary"]].pk,
                    roles=[self.roles[title].pk for title in group["members"]], partners=group["partners"],
                    rhythm=Rhythm(Cadence(group["cadence"]), weekday), starts_at=time.fromisoformat(group["starts_at"]),
                    minutes=group["minutes"], place=group["place"], escalates_to=above.pk if above else None,
                ),
                by=self.by,
            )  # fmt: skip

    def _group(self, name: str) -> Mapping[str, Any]:
        return next(group for group in self.script.groups if group["name"] == name)

    def _day(self, name: str, ago: int) -> date:
        """The day of a meeting: the next, or so many before it, each off weekends and bank holidays."""
        group = self._group(name)
        first = self.today + timedelta(days=group["next_in"])
        while not is_working_day(first, ()):
            first += timedelta(days=1)
        day = first - timedelta(weeks=WEEKS[Cadence(group["cadence"])] * ago)
        return nearest_in_week(day, bank_holidays(day.year))

    def _meeting(self, name: str, ago: int, hold: Callable[[Meeting], object]) -> list[Event]:
        day = self._day(name, ago)

        def plan() -> None:
            group = self._group(name)
            self.meetings[name, ago] = governance.plan_meeting(
                group_id=self.groups[name].pk, on=day, starts_at=time.fromisoformat(group["starts_at"]),
                minutes=group["minutes"], place=group["place"], due_on=day, by=self.by,
            )  # fmt: skip

        planned = (min(day - PLANNED_BEFORE, self.today), plan)
        return [planned, (day, lambda: hold(self.meetings[name, ago]))] if ago else [planned]

    def _making_agenda(self, name: str, ago: int) -> Callable[[], object]:
        return lambda: governance.make_agenda(meeting_id=self.meetings[name, ago].pk, by=self.by)

    def _holding(self, script: Mapping[str, Any]) -> Callable[[Meeting], object]:
        def hold(meeting: Meeting) -> None:
            self._note_attendance(meeting, script.get("apologies", ()))
            for outcome in script["outcome"]:
                self._record(meeting, outcome)
            governance.close_meeting(meeting_id=meeting.pk, by=self.by)

        return hold

    def _note_attendance(self, meeting: Meeting, apologies: Sequence[str]) -> None:
        group = self._group(meeting.group.name)
        members: Iterable[str] = (group["chair"], group["secretary"], *group["members"], *group["partners"])
        came = {title: "apologies" if title in apologies else "came" for title in members}
        governance.note_attendance(meeting_id=meeting.pk, came=came, by=self.by)

    def _record(self, meeting: Meeting, outcome: Mapping[str, Any]) -> None:
        item, said = self._item(meeting, outcome), outcome["text"]
        match outcome["kind"]:
            case "decision":
                governance.record_decision(item_id=item.pk, text=said, by=self.by)
            case "action":
                governance.record_action(
                    item_id=item.pk, text=said, owner_id=self.roles[outcome["owner"]].pk,
                    due=meeting.on + timedelta(days=outcome["due"]), by=self.by,
                )  # fmt: skip
            case "escalation":
                governance.escalate_item(item_id=item.pk, why=said, by=self.by)
            case _:
                governance.note_item(item_id=item.pk, note=said, by=self.by)

    def _item(self, meeting: Meeting, outcome: Mapping[str, Any]) -> AgendaItem:
        """Where the row stands on the agenda; added by hand where nothing had put it there. What an operation had
        offered stands there already."""
        if "offered" in outcome:
            return AgendaItem.objects.get(meeting=meeting, kind="offered", title__contains=outcome["offered"])
        if "title" in outcome:
            return governance.add_item(meeting_id=meeting.pk, title=outcome["title"], by=self.by)
        row = self.rows[outcome["answer"]]
        found = AgendaItem.objects.filter(meeting=meeting, response_id=row).exclude(kind="action")
        item = found.order_by("order", "id").first()
        return item or governance.add_item(meeting_id=meeting.pk, response_id=row, by=self.by)

    def _finishing(self, script: Mapping[str, Any]) -> list[Event]:
        held = self._day(script["group"], script["ago"])
        return [
            (held + timedelta(days=outcome["done"]), self._finish(outcome))
            for outcome in script["outcome"] if "done" in outcome
        ]  # fmt: skip

    def _finish(self, outcome: Mapping[str, Any]) -> Callable[[], object]:
        def finish() -> None:
            actions = plans.GapAction.objects.filter(response_id=self.rows[outcome["answer"]], text=outcome["text"])
            plans.finish_gap_action(action_id=actions.order_by("id")[0].pk, by=self.by)

        return finish
