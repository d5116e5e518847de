"""Workbooks whose cells are merged without bounds, made ready for openpyxl, which makes an object of every cell."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from openpyxl.utils.cell import get_column_letter, range_boundaries

from overwinter.reading.readers.packed import open_pack, read_part

MOST_CELLS = 500_000
"""Cells of a workbook that lie in merged ranges or under links. Each takes some hundred bytes. A merged column of a
whole sheet has a million, all sheets of a large plan together some thousands."""
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
TOO_WIDE = (
    "Cells merged over a whole sheet or column were read as if they were not merged, and all their text kept. "
    "Compare the rows around them with the document."
)
_RANGE = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\s[^<>]*?\bref\s*=\s*["']([^"'<>]*)["'][^<>]*>""")


def opened(path: Path) -> tuple[BinaryIO, list[str]]:
    """The workbook at ``path`` as a file for openpyxl, and what is to be said of it.

    Ranges beyond ``MOST_CELLS`` in all are cut to their first cells: they say only how far a cell
    reaches or what it links to.
    """
    with open_pack(path) as pack:
        cut = dict(_cut_sheets(pack, path))
        if not cut:
            return path.open("rb"), []
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as copy:
            for name in pack.namelist():
                copy.writestr(name, cut[name] if name in cut else read_part(pack, name, path))
    file.seek(0)
    return file, [TOO_WIDE]


def _cut_sheets(pack: zipfile.ZipFile, path: Path) -> Iterator[tuple[str, bytes]]:
    left = MOST_CELLS

    def kept(found: re.Match[bytes]) -> bytes:
        nonlocal left
        cells, first = _cells(found[1].decode("ascii", errors="replace"))
        if cells > left:
            return found[0].replace(found[1], first.encode())
        left -= cells
        return found[0]

    for name in dict.fromkeys(pack.namelist()):
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            whole = read_part(pack, name, path)
            if (cut := _RANGE.sub(kept, whole)) != whole:
                yield name, cut


def _cells(reference: str) -> tuple[int, str]:
    """How many cells ``B2:D9`` names, and the first of them; none for what is no range, which openpyxl refuses."""
    try:
        left, top, right, bottom = range_boundaries(reference)
    except (ValueError, TypeError):
        return 0, reference
    left, right = left or 1, right or LAST_COLUMN
    top, bottom = top or 1, bottom or LAST_ROW
    return max(right - left + 1, 0) * max(bottom - top + 1, 0), f"{get_column_letter(left)}{top}"
