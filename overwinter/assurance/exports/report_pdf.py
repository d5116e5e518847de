"""A report as a tagged PDF (PDF/UA-1), in the layout that comes with Overwinter."""

from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import Any

from overwinter.assurance.domain.report import MARK, SHORT_LIST, Block, Cell, Grid, Points, Report, Text, ToWrite
from overwinter.assurance.domain.said import Paragraph
from overwinter.assurance.exports.columns import fitted
from overwinter.design.documents.pdf import compile_pdf
from overwinter.plans.api import INKS

TEMPLATE = Path(__file__).parent / "report.typ"
LONG_SIDE, SHORT_SIDE, MARGIN = 297, 210, 18
LETTER, PADDING = 1.68, 2.9
"""Millimetres, as the template lays its pages and tables out."""
LONG = 1_500
"""Characters from which a row of a table may run over to the next page."""
Links = Callable[[str], str]


def render(report: Report, links: Links, colour: str) -> bytes:
    def line(words: Paragraph) -> list[tuple[str, str]]:
        return [(piece.text, links(piece.source) if piece.source else "") for piece in words]

    room = (LONG_SIDE if report.landscape else SHORT_SIDE) - 2 * MARGIN
    return compile_pdf(
        TEMPLATE,
        "report",
        {
            "title": report.title, "council": report.council, "colour": colour.lstrip("#"),
            "subtitle": report.subtitle, "standing": report.standing, "footing": report.footing,
            "notice": report.notice, "landscape": report.landscape, "lede": line(report.lede),
            "about": [(name, _bracketed(said), said.startswith(MARK)) for name, said in report.about],
            "sections": [
                {
                    "heading": each.heading, "level": each.level, "appendix": each.appendix,
                    "blocks": [
                        _block(block, line, room) | {"leads": isinstance(after, Grid | Points)}
                        for block, after in zip_longest(each.blocks, each.blocks[1:])
                    ],
                }
                for each in report.sections
            ],
        },
    )  # fmt: skip


def _block(block: Block, line: Callable[[Paragraph], Any], room: float) -> dict[str, Any]:
    match block:
        case Text(words, quiet):
            return {"kind": "text", "line": line(words), "quiet": quiet}
        case Points(lines):
            return {
                "kind": "points", "short": len(lines) <= SHORT_LIST, "lines": [line(words) for words in lines]
            }  # fmt: skip
        case ToWrite(words):
            return {"kind": "write", "words": f"[{MARK} {words}]"}
        case Grid() if not block.rows:
            return {"kind": "text", "line": [(block.empty, "")], "quiet": False}
        case Grid():
            return {
                "kind": "grid", "small": block.is_small, "heads": block.heads, "numeric": sorted(block.numeric),
                "widths": fitted(block, room, letter=LETTER, padding=PADDING),
                "rows": [[_cell(cell, line) for cell in row] for row in block.rows],
            }  # fmt: skip


def _cell(cell: Cell, line: Callable[[Paragraph], Any]) -> dict[str, Any]:
    ink = INKS.get(cell.rag) if cell.rag is not None else None
    return {
        "lines": [line(words) for words in cell.lines], "strong": cell.strong, "fill": ink.fill if ink else None,
        "ink": ink.text if ink else None, "long": len(cell.text) > LONG,
    }  # fmt: skip


def _bracketed(said: str) -> str:
    return f"[{said}]" if said.startswith(MARK) else said
