"""Two people change one row at the same time, in two browsers: the second sees what the first did and loses no word."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache

from overwinter.accounts.api import User
from overwinter.frameworks import api as frameworks
from overwinter.organisations.api import Council, Grant
from overwinter.plans import api as plans
from overwinter.plans.api import Response
from tests.support.accessibility import faults_of
from tests.support.people import make_council, make_person
from tests.support.walking import PHONE, come_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OpenRow = Callable[[str], Any]


@pytest.fixture
def row(transactional_db: None) -> Response:
    """The first row of Northmere's plan, in force and unanswered."""
    cache.clear()
    frameworks.sync_packs(by=None)
    council: Council = make_council()
    first = make_person("first@northmere.example", Grant.PLAN_MANAGER, council=council)
    make_person("second@northmere.example", Grant.PLAN_MANAGER, council=council)
    plan = plans.create_plan(council_id=council.pk, framework_key=frameworks.DEFAULT_PACK, winter="2020-21", by=first)
    return plan.responses.order_by("order", "id")[0]


@pytest.fixture(params=[1280, 390], ids=["wide", "phone without script"])
def open_row(browser: Any, live_server: Any, row: Response, request: pytest.FixtureRequest) -> Iterator[OpenRow]:
    contexts = []

    def begin(email: str) -> Any:
        person, width = User.objects.get(email=email), request.param
        context = come_in(browser, live_server, person, width=width, java_script_enabled=width > PHONE)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"/plans/{row.plan_id}/rows/{row.pk}/")
        return page

    yield begin
    for context in contexts:
        context.close()


def save(page: Any, rag: str, why: str) -> None:
    page.locator("#update").get_by_label(rag).check()
    page.get_by_label("Why").fill(why)
    with page.expect_navigation():
        page.get_by_role("button", name="Save").first.click()


def assert_sound(page: Any) -> None:
    """Where script runs: without it nothing can be measured in the page."""
    if page.viewport_size["width"] > 400:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert faults_of(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("kept", "rag"), [("my words", "red"), ("their words", "amber")])
def test_the_second_sees_the_first_s_change_and_chooses(open_row: OpenRow, row: Response, kept: str, rag: str) -> None:
    first, second = open_row("first@northmere.example"), open_row("second@northmere.example")
    save(first, "Amber", "Cover starts in December.")
    save(second, "Red", "Two homes waited until Monday.")
    theirs = second.locator("#theirs").inner_text()
    assert "Amber" in theirs
    assert "Red" in theirs
    assert "you both changed it" in theirs
    assert second.get_by_label("Why").input_value() == "Two homes waited until Monday."
    assert_sound(second)
    row.refresh_from_db()
    assert row.rag == "amber", "nothing is written before they choose"
    mine = kept == "my words"
    with second.expect_navigation():
        second.locator(f"button[name=keep][value={'mine' if mine else 'theirs'}]").click()
    row.refresh_from_db()
    assert row.rag == rag
    history = second.locator("#history").inner_text()
    assert "“Cover starts in December.”" in history
    assert ("“Two homes waited until Monday.”" in history) is mine
