"""What an administrator may do about people, when a role passes on, which titles are one, which colours do."""

from dataclasses import replace
from datetime import date

import pytest

from overwinter.kernel.colour import LEAST_CONTRAST, contrast_with_white
from overwinter.organisations.domain.grants import Grant, Viewer
from overwinter.organisations.domain.people import (
    PersonFacts,
    may_make_link,
    may_open,
    may_set_grants,
    may_shut,
)
from overwinter.organisations.domain.roles import may_hand_over, tidy_title, title_key
from overwinter.organisations.domain.settings import may_use_colour

LEAD = frozenset({Grant.LEAD})
ADMIN = frozenset({Grant.COUNCIL_ADMIN})
PERSON = PersonFacts(
    is_oneself=False,
    is_open=True,
    is_system_admin=False,
    grants=LEAD,
    other_councils=0,
    other_admins=1,
)


@pytest.mark.parametrize(
    ("change", "wanted", "reason"),
    [
        ({}, ADMIN, ""),
        ({}, frozenset(), "Choose at least one"),
        ({"other_councils": 1}, frozenset(), ""),
        ({"grants": ADMIN, "other_admins": 0}, LEAD, "no administrator"),
        ({"grants": ADMIN, "other_admins": 0}, ADMIN | LEAD, ""),
        ({"grants": ADMIN, "other_admins": 1}, LEAD, ""),
    ],
)
def test_grants_change_unless_nobody_would_be_left(
    change: dict[str, object], wanted: frozenset[Grant], reason: str
) -> None:
    verdict = may_set_grants(replace(PERSON, **change), wanted)
    assert bool(verdict) == (not reason)
    assert reason in verdict.reason


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, ""),
        ({"is_open": False}, "shut already"),
        ({"is_oneself": True}, "your own account"),
        ({"is_system_admin": True}, "runs the installation"),
        ({"other_councils": 1}, "another council"),
        ({"grants": ADMIN, "other_admins": 0}, "no administrator"),
        ({"grants": ADMIN}, ""),
    ],
)
def test_an_account_is_shut_only_by_its_one_council(change: dict[str, object], reason: str) -> None:
    verdict = may_shut(replace(PERSON, **change))
    assert bool(verdict) == (not reason)
    assert reason in verdict.reason


def test_only_a_shut_account_opens() -> None:
    assert not may_open(PERSON)
    assert may_open(replace(PERSON, is_open=False))


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({}, True),
        ({"is_open": False}, False),
        ({"is_system_admin": True}, False),
        ({"other_councils": 1}, False),
    ],
)
def test_nobody_can_choose_the_password_of_another_councils_person(change: dict[str, object], allowed: bool) -> None:
    assert bool(may_make_link(replace(PERSON, **change))) is allowed


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SMBC/CCG", "smbc / ccg", True),
        ("Head of  commissioning", "Head of Commissioning.", True),
        ("SMBC, CCG", "SMBC/CCG", False),
        ("Director", "Directors", False),
        ("A & B", "A and B", False),
    ],
)
def test_titles_are_one_when_only_capitals_spaces_and_a_full_stop_differ(one: str, other: str, same: bool) -> None:
    assert (title_key(one) == title_key(other)) is same


def test_a_title_is_kept_as_it_was_written() -> None:
    assert tidy_title("  SMBC /  CCG\n") == "SMBC / CCG"


def test_a_role_passes_on_from_the_day_it_was_taken_not_before() -> None:
    held = date(2020, 10, 3)
    ask = {"held_since": held, "holder": "Ada Marsh", "ended_on": None}
    assert may_hand_over(since=held, **ask)
    early = may_hand_over(since=date(2020, 10, 2), **ask)
    assert "Ada Marsh has held it since 3 October 2020" in early.reason
    assert not may_hand_over(since=held, held_since=None, holder="", ended_on=held)


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#ffffff", 1.0), ("#000000", 21.0), ("#767676", 4.54), ("#777777", 4.48), ("red", 0.0)]
)
def test_contrast_is_measured_as_the_guidelines_do(colour: str, contrast: float) -> None:
    assert contrast_with_white(colour) == pytest.approx(contrast, abs=0.01)
    assert bool(may_use_colour(colour)) is (contrast >= LEAST_CONTRAST)


def test_a_refused_colour_says_the_figure_and_the_limit() -> None:
    assert "contrast of 4.5 to 1; at least 4.5" not in may_use_colour("#ffdd00").reason
    assert "1.3 to 1" in may_use_colour("#ffdd00").reason


def test_a_system_administrator_is_not_let_into_plans() -> None:
    viewer = Viewer(user_id=1, council_id=None, is_system_admin=True)
    assert not any(viewer.may(grant, 7) for grant in Grant)
    assert not viewer.belongs_to(7)
    assert not viewer.may(Grant.LEAD, None)
