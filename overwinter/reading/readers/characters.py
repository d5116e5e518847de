"""What is no character, made visible: no database keeps it, and no program prints it."""

import re

from msgspec.structs import replace

from overwinter.reading.document import Block, Cell, Document, Paragraph

_NO_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")
"""A zero, which some fonts of PDF files give for every sign, and halves of a pair that has lost the other."""
UNREADABLE = "\ufffd"


def in_characters(document: Document) -> Document:
    """``document`` with the sign for an unreadable character wherever a text holds none that is one."""
    if not _NO_CHARACTER.search(document.text) and not any(map(_NO_CHARACTER.search, document.warnings)):
        return document
    return replace(
        document,
        blocks=tuple(map(_block, document.blocks)),
        text=_plain(document.text),
        warnings=tuple(map(_plain, document.warnings)),
    )


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_plain(block.text))
    return replace(block, rows=tuple(replace(row, cells=tuple(map(_cell, row.cells))) for row in block.rows))


def _cell(cell: Cell) -> Cell:
    return replace(cell, text=_plain(cell.text), paragraphs=tuple(map(_plain, cell.paragraphs)))


def _plain(text: str) -> str:
    return _NO_CHARACTER.sub(UNREADABLE, text)
