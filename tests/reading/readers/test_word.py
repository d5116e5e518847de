"""Word documents: order, merged and nested tables, lists, notes and tracked changes."""

from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Document, Paragraph, Table
from overwinter.reading.layout import understand
from overwinter.reading.readers import read_document


def saved(document: "docx.document.Document", folder: Path) -> Document:
    document.save(str(folder / "plan.docx"))
    return read_document(folder / "plan.docx")


def paragraphs(document: Document) -> list[Paragraph]:
    return [block for block in document.blocks if isinstance(block, Paragraph)]


def test_headings_bullets_and_bold_are_seen_in_order(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Theme 1: Infection", 1)
    made.add_paragraph("Weekly bulletin", style="List Bullet")
    made.add_paragraph().add_run("Actions").bold = True
    read = paragraphs(saved(made, tmp_path))
    assert [(p.text, p.level, p.bullet, p.bold) for p in read] == [
        ("Theme 1: Infection", 1, False, True),
        ("Weekly bulletin", None, True, False),
        ("Actions", None, False, True),
    ]


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Calls are ")
    inserted = f'<w:ins {nsdecls("w")} w:id="1"><w:r><w:t>weekly</w:t></w:r></w:ins>'
    deleted = f'<w:del {nsdecls("w")} w:id="2"><w:r><w:delText>monthly</w:delText></w:r></w:del>'
    for change in (inserted, deleted):
        paragraph._p.append(parse_xml(change))
    read = saved(made, tmp_path)
    assert read.text == "Calls are weekly"
    assert "2 tracked changes" in read.warnings[0]


def test_text_boxes_headers_and_comments_are_kept(tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Draft for the board"
    paragraph = made.add_paragraph("Before the box")
    paragraph.add_run()._r.append(
        parse_xml(
            f"<w:pict {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><v:shape><v:textbox><w:txbxContent>"
            "<w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
        )
    )
    read = paragraphs(saved(made, tmp_path))
    assert [(p.text, p.furniture) for p in read] == [
        ("Before the box", False),
        ("In the box", False),
        ("Draft for the board", True),
    ]


def test_merged_and_nested_cells_stand_once(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Managing staff movement"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "One requirement"
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "inner left", "inner right"
    read = next(saved(made, tmp_path).tables())
    assert isinstance(read, Table)
    assert [(c.text, c.columns, c.rows) for c in read.rows[0].cells] == [("Managing staff movement", 3, 1)]
    assert [(c.text, c.start, c.rows) for c in read.rows[1].cells][:2] == [
        ("One requirement", 0, 2),
        ("inner left | inner right", 1, 1),
    ]
    assert [c.start for c in read.rows[2].cells] == [1, 2]


def test_references_that_word_counts_itself_are_read(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(0, 3)
    for texts in (
        ("Ref", "Requirement", "Response"),
        ("", "Do this", "Done in homes"),
        ("", "Do that", "Not begun yet"),
    ):
        cells = table.add_row().cells
        for cell, text in zip(cells, texts, strict=True):
            cell.text = text
        if not texts[0]:
            cells[0].paragraphs[0].style = made.styles["List Number"]
    rows = understand(saved(made, tmp_path), winter=Winter(2020), framework="test").rows
    assert [row.ref for row in rows] == ["1", "2"]


def test_shading_and_highlight_are_fills(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "Green"
    table.cell(0, 0)._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="92D050"/>'))
    run = table.cell(0, 1).paragraphs[0].add_run("R")
    run._r.get_or_add_rPr().append(parse_xml(f'<w:highlight {nsdecls("w")} w:val="red"/>'))
    cells = next(saved(made, tmp_path).tables()).rows[0].cells
    assert [cell.fill for cell in cells] == ["92D050", "FF0000"]
    assert run._r.find(qn("w:rPr")) is not None
