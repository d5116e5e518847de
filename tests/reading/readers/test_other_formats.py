"""Slides, web pages, Markdown, separated text and PDF files."""

from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches

from overwinter.kernel.status import Rag
from overwinter.kernel.winter import Winter
from overwinter.reading.document import UnreadableError
from overwinter.reading.layout import understand
from overwinter.reading.readers import read_document
from overwinter.reading.result import Reading

typst = pytest.importorskip("typst")


def plan(path: Path) -> Reading:
    return understand(read_document(path), winter=Winter(2020), framework="test")


def test_slides_with_a_theme_that_goes_on(tmp_path: Path) -> None:
    show = Presentation()
    for title, requirement in (("Theme 1: Infection", "Do this"), ("Theme 1: Infection cont'd", "Do that")):
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = title
        table = slide.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(8), Inches(1)).table
        for at, text in enumerate(("Required action", "Action taken in Riverton", requirement, "Done in all homes")):
            table.cell(at // 2, at % 2).text = text
        slide.notes_slide.notes_text_frame.text = "Thank the teams"
    show.save(str(tmp_path / "plan.pptx"))
    reading = plan(tmp_path / "plan.pptx")
    assert [(row.theme, row.requirement, row.place) for row in reading.rows] == [
        ("Theme 1: Infection", "Do this", "slide 1, table 1, row 2"),
        ("Theme 1: Infection", "Do that", "slide 2, table 1, row 2"),
    ]
    assert [piece.text for piece in reading.unplaced] == ["Thank the teams"]


def test_a_saved_page_with_spans_and_two_heading_rows(tmp_path: Path) -> None:
    (tmp_path / "plan.html").write_text(
        """<!doctype html><html><head><title>t</title><script>ignore()</script></head>
        <body><nav><ul><li>Home</li></ul></nav>
        <h1>Winter plan 2020</h1>
        <h2>Theme 1: Infection</h2><h3>PPE</h3><table>
        <tr><th>Ref</th><th>Requirement</th><th colspan=2>Response</th><th>Status</th></tr>
        <tr><th></th><th></th><th>In-house</th><th>Commissioned</th><th></th></tr>
        <tr><td>1.1</td><td>Provide it</td><td>Held at the hub</td><td>From the portal<ul><li>weekly</li></ul></td>
        <td style="background:#92d050"></td></tr></table></body></html>""",
        encoding="utf-8",
    )
    reading = plan(tmp_path / "plan.html")
    (row,) = reading.rows
    assert [(r.label, r.text) for r in row.responses] == [
        ("In-house", "Held at the hub"),
        ("Commissioned", "From the portal\nweekly"),
    ]
    assert (row.theme, row.section, row.rag) == ("Theme 1: Infection", "PPE", Rag.GREEN)
    assert [piece.text for piece in reading.unplaced] == ["Home"]


DRESSES = [
    *((",", "utf-8"), (";", "utf-16"), ("\t", "cp1252"), ("|", "utf-8-sig")),
    *((",", "mac_roman"), ("\t", "utf-16-le"), (";", "utf-16-be")),
]


@pytest.mark.parametrize(("separator", "encoding"), DRESSES)
def test_separated_text_in_any_dress(tmp_path: Path, separator: str, encoding: str) -> None:
    lines = (
        ("Ref", "Requirement", "Current status"),
        ("1.1", "Provide “it”", "Green"),
        ("1.2", '"Two\nlines"', "Amber"),
    )
    (tmp_path / "plan.csv").write_bytes("\r\n".join(separator.join(line) for line in lines).encode(encoding))
    assert [(row.ref, row.requirement, row.rag) for row in plan(tmp_path / "plan.csv").rows] == [
        ("1.1", "Provide “it”", Rag.GREEN),
        ("1.2", "Two\nlines", Rag.AMBER),
    ]


def test_a_workbook_saved_as_one_web_page_gives_all_its_sheets(tmp_path: Path) -> None:
    def sheet(ref: str) -> str:
        cells = "".join(f"<td>{text}</td>" for text in (ref, "Provide it", "Held"))
        heads = "<td>Ref</td><td>Requirement</td><td>Response</td>"
        return f"<html><body><table><tr>{heads}</tr><tr>{cells}</tr></table></body></html>"

    frame = '<html><head></head><frameset rows="*,39"><frame src="sheet001.htm"></frameset></html>'
    parts = [f"--b\nContent-Type: text/html; charset=utf-8\n\n{page}\n" for page in (frame, sheet("1.1"), sheet("2.1"))]
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    (tmp_path / "plan.mht").write_text(head + "".join(parts) + "--b--\n", encoding="utf-8")
    (tmp_path / "plan.htm").write_text(frame, encoding="utf-8")
    assert [row.ref for row in plan(tmp_path / "plan.mht").rows] == ["1.1", "2.1"]
    with pytest.raises(UnreadableError, match="only the frame around other pages"):
        read_document(tmp_path / "plan.htm")


@pytest.mark.parametrize("name", ["plan.csv", "plan.txt", "plan.xlsx"])
def test_a_separated_table_is_one_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    lines = "Ref;Requirement;Current status\r1.1;Provide it, free;Green\r1.2;Report shortages;Red\r"
    (tmp_path / name).write_bytes(lines.encode())
    assert [(row.ref, row.rag) for row in plan(tmp_path / name).rows] == [("1.1", Rag.GREEN), ("1.2", Rag.RED)]


def test_the_line_that_tells_the_separator_is_none_of_the_table(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(
        "sep=|\nPlan\n\nRef|Requirement|Response\n1.1|Provide it|Yes\n", encoding="utf-8"
    )
    reading = plan(tmp_path / "plan.csv")
    assert [(row.ref, row.requirement) for row in reading.rows] == [("1.1", "Provide it")]
    assert "sep" not in str(reading.as_dict())


def test_markdown_with_a_theme_row_in_its_table(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(
        "# Self-assessment\n\n| No | Requirement | Where are we now? | What more? |\n|-|-|-|-|\n"
        "| Theme 2: Together | | | |\n| 1 | Establish a lead | The director leads this work | Agree the role |\n",
        encoding="utf-8",
    )
    (row,) = plan(tmp_path / "plan.md").rows
    assert (row.theme, row.ref, row.responses[0].text) == ("Theme 2: Together", "1", "The director leads this work")


@pytest.mark.parametrize("rules", ["stroke: 1pt", "stroke: (x, y) => (bottom: 0.5pt)", "stroke: none"])
def test_a_pdf_table_over_pages_gives_whole_rows(tmp_path: Path, rules: str) -> None:
    answer = "The team meets every week with all of the providers and goes through what was reported since. "
    rows = [
        (f"1.{n}", f"Ensure that requirement number {n} is kept under review", answer * (n % 5 + 1))
        for n in range(1, 30)
    ]
    cells = "".join(f"[{ref}],[{requirement}],[{text.strip()}]," for ref, requirement, text in rows)
    source = (
        '#set page(paper: "a4", footer: context [Page #counter(page).display()])\n#set text(size: 10pt)\n'
        "= Winter plan 2020-21\n== Theme 1: Infection\n"
        f"#table({rules}, columns: (auto, 1fr, 1fr), table.header([Ref], [Requirement], [Response]), {cells})"
    )
    (tmp_path / "plan.pdf").write_bytes(typst.compile(source.encode()))
    reading = plan(tmp_path / "plan.pdf")
    assert [row.ref for row in reading.rows] == [ref for ref, _, _ in rows]
    assert [row.requirement for row in reading.rows] == [requirement for _, requirement, _ in rows]
    assert [" ".join(row.responses[0].text.split()) for row in reading.rows] == [text.strip() for _, _, text in rows]
    assert {row.theme for row in reading.rows} == {"Theme 1: Infection"}
