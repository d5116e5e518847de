"""What a document's references look like, told by which kind of them comes in order: “1.4”, “1.2.3”, “A4”, “104”."""

import re
from collections.abc import Sequence

from msgspec import Struct

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.pieces import NUMBERED, Piece
from overwinter.reading.layout.headings import is_theme

FEWEST, FEWEST_NUMBERS = 3, 6
"""References in order that tell what they look like; the same where they are numbers, as pages and lists have too."""
IN_ORDER = 0.7
"""The share of such lines that is in order, where other things may look so too."""
NUMBERS_A_PAGE = 1.5
"""Numbers for each page, at least: else they are the pages' own."""
NEXT = 4
"""How far a reference may be from the one before it in its section: what lies between is printed elsewhere."""
SECTIONS_LEFT_OUT, FIRST_OF_SECTION = 6, 3
"""Sections that a plan may leave out between two, and the number with which the next begins at most."""
HUNDRED = 100
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?![a-z])"


class Style(Struct, frozen=True):
    """One way to write references."""

    whole: re.Pattern[str]
    before: re.Pattern[str]
    """In front of a text in its line."""
    plain: bool
    """Whether other things are written so too."""

    @classmethod
    def written(cls, pattern: str, *, before: str = r"\S", plain: bool = False) -> "Style":
        return cls(re.compile(rf"^{pattern}$"), re.compile(rf"^({pattern})\s+(?={before})"), plain)

    def alone(self, text: str) -> bool:
        return bool(self.whole.match(text))

    def begins(self, text: str) -> tuple[str, str] | None:
        """The reference in front of a text, and that text."""
        found = self.before.match(text)
        return (found[1], text[found.end() :]) if found else None

    def numbers(self, ref: str) -> tuple[int, ...]:
        """What a reference is ordered by, its place within its section last."""
        letters = [ord(letter) - ord("A") + 1 for letter in re.findall("[A-Z]", ref)]
        figures = [int(figure) for figure in re.findall(r"\d+", ref)]
        found = tuple(letters + figures)
        return divmod(found[0], HUNDRED) if len(found) == 1 else found

    def next_to(self, last: tuple[int, ...] | None, this: tuple[int, ...]) -> bool:
        """Whether a reference may come after another, or first."""
        if last is None:
            return not self.plain or this[-1] <= FIRST_OF_SECTION
        section, before = this[:-1], last[:-1]
        if section == before and last[-1] < this[-1] <= last[-1] + NEXT:
            return True
        if len(this) != len(last):
            return this > last
        near = before < section and this[0] <= last[0] + SECTIONS_LEFT_OUT
        again = this[0] == 1 and not self.plain
        return ((near or again) and this[-1] <= FIRST_OF_SECTION) or (section > before and this[-1] == 1)


TWO_FIGURES = Style.written(r"\d{1,3}\.\d{1,3}[a-z]?\.?")
OTHERS = (
    Style.written(r"\d{1,2}\.\d{1,2}\.\d{1,3}[a-z]?\.?"),
    Style.written(r"[A-Z]{1,2}[.-]?\d{1,2}(?:\.\d{1,2})?\.?", before="[A-Z•]", plain=True),
    Style.written(r"\d{1,3}[.)]?", before=rf"(?!{_MONTH})[A-Z•]", plain=True),
)


def style_of(lines: Sequence[Paragraph]) -> Style:
    """How the references among printed lines are written; with two figures, where nothing says otherwise."""
    texts = [line.text for line in lines if not line.furniture and not NUMBERED.match(line.text)]
    best, most = TWO_FIGURES, sum(TWO_FIGURES.alone(text) or bool(TWO_FIGURES.begins(text)) for text in texts)
    if most >= FEWEST:
        return best
    pages = len({line.place.page for line in lines})
    for style in OTHERS:
        count, all_such = _in_order(style, texts)
        sure = count >= FEWEST
        if style.plain:
            sure = count >= max(FEWEST_NUMBERS, NUMBERS_A_PAGE * pages) and count >= IN_ORDER * all_such
        if sure and count > most:
            best, most = style, count
    return best


def _in_order(style: Style, texts: Sequence[str]) -> tuple[int, int]:
    """How many lines are references that come after one another, and how many look like references."""
    last: tuple[int, ...] | None = None
    count = such = 0
    for text in texts:
        begun = style.begins(text)
        ref = text if style.alone(text) else begun[0] if begun else None
        if ref is None or is_theme(text):
            continue
        such += 1
        this = style.numbers(ref)
        if style.next_to(last, this):
            last = this
            count += 1
    return count, such


def rows_of(refs: Sequence[tuple[int, Piece]], style: Style) -> dict[int, int]:
    """The pieces that are references, each with its row: by their numbers, which a print may shuffle within a page."""
    numbers = [style.numbers(piece.text) for _, piece in refs]
    order = list(range(len(refs)))
    if len(set(numbers)) == len(numbers):
        order = sorted(order, key=lambda n: (refs[n][1].place.page or 0, numbers[n]))
    return {refs[n][0]: row for row, n in enumerate(order)}
