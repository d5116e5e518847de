"""The register of business continuity plans, and the versions of one location."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F, QuerySet
from django.utils.html import format_html

from overwinter.design.limits import origin
from overwinter.design.parts import Event, Fact, Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.frameworks.api import get_limits
from overwinter.kernel.days import full_day
from overwinter.kernel.words import joined
from overwinter.market import addresses
from overwinter.market.domain.continuity import Days, Stands, expiry, say, stands
from overwinter.market.models import ContinuityPlan
from overwinter.market.pages.lists import ListPage, Options, Orders, grave, place_cell, quality_crumbs, where
from overwinter.market.pages.words import recorded
from overwinter.market.queries import continuity as queries
from overwinter.providers.api import Location, LocationFact

COLUMNS = (
    Column("Location", key="name", width=5),
    Column("How it stands", key="standing", width=4, keep=True),
    Column("Version", key="version", width=4, keep=True),
    Column("Tested", key="tested", width=3, keep=True),
    Column("Workforce section", key="workforce", width=2, keep=True),
    Column("Runs out", key="ends", width=3, keep=True),
)
MORE_IN_FILE = (Column("What and where"), Column("CQC location"), Column("File"), Column("Note"))
NOT_KNOWN = "Not known"
SETTINGS = ("continuity-holds", "continuity-tested", "continuity-soon")


@dataclass(frozen=True)
class ContinuityRegister(ListPage[Location]):
    title = "Business continuity plans"
    name = "continuity"
    state_label = "How it stands"

    @property
    def states(self) -> Options:
        return [(each.value, each.label) for each in Stands]

    def find(self) -> QuerySet[Location]:
        return queries.list_register(self.viewer, self.asked, self.today)

    @property
    def orders(self) -> Orders:
        return {
            "name": F("name"), "standing": F("standing"), "version": F("held__version"),
            "tested": F("held__tested_on"), "workforce": F("held__workforce"),
            "ends": queries.ends_on(queries.days_on(self.today)),
        }  # fmt: skip

    @cached_property
    def _counted(self) -> Mapping[Stands, int]:
        return queries.count_standing(self.viewer, self.today)

    @property
    def lede(self) -> str:
        counted, every = self._counted, sum(self._counted.values())
        if not every:
            return "No location is known yet."
        good = sum(n for each, n in counted.items() if each.is_current)
        said = joined(f"{n:,} {words[n != 1]}" for each, words in LEDE.items() if (n := counted[each]))
        others = f" Of the others {said}." if said and good else f" {said}." if said else ""
        ends = counted[Stands.ENDS_SOON]
        soon = f", {ends:,} of them {'runs' if ends == 1 else 'run'} out soon" if ends else ""
        return f"{good:,} of {every:,} locations have a plan that is current{soon}.{others}"

    @property
    def notes(self) -> Iterable[str]:
        limits = get_limits(self.today)
        return [f"{limits[each].decides} It is {limits[each].said}. {origin(limits[each])}" for each in SETTINGS]

    def make_table(self, rows: Sequence[Location], *, in_file: bool) -> Table:
        plans, days = queries.list_current([each.pk for each in rows]), queries.days_on(self.today)
        made = [_cells(each, plans.get(each.pk), self.today, days, in_file=in_file) for each in rows]
        columns = (*COLUMNS, *MORE_IN_FILE) if in_file else COLUMNS
        return Table(caption="Locations, those first that must be asked", columns=columns, rows=tuple(map(Row, made)))


LEDE = {
    Stands.EXPIRED: ("ran out", "ran out"),
    Stands.NO_WORKFORCE: ("has no section about staff", "have no section about staff"),
    Stands.NOT_TESTED: ("was not tested this year", "were not tested this year"),
    Stands.NONE: ("has no plan that is known", "have no plan that is known"),
}


def _cells(
    location: Location, row: ContinuityPlan | None, today: date, days: Days, *, in_file: bool
) -> tuple[str, ...]:
    plan = queries.plan_of(row) if row is not None else None
    standing = stands(plan, today, days)
    name = place_cell(location, addresses.page("continuity-of", location.pk), in_file=in_file)
    said = standing.label if in_file else grave(standing.label, is_grave=not standing.is_current)
    if plan is None or row is None:
        facts: tuple[str, ...] = ("", "", "", "")
    else:
        facts = (
            f"{plan.version}, {full_day(plan.dated)}",
            full_day(plan.tested_on) if plan.tested_on else NOT_KNOWN,
            "Yes" if plan.workforce else "No",
            full_day(expiry(plan, days)),
        )
    if not in_file:
        return name, said, *facts
    kept = (row.file_name, row.note) if row is not None else ("", "")
    return name, said, *facts, where(location), location.cqc_id, *kept


@dataclass(frozen=True)
class ContinuityOfLocation:
    found: LocationFact
    versions: Sequence[ContinuityPlan]
    today: date
    may_edit: bool

    @property
    def title(self) -> str:
        return "Business continuity plan"

    @cached_property
    def _current(self) -> ContinuityPlan | None:
        return next((each for each in self.versions if each.is_current), None)

    @cached_property
    def _days(self) -> Days:
        return queries.days_on(self.today)

    @property
    def lede(self) -> str:
        plan = queries.plan_of(self._current) if self._current is not None else None
        if plan is None:
            return "No plan is known. Ask the provider for the newest, and record it here."
        return f"{stands(plan, self.today, self._days).label}. {say(plan, self.today, self._days)}."

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return quality_crumbs(
            Link("Continuity plans", addresses.page("continuity")),
            Link(self.found.name, addresses.location(self.found.location_id)),
        )

    @property
    def actions(self) -> tuple[Link, ...]:
        words = "Record a new version" if self._current is not None else "Record the plan"
        record = Link(words, addresses.page("record-continuity", self.found.location_id))
        return (record,) if self.may_edit else ()

    @property
    def facts_title(self) -> str:
        return "The version that holds"

    @property
    def facts(self) -> tuple[Fact, ...]:
        row = self._current
        if row is None:
            return ()
        plan = queries.plan_of(row)
        until = "" if row.expires_on else "It does not say until when it holds: so many days after its date."
        facts = [
            Fact("Version", f"{row.version}, {full_day(row.dated)}"),
            Fact("Tested", full_day(row.tested_on) if row.tested_on else "Not known to be tested"),
            Fact("Workforce section", "Yes" if row.workforce else "No"),
            Fact("Runs out", full_day(expiry(plan, self._days)), until),
            Fact("File", _file(row) or "Not kept here"),
        ]
        return (*facts, Fact("Note", row.note)) if row.note else tuple(facts)

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(self._event(row) for row in self.versions)

    def _event(self, row: ContinuityPlan) -> Event:
        said = say(queries.plan_of(row), row.dated, self._days)
        words = format_html("{}. {}", said, _file(row)) if row.file_id else said
        return Event(recorded(row.recorded_at), words, row.recorded_as, row.note)


def _file(row: ContinuityPlan) -> str:
    return linked(row.file_name, addresses.page("continuity-file", row.pk)) if row.file_id else ""
