"""A paper as a tagged PDF."""

from pathlib import Path
from typing import Any

from overwinter.design.documents.paper import Block, Heading, Lines, Paper, Quiet, Sheet, Text
from overwinter.design.documents.pdf import compile_pdf

TEMPLATE = Path(__file__).parent / "paper.typ"


def paper_as_pdf(paper: Paper) -> bytes:
    return compile_pdf(
        TEMPLATE,
        "paper",
        {
            "title": paper.title, "council": paper.council, "beneath": paper.beneath, "lede": paper.lede,
            "notice": paper.notice, "footing": paper.footing, "landscape": paper.landscape,
            "blocks": [_block(block) for block in paper.blocks],
        },
    )  # fmt: skip


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(words, level):
            return {"kind": "heading", "words": words, "level": level}
        case Text(words, strong):
            return {"kind": "text", "words": words, "strong": strong}
        case Quiet(words):
            return {"kind": "quiet", "words": words}
        case Lines(lines, numbered):
            return {"kind": "lines", "lines": lines, "numbered": numbered}
        case Sheet():
            return {"kind": "sheet", "heads": block.heads, "rows": block.rows, "widths": block.widths}
