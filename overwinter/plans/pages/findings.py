"""What the list of a plan's findings shows: what is open and what is accepted, narrowed and sorted as asked."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from overwinter.design.limits import origin
from overwinter.design.parts import FilterBar, Link, Option, Select
from overwinter.design.table import Column, Row, Table, put_in_order, sorted_by
from overwinter.design.table_files import links_to_files
from overwinter.frameworks.api import get_limits
from overwinter.kernel.days import full_day
from overwinter.kernel.winter import Winter
from overwinter.kernel.words import counted, joined
from overwinter.plans.domain.choosing import NO_LEAD
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings import RULES, RULES_BY_CODE, Standing, State
from overwinter.plans.pages.mending import finding_url
from overwinter.plans.pages.words import as_said_first, title_link
from overwinter.plans.queries import PlanPicture

_COLUMNS = (
    Column("Finding", "finding", width=7),
    Column("Where", "where", width=5),
    Column("Section", "section"),
    Column("Lead", "lead", keep=True),
    Column("State", "state", keep=True, width=4),
)
PER_PAGE = 50
ROWS_NAMED = 6
"""Rows named in a cell; of more, the first and how many there are."""
ACCEPTED = "accepted"
BACK = "back"
ALL = "all"
_STATES: Mapping[str, str] = {"": "Open", ACCEPTED: "Accepted", BACK: "Come back", ALL: "Open and accepted"}


@dataclass(frozen=True, slots=True)
class Line:
    """A finding with the rows it stands on, in the order of the plan."""

    standing: Standing
    rows: tuple[RowFacts, ...]

    @property
    def sections(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.section for row in self.rows))

    @property
    def leads(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.led_by or "No one" for row in self.rows))


@dataclass(frozen=True)
class FindingsPage:
    picture: PlanPicture
    query: QueryDict
    views: tuple[Link, ...]
    in_file: bool = False
    """A file holds every finding asked for, a page the first of them."""

    title = "Findings"

    @property
    def place(self) -> str:
        return f"Winter plan {Winter.parse(self.picture.plan.winter)} · as it stands on {full_day(self.picture.day)}"

    @cached_property
    def every(self) -> tuple[Line, ...]:
        rows = {row.response_id: row for row in self.picture.rows}
        return tuple(
            Line(each, tuple(rows[pk] for pk in each.finding.rows)) for each in self.picture.challenge.standing
        )

    @cached_property
    def matching(self) -> tuple[Line, ...]:
        return tuple(line for line in self.every if self._matches(line))

    def _matches(self, line: Line) -> bool:
        rule, lead, section = (self.query.get(name, "") for name in ("rule", "lead", "section"))
        if rule and line.standing.finding.code != rule:
            return False
        if lead and not any(lead in (set(map(str, row.lead_ids)) or {NO_LEAD}) for row in line.rows):
            return False
        return (not section or section in line.sections) and _is_in(line.standing.state, self.query.get("state", ""))

    # --- words

    @property
    def lede(self) -> str:
        open_ones = [line for line in self.every if line.standing.state.is_open]
        accepted = len(self.every) - len(open_ones)
        back = sum(line.standing.accepted is not None for line in open_ones)
        if not self.every:
            return "No rule doubts anything in this plan today."
        said = [self._open_words(open_ones)]
        if accepted:
            said.append(f"{accepted} {'is' if accepted == 1 else 'are'} accepted until a day.")
        if back:
            said.append(
                f"{back} {'was' if back == 1 else 'were'} accepted and {'has' if back == 1 else 'have'} come back."
            )
        if self._narrowed:
            shown = counted(len(self.matching), "finding")
            said.append(f"{shown} of this kind {'is' if len(self.matching) == 1 else 'are'} shown.")
        return " ".join(said)

    def _open_words(self, found: list[Line]) -> str:
        if not found:
            return "No finding is open."
        on = len({row.response_id for line in found for row in line.rows})
        whole = sum(not line.rows for line in found)
        where = [f"on {counted(on, 'row')}"] if on else []
        where += [f"{whole} about the plan as a whole"] if whole else []
        return f"{counted(len(found), 'finding')} {'is' if len(found) == 1 else 'are'} open, {joined(where)}."

    @property
    def _narrowed(self) -> bool:
        return any(self.query.get(name) for name in ("rule", "lead", "section", "state"))

    @property
    def limits_note(self) -> tuple[str, ...]:
        """Where the limits come from by which the shown findings were found."""
        limits = get_limits(self.picture.day)
        ids = dict.fromkeys(name for line in self.matching for name in RULES_BY_CODE[line.standing.finding.code].limits)
        return tuple(f"{limits[name].decides.rstrip('.')}: {limits[name].said}. {origin(limits[name])}" for name in ids)

    # --- the filter bar

    @property
    def filter_bar(self) -> FilterBar:
        return FilterBar(
            selects=(self._rules, self._leads, self._sections, self._states),
            kept=tuple(("sort", value) for value in self.query.getlist("sort")[-1:] if value),
            clear_url="?" if self._narrowed else "",
        )

    def _select(self, name: str, label: str, options: Iterable[tuple[str, str]]) -> Select:
        asked = self.query.get(name, "")
        return Select(name, label, tuple(Option(value, words, value == asked) for value, words in options))

    @property
    def _rules(self) -> Select:
        fired = Counter(line.standing.finding.code for line in self.every)
        named = [(rule.code, f"{rule.name} ({fired[rule.code]})") for rule in RULES if rule.code in fired]
        return self._select("rule", "Rule", (("", "Any rule"), *named))

    @property
    def _leads(self) -> Select:
        rows = [row for line in self.every for row in line.rows]
        leads = sorted({(title, str(pk)) for row in rows for pk, title in row.leads.items()}, key=_by_title)
        return self._select(
            "lead", "Lead", (("", "Any lead"), (NO_LEAD, "No one"), *((pk, title) for title, pk in leads))
        )

    @property
    def _sections(self) -> Select:
        there = {section for line in self.every for section in line.sections}
        named = dict.fromkeys(row.section for row in self.picture.rows if row.section in there)
        return self._select("section", "Section", (("", "Any section"), *((each, each) for each in named)))

    @property
    def _states(self) -> Select:
        return self._select("state", "State", _STATES.items())

    # --- the table

    @cached_property
    def pages(self) -> "Page[Line]":
        """The findings asked for, in the order asked for."""
        _, key, descending = self._order
        lines = list(self.matching)
        if key != "where":
            lines = put_in_order(lines, _SORTED[key], descending=descending)
        elif descending:
            lines.reverse()
        return Paginator(lines, max(len(lines), 1) if self.in_file else PER_PAGE).get_page(self.query.get("page"))

    @cached_property
    def _order(self) -> tuple[tuple[Column, ...], str, bool]:
        return sorted_by(_COLUMNS, self.query, "where")

    @cached_property
    def table(self) -> Table:
        columns, rows = self._order[0], tuple(self._rows(self.pages.object_list))
        if all(line.standing.accepted is None for line in self.matching):  # one word in every cell
            columns, rows = columns[:-1], tuple(Row(row.cells[:-1]) for row in rows)
        return Table(
            "Findings of the plan", columns, rows=rows,
            empty="No finding is of this kind. Show all, or choose fewer conditions.",
            take_away=links_to_files(self.query, "the findings") if self.matching else (),
        )  # fmt: skip

    def _rows(self, lines: Iterable[Line]) -> Iterator[Row]:
        plan_id = self.picture.plan.pk
        for line in lines:
            finding = line.standing.finding
            name = format_html(
                '<a href="{}">{}</a><br><span class="ow-meta">{}</span>',
                finding_url(plan_id, finding.code, finding.subject), finding.title.rstrip("."), finding.facts,
            )  # fmt: skip
            sections, leads = _some(line.sections), _some(line.leads)
            yield Row(
                (name, where_cell(line.rows, plan_id), sections, leads, state_cell(line.standing, self.picture.day))
            )


def where_cell(rows: tuple[RowFacts, ...], plan_id: int) -> str:
    if not rows:
        return "The plan as a whole"
    named = rows if len(rows) <= ROWS_NAMED else rows[:ROWS_NAMED]
    cell = format_html_join(SafeString("<br>"), "{}", ((title_link(row, plan_id),) for row in named))
    left = len(rows) - len(named)
    return format_html('{}<br><span class="ow-meta">and {} more</span>', cell, left) if left else cell


def state_cell(standing: Standing, today: date) -> str:
    """ "Open", "Accepted until 3 January 2027" with the reason, "Open again" with why."""
    accepted = standing.accepted
    if accepted is None:
        return "Open"
    if standing.state is State.ACCEPTED:
        return format_html(
            'Accepted until {}<br><span class="ow-meta">{}: “{}”</span>',
            full_day(accepted.until), as_said_first(accepted.who), accepted.reason,
        )  # fmt: skip
    return format_html('Open again<br><span class="ow-meta">{}</span>', came_back(standing, today))


def came_back(standing: Standing, today: date) -> str:
    """Why a finding that was accepted stands again; empty where it was not, or is."""
    accepted = standing.accepted
    if accepted is None or not standing.state.is_open:
        return ""
    until = full_day(accepted.until)
    if standing.state is State.CHANGED and accepted.until >= today:
        return f"It was accepted until {until}, on facts that have changed since."
    return f"It was accepted until {until}; that day has passed."


def _is_in(state: State, asked: str) -> bool:
    if asked == ACCEPTED:
        return state is State.ACCEPTED
    if asked == BACK:
        return state in (State.LAPSED, State.CHANGED)
    return asked == ALL or state.is_open


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")


def _by_title(lead: tuple[str, str]) -> tuple[str, str]:
    return lead[0].casefold(), lead[1]


_SORTED: Mapping[str, Callable[[Line], str | date | None]] = {
    "finding": lambda line: line.standing.finding.title.casefold(),
    "section": lambda line: line.sections[0].casefold() if line.rows else None,
    "lead": lambda line: line.leads[0].casefold() if line.rows else None,
    "state": lambda line: line.standing.accepted.until if line.standing.accepted else None,
}
