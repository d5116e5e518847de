"""References as meant, leads as named, text without its bullets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overwinter.reading.cells.leads import split_leads
from overwinter.reading.cells.refs import read_ref, repair_refs, split_ref
from overwinter.reading.cells.text import clean


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("1.1", "1.1"),
        ("Ref 1.2", "1.2"),
        ("1.3.", "1.3"),
        ("1 16", "1.16"),
        ("IPC-1", "IPC-1"),
        ("(a)", "a"),
        ("2.3b", "2.3b"),
        ("1(i)", "1(i)"),
        ("3(a).", "3(a)"),
        ("Action 12", "12"),
    ],
)
def test_a_reference_is_read(text: str, ref: str) -> None:
    assert read_ref(text) == ref


@pytest.mark.parametrize("text", ["", "see above", "Managing staff movement", "SMBC Team"])
def test_other_text_is_no_reference(text: str) -> None:
    assert read_ref(text) is None


def test_dots_and_zeros_lost_in_print_come_back() -> None:
    printed = ["1.4", "1.5", "16", "1.7", "1.8", "1.9", "1.1", "1.11", "3.17", "3.10", "3.19"]
    assert repair_refs(printed) == ["1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "1.11", "3.17", "3.18", "3.19"]


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 40)), unique=True).map(sorted))
def test_references_in_order_are_left_alone(pairs: list[tuple[int, int]]) -> None:
    refs: list[str | None] = [f"{a}.{b}" for a, b in pairs]
    assert repair_refs(refs) == refs


def test_a_heading_between_references_does_not_hide_what_a_scan_took_away() -> None:
    printed = ["11", "1.2", "13", "Managing staff", "14", "15", "1.6", "Oversight", "17"]
    assert repair_refs(printed) == ["1.1", "1.2", "1.3", "Managing staff", "1.4", "1.5", "1.6", "Oversight", "1.7"]


def test_a_reference_in_front_of_its_requirement_is_split_off() -> None:
    assert split_ref("1.4 Distribute money") == ("1.4", "Distribute money")
    assert split_ref("24 hours a day") == (None, "24 hours a day")


def test_a_title_with_a_comma_is_one_lead() -> None:
    assert split_leads("Deputy Director, Commissioning, Head of Quality,") == (
        "Deputy Director, Commissioning",
        "Head of Quality",
    )


def test_bullets_and_stray_space_go_words_stay() -> None:
    assert (
        clean("• One  thing\n\n-  another\u200b\n 24-hour cover – always")
        == "One thing\nanother\n24-hour cover – always"
    )
