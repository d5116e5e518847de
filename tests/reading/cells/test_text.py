"""Joiners that nobody sees: kept where they make a sign or a word, and dropped where they are litter."""

import pytest

from overwinter.reading.cells.text import clean
from overwinter.reading.words import words


@pytest.mark.parametrize(
    "said",
    [
        "👩\u200d⚕\ufe0f visits",
        "👨\u200d👩\u200d👧",
        "👩🏽\u200d🔬",
        "🏳\ufe0f\u200d🌈",
        "می\u200cخواهم",
        "क्\u200dष",
    ],
)
def test_joiners_of_pictures_and_of_letters_are_kept(said: str) -> None:
    assert clean(said) == said


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("dis\u200dtribute", "distribute"),
        ("\u200cfunds \u200d paid\u200d", "funds paid"),
        ("👍\u200d", "👍"),
        ("\u200b\u2060\ufefffunds", "funds"),
    ],
)
def test_joiners_with_nothing_to_join_are_dropped(said: str, kept: str) -> None:
    assert clean(said) == kept
    assert words(said) == words(kept)
