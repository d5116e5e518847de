"""Statuses from words, letters, signs and colours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.cells.status import (
    is_blue_fill,
    marks_of,
    rag_of_fill,
    rag_of_progress,
    read_met,
    read_rag,
    says_progress,
    says_unknown,
    with_blue,
)


@pytest.mark.parametrize(
    ("text", "rag"),
    [
        ("Green", Rag.GREEN),
        ("amber.", Rag.AMBER),
        ("R", Rag.RED),
        ("🟢", Rag.GREEN),
        ("🟠 Amber", Rag.AMBER),
        ("RAG: Red", Rag.RED),
        ("Amber - recruiting to the post", Rag.AMBER),
        ("Yellow", Rag.AMBER),
        ("On track - green", Rag.GREEN),
        ("Behind plan (Red)", Rag.RED),
    ],
)
def test_a_colour_is_read(text: str, rag: Rag) -> None:
    assert read_rag(text) is rag


@pytest.mark.parametrize(
    "text", ["", "Amber/Green", "A/G", "On track", "Green Lane surgery opens on Monday", "Complete", "Blue"]
)
def test_no_colour_is_guessed(text: str) -> None:
    assert read_rag(text) is None


def test_the_documents_own_key_gives_numbers_a_colour() -> None:
    assert read_rag("2", {"2": Rag.AMBER}) is Rag.AMBER


@pytest.mark.parametrize(
    ("fill", "rag"),
    [
        ("92D050", Rag.GREEN),
        ("00B050", Rag.GREEN),
        ("C6EFCE", Rag.GREEN),
        ("FFC000", Rag.AMBER),
        ("FFFF00", Rag.AMBER),
        ("FF0000", Rag.RED),
        ("FFC7CE", Rag.RED),
        ("D9D9D9", None),
        ("1F4E79", None),
        ("BDD7EE", None),
        (None, None),
        ("no", None),
    ],
)
def test_a_fill_is_a_colour_only_where_it_is_one(fill: str | None, rag: Rag | None) -> None:
    assert rag_of_fill(fill) is rag


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Y", FullyMet.YES),
        ("Yes - since September", FullyMet.YES),
        ("✓", FullyMet.YES),
        ("Fully met", FullyMet.YES),
        ("No", FullyMet.NO),
        ("Not yet", FullyMet.NO),
        ("Partially met", FullyMet.PARTIAL),
        ("Yes (partially)", FullyMet.PARTIAL),
        ("✔️", FullyMet.YES),
        ("√", FullyMet.YES),
        ("\uf0fc", FullyMet.YES),
        ("\uf0fb", FullyMet.NO),
        ("☑", FullyMet.YES),
        ("✗", FullyMet.NO),
        ("☒", FullyMet.NO),
        ("☒ Yes ☐ No", FullyMet.YES),
        ("Yes ☐ / No ☒", FullyMet.NO),
        ("☐ Yes\n☐ No\n☒ Partially", FullyMet.PARTIAL),
        ("☐ Yes ☐ No", None),
        ("☒ Yes ☒ No", None),
        ("Non-compliant", FullyMet.NO),
        ("Largely met", FullyMet.PARTIAL),
        ("Not in place", FullyMet.NO),
        ("1", None),
        ("X", None),
        ("N/A", None),
        ("Y/N", None),
        ("In progress", None),
        ("No gaps", None),
        ("TBC", None),
        ("", None),
    ],
)
def test_fully_met_is_what_the_cell_says(text: str, met: FullyMet | None) -> None:
    assert read_met(text) is met


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Not known", True),
        ("unknown", True),
        ("Not in force", True),
        ("Not yet RAG rated.", True),
        ("TBC", False),
        ("Not known to the team, amber in May", False),
        ("", False),
    ],
)
def test_a_cell_may_say_that_it_is_not_known(text: str, said: bool) -> None:
    assert says_unknown(text) is said
    assert not said or (read_rag(text), read_met(text)) == (None, None)


@pytest.mark.parametrize("text", ["N", "No", "no - see gap"])
def test_the_documents_own_key_comes_first(text: str) -> None:
    assert read_met(text, {"n": FullyMet.PARTIAL}) is FullyMet.PARTIAL


@pytest.mark.parametrize(
    ("text", "rag"),
    [
        ("On track", Rag.GREEN),
        ("on-track.", Rag.GREEN),
        ("Complete", Rag.GREEN),
        ("Delayed", Rag.AMBER),
        ("⚠ At risk", Rag.AMBER),
        ("Behind schedule", Rag.AMBER),
        ("Off track", Rag.RED),
        ("Overdue", Rag.RED),
        ("Not started", None),
        ("In progress", None),
    ],
)
def test_how_work_stands_is_a_colour_where_its_words_mean_one(text: str, rag: Rag | None) -> None:
    assert rag_of_progress(text) is rag
    assert says_progress(text)
    assert not says_progress(f"{text.rstrip('.')} since the board met in March")


@pytest.mark.parametrize(
    ("text", "rag"),
    [("Off-track: no premises", Rag.RED), ("Delayed - awaiting a signature", Rag.AMBER), ("Done (June)", Rag.GREEN)],
)
def test_a_remark_behind_how_work_stands_changes_nothing(text: str, rag: Rag) -> None:
    assert rag_of_progress(text) is rag


@pytest.mark.parametrize("text", ["Blue", "b", "🔵"])
def test_blue_is_complete_only_where_there_are_four_colours(text: str) -> None:
    assert read_rag(text) is None
    assert read_rag(text, with_blue({})) is Rag.GREEN
    assert read_rag(text, with_blue({"blue": Rag.RED, "b": Rag.RED, "🔵": Rag.RED})) is Rag.RED


@pytest.mark.parametrize(("fill", "blue"), [("0070C0", True), ("5B9BD5", True), ("D9E2F3", False), ("00B050", False)])
def test_a_blue_fill_is_told_from_a_tint(fill: str, blue: bool) -> None:
    assert is_blue_fill(fill) is blue


def test_a_crossed_box_is_ticked_where_others_are_empty() -> None:
    assert marks_of(["☒", "☐", "☒"]) == {"☒": FullyMet.YES, "☐": FullyMet.NO}
    assert marks_of(["☒", "☑", "☐"]) == {}
    assert marks_of(["☒", "✓"]) == {}


@given(st.text(max_size=80))
def test_neither_reading_fails_on_any_text(text: str) -> None:
    assert read_rag(text) in (None, *Rag)
    assert read_met(text) in (None, *FullyMet)
