"""One requirement over many councils, with their own words: how others answer it, and who has fully met it and how."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.html import format_html

from overwinter.assurance.pages.compared import NO_WORDS, UNSHARED_WORDS, Compared
from overwinter.design.marks import MET_MARKS, met_words, rag_words
from overwinter.design.parts import FilterBar, Link, Option, Select
from overwinter.design.table import Column, Row, Table
from overwinter.design.table_files import asks_for_file, links_to_files
from overwinter.design.wall import say_counts
from overwinter.frameworks.api import RequirementFact
from overwinter.kernel.words import counted
from overwinter.organisations.api import Like
from overwinter.plans.api import ComparedAnswer

PER_PAGE = 25
_COLUMNS = (
    Column("Council", width=4),
    Column("RAG", width=2),
    Column("Fully met", width=3),
    Column("In their words", plain=True),
)


@dataclass(frozen=True)
class RequirementPage(Compared):
    requirement: RequirementFact = field(kw_only=True)
    answers: Sequence[ComparedAnswer] = field(kw_only=True)

    @property
    def title(self) -> str:
        return self.requirement.title

    @property
    def place(self) -> str:
        asked = "" if self.requirement in self.found.requirements else " · the national plan does not ask this now"
        return f"{self.requirement.number} · how others answer this · {self.requirement.key}{asked}"

    @property
    def lede(self) -> str:
        met = sum(each.fully_met == "yes" for each in self.answers)
        said = f"{counted(len(self.answers), 'answer')}: {say_counts(Counter(each.rag for each in self.answers))}. "
        said += f"{met or 'None'} {'says' if met < 2 else 'say'} it is fully met. "
        return (said if self.answers else "") + self.shared_words

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        roll_up = reverse("assurance:compare", args=(self.plan_id,)) + self.ending
        return (*super().breadcrumbs, Link("Compare", roll_up))

    @property
    def own_row(self) -> Link | None:
        own = next((each for each in self.answers if each.plan_id == self.plan_id), None)
        return Link("Our own row", reverse("plans:row", args=(self.plan_id, own.response_id))) if own else None

    # --- what was asked for

    @property
    def met(self) -> str:
        asked = self.query.get("met", "")
        return asked if asked in MET_MARKS else ""

    @property
    def filter_bar(self) -> FilterBar:
        options = [Option("", "Whatever they say")]
        options += [Option(value, mark.phrase.capitalize(), self.met == value) for value, mark in MET_MARKS.items()]
        return self.bar(Select("met", "Fully met", tuple(options)))

    @cached_property
    def chosen(self) -> list[ComparedAnswer]:
        return [each for each in self.answers if not self.met or each.fully_met == self.met]

    @cached_property
    def pages(self) -> "Page[ComparedAnswer]":
        whole = asks_for_file(self.query)
        return Paginator(self.chosen, sys.maxsize if whole else PER_PAGE).get_page(self.query.get("page"))

    @property
    def heading(self) -> str:
        if self.met == "yes":
            return "Who has fully met this, and how"
        return "In their own words"

    @property
    def table(self) -> Table:
        empty = "Nobody who shares says this. Choose other councils, or show all." if self.met else self.shared_words
        return Table(
            self.heading, _COLUMNS, rows=tuple(map(self._row, self.pages)), empty=empty,
            take_away=links_to_files(self.query, "these answers") if self.chosen else (),
        )  # fmt: skip

    def _row(self, each: ComparedAnswer) -> Row:
        mine = each.plan_id == self.plan_id
        note = "our own" if mine else " · ".join(word for word in (each.place.said(like) for like in Like) if word)
        readable = each.own or each.text is not None
        url = reverse("plans:row", args=(each.plan_id, each.response_id)) if readable else ""
        name = format_html('<a href="{}">{}</a>', url, each.council) if url else each.council
        words = UNSHARED_WORDS if each.text is None else f"“{each.text}”" if each.text else NO_WORDS
        heading = format_html('{}<br><span class="ow-meta">{}</span>', name, note) if note else name
        return Row((heading, rag_words(each.rag), met_words(each.fully_met), words), current=mine)
