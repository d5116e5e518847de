"""A manager sends their own service's return: once, with the last answers, and never over somebody else's unseen."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from overwinter.infra import clock
from overwinter.organisations.api import get_viewer
from overwinter.portal.models import SentOnce
from overwinter.portal.reporting import PortalReport
from overwinter.returns import api as returns
from overwinter.returns.api import Entered, Form, Return
from tests.portal.conftest import MANAGER, Committing, Homes, make_home
from tests.returns.conftest import CODE, GOOD, at

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def asked(homes: Homes) -> Iterator[Homes]:
    """On 13 November, with October's return made; the manager is signed in."""
    returns.sync_catalogue(by=None)
    form = Form.objects.get(code=CODE)
    with clock.standing_at(at(date(2026, 10, 9))):
        returns.ask_for_form(
            council_id=homes.council.pk, form=form, services=[], since=date(2026, 6, 1), by=homes.officer
        )
        submit(homes, date(2026, 10, 1))
    with clock.standing_at(at(date(2026, 11, 13))):
        homes.come_in()
        yield homes


def submit(homes: Homes, start: date, number: int = 0, **answers: Any) -> Return:
    form = returns.find_asked_form(homes.council.pk, CODE)
    assert form is not None
    return returns.submit_return(
        form=form, location=homes.home, start=start, answers=GOOD | answers, expected_number=number,
        entered=Entered.PHONE, entered_as="Registered manager", by=homes.officer,
    )  # fmt: skip


def address(homes: Homes) -> str:
    return f"/portal/{homes.home.pk}/returns/{CODE}/2026-11-01/"


def fields(key: object, number: int = 0, **answers: Any) -> dict[str, Any]:
    return {**GOOD, **answers, "sent_key": str(key), "number": number, "seen": ""}


def kept(homes: Homes) -> Return:
    return Return.objects.get(location=homes.home, period_start=NOVEMBER)


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_last_answers_are_filled_in_and_one_press_says_that_nothing_changed(asked: Homes) -> None:
    page = words(asked.client.get(address(asked)))
    assert "Last time 41" in page and "Nothing has changed: save October’s answers" in page
    answer = asked.client.post(address(asked), {"no_change": "yes", "sent_key": str(uuid4()), "number": 0})
    assert answer["Location"] == f"{address(asked)}sent/"
    assert kept(asked).no_change and kept(asked).entered_as == "Registered manager"
    assert "You can change it until" in words(asked.client.get(answer["Location"]))


def test_the_same_page_sent_again_arrives_once(asked: Homes) -> None:
    key = uuid4()
    for _ in range(3):
        assert asked.client.post(address(asked), fields(key)).status_code == 302
    assert (kept(asked).number, kept(asked).revisions.count()) == (1, 0)
    submit(asked, NOVEMBER, number=1, beds_used=40)
    assert asked.client.post(address(asked), fields(key)).status_code == 302, "it had arrived, whatever came after"
    assert kept(asked).answers["beds_used"] == 40


def test_something_else_from_the_same_page_is_a_change(asked: Homes) -> None:
    """The answer to the first sending was lost on the way, and the person typed on."""
    key = uuid4()
    asked.client.post(address(asked), fields(key))
    assert asked.client.post(address(asked), fields(key, beds_used=40)).status_code == 302
    assert (kept(asked).number, kept(asked).answers["beds_used"]) == (2, 40)
    assert SentOnce.objects.count() == 1


def test_two_who_send_at_once_see_both(asked: Homes) -> None:
    key = uuid4()
    submit(asked, NOVEMBER, beds_used=40)
    answer = asked.client.post(address(asked), fields(key, beds_used=39))
    assert answer.status_code == 409
    page = words(answer)
    assert "Beds in use" in page and ">40<" in page and ">39<" in page
    again = asked.client.post(address(asked), fields(key, number=1, beds_used=39))
    assert again.status_code == 302
    assert (kept(asked).number, kept(asked).answers["beds_used"]) == (2, 39)


def test_what_cannot_be_is_said_and_what_is_unusual_is_asked_once(asked: Homes) -> None:
    wrong = asked.client.post(address(asked), fields(uuid4(), beds_open=9))
    assert wrong.status_code == 422 and "The beds come to 52, but you have 48" in words(wrong)
    unusual = fields(uuid4(), staff_away=20)
    assert asked.client.post(address(asked), unusual).status_code == 422
    assert asked.client.post(address(asked), {**unusual, "unattended": "yes"}).status_code == 302


