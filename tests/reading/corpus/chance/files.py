"""The blocks of a random plan as a file of each format."""

import csv
import html
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import typst
import xlsxwriter
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.util import Inches

from tests.reading.corpus.chance import open_files
from tests.reading.corpus.chance.pages import Block, Box, Grid, Heading, Line, Plan, Sheet

ON_A_SLIDE = 4
CONTINUED = " (cont’d)"


def write(path: Path, plan: Plan) -> None:
    """Write ``plan`` to ``path`` in the format of its suffix."""
    WRITERS[plan.suffix](path, plan.blocks)


def _word(path: Path, blocks: Sequence[Block]) -> None:
    document = Document()
    for block in blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, block.level)
        elif isinstance(block, Line):
            line = document.add_paragraph(style="List Bullet" if block.bullet else None)
            line.add_run(block.text).bold = block.bold
        elif isinstance(block, Grid):
            _word_table(document.add_table(len(block.rows), block.width, style="Table Grid"), block)
            document.add_paragraph()
    document.save(str(path))


def _word_table(table: Any, grid: Grid) -> None:
    for r in range(grid.heads):
        table.rows[r]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    cells = [list(row.cells) for row in table.rows]
    for r, c, box in grid.places():
        cell = cells[r][c]
        if box.across > 1 or box.down > 1:
            cell = cell.merge(cells[r + box.down - 1][c + box.across - 1])
        for n, text in enumerate(box.text.split("\n")):
            paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
            paragraph.add_run(text).bold = box.bold
        if box.fill:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), box.fill)
            cell._tc.get_or_add_tcPr().append(shade)


