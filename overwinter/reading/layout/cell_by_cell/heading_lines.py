"""Which lines of a text without columns may head rows, and which of these a theme above its first section."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from overwinter.reading.layout.cell_by_cell.pieces import HANGING, Gap, Kind, Piece
from overwinter.reading.words import key

HEADING_WORDS = 12
UNLIKELY, NUMBERED, NO_NAME, AGAIN = 4.0, 6.0, 3.0, 1.5
"""What speaks against any line being a heading; the same where sections have numbers, of a line that is more than a
name, and for each time that a line comes again."""
KNOWN = 3.5
"""What speaks for a heading that is known."""
HEADS_KNOWN, LONG, NOT_KNOWN = 4, 4, 2.5
"""Known headings of so many words tell a text that keeps the national ones; what speaks against another line there."""
ABOVE_ROW, ABOVE_BLANK, ABOVE_SECTION = 3.0, 1.5, 2.5
"""What speaks for a line right above a reference, one with a gap between, and one above the heading of a section."""
BETWEEN_ROWS = 2.5
"""What speaks for a line between those of two rows, where each holds a row's short cells."""
FEWEST_THEMES = 2


class HeadingLines:
    """``known``: the keys of headings and wordings that are known; ``names``: how often each short text comes."""

    def __init__(self, pieces: Sequence[Piece], known: Collection[str], names: Mapping[str, int]) -> None:
        self.pieces, self.known, self.names = pieces, known, names
        kinds = {piece.kind for piece in pieces}
        self.numbered = Kind.SECTION in kinds
        headed = {key(piece.text) for piece in pieces if may_head(piece)}
        self.keeps_national = sum(told in known and len(told.split()) >= LONG for told in headed) >= HEADS_KNOWN
        self.themes = frozenset() if Kind.THEME in kinds else frozenset(self._themes())
        """The pieces that head a theme, if they head anything."""
        if len(self.themes) < FEWEST_THEMES:
            self.themes = frozenset()
        self.between_rows = frozenset(self._between_rows())
        """The pieces that stand where only headings do."""

    def costs(self) -> dict[int, float]:
        """The pieces that may head what follows, and what speaks against each."""
        return {at: self._cost(at) for at, piece in enumerate(self.pieces) if may_head(piece)}

    def _cost(self, at: int) -> float:
        piece = self.pieces[at]
        cost = UNLIKELY + (NUMBERED if self.numbered else 0.0) + AGAIN * (self.names[key(piece.text)] - 1)
        if key(piece.text) in self.known:
            cost -= KNOWN
        elif self.keeps_national:
            cost += NOT_KNOWN
        after = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        if after is not None and after.kind is Kind.REF:
            cost -= ABOVE_ROW if after.gap is Gap.NONE else ABOVE_BLANK
        elif at in self.themes:
            cost -= ABOVE_SECTION
        elif piece.kind is Kind.TEXT:
            cost += NO_NAME
        return max(cost - (BETWEEN_ROWS if at in self.between_rows else 0.0), 0.1)

    def _between_rows(self) -> Iterator[int]:
        """Lines right above that of a row, and beneath a theme or the line of another row; two at once at most."""
        refs = [at for at, piece in enumerate(self.pieces[:-1]) if piece.kind is Kind.REF]
        if sum(self.pieces[at + 1].gap is Gap.SAME_LINE for at in refs) * 2 <= len(refs):
            return
        for ref in refs:
            first = ref
            while first > max(ref - 2, 0) and self.pieces[first].gap is Gap.NONE and self._by_itself(first - 1):
                first -= 1
            above = self.pieces[first - 1] if 0 < first < ref else None
            beneath_row = above is not None and above.gap is Gap.SAME_LINE and self.pieces[first].gap is Gap.NONE
            if beneath_row or (above is not None and above.kind is Kind.THEME):
                yield from range(first, ref)

    def _by_itself(self, at: int) -> bool:
        return may_head(self.pieces[at]) and self.pieces[at].gap is not Gap.SAME_LINE

    def _themes(self) -> Iterator[int]:
        """Lines above the heading of a section whose first row has a reference of another number than those before."""
        before = ""
        for at, piece in enumerate(self.pieces):
            if piece.kind is not Kind.REF:
                continue
            number = piece.text.partition(".")[0]
            if number != before and at > 1 and may_head(self.pieces[at - 2]) and may_head(self.pieces[at - 1]):
                yield at - 2
            before = number


def may_head(piece: Piece) -> bool:
    """Whether a piece looks like the heading of what follows."""
    text = piece.text
    if piece.kind not in (Kind.SHORT, Kind.TEXT) or len(text.split()) > HEADING_WORDS:
        return False
    return text[:1].isupper() and not text.endswith((".", ";", ",", ":")) and not HANGING.search(text)
