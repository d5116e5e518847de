"""What people copy from a spreadsheet: rows of cells, parted by tabs, some in quotation marks."""

from collections.abc import Iterator

Block = tuple[tuple[str, ...], ...]


def read_block(text: str) -> Block:
    """The cells of copied text, every row as long as the longest.

    A cell in quotation marks may hold tabs and line breaks, and two marks stand for one. A cell that only begins with
    such a mark holds it as it is: spreadsheets quote a cell whole or not at all.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = plain[:-1] if plain.endswith("\n") else plain
    rows: list[list[str]] = [[]]
    for cell, ends_row in _cells(plain):
        rows[-1].append(cell)
        if ends_row:
            rows.append([])
    longest = max(len(row) for row in rows)
    return tuple(tuple(row + [""] * (longest - len(row))) for row in rows)


def _cells(text: str) -> Iterator[tuple[str, bool]]:
    """Each cell, and whether it is the last of its row."""
    at = 0
    while True:
        cell, end = _quoted(text, at) or _plain(text, at)
        yield cell, text[end : end + 1] == "\n"
        if end >= len(text):
            return
        at = end + 1


def _quoted(text: str, start: int) -> tuple[str, int] | None:
    """A cell that stands in quotation marks from its first sign to its last; None for any other."""
    if text[start : start + 1] != '"':
        return None
    at, found = start + 1, []
    while True:
        mark = text.find('"', at)
        if mark < 0:
            return None
        found.append(text[at:mark])
        if text[mark + 1 : mark + 2] == '"':
            found.append('"')
            at = mark + 2
            continue
        end = mark + 1
        return ("".join(found), end) if text[end : end + 1] in ("", "\t", "\n") else None


def _plain(text: str, start: int) -> tuple[str, int]:
    ends = [found for found in (text.find("\t", start), text.find("\n", start)) if found >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def spread(block: Block, height: int, width: int) -> Block:
    """The block over a selection: repeated where it goes into it a whole number of times, else once."""
    tall, wide = len(block), len(block[0])
    down = height // tall if height > tall and height % tall == 0 else 1
    across = width // wide if width > wide and width % wide == 0 else 1
    return tuple(row * across for row in block) * down
