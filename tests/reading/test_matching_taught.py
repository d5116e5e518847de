"""What people taught helps the next reading, and one wrong confirmation does not spread."""

import pytest
from msgspec.structs import replace

from overwinter.reading.catalogue import LearntWording
from overwinter.reading.matching.learnt import Memory
from overwinter.reading.matching.matcher import Matcher
from overwinter.reading.result import MatchState, RowRead
from tests.reading.matching_marks import national_catalogue

CATALOGUE = national_catalogue()
EASEMENTS = "Notify DHSC of any decision to apply the Care Act easements in the borough"


def _read(text: str, *learnt: LearntWording) -> RowRead:
    row = RowRead(n=1, place="", requirement=text)
    return Matcher(replace(CATALOGUE, learnt=learnt)).match([row])[0]


def test_one_wrong_confirmation_is_asked_about() -> None:
    wrong = LearntWording(EASEMENTS, ("flu.vaccination-venues",), "Manager, Northmere")
    row = _read(EASEMENTS, wrong)
    assert row.match_state is MatchState.REVIEW
    assert [match.id for match in row.matches] == ["easements.notify-dhsc"]
    assert "confirmed before as flu.vaccination-venues" in row.matches[0].why


def test_so_is_a_national_duty_that_one_person_called_local() -> None:
    assert _read(EASEMENTS, LearntWording(EASEMENTS, (), "Manager, Northmere")).match_state is MatchState.REVIEW


def test_what_two_people_taught_is_taken() -> None:
    both = (LearntWording(EASEMENTS, ("flu.vaccination-venues",), name) for name in ("Northmere", "Fellgate"))
    row = _read(EASEMENTS, *both)
    assert row.match_state is MatchState.CONFIDENT
    assert [match.id for match in row.matches] == ["flu.vaccination-venues"]


def test_a_wording_whose_words_say_little_is_taken_as_it_was_taught() -> None:
    taught = LearntWording("Ring round on Mondays", ("staff-movement.capacity-tracker",), "Northmere")
    assert _read("Ring round on Mondays", taught).match_state is MatchState.CONFIDENT


@pytest.mark.parametrize(
    "other",
    [
        "Hand out masks and aprons for use in schools whenever the county's supplier has run out of them for the day",
        "Hand out masks and aprons for use in homes whenever the county's supplier has not run out of them for the day",
        "Hand out masks and aprons for use in homes whenever the county's supplier has run out of them for 2 days",
    ],
)
def test_nearly_the_same_letters_may_be_another_wording(other: str) -> None:
    known = "Hand out masks and aprons for use in homes whenever the county's supplier has run out of them for the day"
    memory = Memory([LearntWording(known, ("ppe.provide",))])
    assert memory.recall(other) is None
    misprint = known.replace("supplier", "suppiler").replace("homes", "hornes", 1)
    assert memory.recall(misprint) is None or memory.recall(misprint) == memory.recall(known)
    assert memory.recall(known.replace("supplier", "suppiler")) is not None


def test_a_reworded_wording_leans_to_what_was_taught() -> None:
    """Of words that say little by themselves, and as little of anything else."""
    taught = LearntWording(
        "Friday ring-round of homes about agency cover", ("staff-movement.capacity-tracker",), "North"
    )
    reworded = "Ring-round of all homes on Fridays about cover by agency"
    alone, after = _read(reworded), _read(reworded, taught)
    assert "staff-movement.capacity-tracker" not in [match.id for match in (*alone.matches, *alone.candidates)][:1]
    assert next(match.id for match in (*after.matches, *after.candidates)) == "staff-movement.capacity-tracker"


def test_a_wrongly_taught_wording_makes_no_like_one_sure() -> None:
    wrong = LearntWording(EASEMENTS, ("flu.vaccination-venues",), "Manager, Northmere")
    row = _read("Notify DHSC of each decision to use Care Act easements", wrong)
    assert all(match.id != "flu.vaccination-venues" for match in row.matches)
