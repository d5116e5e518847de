"""The plans as office files."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from pptx import Presentation
from pptx.util import Inches

from tests.reading.plans_of_others.plans import Plan, Row

FILLS = {"green": "92D050", "amber": "FFC000", "red": "FF0000"}


def narrative(path: Path, plan: Plan) -> None:
    """A report: introduction, what the government promised, then a heading, a sentence and bullets for each part."""
    document = Document()
    document.add_heading(plan.title, 0)
    document.add_heading("Introduction", 1)
    document.add_paragraph(
        "This plan sets out in a transparent way the measures in place to protect people who receive care. It builds "
        "on the care home support plan that was published in May."
    )
    document.add_heading("National commitments", 1)
    document.add_paragraph("The government has said that it will:")
    for text in plan.aside:
        document.add_paragraph(text, style="List Bullet")
    for heading, rows in plan.parts():
        document.add_heading(heading, 1)
        document.add_paragraph(f"This part tells what the city does about {heading[0].lower()}{heading[1:]}.")
        for row in rows:
            document.add_paragraph(row.text, style="List Bullet")
    document.add_heading("Contacts", 1)
    document.add_paragraph("Write to the winter planning team at the Civic Centre.")
    document.save(str(path))


def areas_and_risks(path: Path, plan: Plan) -> None:
    document = Document()
    document.add_heading(plan.title, 0)
    document.add_paragraph("The plan has 21 key areas. Each has actions that are required and risks that go with them.")
    heads = ("Key area", "Actions required", "Associated risks", "Lead", "RAG")
    lines = [(row.section or "", row.text, row.said["risk"], row.said["lead"], row.said["rag"]) for row in plan.rows]
    _table(document, heads, lines)
    document.save(str(path))


def short_list(path: Path, plan: Plan) -> None:
    """Two lists, each a table with a number, the action and the council's position."""
    document = Document()
    document.add_heading(plan.title, 0)
    document.add_paragraph("Three aims stand behind it: people are safe, providers are supported, the system works.")
    for heading, rows in plan.parts():
        document.add_heading(heading, 1)
        _table(
            document,
            ("No.", "Key action", "Position in Tarrant"),
            [(str(n), row.text, row.said["response"]) for n, row in enumerate(rows, 1)],
        )
    document.save(str(path))


def recommendations(path: Path, plan: Plan) -> None:
    """A committee report: what is recommended, why, what was rejected, and a table of risks."""
    document = Document()
    document.add_heading(plan.title, 0)
    document.add_heading("Recommendations", 1)
    document.add_paragraph("The committee is asked to:")
    for letter, text in zip("abcdef", plan.aside, strict=False):
        document.add_paragraph(f"({letter}) {text}")
    document.add_heading("Reasons for the recommendations", 1)
    document.add_paragraph("Demand rises each winter and the plan makes the council and its partners ready.")
    document.add_heading("Alternatives considered and rejected", 1)
    document.add_paragraph("To have no plan was rejected because the system plan asks for one.")
    document.add_heading("Risks and mitigation", 1)
    lines = [(row.said["risk"], row.text, row.said["lead"]) for row in plan.rows]
    _table(document, ("Risk", "Mitigation", "Owner"), lines)
    document.save(str(path))


def _table(document: WordDocument, heads: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> None:
    table = document.add_table(rows=0, cols=len(heads), style="Table Grid")
    for line in (heads, *lines):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text


def joint(path: Path, plan: Plan) -> None:
    """A theme in a line of its own, a response column for each organisation, RAG in words and colour."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Joint plan"
    sheet.append([plan.title])
    sheet.append([])
    sheet.append(["Ref", "Requirement", "County Council response", "CCG response", "RAG", "Lead"])
    for cell in sheet[3]:
        cell.font = Font(bold=True)
    for theme, rows in groupby(plan.rows, key=lambda row: row.theme):
        sheet.append([theme])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=6)
        for row in rows:
            said = row.said
            sheet.append([row.ref, row.text, said["response"], said["other"], said["rag"].title(), said["lead"]])
            sheet.cell(sheet.max_row, 5).fill = PatternFill("solid", fgColor=FILLS[said["rag"]])
    book.save(path)


def region(path: Path, plan: Plan) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([plan.title])
    sheet.append(["Put together from the plans of the councils on 2 November 2020"])
    sheet.append(["No", "Requirement", *plan.names])
    for n, row in enumerate(plan.rows, 1):
        sheet.append([n, row.text, *row.said["answers"]])
    book.save(path)


def slides(path: Path, plan: Plan) -> None:
    """What is asked on some slides, what is offered on others, each a table of two columns."""
    show = Presentation()
    show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = plan.title
    for theme, rows in plan.parts():
        for start in range(0, len(rows), 5):
            part: list[Row] = rows[start : start + 5]
            slide = show.slides.add_slide(show.slide_layouts[5])
            slide.shapes.title.text = theme + (" (continued)" if start else "")
            table = slide.shapes.add_table(
                len(part) + 1, 2, Inches(0.5), Inches(1.5), Inches(9), Inches(0.8 * len(part))
            ).table
            lines = [("Action", "What happens in Penmarsh"), *((row.text, row.said["response"]) for row in part)]
            for r, line in enumerate(lines):
                for c, text in enumerate(line):
                    table.cell(r, c).text = text
    show.save(str(path))
