"""What opens nothing any more is deleted in its time; what opens something, and what the audit log says, stays."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_q.models import Schedule

from overwinter.accounts.api import User
from overwinter.config.schedule import keep_timetable
from overwinter.infra import clock
from overwinter.infra.models import AuditEntry
from overwinter.portal import jobs
from overwinter.portal.actions.forgetting import forget_old
from overwinter.portal.models import (
    CodeTries,
    KnownDevice,
    LinkAsked,
    NumberAsked,
    SentOnce,
    SignInCode,
    SignInLink,
)
from tests.portal.conftest import MANAGER, Homes

NOTHING = {"askings": 0, "links": 0, "codes": 0, "tries": 0, "devices": 0, "numbers": 0, "keys": 0}


@pytest.fixture
def used(homes: Homes) -> Homes:
    """The manager has come in, asked for another number, and sent a return; somebody else typed a wrong code."""
    homes.come_in()
    page = f"/portal/{homes.home.pk}/contacts/registered_manager/"
    homes.client.post(page, {"title": "Manager", "phone": "07700 900999"})
    user = User.objects.get(email=MANAGER)
    CodeTries.objects.create(user=user, wrong=5, last_at=clock.now())
    SentOnce.objects.create(
        key=uuid4(), user=user, location=homes.home, form_code="a", period_start=clock.today(), number=1, digest="",
        at=clock.now(),
    )  # fmt: skip
    return homes


@pytest.mark.parametrize(
    ("days", "gone"),
    [
        (0.9, {}),
        (1.1, {"askings": 1, "links": 1, "codes": 1}),
        (2.1, {"askings": 1, "links": 1, "codes": 1, "tries": 1}),
        (45, {"askings": 1, "links": 1, "codes": 1, "tries": 1, "numbers": 1}),
        (91, {"askings": 1, "links": 1, "codes": 1, "tries": 1, "numbers": 1, "keys": 1}),
        (121, {"askings": 1, "links": 1, "codes": 1, "tries": 1, "numbers": 1, "keys": 1, "devices": 1}),
    ],
)
def test_each_thing_has_its_time(used: Homes, days: float, gone: dict[str, int]) -> None:
    log = AuditEntry.objects.count()
    with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
        assert forget_old(by=None) == NOTHING | gone
        assert forget_old(by=None) == NOTHING
    left = (LinkAsked, SignInLink, SignInCode, CodeTries, NumberAsked, SentOnce, KnownDevice)
    assert sum(table.objects.count() for table in left) == 7 - sum(gone.values())
    assert AuditEntry.objects.count() == log + 2, "that it happened stays"


def test_a_used_link_is_deleted_though_another_opens_still(used: Homes) -> None:
    SignInLink.objects.update(used_at=clock.now() - timedelta(days=2), expires_at=clock.now() + timedelta(days=9))
    assert forget_old(by=None)["links"] == 1


def test_the_timetable_runs_it_every_day(db: None) -> None:
    keep_timetable()
    row = Schedule.objects.get(func=f"{jobs.forget_old.__module__}.{jobs.forget_old.__qualname__}")
    assert row.schedule_type == Schedule.DAILY


def test_known_and_unknown_addresses_cost_the_same_and_read_the_same(homes: Homes) -> None:
    said, made = set(), set()
    for email in ("warm.up@elsewhere.example", MANAGER, homes.officer.email, "nobody@elsewhere.example"):
        browser = Client()
        browser.get("/portal/sign-in/")
        with CaptureQueriesContext(connection) as asked:
            answer = browser.post("/portal/sign-in/", {"email": email})
        made.add(len(asked))
        page = browser.get(answer["Location"])
        said.add((answer.status_code, answer["Location"], page.content.split(b"<main")[1]))
    assert len(said) == 1, "the words"
    assert len(made) == 1, "the work, and so the time: what depends on the address is done by a job"


def test_what_stands_in_the_address_of_a_link_is_told_to_no_other_site_and_kept_by_no_cache(homes: Homes) -> None:
    homes.ask()
    for path in (homes.link(), "/portal/sign-in/code/"):
        answer = homes.client.get(path)
        assert answer["Referrer-Policy"] == "same-origin" and "no-store" in answer["Cache-Control"]
    homes.client.post(homes.link())
    cookie = homes.client.post("/portal/sign-in/code/", {"code": homes.code()}).cookies["overwinter_device"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/portal/")


def test_a_code_works_once_in_time_and_for_its_own_person(homes: Homes) -> None:
    homes.come_in()
    used = homes.code()
    other = type(homes.client)(homes.client.capture)
    homes.ask(client=other)
    other.post(homes.link())
    new = homes.code()
    assert other.post("/portal/sign-in/code/", {"code": used}).status_code == 422, "it was used"
    third = type(homes.client)(homes.client.capture)
    homes.ask("manager@thornwick.example", third)
    third.post(homes.link("manager@thornwick.example"))
    assert third.post("/portal/sign-in/code/", {"code": new}).status_code == 422, "it is another person’s"
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        assert other.post("/portal/sign-in/code/", {"code": new}).status_code == 422, "it is too old"
    assert other.post("/portal/sign-in/code/", {"code": new}).status_code == 302
    assert new not in str(list(SignInCode.objects.values_list("digest", flat=True)))