def test_another_homes_returns_are_not_there(asked: Homes) -> None:
    other = address(asked).replace(f"/{asked.home.pk}/", f"/{asked.other.pk}/")
    assert asked.client.get(other).status_code == asked.client.post(other, fields(uuid4())).status_code == 404
    theirs = Return.objects.get(location=asked.home)
    assert asked.client.get(f"/portal/{asked.home.pk}/sent/{theirs.pk}/").status_code == 200
    assert asked.client.get(f"/portal/{asked.other.pk}/sent/{theirs.pk}/").status_code == 404
    assert Client().get(address(asked))["Location"].startswith("/portal/sign-in/?next=/portal/")


def test_the_home_says_what_is_due_and_what_was_sent(asked: Homes) -> None:
    page = words(asked.client.get("/portal/"))
    assert "1 return is due, the first by Monday 16 November." in page
    assert "October 2026" in page and "The council has published no bulletin here." in page
    form = returns.find_asked_form(asked.council.pk, CODE)
    assert form is not None
    returns.save_draft(
        form=form, location=asked.home, start=NOVEMBER, answers={"beds_used": 40}, entered=Entered.PHONE,
        by=asked.officer,
    )  # fmt: skip
    for path in ("/portal/", address(asked)):
        assert "Begun by the council’s officer on 13 November at" in words(asked.client.get(path))
    assert words(asked.client.get(f"/portal/{asked.home.pk}/sent/")).count("care homes, October 2026") == 1


def test_a_group_of_many_homes_costs_no_more_statements_than_one_of_two(asked: Homes) -> None:
    email = "group@saltmere.example"
    for name in ("Ambergate", "Brackwater"):
        make_home(asked.council, name, email)
    browser = asked.come_in(email, Committing(asked.client.capture))
    few = statements(browser)
    for number in range(12):
        make_home(asked.council, f"Home {number}", email)
    page = words(browser.get("/portal/"))
    assert "14 returns are due, for 14 of your 14 services." in page
    assert statements(browser) == few


def statements(browser: Client) -> int:
    browser.get("/portal/")
    with CaptureQueriesContext(connection) as made:
        assert browser.get("/portal/").status_code == 200
    return len(made)


def test_a_manager_puts_a_contact_right_and_the_council_sees_who_did(asked: Homes) -> None:
    page = f"/portal/{asked.home.pk}/contacts/registered_manager/"
    answer = asked.client.post(page, {"title": "Manager", "name": "", "phone": "07700 900042", "note": "until 14:00"})
    assert answer.status_code == 302
    kept = asked.home.contacts.get(until__isnull=True)
    assert (kept.note, kept.email) == ("until 14:00", MANAGER), "the address stays as it was"
    event = asked.home.events.get()
    assert (event.source, event.by.email) == ("provider", MANAGER)
    assert asked.client.get("/portal/").status_code == 200


def test_the_report_says_how_many_made_their_returns_themselves(asked: Homes) -> None:
    asked.client.post(address(asked), fields(uuid4()))
    viewer = get_viewer(asked.officer)
    (part,) = PortalReport().report_parts(viewer=viewer, council_id=asked.council.pk, as_at=date(2026, 11, 13))
    said = "".join(piece.text for piece in part.sentences[0])
    assert said.startswith("1 of 1 return first made in the four weeks to 13 November 2026 came from providers")
    assert part.table is not None and [each.text for each in part.table.rows[0][1:]] == ["1", "0", "0"]
    (earlier,) = PortalReport().report_parts(viewer=viewer, council_id=asked.council.pk, as_at=date(2026, 10, 9))
    assert "0 of 1 return" in "".join(piece.text for piece in earlier.sentences[0]), "that one was told on the phone"
    stranger = get_viewer(asked.client.get("/portal/").wsgi_request.user)
    assert not list(PortalReport().report_parts(viewer=stranger, council_id=asked.council.pk, as_at=NOVEMBER))


def test_a_monthly_return_that_was_missed_can_still_be_made(asked: Homes) -> None:
    Return.objects.filter(location=asked.home).delete()
    page = words(asked.client.get("/portal/"))
    assert "It was due by the end of Wednesday 14 October, 30 days ago." in page and "1 of them late" in page
    late = address(asked).replace("2026-11-01", "2026-10-01")
    assert asked.client.post(late, fields(uuid4())).status_code == 302
    assert "Wednesday 14 October" not in words(asked.client.get("/portal/"))
