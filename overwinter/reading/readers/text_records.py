"""Tables printed a record beneath the other, a label and its value in each line, as database programs do on demand."""

import re

from msgspec import Struct, field
from msgspec.structs import replace

from overwinter.reading.document import Place, Row, Table
from overwinter.reading.readers.text_bars import NOTHING
from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.readers.text_tables import row_of

RULED = re.compile(r"^(?:-\[ RECORD \d+ \][-+]*|\*{3,} \d+\. row \*{3,})$")
"""The line above each record."""
PAIR = re.compile(r"^(?P<label> *\S.{0,60}?) *(?P<mark>[|:=]) ?(?P<value>.*)$")
EQUALS = re.compile(r"^ *\S[^=]{0,60} = ")
FEWEST = 2
"""Labels of a record."""
GOES_ON = re.compile(r"\s*\+$")


class _Record(Struct):
    line: Line
    labels: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


def record_run(lines: tuple[Line, ...], start: int) -> int:
    """End of the run of records that starts at a line; ``start`` itself when there is none."""
    return _records(lines, start)[1]


def record_table(lines: tuple[Line, ...], number: int) -> Table:
    """The table of such records, their labels as its headings."""
    records, _ = _records(lines, 0)
    for record in records:
        record.values = ["" if value in NOTHING else value for value in record.values]
    heads = replace(row_of(records[0].labels, records[0].line), header=True)
    rows: list[Row] = [heads, *(row_of(record.values, record.line) for record in records)]
    return Table(tuple(rows), Place(page=lines[0].page, table=number))


def _records(lines: tuple[Line, ...], start: int) -> tuple[list[_Record], int]:
    ruled = bool(RULED.match(lines[start].text.strip()))
    if not ruled and not EQUALS.match(lines[start].text):
        return [], start
    records: list[_Record] = []
    end = position = start
    while position < len(lines):
        record, after = _record(lines, position, ruled)
        same = not records or record.labels == records[0].labels
        if len(record.labels) < FEWEST or not same:
            break
        records.append(record)
        end = position = after
        while not ruled and position < len(lines) and lines[position].blank:
            position += 1
    return records, end


def _record(lines: tuple[Line, ...], start: int, ruled: bool) -> tuple[_Record, int]:
    """The record at a line and where it ends: the marks between labels and values stand beneath each other."""
    record, position = _Record(lines[start]), start
    if ruled:
        if not RULED.match(lines[start].text.strip()):
            return record, start
        position += 1
    mark: tuple[int, str] | None = None
    while position < len(lines):
        text = lines[position].text
        found = PAIR.match(text) if mark is None else None
        if found:
            mark = (found.start("mark"), found["mark"])
        at, sign = mark or (0, "")
        if RULED.match(text.strip()) or (lines[position].blank and not record.values):
            break
        label, value = text[:at].strip(), text[at + 1 :].strip()
        if mark is not None and text[at : at + 1] == sign and label:
            record.labels.append(label)
            record.values.append(GOES_ON.sub("", value))
        elif record.values and mark is not None and text[at : at + 1] == sign:
            record.values[-1] += "\n" + GOES_ON.sub("", value)
        elif record.values and not lines[position].blank:
            record.values[-1] += "\n" + text.strip()
        else:
            break
        position += 1
    return record, position
