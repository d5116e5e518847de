"""Rows made to mislead: duties denied, of another trade, halved, run together, and what others do in words like theirs.

``python -m bench.adversaries`` counts them all, in every plan and placing; here stand the sharpest of each.
"""

import pytest

from overwinter.reading.catalogue import Catalogue
from overwinter.reading.matching.matcher import Matcher
from overwinter.reading.result import MatchState, RowRead
from overwinter.reading.vocabulary import in_force
from tests.reading.matching_marks import Labelled, national_catalogue
from tests.reading.plans_of_others import adversaries
from tests.reading.plans_of_others.marking import is_right


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return national_catalogue()


@pytest.fixture(scope="module")
def titles(catalogue: Catalogue) -> list[Labelled]:
    """A plan that says each requirement in the catalogue's own words; one that asks the same elsewhere is as right."""
    return [
        Labelled(
            RowRead(n=n, place="", theme=entry.theme, section=entry.section, requirement=entry.title),
            tuple(frozenset({id}) for id in (entry.id, *entry.related, *_relating(catalogue, entry.id))),
        )
        for n, entry in enumerate(catalogue.entries, 1)
    ]


def _relating(catalogue: Catalogue, id: str) -> list[str]:
    return [entry.id for entry in catalogue.entries if id in entry.related]


@pytest.mark.parametrize("adversary", adversaries.ADVERSARIES, ids=lambda one: one.__name__)
def test_a_row_made_to_mislead_goes_to_a_person(
    adversary: adversaries.Adversary, catalogue: Catalogue, titles: list[Labelled]
) -> None:
    rows = adversary(titles)
    read = Matcher(catalogue).match([row.row for row in rows])
    assert len(rows) >= 20
    assert [
        (got.requirement, [match.id for match in got.matches])
        for want, got in zip(rows, read, strict=True)
        if got.match_state is not MatchState.REVIEW and not is_right(want.ids, got)
    ] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not give out masks",
        "No longer give out masks",
        "The store has been closed and is not giving out masks",
        "Giving out masks has now stopped",
        "Cease giving out masks",
        "There are no plans to give out masks",
    ],
)
def test_a_denial_is_heard(sentence: str) -> None:
    assert in_force().denials.deny(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Follow up homes not testing regularly",
        "Homes that do not test are followed up",
        "Give masks to homes which cannot buy them",
        "Review the rota to ensure winter pressures do not reduce cover",
        "Give out masks, not only on Fridays",
        "Masks now that the store has stopped deliveries",
    ],
)
def test_what_is_not_so_of_others_is_no_denial(sentence: str) -> None:
    assert not in_force().denials.deny(sentence)


def test_what_is_denied_goes_to_a_person_however_long_it_is(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        text = f"{entry.summary.rstrip('.')} is not required"
        [row] = Matcher(catalogue).match([RowRead(n=1, place="", section=entry.section, requirement=text)])
        assert row.match_state is MatchState.REVIEW, text


@pytest.mark.parametrize(
    ("section", "text"),
    [
        (
            "Easements",
            "Care Act easements will only be used as a last resort tell the Department if easements are switched on",
        ),
        (
            None,
            "People on direct payments have the flexibility and control that the Care Act intends the Infection "
            "Control Fund helps services closed in the pandemic to reopen safely we use the direct payments guidance "
            "flexibly for carers to maximise their independence",
        ),
    ],
)
def test_duties_that_share_their_words_and_stand_in_one_row_without_a_mark_go_to_a_person(
    section: str | None, text: str, catalogue: Catalogue
) -> None:
    [row] = Matcher(catalogue).match([RowRead(n=1, place="", section=section, requirement=text)])
    assert row.match_state is MatchState.REVIEW
