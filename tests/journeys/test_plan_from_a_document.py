"""A winter plan manager's whole sitting in a real browser: a Word plan read in, set right, applied, worked and
taken away; wide, and on a phone without script."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.core.cache import cache

from overwinter.frameworks import api as frameworks
from overwinter.organisations.api import Grant
from tests.support.people import make_council, make_person
from tests.support.walking import PHONE, WIDE, come_in, go

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

HEADINGS = ("Action required", "What we do", "RAG", "Fully met?", "Gap action", "Lead", "By when")
TRACKER = "Monitor the Capacity Tracker for concerns about staff movement"
ROWS = (
    ("Distribute money from the Infection Control Fund to care homes and other providers", "Paid in full.", "Green",
     "Y", "", "Head of commissioning", "30 October"),
    (TRACKER, "Homes are rung each Monday.", "Amber", "N", "Ring at weekends too", "Head of commissioning", "Ongoing"),
    ("Keep everybody safe in the round", "Drills are held.", "Green", "Y", "", "Resilience officer", ""),
    ("Grit the lanes that rounds use before dawn", "Agreed with highways.", "Green", "Y", "", "Head of highways", ""),
    ("Look after the lanes\nSweep the leaves", "Agreed.\nDone on Fridays.", "Amber", "N", "", "Head of highways", ""),
    ("Tell families how the", "A letter goes", "Amber", "N", "", "", ""),
    ("lanes are swept", "out monthly.", "", "", "", "", ""),
)  # fmt: skip
ASIDE = "See also the stress test of 3 September, in appendix C."


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A landscape table as councils write it, and a sentence beneath it that belongs to no row."""
    word = docx.Document()
    word.add_heading("Winter plan of an invented council", level=0)
    table = word.add_table(rows=0, cols=len(HEADINGS), style="Table Grid")
    for texts in (HEADINGS, *ROWS):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    word.add_paragraph(ASIDE)
    path = tmp_path / "winter plan v3.docx"
    word.save(str(path))
    return path


WAYS = {"wide": (WIDE, True), "phone without script": (PHONE, False)}


@pytest.fixture(params=list(WAYS.values()), ids=list(WAYS))
def page(
    browser: Any, live_server: Any, tmp_path: Path, settings: Any, request: pytest.FixtureRequest
) -> Iterator[Any]:
    """The browser of a plan manager whose council has no plan yet."""
    settings.FILES_DIR = tmp_path / "files"
    cache.clear()
    frameworks.sync_packs(by=None)
    person = make_person("plan.manager@northmere.example", Grant.PLAN_MANAGER, council=make_council())
    width, script = request.param
    context = come_in(browser, live_server, person, width=width, java_script_enabled=script)
    yield context.new_page()
    context.close()


def press(page: Any, name: str) -> None:
    go(page, page.get_by_role("button", name=name).first)


def follow(page: Any, name: str) -> None:
    go(page, page.get_by_role("link", name=name).first)


def lede(page: Any) -> str:
    return str(page.locator(".ow-lede").inner_text())


def open_row(page: Any, words: str) -> None:
    """From the list of all rows, the one that begins so."""
    page.goto(f"{page.document}rows/?show=all")
    follow(page, words)


def bring_in(page: Any, file: Path) -> None:
    page.goto("/documents/new/")
    page.get_by_label("The plan").set_input_files(file)
    page.get_by_label("National plan it answers").select_option(frameworks.DEFAULT_PACK)
    press(page, "Upload and read")
    page.get_by_role("link", name="rows found").wait_for()
    page.document = page.url


