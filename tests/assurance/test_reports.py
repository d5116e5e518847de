"""What reports say and how they are written: from an invented plan of three rows, without a database."""

import re
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from overwinter.assurance.domain.making import Asked, may_be_asked
from overwinter.assurance.domain.report import Grid, Report, plain
from overwinter.assurance.domain.reports import REPORTS
from overwinter.assurance.exports.reports import Look, make
from overwinter.kernel.status import Rag
from tests.support.reports import DAY, FACTS, ROW


def link(source: str) -> str:
    return f"https://winter.example/{source}"


def written(name: str) -> Report:
    return REPORTS[name].write(FACTS, ())


def grid(report: Report, caption: str) -> Grid:
    return next(block for block in report.blocks if isinstance(block, Grid) and block.caption == caption)


@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_knows_where_it_was_counted(name: str) -> None:
    report = written(name)
    counts = [
        (block.caption, cell.lines[0][0])
        for block in report.blocks if isinstance(block, Grid)
        for row in block.rows for cell in row if cell.number
    ]  # fmt: skip
    assert [caption for caption, piece in counts if not piece.source] == []
    bare = [piece.text for piece in report.lede if re.match(r"\d+ ", piece.text) and not piece.source]
    assert bare == [] and report.standing == "As at 13 November 2020"


@pytest.mark.parametrize(
    ("name", "format"), [(kind.name, format) for kind in REPORTS.values() for format in kind.formats]
)
def test_every_report_is_made_in_each_of_its_formats(name: str, format: str) -> None:
    content = make(written(name), format, look=Look("#1d4f7c"), links=link)
    match format:
        case "docx":
            document = Document(BytesIO(content))
            said = "\n".join(paragraph.text for paragraph in document.paragraphs)
            assert "As at 13 November 2020" in said and "Northmere Council is invented" in said and "{{" not in said
            links = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
        case "xlsx":
            book = openpyxl.load_workbook(BytesIO(content))
            cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
            assert not [cell for cell in cells if cell.data_type == "f"], "no text is taken for a formula"
            assert all(sheet.freeze_panes and sheet.print_title_rows for sheet in book.worksheets[1:])
            links = {cell.hyperlink.target for cell in cells if cell.hyperlink}
        case "pptx":
            deck = Presentation(BytesIO(content))
            assert deck.slides[0].shapes.title.text_frame.text
            links = {rel.target_ref for slide in deck.slides for rel in slide.part.rels.values() if rel.is_external}
        case _:
            assert content.startswith(b"%PDF")
            links = {found.decode() for found in re.findall(rb"https://winter\.example/[^)\s]*", content)}
    assert link(ROW.source) in links


def test_a_board_pack_tells_what_waits_for_the_group_and_what_changed() -> None:
    pack = written("board-pack")
    assert "Since the meeting of 16 October 2020 1 row changed, 1 for the worse." in plain(pack.lede)
    assert [cell.text for cell in grid(pack, "Escalated and not decided").rows[0]][-1] == "12 days"
    assert grid(pack, "Rows that changed").rows[0][1].rag is Rag.RED
    assert grid(pack, "Decisions of the last meeting").rows[0][0].text == "A van may be bought"


def test_an_exception_report_is_silent_where_nothing_is_wrong() -> None:
    quiet = replace(FACTS, rows=(FACTS.rows[2],), doubts=(), moved=(), raised=())
    report = REPORTS["exception-report"].write(replace(quiet, rows=(replace(FACTS.rows[2], lead="Head"),)), ())
    assert plain(report.lede) == "On 13 November 2020 there is nothing to report by exception."


def test_a_list_of_one_lead_holds_their_rows_and_what_they_own_on_others() -> None:
    mine = REPORTS["leads-list"].write(replace(FACTS, lead_id=9, lead="Grants officer"), ())
    assert plain(mine.lede) == "On 13 November 2020 Grants officer led no row in force."
    row, lead, action, due, stands = (
        cell.text for cell in grid(mine, "Actions of Grants officer on rows of others").rows[0]
    )
    assert (row, lead, action) == ("1.1 Circulate guidance", "Head of commissioning", "Ring the homes")
    assert (due, stands) == ("3 November 2020", "To do, 10 days late")
    every = REPORTS["leads-list"].write(FACTS, ())
    assert [each[0].text for each in grid(every, "Rows of every lead").rows] == [
        "Grants officer", "Head of commissioning", "Without a lead",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"format": "odt"}, "Exception report is not made as odt. Choose one of docx, pdf, xlsx."),
        ({"group_id": 4}, "Exception report is for no group."),
        ({"as_at": DAY.replace(year=2019)}, "The plan was started on 18 September 2020."),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(asked: dict[str, object], words: str) -> None:
    whole = Asked(**{"kind": REPORTS["exception-report"], "format": "docx", "as_at": DAY} | asked)  # type: ignore[arg-type]
    assert may_be_asked(whole, started_on=FACTS.started_on, today=DAY).reason.startswith(words)
