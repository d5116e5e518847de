"""Choosing one's mail, the log of what was sent to whom, and the inbox."""

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup

from overwinter.accounts.api import User
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from overwinter.reminders.models import Mail, MailChoice
from tests.plans.conftest import World, make_person, signed_in
from tests.reminders.conftest import Told
from tests.reminders.test_sending import late, run

__all__ = ["late"]


def text_of(content: bytes) -> str:
    return " ".join(BeautifulSoup(content, "lxml").get_text(" ").split())


def test_a_person_chooses_and_can_have_no_mail_at_all(world: World) -> None:
    client = signed_in(world.lead)
    assert "Reminders by mail" in client.get("/accounts/").content.decode()
    said = {"overdue": "day", "due-soon": "week", "not-reviewed": "never", "mentioned": "day", "handed-over": "day"}
    assert client.post("/reminders/", {**said, "weekday": "3"}).status_code == 302
    chosen = MailChoice.objects.get(user=world.lead)
    assert (chosen.often, chosen.weekday) == (said | {"no-lead": "week"}, 3)
    assert "Without a lead" not in text_of(client.get("/reminders/").content), "it is for whoever manages the plan"
    assert "on Thursdays" in text_of(client.get("/reminders/").content)
    client.post("/reminders/", {"none": "yes"})
    assert MailChoice.objects.get(user=world.lead).facts.is_silent
    assert client.post("/reminders/", {"overdue": "hourly", "weekday": "9"}).status_code == 422


def test_the_log_says_what_was_sent_to_whom_and_what_did_not_go(late: World, server: type[Told]) -> None:
    server.fails = "refuses"
    run(late)
    client = signed_in(late.manager)
    page = text_of(client.get("/reminders/sent/").content)
    assert "2 mails of the last week did not go; what still holds is tried again." in page and "no such person" in page
    assert late.lead.email in page and "1 overdue, 1 due soon and 1 note for you" in page
    narrowed = text_of(client.get("/reminders/sent/?kind=overdue&state=failed").content)
    assert "1 mail, newest first." in narrowed
    taken = list(csv.reader(io.StringIO(client.get("/reminders/sent/?as=csv").content.decode("utf-8-sig"))))
    assert len(taken) == 3 and late.lead.email not in str(taken), "addresses stay on the page"
    one = text_of(client.get(f"/reminders/sent/{Mail.objects.get(user=late.lead).pk}/").content)
    assert "1.1 Do thing 1" in one and "What still holds of it is tried again by itself." in one


def test_another_council_sees_nothing_of_it(late: World, server: type[Told], stranger: User) -> None:
    run(late)
    client = signed_in(stranger)
    assert "No mail has been written yet" in text_of(client.get("/reminders/sent/").content)
    assert client.get(f"/reminders/sent/{Mail.objects.first().pk}/").status_code == 404
    assert signed_in(late.lead).get("/reminders/sent/").status_code == 403


def test_who_manages_says_whether_a_mail_has_arrived(late: World, server: type[Told]) -> None:
    server.fails = "breaks"
    run(late)
    server.fails = ""
    client = signed_in(late.manager)
    assert "2 mails may have gone: look, and decide." in text_of(client.get("/reminders/sent/").content)
    first, second = Mail.objects.order_by("pk")
    client.post(f"/reminders/sent/{first.pk}/decide/", {"arrived": "yes"})
    client.post(f"/reminders/sent/{second.pk}/decide/", {"arrived": "no"})
    again = client.post(f"/reminders/sent/{second.pk}/decide/", {"arrived": "no"}, follow=True)
    assert "Nobody is sent the same twice." in text_of(again.content)
    assert {mail.state for mail in Mail.objects.all()} == {"sent"} and len(server.taken) == 3


@pytest.fixture
def inbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "overwinter.infra.mail.inbox.InboxBackend"


def test_the_inbox_shows_mail_to_whoever_runs_the_installation(late: World, inbox: None, settings: Any) -> None:
    run(late)
    administrator = User.objects.create_user("system@overwinter.example", name="Nia", is_system_admin=True)
    client = signed_in(administrator)
    assert "/reminders/inbox/" in client.get("/accounts/").content.decode()
    page = BeautifulSoup(client.get("/reminders/inbox/").content, "lxml")
    links = [link["href"] for link in page.select("main table a")]
    assert len(links) == 2
    frame = BeautifulSoup(client.get(str(links[0])).content, "lxml").select_one("iframe")
    assert frame is not None and "allow-scripts" not in frame["sandbox"] and "Do thing 1" in frame["srcdoc"]
    settings.DEMO = False
    assert signed_in(late.lead).get("/reminders/inbox/").status_code == 403


def test_in_a_demo_others_see_only_what_demo_accounts_were_sent(late: World, inbox: None, settings: Any) -> None:
    run(late)
    settings.DEMO = True
    marlshire = organisations.add_council(code="marlshire", name="Marlshire", by=None)
    visitor = make_person(marlshire, Grant.LEAD, "commissioning@marlshire.example")
    assert "No mail has been written yet" in text_of(signed_in(visitor).get("/reminders/inbox/").content)


def test_no_link_that_chooses_a_password_lands_in_the_inbox(late: World, inbox: None) -> None:
    client = signed_in(late.manager)
    client.logout()
    assert client.post("/accounts/password/reset/", {"email": late.lead.email}).status_code == 302
    administrator = User.objects.create_user("system@overwinter.example", name="Nia", is_system_admin=True)
    assert "No mail has been written yet" in text_of(signed_in(administrator).get("/reminders/inbox/").content)
