"""Plans in prose: each section its actions, what the council will do, who leads and where it is reported."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document

from tests.reading.corpus.answers import Answer, expected


@dataclass(frozen=True)
class Wording:
    """How a council labels the parts of a section."""

    actions: str = "Actions"
    responses: str = "We will"
    lead: str = "Lead officers: "
    reporting: str = "Reporting to: "


@dataclass(frozen=True)
class Part:
    theme: str
    section: str
    actions: tuple[str, ...]
    responses: tuple[str, ...]
    lead: str
    reporting: str


def parts(answers: Iterable[Answer]) -> list[Part]:
    """The sections of a plan, each with what its rows say together."""
    found = list[Part]()
    for (theme, section), rows in groupby(answers, key=lambda answer: (answer.theme, answer.section)):
        own = list(rows)
        said = [line for answer in own for line in (answer.response or "").split("\n") if line]
        found.append(
            Part(
                theme or "",
                section or "General",
                tuple(a.requirement for a in own),
                tuple(dict.fromkeys(said)),
                own[0].lead or "",
                own[0].reporting or "",
            )
        )
    return found


def expected_of(answers: Sequence[Answer]) -> dict[str, Any]:
    whole = expected(answers, ("theme", "requirement"))
    row = 0
    for part in parts(answers):
        for _ in part.actions:
            whole["rows"][row] |= {
                "section": part.section,
                "lead": part.lead or None,
                "reporting_to": part.reporting or None,
            }
            row += 1
    whole["sections"] = [
        {
            "theme": part.theme,
            "section": part.section,
            "actions": list(part.actions),
            "responses": list(part.responses),
            "leads": [part.lead] if part.lead else [],
            "reporting_to": [part.reporting] if part.reporting else [],
        }
        for part in parts(answers)
    ]
    return whole


def write_word(path: Path, answers: Sequence[Answer], wording: Wording) -> None:
    document = Document()
    document.add_heading("Marshwick Council Adult Social Care Winter Plan 2020-21", 0)
    theme = None
    for part in parts(answers):
        if part.theme != theme:
            theme = part.theme
            document.add_heading(part.theme, 1)
        document.add_heading(part.section, 2)
        if wording.actions:
            document.add_paragraph().add_run(wording.actions).bold = True
        for text in part.actions:
            document.add_paragraph(text, style="List Bullet")
        document.add_paragraph().add_run(wording.responses).bold = True
        for text in part.responses:
            document.add_paragraph(text, style="List Bullet")
        document.add_paragraph(wording.lead + part.lead)
        document.add_paragraph(wording.reporting + part.reporting)
    document.save(str(path))


def write_text(path: Path, answers: Sequence[Answer], wording: Wording, *, width: int = 90) -> None:
    """The same as wrapped lines, as a program takes them out of a PDF."""
    out = ["Marshwick Council Adult Social Care Winter Plan 2020-21", ""]
    theme = None
    for part in parts(answers):
        if part.theme != theme:
            theme = part.theme
            out += ["", part.theme, ""]
        out += [part.section.upper(), ""]
        out += [wording.actions] if wording.actions else []
        for text in part.actions:
            out += _wrapped("• " + text, width)
        out += ["", wording.responses]
        for text in part.responses:
            out += _wrapped("• " + text, width)
        out += ["", wording.lead + part.lead, wording.reporting + part.reporting, ""]
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
