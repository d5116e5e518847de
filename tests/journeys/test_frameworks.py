"""Frameworks in a real browser: find a requirement, see who taught a wording, make it forgotten."""

from collections.abc import Iterator
from typing import Any

import pytest

from overwinter.frameworks import api
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from tests.support.accessibility import faults_of
from tests.support.people import make_council, make_person
from tests.support.walking import PHONE, come_in, go

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PLAN = f"/frameworks/{api.DEFAULT_PACK}/"
TEXT = "Ring round the homes on Mondays about staff who move between settings"


@pytest.fixture
def page(browser: Any, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    api.sync_packs(by=None)
    person = make_person("plan.manager@northmere.example", Grant.PLAN_MANAGER, council=make_council())
    framework = api.find_framework(api.DEFAULT_PACK)
    assert framework is not None
    lesson = api.Lesson(TEXT, ("staff-movement.capacity-tracker",))
    viewer = organisations.get_viewer(person)
    api.teach_wordings(framework_id=framework.id, lessons=[lesson], viewer=viewer, by=person)
    script = request.param > PHONE
    context = come_in(browser, live_server, person, width=request.param, java_script_enabled=script)
    yield context.new_page()
    context.close()


WIDE = pytest.mark.parametrize("page", [1280], indirect=True)
NO_SCRIPT_PHONE = pytest.mark.parametrize("page", [390], indirect=True)


@NO_SCRIPT_PHONE
def test_a_requirement_is_found_on_a_phone_without_script(page: Any) -> None:
    page.goto("/frameworks/")
    go(page, page.get_by_role("link", name="Adult social care winter plan 2020 to 2021").first)
    page.get_by_label("Words, number or id").fill("visiting restrictions")
    go(page, page.get_by_role("button", name="Find"))
    go(page, page.get_by_role("link", name="3.2 Impose visiting restrictions when incidence requires"))
    assert page.get_by_role("heading", level=1).inner_text().startswith("3.2 Impose visiting restrictions")
    go(page, page.get_by_role("link", name="2.2 Balance infection control with visits"))
    assert "Balance infection control with visits" in page.title()


@WIDE
def test_a_wording_is_forgotten_only_after_a_second_word(page: Any) -> None:
    page.goto(PLAN)
    go(page, page.get_by_role("link", name="Learnt wordings: 1"))
    assert page.get_by_text(TEXT).first.is_visible()
    go(page, page.get_by_role("link", name="Forget"))
    go(page, page.get_by_role("link", name="Keep it"))
    go(page, page.get_by_role("link", name="Forget"))
    assert faults_of(page) == []
    go(page, page.get_by_role("button", name="Forget this wording"))
    assert page.get_by_text("The wording is forgotten.").is_visible()
    assert page.get_by_role("heading", name="Forgotten").is_visible()
