"""Every layout a plan is put into by the tests: a name, a kind of file, how it is written and what it must say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from tests.reading.corpus import composed, labelled, plain, printed, prose, slides, word, workbooks
from tests.reading.corpus.answers import Answer, dressed, expected, real_dates
from tests.reading.corpus.form import Form


@dataclass(frozen=True)
class Layout:
    name: str
    write: Callable[[Path, Sequence[Answer]], dict[str, Any]]
    """Writes the file and gives what must be read from it."""
    suffix: str
    rows: float = 1.0
    fields: float = 0.98
    sure_and_wrong: int = 0
    """The least share of rows and of each field, and the most rows matched surely and wrongly. Less is asked only where
    the layout itself leaves open where a row ends."""


SEVEN = (
    ("Reference", "ref"),
    ("Actions Required by Local Authorities", "requirement"),
    ("Current status", "response"),
    ("RAG", "rag"),
    ("Requirement fully met (Y/N)?", "fully_met"),
    ("Actions required to fill gaps", "gap"),
    ("By who?", "lead"),
    ("By when?", "when"),
)
NARRATIVE = (
    ("REF", "ref"),
    ("REQUIREMENT", "requirement"),
    ("CURRENT STATUS", "response"),
    ("FULLY MET? (Y/N)", "fully_met"),
    ("HOW TO CLOSE THE GAP", "gap"),
    ("WHO'S THE LEAD?", "lead"),
    ("BY WHEN?", "when"),
)
SWAPPED = (
    ("No.", "ref"),
    ("RAG rating", "rag"),
    ("Winter plan requirement", "requirement"),
    ("Local position", "response"),
    ("Next steps", "gap"),
    ("Accountable officer", "lead"),
    ("Deadline", "when"),
    ("Is this fully in place?", "fully_met"),
    ("Governance group", "reporting"),
)
RISKS = (
    ("Theme", "theme"),
    ("Area", "section"),
    ("ID", "ref"),
    ("National requirement", "requirement"),
    ("Our response", "response"),
    ("RAG", "rag"),
    ("Risk", "risk"),
    ("Mitigation", "mitigation"),
    ("Cost", "cost"),
    ("Responsible lead", "lead"),
    ("Target date", "when"),
)
STATUS = (
    ("Ref", "ref"),
    ("Action required", "requirement"),
    ("Progress", "response"),
    ("Status", "rag"),
    ("Owner", "lead"),
    ("Due date", "when"),
)
TWO = (("Requirement", "requirement"), ("What is happening in Marshwick", "response"))
ACTION_TWO = (("Required Action", "requirement"), ("Action taken in Marshwick", "response"))
TITLES = ("Marshwick Council", "Adult Social Care Winter Plan 2020-21: self-assessment")
LIST = (("", "requirement"),)
MENU = ("Home", "Adult social care", "Business", "Council tax")


def _form(
    write: Callable[..., None], form: Form, **settings: Any
) -> Callable[[Path, Sequence[Answer]], dict[str, Any]]:
    def run(path: Path, answers: Sequence[Answer]) -> dict[str, Any]:
        full = list(answers) if any(a.response for a in answers) and len(form.columns) <= 2 else _full(answers)
        full = _partial(full) if any("only partially" in note for note in form.notes) else full
        full = real_dates(full) if form.dates else full
        write(path, form, full, **settings)
        return expected(full, form.shown)

    return run


as_form = _form
"""The same for layouts that other tools print."""


def _made(
    write: Callable[[Path, Sequence[Answer]], dict[str, Any]],
) -> Callable[[Path, Sequence[Answer]], dict[str, Any]]:
    return lambda path, answers: write(path, _full(answers))


def _full(answers: Sequence[Answer]) -> list[Answer]:
    return list(answers) if any(answer.ref for answer in answers) else dressed(answers)


def _partial(answers: Sequence[Answer]) -> list[Answer]:
    """What a key says that calls an N partially met."""
    return [
        replace(answer, fully_met="partial" if answer.fully_met == "no" else answer.fully_met) for answer in answers
    ]


def _prose(write: Callable[..., None], wording: prose.Wording) -> Callable[[Path, Sequence[Answer]], dict[str, Any]]:
    def run(path: Path, answers: Sequence[Answer]) -> dict[str, Any]:
        full = dressed(answers)
        write(path, full, wording)
        return prose.expected_of(full)

    return run


_TITLED = partial(Form, titles=TITLES)
_ROW_OF_FILL = tuple(
    ("Current status" if n == "rag" else "Comments" if n == "response" else label, n) for label, n in SEVEN
)

LAYOUTS = (
    Layout("xlsx seven columns", _form(workbooks.write_workbook, Form(SEVEN)), "xlsx"),
    Layout("xlsx RAG by fill only", _form(workbooks.write_workbook, Form(_ROW_OF_FILL, rag="fill")), "xlsx"),
    Layout(
        "xlsx title block, margins",
        _form(
            workbooks.write_workbook,
            _TITLED((*SEVEN[:2], ("", ""), *SEVEN[2:]), notes=("Version 3, October 2020",)),
            left=1,
        ),
        "xlsx",
    ),
    Layout(
        "xlsx sheet per theme",
        _form(workbooks.write_workbook, _TITLED(SEVEN, rag="both"), by_theme=True, lists=True),
        "xlsx",
    ),
    Layout(
        "xlsx columns swapped",
        _form(workbooks.write_workbook, Form(SWAPPED, rag="letter", met="word"), merged=False),
        "xlsx",
    ),
    Layout(
        "xlsx risk columns, dates",
        _form(workbooks.write_workbook, Form(RISKS, themes="column", sections="column", dates=True)),
        "xlsx",
    ),
    Layout("xlsx status words", _form(workbooks.write_workbook, Form(STATUS, rag="progress")), "xlsx"),
    Layout(
        "xlsx no headings",
        _form(workbooks.write_workbook, Form(SEVEN, themes="none", sections="none")),
        "xlsx",
    ),
    Layout("xlsx no header row", _form(workbooks.write_workbook, Form(SEVEN, heads="none")), "xlsx"),
    Layout(
        "docx seven columns",
        _form(word.write_form, _TITLED(NARRATIVE, notes=("Key: Y = fully met, N = only partially met",))),
        "docx",
    ),
    Layout("docx heads in each theme", _form(word.write_form, _TITLED(SEVEN, heads="theme")), "docx"),
    Layout("docx requirement split", _form(word.write_form, _TITLED(NARRATIVE), split=True), "docx"),
    Layout("docx two columns between", _form(word.write_form, _TITLED(TWO, heads="none"), between=True), "docx"),
    Layout("docx action two columns", _form(word.write_form, Form(ACTION_TWO)), "docx"),
    Layout("docx swapped between", _form(word.write_form, _TITLED(SWAPPED, heads="none"), between=True), "docx"),
    Layout("docx key and value", _form(word.write_key_value, _TITLED(SEVEN)), "docx"),
    Layout("docx key and value, swapped", _form(word.write_key_value, _TITLED(SWAPPED)), "docx"),
    Layout("docx bullets", _form(word.write_bullets, _TITLED(LIST, sections="none")), "docx"),
    Layout(
        "docx bullets in sections",
        _form(word.write_bullets, _TITLED(LIST), introduction="This plan sets out our offer."),
        "docx",
    ),
    Layout("docx sections", _prose(prose.write_word, prose.Wording()), "docx"),
    Layout(
        "docx sections, lead officer",
        _prose(prose.write_word, prose.Wording(responses="We will:", lead="Lead officer: ", reporting="Governance: ")),
        "docx",
    ),
    Layout(
        "docx sections, accountable",
        _prose(prose.write_word, prose.Wording("Required actions", "What we will do", "Accountable: ", "Reports to: ")),
        "docx",
    ),
    Layout("pptx two columns", _form(slides.write_slides, Form(TWO, sections="none")), "pptx"),
    Layout(
        "pptx continued",
        _form(partial(slides.write_slides, continued=" continued"), Form(ACTION_TWO, sections="none")),
        "pptx",
    ),
    Layout("pdf ruled", _form(printed.write_ruled, _TITLED(NARRATIVE)), "pdf"),
    Layout("pdf ruled, no repeat", _form(printed.write_ruled, _TITLED(SEVEN), repeat=False), "pdf"),
    Layout("pdf ruled, fills", _form(printed.write_ruled, _TITLED(_ROW_OF_FILL, rag="both"), breakable=False), "pdf"),
    Layout("pdf two columns", _form(printed.write_ruled, Form(TWO)), "pdf"),
    Layout("pdf bullets", _form(printed.write_listed, _TITLED(LIST)), "pdf"),
    Layout("html table", _form(plain.write_page, _TITLED(SEVEN), menu=MENU), "html"),
    Layout(
        "html two columns", _form(plain.write_page, _TITLED(TWO, heads="theme", sections="none"), menu=MENU), "html"
    ),
    Layout("md pipes", _form(plain.write_markdown, _TITLED(SEVEN)), "md"),
    Layout("md list", _form(plain.write_markdown_list, _TITLED(LIST)), "md"),
    Layout("csv semicolon cp1252", _form(plain.write_delimited, Form(SEVEN), delimiter=";", encoding="cp1252"), "csv"),
    Layout("csv swapped", _form(plain.write_delimited, Form(SWAPPED), delimiter=",", encoding="utf-8-sig"), "csv"),
    Layout(
        "csv tabs",
        _form(
            plain.write_delimited, Form(RISKS, themes="column", sections="column"), delimiter="\t", encoding="utf-16"
        ),
        "csv",
    ),
    Layout("txt pdftotext", _form(printed.write_layout_dump, _TITLED(NARRATIVE)), "txt"),
    Layout("txt pdftotext two", _form(printed.write_layout_dump, Form(TWO)), "txt", rows=0.95, fields=0.9),
    Layout("txt pipes", _form(plain.write_pipes, _TITLED(NARRATIVE)), "txt"),
    Layout("txt tab fragments", _form(plain.write_tab_fragments, Form(TWO)), "txt"),
    Layout("txt sections", _prose(prose.write_text, prose.Wording()), "txt"),
    Layout(
        "txt sections, governance",
        _prose(prose.write_text, prose.Wording("Actions:", "We will:", "Lead officer: ", "Governance: ")),
        "txt",
    ),
    Layout("docx report with other tables", _made(composed.write_report), "docx"),
    Layout("docx section column", _made(composed.write_section_column), "docx"),
    Layout("xlsx two organisations", _made(composed.write_two_organisations), "xlsx"),
    Layout("html spanning cells", _made(composed.write_spanning_page), "html"),
    Layout("docx labelled lines", _made(labelled.write_word), "docx"),
    Layout("md labelled lines", _made(labelled.write_markdown), "md"),
    Layout("txt labelled lines", _made(labelled.write_text), "txt"),
    Layout("pptx bullets", _made(labelled.write_slides), "pptx"),
)
