"""What reports say and how they are written: from an invented plan of three rows, without a database."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from overwinter.assurance.domain.making import Asked, TemplateKind, may_be_asked
from overwinter.assurance.domain.report import Grid, Points, Report, ToWrite, plain
from overwinter.assurance.domain.reports import REPORTS
from overwinter.assurance.exports import deck, own_templates
from overwinter.assurance.exports.reports import Look, make
from overwinter.assurance.outlines import outline_for
from overwinter.frameworks.api import list_pack_ids, load_pack
from overwinter.kernel.status import Rag
from overwinter.kernel.verdict import Refused
from tests.assurance.test_files import said, word_file
from tests.support.reports import DAY, FACTS, OTHER, ROW

OUTLINE = outline_for(FACTS.framework_id)


def link(source: str) -> str:
    return f"https://winter.example/{source}"


def written(name: str) -> Report:
    return REPORTS[name].write(FACTS, OUTLINE)


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
    content = make(written(name), format, look=Look("#1d4f7c"), links=link).content
    match format:
        case "docx":
            document = Document(BytesIO(content))
            text = "\n".join(paragraph.text for paragraph in document.paragraphs)
            assert "As at 13 November 2020" in text and "Northmere Council is invented" in text and "{{" not in text
            links = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
        case "xlsx":
            book = openpyxl.load_workbook(BytesIO(content))
            cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
            assert not [cell for cell in cells if cell.data_type == "f"], "no text is taken for a formula"
            assert all(sheet.freeze_panes and sheet.print_title_rows for sheet in book.worksheets[1:])
            links = {cell.hyperlink.target for cell in cells if cell.hyperlink}
        case "pptx":
            slides = Presentation(BytesIO(content)).slides
            assert slides[0].shapes.title.text_frame.text
            links = {rel.target_ref for slide in slides for rel in slide.part.rels.values() if rel.is_external}
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
    report = REPORTS["exception-report"].write(replace(quiet, rows=(replace(FACTS.rows[2], lead="Head"),)), OUTLINE)
    assert plain(report.lede) == "On 13 November 2020 there is nothing to report by exception."


def test_a_list_of_one_lead_holds_their_rows_and_what_they_own_on_others() -> None:
    mine = REPORTS["leads-list"].write(replace(FACTS, lead_id=9, lead="Grants officer"), OUTLINE)
    assert plain(mine.lede) == "On 13 November 2020 Grants officer led no row in force."
    row, lead, action, due, stands = (
        cell.text for cell in grid(mine, "Actions of Grants officer on rows of others").rows[0]
    )
    assert (row, lead, action) == ("1.1 Circulate guidance", "Head of commissioning", "Ring the homes")
    assert (due, stands) == ("3 November 2020", "To do, 10 days late")
    together = replace(FACTS, rows=(replace(ROW, led_with=((9, "Grants officer"),)), OTHER))
    theirs = REPORTS["leads-list"].write(replace(together, lead_id=9, lead="Grants officer"), OUTLINE)
    assert plain(theirs.lede).startswith("On 13 November 2020 Grants officer led 1 row with 1 open gap action")
    assert len(grid(theirs, "Rows led by Grants officer").rows) == 1
    both = REPORTS["leads-list"].write(together, OUTLINE)
    assert "2 roles led 2 rows" in plain(both.lede), "a row that two lead is one row"
    every = REPORTS["leads-list"].write(FACTS, OUTLINE)
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
    whole = Asked(**{"kind": REPORTS["exception-report"], "format": "docx", "as_at": DAY} | asked)
    assert may_be_asked(whole, started_on=FACTS.started_on, today=DAY).reason.startswith(words)


def test_a_committee_report_marks_what_no_record_knows_and_tells_what_it_does() -> None:
    report = written("committee-report")
    keys = [section.key for section in report.sections]
    assert keys.index("purpose") < keys.index("recommendations") < keys.index("finance") < keys.index("appendices")
    marked = {section.key for section in report.sections for block in section.blocks if isinstance(block, ToWrite)}
    assert marked >= {"recommendations", "options", "finance", "legal", "equality", "consultation"}
    background = report.section("background")
    assert background and not [block for block in background.blocks if isinstance(block, ToWrite)]
    funding = replace(ROW, id=9, section_id="funding", title="Returns")
    told = REPORTS["committee-report"].write(replace(FACTS, rows=(funding,)), OUTLINE).section("finance")
    assert told and any(
        "Returns" in plain(line) for block in told.blocks if isinstance(block, Points) for line in block.lines
    )


def test_an_evidence_map_loses_no_row_and_says_what_nothing_shows() -> None:
    report = written("evidence-map")
    told = {piece.source for piece in report.pieces if piece.source.startswith("row:")}
    assert told == {f"row:{row.id}" for row in FACTS.rows}
    assert "Nothing in date is kept for: Assessing needs;" in plain(report.lede)
    assert grid(report, "Rows mapped to no statement").rows[0][0].text == "Gritting"


def test_slides_go_on_until_every_word_stands_on_one() -> None:
    long = " ".join(f"word{n}" for n in range(900))
    rows = (replace(ROW, text=long), *(replace(ROW, id=n, title=f"Row {n}", text="Done.") for n in range(20, 60)))
    report = REPORTS["scrutiny-slides"].write(replace(FACTS, rows=rows), OUTLINE)
    slides = Presentation(BytesIO(make(report, "pptx", look=Look("#1d4f7c"), links=link).content))
    tables = [(slide, shape) for slide in slides.slides for shape in slide.shapes if shape.has_table]
    cells = [cell.text for _, shape in tables for row in shape.table.rows for cell in row.cells]
    assert len(slides.slides) > 8 and {f"word{n}" for n in range(900)} <= set(" ".join(cells).split())
    assert all(f"1.1 Row {n}" in "\n".join(cells) for n in range(20, 60))
    assert max(shape.top + shape.height for _, shape in tables) <= slides.slide_height
    titles = [slide.shapes.title.text_frame.text for slide in slides.slides]
    assert titles.count("Theme 1") == 1 and titles.count("Theme 1 (continued)") >= 3


def test_a_deck_of_the_councils_own_is_checked_and_keeps_its_master() -> None:
    own = Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text_frame.text = "An old slide"
    content = saved(own)
    deck.check(content)
    report = written("scrutiny-slides")
    made = Presentation(BytesIO(make(report, "pptx", look=Look("#1d4f7c", content), links=link).content))
    assert made.slide_width == own.slide_width and "An old slide" not in {
        slide.shapes.title.text_frame.text for slide in made.slides
    }
    own.slide_layouts.remove(next(each for each in own.slide_layouts if each.name == "Title Only"))
    with pytest.raises(Refused, match="no layout called “Title Only”"):
        deck.check(saved(own))
    with pytest.raises(Refused, match="not a PowerPoint file"):
        deck.check(b"no slides")


def saved(own: Any) -> bytes:
    out = BytesIO()
    own.save(out)
    return out.getvalue()


def test_a_committees_own_order_is_kept() -> None:
    own = word_file("Report of the director", "{{ about }}", "Risks", "{{ risks }}", "Position", "{{ position }}")
    own_templates.check(TemplateKind.COMMITTEE, own)
    text = said(
        make(written("committee-report"), "docx", look=Look("", own, TemplateKind.COMMITTEE), links=link).content
    )
    assert text.index("Risks") < text.index(" is past its date.") < text.index("Position") < text.index("Whole plan")
    with pytest.raises(Refused, match="which a committee report must say"):
        own_templates.check(TemplateKind.COMMITTEE, word_file("{{ risks }}"))


@pytest.mark.parametrize("framework", list_pack_ids())
def test_the_catalogue_maps_every_requirement_and_names_none_that_there_is_not(framework: str) -> None:
    pack, outline = load_pack(framework), outline_for(framework)
    there = {each.id for each in pack.requirements} | {each.section for each in pack.requirements}
    named = {name for part in (*outline.statements, *outline.headings) for name in part.speaks}
    assert named - there == set() and len(outline.statements) == 9
    mapped = {name for part in outline.statements for name in part.speaks}
    assert [each.id for each in pack.requirements if not {each.id, each.section} & mapped] == []
