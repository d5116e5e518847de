"""What people do to locations by hand, and what stays of it."""

from datetime import date, timedelta

import pytest

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.infra.models import AuditEntry
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_viewer
from overwinter.providers import api
from overwinter.providers.api import (
    ContactEntry,
    ContactPurpose,
    LocationEntry,
    LocationStep,
    ServiceEntry,
    ServiceKind,
)
from overwinter.providers.models import Contact, Location, LocationEvent
from tests.providers.conftest import Care

ENTRY = LocationEntry(name="Larkfield House", organisation="Larkfield Care Ltd", cqc_id="1-000000148", beds=48,
                      district="Saltmere", rating="good", phone="01632 960140")  # fmt: skip


def events(care: Care) -> list[tuple[str, str, str]]:
    found = LocationEvent.objects.filter(location=care.home).order_by("id")
    return list(found.values_list("what", "before", "after"))


def test_each_fact_that_changes_leaves_what_stood_before_and_what_the_directory_said(care: Care) -> None:
    entry = LocationEntry(**{**_said(ENTRY), "phone": "01632 960199", "rating": "inadequate", "district": "Thornwick"})
    api.change_location(location_id=care.home.pk, entry=entry, why="They told us", by=care.contracts)
    assert events(care) == [
        ("rating", "Good", "Inadequate"),
        ("telephone", "01632 960140", "01632 960199"),
        ("district", "Saltmere", "Thornwick"),
    ]
    care.home.refresh_from_db()
    assert care.home.kept_by_hand == {"rating": "good", "phone": "01632 960140"}
    assert api.change_location(location_id=care.home.pk, entry=entry, by=care.contracts) == []
    assert len(events(care)) == 3


def _said(entry: LocationEntry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in LocationEntry.__dataclass_fields__}


def test_a_location_is_suspended_closed_and_opened_with_a_reason_and_stays(care: Care) -> None:
    with pytest.raises(Refused, match="Say why"):
        api.change_state(location_id=care.home.pk, step=LocationStep.SUSPEND, why=" ", by=care.contracts)
    for step in (LocationStep.SUSPEND, LocationStep.CLOSE, LocationStep.REOPEN):
        api.change_state(location_id=care.home.pk, step=step, why=f"Reason to {step}", by=care.contracts)
    with pytest.raises(Refused, match="open already"):
        api.change_state(location_id=care.home.pk, step=LocationStep.REOPEN, why="Again", by=care.contracts)
    assert events(care) == [
        ("suspended", "Open", "Suspended"), ("closed", "Suspended", "Closed"), ("opened", "Closed", "Open"),
    ]  # fmt: skip
    assert Location.objects.get(pk=care.home.pk).state_why == ""


def test_who_was_to_be_asked_before_stays_encrypted_and_out_of_the_history(care: Care) -> None:
    manager = Contact.objects.get(location=care.home, purpose=ContactPurpose.REGISTERED_MANAGER.value)
    entry = ContactEntry(ContactPurpose.REGISTERED_MANAGER, name="Ysolde Brackenridge", phone="01632 960142",
                         away_from=clock.today())  # fmt: skip
    api.set_contact(location_id=care.home.pk, entry=entry, contact_id=manager.pk, by=care.contracts)
    viewer = get_viewer(care.contracts)
    assert [each.name for each in api.list_contacts(viewer, care.home.pk)] == ["Ysolde Brackenridge", ""]
    assert Contact.objects.get(pk=manager.pk).name == "Quillon Threlfall"
    assert not [said for event in events(care) for said in event if "Brackenridge" in said or "960142" in said]
    ring = api.list_whom_to_ring(viewer, [care.home.pk, care.elsewhere.pk], day=clock.today())
    assert {pk: fact.phone for pk, fact in ring.items()} == {care.home.pk: "01632 960140"}, "the manager is away"


def test_the_first_of_its_services_is_what_a_location_is_listed_by(care: Care) -> None:
    nursing = care.home.services.get()
    api.add_service(location_id=care.home.pk, entry=ServiceEntry(ServiceKind.CARE_HOME, 10, 4), by=care.contracts)
    with pytest.raises(Refused, match="already"):
        api.add_service(location_id=care.home.pk, entry=ServiceEntry(ServiceKind.CARE_HOME), by=care.contracts)
    ended = ServiceEntry(ServiceKind.NURSING_HOME, 38, None, None, clock.today() - timedelta(days=1))
    api.change_service(location_id=care.home.pk, service_id=nursing.pk, entry=ended, why="Sold", by=care.contracts)
    assert Location.objects.get(pk=care.home.pk).main_service == ServiceKind.CARE_HOME.value


def test_a_location_added_by_hand_belongs_to_the_council_and_two_have_not_one_cqc_id(care: Care) -> None:
    entry = LocationEntry(name="The Limes", organisation="larkfield care ltd", rated_on=date(2026, 3, 4), rating="good")
    made = api.add_location(
        council_id=care.council.pk, entry=entry, services=[ServiceEntry(ServiceKind.DAY_SERVICE)], by=care.contracts
    )
    assert (made.council, made.organisation_id) == (care.council, care.home.organisation_id)
    with pytest.raises(Refused, match="1-000000148"):
        api.add_location(council_id=care.council.pk, entry=ENTRY, services=[], by=care.contracts)
    assert AuditEntry.objects.filter(verb="location added").count() == 1


@pytest.mark.parametrize("who", ["viewer", "stranger"])
def test_others_change_nothing_and_find_nothing(care: Care, who: str) -> None:
    person: User = getattr(care, who)
    with pytest.raises(Refused):
        api.change_location(location_id=care.home.pk, entry=ENTRY, by=person)
    with pytest.raises(Refused):
        api.set_contact(location_id=care.home.pk, entry=ContactEntry(ContactPurpose.FINANCE, title="A"), by=person)
    mine = care.viewer if who == "viewer" else care.stranger
    found = [each.name for each in api.list_locations(get_viewer(mine), api.Wanted())]
    assert found == (["Larkfield House"] if who == "viewer" else ["Elsewhere Court"])
    assert (api.find_location(get_viewer(care.stranger), care.home.pk)) is None
