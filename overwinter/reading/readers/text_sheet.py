"""The print of a spreadsheet: column letters above, row numbers at the side, each cell's lines on lines of their own.

A sheet row is closed by the line that carries its number; the lines before it, without one, are the upper lines of its
cells. Scans add copies and scraps at the joins of pages; what fits no cell is handed on as text outside the table.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from overwinter.reading.document import Block, Cell, Paragraph, Place, Row, Table
from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.readers.text_markup import cell_text
from overwinter.reading.readers.text_sheet_cells import Judge, is_header, kinds_of_columns
from overwinter.reading.readers.text_sheet_rows import gather
from overwinter.reading.readers.text_sheet_settled import Printed, SheetRow
from overwinter.reading.words import count_words
from overwinter.reading.words import words as line_words

LOOK_ALIKES = str.maketrans("АВСЕНІКМОРТХΑΒΕΗΙΚΜΝΟΡΤΧΥΖĪ", "ABCEHIKMOPTXABEHIKMNOPTXYZI")
"""Cyrillic and Greek capitals that a scanner takes for the Latin ones."""
LEAST_LETTERS = 4


class _Page(Struct):
    number: int
    letters: Line
    lines: list[Line]


def is_sheet_print(lines: tuple[Line, ...]) -> bool:
    """Whether the file is a spreadsheet's print: a line of column letters, and row numbers in order beneath."""
    if not any(_is_letters(line.text, LEAST_LETTERS) for line in lines):
        return False
    numbers = [int(m[1]) for line in lines if (m := re.match(r"^\s*(\d{1,4})(?=\t)", line.text))]
    rising = sum(b > a for a, b in pairwise(numbers))
    return len(numbers) > 2 and rising * 4 >= (len(numbers) - 1) * 3


def _is_letters(text: str, least: int) -> bool:
    letters = text.translate(LOOK_ALIKES).split()
    if len(letters) < least or not all(len(letter) == 1 and letter.isalpha() for letter in letters):
        return False
    return all(ord(b) == ord(a) + 1 for a, b in pairwise(letters))


def _pages(lines: tuple[Line, ...]) -> list[_Page]:
    """The pages of the print. Column letters head each; a lone letter after a blank line is what is left of them."""
    pages: list[_Page] = []
    for position, line in enumerate(lines):
        least = 1 if pages and position and lines[position - 1].blank else LEAST_LETTERS
        if _is_letters(line.text, least) or not pages:
            pages.append(_Page(len(pages) + 1, line, []))
        elif not line.blank:
            pages[-1].lines.append(line)
    return pages


def sheet_blocks(lines: tuple[Line, ...]) -> list[Block]:
    """The sheet as one table, and after it whatever stood on the pages outside its cells."""
    pages = _pages(lines)
    printed = [[_printed(line, page.number) for line in page.lines] for page in pages]
    width = max((len(p.cells) for page in printed for p in page), default=1)
    for page in printed:
        for p in page:
            p.cells += [""] * (width - len(p.cells))
    every = [p for page in printed for p in page]
    heads = [p for p in every if is_header(p.cells)]
    columns = [[p.cells[i] for p in every if p not in heads] for i in range(width)]
    judge = Judge(
        (cell for p in every for cell in p.cells),
        kinds_of_columns(columns, [[h.cells[i] for h in heads] for i in range(width)]),
    )
    rows, scraps = gather(printed, judge)
    table = Table(tuple(_rows(rows, width)), Place(table=1))
    outside = list(_outside(pages, every, scraps))
    return [table, *outside, *_remainder(lines, table, outside)]


def _remainder(lines: tuple[Line, ...], table: Table, outside: list[Paragraph]) -> Iterator[Paragraph]:
    """Words that stand in the table in another form: the halves of a heading that a column's edge cut in two."""
    kept = count_words("\n".join([cell.text for row in table.rows for cell in row.cells] + [p.text for p in outside]))
    printed = [line_words(cell_text(line.text.replace("\t", " ")).text) for line in lines]
    missing = Counter(word for found in printed for word in found) - kept
    left = []
    for word in (word for found in printed for word in found):
        if missing[word] > 0:
            missing[word] -= 1
            left.append(word)
    if left:
        yield Paragraph(" ".join(left), table.place, furniture=True)


def _printed(line: Line, page: int) -> Printed:
    first, *rest = line.text.split("\t")
    cells = [cell_text(text).text for text in rest]
    label = cell_text(first).text
    match = re.match(r"^(\d{1,4})(?:\s+([A-Za-z ]+))?$", label)
    number = int(match[1]) if match else None
    if match and match[2] and cells:
        cells[0] = match[2].replace(" ", "") + "\x00" + cells[0]
    return Printed(Place(page=page, line=line.number), label, number, cells)


def _rows(rows: list[SheetRow], width: int) -> Iterator[Row]:
    for row in rows:
        place = Place(page=row.place.page, row=row.number) if row.number else row.place
        if row.heading is not None:
            yield Row((Cell(row.heading, place, bold=True, columns=width, start=0),), place)
        else:
            yield Row(
                tuple(
                    Cell(row.text(i), Place(page=place.page, row=row.number, column=i + 1), start=i)
                    for i in range(width)
                ),
                place,
            )


def _outside(pages: list[_Page], every: list[Printed], scraps: Iterable[tuple[str, Place]]) -> Iterator[Paragraph]:
    """Column letters, row numbers and scraps, page by page: no part of the plan, but words of the file."""
    left = list(scraps)
    for page in pages:
        labels = [p.label for p in every if p.place.page == page.number and p.label]
        texts = [
            " ".join(page.letters.text.split()),
            " ".join(labels),
            *(text for text, place in left if place.page == page.number),
        ]
        text = "\n".join(text for text in texts if text)
        if text:
            yield Paragraph(text, Place(page=page.number), furniture=True)
