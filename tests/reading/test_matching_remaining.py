"""What the sure rows of a document say of the others: local actions among national ones, and an empty row's place."""

import pytest
from msgspec.structs import replace

from overwinter.reading.matching.matcher import Matcher
from overwinter.reading.matching.remaining import follow
from overwinter.reading.result import MatchState, RowRead
from tests.reading.matching_marks import national_catalogue

CATALOGUE = national_catalogue()
APART = "Learning for our own staff is given by video, and in a classroom where training must be seen to be done"


def _national_rows() -> list[RowRead]:
    """A plan that keeps the catalogue's own words, with running numbers."""
    rows = list[RowRead]()
    chosen = [entry for entry in CATALOGUE.entries if entry.number.startswith("3.") and entry.audience.startswith("la")]
    for n, entry in enumerate(chosen, 1):
        text = f"{entry.title}. {entry.summary}"
        rows.append(RowRead(n=n, place="", theme=entry.theme, section=entry.section, ref=f"3.{n}", requirement=text))
    return rows


def _read(rows: list[RowRead]) -> list[RowRead]:
    return list(Matcher(CATALOGUE).match([replace(row, n=n) for n, row in enumerate(rows, 1)]))


def test_a_row_that_stands_apart_in_a_plan_of_national_rows_is_local() -> None:
    rows = _national_rows()
    place = next(n for n, row in enumerate(rows) if "induction" in row.requirement)
    own = replace(rows[place], requirement=APART)
    alone, among = _read([own])[0], _read([*rows[: place + 1], own, *rows[place + 1 :]])[place + 1]
    assert alone.match_state is MatchState.REVIEW
    assert among.match_state is MatchState.LOCAL
    assert among.matches == ()


def test_it_may_be_the_requirement_that_no_row_has() -> None:
    rows = _national_rows()
    place = next(n for n, row in enumerate(rows) if "induction" in row.requirement)
    own = replace(rows[place], requirement="Free induction courses for new starters in homes are made known")
    without = [*rows[:place], own, *rows[place + 1 :]]
    assert _read(without)[place].match_state is not MatchState.LOCAL


def _emptied(rows: list[RowRead], word: str) -> int:
    place = next(n for n, row in enumerate(rows) if word in row.requirement)
    rows[place] = replace(rows[place], requirement="")
    return place


def test_an_empty_row_between_two_sure_ones_is_what_is_missing_there() -> None:
    rows = _national_rows()
    before = [row.matches[0].id for row in _read(rows)]
    place = _emptied(rows, "flexibility and control")
    row = _read(rows)[place]
    assert [match.id for match in row.matches] == [before[place]] == ["dp.flexibility-control"]
    assert "would stand here" in row.matches[0].why


def test_heading_or_number_alone_will_do() -> None:
    rows = _national_rows()
    place = _emptied(rows, "flexibility and control")
    for only in ({"ref": None}, {"section": None, "theme": None}):
        changed = [*rows[:place], replace(rows[place], **only), *rows[place + 1 :]]
        assert [match.id for match in _read(changed)[place].matches] == ["dp.flexibility-control"]


def test_an_empty_row_is_nothing_where_its_number_is_out_of_place() -> None:
    rows = _national_rows()
    place = _emptied(rows, "flexibility and control")
    rows[place] = replace(rows[place], ref="9.9")
    assert _read(rows)[place].matches == ()
    rows[place] = replace(rows[place], ref=rows[place - 1].ref, section=None)
    assert _read(rows)[place].matches == ()


@pytest.mark.parametrize(
    ("refs", "in_order"),
    [
        (("3.3", "3.4", "3.5"), True),
        (("3.9", "3.10", "4.1"), True),
        (("7", "8", "9"), True),
        (("3.3", "3.5", "3.6"), False),
        (("3.3", "3.4", "5.2"), False),
        (("a", "b", "c"), None),
        ((None, "3.4", "3.5"), None),
    ],
)
def test_numbers_follow_each_other(refs: tuple[str | None, ...], in_order: bool | None) -> None:
    assert follow(refs) is in_order
