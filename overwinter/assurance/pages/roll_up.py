"""The roll-up: councils × requirements as a matrix, and what they come to requirement by requirement."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import groupby

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from overwinter.assurance.domain.rolled_up import Said, Tally
from overwinter.assurance.pages.compared import NOT_ANSWERED, Compared, name_of, requirement_url, said_of, theme_select
from overwinter.design.marks import MET_MARKS, RAG_MARKS
from overwinter.design.matrix import Matrix, MatrixCell, MatrixColumn, MatrixRow
from overwinter.design.parts import FilterBar, Link, Option, Select
from overwinter.design.table import ZERO, Column, Group, Row, Table, linked
from overwinter.design.table_files import links_to_files
from overwinter.frameworks.api import RequirementFact
from overwinter.kernel.words import counted
from overwinter.plans.api import ComparedPlan

STATUSES = ("red", "amber", "green", "unknown")
_COLUMNS = (
    Column("Requirement", width=8),
    Column("Ours", width=4),
    *(Column(RAG_MARKS[status].word, numeric=True, keep=True) for status in STATUSES),
    Column("Fully met", numeric=True, keep=True),
)


@dataclass(frozen=True)
class RollUpPage(Compared):
    @property
    def title(self) -> str:
        return "The plan beside others"

    @property
    def lede(self) -> str:
        if not self.found.others:
            return f"There is nothing to compare yet. {self.shared_words}"
        plans, asked = len(self.found.compared), len(self.found.requirements)
        tallies = self.found.rolled_up.tallies.values()
        by_all = sum(each.met == plans for each in tallies)
        by_none = sum(not each.met for each in tallies)
        return (
            f"Of {counted(asked, 'requirement')}, {by_all or 'none'} {'is' if by_all < 2 else 'are'} fully met in all "
            f"{plans} plans and {by_none or 'none'} in no plan. {self.shared_words}"
        )

    # --- what was asked for

    @property
    def theme(self) -> str:
        return self.query.get("theme", "")

    @property
    def by_pattern(self) -> bool:
        return self.query.get("order", "") != "national"

    @property
    def filter_bar(self) -> FilterBar:
        order = Select(
            "order", "Order", (
                Option("", "So that patterns show", self.by_pattern),
                Option("national", "By name and national number", not self.by_pattern),
            ),
        )  # fmt: skip
        return self.bar(theme_select(self.found.themes, self.theme), order)

    # --- the matrix

    @cached_property
    def _order(self) -> tuple[list[ComparedPlan], list[RequirementFact]]:
        return self.found.in_order(by_pattern=self.by_pattern)

    @property
    def order_words(self) -> str:
        if not self.by_pattern:
            return "Councils by name, requirements in the national order."
        return "What is most met stands to the left, who has most met at the top: what is alone in its row stands out."

    @property
    def matrix(self) -> SafeString:
        """Drawn anew only when a plan in it says something else."""
        return _remembered(_Drawing(self._drawn_from, self._draw))

    @property
    def _drawn_from(self) -> tuple[Hashable, ...]:
        asked = tuple((each.id, each.number, each.title) for each in self.found.requirements)
        named = tuple((each.plan_id, each.council) for each in self.found.compared)
        return (self.plan_id, self.ending, self.by_pattern, self.found.states, named, asked)

    def _draw(self) -> SafeString:
        rows, columns = self._order
        shown = Matrix(
            f"{counted(len(rows), 'council')} by {counted(len(columns), 'requirement')}",
            "Council",
            tuple(
                MatrixColumn(each.number, each.title, requirement_url(self.plan_id, each.key, self.ending))
                for each in columns
            ),
            tuple(self._row(each, columns) for each in rows),
        )
        return render_to_string("design/parts/matrix.html", {"matrix": shown})

    def _row(self, compared: ComparedPlan, columns: Sequence[RequirementFact]) -> MatrixRow:
        said = self.found.rolled_up.grid.get(compared.plan_id, {})
        met = sum(said[each.id][1] == "yes" for each in columns if each.id in said)
        own = compared.plan_id == self.plan_id
        note = f"{'our own, ' if own else ''}{met} of {len(columns)} met"
        url = reverse("plans:wall", args=(self.plan_id,)) if own else self._beside(compared)
        return MatrixRow(Link(compared.council, url), tuple(_cell(said.get(each.id)) for each in columns), note)

    def _beside(self, compared: ComparedPlan) -> str:
        joint = "&" if self.ending else "?"
        return f"{reverse('assurance:beside', args=(self.plan_id,))}{self.ending}{joint}with={compared.plan_id}"

    # --- the tables

    @property
    def table(self) -> Table:
        groups = groupby(self.found.requirements, key=lambda each: (each.theme.short, each.section.short))
        return Table(
            "Requirement by requirement",
            _COLUMNS,
            groups=tuple(
                Group(f"{theme} · {section}", tuple(self._line(each) for each in those))
                for (theme, section), those in groups
            ),
            take_away=links_to_files(self.query, "the counts for each requirement"),
        )

    def _line(self, requirement: RequirementFact) -> Row:
        counts = self.found.rolled_up.tallies[requirement.id]
        ours = self.found.rolled_up.said(self.plan_id, requirement.id)
        return Row(
            (
                linked(name_of(requirement), requirement_url(self.plan_id, requirement.key, self.ending)),
                said_of(*ours) if ours else NOT_ANSWERED,
                *(str(counts.rags[status]) if counts.rags.get(status) else ZERO for status in STATUSES),
                _met_words(counts),
            )
        )

    @property
    def by_council(self) -> Table:
        """The matrix as a table to take away: a line for each requirement, a column for each council."""
        rows, columns = self._order
        return Table(
            "Councils by requirement",
            (Column("Requirement", width=8), *(Column(each.council) for each in rows)),
            rows=tuple(
                Row((name_of(each), *(_words(self.found.rolled_up.said(plan.plan_id, each.id)) for plan in rows)))
                for each in columns
            ),
        )

    @property
    def matrix_files(self) -> tuple[Link, ...]:
        asked = self.query.copy()
        asked["of"] = "councils"
        return links_to_files(asked, "what each council says of each requirement")


@dataclass(frozen=True)
class _Drawing:
    """Everything a matrix follows from, and how it is drawn."""

    made_from: tuple[Hashable, ...]
    draw: Callable[[], SafeString] = field(compare=False)


@lru_cache(maxsize=8)
def _remembered(drawing: _Drawing) -> SafeString:
    """Of 150 councils each is some 2 MB."""
    return drawing.draw()


@lru_cache(maxsize=64)
def _cell(said: Said | None) -> MatrixCell:
    """There are few ways to answer, and thousands of answers."""
    return MatrixCell(said[0], said[1]) if said else MatrixCell(missing="no answer")


def _words(said: Said | None) -> str:
    return f"{RAG_MARKS[said[0]].word}, {MET_MARKS[said[1]].phrase}" if said else NOT_ANSWERED


def _met_words(counts: Tally) -> str:
    return f"{counts.met} of {counts.plans}"
