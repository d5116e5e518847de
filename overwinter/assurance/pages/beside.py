"""One's own plan beside another's, requirement by requirement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.assurance.pages.compared import (
    NOT_ANSWERED,
    UNSHARED_WORDS,
    Compared,
    name_of,
    requirement_url,
    said_of,
    theme_select,
)
from overwinter.design.parts import FilterBar, Link, Option, Select
from overwinter.design.table import Column, Group, Row, Table, linked
from overwinter.design.table_files import links_to_files
from overwinter.frameworks.api import RequirementFact
from overwinter.kernel.words import counted
from overwinter.plans.api import ComparedAnswer, ComparedPlan

ONLY = {
    "": "Every requirement",
    "differ": "Where they differ",
    "met": "What they have fully met and we have not",
    "ours": "What we have fully met and they have not",
}
Pair = tuple[RequirementFact, ComparedAnswer | None, ComparedAnswer | None]


@dataclass(frozen=True)
class BesidePage(Compared):
    other: ComparedPlan | None = None
    answers: Sequence[ComparedAnswer] = field(default_factory=tuple)
    """Of the two plans."""

    @property
    def title(self) -> str:
        return f"Our plan beside that of {self.other.council}" if self.other else "Our plan beside another"

    @property
    def lede(self) -> str:
        if self.other is None:
            return f"There is no plan to put beside ours. {self.shared_words}"
        pairs = self.pairs
        differ = sum(map(_differ, pairs))
        theirs = sum(_met(other) and not _met(own) for _, own, other in pairs)
        ours = sum(_met(own) and not _met(other) for _, own, other in pairs)
        said = (
            f"Of {counted(len(pairs), 'requirement')} the two say something else of {differ or 'none'}. "
            f"{self.other.council} has fully met {theirs or 'nothing'} that we have not, and we "
            f"{ours or 'nothing'} that it has not."
        )
        return said if self.other.words else f"{said} It shares RAG and fully met, and not its words."

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        roll_up = reverse("assurance:compare", args=(self.plan_id,)) + self.ending
        return (*super().breadcrumbs, Link("Compare", roll_up))

    # --- what was asked for

    @property
    def only(self) -> str:
        asked = self.query.get("only", "")
        return asked if asked in ONLY else ""

    @property
    def theme(self) -> str:
        return self.query.get("theme", "")

    @property
    def filter_bar(self) -> FilterBar:
        chosen = self.other.plan_id if self.other else 0
        others = Select(
            "with", "Beside", tuple(
                Option(str(each.plan_id), each.council, each.plan_id == chosen) for each in self.found.others
            ),
        )  # fmt: skip
        only = Select("only", "Only", tuple(Option(key, words, key == self.only) for key, words in ONLY.items()))
        return self.bar(others, theme_select(self.found.themes, self.theme), only)

    # --- requirement by requirement

    @cached_property
    def pairs(self) -> list[Pair]:
        said: Mapping[tuple[int, int], ComparedAnswer] = {
            (each.requirement_id, each.plan_id): each for each in self.answers
        }
        other = self.other.plan_id if self.other else 0
        return [
            (each, said.get((each.id, self.plan_id)), said.get((each.id, other)))
            for each in self.found.requirements
            if not self.theme or each.theme.key == self.theme
        ]

    @cached_property
    def chosen(self) -> list[Pair]:
        return [pair for pair in self.pairs if self._wanted(pair)]

    def _wanted(self, pair: Pair) -> bool:
        _, own, other = pair
        if self.only == "differ":
            return _differ(pair)
        if self.only == "met":
            return _met(other) and not _met(own)
        return self.only != "ours" or (_met(own) and not _met(other))

    @property
    def table(self) -> Table:
        name = self.other.council if self.other else "Theirs"
        groups = groupby(self.chosen, key=lambda pair: (pair[0].theme.short, pair[0].section.short))
        return Table(
            "The two plans, requirement by requirement",
            (
                Column("Requirement", width=5),
                Column("Ours", width=7, keep=True),
                Column(name, width=7, keep=True),
            ),
            groups=tuple(
                Group(f"{theme} · {section}", tuple(map(self._row, those))) for (theme, section), those in groups
            ),
            empty="No requirement is of this kind. Show all.",
            take_away=links_to_files(self.query, "the two plans") if self.chosen else (),
        )  # fmt: skip

    def _row(self, pair: Pair) -> Row:
        requirement, own, other = pair
        name = linked(name_of(requirement), requirement_url(self.plan_id, requirement.key, self.ending))
        return Row((name, _side(own), _side(other)))


def _side(answer: ComparedAnswer | None) -> SafeString | str:
    if answer is None:
        return NOT_ANSWERED
    words = UNSHARED_WORDS if answer.text is None else answer.text
    return format_html('{}<br><span class="ow-small">{}</span>', said_of(answer.rag, answer.fully_met), words)


def _met(answer: ComparedAnswer | None) -> bool:
    return answer is not None and answer.fully_met == "yes"


def _differ(pair: Pair) -> bool:
    _, own, other = pair
    said = [(each.rag, each.fully_met) if each else None for each in (own, other)]
    return said[0] != said[1]
