"""The pieces that were given to rows and columns, told as rows."""

from collections.abc import Sequence

from msgspec import Struct, field

from overwinter.kernel.winter import Winter
from overwinter.reading.cells.dates import read_date
from overwinter.reading.cells.status import read_met, read_rag
from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout.cell_by_cell.doubts import Doubts
from overwinter.reading.layout.cell_by_cell.heads import Heads
from overwinter.reading.layout.cell_by_cell.joining import joined
from overwinter.reading.layout.cell_by_cell.lost import LOST
from overwinter.reading.layout.cell_by_cell.pieces import KEY, Gap, Kind, Piece
from overwinter.reading.layout.cell_by_cell.placed import BEGUN, HEADING, NOWHERE, ROW, Outcome, Rules
from overwinter.reading.layout.cell_by_cell.written import Written
from overwinter.reading.layout.headings import without_continued
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.roles import Role
from overwinter.reading.result import ResponseText, RowRead, Source

MOST_ASTRAY = 0.25
"""The share of headings not above a row from which on the print did not keep their order."""


class _Cells(Struct):
    """The pieces of one row, by column."""

    theme: str | None = None
    section: str | None = None
    under: int | None = None
    """The piece that is its section's heading."""
    ref: Piece | None = None
    held: dict[Role, list[int]] = field(default_factory=dict)


def write_heads(ledger: Ledger, heads: Heads, lines: Sequence[Paragraph]) -> None:
    """Tell the headings of columns; where one comes again, that it does."""
    told = {head.letters: head.text for head in heads.columns}
    seen = set[str]()
    for at in sorted(heads.lines):
        for head in heads.lines[at]:
            if head in seen:
                ledger.repeated(told[head])
            else:
                ledger.heading(told[head], lines[at].place)
                seen.add(head)


class RowWriter:
    """``fronted``: whether themes stand in front of their rows; ``further``: the heading of columns of no role."""

    def __init__(
        self, ledger: Ledger, winter: Winter, pieces: Sequence[Piece], written: Written, *, fronted: bool, further: str
    ) -> None:
        self.ledger, self.winter, self.pieces, self.written = ledger, winter, pieces, written
        self.fronted, self.further = fronted, further

    def write(self, outcome: Outcome, rules: Rules) -> None:
        """Tell the rows."""
        rows: dict[int, _Cells] = {}
        theme = section = cell = under = None
        at_placed = {step.piece: step for step in outcome.placed}
        fixed = {at: cell for cell, at in rules.fixed.items()}
        begins = Role.REQUIREMENT if not rules.refs else None
        for at, piece in enumerate(self.pieces):
            step = at_placed.get(at)
            if at in fixed:
                role, row = fixed[at]
                rows.setdefault(row, _Cells()).held.setdefault(role, []).append(at)
            elif piece.kind is Kind.THEME and step is None:
                if self.fronted and not piece.whole:
                    cell = piece.text
                else:
                    theme, section, under = without_continued(piece.text), None, None
                self.ledger.carried(piece.text, piece.place)
            elif (piece.kind is Kind.SECTION and step is None) or (step is not None and step.what == HEADING):
                theme, section, under = (piece.text, None, None) if at in rules.themes else (theme, piece.text, at)
                self.ledger.carried(piece.text, piece.place)
            elif step is None and KEY.match(piece.text):
                self.ledger.carried(piece.text, piece.place)
            elif step is None or step.what == NOWHERE:
                self.ledger.aside(piece.text, piece.place)
            elif step.what == ROW:
                cells = rows.setdefault(step.row, _Cells())
                cells.ref, cells.theme, cells.section, cells.under = piece, theme, section, under
                if self.fronted:
                    theme = section = under = None
            else:
                role = rules.roles[step.column]
                cells = rows.setdefault(step.row, _Cells())
                if role is begins and step.what == BEGUN:
                    cells.theme, cells.section = theme, section
                elif cell and role is Role.REQUIREMENT and step.what == BEGUN:
                    cells.theme, cell = cells.theme or cell, None
                cells.held.setdefault(role, []).append(at)
        doubts = Doubts(
            self.pieces, {row: cells.held for row, cells in rows.items()}, rules.roles, outcome, rules.pages
        )
        astray = self._astray(outcome, rules)
        for row in sorted(rows):
            in_doubt = [Role.SECTION] if rows[row].under in astray else []
            self._write_row(rows[row], [*in_doubt, *doubts.of(row)])

    def _astray(self, outcome: Outcome, rules: Rules) -> set[int]:
        """The headings of sections that were not printed right above a row; all of them, where many were not."""
        if not rules.refs:
            return set()
        headed = {step.piece for step in outcome.placed if step.what == HEADING} - rules.themes
        astray = {at for at in headed if at + 1 not in rules.refs}
        return headed if len(astray) > MOST_ASTRAY * len(headed) else astray

    def _text(self, held: Sequence[int]) -> str:
        text = ""
        before: Piece | None = None
        for at in held:
            piece = self.pieces[at]
            if before is not None:
                apart = piece.bullet or (piece.gap is not Gap.NONE and not piece.goes_on and before.ended)
                text = f"{text}\n{piece.text}" if apart else joined(text, piece.text, self.written)
            else:
                text = piece.text
            before = piece
        return text

    def _write_row(self, cells: _Cells, in_doubt: Sequence[Role]) -> None:
        texts = {role: self._text(sorted(held)) for role, held in cells.held.items()}
        places = {role: self.pieces[min(held)].place for role, held in cells.held.items()}
        when = texts.get(Role.WHEN)
        first = cells.ref.place if cells.ref else min(places.values(), key=str, default=Place())
        ref = cells.ref.text.rstrip(".") if cells.ref else None
        response = texts.get(Role.RESPONSE)
        self.ledger.row(
            RowRead(
                n=0,
                place=str(first),
                theme=cells.theme,
                section=cells.section,
                ref=ref,
                requirement=texts.get(Role.REQUIREMENT, ""),
                responses=(ResponseText(response),) if response else (),
                rag=read_rag(texts[Role.RAG]) if Role.RAG in texts else None,
                fully_met=read_met(texts[Role.MET]) if Role.MET in texts else None,
                gap_actions=texts.get(Role.GAP),
                lead=texts.get(Role.LEAD),
                by_when=when,
                by_when_date=read_date(when, self.winter) if when else None,
                reporting_to=texts.get(Role.REPORTING),
                extra=((self.further, texts[Role.EXTRA]),) if Role.EXTRA in texts else (),
                findings=(LOST,),
                doubtful=tuple(map(str, in_doubt)),
                sources=tuple(
                    (str(role), Source(str(places[role]), texts[role]))
                    for role in (Role.RAG, Role.MET)
                    if role in texts
                ),
            )
        )
