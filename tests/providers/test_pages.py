"""The list of locations, the page of one, and what is kept when a form is refused."""

import pytest
from django.test import Client

from overwinter.infra.models import AuditEntry
from overwinter.organisations.api import Grant
from overwinter.providers.domain.kinds import ServiceKind
from overwinter.providers.models import Location, LocationEvent
from tests.providers.conftest import Care, signed_in
from tests.support.people import make_person
from tests.support.providers import make_location


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return (b"".join(answer) if answer.streaming else answer.content).decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"Larkfield House", "The Limes"}),
        ("?service=nursing_home", {"Larkfield House"}),
        ("?state=closed", {"Old Mill"}),
        ("?state=any", {"Larkfield House", "The Limes", "Old Mill"}),
        ("?district=Saltmere", {"Larkfield House"}),
        ("?district=none", {"The Limes"}),
        ("?rating=none", {"The Limes"}),
        ("?run_by=in-house", {"The Limes"}),
        ("?words=house+larkfield", {"Larkfield House"}),
        ("?service=personal_assistants", {"DP-0147"}),
        ("?sort=-beds&as=csv", {"Larkfield House", "The Limes"}),
    ],
)
def test_the_list_holds_what_is_asked_for_and_nothing_of_another_council(
    care: Care, asked: str, found: set[str]
) -> None:
    make_location(care.council, "The Limes", in_house=True)
    make_location(care.council, "Old Mill", state="closed", district="Coldbrook")
    make_location(care.council, "DP-0147", service=ServiceKind.PERSONAL_ASSISTANTS)
    page = said(signed_in(care.contracts), f"/providers/{asked}")
    names = {"Larkfield House", "The Limes", "Old Mill", "DP-0147", "Elsewhere Court"}
    assert {name for name in names if name in page} == found


def test_the_page_of_a_location_tells_all_and_writes_down_that_names_were_read(care: Care) -> None:
    page = said(signed_in(care.contracts), f"/providers/{care.home.pk}/")
    for words in ("Care home with nursing · Saltmere · registered for 48 · CQC location", "Quillon Threlfall",
                  'href="tel:+441632960141"', "office@larkfield.example", "Change the record"):  # fmt: skip
        assert words in page
    read = AuditEntry.objects.get(verb="contacts read")
    assert (read.by, read.subject_id) == (care.contracts, str(care.home.pk))
    director = make_person("director@northmere.example", Grant.DIRECTOR, council=care.council)
    assert "Change the record" not in said(signed_in(director), f"/providers/{care.home.pk}/")
    assert signed_in(care.stranger).get(f"/providers/{care.home.pk}/").status_code == 404


def test_a_refused_form_says_why_and_keeps_what_was_typed(care: Care) -> None:
    client = signed_in(care.contracts)
    typed = {"name": "New Place", "organisation": "A Ltd", "services": ["care_home"], "cqc_id": "1-000000148",
             "rated_on": "the fourth", "town": "Quarrystone"}  # fmt: skip
    answer = client.post("/providers/add/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and "could not be read as a date" in page and "Quarrystone" in page
    answer = client.post("/providers/add/", {**typed, "rated_on": ""})
    assert (
        answer.status_code == 422 and "Another location of the council has the CQC location" in answer.content.decode()
    )
    answer = client.post("/providers/add/", {**typed, "rated_on": "", "cqc_id": ""})
    made = Location.objects.get(name="New Place")
    assert answer["Location"] == f"/providers/{made.pk}/" and made.council == care.council


def test_what_is_changed_by_hand_stands_in_the_history_with_the_reason(care: Care) -> None:
    client = signed_in(care.contracts)
    address = f"/providers/{care.home.pk}/state/"
    since = {"since": "1 November 2026", "step": "suspend"}
    assert client.post(address, since).status_code == 422
    assert client.post(address, {**since, "why": "Two breaches"}).status_code == 302
    assert "Suspended since 1 November 2026: Two breaches." in said(client, f"/providers/{care.home.pk}/")
    assert "Two breaches" in said(client, f"/providers/{care.home.pk}/history/")
    assert LocationEvent.objects.get(location=care.home).by_as == "Contracts officer"
