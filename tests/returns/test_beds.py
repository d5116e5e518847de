"""The beds of a home as its return tells them, drawn and said."""

import pytest

from overwinter.design.units import DRAWN_MOST, Look, Units, draw_units
from overwinter.returns.catalogue import load_forms
from overwinter.returns.domain.beds import beds_of
from overwinter.returns.domain.form import Answers, Definition
from overwinter.returns.domain.loading import read_definition


@pytest.fixture(scope="module")
def statutory() -> Definition:
    form = next(each for each in load_forms() if each.code == "statutory-care-home")
    return read_definition(form.versions[-1], code=form.code, title=form.title)


@pytest.mark.parametrize(
    ("answers", "parts", "untold"),
    [
        ({"beds_most": 48, "beds_used": 41, "beds_kept": 2, "beds_open": 0}, [41, 2, 0, 5], 0),
        ({"beds_most": 48, "beds_used": 41, "beds_kept": "not_known", "beds_open": 0}, [41, 0], 7),
        ({"beds_most": 40, "beds_used": 41, "beds_kept": 0, "beds_open": 0}, None, 0),
        ({"beds_used": 41}, None, 0),
        ({"beds_most": 48}, None, 0),
    ],
)
def test_what_is_not_told_is_neither_closed_nor_open(
    statutory: Definition, answers: Answers, parts: list[int] | None, untold: int
) -> None:
    beds = beds_of(statutory, answers)
    if parts is None:
        assert beds is None
        return
    assert beds is not None and [part.count for part in beds.parts] == parts and beds.untold == untold
    assert beds.parts[0].words == "in use"


def test_each_bed_is_a_square_and_more_than_a_picture_holds_are_words_only() -> None:
    drawn = draw_units([Units("in use", 41, Look.FULL), Units("closed", 5, Look.STRUCK)], of="46 beds")
    assert drawn.count("<rect") == 46 and drawn.count("<path") == 5
    assert 'aria-label="46 beds: 41 in use (black), 5 closed (struck through)"' in drawn
    assert draw_units([Units("in use", DRAWN_MOST + 1, Look.FULL)], of="beds") == ""
