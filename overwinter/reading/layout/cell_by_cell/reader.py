"""A table taken out as text cell by cell, its columns gone: rows told by their references or by what is asked.

An empty cell leaves no trace and the order of the cells is the printing program's, so that what a cell is for is told
by its kind, by its words and by where it stands.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from overwinter.kernel.status import FullyMet
from overwinter.kernel.winter import Winter
from overwinter.reading.cells.status import read_met
from overwinter.reading.layout.cell_by_cell.asked_first import led_by_asked
from overwinter.reading.layout.cell_by_cell.counted import told_by_count
from overwinter.reading.layout.cell_by_cell.heading_lines import HeadingLines
from overwinter.reading.layout.cell_by_cell.heads import Heads, parts_of, position
from overwinter.reading.layout.cell_by_cell.in_order import keeps_order, place_in_order
from overwinter.reading.layout.cell_by_cell.joining import headings_joined
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind, Piece, repeated_names
from overwinter.reading.layout.cell_by_cell.placed import BEGUN, GOES_ON, Outcome, Placed, Rules
from overwinter.reading.layout.cell_by_cell.placing import place
from overwinter.reading.layout.cell_by_cell.purposes import as_printed, columns_of
from overwinter.reading.layout.cell_by_cell.references import rows_of
from overwinter.reading.layout.cell_by_cell.row_by_row import RowByRow, in_rows, prints_row_by_row
from overwinter.reading.layout.cell_by_cell.row_writing import RowWriter, write_heads
from overwinter.reading.layout.cell_by_cell.splitting import Splitter
from overwinter.reading.layout.cell_by_cell.widths import Widths
from overwinter.reading.layout.cell_by_cell.wording import Wording
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.roles import Role
from overwinter.reading.words import key

BENEATH_ASKED, BENEATH_ANSWERED = 0.7, 2.0
"""What speaks against an answer beneath the heading of what is asked, which may run on beside it, and the other way."""
NOT_A_HEADING = 3.0
"""What speaks against a line being a cell where only headings stand."""
NOT_ITS_PLACE = 2.0
"""What speaks against the first text of a row being no requirement, and against a later one being one."""
FILL = {
    Role.REQUIREMENT: 0.9,
    Role.RESPONSE: 0.85,
    Role.GAP: 0.45,
    Role.LEAD: 0.8,
    Role.WHEN: 0.75,
    Role.RAG: 0.9,
    Role.MET: 0.85,
    Role.REPORTING: 0.7,
    Role.EXTRA: 0.5,
}
LEAST_FILLED = {Role.REQUIREMENT: 0.85, Role.RESPONSE: 0.4, Role.GAP: 0.3, Role.LEAD: 0.3}
"""What a first look may underrate."""


class Reader:
    """Cells that came one after the other, each given to a row and a column."""

    def __init__(
        self,
        splitter: Splitter,
        heads: Heads,
        ledger: Ledger,
        winter: Winter,
        known: Sequence[str],
    ) -> None:
        alone = splitter.alone()
        self.pieces, self.heads, self.lines = splitter.joined_up(alone), heads, splitter.lines
        self.ledger, self.winter = ledger, winter
        self.known, self.written, self.style = known, splitter.written, splitter.style
        self.known_keys = frozenset(key(text) for text in known)
        self.names = repeated_names(self.pieces)
        kinds = Counter(piece.kind for piece in self.pieces)
        further = heads.have_no_role() and splitter.row_lines is None
        roles = columns_of(heads.roles(), colours=kinds[Kind.RAG] >= 3, answers=kinds[Kind.MET] >= 3, further=further)
        self.roles = as_printed(roles, self.pieces)
        self.parts = parts_of(heads, self.lines)
        self.kind_alone = splitter.kind_alone
        self.alone = (
            in_rows(headings_joined(alone, self.written)) if prints_row_by_row(splitter, alone, self.roles) else []
        )

    def read(self) -> None:
        write_heads(self.ledger, self.heads, self.lines)
        if not (self.alone and self._read_row_by_row()):
            self._read_anyhow()

    def _read_row_by_row(self) -> bool:
        """Whether the rows were printed one after the other, and are read so."""
        whole, self.pieces = self.pieces, self.alone
        wording = Wording(self.known, whole)
        rules = self._rules(wording, {**FILL, **self._counted()})
        outcome = RowByRow(self.pieces, rules, wording.taught, self.kind_alone, self.written).outcome()
        if outcome is None:
            self.pieces = whole
            return False
        self._write(outcome, rules)
        return True

    def _read_anyhow(self) -> None:
        rules = self._rules(Wording(self.known, self.pieces), {**FILL, **self._counted()})
        placed = self._placed(rules, closely=False).placed
        wording = Wording(self.known, self.pieces, self._learnt(placed, rules))
        widths = Widths(self.roles, self._given(placed, rules))
        rules = self._rules(wording, self._filled(placed, rules), widths)
        self._write(self._placed(rules), rules)

    def _write(self, outcome: Outcome, rules: Rules) -> None:
        further = ", ".join(head.text for head in self.heads.in_rows() if head.role is Role.EXTRA)
        fronted = self.heads.fronted
        writer = RowWriter(self.ledger, self.winter, self.pieces, self.written, fronted=fronted, further=further)
        writer.write(outcome, rules)

    def _placed(self, rules: Rules, *, closely: bool = True) -> Outcome:
        if keeps_order(rules):
            return place_in_order(self.pieces, rules)
        rules = led_by_asked(self.pieces, rules)
        told = told_by_count(self.pieces, rules) if rules.asked_in else {}
        return place(self.pieces, replace(rules, told=told), closely=closely)

    def _rules(self, wording: Wording, fill: dict[Role, float], widths: Widths | None = None) -> Rules:
        refs = rows_of([(at, piece) for at, piece in enumerate(self.pieces) if piece.kind is Kind.REF], self.style)
        aside = {at for at, piece in enumerate(self.pieces) if piece.kind in (Kind.THEME, Kind.SECTION, Kind.PAGE)}
        fixed = self._fixed(refs, wording)
        blanks = sum(piece.gap is Gap.BLANK for piece in self.pieces)
        titles = self._before_table(refs)
        heading_lines = HeadingLines(self.pieces, self.known_keys, self.names)
        return Rules(
            roles=self.roles,
            fits=[
                self._in_its_place(piece, self._but_headings(at, wording, heading_lines), widths)
                for at, piece in enumerate(self.pieces)
            ],
            beside=self._beside(refs),
            fill={role: fill.get(role, FILL.get(role, 0.5)) for role in self.roles},
            refs=refs,
            asked=frozenset(at for at, piece in enumerate(self.pieces) if self._heading_above(piece)),
            fixed={(role, row): at for (role, row), at in fixed.items()},
            set_aside=frozenset(aside | set(fixed.values()) | titles),
            headings=heading_lines.costs(),
            themes=heading_lines.themes,
            refs_first=self._refs_first(refs, wording),
            pages=[self.pieces[at].place.page for at, _ in sorted(refs.items(), key=lambda item: item[1])],
            spaced=blanks * 5 > len(self.pieces),
            other_duty=lambda before, at: wording.other_duty(self.pieces[before].text, self.pieces[at].text),
            met=frozenset(
                row
                for (role, row), at in fixed.items()
                if role is Role.MET and read_met(self.pieces[at].text) is FullyMet.YES
            ),
        )

    def _beside(self, refs: dict[int, int]) -> dict[int, int]:
        """The pieces that were printed in turn with others of a row, each with that row."""
        rows = {self.pieces[at].beside: row for at, row in refs.items()}
        return {
            at: rows[piece.beside]
            for at, piece in enumerate(self.pieces)
            if piece.beside is not None and piece.beside in rows and at not in refs
        }

    def _but_headings(self, at: int, wording: Wording, headings: HeadingLines) -> dict[Role, float]:
        """What speaks against a piece in each column; where only headings stand, more."""
        fits = wording.fits(self.pieces[at], self.roles, self.names)
        more = NOT_A_HEADING if at in headings.between_rows else 0.0
        return {role: fit + more for role, fit in fits.items()}

    def _in_its_place(self, piece: Piece, fits: dict[Role, float], widths: Widths | None) -> dict[Role, float]:
        """``fits`` with what the heading above says, how wide its lines are, and which cell of its row it is."""
        fits = self._beneath(piece, fits)
        against = widths.against(piece) if widths is not None else {}
        fits = {role: fit + against.get(role, 0.0) for role, fit in fits.items()}
        texts = [role for role in self.roles if role not in (Role.RAG, Role.MET, Role.WHEN)]
        if not piece.nth or not texts or texts[0] is not Role.REQUIREMENT:
            return fits
        wrong = [Role.REQUIREMENT] if piece.nth > 1 else [role for role in self.roles if role is not Role.REQUIREMENT]
        return {role: fit + (NOT_ITS_PLACE if role in wrong else 0.0) for role, fit in fits.items()}

    def _beneath(self, piece: Piece, fits: dict[Role, float]) -> dict[Role, float]:
        """``fits`` with what the heading above says, where each heads a page's cells of its column."""
        asked = self._heading_above(piece)
        if asked is None:
            return fits
        other, cost = (Role.RESPONSE, BENEATH_ASKED) if asked else (Role.REQUIREMENT, BENEATH_ANSWERED)
        return {role: fit + (cost if role is other else 0.0) for role, fit in fits.items()}

    def _heading_above(self, piece: Piece) -> bool | None:
        """Whether the heading alone above a piece is that of what is asked; None where there is none on its page."""
        beneath = bisect_right(self.parts, (position(piece.place), True)) - 1
        if beneath < 0 or self.parts[beneath][0][0] != piece.place.page:
            return None
        return self.parts[beneath][1]

    def _refs_first(self, refs: dict[int, int], wording: Wording) -> bool:
        followed = [self.pieces[at + 1].text for at in refs if at + 1 < len(self.pieces)]
        return sum(wording.asks(text) > 0.0 for text in followed) * 3 > 2 * len(refs)

    def _before_table(self, refs: dict[int, int]) -> set[int]:
        """The pieces above the first heading of a column, which no row can have."""
        first = self.lines[min(self.heads.lines)].place
        above = set[int]()
        for at, piece in enumerate(self.pieces):
            if at in refs or position(piece.place) >= position(first):
                break
            above.add(at)
        return above

    def _fixed(self, refs: dict[int, int], wording: Wording) -> dict[tuple[Role, int], int]:
        """Cells that stand in the line of their reference, each whole."""
        fixed: dict[tuple[Role, int], int] = {}
        for at, row in refs.items():
            after = at + 1
            stated = False
            while after < len(self.pieces) and self.pieces[after].gap is Gap.SAME_LINE:
                piece = self.pieces[after]
                last = after + 1 == len(self.pieces) or self.pieces[after + 1].gap is not Gap.SAME_LINE
                role = self._role_in_line(piece, stated, last) if not piece.roles else self._by_order(piece, wording)
                if role is not None and role in (*self.roles, Role.EXTRA) and (role, row) not in fixed:
                    fixed[role, row] = after
                stated = stated or piece.kind in (Kind.RAG, Kind.MET)
                after += 1
        return fixed

    def _by_order(self, piece: Piece, wording: Wording) -> Role | None:
        """The column of a cell that the order of the headings leaves it; of several, the one its words speak for."""
        if piece.roles == (Role.EXTRA,):
            return Role.EXTRA
        open_roles = [role for role in piece.roles if role in self.roles]
        fits = wording.fits(piece, self.roles, self.names)
        return min(open_roles, key=lambda role: fits[role], default=None)

    def _role_in_line(self, piece: Piece, stated: bool, last: bool) -> Role | None:
        if piece.kind is Kind.RAG:
            return Role.RAG
        if piece.kind is Kind.MET:
            return Role.MET
        if piece.kind is Kind.DATE:
            return Role.WHEN
        if not stated:
            return Role.REQUIREMENT if piece.whole else None
        if piece.kind is Kind.SHORT:
            return Role.LEAD if piece.whole or last else None
        if not piece.whole:
            return None
        after = [role for role in self.roles if role in (Role.GAP, Role.RESPONSE)]
        return after[-1] if after else None

    def _learnt(self, placed: Sequence[Placed], rules: Rules) -> dict[Role, list[Piece]]:
        """By column: the pieces that tell its words, as they surely stand in it."""
        straight = (step for step in placed if step.what == BEGUN or self.pieces[step.piece].gap is Gap.NONE)
        return self._given(straight, rules)

    def _given(self, placed: Iterable[Placed], rules: Rules) -> dict[Role, list[Piece]]:
        """By column: the pieces that were given to it."""
        given: dict[Role, list[Piece]] = {}
        for step in placed:
            if step.what in (BEGUN, GOES_ON):
                given.setdefault(rules.roles[step.column], []).append(self.pieces[step.piece])
        return given

    def _filled(self, placed: Sequence[Placed], rules: Rules) -> dict[Role, float]:
        rows = 1 + max((step.row for step in placed), default=0)
        count = dict.fromkeys(rules.roles, 0)
        for step in placed:
            if step.what == BEGUN:
                count[rules.roles[step.column]] += 1
        for role, _ in rules.fixed:
            count[role] = count.get(role, 0) + 1
        count.update({role: round(share * rows) for role, share in self._counted().items() if role in count})
        return {
            role: min(0.92 if role is Role.REQUIREMENT else 0.85, max(LEAST_FILLED.get(role, 0.06), times / rows))
            for role, times in count.items()
        }

    def _counted(self) -> dict[Role, float]:
        """The share of rows with a state or a date, which are known by themselves; none where rows are not known."""
        kinds = Counter(piece.kind for piece in self.pieces)
        rows = kinds[Kind.REF]
        told = {Role.RAG: Kind.RAG, Role.MET: Kind.MET, Role.WHEN: Kind.DATE}
        return {role: min(0.85, max(0.06, kinds[kind] / rows)) for role, kind in told.items()} if rows else {}
