"""What the public may not read is taken out of a text, said, and counted; everything else stays to the letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overwinter.frameworks.api import find_catalogue_dir
from overwinter.publishing.domain.withholding import CONTACT_PUT, NAME_PUT, Kind, Withholding, clean
from overwinter.publishing.people_words import load_people_words

WORDS = load_people_words(find_catalogue_dir())
RULES = Withholding(5, WORDS.nouns, WORDS.breaks, ("Priya Nandakumar (until May)",))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("3 residents are ill.", "Fewer than 5 residents are ill."),
        ("We know of two older residents.", "We know of fewer than 5 older residents."),
        ("Of these, 4 of 40 care workers are off.", "Of these, fewer than 5 of 40 care workers are off."),
        ("Cases: one of our carers.", "Cases: fewer than 5 of our carers."),
        ("Only three care home residents wait.", "Only fewer than 5 care home residents wait."),
        ("Four members of staff isolate.", "Fewer than 5 members of staff isolate."),
    ],
)
def test_a_small_number_of_people_is_not_said(text: str, shown: str) -> None:
    cleaned = clean(text, RULES)
    assert cleaned.text == shown
    assert [removal.kind for removal in cleaned.removals] == [Kind.NUMBER]


@pytest.mark.parametrize(
    "text",
    [
        "5 residents are ill.",
        "All 214 care homes answered; 61 residents moved.",
        "We met on 3 November with residents.",
        "By 4 December staff are told.",
        "Within 2 working days residents are told.",
        "3 charities take people home.",
        "See requirement 1.3 staff movement.",
        "At 9:4 staff changed.",
        "0 residents are ill.",
        "2 per cent of money goes to boilers.",
        "£3 people can spend",
        "4% of staff",
        "Three districts have an action.",
        "Work with social prescribing link workers 2020-21.",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert clean(text, RULES).text == text


def test_names_and_ways_to_reach_a_person_are_not_said() -> None:
    text = (
        "Ask priya  nandakumar, Dr Ada Quill or Mrs. Ormsby: ada@marlshire.example, 01632 960 000 or +44 1632 960001."
    )
    cleaned = clean(text, RULES)
    assert cleaned.text == (f"Ask {NAME_PUT}, {NAME_PUT} or {NAME_PUT}: {CONTACT_PUT}, {CONTACT_PUT} or {CONTACT_PUT}.")
    assert [removal.kind for removal in cleaned.removals] == [Kind.NAME] * 3 + [Kind.CONTACT] * 3
    assert clean("Distribute the Nandakumar grant on 13/11/2020", RULES).removals == ()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_what_is_put_in_is_not_taken_out_again(text: str) -> None:
    once = clean(text, RULES).text
    assert clean(once, RULES).text == once
