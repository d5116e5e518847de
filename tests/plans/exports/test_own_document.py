"""The plan back into a council's own Word document: only the paragraphs that say something else are written anew."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor

from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans.domain.sheet import PlanSheet
from overwinter.plans.exports.own_file import PutBack, put_back
from tests.plans.exports.sheets import changed, sheet_read_from
from tests.support.shared import shared

HEADS = ("Ref", "Requirement", "Current position", "Fully met?", "Lead officer", "By when", "RAG")
PART = "word/document.xml"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A table with bullets, formatted runs, a link, a shaded RAG cell with its word and one without."""
    document = docx.Document()
    document.add_heading("Our winter plan", level=1)
    document.add_heading("Theme 1: Infection control", level=2)
    table = document.add_table(rows=1, cols=len(HEADS))
    for cell, label in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = label
    for number in range(1, 6):
        cells = table.add_row().cells
        cells[0].text = f"1.{number}"
        cells[1].text = f"Work with homes so that duty number {number} is carried out in every one of them."
        first = cells[2].paragraphs[0].add_run(f"Homes are visited every week, round {number}.")
        first.italic = True
        cells[2].add_paragraph("The forum meets on Thursdays.", style="List Bullet")
        cells[2].add_paragraph("• Lessons are shared with all homes.")
        cells[3].text = "Yes" if number % 2 else "No"
        cells[4].text = "Head of contracts"
        cells[5].text = "30 November 2020"
        cells[6].text = "" if number == 5 else "Green"
        shade(cells[6]._tc, "92D050" if number != 4 else "FFC000")
        if number == 4:
            cells[6].text = "Amber"
    link(table.rows[3].cells[2].paragraphs[1]._p)
    path = tmp_path / "our plan.docx"
    document.save(str(path))
    return path


def shade(cell: object, fill: str) -> None:
    cell.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>'))


def link(paragraph: object) -> None:
    holder = OxmlElement("w:hyperlink")
    for run in paragraph.findall(qn("w:r")):
        holder.append(run)
    paragraph.append(holder)


def back(plan: PlanSheet, path: Path) -> PutBack:
    original = plan.rows[0].original
    assert original is not None
    return put_back(plan, path, name=path.name, sha256=original.sha256)


def opened(result: PutBack) -> Document:
    return docx.Document(BytesIO(result.content))


