"""Risk of locations, each part with its reasons; and how the risk of one is worked out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F, QuerySet

from overwinter.design.limits import origin
from overwinter.design.parts import Event, Fact, Link
from overwinter.design.table import Column, Row, Table
from overwinter.frameworks.api import get_limits
from overwinter.kernel.words import counted, joined
from overwinter.market import addresses
from overwinter.market.domain.risk import (
    MOST,
    RATED,
    SETTINGS,
    VIABLE,
    Known,
    Level,
    Marks,
    Part,
    Scored,
    level_of,
    say,
    score,
)
from overwinter.market.models import RiskScore, Viability
from overwinter.market.pages.lists import ListPage, Options, Orders, grave, place_cell, quality_crumbs
from overwinter.market.pages.words import recorded
from overwinter.market.queries import risk as queries
from overwinter.market.scoring import parts_of
from overwinter.providers.api import Location, LocationFact

COLUMNS = (
    Column("Location", key="name", width=4),
    Column("Risk", key="level", width=2, keep=True),
    *(Column(each.label, key=each.value, width=2, keep=True) for each in Part),
    Column("Why", width=6, keep=True),
)
NOTHING = "Nothing that counts is known."
FIRST_LOOK = "It is a way to look at the right homes first, fitted to no data, and no judgement of a service."


@dataclass(frozen=True)
class RiskList(ListPage[Location]):
    title = "Risk and sustainability"
    name = "risk"
    state_label = "Risk"
    empty = "No risk is worked out that fits. Take a filter away, or work it out now."

    @property
    def states(self) -> Options:
        return [(each.value, each.label) for each in sorted(Level, key=lambda each: each.rank)]

    def find(self) -> QuerySet[Location]:
        return queries.list_worst(self.viewer, self.asked)

    @property
    def orders(self) -> Orders:
        """What is not known of a part comes last."""
        parts = {each.value: F(f"worked__{each.value}") for each in Part}
        return {"name": F("name"), "level": F("worked__rank"), **parts}

    @cached_property
    def _levels(self) -> Mapping[Level, int]:
        return queries.count_levels(self.viewer)

    @property
    def lede(self) -> str:
        if not any(self._levels.values()):
            return "No risk is worked out yet. It is worked out early each morning."
        said = [
            f"{self._levels[each]:,} {each.label.lower()}"
            for each in sorted(Level, key=lambda each: each.rank)
            if self._levels[each]
        ]
        return f"Risk of {counted(sum(self._levels.values()), 'location')}: {joined(said)}. {FIRST_LOOK}"

    @property
    def notes(self) -> Iterable[str]:
        again = "Worked out early each morning, and for one location whenever something of it is recorded here."
        return [again, *weights(), *settings(self.today)]

    def make_table(self, rows: Sequence[Location], *, in_file: bool) -> Table:
        scores = queries.list_scores([each.pk for each in rows])
        made = [_cells(each, scores[each.pk], in_file=in_file) for each in rows if each.pk in scores]
        return Table(caption="Locations, the gravest risk first", columns=COLUMNS, rows=tuple(map(Row, made)))


def _cells(location: Location, row: RiskScore, *, in_file: bool) -> tuple[str, ...]:
    parts, level = parts_of(row.parts), Level(row.level)
    name = place_cell(location, addresses.page("risk-of", location.pk), in_file=in_file)
    said = level.label if in_file else grave(level.label, is_grave=level is Level.HIGH)
    return name, said, *(points(part) for part in parts), why(parts)


def points(part: Scored) -> str:
    """Out of what, or that nothing is known: never a bare number."""
    return f"{part.points} of {MOST}" if part.is_known else "Not known"


def why(parts: Iterable[Scored]) -> str:
    """The reasons that count, the gravest first."""
    reasons = sorted(
        (reason for part in parts for reason in part.reasons if reason.points), key=lambda reason: -reason.points
    )
    return " ".join(reason.words for reason in reasons) or NOTHING


def weights() -> list[str]:
    """What the things count that are no limits."""
    ratings = joined(f"{name.replace('_', ' ')} {n}" for name, n in RATED.items() if n)
    finances = joined(f"{name} {n}" for name, n in VIABLE.items() if n)
    return [
        f"Each part comes to {MOST} points at most. Ratings count: {ratings}. An open concern about quality counts 1, "
        f"three at most; places suspended count 3. Finances count: {finances}. The registered manager away counts 2. "
        "No continuity plan, or one that ran out, counts 3; one without a section about staff 2; one not tested 1."
    ]


def settings(today: date) -> list[str]:
    limits = get_limits(today)
    chosen = ((WORDS[name], limits[id]) for name, id in SETTINGS.items())
    return [f"{words} {each.said}. {origin(each)}" for words, each in chosen]


WORDS = {
    "absence_some": "Own staff away count 1 from",
    "absence_many": "Own staff away count 3 from",
    "agency_some": "Care staff of agencies or a bank count 1 from",
    "agency_many": "Care staff of agencies or a bank count 2 from",
    "posts_some": "Posts it tries to fill count 1 from",
    "posts_many": "Posts it tries to fill count 2 from",
    "occupancy_low": "Beds in use count 1 below",
    "occupancy_lowest": "Beds in use count 2 below",
    "medium_part": "Medium is one part from",
    "medium_sum": "Medium is all parts together from",
    "high_part": "High is one part from",
    "high_sum": "High is all parts together from",
}


@dataclass(frozen=True)
class PartShown:
    title: str
    points: str
    table: Table
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class RiskOfLocation:
    found: LocationFact
    known: Known
    history: Sequence[RiskScore]
    viability: Sequence[Viability]
    today: date
    may_edit: bool

    @property
    def title(self) -> str:
        return "How its risk is worked out"

    @cached_property
    def _marks(self) -> Marks:
        return Marks.of(get_limits(self.today))

    @cached_property
    def _scored(self) -> tuple[Scored, ...]:
        return score(self.known, self._marks)

    @property
    def lede(self) -> str:
        return f"{say(level_of(self._scored, self._marks), self._scored)}. {FIRST_LOOK}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return quality_crumbs(
            Link("Risk", addresses.page("risk")),
            Link(self.found.name, addresses.location(self.found.location_id)),
        )

    @property
    def actions(self) -> tuple[Link, ...]:
        record = Link("Record how its finances stand", addresses.page("record-viability", self.found.location_id))
        return (record,) if self.may_edit else ()

    @property
    def parts(self) -> tuple[PartShown, ...]:
        return tuple(
            PartShown(
                f"{part.part.label}: {points(part).lower()}",
                points(part),
                Table(
                    caption=f"What counts as {part.part.value}",
                    columns=(Column("What is seen", width=10), Column("Points", numeric=True, width=2)),
                    rows=tuple(Row((reason.words, str(reason.points))) for reason in part.reasons),
                ),
                part.unknown,
            )
            for part in self._scored
        )

    @property
    def level_words(self) -> str:
        """How the level follows from the parts."""
        sum_, most = sum(each.points for each in self._scored), max(each.points for each in self._scored)
        marks = self._marks
        return (
            f"The gravest part comes to {most}, all together to {sum_}. High is from {marks.high_part:.0f} in one "
            f"part or {marks.high_sum:.0f} together, medium from {marks.medium_part:.0f} or {marks.medium_sum:.0f}. "
            "What is not known counts nothing, and is said."
        )

    @property
    def finances(self) -> tuple[Event, ...]:
        return tuple(
            Event(recorded(row.recorded_at), row.get_stands_display(), row.recorded_as, row.ground)
            for row in self.viability
        )

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(
            Event(recorded(row.recorded_at), say(Level(row.level), parts_of(row.parts))) for row in self.history
        )

    @property
    def notes(self) -> list[str]:
        return [*weights(), *settings(self.today)]


def fact_of_level(row: RiskScore | None, link: Link) -> Fact:
    """For the panel of a location."""
    if row is None:
        return Fact("Risk", "Not worked out yet", change=link)
    return Fact("Risk", say(Level(row.level), parts_of(row.parts)), change=link)
