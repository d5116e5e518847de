"""Who leads the sections of a plan: the list, and the page of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localdate

from overwinter.design.parts import Event, Link
from overwinter.design.table import Column, Group, Row, Table, linked
from overwinter.kernel.words import counted
from overwinter.plans.models import Plan, Response
from overwinter.plans.pages.past import day_words
from overwinter.plans.pages.words import row_url
from overwinter.plans.queries import SectionLine, led_by

_COLUMNS = (
    Column("Section", width=6),
    Column("Led by", keep=True),
    Column("Reports to"),
    Column("Rows", numeric=True, keep=True),
    Column("Led by someone else", numeric=True, keep=True),
)
_ROWS = (Column("Row", width=8), Column("Led by", keep=True), Column("Reports to", keep=True))


def section_url(plan_id: int, line: SectionLine) -> str:
    section_id, name = line.place
    if section_id is None:
        return f"{reverse('plans:local-section', args=(plan_id,))}?{urlencode({'name': name})}"
    return reverse("plans:section", args=(plan_id, section_id))


def own_leads(line: SectionLine) -> int:
    """Rows that name their own lead."""
    return sum(row.lead_id is not None and not row.lead_from_section for row in line.rows)


def sections_table(plan: Plan, lines: Sequence[SectionLine], *, manages: bool) -> Table:
    themes: dict[str, list[Row]] = {}
    for line in lines:
        groups = line.owner.reporting_to.replace("\n", ", ") if line.owner is not None else ""
        cells = (
            linked(line.name, section_url(plan.pk, line)) if manages else line.name,
            led_by(line.owner) or "Nobody said", groups or "Nobody said",
            str(len(line.rows)), str(own_leads(line)),
        )  # fmt: skip
        themes.setdefault(line.theme, []).append(Row(cells))
    groups_of = tuple(Group(theme, tuple(rows)) for theme, rows in themes.items())
    return Table("Who leads each section, and where it reports", _COLUMNS, groups=groups_of, empty="No section yet.")


@dataclass(frozen=True)
class SectionPage:
    """One section, its rows and its past."""

    plan: Plan
    line: SectionLine
    titles: Mapping[int, str]
    """Of every role that leads one of its rows or led the section."""
    records: Sequence[Any]
    today: date

    @property
    def lede(self) -> str:
        own = own_leads(self.line)
        rows = counted(len(self.line.rows), "row")
        if not own:
            return f"{rows}. What is named here is taken by all of them."
        named = (
            f"{own} of them {'names its' if own == 1 else 'name their'} own lead and keep{'s' if own == 1 else ''} it"
        )
        return f"{rows}. What is named here is taken by the rows that name nothing themselves; {named}."

    @cached_property
    def table(self) -> Table:
        rows = tuple(Row(self._cells(row)) for row in self.line.rows)
        return Table("The rows of the section", _ROWS, rows=rows, empty="No row.")

    def _cells(self, row: Response) -> tuple[str, ...]:
        lead = "; ".join(self.titles.get(pk, "") for pk in row.lead_ids)
        groups = row.reporting_to.replace("\n", ", ")
        return (
            linked(row.name, row_url(self.plan.pk, row.pk)),
            _whose(lead, row.lead_from_section, "No one"), _whose(groups, row.groups_from_section, "Nobody"),
        )  # fmt: skip

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return tuple(
            Event(
                when=day_words(localdate(record.history_date), self.today), words=self._words(record),
                who=record.changed_as, why=record.history_change_reason or "",
            )
            for record in self.records
        )  # fmt: skip

    def _words(self, record: Any) -> str:
        ids = [record.lead_id, *record.led_with] if record.lead_id is not None else []
        lead = "; ".join(self.titles.get(pk, "") for pk in ids)
        groups = record.reporting_to.replace("\n", ", ")
        return f"Led by {lead or 'no one'}, reports to {groups or 'nobody'}"

    @property
    def back(self) -> tuple[Link, ...]:
        return (
            Link("The plan", reverse("plans:wall", args=(self.plan.pk,))),
            Link("Leads of sections", reverse("plans:sections", args=(self.plan.pk,))),
        )


def _whose(words: str, follows: bool, nobody: str) -> str:
    if not words:
        return nobody
    return f"{words} (from the section)" if follows else f"{words} (its own)"
