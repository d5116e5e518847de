"""How sure a match is: it grows with each piece of evidence, and one reservation sends the row to a person."""

from functools import reduce
from typing import Any

import pytest
from msgspec.structs import replace

from overwinter.reading.matching.judging import Evidence, confidence, reservation

NOTHING_ELSE: dict[str, Any] = {
    "intruding": 0.0,
    "intruding_names": 0.0,
    "terms": 0,
    "anothers_title": 0.0,
    "several": False,
    "replaced": False,
    "anothers_stretch": 0.0,
    "denied": False,
    "outfitted": 0.0,
}


def test_confidence_grows_with_each_piece_of_evidence() -> None:
    nothing = Evidence(
        covered=0,
        held=1,
        title=0,
        named=-1,
        words=5,
        margin=0.1,
        heading=False,
        strange=1,
        foreign=0.1,
        other_service=True,
        unexplained=1,
        other_terms=0.5,
        anothers_sentence=0.1,
        **NOTHING_ELSE,
        negated=False,
        is_cut=False,
        mended=0.2,
    )
    steps = (
        {"other_service": False},
        {"words": 9},
        {"strange": 0.5},
        {"foreign": 0.0},
        {"mended": 0.0},
        {"named": 1},
        {"title": 0.5},
        {"other_terms": 0.0},
        {"unexplained": 0.5},
        {"covered": 0.5},
        {"margin": 0.2},
        {"heading": True},
    )
    said = [
        confidence(reduce(lambda one, step: replace(one, **step), steps[:n], nothing)) for n in range(len(steps) + 1)
    ]
    assert said == sorted(set(said))
    assert said[0] > 0 and said[-1] < 1


@pytest.mark.parametrize(
    "against",
    [
        {"words": 3},
        {"foreign": 0.2},
        {"anothers_sentence": 0.4},
        {"negated": True, "words": 8},
        {"denied": True, "words": 40},
        {"replaced": True},
        {"anothers_stretch": 0.1},
        {"outfitted": 0.01, "heading": False},
        {"anothers_title": 0.7},
        {"anothers_title": 0.6, "several": True},
        {"intruding": 0.5, "words": 7, "title": 0.8},
        {"intruding_names": 0.2, "words": 7, "title": 0.8},
        {"intruding_names": 0.5, "words": 7, "title": 0.8, "terms": 2},
        {"held": 0.6, "words": 5, "title": 0.8},
        {"held": 0.3},
        {"anothers_title": 0.5, "several": True},
        {"is_cut": True, "words": 4},
        {"named": -1, "words": 5},
        {"title": 0.1, "margin": 0.05},
    ],
    ids=lambda against: ", ".join(against),
)
def test_a_reservation_sends_a_row_to_a_person_however_well_it_fits(against: dict[str, Any]) -> None:
    sure = Evidence(
        covered=1,
        held=1,
        title=1,
        named=0,
        words=12,
        margin=0.5,
        heading=True,
        strange=0,
        foreign=0,
        other_service=False,
        unexplained=0,
        other_terms=0,
        anothers_sentence=0,
        **NOTHING_ELSE,
        negated=False,
        is_cut=False,
        mended=0,
    )
    assert confidence(sure) > 0.95
    assert reservation(sure) == ""
    assert confidence(replace(sure, **against)) < 0.9
    assert reservation(replace(sure, **against))
