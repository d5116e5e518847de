"""What market tells to reports: support plans in total, continuity plans that are current, and locations by risk."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from overwinter.kernel.words import counted
from overwinter.market import addresses
from overwinter.market.domain.risk import Level
from overwinter.market.domain.support import NO_ANSWER, Question, Said
from overwinter.market.pages.support import SAYINGS
from overwinter.market.permissions import may_read
from overwinter.market.queries import continuity, risk, support
from overwinter.operations.api import PartTable, ReportPart, Sentence, Words
from overwinter.organisations.api import Viewer

NAMED_MOST = 10
"""Locations of high risk that are named; the rest is a figure."""


class MarketReport:
    """Six statements."""

    def report_parts(self, *, viewer: Viewer, council_id: int, as_at: date) -> Iterable[ReportPart]:
        if not may_read(viewer, council_id):
            return ()
        said, homes = support.count_said(council_id, day=as_at)
        current, asked = continuity.count_current(council_id, day=as_at)
        if not asked:
            return ()
        sentences = (*_plans(current, asked), *_answers(said, homes), *_risks(council_id, as_at))
        return (ReportPart("support", "Support, continuity and risk", sentences, _table(said) if homes else None),)


def _plans(current: int, asked: int) -> Iterator[Sentence]:
    said = Words(f"{current:,} of {asked:,}", addresses.page("continuity"))
    yield (
        said,
        Words(" locations had a business continuity plan that was current, tested and with a section about staff."),
    )


def _answers(said: Mapping[Question, Mapping[str, int]], homes: int) -> Iterator[Sentence]:
    if not homes:
        return
    yes, asked = sum(each[Said.YES.value] for each in said.values()), homes * len(Question)
    silent = sum(each[NO_ANSWER] for each in said.values())
    unsaid = f"; {silent:,} had no answer yet." if silent else "."
    figure = Words(f"{yes:,} of {asked:,}", addresses.page("support-plans"))
    yield figure, Words(f" answers of care homes to their support plan were yes{unsaid}")


def _risks(council_id: int, day: date) -> Iterator[Sentence]:
    levels = risk.count_levels_on(council_id, day=day)
    every = sum(levels.values())
    if not every:
        return
    pieces: list[Words] = [Words("Risk was worked out of "), Words(counted(every, "location"), addresses.page("risk"))]
    for number, level in enumerate(sorted(Level, key=lambda each: each.rank)):
        pieces.append(Words(": " if not number else ", "))
        pieces.append(Words(f"{levels[level]:,}", addresses.page("risk", query=f"state={level.value}")))
        pieces.append(Words(f" {level.label.lower()}"))
    yield (*pieces, Words("."))
    high = risk.list_high_on(council_id, day=day, most=NAMED_MOST)
    if high:
        more = levels[Level.HIGH] - len(high)
        yield Words("High: "), *_named(high), Words(f" and {more:,} more." if more > 0 else ".")


def _named(places: Iterable[tuple[int, str]]) -> Iterator[Words]:
    for number, (location_id, name) in enumerate(places):
        if number:
            yield Words(", ")
        yield Words(name, addresses.page("risk-of", location_id))


def _table(said: Mapping[Question, Mapping[str, int]]) -> PartTable:
    rows = tuple(
        (
            Words(question.label),
            *(Words(str(said[question][value]), _homes(question, value)) for value, _ in SAYINGS),
        )
        for question in Question
    )  # fmt: skip
    return PartTable(
        "Support plans of care homes", ("Question", *(label for _, label in SAYINGS)), (9, 2, 2, 2, 3, 3), rows,
        numeric=frozenset(range(1, len(SAYINGS) + 1)),
    )  # fmt: skip


def _homes(question: Question, said: str) -> str:
    return addresses.page("support-plans", query=f"state={question.value}:{said}")
