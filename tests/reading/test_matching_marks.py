"""How well rows are matched, measured: real plans by their expected results, invented ones in wording of their own."""

import pytest
from msgspec.structs import replace
from rapidfuzz import fuzz, process

from overwinter.reading.matching import match
from overwinter.reading.result import Reading
from tests.reading.matching_marks import Labelled, expected_rows, invented_rows, mark, national_catalogue
from tests.support.shared import shared
from tests.support.timing import times_as_long


@pytest.mark.parametrize(
    ("name", "exact"),
    [
        ("plans/derbyshire.docx", 1.0),
        ("plans/stockport.xlsx", 1.0),
        ("plans/leicestershire-summary.pptx", 0.97),
        ("expected/000_4d24395bfb922621.txt", 0.97),
        ("expected/003_3194b40440a1c003.txt", 0.97),
        ("expected/004_5f57d31807e59b95.txt", 0.97),
    ],
)
def test_rows_of_real_plans(name: str, exact: float) -> None:
    result = mark(expected_rows(shared("intake", f"{name}.expected.json")), national_catalogue())
    assert result.confident_wrong == ()
    assert result.exact >= exact
    assert result.review <= 0.06


@pytest.mark.parametrize(
    ("name", "exact", "review"),
    [("reworded-by-section", 0.95, 0.35), ("reworded-bullets", 0.8, 0.5), ("reworded-narrative", 0.6, 0.86)],
)
def test_rows_in_a_councils_own_words(name: str, exact: float, review: float) -> None:
    result = mark(invented_rows(name), national_catalogue())
    assert result.confident_wrong == ()
    assert result.exact >= exact
    assert result.review <= review


def _without_headings(rows: list[Labelled]) -> list[Labelled]:
    return [replace(one, row=replace(one.row, theme=None, section=None)) for one in rows]


def _with_references_of_its_own(rows: list[Labelled]) -> list[Labelled]:
    return [replace(one, row=replace(one.row, ref=f"1.{n}")) for n, one in enumerate(reversed(rows), 1)][::-1]


def _backwards(rows: list[Labelled]) -> list[Labelled]:
    return rows[::-1]


@pytest.mark.parametrize("spoil", [_without_headings, _with_references_of_its_own, _backwards])
def test_it_is_never_sure_and_wrong_when_a_document_helps_less(spoil: object) -> None:
    assert callable(spoil)
    for name in ("reworded-by-section", "reworded-bullets", "reworded-narrative"):
        result = mark(spoil(invented_rows(name)), national_catalogue())
        assert result.confident_wrong == ()
        assert result.exact >= 0.45


def test_a_requirement_that_is_not_in_the_catalogue_is_seldom_taken_for_another() -> None:
    """Each fifth requirement taken out in turn: its rows are local now, and a neighbour must not take them for sure."""
    catalogue, rows = national_catalogue(), invented_rows("reworded-by-section")
    wrong = list[str]()
    for start in range(5):
        kept = tuple(entry for n, entry in enumerate(catalogue.entries) if n % 5 != start)
        ids = {entry.id for entry in kept}
        known = [replace(one, ids=tuple(frozenset(ids & want) for want in one.ids)) for one in rows]
        wrong += mark(known, replace(catalogue, entries=kept)).confident_wrong
    assert len(wrong) <= 0.01 * 5 * len(rows), wrong


def test_rows_are_matched_in_a_few_times_what_a_best_match_by_characters_takes() -> None:
    """Beside rapidfuzz, which is what a user would try."""
    rows = tuple(one.row for one in (invented_rows("reworded-by-section") * 2)[:100])
    reading = Reading("plan.docx", "", "", 0, "asc-winter-plan-2020-21", rows)
    catalogue = national_catalogue()
    wordings = [entry.summary for entry in catalogue.entries]
    match(reading, catalogue)

    def by_characters() -> None:
        for row in rows:
            process.extractOne(row.requirement, wordings, scorer=fuzz.WRatio)

    assert times_as_long(lambda: match(reading, catalogue), by_characters, most=6) <= 6
