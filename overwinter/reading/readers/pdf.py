"""PDF files: ruled tables as tables, all other text as printed lines with their page; pictures by text recognition."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

import pdfplumber
from msgspec import Struct, field
from msgspec.structs import replace
from pdfminer.pdfexceptions import PDFException
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from overwinter.kernel.words import joined
from overwinter.reading.cells.text import is_bullet, strip_bullet
from overwinter.reading.document import Block, Document, Paragraph, Place, Table, UnreadableError, plain_text
from overwinter.reading.readers.faults import FAULTS
from overwinter.reading.readers.packed import damaged
from overwinter.reading.readers.pdf_beside import Beside, beside
from overwinter.reading.readers.pdf_breaks import with_rest
from overwinter.reading.readers.pdf_cards import Cards, find_cards
from overwinter.reading.readers.pdf_cards import tables_of as tables_of_cards
from overwinter.reading.readers.pdf_lines import (
    Line,
    Word,
    counted,
    furniture_of,
    is_pressed,
    lines_of,
    numbered,
    right_edge,
    sure_of,
    usual_size,
    words_of,
)
from overwinter.reading.readers.pdf_page import MOST_LETTERS, PdfPage, Room, TooMuchError
from overwinter.reading.readers.pdf_tables import Ruled, add_cut_row, find_tables, rest_of_row, tables_of
from overwinter.reading.readers.pdf_unruled import Unruled, find_unruled, segments
from overwinter.reading.readers.pdf_unruled_rows import table_of as unruled_table
from overwinter.reading.readers.sniffing import Kind, sha256_of

_FAULTS: tuple[type[Exception], ...] = (MalformedPDFException, PdfminerException, PDFException, PSException, *FAULTS)
MOST_PAGES = 400
_MOSTLY_OUTSIDE = 0.5
"""Share of words outside ruled tables, in the document and on a page, from which a table may have no rules."""
_HEADING_GAP = 0.5
"""Space between the lines of one heading, in units of its size, at most."""


def read_pdf(path: Path) -> Document:
    try:
        with pdfplumber.open(path) as pdf:
            count = len(pdf.pages)
            if count > MOST_PAGES:
                raise UnreadableError(
                    f"{path.name} has {count} pages, more than a plan. Save the pages of the plan on their own."
                )
            room = Room(MOST_LETTERS)
            pages, warnings = _with_pictures(path, [PdfPage(page, room) for page in pdf.pages])
            as_one, said = beside(pages)
            blocks = list(blocks_of(as_one))
            warnings = (*warnings, *said, *_said_of_cuts(pages))
    except TooMuchError as error:
        raise UnreadableError(
            f"{path.name} has more than {MOST_LETTERS:,} letters, more than a plan. Save the pages of the plan on "
            "their own."
        ) from error
    except _FAULTS as error:
        from overwinter.reading.readers.pdf_scan import look_at

        look_at(path)  # says so where there is a password
        raise UnreadableError(damaged(path)) from error
    return Document(path.name, Kind.PDF, sha256_of(path), tuple(blocks), plain_text(blocks), warnings)


def _with_pictures(path: Path, pages: Sequence[PdfPage]) -> tuple[Sequence[Any], tuple[str, ...]]:
    """The pages, those that are pictures as text recognition reads them, and what to say about that."""
    if not any(page.may_be_picture for page in pages):
        return pages, ()
    from overwinter.reading.readers.pdf_scan import look_at, recognised, with_rules

    looked = look_at(path)
    scanned, warnings = recognised(path, looked)
    found: list[Any] = []
    for number, page in enumerate(pages, start=1):
        rules_are_drawn = number not in looked.layered or page.edges
        found.append(scanned.get(number) or (page if rules_are_drawn else with_rules(path, number, page.words)))
    return found, warnings


class _Page(Struct):
    number: int
    page: Any
    words: list[Word]
    tables: list[Ruled]
    lines: list[Line]
    loose: list[Unruled] = field(default_factory=list)
    cards: list[Cards] = field(default_factory=list)


def blocks_of(pages: Sequence[Any]) -> Iterator[Block]:
    """What stands on ``pages``, in order."""
    read = []
    for number, page in enumerate(pages, start=1):
        words, tables = words_of(page), find_tables(page)
        lines = lines_of(words, float(page.height), [table.box for table in tables])
        read.append(_Page(number, page, words, tables, lines))
    furniture = furniture_of([page.lines for page in read])
    body = usual_size(word for page in read for word in page.words)
    known = counted(word for page in read for word in page.words)
    right = right_edge(line for page in read for line in page.lines if line.shape not in furniture)
    headings = _levels((line for page in read for line in page.lines), body)
    _find_unruled(read, furniture, headings)
    _mend_breaks(read, furniture, body)
    count = 0
    before: Table | None = None  # the table that ends the page before
    for page in read:
        pieces: list[tuple[float, int, Any]] = [(table.box[1], 1, table) for table in page.tables]
        taken = {id(line) for loose in page.loose for line in loose.lines}
        taken |= {id(line) for cards in page.cards for line in cards.lines}
        page.lines = [line for line in page.lines if id(line) not in taken]
        pressed = {id(line) for above, line in pairwise(page.lines) if is_pressed(above, line, right)}
        pieces += [(loose.top, 2, loose) for loose in page.loose]
        pieces += [(cards.top, 3, cards) for cards in page.cards]
        pieces += [(lines[0].top, 0, (order, lines)) for order, lines in _headings_whole(page.lines, headings)]
        for _, kind, piece in sorted(pieces, key=lambda entry: (entry[0], entry[1])):
            if kind == 2:
                count += 1
                yield replace(
                    unruled_table(piece, Place(page=page.number, table=count), known), doubt=_doubt(page.page)
                )
                before = None
            elif kind == 3:
                for table in tables_of_cards(piece, Place(page=page.number, table=count + 1), known):
                    count += 1
                    yield table
                before = None
            elif kind == 1:
                at = Place(page=page.number, table=count + 1)
                for table in tables_of(page.page, page.words, piece, at, known):
                    count += 1
                    whole = (
                        with_rest(before, table) if before is not None and before.place.page != page.number else table
                    )
                    whole = replace(whole, doubt=_doubt(page.page))
                    yield whole
                    before = whole
            else:
                order, lines = piece
                paragraph = _paragraph(order, lines, page.number, furniture, headings)
                paragraph = replace(paragraph, pressed=id(lines[0]) in pressed)
                yield paragraph
                before = before if paragraph.furniture else None
        page.page.close()


def _doubt(page: Any) -> str:
    return "text-cut" if _cuts(page) else "pages-beside" if isinstance(page, Beside) else ""


def _cuts(page: Any) -> bool:
    return isinstance(page, PdfPage | Beside) and page.cuts_texts


def _said_of_cuts(pages: Sequence[Any]) -> Iterator[str]:
    """What to do about texts that are not whole in the file."""
    cut = [str(number) for number, page in enumerate(pages, start=1) if _cuts(page)]
    if cut:
        where = f"page {cut[0]}" if len(cut) == 1 else f"pages {joined(cut)}"
        yield (
            f"On {where} texts are cut at the edges of their cells, and their rest is not in the file. Upload the "
            "spreadsheet itself, or print it with wrapped text."
        )


def _find_unruled(pages: list[_Page], furniture: set[str], headings: dict[float, int]) -> None:
    """Look for tables without rules where ruled ones hold little of the text: a coloured heading row is no table."""
    outside = sum(len(line.words) for page in pages for line in page.lines)
    if outside < _MOSTLY_OUTSIDE * sum(len(page.words) for page in pages):
        return
    asked = [page for page in pages if sum(len(line.words) for line in page.lines) >= _MOSTLY_OUTSIDE * len(page.words)]
    whole = [lines_of(page.words, float(page.page.height), []) for page in asked]
    bodies = [list(_body(lines, furniture)) for lines in whole]
    labelled = find_cards(bodies)
    found = [[] for _ in bodies] if any(labelled) else find_unruled(bodies, headings)
    for page, lines, loose, cards in zip(asked, whole, found, labelled, strict=True):
        if loose or cards:
            page.loose, page.cards, page.tables, page.lines = loose, cards, [], lines


def _body(lines: list[Line], furniture: set[str]) -> Iterator[Line]:
    """Lines without page headers and footers; headings of columns that stand right above the next line are none."""
    for line, after in zip_longest(lines, lines[1:]):
        heads = len(segments(line)) > 1 and after is not None and after.top - line.bottom < line.size
        if line.shape not in furniture or heads:
            yield line


def _mend_breaks(pages: list[_Page], furniture: set[str], body_size: float) -> None:
    """Give tables back the rows that page breaks cut, and note which row goes on from the page before."""
    cut: Ruled | None = None
    for page in pages:
        body = [line for line in page.lines if line.shape not in furniture]
        top = page.tables[0].box[1] if page.tables else float(page.page.height)
        above = [line for line in body if line.bottom <= top + 1]
        rest = rest_of_row(cut, above, body_size) if cut is not None and above else None
        taken: list[Line] = list(rest[1]) if rest else []
        if page.tables:
            page.tables[0].goes_on = cut is not None and not rest and page.tables[0].open_head
            last = page.tables[-1]
            below = [line for line in body if line.top >= last.box[3] - 1]
            closed = add_cut_row(last, below)
            taken += below if closed else []
            cut = last if closed or last.open_foot else None
        elif not rest or len(taken) < len(body):
            cut = None
        page.tables[:0] = [rest[0]] if rest else []
        page.lines = [line for line in page.lines if not any(line is other for other in taken)]


def _headings_whole(lines: list[Line], headings: dict[float, int]) -> Iterator[tuple[int, list[Line]]]:
    """Each line with its number; the lines of one heading, set in the same size without a gap, together."""
    together: list[Line] = []
    start = 0
    for order, line in numbered(lines):
        near = bool(together) and line.top - together[-1].bottom < _HEADING_GAP * line.size
        if near and line.size in headings and line.size == together[-1].size:
            together.append(line)
        else:
            if together:
                yield start, together
            together, start = [line], order
    if together:
        yield start, together


def _paragraph(order: int, lines: list[Line], page: int, furniture: set[str], headings: dict[float, int]) -> Paragraph:
    text = " ".join(line.text for line in lines)
    bullet = is_bullet(text)
    level = None if bullet else headings.get(lines[0].size)
    return Paragraph(
        strip_bullet(text),
        Place(page=page, line=order),
        level=level,
        bullet=bullet,
        bold=all(line.bold for line in lines),
        furniture=len(lines) == 1 and lines[0].shape in furniture,
        wrapped=level is None,
        sure=sure_of(word for line in lines for word in line.words),
    )


def _levels(lines: Iterator[Line], body: float) -> dict[float, int]:
    """Heading levels by size of type: sizes well above the running text, the largest first, if they are rare."""
    sizes = Counter(line.size for line in lines if line.size >= body * 1.15)
    return {size: level for level, size in enumerate(sorted(sizes, reverse=True)[:4], start=1)}
