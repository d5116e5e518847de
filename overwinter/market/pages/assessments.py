"""Assessments of settings' risks: which are due to be looked at again, and those of one location."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F, QuerySet

from overwinter.design.parts import Event, Fact, Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.market import addresses
from overwinter.market.domain.assessments import is_overdue
from overwinter.market.models import RiskAssessment
from overwinter.market.pages.lists import ListPage, Options, Orders, grave, place_cell, quality_crumbs
from overwinter.market.pages.words import recorded
from overwinter.market.queries import assessments as queries
from overwinter.providers.api import LocationFact

COLUMNS = (
    Column("Location", key="name", width=5),
    Column("Risk", key="about", width=4, keep=True),
    Column("Assessed", key="assessed", width=3),
    Column("Look again", key="review", width=4, keep=True),
    Column("What came of it", width=4),
)
REVIEW = Column("Review", width=2, page_only=True, plain=True)


@dataclass(frozen=True)
class AssessmentList(ListPage[RiskAssessment]):
    title = "Setting risk assessments"
    name = "assessments"
    state_label = "Review"
    ties = ("review_on", "location__name", "id")

    @property
    def states(self) -> Options:
        return [(queries.OVERDUE, "Overdue"), (queries.IN_TIME, "In time")]

    def find(self) -> QuerySet[RiskAssessment]:
        return queries.list_current(self.viewer, self.asked, self.today)

    @property
    def orders(self) -> Orders:
        return {
            "name": F("location__name"), "about": F("about"), "assessed": F("assessed_on"), "review": F("review_on"),
        }  # fmt: skip

    @property
    def lede(self) -> str:
        every, late = queries.count_current(self.viewer, self.today)
        if not every:
            return "No assessment is recorded yet. Record one from the page of a location."
        overdue = f"{late:,} {'is' if late == 1 else 'are'} overdue" if late else "none is overdue"
        return f"{counted(every, 'assessment')} of settings, {overdue}."

    def make_table(self, rows: Sequence[RiskAssessment], *, in_file: bool) -> Table:
        made = [self._cells(each, in_file=in_file) for each in rows]
        columns = (*COLUMNS, REVIEW) if self.may_edit else COLUMNS
        return Table(
            caption="Assessments, the longest overdue first", columns=columns, rows=tuple(Row(each) for each in made)
        )

    def _cells(self, row: RiskAssessment, *, in_file: bool) -> tuple[str, ...]:
        name = place_cell(row.location, addresses.page("assessments-of", row.location_id), in_file=in_file)
        cells = (name, row.about, full_day(row.assessed_on), again(row, self.today), row.outcome)
        review = linked("Review", addresses.page("review-assessment", row.pk))
        return (*cells, review) if self.may_edit else cells


def again(row: RiskAssessment, today: date) -> str:
    """When somebody looks again, and how late that is."""
    day = full_day(row.review_on)
    if not is_overdue(row.review_on, today):
        return day
    return grave(f"{day}, {counted((today - row.review_on).days, 'day')} overdue", is_grave=True)


@dataclass(frozen=True)
class AssessmentsOfLocation:
    found: LocationFact
    history: Sequence[RiskAssessment]
    today: date
    may_edit: bool

    @property
    def title(self) -> str:
        return "Setting risk assessments"

    @cached_property
    def _current(self) -> list[RiskAssessment]:
        return sorted((each for each in self.history if each.is_current), key=lambda each: (each.review_on, each.pk))

    @property
    def lede(self) -> str:
        if not self._current:
            return "No assessment is recorded of it."
        late = sum(is_overdue(each.review_on, self.today) for each in self._current)
        first = full_day(self._current[0].review_on)
        due = f"{late:,} overdue" if late else f"the next is looked at again by {first}"
        return f"{counted(len(self._current), 'assessment')}, {due}."

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return quality_crumbs(
            Link("Risk assessments", addresses.page("assessments")),
            Link(self.found.name, addresses.location(self.found.location_id)),
        )

    @property
    def actions(self) -> tuple[Link, ...]:
        record = Link("Record an assessment", addresses.page("record-assessment", self.found.location_id))
        return (record,) if self.may_edit else ()

    @property
    def facts_title(self) -> str:
        return "What holds"

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(self._fact(each) for each in self._current)

    def _fact(self, row: RiskAssessment) -> Fact:
        note = f"Assessed {full_day(row.assessed_on)}." + (f" {row.outcome}" if row.outcome else "")
        change = Link("Review", addresses.page("review-assessment", row.pk), row.about) if self.may_edit else None
        late = is_overdue(row.review_on, self.today)
        words = again(row, self.today) if late else f"Look again by {full_day(row.review_on)}"
        return Fact(row.about, words, note, change)

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(
            Event(
                recorded(row.recorded_at),
                f"{row.about}: assessed {full_day(row.assessed_on)}, look again by {full_day(row.review_on)}",
                row.recorded_as, row.outcome,
            )
            for row in self.history
        )  # fmt: skip
