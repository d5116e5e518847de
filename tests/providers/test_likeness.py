"""An opening beside what was entered by hand: found by name or postcode, decided by a person, nothing doubled."""

from typing import Any

import pytest

from overwinter.kernel.verdict import Refused
from overwinter.providers import actions
from overwinter.providers.domain.kinds import ContactPurpose, ServiceKind
from overwinter.providers.domain.likeness import Alike, Entered, EnteredByHand, alike
from overwinter.providers.models import Contact, DirectoryChange, Location, LocationEvent
from tests.providers.conftest import Care, signed_in
from tests.providers.test_directory import bring, line
from tests.support.providers import make_location

__all__ = ["bring"]
LIMES = Entered(1, "The Limes", "NM1 2AB", ServiceKind.CARE_HOME)


@pytest.mark.parametrize(
    ("name", "postcode", "kind", "how"),
    [
        ("Limes Ltd", "nm12ab", ServiceKind.CARE_HOME, Alike.BOTH),
        ("The Limes", "", ServiceKind.HOME_CARE, Alike.NAME),
        ("The Limes", "NM9 9ZZ", ServiceKind.CARE_HOME, Alike.NAME),
        ("Lime Court", "NM1 2AB", ServiceKind.CARE_HOME, Alike.POSTCODE),
        ("Lime Court", "NM1 2AB", ServiceKind.HOME_CARE, None),
        ("Lime Court", "", ServiceKind.CARE_HOME, None),
    ],
)
def test_two_are_alike_by_name_or_by_postcode_and_service(
    name: str, postcode: str, kind: ServiceKind, how: Alike | None
) -> None:
    found = EnteredByHand.of([LIMES]).find(name, postcode, [kind])
    assert (alike(name, postcode, found) if found is not None else None) == how


@pytest.fixture
def entered(care: Care) -> Location:
    told = {ContactPurpose.FINANCE: {"name": "Fenella Roe"}}
    return make_location(care.council, "The Limes", contacts=told, phone="01632 960111", ward="Harbour", beds=30)


OPENING = [line("1-5", "Limes", beds="32", Location_City="Quarrystone")]


def take_over(edition_id: int, by: Any) -> None:
    actions.agree_to_edition(edition_id=edition_id, closures_seen=True, by=by, in_background=False)
    while actions.apply_batch(edition_id=edition_id, by=None):
        pass


def test_what_is_joined_keeps_all_and_gets_the_cqc_location_and_nothing_is_doubled(
    care: Care, bring: Any, entered: Location
) -> None:
    edition = bring(OPENING, 1, take=False)
    with pytest.raises(Refused, match="1 opening looks like what somebody entered by hand"):
        take_over(edition.pk, care.contracts)
    client, address = signed_in(care.contracts), f"/providers/directory/{edition.pk}/"
    page = client.get(address).content.decode()
    assert "Looks like" in page and "Registered beds: 30 to <strong>32</strong>" in page
    (change,) = DirectoryChange.objects.filter(edition=edition)
    client.post(f"{address}leave-out/", {"shown": [change.pk], f"join-{change.pk}": "same"})
    take_over(edition.pk, care.contracts)
    (home,) = Location.objects.filter(council=care.council)
    assert (home.pk, home.cqc_id, home.beds, home.town) == (entered.pk, "1-5", 32, "Quarrystone")
    assert (home.phone, home.ward, home.organisation.cqc_id) == ("01632 960111", "Harbour", "1-9")
    assert Contact.objects.get(location=home, purpose="finance").name == "Fenella Roe"
    said = dict(LocationEvent.objects.filter(location=home).values_list("what", "before"))
    assert said["registered beds"] == "30" and "CQC location" in said
    assert not DirectoryChange.objects.filter(edition=bring(OPENING, 2)).exists(), "the next edition knows it"


def test_what_is_kept_apart_stands_twice_and_is_not_asked_again(care: Care, bring: Any, entered: Location) -> None:
    edition = bring([*OPENING, line("1-6", "The Limes")], 1, take=False)
    first, second = DirectoryChange.objects.filter(edition=edition).order_by("cqc_id")
    given = {"edition_id": edition.pk, "shown": [first.pk, second.pk], "ticked": [], "by": care.contracts}
    with pytest.raises(Refused, match="joined with “Limes” already"):
        actions.leave_out(joined={first.pk: True, second.pk: True}, **given)
    actions.leave_out(joined={first.pk: False}, **given)
    assert actions.decide_alike(edition_id=edition.pk, same=True, by=None) == 1
    take_over(edition.pk, care.contracts)
    standing = Location.objects.filter(council=care.council).order_by("cqc_id").values_list("cqc_id", "pk")
    assert [cqc_id for cqc_id, _ in standing] == ["1-5", "1-6"] and dict(standing)["1-6"] == entered.pk
