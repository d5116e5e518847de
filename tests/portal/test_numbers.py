"""Another number for the codes: whoever holds the mailbox and an open page does not lead them to their own phone."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from overwinter.infra import clock
from overwinter.infra.models import AuditEntry, KeptMail
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_viewer
from overwinter.portal import queries
from overwinter.portal.actions import access
from overwinter.portal.models import NumberAsked
from overwinter.portal.pages.panel import PortalWaits
from overwinter.providers.api import ContactEntry, ContactPurpose, correct_contact
from tests.portal.conftest import MANAGER, Committing, Homes, make_home

NEW = "07700 900999"
TYPED = {"title": "Registered manager", "name": "Somebody Invented", "phone": NEW, "note": "until 14:00"}


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def page(homes: Homes) -> str:
    return f"/portal/{homes.home.pk}/contacts/registered_manager/"


def ask(homes: Homes, **typed: str) -> Any:
    return homes.client.post(page(homes), TYPED | typed)


def mobiles() -> list[str]:
    return queries.list_mobiles(MANAGER)


@pytest.fixture
def inside(homes: Homes) -> Homes:
    """The manager is signed in, on a device that is known."""
    homes.come_in()
    return homes


def test_codes_go_to_the_old_number_until_it_has_said_yes(inside: Homes) -> None:
    answer = ask(inside)
    assert answer["Location"] == f"{page(inside)}number/"
    assert mobiles() == ["+447700900042"] and inside.home.contacts.get(until__isnull=True).note == "until 14:00"
    text = KeptMail.objects.filter(subject="Text message").latest("id")
    assert text.to == "+447700900042" and "no longer come to this number" in text.text
    told = KeptMail.objects.filter(to=MANAGER).latest("id")
    assert "asks that the codes for this address go to another number" in told.text and "900999" not in told.text
    assert "We sent six digits to the number that ends in 042" in words(inside.client.get(answer["Location"]))
    wrong = "000000" if text.text[:6] != "000000" else "111111"
    assert "You have 4 more tries" in words(inside.client.post(answer["Location"], {"code": wrong}))
    assert mobiles() == ["+447700900042"]
    done = inside.client.post(answer["Location"], {"code": text.text[:6]})
    assert done["Location"] == f"/portal/{inside.home.pk}/contacts/" and mobiles() == ["+447700900999"]
    assert "no longer go where they went" in KeptMail.objects.filter(to=MANAGER).latest("id").text
    verbs = set(AuditEntry.objects.filter(chain="northmere").values_list("verb", flat=True))
    assert {"new number for codes asked for", "new number for codes: by code"} <= verbs
    assert NumberAsked.objects.get().phone is None, "kept no longer than it waits"


def test_whoever_answers_for_two_homes_has_one_phone(homes: Homes) -> None:
    other = make_home(homes.council, "Ambergate", MANAGER)
    homes.come_in()
    homes.client.post(ask(homes)["Location"], {"code": homes.code()})
    assert mobiles() == ["+447700900999"] and other.contacts.get(until__isnull=True).phone == NEW
    homes.client.post(page(homes), TYPED | {"phone": "07700 900111"})
    officer = Client()
    officer.force_login(homes.officer)
    asked = NumberAsked.objects.latest("id")
    address = f"/providers/{homes.home.pk}/portal/numbers/{asked.pk}/"
    assert officer.post(address, {"answer": "take", "rang": "on"}).status_code == 302
    assert mobiles() == ["+447700900111"]


def test_a_code_to_sign_in_confirms_no_number_and_the_other_way_round(inside: Homes) -> None:
    other = Committing(inside.client.capture)
    inside.ask(client=other)
    other.post(inside.link())
    to_sign_in = inside.code()
    address = ask(inside)["Location"]
    assert inside.client.post(address, {"code": to_sign_in}).status_code == 422
    assert other.post("/portal/sign-in/code/", {"code": inside.code()}).status_code == 422


def test_an_officer_who_rang_says_yes_or_no(inside: Homes) -> None:
    ask(inside)
    asked = NumberAsked.objects.get()
    (wait,) = PortalWaits().waits(viewer=get_viewer(inside.officer), today=clock.today())
    officer = Client()
    officer.force_login(inside.officer)
    address = f"/providers/{inside.home.pk}/portal/numbers/{asked.pk}/"
    assert wait.url == address and NEW in words(officer.get(address))
    assert "A new number for codes" in words(officer.get(f"/providers/{inside.home.pk}/portal/"))
    assert AuditEntry.objects.filter(verb="people of a provider read", by=inside.officer).count() == 2
    assert officer.post(address, {"answer": "take"}).status_code == 422, "not before they say that they rang"
    assert officer.post(address, {"answer": "refuse"}).status_code == 302 and mobiles() == ["+447700900042"]
    ask(inside)
    address = f"/providers/{inside.home.pk}/portal/numbers/{NumberAsked.objects.latest('id').pk}/"
    assert officer.post(address, {"answer": "take", "rang": "on"}).status_code == 302
    assert mobiles() == ["+447700900999"] and not list(PortalWaits().waits(
        viewer=get_viewer(inside.officer), today=clock.today()
    ))  # fmt: skip
    assert officer.post(address, {"answer": "take", "rang": "on"}).status_code == 404, "it is decided once"


def test_somebody_else_of_the_home_cannot_lead_the_managers_codes_away(inside: Homes) -> None:
    deputy = "deputy@larkfield.example"
    access.give_access(location_id=inside.home.pk, email=deputy, title="Deputy manager", by=inside.officer)
    browser = Committing(inside.client.capture)
    inside.ask(deputy, browser)
    browser.post(inside.link(deputy))
    officer = Client()
    officer.force_login(inside.officer)
    rows, _ = queries.list_access(inside.home.pk)
    user_id = next(row.user_id for row in rows if row.email == deputy)
    given = words(officer.post(f"/providers/{inside.home.pk}/portal/code/?for={user_id}", {"rang": "on"}))
    assert browser.post("/portal/sign-in/code/", {"code": given.split("data-code>")[1][:6]}).status_code == 302
    browser.post(page(inside), TYPED)
    assert mobiles() == ["+447700900042"]
    assert KeptMail.objects.filter(subject="Text message").latest("id").to == "+447700900042"


@pytest.mark.parametrize(("phone", "waits"), [("", True), ("01632 960199", True), ("+44 7700 900042", False)])
def test_what_leads_codes_elsewhere_waits_and_the_same_number_does_not(inside: Homes, phone: str, waits: bool) -> None:
    ask(inside, phone=phone)
    assert NumberAsked.objects.filter(end="").exists() == waits
    assert mobiles() == ["+447700900042"]


def test_a_first_mobile_waits_for_an_officer_since_nobody_else_can_say_yes(inside: Homes) -> None:
    inside.home.contacts.update(phone="01632 960101")
    said = words(inside.client.post(page(inside), TYPED, follow=True))
    assert "so the council must confirm it" in said and "An officer rings you back" in said
    assert mobiles() == []


def test_a_number_waits_no_longer_than_its_days_nor_than_the_contact_it_was_asked_for(inside: Homes) -> None:
    address = ask(inside)["Location"]
    code = inside.code()
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        assert inside.client.post(address, {"code": code}).status_code == 422, "the code is too old"
        assert "is too old" in words(inside.client.get(address))
    with time_machine.travel(clock.now() + timedelta(days=15), tick=False):
        assert not NumberAsked.objects.get().end and not list(
            PortalWaits().waits(viewer=get_viewer(inside.officer), today=clock.today())
        )
    inside.home.contacts.filter(until__isnull=True).update(until=clock.today())
    assert inside.client.post(address, {"code": code}).status_code in (302, 403) and mobiles() == []


def test_numbers_are_not_asked_for_without_end(inside: Homes) -> None:
    for number in range(5):
        assert ask(inside, phone=f"07700 90001{number}").status_code == 302
    assert "within a day. Ring the council" in words(ask(inside))


def test_no_other_way_writes_such_a_number(inside: Homes) -> None:
    entry = ContactEntry(ContactPurpose.REGISTERED_MANAGER, "Manager", "", NEW, MANAGER)
    user = AuditEntry.objects.filter(verb="access by address").latest("id").by
    with pytest.raises(Refused, match="must be confirmed"):
        correct_contact(location_id=inside.home.pk, entry=entry, opens_portal=True, by=user)
