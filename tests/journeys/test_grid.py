"""The grid in a browser, by keyboard alone: move, type, copy, paste from a spreadsheet, fill down, take back, save."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from overwinter.organisations.api import Grant
from overwinter.plans import api as plans
from overwinter.plans.api import Plan, Response
from tests.plans.conftest import make_framework
from tests.support.accessibility import faults_of
from tests.support.people import make_council, make_person
from tests.support.walking import come_in, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
COPIED = 'amber\tN\t"Two\nlines"\npurple\tY\tOne'
PASTE = """words => { const carried = new DataTransfer(); carried.setData("text/plain", words);
const pasted = new ClipboardEvent("paste", {clipboardData: carried, bubbles: true, cancelable: true});
document.activeElement.dispatchEvent(pasted) }"""


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    cache.clear()
    make_framework()
    council = make_council()
    manager = make_person("manager@northmere.example", Grant.PLAN_MANAGER, council=council)
    return plans.create_plan(council_id=council.pk, framework_key="test-plan", winter="2020-21", by=manager)


@pytest.fixture
def page(browser: Any, live_server: Any, plan: Plan) -> Iterator[Any]:
    context = come_in(browser, live_server, plan.council.grants.get().user)
    opened = context.new_page()
    opened.goto(f"/plans/{plan.pk}/grid/")
    yield opened
    context.close()


def test_a_plan_is_worked_through_without_a_mouse(page: Any, plan: Plan) -> None:
    cells = page.locator("tbody td")
    value = "cell => cell.querySelector('input, textarea').value"

    def at(row: int, column: int) -> str:
        return str(cells.nth(row * 7 + column).evaluate(value))

    cells.nth(0).focus()
    page.keyboard.type("r")
    page.keyboard.press("Enter")
    page.wait_for_selector("tbody td[data-v='red']")
    page.keyboard.type("green")
    page.keyboard.press("Escape")
    assert at(1, 0) == "Unknown", "Escape leaves the cell as it was"
    page.evaluate(PASTE, COPIED)
    page.wait_for_selector("tbody tr:nth-child(3) .ow-err__msg")
    assert (at(1, 0), at(1, 1), at(1, 2), at(2, 0)) == ("Amber", "No", "Two\nlines", "purple")
    page.keyboard.press("ArrowRight")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowDown")
    slow: list[Any] = []
    page.route("**/read/", lambda route: slow.append(route))
    page.keyboard.press("Control+d")
    assert [at(row, 1) for row in range(6)] == ["Unknown", "No", "No", "No", "No", "Unknown"]
    page.keyboard.press("Control+z")
    until(page, lambda: len(slow) == 2, "what was filled and what was taken back are both asked about")
    for each in slow:
        with page.expect_response("**/read/"):
            each.continue_()
    page.unroute("**/read/")
    assert [at(row, 1) for row in range(1, 5)] == ["No", "Yes", "Unknown", "Unknown"]
    assert faults_of(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "why"
    page.keyboard.type("Looked at together")
    page.keyboard.press("Enter")
    page.wait_for_selector(".ow-errors")
    assert "“purple” is no colour" in page.inner_text(".ow-errors") and at(2, 0) == "purple"
    rows = list(Response.objects.filter(plan=plan).order_by("order").values_list("rag", "fully_met", "text"))
    assert rows[:4] == [("red", "unknown", ""), ("amber", "no", "Two\nlines"), ("unknown", "yes", "One"),
                        ("unknown", "unknown", "")]  # fmt: skip


def test_a_paste_that_the_server_is_slow_with_is_saved_with_the_rest(page: Any, plan: Plan) -> None:
    cells, slow = page.locator("tbody td"), list[Any]()
    page.route("**/read/", lambda route: slow.append(route))
    cells.nth(7).focus()
    page.evaluate(PASTE, COPIED.replace("purple", "green"))
    page.keyboard.type("r")
    page.keyboard.press("Enter")
    page.locator("#why").fill("Looked at together")
    page.keyboard.press("Enter")
    until(page, lambda: len(slow) == 2, "what was pasted and what was typed over it are both asked about")
    assert page.inner_text("[data-grid-status]").startswith("Saved as soon as what was pasted is here.")
    slow[1].continue_()
    page.wait_for_selector("tbody td[data-v='red']")
    with page.expect_navigation():
        slow[0].continue_()
    rows = list(Response.objects.filter(plan=plan).order_by("order").values_list("rag", "fully_met", "text"))
    assert rows[:3] == [("unknown", "unknown", ""), ("red", "no", "Two\nlines"), ("green", "yes", "One")]
