"""Comma separated files, whatever separator and encoding they really have."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

from overwinter.kernel.formula_guard import unguarded
from overwinter.reading.document import Cell, Document, Place, Row, Table, UnreadableError, plain_text
from overwinter.reading.readers.sniffing import Kind
from overwinter.reading.readers.text_decoding import decode

_SEPARATORS = ",;\t|"
_SAMPLE = 64 * 1024
_SAID = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""A first line that tells spreadsheet programs the separator, and is none of the table."""


def read_csv(path: Path) -> Document:
    data = path.read_bytes()
    text = decode(data, path.name).lstrip("\ufeff")
    said = _SAID.match(text)
    text = text[said.end() :] if said else text
    try:
        csv.field_size_limit(2**24)
        lines = list(_lines(text, said[1] if said else _separator(text)))
    except csv.Error as error:
        raise UnreadableError(
            f"{path.name} is no table that can be read ({error}). Open it and save it as .xlsx."
        ) from error
    rows = tuple(_row(number, line) for number, line in enumerate(lines, start=1) if any(cell.strip() for cell in line))
    blocks = (Table(rows, Place(table=1)),)
    return Document(path.name, Kind.CSV, hashlib.sha256(data).hexdigest(), blocks, plain_text(blocks))


def _lines(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _separator(text: str) -> str:
    """The separator that gives the most rows of the same width, two columns or more."""

    def steadiness(separator: str) -> tuple[int, int]:
        widths = [len(line) for line in _lines(text[:_SAMPLE], separator) if line]
        usual = max(set(widths), key=widths.count, default=0)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_SEPARATORS, key=steadiness)


def _row(number: int, line: list[str]) -> Row:
    place = Place(row=number)
    cells = tuple(
        Cell(unguarded(text.strip()), Place(row=number, column=column + 1), start=column)
        for column, text in enumerate(line)
    )
    return Row(cells, place)
