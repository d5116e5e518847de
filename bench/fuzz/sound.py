"""Small sound files of every format and layout, invented: what is damaged afterwards."""

import email.mime.multipart
import email.mime.text
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from pptx import Presentation
from pptx.util import Cm

from tests.reading.corpus.answers import invented
from tests.reading.corpus.layouts import LAYOUTS

ROWS = 6
KEPT = Path(__file__).with_name("seeds")


def write_sound(folder: Path) -> list[Path]:
    """Write them all to ``folder``; their paths, in an order that never changes."""
    return sorted([*_layouts(folder), *_rich(folder), *(path for path in KEPT.iterdir() if path.is_file())], key=_name)


def _name(path: Path) -> str:
    return path.name


def _layouts(folder: Path) -> Iterator[Path]:
    rows = invented("reworded-by-section")[:ROWS]
    for layout in LAYOUTS:
        path = folder / f"{layout.name.replace(' ', '-').replace(',', '')}.{layout.suffix}"
        layout.write(path, rows)
        yield path


def _rich(folder: Path) -> Iterator[Path]:
    """Files that use what the layouts leave out: notes, comments, formulas, tables in tables, pages saved whole."""
    made: tuple[tuple[str, Callable[[Path], None]], ...] = (
        ("rich.docx", _rich_word),
        ("rich.xlsx", _rich_workbook),
        ("rich.pptx", _rich_show),
        ("rich.mht", _saved_page),
    )
    for name, write in made:
        write(folder / name)
        yield folder / name


def _rich_word(path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Marshwick Council"
    document.add_heading("Winter plan 2020-21", 0)
    document.add_paragraph("What we have in place.", style="List Bullet")
    document.add_paragraph("What we will do next.", style="List Number")
    table = document.add_table(rows=3, cols=4)
    for cell, text in zip(table.rows[0].cells, ("Ref", "Action", "Current status", "RAG"), strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "1.1"
    table.cell(1, 1).text = "Distribute the infection control fund to providers"
    table.cell(1, 2).text = "Paid in two parts"
    table.cell(1, 2).add_table(rows=2, cols=2).cell(0, 0).text = "First part paid in October"
    document.save(str(path))


def _rich_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Ref", "Action required", "Current status", "RAG", "By when"])
    sheet.append(["1.1", "Distribute the infection control fund", "Paid", "Green", "=DATE(2020,10,31)"])
    sheet.append(["1.2", "Report outbreaks within a day", '=HYPERLINK("http://localhost/x","the log")', "Red", 44135])
    sheet["C2"].comment = Comment("Said at the board", "Lead officer")
    sheet["D3"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet.merge_cells("A4:E4")
    sheet["A4"] = "Theme 2: visiting"
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("Lists").sheet_state = "hidden"
    book["Lists"].append(["Green", "Amber", "Red"])
    book.save(path)


def _rich_show(path: Path) -> None:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "Winter plan"
    slide.placeholders[1].text = "Distribute the infection control fund\nReport outbreaks"
    slide.notes_slide.notes_text_frame.text = "Say that it is paid"
    table = slide.shapes.add_table(3, 3, Cm(1), Cm(5), Cm(20), Cm(5)).table
    table.cell(0, 0).merge(table.cell(0, 2))
    table.cell(1, 1).text = "In place"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Cm(1), Cm(1), Cm(5), Cm(2)).text_frame.text = "In a group"
    show.save(str(path))


def _saved_page(path: Path) -> None:
    page = email.mime.multipart.MIMEMultipart("related", boundary="part-of-the-page")
    markup = "<html><body><h1>Plan</h1><table><tr><th>Action</th><th>RAG</th></tr><tr><td>Pay</td><td>Green</td></tr>"
    page.attach(email.mime.text.MIMEText(markup + "</table></body></html>", "html", "utf-8"))
    path.write_bytes(page.as_bytes())
