"""Plans without tables: each requirement a few lines of labels and values; slides with lists."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from pptx import Presentation

from tests.reading.corpus.answers import Answer, expected
from tests.reading.corpus.form import LETTERS

SAID = ("theme", "section", "requirement", "response", "rag", "fully_met", "lead", "when")
TITLE = "Marshwick Council Winter Plan 2020-21"
ON_A_SLIDE = 5


def write_text(path: Path, answers: Sequence[Answer]) -> dict[str, Any]:
    wanted = _write(path, answers, "{}: {}", ("{}", "{}", "{}"))
    for row in wanted["rows"]:
        if not row["theme"].startswith("Theme"):
            row["accept"]["theme"] = [None]  # nothing tells a plain line above the first requirement from a title
    return wanted


def write_markdown(path: Path, answers: Sequence[Answer]) -> dict[str, Any]:
    return _write(path, answers, "**{}:** {}  ", ("# {}", "## {}", "### {}"))


def write_word(path: Path, answers: Sequence[Answer]) -> dict[str, Any]:
    document = Document()
    document.add_heading(TITLE, 0)
    for kind, text, answer in _lines(answers):
        if answer is None:
            document.add_heading(text, kind)
            continue
        for label, value in _pairs(answer):
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{label}: ").bold = True
            paragraph.add_run(value)
    document.save(str(path))
    return expected(answers, SAID)


def write_slides(path: Path, answers: Sequence[Answer]) -> dict[str, Any]:
    show = Presentation()
    first = show.slides.add_slide(show.slide_layouts[0])
    first.shapes.title.text = TITLE
    for theme, rows in groupby(answers, key=lambda answer: answer.theme):
        own = list(rows)
        for start in range(0, len(own), ON_A_SLIDE):
            slide = show.slides.add_slide(show.slide_layouts[1])
            slide.shapes.title.text = (theme or "") + (" (continued)" if start else "")
            frame = slide.placeholders[1].text_frame
            frame.text = own[start].requirement
            for answer in own[start + 1 : start + ON_A_SLIDE]:
                frame.add_paragraph().text = answer.requirement
    show.save(str(path))
    return expected(answers, ("theme", "requirement"))


def _write(path: Path, answers: Sequence[Answer], line: str, heads: tuple[str, str, str]) -> dict[str, Any]:
    out = [heads[0].format(TITLE), ""]
    for kind, text, answer in _lines(answers):
        lines = [heads[kind].format(text)] if answer is None else [line.format(*pair) for pair in _pairs(answer)]
        out += [*lines, ""]
    path.write_text("\n".join(out), encoding="utf-8")
    return expected(answers, SAID)


def _lines(answers: Sequence[Answer]) -> Iterator[tuple[int, str, Answer | None]]:
    """Headings with their level, and the answers."""
    theme = section = None
    for answer in answers:
        if answer.theme != theme:
            theme, section = answer.theme, None
            yield 1, theme or "", None
        if answer.section != section and answer.section:
            yield 2, answer.section, None
        section = answer.section
        yield 0, "", answer


def _pairs(answer: Answer) -> tuple[tuple[str, str], ...]:
    return (
        ("Requirement", answer.requirement),
        ("Current status", (answer.response or "").replace("\n", " ")),
        ("RAG", (answer.rag or "").capitalize()),
        ("Fully met", LETTERS.get(answer.fully_met or "", "")),
        ("Lead", answer.lead or ""),
        ("By when", answer.when or ""),
    )
