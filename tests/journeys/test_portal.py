"""A manager on a phone: the link, the code, a return that is sent without a connection, and its arrival, once."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from overwinter.infra import clock
from overwinter.infra.models import KeptMail
from overwinter.organisations.api import Council, Grant
from overwinter.returns import api as returns
from overwinter.returns.api import Entered, Form, Return
from tests.portal.conftest import MANAGER, make_home
from tests.returns.conftest import CODE, GOOD
from tests.support.people import make_council, make_person
from tests.support.walking import PATIENCE, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

COPIES = """() => caches.keys().then(names => Promise.all(names.filter(name => name.includes("-copies-"))
    .map(name => caches.open(name).then(cache => cache.keys()))).then(all => all.flat().length))"""
"""How many returns are kept on the device, for when there is no connection."""

KEEP = """() => caches.open("overwinter-portal-0-copies-" + document.querySelector("[name=portal-owner]").content)
    .then(cache => cache.put("/portal/1/", new Response("counts")))"""


@pytest.fixture
def home(transactional_db: None, settings: Any, tmp_path: Path) -> Any:
    """A home that is asked for its monthly return, and made the last one."""
    settings.EMAIL_BACKEND = "overwinter.infra.mail.inbox.InboxBackend"
    cache.clear()
    returns.sync_catalogue(by=None)
    council = make_council()
    Council.objects.filter(pk=council.pk).update(is_demo=True)
    found = make_home(council, "Larkfield House", MANAGER)
    officer = make_person("contracts@northmere.example", Grant.CONTRACTS, council=council)
    form = Form.objects.get(code=CODE)
    returns.ask_for_form(council_id=council.pk, form=form, services=[], since=date(2026, 6, 1), by=officer)
    asked = returns.find_asked_form(council.pk, CODE)
    assert asked is not None
    period = asked.period_of(clock.today())
    before = asked.before(period) if period is not None else None
    assert before is not None
    returns.submit_return(
        form=asked, location=found, start=before.start, answers=GOOD, expected_number=0, entered=Entered.PHONE,
        entered_as="Registered manager", by=officer,
    )  # fmt: skip
    return found


def wait_for_copies(page: Any, count: int) -> None:
    until(page, lambda: page.evaluate(COPIES) == count, f"{count} returns kept on the device")


def newest(**which: str) -> str:
    return KeptMail.objects.filter(**which).order_by("-id")[0].text


def test_a_return_made_on_a_phone_without_a_connection_arrives_once(browser: Any, live_server: Any, home: Any) -> None:
    phone = browser.new_context(
        viewport={"width": 390, "height": 780}, base_url=live_server.url, is_mobile=True, has_touch=True,
        user_agent="Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
    )  # fmt: skip
    phone.set_default_timeout(PATIENCE)
    page = phone.new_page()
    page.goto("/portal/")
    page.fill("#id_email", MANAGER)
    page.tap("text=Send me a link")
    page.wait_for_url("**/sent/")
    (link,) = re.findall(r"/portal/sign-in/link/\S+", newest(to=MANAGER))
    page.goto(link)
    page.tap("main button")
    page.wait_for_url("**/code/")
    page.fill("#id_code", newest(subject="Text message")[:6])
    page.tap("main button >> nth=0")
    page.wait_for_selector("text=Make the return")
    wait_for_copies(page, 1)
    phone.set_offline(True)
    page.tap("text=Make the return")
    page.wait_for_selector("[data-net]:has-text('No connection.')")
    page.fill("#beds_used", "40")
    page.wait_for_selector("[data-net]:has-text('Saved on this phone at')")
    page.close()
    page = phone.new_page()
    page.goto("/portal/devices/")
    page.get_by_role("link", name="care homes").tap()
    page.tap(".ow-send")
    page.wait_for_selector("text=No connection: it will be sent when you are back.")
    page.fill("#staff_away", "7")
    page.tap(".ow-send")
    assert not Return.objects.filter(location=home, answers__beds_used=40).exists()
    phone.set_offline(False)
    page.wait_for_url("**/sent/")
    sent = Return.objects.get(location=home, answers__beds_used=40)
    assert (sent.number, sent.answers["staff_away"], sent.entered) == (1, 7, Entered.PROVIDER.value)
    page.goto("/portal/")
    until(page, lambda: page.evaluate("localStorage.length") == 0, "nothing of it stays on the phone")
    page.evaluate(KEEP)
    wait_for_copies(page, 1)
    page.tap("text=Sign out")
    page.wait_for_url("**/sign-in/")
    wait_for_copies(page, 0)
    phone.close()
