"""Plain text of every kind: prose, tab or pipe separated tables, column-aligned dumps, prints of a spreadsheet."""

import hashlib
from pathlib import Path

from overwinter.reading.document import Block, Document, Paragraph, Table, UnreadableError
from overwinter.reading.readers.text_aligned import aligned_run, aligned_table
from overwinter.reading.readers.text_decoding import Line, decode, lines_of, page_furniture
from overwinter.reading.readers.text_markup import has_tags, line_text
from overwinter.reading.readers.text_sheet import is_sheet_print, sheet_blocks
from overwinter.reading.readers.text_tables import pipe_run, pipe_table, tab_run, tab_table

Furniture = frozenset[tuple[int | None, int]]


def read_text(path: Path, media_type: str = "text/plain") -> Document:
    """Read a text file. Raises :class:`UnreadableError` when it is no text or holds none."""
    data = path.read_bytes()
    text = decode(data, path.name)
    if not text.strip():
        raise UnreadableError(f"{path.name} holds no text. Check that the right file was chosen.")
    return document_of(text, name=path.name, sha256=hashlib.sha256(data).hexdigest(), media_type=media_type)


def document_of(text: str, *, name: str, sha256: str, media_type: str = "text/plain") -> Document:
    """The neutral document of ``text``."""
    lines = lines_of(text)
    blocks = sheet_blocks(lines) if is_sheet_print(lines) else _blocks(lines)
    return Document(name, media_type, sha256, tuple(blocks), text)


def _blocks(lines: tuple[Line, ...]) -> list[Block]:
    furniture = page_furniture(lines)
    blocks: list[Block] = []
    tables = position = 0
    while position < len(lines):
        end, table = _table(lines, position, furniture, tables + 1)
        if table is not None:
            tables += 1
            blocks += [_paragraph(line, furniture=True) for line in lines[position:end] if _is_in(line, furniture)]
            blocks.append(table)
        else:
            line = lines[position]
            if not line.blank:
                blocks.append(_paragraph(line, furniture=_is_in(line, furniture)))
        position = end
    return blocks


def _table(lines: tuple[Line, ...], start: int, furniture: Furniture, number: int) -> tuple[int, Table | None]:
    """The table that begins at a line and the end of its lines; else the next line and None."""
    if (end := tab_run(lines, start)) > start:
        return end, tab_table(lines[start:end], number)
    if (end := pipe_run(lines, start)) > start:
        return end, pipe_table(lines[start:end], number)
    if (end := aligned_run(lines, start, furniture)) > start:
        inside = tuple(line for line in lines[start:end] if not _is_in(line, furniture))
        return end, aligned_table(inside, number)
    return start + 1, None


def _is_in(line: Line, furniture: Furniture) -> bool:
    return (line.page, line.number) in furniture


def _paragraph(line: Line, *, furniture: bool) -> Paragraph:
    marked = line_text(line.text)
    return Paragraph(
        marked.text,
        line.place,
        level=marked.level,
        bullet=marked.bullet,
        bold=marked.bold,
        furniture=furniture,
        wrapped=not has_tags(line.text),
    )
