"""The plan as a tagged PDF (PDF/UA-1) that reads aloud well and prints."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import typst

from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.sheet import PlanSheet, SheetRow
from overwinter.plans.exports import wording
from overwinter.plans.exports.fonts import choose

TEMPLATE = Path(__file__).parent / "plan.typ"
STANDARD: Final = "ua-1"
WIDTHS = (10, 23, 32, 12, 20, 13, 12, 9)
LETTERS = (8, 22, 32, 11, 19, 12, 11, 8)
"""Letters of a line in each column, reckoned low."""
MOST_LINES = 26
"""Lines of a row that is kept on one page; a page holds some 40 beneath its heads."""
_UNDRAWN = re.compile(r'the text `"(?:\\u\{(?P<code>[0-9a-f]+)\}|\\?(?P<sign>.))')
"""How the compiler names a sign that no typeface of the machine can draw."""


def render(sheet: PlanSheet) -> bytes:
    """A sign that no typeface can draw stands as its number, such as [U+6F22]: the standard allows no blank boxes."""
    face = choose()
    plan = {**_plan(sheet), "fonts": face.families}
    numbers: dict[int, str] = {}
    while True:
        data = json.dumps(_told(plan, numbers), ensure_ascii=False)
        try:
            return typst.compile(
                TEMPLATE.read_bytes(), font_paths=face.fonts, sys_inputs={"plan": data}, pdf_standards=[STANDARD]
            )
        except typst.TypstError as error:
            undrawn = _UNDRAWN.search(str(error))
            if undrawn is None:
                raise
            code = int(undrawn["code"], 16) if undrawn["code"] else ord(undrawn["sign"])
            if code in numbers:
                raise
            numbers[code] = f"[U+{code:04X}]"


def _told(value: Any, numbers: dict[int, str]) -> Any:
    """``value`` with the signs of ``numbers`` told by their number."""
    if isinstance(value, str):
        return value.translate(numbers)
    if isinstance(value, dict):
        return {key: _told(part, numbers) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_told(part, numbers) for part in value]
    return value


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
