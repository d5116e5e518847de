"""The plan as a tagged PDF (PDF/UA-1) that reads aloud well and prints."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from overwinter.design.documents.pdf import compile_pdf
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.sheet import PlanSheet, SheetRow
from overwinter.plans.exports import wording

TEMPLATE = Path(__file__).parent / "plan.typ"
WIDTHS = (10, 23, 32, 12, 20, 13, 12, 9)
LETTERS = (8, 22, 32, 11, 19, 12, 11, 8)
"""Letters of a line in each column, reckoned low."""
MOST_LINES = 26
"""Lines of a row that is kept on one page; a page holds some 40 beneath its heads."""


def render(sheet: PlanSheet) -> bytes:
    return compile_pdf(TEMPLATE, "plan", _plan(sheet))


def _plan(sheet: PlanSheet) -> dict[str, Any]:
    winter = Winter.parse(sheet.winter)
    return {
        "title": wording.title(sheet),
        "council": sheet.council_name,
        "summary": wording.lede(sheet),
        "lede": wording.lede(sheet),
        "demo": wording.demo_note(sheet),
        "as_at": wording.as_at(sheet),
        "footer": wording.footing(sheet),
        "counts": _counts(sheet),
        "key": wording.KEY,
        "heads": wording.COLUMNS,
        "widths": WIDTHS,
        "themes": [{"name": theme, "sections": list(_sections(rows, winter))} for theme, rows in wording.themes(sheet)],
    }


def _sections(rows: Iterable[SheetRow], winter: Winter) -> Iterable[dict[str, Any]]:
    grouped: dict[str, list[SheetRow]] = {}
    for row in rows:
        grouped.setdefault(row.section, []).append(row)
    for name, members in grouped.items():
        yield {"name": name, "rows": [_row(row, winter) for row in members]}


def _row(row: SheetRow, winter: Winter) -> dict[str, Any]:
    ink = wording.INKS.get(row.rag) if row.in_force else None
    cells = wording.cells(row, winter, in_full=True)
    return {
        "cells": cells,
        "ink": {"fill": ink.fill, "text": ink.text} if ink else None,
        "whole": max(map(_lines, cells, LETTERS)) <= MOST_LINES,
    }


def _lines(text: str, letters: int) -> int:
    """How many lines the text may take."""
    return sum(1 + len(line) // letters for line in text.split("\n"))


def _counts(sheet: PlanSheet) -> dict[str, Any]:
    rags, mets = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.UNKNOWN), tuple(FullyMet)
    heads = ["Theme", "Rows", *(wording.RAG_WORDS[value] for value in rags)]
    heads += [f"Fully met: {wording.MET_WORDS[value]}" for value in mets]
    rows = []
    for name, members in [*wording.themes(sheet), (wording.whole(sheet), list(sheet.rows))]:
        count = wording.tally(members)
        figures = [count.rows, *(count.rag[value] for value in rags), *(count.met[value] for value in mets)]
        rows.append([name, *map(str, figures)])
    return {"heads": heads, "rows": rows}