def paragraphs(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(BytesIO(content)) as pack:
        return re.findall(rb"<w:p[ >].*?</w:p>", pack.read(PART), re.DOTALL)


def reread(tmp_path: Path, result: PutBack) -> PlanSheet:
    path = tmp_path / "again.docx"
    path.write_bytes(result.content)
    return sheet_read_from(path)


def test_a_plan_that_says_what_the_file_says_gives_the_same_bytes(own: Path) -> None:
    result = back(sheet_read_from(own), own)
    assert result.content == own.read_bytes()
    assert (result.changed, result.not_put_back) == ((), ())


def test_one_changed_line_writes_one_paragraph_anew(own: Path, tmp_path: Path) -> None:
    plan = sheet_read_from(own)
    text = plan.rows[1].response.replace("every week", "twice a week & <more>")
    result = back(changed(plan, 1, response=text), own)
    before, after = paragraphs(own.read_bytes()), paragraphs(result.content)
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    run = opened(result).tables[0].rows[2].cells[2].paragraphs[0].runs[0]
    assert (run.text, run.italic) == ("Homes are visited twice a week & <more>, round 2.", True)
    assert reread(tmp_path, result).rows[1].response == text


def test_all_other_members_keep_their_bytes(own: Path) -> None:
    result = back(changed(sheet_read_from(own), 0, lead="Director"), own)
    with zipfile.ZipFile(own) as before, zipfile.ZipFile(BytesIO(result.content)) as after:
        assert before.namelist() == after.namelist()
        assert [name for name in before.namelist() if before.read(name) != after.read(name)] == [PART]


def test_lines_are_added_and_taken_away_with_their_bullets(own: Path) -> None:
    lines = sheet_read_from(own).rows[0].response.split("\n")
    longer = back(changed(sheet_read_from(own), 0, response="\n".join([*lines, "A fourth line."])), own)
    cell = opened(longer).tables[0].rows[1].cells[2]
    assert [p.text for p in cell.paragraphs] == [
        "Homes are visited every week, round 1.", "The forum meets on Thursdays.",
        "• Lessons are shared with all homes.", "• A fourth line.",
    ]  # fmt: skip
    shorter = back(changed(sheet_read_from(own), 0, response=lines[0]), own)
    assert [p.text for p in opened(shorter).tables[0].rows[1].cells[2].paragraphs] == [lines[0]]


def test_an_emptied_cell_keeps_a_paragraph(own: Path) -> None:
    result = back(changed(sheet_read_from(own), 0, lead=""), own)
    assert [p.text for p in opened(result).tables[0].rows[1].cells[4].paragraphs] == [""]


@pytest.mark.parametrize(("at", "word"), [(0, "Amber"), (4, "")])
def test_a_rag_changes_its_word_and_its_ground_as_the_document_shows_it(
    own: Path, tmp_path: Path, at: int, word: str
) -> None:
    result = back(changed(sheet_read_from(own), at, rag=Rag.AMBER), own)
    cell = opened(result).tables[0].rows[at + 1].cells[6]
    assert cell._tc.xpath("./w:tcPr/w:shd/@w:fill") == ["FFC000"]
    assert cell.text == ("Amber" if word else cell.text)
    assert reread(tmp_path, result).rows[at].rag is Rag.AMBER


def test_a_link_is_never_lost_but_its_neighbours_can_change(own: Path) -> None:
    plan = sheet_read_from(own)
    lines = plan.rows[2].response.split("\n")
    beside = back(changed(plan, 2, response="\n".join([lines[0], lines[1], "Another last line."])), own)
    assert len(beside.changed) == 1
    assert b"w:hyperlink" in b"".join(paragraphs(beside.content))
    within = back(changed(plan, 2, response="\n".join([lines[0], "Another link line.", lines[2]])), own)
    assert within.content == own.read_bytes()
    assert "holds a link, which would be lost" in within.not_put_back[0].reason


def test_a_document_whose_n_means_partial_is_not_made_to_say_partial(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Y = fully met; N = only partially met")
    table = document.add_table(rows=1, cols=3)
    for cell, label in zip(table.rows[0].cells, ("Requirement", "Current position", "Fully met? (Y/N)"), strict=True):
        cell.text = label
    for number, met in enumerate(("Y", "N", "Y", "N")):
        cells = table.add_row().cells
        texts = (f"Work with homes on duty number {number} all winter long.", f"It is in hand, {number}.", met)
        for cell, text in zip(cells, texts, strict=True):
            cell.text = text
    path = tmp_path / "own key.docx"
    document.save(str(path))
    plan = sheet_read_from(path)
    assert [row.fully_met for row in plan.rows[:2]] == [FullyMet.YES, FullyMet.PARTIAL]
    result = back(changed(plan, 0, fully_met=FullyMet.NO), path)
    assert result.content == path.read_bytes()
    assert "“partial”" in result.not_put_back[0].reason
    assert len(back(changed(plan, 0, fully_met=FullyMet.PARTIAL), path).changed) == 1


def test_an_empty_cell_takes_the_look_of_its_own_paragraph(own: Path, tmp_path: Path) -> None:
    document = docx.Document(str(own))
    cell = document.tables[0].rows[1].cells[5]
    cell.text = ""
    mark = cell.paragraphs[0]._p.get_or_add_pPr()
    mark.append(parse_xml(f'<w:rPr {nsdecls("w")}><w:color w:val="112233"/></w:rPr>'))
    path = tmp_path / "with an empty cell.docx"
    document.save(str(path))
    plan = sheet_read_from(path)
    assert plan.rows[0].by_when == ""
    result = back(changed(plan, 0, by_when="Easter"), path)
    run = opened(result).tables[0].rows[1].cells[5].paragraphs[0].runs[0]
    assert (run.text, run.font.color.rgb) == ("Easter", RGBColor(0x11, 0x22, 0x33))


def test_answers_in_two_columns_go_back_to_their_own_cells(tmp_path: Path) -> None:
    document = docx.Document()
    heads = ("Requirement", "Direct care response", "Contracting response")
    table = document.add_table(rows=1, cols=3)
    for cell, label in zip(table.rows[0].cells, heads, strict=True):
        cell.text = label
    for number in range(4):
        asked = f"Work with homes on duty number {number} all winter long."
        for cell, text in zip(table.add_row().cells, (asked, f"Ours {number}.", f"Theirs {number}."), strict=True):
            cell.text = text
    path = tmp_path / "two columns.docx"
    document.save(str(path))
    plan = sheet_read_from(path)
    assert plan.rows[1].response == "Direct care response: Ours 1.\nContracting response: Theirs 1."
    result = back(changed(plan, 1, response="Direct care response: Ours 1.\nContracting response: New."), path)
    assert [cell.text for cell in opened(result).tables[0].rows[2].cells][1:] == ["Ours 1.", "New."]
    assert len(result.changed) == 1
    without = back(changed(plan, 1, response="One text for both."), path)
    assert without.content == path.read_bytes()
    assert "Begin the text of each with its heading" in without.not_put_back[0].reason


@pytest.mark.parametrize("name", ["derbyshire.docx", "oxfordshire.docx"])
def test_real_documents_come_back_whole_and_with_one_cell_changed(name: str) -> None:
    path = shared("intake", "plans", name)
    plan = sheet_read_from(path)
    assert back(plan, path).content == path.read_bytes()
    single = [at for at, row in enumerate(plan.rows) if row.original and len(row.original.read["responses"]) == 1]
    for at in single[::15]:
        result = back(changed(plan, at, response="Another answer."), path)
        assert [change.field for change in result.changed] == ["responses"], result.not_put_back
        before, after = docx.Document(str(path)), opened(result)
        cells = [
            (one.text, other.text)
            for table, same in zip(before.tables, after.tables, strict=True)
            for one, other in zip(table._cells, same._cells, strict=True)
            if one.text != other.text
        ]
        assert len({other for _, other in cells}) == 1
        assert cells[0][1].strip() == "Another answer."
