"""The plan back into a council's own workbook: only the changed cells are touched."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from overwinter.kernel.colour import contrast_with_white
from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans.domain.sheet import GapLine, PlanSheet
from overwinter.plans.exports.own_file import CannotPatch, PutBack, put_back
from overwinter.plans.exports.wording import OWN_FILE_FILLS
from overwinter.reading.cells.status import rag_of_fill
from overwinter.reading.vocabulary.profile import load_profile
from tests.plans.exports.sheets import changed, row, sheet_read_from
from tests.support.shared import shared

HEADS = (
    "Ref", "Actions required by local authorities", "Current status", "Requirement fully met (Y/N)?",
    "Actions required to fill gaps", "By who?", "By when?", "RAG",
)  # fmt: skip
GREEN, AMBER = "92D050", "FFC000"
ONE = GapLine("One thing", "", None, "to_do")
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Two themes in one sheet, RAG by colour alone, a real date, a formula, a comment, a second sheet with notes."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Winter plan"
    page.append(["Theme 1: Infection control"])
    page.merge_cells("A1:H1")
    page.append(HEADS)
    for number in range(1, 7):
        response = f"Homes are visited every week, round {number}.\nLessons & findings are shared <widely>."
        requirement = f"Work with homes so that duty number {number} is carried out in every one of them."
        gap, met = f"Agree round {number} with the homes", "Y" if number % 2 else "N"
        page.append([f"1.{number}", requirement, response, met, gap, "Head of contracts", "30 November 2020", None])
        cell = page.cell(number + 2, 8)
        cell.fill = PatternFill("solid", fgColor=GREEN if number < 4 else AMBER)
        cell.border = Border(left=Side("thin"), right=Side("thick" if number == 6 else "thin"))
        page.cell(number + 2, 3).alignment = Alignment(wrap_text=True, vertical="top")
        page.cell(number + 2, 3).font = Font(name="Calibri", italic=True)
    page["G4"] = date(2020, 11, 20)
    page["G4"].number_format = "dd/mm/yyyy"
    page["E5"] = None
    page["F6"] = '="Head of "&"contracts"'
    page["C3"].comment = Comment("Ask the board", "Somebody")
    notes = book.create_sheet("Notes")
    notes["A1"] = "Written by hand"
    path = tmp_path / "our plan.xlsx"
    book.save(path)
    return path


def back(plan: PlanSheet, path: Path) -> PutBack:
    original = plan.rows[0].original
    assert original is not None
    return put_back(plan, path, name=path.name, sha256=original.sha256)


def differing_members(path: Path, result: PutBack) -> list[str]:
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(BytesIO(result.content)) as after:
        assert before.namelist() == after.namelist()
        return [name for name in before.namelist() if before.read(name) != after.read(name)]


def look(cell: Any) -> tuple[Any, ...]:
    return (cell.value, cell.number_format, repr(cell.fill), repr(cell.font), repr(cell.border), repr(cell.alignment))


def differing_cells(path: Path, result: PutBack) -> dict[str, tuple[Any, Any]]:
    before, after = openpyxl.load_workbook(path), openpyxl.load_workbook(BytesIO(result.content))
    found = {}
    for page in before.worksheets:
        for line in page.iter_rows():
            for cell in line:
                other = after[page.title][cell.coordinate]
                if look(cell) != look(other):
                    found[f"{page.title}!{cell.coordinate}"] = (cell.value, other.value)
    return found


def reread(tmp_path: Path, result: PutBack) -> PlanSheet:
    path = tmp_path / "again.xlsx"
    path.write_bytes(result.content)
    return sheet_read_from(path)


def test_a_plan_that_says_what_the_file_says_gives_the_same_bytes(own: Path) -> None:
    result = back(sheet_read_from(own), own)
    assert result.content == own.read_bytes()
    assert (result.changed, result.not_put_back) == ((), ())


def test_a_section_s_answer_and_a_title_written_our_way_are_no_changes(own: Path) -> None:
    plan = sheet_read_from(own)
    first, second, *others = plan.rows
    assert first.original is not None
    assert second.original is not None
    read = {**first.original.read, "responses": [], "section_responses": ["For all.", "Twice."]}
    first = replace(first, response="For all.\nTwice.", original=replace(first.original, read=read))
    named = {**second.original.read, "lead": "HoC/ CCG."}
    second = replace(second, lead="HoC/CCG", original=replace(second.original, read=named))
    result = back(replace(plan, rows=(first, second, *others)), own)
    assert (result.changed, result.not_put_back) == ((), ())


def test_one_changed_text_touches_one_cell_and_keeps_its_look(own: Path, tmp_path: Path) -> None:
    text = "Homes are visited twice a week & <again>.\nA second line."
    plan = changed(sheet_read_from(own), 1, response=text)
    result = back(plan, own)
    assert [(change.field, change.place) for change in result.changed] == [
        ("responses", "sheet 'Winter plan', row 4, column 3")
    ]
    assert differing_members(own, result) == [SHEET]
    assert list(differing_cells(own, result)) == ["Winter plan!C4"]
    assert openpyxl.load_workbook(BytesIO(result.content))["Winter plan"]["C4"].font.italic
    assert reread(tmp_path, result).rows[1].response == text


def test_every_other_cell_keeps_its_very_bytes(own: Path) -> None:
    result = back(changed(sheet_read_from(own), 1, lead="Head of quality"), own)
    with zipfile.ZipFile(own) as before, zipfile.ZipFile(BytesIO(result.content)) as after:
        old, new = before.read(SHEET), after.read(SHEET)
    start = old.index(b'<c r="F4"')
    end = old.index(b"</c>", start) + 4
    tail = old[end:]
    assert new[:start] == old[:start]
    assert new.endswith(tail)
    assert b"Head of quality" in new[start : len(new) - len(tail)]


@pytest.mark.parametrize(
    ("changes", "cell", "shown"),
    [
        ({"fully_met": FullyMet.NO}, "D3", "N"),
        ({"fully_met": FullyMet.PARTIAL}, "D3", "Partly"),
        ({"lead": "Director"}, "F3", "Director"),
        ({"by_when": "Easter", "by_when_date": None}, "G3", "Easter"),
        ({"by_when_date": date(2021, 1, 15)}, "G3", "15 January 2021"),
        ({"gap_actions": (ONE, GapLine("No more", "", None, "dropped"))}, "E3", "One thing"),
        ({"response": ""}, "C3", None),
    ],
)
def test_each_field_goes_to_its_own_cell(own: Path, changes: dict[str, Any], cell: str, shown: str | None) -> None:
    result = back(changed(sheet_read_from(own), 0, **changes), own)
    assert result.not_put_back == ()
    found = differing_cells(own, result)
    assert {place: after for place, (_, after) in found.items()} == {f"Winter plan!{cell}": shown}


def test_an_empty_cell_can_be_filled(own: Path, tmp_path: Path) -> None:
    plan = changed(sheet_read_from(own), 2, gap_actions=(GapLine("Find a second lead", "", None, "to_do"),))
    result = back(plan, own)
    assert list(differing_cells(own, result)) == ["Winter plan!E5"]
    assert reread(tmp_path, result).rows[2].gap_actions[0].text == "Find a second lead"


def test_a_rag_shown_by_colour_gets_the_colour_the_document_uses(own: Path, tmp_path: Path) -> None:
    result = back(changed(sheet_read_from(own), 0, rag=Rag.AMBER), own)
    page = openpyxl.load_workbook(BytesIO(result.content))["Winter plan"]
    assert (page["H3"].fill.fgColor.rgb, page["H3"].value) == (f"00{AMBER}", None)
    assert list(differing_cells(own, result)) == ["Winter plan!H3"]
    assert reread(tmp_path, result).rows[0].rag is Rag.AMBER


def test_a_colour_the_document_never_used_is_added_and_the_border_stays(own: Path, tmp_path: Path) -> None:
    result = back(changed(sheet_read_from(own), 5, rag=Rag.RED), own)
    page = openpyxl.load_workbook(BytesIO(result.content))["Winter plan"]
    assert page["H8"].border.right.style == "thick"
    assert set(differing_members(own, result)) == {SHEET, "xl/styles.xml"}
    assert reread(tmp_path, result).rows[5].rag is Rag.RED


@pytest.mark.parametrize("rag", [Rag.GREEN, Rag.AMBER, Rag.RED])
def test_a_colour_of_ours_reads_as_itself_and_leaves_black_text_legible(rag: Rag) -> None:
    fill = OWN_FILE_FILLS[rag]
    assert rag_of_fill(fill) is rag
    assert contrast_with_white("#000000") / contrast_with_white(f"#{fill}") >= 7


def test_a_real_date_stays_a_date(own: Path, tmp_path: Path) -> None:
    result = back(changed(sheet_read_from(own), 1, by_when_date=date(2020, 12, 24)), own)
    cell = openpyxl.load_workbook(BytesIO(result.content))["Winter plan"]["G4"]
    assert (cell.value.date(), cell.number_format) == (date(2020, 12, 24), "dd/mm/yyyy")
    assert reread(tmp_path, result).rows[1].by_when_date == date(2020, 12, 24)


def test_a_formula_is_left_alone_and_named(own: Path) -> None:
    # As a spreadsheet program saves it: the formula with its result.
    with zipfile.ZipFile(own) as pack:
        members = {name: pack.read(name) for name in pack.namelist()}
    members[SHEET] = members[SHEET].replace(
        b'<f>"Head of "&amp;"contracts"</f><v></v>', b'<f>"Head of "&amp;"contracts"</f><v>Head of contracts</v>'
    ).replace(b'<c r="F6"', b'<c r="F6" t="str"')  # fmt: skip
    with zipfile.ZipFile(own, "w") as pack:
        for name, content in members.items():
            pack.writestr(name, content)
    result = back(changed(sheet_read_from(own), 3, lead="Nobody", response="A new answer to it."), own)
    assert [change.field for change in result.changed] == ["responses"]
    assert [(left.label, left.reason) for left in result.not_put_back] == [
        ("Lead", "The cell F6 reckons its value by a formula. Change it by hand.")
    ]


def test_a_row_of_the_file_that_answers_two_rows_is_written_only_while_they_agree(own: Path) -> None:
    plan = sheet_read_from(own)
    twin = replace(plan.rows[0], response_id=99, requirement_id="area.other")
    both = replace(plan, rows=(*plan.rows, twin))
    agreed = back(changed(changed(both, 0, rag=Rag.AMBER), 6, rag=Rag.AMBER), own)
    assert len(agreed.changed) == 1
    apart = back(changed(both, 0, rag=Rag.AMBER), own)
    assert apart.changed == ()
    assert "they now say different things" in apart.not_put_back[0].reason


def test_a_row_made_of_several_is_not_overwritten_with_all_of_them(own: Path) -> None:
    plan = sheet_read_from(own)
    original = plan.rows[0].original
    assert original is not None
    joined = replace(original, rows=2, given={"text": "First answer\nSecond answer"})
    kept = back(changed(plan, 0, original=joined, response="First answer\nSecond answer"), own)
    assert kept.content == own.read_bytes()
    assert kept.not_put_back == ()
    edited = back(changed(plan, 0, original=joined, response="Something else"), own)
    assert edited.content == own.read_bytes()
    assert "several rows" in edited.not_put_back[0].reason


def test_a_cell_that_no_longer_holds_what_was_read_is_left_alone(own: Path) -> None:
    plan = sheet_read_from(own)
    original = plan.rows[0].original
    assert original is not None
    sources = {**original.read["sources"], "lead": {**original.read["sources"]["lead"], "text": "Somebody else"}}
    stale = replace(original, read={**original.read, "lead": "Somebody else", "sources": sources})
    result = back(changed(plan, 0, original=stale, lead="Director"), own)
    assert result.content == own.read_bytes()
    assert "holds something else than what was read" in result.not_put_back[0].reason


def test_a_row_that_stands_on_two_sheets_is_not_made_to_contradict_itself(own: Path) -> None:
    book = openpyxl.load_workbook(own)
    for line in ("F6", "F8"):
        book["Winter plan"][line] = "Head of contracts"
    copy = book.copy_worksheet(book["Winter plan"])
    copy.title = "For the board"
    book.save(own)
    plan = sheet_read_from(own)
    assert len(plan.rows) == 6, "read once"
    result = back(changed(plan, 0, lead="Director"), own)
    assert result.content == own.read_bytes()
    assert "twice (sheet 'For the board', row 3)" in result.not_put_back[0].reason


def test_a_row_the_file_does_not_have_is_named(own: Path) -> None:
    plan = sheet_read_from(own)
    result = back(replace(plan, rows=(*plan.rows, row(50))), own)
    assert [(left.row, left.label) for left in result.not_put_back] == [("1.50 Do thing 50", "The whole row")]


def test_a_file_of_another_kind_is_refused(own: Path) -> None:
    with pytest.raises(CannotPatch, match="neither an Excel workbook nor a Word document"):
        put_back(sheet_read_from(own), own, name="plan.pdf", sha256="0" * 64)


def test_a_real_workbook_comes_back_whole_and_with_one_cell_changed() -> None:
    path = shared("intake", "plans", "stockport.xlsx")
    plan = sheet_read_from(path)
    assert back(plan, path).content == path.read_bytes()
    for at in range(0, len(plan.rows), 15):
        result = back(changed(plan, at, response="Another answer."), path)
        assert [change.field for change in result.changed] == ["responses"]
        assert differing_members(path, result) == [SHEET]
        assert len(differing_cells(path, result)) == 1


def test_a_document_read_with_a_profile_is_put_back_with_it(tmp_path: Path) -> None:
    taught = tmp_path / "own.toml"
    taught.write_text('name = "Ours"\n[columns]\nrequirement = ["Alpha"]\nresponses = ["Beta"]\n')
    profile = load_profile(taught)
    book = openpyxl.Workbook()
    for line in (("Alpha", "Beta"), ("Visit every home", "Each week"), ("Write to every home", "Each month")):
        book.active.append(line)
    path = tmp_path / "our plan.xlsx"
    book.save(path)
    plan = sheet_read_from(path, profile)
    first = plan.rows[0]
    changed = replace(plan, rows=(replace(first, response="Twice a week"), *plan.rows[1:]))
    original = first.original
    assert original is not None
    taken = {"name": path.name, "sha256": original.sha256}
    result = put_back(changed, path, **taken, profiles=(profile,))
    assert [change.becomes for change in result.changed] == ["Twice a week"]
    assert put_back(changed, path, **taken).changed == ()