def _workbook(path: Path, blocks: Sequence[Block]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet: Any = None
        row = 0
        for block in blocks:
            if isinstance(block, Sheet) or sheet is None:
                sheet, row = book.add_worksheet(block.name if isinstance(block, Sheet) else "Plan"), 0
            if isinstance(block, Sheet):
                if block.hidden:
                    sheet.hide()
            elif isinstance(block, Grid):
                _on_sheet(book, sheet, row, block)
                row += len(block.rows) + 1
            else:
                sheet.write_string(
                    row, 0, block.text, book.add_format({"bold": isinstance(block, Heading) or block.bold})
                )
                row += 1


def _on_sheet(book: Any, sheet: Any, top: int, grid: Grid) -> None:
    for r, c, box in grid.places():
        look: dict[str, Any] = {"text_wrap": True, "bold": box.bold}
        look |= {"bg_color": f"#{box.fill}"} if box.fill else {}
        look |= {"num_format": "dd/mm/yyyy"} if box.day else {}
        kept = book.add_format(look)
        row = top + r
        if box.across > 1 or box.down > 1:
            sheet.merge_range(row, c, row + box.down - 1, c + box.across - 1, "", kept)
        if box.day is not None:
            sheet.write_datetime(row, c, box.day, kept)
        elif box.text:
            sheet.write_string(row, c, box.text, kept)
        elif box.fill:
            sheet.write_blank(row, c, None, kept)
    for r in grid.hidden_rows:
        sheet.set_row(top + r, None, None, {"hidden": True})
    for c in grid.hidden_columns:
        sheet.set_column(c, c, None, None, {"hidden": True})


def _page(path: Path, blocks: Sequence[Block]) -> None:
    body: list[str] = []
    open_list = False
    for block in blocks:
        bullet = isinstance(block, Line) and block.bullet
        if bullet != open_list:
            body.append("<ul>" if bullet else "</ul>")
            open_list = bullet
        if isinstance(block, Heading):
            body.append(f"<h{block.level + 1}>{html.escape(block.text)}</h{block.level + 1}>")
        elif isinstance(block, Line):
            text = f"<strong>{html.escape(block.text)}</strong>" if block.bold else html.escape(block.text)
            body.append(f"<li>{text}</li>" if bullet else f"<p>{text}</p>")
        elif isinstance(block, Grid):
            body.append("<table>" + "".join(_html_rows(block)) + "</table>")
    body += ["</ul>"] if open_list else []
    path.write_text(
        f"<!doctype html><html lang=en><head><title>Plan</title></head><body>{''.join(body)}</body></html>",
        encoding="utf-8",
    )


def _html_rows(grid: Grid) -> list[str]:
    rows = [""] * len(grid.rows)
    for r, _, box in grid.places():
        tag = "th" if r < grid.heads else "td"
        spans = (f" colspan={box.across}" if box.across > 1 else "") + (f" rowspan={box.down}" if box.down > 1 else "")
        text = html.escape(box.text).replace("\n", "<br>")
        rows[r] += f"<{tag}{spans}>{f'<b>{text}</b>' if box.bold and text else text}</{tag}>"
    return [f"<tr>{row}</tr>" for row in rows]


def _markdown(path: Path, blocks: Sequence[Block]) -> None:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            lines += ["", f"{'#' * (block.level + 1)} {block.text}", ""]
        elif isinstance(block, Line):
            lines += (
                [f"- {block.text}"] if block.bullet else ["", f"**{block.text}**" if block.bold else block.text, ""]
            )
        elif isinstance(block, Grid):
            rows = ["| " + " | ".join(_cells(row, block.width, "<br>")) + " |" for row in block.rows]
            rows.insert(1, "|" + " --- |" * block.width)
            lines += ["", *rows, ""]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _pipes(path: Path, blocks: Sequence[Block]) -> None:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            lines += ["", block.text, ""]
        elif isinstance(block, Line):
            lines.append(f"• {block.text}" if block.bullet else block.text)
        elif isinstance(block, Grid):
            for row in block.rows:
                lines.append(row[0].text if len(row) == 1 else " | ".join(_cells(row, block.width, " ")))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _delimited(path: Path, blocks: Sequence[Block]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for block in blocks:
        for row in block.rows if isinstance(block, Grid) else ():
            writer.writerow(_cells(row, block.width, "\n"))
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")


def _cells(row: Sequence[Box], width: int, line: str) -> list[str]:
    texts = [box.text.replace("\n", line) for box in row]
    return texts + [""] * (width - len(texts))


def _slides(path: Path, blocks: Sequence[Block]) -> None:
    show = Presentation()
    title = "Winter plan"
    for block in blocks:
        if isinstance(block, Heading) and block.level == 0:
            show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = block.text
        elif isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Grid):
            for number, rows in enumerate(slide_parts(block)):
                slide = show.slides.add_slide(show.slide_layouts[5])
                slide.shapes.title.text = title if not number else title + CONTINUED
                _slide_table(slide, rows, block.width)
        elif isinstance(block, Line):
            slide = show.slides.add_slide(show.slide_layouts[6])
            slide.shapes.add_textbox(Inches(1), Inches(1), Inches(8), Inches(1)).text_frame.text = block.text
    show.save(str(path))


def slide_parts(grid: Grid) -> list[Sequence[Sequence[Box]]]:
    """The rows of a table as slides hold them: a few on each, the column headings again on each."""
    head, body = grid.rows[: grid.heads], grid.rows[grid.heads :]
    if not head:
        return [body]
    return [(*head, *body[start : start + ON_A_SLIDE]) for start in range(0, len(body), ON_A_SLIDE)]


def _slide_table(slide: Any, rows: Sequence[Sequence[Box]], width: int) -> None:
    shape = slide.shapes.add_table(len(rows), width, Inches(0.5), Inches(1.5), Inches(9), Inches(5))
    for r, row in enumerate(rows):
        for c, box in enumerate(row):
            shape.table.cell(r, c).text = box.text


_PAGE = """#set page(paper: "a4", flipped: true, margin: 1.5cm)
#set text(size: 8pt, hyphenate: false)
#set par(justify: false)
"""


def _printed(path: Path, blocks: Sequence[Block]) -> None:
    out = [_PAGE]
    for block in blocks:
        if isinstance(block, Heading):
            out.append(f"{'=' * (block.level + 1)} {_quoted(block.text)}\n")
        elif isinstance(block, Line):
            text = f"*{_quoted(block.text)}*" if block.bold else _quoted(block.text)
            out.append(f"- {text}\n" if block.bullet else f"{text}\n\n")
        elif isinstance(block, Grid):
            out.append(_printed_table(block))
    path.write_bytes(typst.compile("\n".join(out).encode(), format="pdf"))


def _printed_table(grid: Grid) -> str:
    heads: list[str] = []
    cells: list[str] = []
    for r, c, box in grid.places():
        text = " #linebreak() ".join(map(_quoted, box.text.split("\n")))
        settings = [f"x: {c}, y: {r}"]
        settings += [f"colspan: {box.across}"] if box.across > 1 else []
        settings += [f"rowspan: {box.down}"] if box.down > 1 else []
        settings += [f'fill: rgb("#{box.fill}")'] if box.fill else []
        body = f"[*{text}*]" if box.bold else f"[{text}]"
        (heads if r < grid.heads else cells).append(f"table.cell({', '.join(settings)}){body}")
    widths = ", ".join("auto" if short else "1fr" for short in _short_columns(grid))
    head = f"table.header({', '.join(heads)}),\n" if heads else ""
    return f"#table(columns: ({widths}),\n{head}{', '.join(cells)}\n)\n"


def _short_columns(grid: Grid) -> list[bool]:
    longest = [0] * grid.width
    for _, c, box in grid.places():
        if box.across == 1:
            longest[c] = max(longest[c], len(box.text))
    return [length < 9 for length in longest]


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{plain}"'


WRITERS: dict[str, Callable[[Path, Sequence[Block]], None]] = {
    "xlsx": _workbook,
    "docx": _word,
    "pptx": _slides,
    "pdf": _printed,
    "html": _page,
    "md": _markdown,
    "csv": _delimited,
    "txt": _pipes,
    "odt": open_files.write_text,
    "ods": open_files.write_sheets,
    "rtf": open_files.write_rich,
}
