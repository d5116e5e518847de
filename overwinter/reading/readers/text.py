"""Plain text of every kind: prose, tab or pipe separated tables, column-aligned dumps, prints of a spreadsheet."""

import hashlib
from pathlib import Path

from overwinter.reading.document import Block, Document, Paragraph, UnreadableError
from overwinter.reading.readers.text_aligned import aligned_run, aligned_table
from overwinter.reading.readers.text_decoding import Line, decode, lines_of, page_furniture
from overwinter.reading.readers.text_markup import line_text
from overwinter.reading.readers.text_sheet import is_sheet_print, sheet_blocks
from overwinter.reading.readers.text_tables import pipe_run, pipe_table, tab_run, tab_table


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
        for run, build in ((tab_run, tab_table), (pipe_run, pipe_table), (aligned_run, aligned_table)):
            end = run(lines, position)
            if end > position:
                tables += 1
                blocks.append(build(lines[position:end], tables))
                position = end
                break
        else:
            line = lines[position]
            if not line.blank:
                blocks.append(_paragraph(line, furniture=(line.page, line.number) in furniture))
            position += 1
    return blocks


def _paragraph(line: Line, *, furniture: bool) -> Paragraph:
    marked = line_text(line.text)
    return Paragraph(
        marked.text,
        line.place,
        level=marked.level,
        bullet=marked.bullet,
        bold=marked.bold,
        furniture=furniture,
        wrapped=True,
    )
