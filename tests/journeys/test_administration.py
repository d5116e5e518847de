"""Signing in, Today, the search and the council's pages in a real browser, wide and on a phone: no accessibility fault,
no sideways scroll, nothing the content policy blocks; with errors on the page too."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache

from overwinter.frameworks import api as frameworks
from overwinter.infra import clock
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from overwinter.plans import api as plans
from tests.support.accessibility import faults_of
from tests.support.people import PASSWORD, make_council, make_person
from tests.support.walking import come_in, go

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [1280, 390])
Walk = Callable[..., Any]


@pytest.fixture
def numbers(transactional_db: None) -> dict[str, int]:
    """Northmere with its people and a plan; what the addresses need."""
    cache.clear()
    frameworks.sync_packs(by=None)
    council = make_council()
    make_person("admin@northmere.example", Grant.COUNCIL_ADMIN, council=council)
    lead = make_person("lead@northmere.example", Grant.LEAD, council=council)
    manager = make_person("manager@northmere.example", Grant.PLAN_MANAGER, council=council)
    make_person("system@overwinter.example", system_admin=True)
    role = organisations.add_role(council=council, title="Head of commissioning", by=manager)
    organisations.hand_over_role(role=role, user=lead, since=clock.today(), by=manager)
    group = organisations.add_group(council=council, name="Winter board", by=manager)
    plan = plans.create_plan(council_id=council.pk, framework_key=frameworks.DEFAULT_PACK, winter="2020-21", by=manager)
    rows = list(plan.responses.order_by("order", "id").values_list("pk", flat=True)[:6])
    plans.set_lead(plan_id=plan.pk, response_ids=rows, role_id=role.pk, by=manager)
    return {"person": lead.pk, "role": role.pk, "group": group.pk, "council": council.pk}


@pytest.fixture
def walk(browser: Any, live_server: Any, numbers: dict[str, int]) -> Iterator[Walk]:
    """A page in a browser of its own, signed in by typing the address and the password."""
    contexts = []

    def begin(width: int, email: str = "") -> Any:
        context = come_in(browser, live_server, width=width)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text))
        if email:
            sign_in(page, email)
        return page

    yield begin
    for context in contexts:
        context.close()


def sign_in(page: Any, email: str) -> None:
    page.goto("/accounts/sign-in/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    go(page, page.get_by_role("button", name="Sign in"))
    page.wait_for_url("**/")


def faults(page: Any, width: int) -> list[str]:
    wrong = [f"{page.url}: {fault}" for fault in faults_of(page)]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        wrong.append(f"{page.url}: scrolls sideways")
    wrong += [f"{page.url}: {words}" for words in page.faults]
    if page.locator("h1").count() != 1:
        wrong.append(f"{page.url}: {page.locator('h1').count()} first headings")
    page.faults.clear()
    return wrong


# Pages that need nobody signed in, or that no link of the demo leads to.
PAGES = {
    "": ["/", "/accounts/password/reset/sent/", "/accounts/password/choose/1-old/", "/accounts/shut/"],
    "manager@northmere.example": ["/accounts/sign-in/", "/council/switch/", "/accounts/sign-out/"],
}


@WIDTHS
@pytest.mark.parametrize("email", sorted(PAGES))
def test_pages_read_well_for_everybody(walk: Walk, email: str, width: int) -> None:
    page, wrong = walk(width, email), []
    for path in PAGES[email]:
        page.goto(path)
        wrong += faults(page, width)
    assert wrong == []


@WIDTHS
def test_a_refused_form_reads_well_and_keeps_what_was_typed(walk: Walk, width: int) -> None:
    page = walk(width, "admin@northmere.example")
    page.goto("/council/people/add/")
    page.get_by_label("Name").fill("Noor Tarn")
    go(page, page.get_by_role("button", name="Add the person"))
    assert page.title().startswith("Error: ")
    assert page.get_by_label("Name").input_value() == "Noor Tarn"
    assert faults(page, width) == []
    page.get_by_role("link", name="Enter the person’s email address").click()
    assert page.evaluate("document.activeElement.id") == "id_email"


@WIDTHS
def test_an_authenticator_app_can_be_set_up(walk: Walk, width: int) -> None:
    page = walk(width, "lead@northmere.example")
    page.goto("/accounts/app/")
    go(page, page.get_by_role("link", name="Set up an app"))
    if page.get_by_label("Password").count():
        page.get_by_label("Password").fill(PASSWORD)
        go(page, page.get_by_role("button", name="Continue"))
    assert faults(page, width) == []
    page.get_by_label("Code").fill("000000")
    go(page, page.get_by_role("button", name="Set up the app"))
    assert page.locator(".ow-err").inner_text().count("This code is not right") == 1
    assert faults(page, width) == []
