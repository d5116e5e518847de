"""Districts and wards: listed by the council, chosen, and set for many locations at once."""

import pytest

from overwinter.infra.models import AuditEntry
from overwinter.kernel.verdict import Refused
from overwinter.providers import actions
from overwinter.providers.domain.places import may_stand, read_places
from overwinter.providers.models import Location, LocationEvent
from tests.providers.conftest import Care, signed_in
from tests.support.providers import make_locations

LISTED = "Saltmere: Harbour,  Old Town\n\nColdbrook\nThornwick: Old Town\n"


def test_a_list_is_read_as_it_is_written_and_a_ward_brings_its_only_district() -> None:
    places = read_places(LISTED)
    assert places.text == "Coldbrook\nSaltmere: Harbour, Old Town\nThornwick: Old Town"
    assert read_places(places.text) == places == read_places(f"{LISTED}{LISTED}")
    assert places.district_for("", "Harbour") == "Saltmere" and places.district_for("", "Old Town") == ""
    assert "Harbour is a ward of Saltmere" in may_stand(places, "Coldbrook", "Harbour").reason
    assert may_stand(places, "Coldbrook", "Elsewhere") and may_stand(places, "", "Harbour")
    assert read_places(": North, South").wards == ("North", "South") and not read_places(": North").districts


def test_ticked_locations_get_a_district_with_their_history_and_no_other_council_s(care: Care) -> None:
    client = signed_in(care.contracts)
    assert client.post("/providers/places/", {"text": LISTED}).status_code == 302
    homes = make_locations(care.council, 3)
    page = client.get("/providers/?pick=all&district=none").content.decode()
    assert page.count('name="id"') == 3 and '<option value="Coldbrook"' in page
    ids = [home.pk for home in homes[:2]]
    form = client.get("/providers/places/set/", {"id": [*ids, care.elsewhere.pk]}).content.decode()
    assert "Set district or ward of 2 locations" in form and "Elsewhere Court" not in form
    sent = {"id": [*ids, care.elsewhere.pk], "district": "=", "ward": "Harbour"}
    assert client.post("/providers/places/set/", sent).status_code == 302
    assert set(Location.objects.filter(pk__in=ids).values_list("district", "ward")) == {("Saltmere", "Harbour")}
    care.elsewhere.refresh_from_db()
    assert care.elsewhere.ward == "" and LocationEvent.objects.filter(what="district", after="Saltmere").count() == 2
    assert AuditEntry.objects.get(verb="districts and wards set").details["locations"] == ids
    with pytest.raises(Refused, match="Home 00000: Harbour is a ward of Saltmere"):
        actions.set_places(
            council_id=care.council.pk, location_ids=ids, district="Coldbrook", ward=None, by=care.contracts
        )
    assert client.get("/providers/places/set/").status_code == 302


def test_a_form_offers_what_is_listed_and_keeps_what_is_not(care: Care) -> None:
    client = signed_in(care.contracts)
    client.post("/providers/places/", {"text": "Coldbrook"})
    page = client.get(f"/providers/{care.home.pk}/change/").content.decode()
    assert '<option value="Saltmere" selected' in page and '<option value="Coldbrook"' in page
