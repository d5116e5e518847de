"""What a search finds, whatever database narrowed down for it."""

import re
from pathlib import Path

import pytest

from overwinter.home.domain.searching import Field, excerpt, find, parse, piece_of, tokens
from overwinter.reading.matching.words import stem

TEXT = "Visits to care homes are risk assessed; a home visit is booked. See 1.8, O.4 and co-production."
CATALOGUE = Path(__file__).resolve().parents[3] / "catalogue"


def marked(asked: str, text: str = TEXT) -> list[str] | None:
    hit = find(parse(asked), [Field(text)])
    return [text[start:end] for start, end in hit.spans[0]] if hit else None


@pytest.mark.parametrize(("asked", "found"), [
    ("visiting", ["Visits", "visit"]), ("HOME", ["homes", "home"]), ('"care home"', ["care homes"]),
    ("“home visits”", ["home visit"]), ('"visit home"', None), ("booked missing", None), ("1.8", ["1.8"]),
    ("o.4", ["O.4"]), ("production", ["production"]), ("assess*", ["assessed"]), ("book risk", ["risk", "booked"]),
    ("ris", None), ("ris*", ["risk"]), ("8", None), ("", []),
])  # fmt: skip
def test_words_in_any_form_and_phrases_in_their_order(asked: str, found: list[str] | None) -> None:
    assert marked(asked) == found


def test_a_word_in_the_title_tells_more_than_in_the_text_and_the_very_word_more_than_a_form() -> None:
    def score(asked: str, title: str, text: str) -> float:
        hit = find(parse(asked), [Field(title, 5), Field(text)])
        assert hit is not None
        return hit.score

    assert (
        score("visits", "Visits", "Homes") > score("visits", "Visiting", "Homes") > score("visits", "Homes", "Visits")
    )
    assert score("flu jab", "", "a flu jab") > score("flu jab", "", "a jab for flu"), "words asked for together"


def test_what_narrows_down_loses_no_form_of_a_word() -> None:
    words = set(re.findall(r"[a-z]+", " ".join(p.read_text().casefold() for p in CATALOGUE.rglob("*.toml"))))
    words |= {"capability", "capable", "study", "studies", "hoping", "hope", "die", "dying", "skies", "sky", "possibly"}
    assert len(words) > 2000
    forms: dict[str, set[str]] = {}
    for word in words:
        forms.setdefault(stem(word), set()).add(word)
    lost = [(word, asked) for same in forms.values() for word in same for asked in same if piece_of(asked) not in word]
    assert lost == []


def test_an_excerpt_shows_where_most_of_the_words_stand_and_marks_them() -> None:
    text = f"{'Nothing here. ' * 40}The quarrystone team visits homes. {'Nor here. ' * 40}"
    hit = find(parse("team visit"), [Field(text)])
    assert hit is not None
    shown, spans = excerpt(text, hit.spans[0])
    assert len(shown) < 260 and shown.startswith("…") and shown.endswith("…")
    assert [shown[start:end] for start, end in spans] == ["team", "visits"]
    assert tokens("Ring’s")[0].stem == tokens("ring")[0].stem
