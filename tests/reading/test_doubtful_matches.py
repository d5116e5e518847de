"""A row whose requirement may hold words of another cell is not sure of its match by its words alone."""

import pytest

from overwinter.kernel.winter import Winter
from overwinter.reading.engine import interpret
from overwinter.reading.matching.matcher import Matcher
from overwinter.reading.readers.text import document_of
from overwinter.reading.result import MatchState, RowRead
from tests.reading.corpus.answers import invented
from tests.reading.corpus.scanned import answers_of_a_scan, scan
from tests.reading.matching_marks import national_catalogue

PLAN = answers_of_a_scan(invented("reworded-by-section"))


@pytest.fixture(scope="module")
def doubtful() -> list[RowRead]:
    text, _ = scan(PLAN, 1)
    document = document_of(text, name="scan.txt", sha256="0")
    reading = interpret(document, national_catalogue(), Winter(2020))
    return [row for row in reading.rows if "requirement" in row.doubtful]


def test_it_is_sure_of_a_match_only_where_the_headings_point_at_it(doubtful: list[RowRead]) -> None:
    sure = [row for row in doubtful if row.match_state is MatchState.CONFIDENT]

    assert sure
    for row in sure:
        headings = {weighed.id: weighed.headings for weighed in row.weighed}
        assert all(headings[match.id] > 0 for match in row.matches)


def test_it_is_never_surely_a_local_action(doubtful: list[RowRead]) -> None:
    assert all(row.match_state is not MatchState.LOCAL for row in doubtful)


def test_neither_is_a_row_sure_of_the_less_like_of_two_requirements_by_its_place_alone() -> None:
    catalogue = national_catalogue()
    asked = next(entry for entry in catalogue.entries if entry.id == "ppe.free-stocks")
    texts = [
        "Ensure that unpaid carers can reach a duty manager at weekends across the district",
        "Agree with the NHS how extra care schemes receive the snow bulletin in large print during storms",
        asked.summary,
        "Ensure that day centres can reach a duty manager at weekends from the first frost",
    ]
    rows = Matcher(catalogue).match([RowRead(n=n, place="", requirement=text) for n, text in enumerate(texts, start=1)])
    assert rows[2].match_state is MatchState.REVIEW
    assert asked.id in {match.id for match in (*rows[2].matches, *rows[2].candidates)}