def set_right(page: Any) -> None:
    """Everything a reviewer can do, each once; in between they leave and come back."""
    follow(page, "Check what was read")
    press(page, "Accept all 2 confident rows")
    open_row(page, "3. Keep everybody safe")
    page.get_by_label("Another: search").fill("visiting restrictions")
    press(page, "Search")
    found = page.locator(".ow-found")
    first, second = (found.nth(n).locator("input[name=also]").get_attribute("value") for n in (0, 1))
    page.locator(f"input[name=choice][value='{first}']").check()
    page.locator(f"input[name=also][value='{second}']").check()
    page.get_by_label("Lead", exact=True).fill("Head of quality")
    press(page, "Accept, next row")

    page.goto("/")
    follow(page, "winter plan v3.docx")
    assert "3 of 7 rows are accepted and not yet applied." in lede(page), "leaving loses nothing"

    open_row(page, "4. Grit the lanes")
    press(page, "Add to row 4")
    assert ASIDE in page.get_by_label("Response").input_value()
    press(page, "Mark local")

    open_row(page, "5. Look after the lanes")
    press(page, "Split")
    page.get_by_role("group", name="Requirement").get_by_label("Sweep the leaves").check()
    page.get_by_role("group", name="Response").get_by_label("Done on Fridays.").check()
    press(page, "Split the row")
    open_row(page, "6. Tell families how the")
    press(page, "Merge")
    press(page, "Merge with row 7")
    for words in ("5.1. Look after the lanes", "5.2. Sweep the leaves", "6+7. Tell families"):
        open_row(page, words)
        page.get_by_label("None of them: a local row").check()
        press(page, "Accept, next row")


def work_a_row(page: Any) -> None:
    """RAG asks why; then the answer itself is changed."""
    go(page, page.get_by_role("link", name="1.8 Monitor Capacity Tracker").last)
    assert "Homes are rung each Monday." in page.inner_text("main")
    page.locator("#update").get_by_label("Red").check()
    press(page, "Save")
    assert page.title().startswith("Error: ")
    page.get_by_label("Why").fill("Two homes could not be reached.")
    press(page, "Save")
    assert "Amber to red" in page.inner_text("#history")
    assert "“Two homes could not be reached.”" in page.inner_text("#history")
    go(page, page.get_by_role("link", name="Change our response"))
    page.get_by_label("Our response").fill("Homes are rung on Mondays and Thursdays.")
    press(page, "Save")
    assert "Homes are rung on Mondays and Thursdays." in page.inner_text("#response")


def take_away(page: Any) -> dict[str, bytes]:
    """Every format, by the name of its link; our own file under "own"."""
    page.goto("/plan/")
    follow(page, "Other ways")
    files = {name: taken(page, name) for name in ("Excel workbook", "Word document", "PDF", "CSV")}
    follow(page, "winter plan v3.docx")
    assert "Homes are rung on Mondays and Thursdays." in page.inner_text("#changes")
    return {**files, "own": taken(page, "Take the file")}


def taken(page: Any, link: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    return Path(download.value.path()).read_bytes()


def test_a_plan_is_read_in_set_right_applied_worked_and_taken_away(page: Any, plan_file: Path) -> None:
    bring_in(page, plan_file)
    assert lede(page).startswith("2 of 7 rows are sure and ")
    assert "1 piece of text has no place yet." in lede(page)
    set_right(page)
    page.goto(page.document)
    follow(page, "Apply 7 accepted rows")
    assert lede(page) == "7 accepted rows: 8 new. All of it is written at once, or none."
    press(page, "Apply 7 rows to the plan")
    assert lede(page).startswith("8 answers new, 0 changed, 0 the same as before.")
    follow(page, "Open the plan")
    assert "4 local rows" in page.inner_text("main")
    work_a_row(page)
    files = take_away(page)

    book = openpyxl.load_workbook(BytesIO(files["Excel workbook"]))
    assert "Homes are rung on Mondays and Thursdays." in {cell.value for row in book["Whole plan"] for cell in row}
    assert "Two homes" not in files["CSV"].decode()
    assert "Sweep the leaves" in files["CSV"].decode()
    assert files["PDF"].startswith(b"%PDF-")
    assert docx.Document(BytesIO(files["Word document"])).tables
    rows = [[cell.text for cell in row.cells] for row in docx.Document(BytesIO(files["own"])).tables[0].rows]
    tracker = next(cells for cells in rows if cells[0] == TRACKER)
    assert tracker[1:4] == ["Homes are rung on Mondays and Thursdays.", "Red", "N"]
    assert rows[1] == list(ROWS[0]), "what nobody changed stays as it was"

    bring_in(page, plan_file)
    follow(page, "Apply")
    assert "would change what somebody edited in the plan since" in lede(page)
    press(page, "Apply 7 rows to the plan")
    assert "edits people made in the plan were kept" in lede(page)
