"""Plain text of every kind: prose, tab or pipe separated tables, column-aligned dumps, prints of a spreadsheet."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from overwinter.reading.document import Block, Document, Paragraph, Table, UnreadableError
from overwinter.reading.readers.text_aligned import Reach, aligned_run
from overwinter.reading.readers.text_aligned_rows import THEME
from overwinter.reading.readers.text_aligned_table import blocks_of
from overwinter.reading.readers.text_aligned_titles import title_goes_on
from overwinter.reading.readers.text_bars import pipe_run, pipe_table, plain_bars
from overwinter.reading.readers.text_decoding import Line, decode, lines_of, page_furniture
from overwinter.reading.readers.text_exact import blank_run, blank_table, ruler_run, ruler_table
from overwinter.reading.readers.text_loose_bullets import with_their_marks
from overwinter.reading.readers.text_markup import has_tags, line_text, markup_run, markup_table, may_head
from overwinter.reading.readers.text_patience import Patience
from overwinter.reading.readers.text_records import record_run, record_table
from overwinter.reading.readers.text_sheet import is_sheet_print, sheet_blocks
from overwinter.reading.readers.text_tables import tab_run, tab_table
from overwinter.reading.readers.text_whole_cells import with_whole_cells

HEADINGS = 2
"""Lines above a table, at most, that head it."""
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
    lines = plain_bars(lines_of(text))
    blocks = sheet_blocks(lines) if is_sheet_print(lines) else _blocks(lines)
    return Document(name, media_type, sha256, tuple(blocks), text)


def _blocks(lines: tuple[Line, ...]) -> list[Block]:
    furniture = page_furniture(lines)
    lines = with_whole_cells(with_their_marks(lines, furniture), furniture)
    blocks: list[Block] = []
    tables = position = 0
    patience, reach = Patience.for_lines([line.blank for line in lines]), Reach.of(lines, furniture)
    while position < len(lines):
        end, found = _table(lines, position, reach, furniture, tables + 1, patience)
        if found:
            tables += sum(isinstance(block, Table) for block in found)
            blocks += found
            blocks += [_paragraph(line, furniture=True) for line in lines[position:end] if _is_in(line, furniture)]
        else:
            line = lines[position]
            if not line.blank:
                blocks.append(_paragraph(line, furniture=_is_in(line, furniture)))
        position = end
    return list(_with_headings(blocks))


def _with_headings(blocks: list[Block]) -> Iterator[Block]:
    """The blocks; a short line that stands alone above a table heads it, as a plain text has no bold to say so.

    Where some tables have two such lines above them, the upper is the larger heading.
    """
    blocks = _with_whole_headings(blocks)
    above = [_headings_above(blocks, at) for at, block in enumerate(blocks) if isinstance(block, Table)]
    two = any(len(lines) > 1 for lines in above)
    level: dict[int, int | None] = {}
    for lines in above:
        for number, line in zip((1,) if _names_theme(lines) else (2, 1), lines, strict=False):
            level[id(line)] = number if two else None
    for block in blocks:
        if isinstance(block, Paragraph) and id(block) in level and not block.bold:
            yield replace(block, bold=True, level=block.level or level[id(block)])
        else:
            yield block


def _names_theme(lines: list[Paragraph]) -> bool:
    """Whether the nearest of the lines above a table names a theme: what stands above that heads the document."""
    return bool(lines) and bool(THEME.match(lines[0].text))


def _with_whole_headings(blocks: list[Block]) -> list[Block]:
    """The blocks; a heading above a table whose end stands on a line of its own is one."""
    whole: list[Block] = []
    for at, block in enumerate(blocks):
        before = whole[-1] if whole else None
        over = isinstance(blocks[at + 1], Table) if at + 1 < len(blocks) else False
        if over and isinstance(block, Paragraph) and isinstance(before, Paragraph) and _is_rest(block, before):
            whole[-1] = replace(before, text=f"{before.text} {block.text}")
        else:
            whole.append(block)
    return whole


def _is_rest(line: Paragraph, above: Paragraph) -> bool:
    """Whether a line is the end of a heading that was too long for the one above it."""
    beneath = line.place.page == above.place.page and (line.place.line or 0) == (above.place.line or 0) + 1
    return beneath and _may_head(line) and _may_head(above) and not above.bold and title_goes_on(above.text, line.text)


def _headings_above(blocks: list[Block], table: int) -> list[Paragraph]:
    """Short lines right above a table, the nearest first."""
    found: list[Paragraph] = []
    for block in reversed(blocks[:table]):
        if isinstance(block, Paragraph) and block.furniture:
            continue
        if not isinstance(block, Paragraph) or not _may_head(block) or len(found) == HEADINGS:
            break
        found.append(block)
    return found


def _may_head(line: Paragraph) -> bool:
    return may_head(line.text) and not line.furniture and not line.bullet


def _table(
    lines: tuple[Line, ...], start: int, reach: Reach, furniture: Furniture, number: int, patience: Patience
) -> tuple[int, list[Block]]:
    """The table that begins at a line, with what stands between its parts, and the end of its lines; else the next."""
    if not lines[start].text.strip(" ") or patience.left <= 0:
        return start + 1, []
    if (end := record_run(lines, start)) > start:
        return end, [record_table(lines[start:end], number)]
    if (end := markup_run(lines, start)) > start:
        return end, [markup_table(lines[start:end], number)]
    if (end := tab_run(lines, start)) > start:
        return end, [tab_table(lines[start:end], number)]
    if (end := pipe_run(lines, start)) > start:
        return end, [pipe_table(lines[start:end], number)]
    if (end := ruler_run(lines, start)) > start:
        return end, [ruler_table(lines[start:end], number)]
    if (end := blank_run(lines, start)) > start:
        return end, [blank_table(lines[start:end], number)]
    if (end := aligned_run(lines, start, reach, patience)) > start:
        inside = tuple(line for line in lines[start:end] if not _is_in(line, furniture))
        if blocks := blocks_of(inside, number):
            return end, blocks
    patience.looked_from(start)
    return start + 1, []


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
        mark_apart=line.mark_apart,
    )
