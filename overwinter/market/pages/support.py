"""Support plans: the totals for each question, the homes with most that is missing first, and one home's answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, QuerySet
from django.utils.html import format_html

from overwinter.design.parts import Event, Fact, Link
from overwinter.design.table import ZERO, Column, Row, Table, linked
from overwinter.kernel.days import full_day, short_day
from overwinter.market import addresses
from overwinter.market.domain.support import NO_ANSWER, Answer, Question, Said, say_plan
from overwinter.market.models import SupportAnswer
from overwinter.market.pages.lists import ListPage, Options, Orders, grave, place_cell, quality_crumbs
from overwinter.market.pages.words import recorded
from overwinter.market.queries import support as queries
from overwinter.providers.api import Location, LocationFact

SAYINGS = (*((each.value, each.label) for each in Said), (NO_ANSWER, "No answer"))
COLUMNS = (
    Column("Care home", key="name", width=4),
    *(Column(each.short, key=each.value, width=4, keep=True) for each in Question),
)


@dataclass(frozen=True)
class SupportList(ListPage[Location]):
    title = "Care home support plans"
    name = "support-plans"
    state_label = "Answer"
    by_service = False

    @property
    def states(self) -> Options:
        return [
            (f"{question.value}:{value}", f"{question.short}: {label.lower()}")
            for question in Question
            for value, label in SAYINGS
        ]

    def find(self) -> QuerySet[Location]:
        return queries.list_homes(self.viewer, self.asked)

    @property
    def orders(self) -> Orders:
        return {"name": F("name"), **{each.value: queries.rank_of_answer(each) for each in Question}}

    @cached_property
    def _counted(self) -> tuple[Mapping[Question, Mapping[str, int]], int]:
        return queries.count_answers(self.viewer)

    @property
    def lede(self) -> str:
        totals, homes = self._counted
        if not homes:
            return "No care home is known yet."
        yes = sum(each[Said.YES.value] for each in totals.values())
        silent = sum(each[NO_ANSWER] for each in totals.values())
        asked = homes * len(Question)
        unsaid = f" {silent:,} have no answer yet." if silent else ""
        return f"Four questions to each of {homes:,} care homes: {yes:,} of {asked:,} answers are yes.{unsaid}"

    @property
    def totals(self) -> Table:
        """Each count leads to its homes."""
        counts, _ = self._counted
        columns = (Column("Question", width=10), *(Column(label, numeric=True, width=2) for _, label in SAYINGS))
        return Table(
            caption="What homes say to each question",
            columns=columns,
            rows=tuple(
                Row((question.label, *(_count(question, value, counts[question][value]) for value, _ in SAYINGS)))
                for question in Question
            ),
        )

    def make_table(self, rows: Sequence[Location], *, in_file: bool) -> Table:
        answers = queries.list_answers([each.pk for each in rows])
        more = (
            Column("District or town"),
            Column("CQC location"),
            *(Column(f"Help wanted: {each.short}") for each in Question),
        )
        return Table(
            caption="Care homes, those with most that is missing first",
            columns=(*COLUMNS, *more) if in_file else COLUMNS,
            rows=tuple(_row(each, answers.get(each.pk, ()), in_file=in_file) for each in rows),
        )


def _count(question: Question, said: str, count: int) -> str:
    if not count:
        return ZERO
    return linked(f"{count:,}", addresses.page("support-plans", query=f"state={question.value}:{said}"))


def _row(location: Location, answers: Sequence[Answer], *, in_file: bool) -> Row:
    by = {answer.question: answer for answer in answers}
    name = place_cell(location, addresses.page("support-plan", location.pk), in_file=in_file)
    cells = (name, *(_cell(by.get(question), in_file=in_file) for question in Question))
    if not in_file:
        return Row(cells)
    helps = (by[question].help_wanted if question in by else "" for question in Question)
    return Row((*cells, location.district or location.town, location.cqc_id, *helps))


def _cell(answer: Answer | None, *, in_file: bool) -> str:
    if answer is None:
        return "No answer"
    said = grave(answer.said.label, is_grave=answer.said in {Said.NO, Said.PARTLY} and not in_file)
    since = f"since {full_day(answer.since) if in_file else short_day(answer.since)}"
    return f"{said}, {since}" if in_file else format_html('{} <span class="ow-meta">{}</span>', said, since)


@dataclass(frozen=True)
class SupportOfHome:
    """One home: its four answers, what would help, and everything it said before."""

    found: LocationFact
    history: Sequence[SupportAnswer]
    may_edit: bool

    @property
    def title(self) -> str:
        return "Support plan"

    @property
    def lede(self) -> str:
        return f"{say_plan(self._answers)}."

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return quality_crumbs(
            Link("Support plans", addresses.page("support-plans")),
            Link(self.found.name, addresses.location(self.found.location_id)),
        )

    @property
    def actions(self) -> tuple[Link, ...]:
        change = Link("Record what they say", addresses.page("answer-support-plan", self.found.location_id))
        return (change,) if self.may_edit else ()

    @cached_property
    def _answers(self) -> list[Answer]:
        return [queries.answer_of(row) for row in self.history if row.is_current]

    @property
    def facts(self) -> tuple[Fact, ...]:
        by = {answer.question: answer for answer in self._answers}
        return tuple(_fact(question, by.get(question)) for question in Question)

    @property
    def facts_title(self) -> str:
        return "The four questions"

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(_event(row) for row in self.history)


def _fact(question: Question, answer: Answer | None) -> Fact:
    if answer is None:
        return Fact(question.label, "No answer yet")
    wanted = f"What would help: {answer.help_wanted}" if answer.help_wanted else ""
    return Fact(question.label, f"{answer.said.label}, since {full_day(answer.since)}", wanted)


def _event(row: SupportAnswer) -> Event:
    answer = queries.answer_of(row)
    words = f"{answer.question.short}: {answer.said.label.lower()}, since {full_day(answer.since)}"
    return Event(recorded(row.recorded_at), words, row.recorded_as, answer.help_wanted)
