"""The plan as a tagged PDF (PDF/UA-1) that reads aloud well and prints."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typst

from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.sheet import PlanSheet, SheetRow
from overwinter.plans.exports import wording
from overwinter.plans.exports.fonts import choose

TEMPLATE = Path(__file__).parent / "plan.typ"
STANDARD = "ua-1"
WIDTHS = (7, 24, 32, 9, 21, 13, 12, 9)
_UNDRAWN = re.compile(r'the text `"(?:\\u\{(?P<code>[0-9a-f]+)\}|\\?(?P<sign>.))')
"""How the compiler names a sign that no typeface of the machine can draw."""


def render(sheet: PlanSheet) -> bytes:
    """A sign that no typeface can draw stands as its number, such as [U+6F22]: the standard allows no blank boxes."""
    face = choose()
    data = json.dumps({**_plan(sheet), "fonts": face.families}, ensure_ascii=False)
    while True:
        try:
            return typst.compile(
                TEMPLATE.read_bytes(), font_paths=face.fonts, sys_inputs={"plan": data}, pdf_standards=[STANDARD]
            )
        except typst.TypstError as error:
            undrawn = _UNDRAWN.search(str(error))
            if undrawn is None:
                raise
            sign = chr(int(undrawn["code"], 16)) if undrawn["code"] else undrawn["sign"]
            data = _replaced(data, sign)


def _replaced(data: str, sign: str) -> str:
    """``data`` with the number of ``sign`` in its place. JSON holds some signs as they are and some by their number."""
    written = {sign, json.dumps(sign)[1:-1], json.dumps(sign, ensure_ascii=False)[1:-1]}
    if not any(form in data for form in written):
        raise ValueError(f"U+{ord(sign):04X} could not be drawn and is nowhere in the plan")
    for form in written:
        data = data.replace(form, f"[U+{ord(sign):04X}]")
    return data


def _plan(sheet: PlanSheet) -> dict[str, Any]:
    winter = Winter.parse(sheet.winter)
    return {
        "title": wording.title(sheet),
        "council": sheet.council_name,
        "summary": wording.lede(sheet),
        "lede": wording.lede(sheet),
        "demo": wording.demo_note(sheet),
        "framework": sheet.framework_title,
        "as_at": wording.day(sheet.as_at),
        "footer": f"{sheet.council_name}, as at {wording.day(sheet.as_at)}",
        "counts": _counts(sheet),
        "key": wording.KEY,
        "heads": wording.COLUMNS,
        "widths": WIDTHS,
        "themes": [
            {"name": theme, "sections": list(_sections(rows, winter))} for theme, rows in wording.themes(sheet)
        ],
    }


def _sections(rows: Iterable[SheetRow], winter: Winter) -> Iterable[dict[str, Any]]:
    grouped: dict[str, list[SheetRow]] = {}
    for row in rows:
        grouped.setdefault(row.section, []).append(row)
    for name, members in grouped.items():
        yield {"name": name, "rows": [_row(row, winter) for row in members]}


def _row(row: SheetRow, winter: Winter) -> dict[str, Any]:
    ink = wording.INKS.get(row.rag) if row.in_force else None
    return {
        "cells": wording.cells(row, winter, in_full=True),
        "ink": {"fill": ink.fill, "text": ink.text} if ink else None,
    }


def _counts(sheet: PlanSheet) -> dict[str, Any]:
    rags, mets = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.UNKNOWN), tuple(FullyMet)
    heads = ["Theme", "Rows", *(wording.RAG_WORDS[value] for value in rags)]
    heads += [f"Fully met: {wording.MET_WORDS[value]}" for value in mets]
    rows = []
    for name, members in [*wording.themes(sheet), ("Whole plan", list(sheet.rows))]:
        count = wording.tally(members)
        figures = [count.rows, *(count.rag[value] for value in rags), *(count.met[value] for value in mets)]
        rows.append([name, *map(str, figures)])
    return {"heads": heads, "rows": rows}
