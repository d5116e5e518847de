"""What the pages of a whole plan show: its wall, its tables, its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict

from overwinter.design.forms import WrittenDateField
from overwinter.design.parts import Day, FilterBar, Link, Option, Select, Slider, Tick
from overwinter.kernel.days import full_day, long_day
from overwinter.kernel.weeks import FRIDAY
from overwinter.kernel.winter import Winter
from overwinter.kernel.words import counted
from overwinter.organisations.api import Viewer
from overwinter.plans.domain.choosing import NO_LEAD, Choice, Only
from overwinter.plans.domain.facts import count_statuses
from overwinter.plans.pages.shown import Shown, remembered
from overwinter.plans.pages.words import plan_views
from overwinter.plans.permissions import may_edit_some
from overwinter.plans.queries import PlanPicture

DAY_NAMES = ("on", "day")
"""What a day is called in the address of a wall or a table."""


def read_day(words: str | None) -> date | None:
    """A day of an address, ``2020-11-13`` or as people write it; None for anything else."""
    try:
        return WrittenDateField(required=False).to_python((words or "").strip())
    except ValidationError:
        return None


def unshown_day(words: str | None, today: date) -> str:
    """Why the day asked for is not what is shown; empty when it is, or when none was asked for."""
    if not (words or "").strip():
        return ""
    day = read_day(words)
    if day is None:
        return f"“{words}” could not be read as a day. This is how it stands now. Write a day like 27 November 2026."
    return f"{full_day(day)} is still to come. This is how it stands now." if day > today else ""


def unshared_day(council: str, words: str | None, today: date) -> str:
    """Why an earlier day of another council's plan is not what is shown; empty when none was asked for."""
    day = read_day(words)
    if day is None or day >= today:
        return ""
    return (
        f"{council} shares its answers as they stand today, and not its past: you asked for {full_day(day)}. "
        "This is how it stands now."
    )


def read_choice(query: QueryDict) -> Choice:
    known = {kind.value for kind in Only}
    asked = frozenset(Only(value) for value in query.getlist("only") if value in known)
    return Choice(lead=query.get("lead", ""), group=query.get("group", ""), only=asked)


@dataclass(frozen=True)
class PlanPage:
    """A plan on a day, as one person asked to see it."""

    picture: PlanPicture
    viewer: Viewer
    choice: Choice
    query: QueryDict
    responses: Mapping[int, str] = field(default_factory=dict)
    """What the council says it does, for the full table."""
    may_manage: bool = False

    @cached_property
    def shown(self) -> Shown:
        picture = self.picture
        return remembered(
            Shown(
                plan_id=picture.plan.pk, day=picture.day, is_now=picture.is_now, rows=picture.rows,
                choice=self.choice, held_roles=self.viewer.role_ids if Only.MINE in self.choice.only else frozenset(),
                since=picture.since, moved=tuple(picture.moved.items()), opened=self.query.get("open", ""),
                query=self.query.urlencode(), texts=tuple(self.responses.items()),
                beside=picture.beside,
            )
        )  # fmt: skip

    @property
    def own(self) -> bool:
        return self.viewer.belongs_to(self.picture.plan.council_id)

    @property
    def title(self) -> str:
        return "The plan" if self.own else f"The plan of {self.picture.plan.council.name}"

    @property
    def place(self) -> str:
        national = sum(not row.is_local for row in self.picture.rows)
        local = len(self.picture.rows) - national
        parts = [f"Winter plan {Winter.parse(self.picture.plan.winter)}", counted(national, "national requirement")]
        if local:
            parts.append(counted(local, "local row"))
        if self.picture.plan.closed_on is not None:
            parts.append(f"closed on {full_day(self.picture.plan.closed_on)}")
        if not self.picture.is_now:
            parts.append(f"as it stood on {full_day(self.picture.day)}")
        return " · ".join(parts)

    # --- the filter bar

    @property
    def filter_bar(self) -> FilterBar:
        return FilterBar(
            selects=(self._leads, self._groups, *((self._since,) if self.own else ())),
            ticks=tuple(
                Tick("only", kind.value, kind.label, kind in self.choice.only)
                for kind in Only
                if kind is not Only.MINE or self.viewer.role_ids
            ),
            slider=Slider(self._slider_words, self._days, name="on") if self.own else None,
            kept=tuple(("sort", value) for value in self.query.getlist("sort")[-1:] if value),
            clear_url=self.clear_url,
        )

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """What was asked for besides the day: another day is shown with the same filters in force."""
        return tuple(
            (name, value) for name, values in self.query.lists() for value in values if value and name not in DAY_NAMES
        )

    @property
    def now_url(self) -> str:
        """The same rows as they stand now; empty where that is what is shown."""
        return "" if self.picture.is_now else f"?{urlencode(self.kept)}"

    @property
    def clear_url(self) -> str:
        return "?" if self.choice or not self.picture.is_now or self.picture.since else ""

    @property
    def _slider_words(self) -> str:
        words = "The plan as it stood on a Friday"
        day = self.picture.day
        return words if self.picture.is_now or day.weekday() == FRIDAY else f"{words}, or on {full_day(day)}"

    @property
    def _days(self) -> tuple[Day, ...]:
        """The Fridays and today; a day between them that is shown has its place, so that the filters keep it."""
        shown = self.picture.day
        days = [Day(each.day, dict(each.counts), each.day == shown) for each in self.picture.fridays]
        if not any(day.chosen for day in days):
            days.append(Day(shown, dict(count_statuses(self.picture.rows)), True))
        return tuple(sorted(days, key=lambda day: day.on))

    @property
    def _leads(self) -> Select:
        leads = {pk: title for row in self.picture.rows for pk, title in row.leads.items()}
        options = [Option("", "Any lead"), Option(NO_LEAD, "No one", self.choice.lead == NO_LEAD)]
        for pk, title in sorted(leads.items(), key=lambda item: (item[1].casefold(), item[0])):
            options.append(Option(str(pk), title, self.choice.lead == str(pk)))
        return Select("lead", "Lead", tuple(options))

    @property
    def _groups(self) -> Select:
        names = sorted({name for row in self.picture.rows for name in row.groups}, key=str.casefold)
        options = [Option(name, name, self.choice.group == name) for name in names]
        return Select("group", "Reports to", (Option("", "Any group"), *options))

    @property
    def _since(self) -> Select:
        options = [Option("", "Do not mark")]
        for each in reversed(self.picture.fridays[:-1]):
            options.append(Option(each.day.isoformat(), long_day(each.day), each.day == self.picture.since))
        chosen = self.picture.since
        if chosen is not None and not any(option.chosen for option in options):
            options.append(Option(chosen.isoformat(), long_day(chosen), True))
        return Select("since", "Mark what changed since", tuple(options))

    @property
    def views(self) -> tuple[Link, ...]:
        """Wall and table: the two ways to look at the same rows. For its own people also how it is signed."""
        return plan_views(self.picture.plan.pk, self.ending, own=self.own, edits=self.edits)

    @property
    def edits(self) -> bool:
        return may_edit_some(self.viewer, self.picture.plan)

    @property
    def ending(self) -> str:
        """The end of an address of another page about the same rows."""
        kept = self.query.copy()
        kept.pop("sort", None)
        return f"?{kept.urlencode()}" if kept else ""
