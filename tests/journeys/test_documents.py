"""A plan read in, in a real browser: upload, review, apply; with and without script, wide and on a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from overwinter.frameworks import api as frameworks
from overwinter.organisations.api import Grant
from tests.intake.conftest import make_workbook
from tests.support.accessibility import faults_of
from tests.support.people import make_council, make_person
from tests.support.walking import PHONE, come_in, go

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
UNSURE = ("9.9", "Look after the lanes", "Agreed with highways.", "Amber", "Y", "", "Head of highways", "1 December")


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    from tests.intake.conftest import ROWS

    path = tmp_path / "winter plan v4.xlsx"
    path.write_bytes(make_workbook([*ROWS, UNSURE]).getvalue())
    return path


@pytest.fixture
def page(browser: Any, live_server: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A plan manager's browser, as wide as the parameter says; on a phone it runs no script."""
    before, settings.FILES_DIR = settings.FILES_DIR, tmp_path / "files"
    frameworks.sync_packs(by=None)
    person = make_person("plan.manager@northmere.example", Grant.PLAN_MANAGER, council=make_council())
    script = request.param > PHONE
    context = come_in(browser, live_server, person, width=request.param, java_script_enabled=script)
    yield context.new_page()
    context.close()
    settings.FILES_DIR = before


def bring_in(page: Any, file: Path) -> None:
    page.goto("/documents/")
    go(page, page.get_by_role("link", name="Upload a plan"))
    page.get_by_label("The plan").set_input_files(file)
    page.get_by_label("National plan it answers").select_option(frameworks.DEFAULT_PACK)
    go(page, page.get_by_role("button", name="Upload and read"))
    page.get_by_role("link", name="rows found").wait_for()


@pytest.mark.parametrize("page", [1280, 390], indirect=True, ids=["wide", "phone-without-script"])
def test_a_plan_is_read_in_reviewed_and_applied(page: Any, plan_file: Path) -> None:
    bring_in(page, plan_file)
    go(page, page.get_by_role("link", name="Check what was read"))
    row, queue = (page.locator(each).bounding_box() for each in ("#h-row", ".ow-rev > nav"))
    if page.viewport_size["width"] > PHONE:
        assert queue["x"] + queue["width"] <= row["x"], "the queue stands in front of the row"
    else:
        assert row["y"] < queue["y"], "on a phone the row comes first, however long the queue"
    while page.get_by_role("button", name="Accept, next row").count() and "/rows/" in page.url:
        if page.locator("input[name=choice]:checked").count() == 0:
            page.get_by_label("Another: search").fill("PPE")
            go(page, page.get_by_role("button", name="Search", exact=True))
            page.locator(".ow-found input[name=choice]").first.check()
        page.get_by_label("Lead", exact=True).fill("Head of commissioning")
        go(page, page.get_by_role("button", name="Accept, next row").first)
        if page.get_by_text("That was the last row of the queue.").count():
            break
    if page.get_by_role("link", name="Check what was read").count():
        go(page, page.get_by_role("link", name="Check what was read"))
        go(page, page.get_by_role("button", name="Accept all"))
    page.goto(page.url.partition("rows/")[0])
    go(page, page.get_by_role("link", name="Apply 4 accepted rows"))
    expect(page.get_by_text("4 accepted rows: 4 new.")).to_have_count(1)
    go(page, page.get_by_role("button", name="Apply 4 rows to the plan"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Applied to the plan")
    go(page, page.get_by_role("link", name="Open the plan"))
    expect(page.locator("h1")).to_have_count(1)

    bring_in(page, plan_file)
    expect(page.get_by_text("The same content is here already")).to_have_count(1)
    go(page, page.get_by_role("link", name="Apply 4 accepted rows"))
    expect(page.get_by_text("4 accepted rows: 4 the same as now.")).to_have_count(1)


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_pages_that_no_demo_document_leads_to_are_sound(page: Any, plan_file: Path) -> None:
    bring_in(page, plan_file)
    document = page.url.partition("/documents/")[2].strip("/")
    go(page, page.get_by_role("link", name="Check what was read"))
    row = page.url.partition("/documents/")[2]
    for path in (f"{document}/apply/", f"{row}?q=care", f"{row}split/", f"{row}merge/"):
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"/documents/{path}")
            assert faults_of(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == width, path


@pytest.mark.parametrize("page", [1280, 390], indirect=True, ids=["wide", "phone-without-script"])
def test_a_row_says_how_it_was_found(page: Any, plan_file: Path) -> None:
    bring_in(page, plan_file)
    go(page, page.get_by_role("link", name="Check what was read"))
    how = page.locator("#found")
    expect(how.get_by_text("Where each part stands, and the rule that read it")).to_be_hidden()
    how.get_by_text("How this row was found").click()
    expect(how.get_by_text("Sheet 'Plan', row", exact=False).first).to_be_visible()
    expect(how.get_by_text("taken as the requirement because").first).to_be_visible()
    expect(how.get_by_text("What carried the match")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
    for width in (1280, 390) if page.viewport_size["width"] > 400 else ():
        page.set_viewport_size({"width": width, "height": 900})
        assert faults_of(page) == []
