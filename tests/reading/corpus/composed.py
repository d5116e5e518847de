"""Plans among other things: introductions, risks, glossaries, tallies; columns that span rows; two organisations."""

import html
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from tests.reading.corpus.answers import Answer, expected
from tests.reading.corpus.form import FILLS

PARTNER = "The clinical commissioning group joins the weekly call and shares its discharge figures."
GOVERNANCE = (("Group", "Chair", "Frequency"), ("Winter Board", "Director", "Weekly"), ("Care cell", "Head", "Daily"))
RISKS = (
    ("Risk", "Likelihood", "Mitigation", "Owner"),
    ("Second wave", "High", "Outbreak plan", "DPH"),
    ("Loss of staff", "High", "Agency call-off contract", "HR"),
)
GLOSSARY = (("Term", "Meaning"), ("LRF", "Local resilience forum"), ("PPE", "Personal protective equipment"))


def write_report(path: Path, answers: Sequence[Answer]) -> dict[str, Any]:
    """A committee report: the plan's tables, one for each theme, between an introduction and a glossary."""
    document = Document()
    document.add_heading("Marshwick Adult Social Care Winter Plan 2020-21", 0)
    document.add_heading("Introduction", 1)
    document.add_paragraph("This plan sets out how we will support people this winter.")
    for text in ("Listen to people who use services", "Work with the care market", "Keep people safe"):
        document.add_paragraph(text, style="List Bullet")
    for title, rows in (("Governance", GOVERNANCE), ("Key risks", RISKS)):
        document.add_heading(title, 1)
        _table(document, rows)
    document.add_heading("Self-assessment", 1)
    for theme, own in groupby(answers, key=lambda answer: answer.theme):
        document.add_heading(_loud(theme), 2)
        _plan_table(document, list(own))
    document.add_heading("Glossary", 1)
    _table(document, GLOSSARY)
    document.add_paragraph("Signed: Director of Adult Social Services")
    document.save(str(path))
    wanted = expected(answers, ("theme", "section", "ref", "requirement", "response", "rag", "gap", "lead"))
    for row, answer in zip(wanted["rows"], answers, strict=True):
        row["theme"] = _loud(answer.theme)
    return wanted


def write_section_column(path: Path, answers: Sequence[Answer]) -> dict[str, Any]:
    """The section stands once in a cell merged over its rows."""
    document = Document()
    document.add_heading("Winter Plan", 0)
    for theme, rows in groupby(answers, key=lambda answer: answer.theme):
        document.add_heading(theme or "", 1)
        table = document.add_table(rows=1, cols=5, style="Table Grid")
        for cell, text in zip(table.rows[0].cells, ("Area", "Requirement", "Position", "RAG", "Lead"), strict=True):
            cell.text = text
        for section, own in groupby(rows, key=lambda answer: answer.section):
            first = None
            for answer in own:
                cells = table.add_row().cells
                for cell, text in zip(cells[1:], _said(answer), strict=True):
                    cell.text = text
                first = cells[0] if first is None else first.merge(cells[0])
            if first is not None:
                first.text = section or ""
    document.save(str(path))
    return expected(answers, ("theme", "section", "requirement", "response", "rag", "lead"))


def write_two_organisations(path: Path, answers: Sequence[Answer]) -> dict[str, Any]:
    """A workbook with a cover sheet, two response columns, RAG by fill, a tally and a note beneath."""
    book = Workbook()
    book.remove(book.worksheets[0])
    cover = book.create_sheet("Cover")
    cover["B2"], cover["B5"], cover["C5"] = "Marshwick Council", "Completed by", "Winter planning lead"
    sheet = book.create_sheet("Plan")
    sheet.append(["", "Adult Social Care: COVID-19 Winter Plan 2020/21"])
    sheet.append([])
    labels = ("Council response", "CCG response")
    sheet.append(["", "Ref", "Theme", "Requirement", *labels, "RAG", "Comments", "Lead officer", "Completion date"])
    for n, a in enumerate(answers):
        note = "" if n % 3 else "Checked in October"
        sheet.append(["", a.ref, a.theme, a.requirement, a.response, PARTNER, "", note, a.lead, a.when])
        sheet.cell(sheet.max_row, 7).fill = PatternFill("solid", fgColor=FILLS[a.rag or "green"])
    sheet.append([])
    sheet.append(["", "", "", "Total green", str(sum(a.rag == "green" for a in answers))])
    sheet.append(["", "Note: this plan is reviewed weekly by the winter board"])
    book.save(path)
    given = [a if a.rag else _green(a) for a in answers]
    wanted = expected(given, ("theme", "ref", "requirement", "rag", "lead", "when"))
    for row, a in zip(wanted["rows"], answers, strict=True):
        own = [{"label": labels[0], "text": a.response}] if a.response else []
        row["responses"] = [*own, {"label": labels[1], "text": PARTNER}]
    return wanted


def write_spanning_page(path: Path, answers: Sequence[Answer]) -> dict[str, Any]:
    """A web page whose theme and section cells reach down over their rows."""
    heads = "".join(f"<th>{text}</th>" for text in ("Theme", "Section", "Expectation", "Our position", "Status", "Who"))
    out = [f"<html><body><h1>Winter plan</h1><table><thead><tr>{heads}</tr></thead><tbody>"]
    for theme, rows in groupby(answers, key=lambda answer: answer.theme):
        own = list(rows)
        before = _cell(theme, len(own))
        for section, part in groupby(own, key=lambda answer: answer.section):
            parts = list(part)
            before += _cell(section, len(parts))
            for a in parts:
                mark = f"● {a.rag.upper()}" if a.rag else ""
                rest = "".join(map(_cell, (a.requirement, (a.response or "").replace("\n", " "), mark, a.lead)))
                out.append(f"<tr>{before}{rest}</tr>")
                before = ""
    path.write_text("\n".join([*out, "</tbody></table></body></html>"]), encoding="utf-8")
    return expected(answers, ("theme", "section", "requirement", "response", "rag", "lead"))


def _cell(text: str | None, rows: int = 1) -> str:
    return f'<td rowspan="{rows}">{html.escape(text or "")}</td>'


def _plan_table(document: WordDocument, answers: Sequence[Answer]) -> None:
    heads = ("Ref.", "Requirement", "What we have in place", "RAG status", "Further action needed", "Lead")
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    section = None
    for a in answers:
        if a.section != section and a.section:
            row = table.add_row()
            row.cells[0].merge(row.cells[-1]).text = a.section
        section = a.section
        texts = (a.ref, a.requirement, a.response, (a.rag or "").capitalize(), a.gap, a.lead)
        for cell, said in zip(table.add_row().cells, texts, strict=True):
            cell.text = said or ""


def _table(document: WordDocument, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text


def _said(a: Answer) -> tuple[str, str, str, str]:
    return a.requirement, a.response or "", (a.rag or "").capitalize(), a.lead or ""


def _loud(theme: str | None) -> str:
    return (theme or "").upper().replace(":", " –")


def _green(answer: Answer) -> Answer:
    return replace(answer, rag="green")
