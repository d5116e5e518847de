"""Pieces that belong together made one: lines of a sentence, torn words, dates, headings, references."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from overwinter.kernel.winter import Winter
from overwinter.reading.layout.cell_by_cell.pieces import ENDED, KEY, NAME_WORDS, Gap, Kind, Piece, is_date
from overwinter.reading.layout.cell_by_cell.written import Written

TORN_YEAR, WHOLE_DATE = re.compile(r"^\d{1,2}/\d{1,2}/(?:\d|\d{3})$"), re.compile(r"^\d{1,2}/\d{1,2}/20\d\d[.,;]?$")
"""The beginning of a date whose year is torn, and what it must be with the rest; a year of two figures is whole."""
DAY_AT_END = re.compile(r"\b(?:on|by|from|since|until|before)\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?$")
MONTH_FIRST = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
"""How a line ends whose sentence goes on with a month, and how that begins."""
LONGEST = 20_000
"""Characters of a text that no further line is joined to: nobody writes it in a cell."""


def joined_up(pieces: Iterator[Piece], written: Written) -> list[Piece]:
    """The pieces of printed lines as their author wrote them. ``written``: the document's words."""
    return _in_texts(_refs_first(list(_glued(pieces, written)), written))


def headings_joined(pieces: Iterable[Piece], written: Written) -> list[Piece]:
    """Lines as they are, but for headings, which have the rest that stands beneath them."""
    found: list[Piece] = []
    for piece in pieces:
        if found and _heading_goes_on(found[-1], piece):
            found[-1] = replace(found[-1], text=joined(found[-1].text, piece.text, written))
        else:
            found.append(piece)
    return found


def _glued(pieces: Iterator[Piece], written: Written) -> Iterator[Piece]:
    """Lines that go on with the sentence of the line above joined to it."""
    whole: Piece | None = None
    for piece in pieces:
        if whole is not None and _heading_goes_on(whole, piece):
            whole = replace(whole, text=joined(whole.text, piece.text, written))
            continue
        if (
            whole is not None
            and piece.gap is Gap.NONE
            and whole.kind in (Kind.TEXT, Kind.SHORT)
            and (
                piece.kind in (Kind.TEXT, Kind.SHORT)
                or (piece.kind is Kind.DATE and not whole.ended and (piece.goes_on or whole.kind is Kind.TEXT))
            )
            and not whole.whole
            and not piece.bullet
            and len(whole.text) <= LONGEST
            and (piece.goes_on or ((whole.hangs or _waits_for_month(whole, piece)) and not piece.roomy))
        ):
            text = joined(whole.text, piece.text, written)
            kind = Kind.TEXT if len(text.split()) > NAME_WORDS or ENDED.search(text) else whole.kind
            lines = (*(whole.lines or (whole.text,)), piece.text)
            whole = replace(whole, text=text, kind=kind, whole=piece.whole, lines=lines)
            continue
        if whole is not None:
            yield whole
        whole = piece
    if whole is not None:
        yield whole


def _waits_for_month(line: Piece, after: Piece) -> bool:
    """A month with its year may as well be a date's cell."""
    alone = after.kind is not Kind.DATE or not any(letter.isdigit() for letter in after.text)
    return alone and bool(DAY_AT_END.search(line.text) and MONTH_FIRST.match(after.text))


def _refs_first(pieces: Sequence[Piece], written: Written) -> list[Piece]:
    """A reference that stands beside the middle of its requirement, and so is printed within it, put in front of it."""
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        ref = found[-1] if found else None
        text = found[-2] if len(found) > 1 else None
        if (
            ref is not None
            and text is not None
            and at > 1
            and ref.kind is Kind.REF
            and text.kind in (Kind.TEXT, Kind.SHORT)
            and ref.gap is Gap.NONE
            and piece.gap is Gap.NONE
            and not text.ended
            and piece.kind in (Kind.TEXT, Kind.SHORT)
            and (piece.goes_on or text.hangs)
        ):
            lines = (*(text.lines or (text.text,)), *(piece.lines or (piece.text,)))
            whole = replace(
                text,
                text=joined(text.text, piece.text, written),
                kind=Kind.TEXT,
                gap=Gap.NONE,
                roomy=False,
                lines=lines,
            )
            found[-2:] = [replace(ref, gap=text.gap), whole]
        else:
            found.append(piece)
    return found


def _in_texts(pieces: Sequence[Piece]) -> list[Piece]:
    """Short lines that a text follows at once are its beginning, and no name."""
    return [
        replace(piece, kind=Kind.TEXT)
        if piece.kind is Kind.SHORT
        and after is not None
        and after.gap is Gap.NONE
        and after.kind is Kind.TEXT
        and not after.roomy
        and not after.bullet
        else piece
        for piece, after in zip_longest(pieces, pieces[1:])
    ]


def _heading_goes_on(heading: Piece, piece: Piece) -> bool:
    """Whether a piece is the rest of the heading above it."""
    if piece.gap is not Gap.NONE or piece.kind not in (Kind.TEXT, Kind.SHORT):
        return False
    if heading.kind is Kind.SECTION:
        return piece.text.isupper() and not piece.roomy and not KEY.match(piece.text)
    return heading.kind is Kind.THEME and (piece.goes_on or (heading.hangs and not piece.roomy))


def joined(before: str, after: str, written: Written) -> str:
    """Two lines as one text. A word that the end of a narrow line tore is put together where the document writes it."""
    if before.endswith("-") and before[-2:-1].isalpha():
        return before + after
    return before + after if torn(before, after, written) else f"{before} {after}"


def torn(before: str, after: str, written: Written) -> bool:
    """Whether the end of a line and the beginning of another make a word of the document, or of a date."""
    head, rest = before.rsplit(None, 1)[-1], after.split(None, 1)[0]
    return _is_torn_year(head, rest) or written.torn(head, rest)


def _is_torn_year(head: str, rest: str) -> bool:
    return bool(TORN_YEAR.match(head) and WHOLE_DATE.match(head + rest))


def dated(pieces: Sequence[Piece], winter: Winter) -> list[Piece]:
    """Dates that are broken over lines put together: “31st”, “October”."""
    found: list[Piece] = []
    for each in pieces:
        piece = replace(each, kind=Kind.DATE) if each.kind is Kind.SHORT and is_date(each.text, winter) else each
        last = found[-1] if found else None
        if last is not None and piece.gap is Gap.NONE and last.kind in (Kind.SHORT, Kind.DATE, Kind.TEXT, Kind.PAGE):
            parted = "" if _is_torn_year(last.text, piece.text) else " "
            text = f"{last.text}{parted}{piece.text}"
            if (
                len(text.split()) <= 4
                and is_date(text, winter)
                and piece.kind in (Kind.DATE, Kind.PAGE, Kind.SHORT, Kind.TEXT)
            ):
                both_months = (
                    is_date(last.text, winter) and is_date(piece.text, winter) and not piece.text[:4].isdigit()
                )
                if not both_months:
                    found[-1] = replace(last, text=text, kind=Kind.DATE)
                    continue
        found.append(piece)
    return found
