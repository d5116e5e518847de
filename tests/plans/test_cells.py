"""The grid's cells: what words in them mean, and how copied cells are taken apart."""

from datetime import date

import pytest

from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.cells import Desk, Standing, Unreadable, as_shown, read_cell, shown
from overwinter.plans.domain.pasted import read_block, spread
from overwinter.plans.domain.typed import Line, ask, place, read_lines, read_name

DESK = Desk(
    Winter(2020), {"Head of commissioning": 1, "Grants officer": 2, "Deputy Director, Care": 3}, {"Cell": 7, "Board": 8}
)
ROW = Standing("amber", "unknown", "We ring.", ("Head of commissioning",), ("Cell",), "", date(2020, 10, 31), None)


@pytest.mark.parametrize(
    ("column", "words", "asked"),
    [
        ("rag", " a ", {"rag": Rag.AMBER}),
        ("rag", "On track", {"rag": Rag.GREEN}),
        ("rag", "", {"rag": Rag.UNKNOWN}),
        ("met", "N", {"fully_met": FullyMet.NO}),
        ("met", "partly", {"fully_met": FullyMet.PARTIAL}),
        ("text", "One\r\ntwo ", {"text": "One\ntwo"}),
        ("lead", "", {"lead": None, "led_with": []}),
        ("lead", "head of Commissioning; Grants officer", {"lead": 1, "led_with": [2]}),
        ("lead", "Deputy Director, Care", {"lead": 3, "led_with": []}),
        ("groups", "Board\nCell", {"groups": [8, 7]}),
        ("by", "31 Oct, then weekly", {"by_when": "31 Oct, then weekly", "by_when_date": date(2020, 10, 31)}),
        ("by", "Ongoing", {"by_when": "Ongoing", "by_when_date": None}),
        ("review", "27/11/2020", {"next_review": date(2020, 11, 27)}),
    ],
)
def test_what_a_cell_asks_for(column: str, words: str, asked: dict[str, object]) -> None:
    assert read_cell(column, words, DESK) == asked


@pytest.mark.parametrize(
    ("column", "words", "said"),
    [
        ("rag", "purple", "Write Red, Amber, Green or Unknown"),
        ("met", "perhaps", "Write Yes, No, Partial or Unknown"),
        ("lead", "Head of comissioning", "Did you mean “Head of commissioning”?"),
        ("groups", "Senate", "Add it under Council, Groups"),
        ("review", "Ongoing", "could not be read as a date"),
    ],
)
def test_what_a_cell_cannot_mean_is_said_with_what_can(column: str, words: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said.replace("?", r"\?")):
        read_cell(column, words, DESK)


def test_a_cell_shows_what_will_be_saved() -> None:
    assert shown(ROW) == {
        "rag": "Amber", "met": "Unknown", "text": "We ring.", "lead": "Head of commissioning", "groups": "Cell",
        "by": "31 October 2020", "review": "",
    }  # fmt: skip
    for column, words, then in (
        ("rag", "g", "Green"), ("lead", "GRANTS officer;grants officer", "Grants officer"),
        ("review", "27 nov", "27 November 2020"), ("by", "soon", "soon"),
    ):  # fmt: skip
        assert as_shown(column, words, read_cell(column, words, DESK), DESK) == then


@pytest.mark.parametrize(
    ("copied", "cells"),
    [
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ('"two\nlines"\t"say ""so"""\n', (("two\nlines", 'say "so"'),)),
        ('"tab\there"', (("tab\there",),)),
        ('"Quoted" begins it\tb', (('"Quoted" begins it', "b"),)),
        ('"never closed\tb', (('"never closed', "b"),)),
        ("a\n\nb", (("a",), ("",), ("b",))),
        ("a\tb\nc", (("a", "b"), ("c", ""))),
        ("", (("",),)),
        ("\t", (("", ""),)),
    ],
)
def test_copied_cells_are_taken_apart_as_spreadsheets_put_them_together(
    copied: str, cells: tuple[tuple[str, ...], ...]
) -> None:
    assert read_block(copied) == cells


def test_a_block_fills_a_selection_it_goes_into_and_no_other() -> None:
    assert spread((("a",),), 2, 2) == (("a", "a"), ("a", "a"))
    assert spread((("a",), ("b",)), 4, 1) == (("a",), ("b",), ("a",), ("b",))
    assert spread((("a",), ("b",)), 3, 1) == (("a",), ("b",))
    found = place((("a", "b"), ("c", "d")), ["1.1"], ["rag"])
    assert found.cells == {("1.1", "rag"): "a"}
    assert found.left == "1 row and 1 column had no place in the table and were left out."


def test_only_cells_that_differ_are_asked_and_the_rest_of_a_bad_row_is_kept() -> None:
    sent = [("4.2.rag", "red"), ("4.2.text", "We ring.\r\n"), ("4.2.review", "never"), ("why", "x"), ("4.x.rag", "red")]
    lines = read_lines(sent)
    asked = ask(lines[4], shown(ROW), DESK)
    assert list(lines) == [4] and lines[4] == Line(4, 2, {"rag": "red", "text": "We ring.\r\n", "review": "never"})
    assert (asked.changes, list(asked.errors)) == ({"rag": Rag.RED}, ["review"])
    assert read_name(f"{'9' * 30}.1.rag") is None
