"""Plan tables: wherever they stand, however often their headings come back, with the headings above and within them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from overwinter.kernel.winter import Winter
from overwinter.reading.cells.refs import is_ref
from overwinter.reading.cells.text import clean, one_line
from overwinter.reading.document import Block, Document, Paragraph, Place, Table
from overwinter.reading.layout.above import begins_like_others, headed_again, heads_next, level_within
from overwinter.reading.layout.across import upright
from overwinter.reading.layout.beneath import SHORT, continues, explains, is_note, is_section_row, is_unanswered
from overwinter.reading.layout.column import Columns
from overwinter.reading.layout.grid import Line, lines
from overwinter.reading.layout.header import infer, is_header, is_second_line, is_weak_header, read_header
from overwinter.reading.layout.headings import (
    Headings,
    is_heading,
    is_theme,
    names_theme,
    without_continued,
)
from overwinter.reading.layout.key import Key, find_key, is_legend, read_key
from overwinter.reading.layout.keyvalue import is_key_value, joined_cards, read_key_value
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.prose import mended
from overwinter.reading.layout.roles import Role
from overwinter.reading.layout.rows import Draft, goes_on
from overwinter.reading.layout.sections_marks import section_line
from overwinter.reading.layout.telling import columns_read, why_no_plan, why_plan
from overwinter.reading.layout.whole import rows_of
from overwinter.reading.layout.wording import is_about_care, is_tally, names_plan
from overwinter.reading.words import key

_PLAIN_SHEET = re.compile(
    r"^(?:sheet|table|tab|plan|data|all|winter plan|full plan|action plan)?\s*\d*$", re.IGNORECASE
)
PAGE_HEADER = 4
"""Paragraphs, at most, that a page break puts between two parts of a table."""


def has_plan_table(document: Document) -> bool:
    """Whether a table of the document has the headings of a plan, or is one of labels and values."""
    return any(
        not table.hidden and (is_key_value(table) or any(is_header(line) for line in lines(upright(table))))
        for table in document.tables()
    )


def has_typed_table(document: Document, winter: Winter) -> bool:
    """Whether a table without headings shows by its content that it is a plan."""
    return any(not table.hidden and infer(list(lines(table)), winter) is not None for table in document.tables())


def read_tables(document: Document, ledger: Ledger, winter: Winter) -> None:
    """Read every plan table of ``document`` into ``ledger``, with the headings that give rows theme and section."""
    _Walk(document, ledger, winter).run()


def set_aside(tables: Iterable[Table], ledger: Ledger) -> None:
    """Keep the text of tables that are no part of the plan, a piece for each row."""
    for table in tables:
        for line in lines(table):
            ledger.aside(" | ".join(clean(text) for text in line.texts), line.place)


class _Walk:
    """One walk through a document from top to bottom."""

    def __init__(self, document: Document, ledger: Ledger, winter: Winter) -> None:
        self._document = document
        self._ledger = ledger
        self._winter = winter
        self._key: Key = find_key(document)
        self._headings = Headings(document.blocks, ledger)
        self._columns: Columns | None = None
        self._drafts: list[Draft] = []
        self._open: Draft | None = None
        self._unanswered = False
        self._infers = not has_plan_table(document)
        self._about_care = is_about_care(document.text)
        self._own_sheets = _plan_sheets(document) > 1
        self._above: Paragraph | None = None
        """The heading right above the table that is read, or was read last."""

    def run(self) -> None:
        blocks = list(joined_cards(_mended(self._document.blocks)))
        for index, block in enumerate(blocks):
            if isinstance(block, Table):
                before = blocks[index - 1] if index else None
                self._above = before if isinstance(before, Paragraph) and is_heading(before) else None
                self._table(block)
            elif self._open is not None and not block.furniture and self._interrupts(block, blocks[index + 1 :]):
                self._ledger.furniture(block)
            else:
                self._paragraph(block)
        self._finish()

    # ---- paragraphs

    def _interrupts(self, paragraph: Paragraph, following: Sequence[Paragraph | Table]) -> bool:
        """Whether a paragraph stands within a row: the next table brings the headings again and the row's rest."""
        theme = without_continued(one_line(paragraph.text))
        if is_theme(theme) and key(theme) != key(self._headings.group.theme or ""):
            return False
        table = next((block for block in following[:PAGE_HEADER] if isinstance(block, Table)), None)
        if table is None or self._columns is None:
            return False
        body = list(lines(table))
        repeats = [self._columns.is_repeat(line) for line in body]
        rest = [
            line
            for i, line in enumerate(body)
            if not repeats[i] and not (i and repeats[i - 1] and is_second_line(line, body[i - 1]))
        ]
        if not rest or len(rest) == len(body) or not continues(rest[0], self._columns, self._open, True):
            return False
        may_head = rest[0].only is not None and not goes_on(rest[0].only.text)
        return not (may_head and self._above is not None and heads_next(paragraph, self._above))

    def _paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.furniture:
            self._ledger.furniture(paragraph)
            return
        if not self._section_line(paragraph.text, paragraph.place):
            self._loose(paragraph)

    def _loose(self, paragraph: Paragraph) -> None:
        untitled = self._columns is None and not self._drafts and names_plan(paragraph.text) and not paragraph.bullet
        if any(read_key(paragraph.text)) or (untitled and not is_heading(paragraph)):
            self._ledger.heading(paragraph.text, paragraph.place)
        elif is_heading(paragraph):
            self._headings.meet(paragraph.text, paragraph.place, paragraph.level)
            self._open = None
        else:
            self._ledger.aside(clean(paragraph.text), paragraph.place)

    def _section_line(self, text: str, place: Place) -> bool:
        """ "Lead officers: …" and "Reporting to: …" hold for all rows of their section."""
        found = section_line(text)
        if found is None:
            return False
        self._headings.group.hold(*found)
        self._ledger.heading(text, place)
        return True

    # ---- tables

    def _table(self, table: Table) -> None:
        if table.hidden:
            self._ledger.decided(table.place, "left out", "it is hidden")
            self._all_aside(list(lines(table)))
            return
        if table.place.sheet is not None:
            self._columns = self._open = None
            if self._own_sheets or names_theme(table.place.sheet):
                plain = _PLAIN_SHEET.match(table.place.sheet.strip())
                self._headings.new_sheet(None if plain else table.place.sheet)
        stood, table = table, upright(table)
        if table is not stood:
            self._ledger.decided(table.place, "table on its side", "its first column holds the headings")
        body = list(lines(table))
        if is_key_value(table):
            self._ledger.decided(table.place, "labels and values", "its cells are known headings, each with its value")
            self._drafts += read_key_value(table, self._headings, self._ledger)
            self._open, self._columns = None, None
            self._headings.started()
        elif is_legend(table):
            self._ledger.decided(table.place, "key", "it says what statuses mean")
            for line in body:
                self._ledger.heading(" | ".join(clean(text) for text in line.texts), line.place)
        elif any(self._heads_plan(line) for line in body):
            self._lines(body)
        elif self._columns is not None and self._fits(body, self._columns):
            self._ledger.decided(table.place, "plan table", "it has no headings and goes on with the columns before it")
            self._unanswered = self._unanswered or self._is_unanswered(table.place, body, self._columns)
            self._lines(body)
        else:
            self._unheaded(table, body)

    def _fits(self, body: Sequence[Line], before: Columns) -> bool:
        """Whether a table without headings goes on with the columns of the one before."""
        if max((line.end for line in body), default=0) > before.width:
            return False
        if not body:
            return False
        first = body[0]
        lone_head = len(first.cells) > 1 and first.bold and not any(line.bold for line in body[1:])
        if lone_head and not before.is_repeat(first):
            return False
        refs = before.of(Role.REF)
        if refs:
            cells = [
                cell.text
                for line in body
                for at, cell in line.cells.items()
                if refs[0].start <= at < refs[0].end and len(line.cells) > 1
            ]
            return all(is_ref(text) for text in cells)
        return all(len(line.cells) <= len(before.columns) for line in body)

    def _unheaded(self, table: Table, body: list[Line]) -> None:
        columns = infer(body, self._winter) if self._infers else None
        if columns is None:
            if len(body) > 1:
                why = why_no_plan(body, about_care=self._about_care)
                self._ledger.decided(table.place, "not a plan", why)
            self._lone_or_aside(body)
            return
        self._ledger.decided(
            table.place,
            "plan table",
            "it has no headings, and its columns hold what a plan's do",
            columns_read(columns),
        )
        self._columns = columns
        self._lines(body)

    def _lone_or_aside(self, body: list[Line]) -> None:
        """A table that is no plan. One that holds only a heading is a heading in a box."""
        only = body[0].only if len(body) == 1 else None
        if only is not None and self._section_line(only.text, only.place):
            return
        if only is not None and len(only.text.split()) <= SHORT * 2 and "\n" not in only.text.strip():
            self._loose(Paragraph(only.text, only.place, bold=only.bold or bool(only.fill)))
            return
        for line in body:
            cell = line.only
            if cell is not None and is_theme(cell.text):
                self._headings.meet(cell.text, cell.place)
            elif cell is not None and cell.text in self._key.lines:
                self._ledger.heading(cell.text, cell.place)
            else:
                self._all_aside([line])

    def _all_aside(self, body: list[Line]) -> None:
        for line in body:
            self._ledger.aside(" | ".join(clean(text) for text in line.texts), line.place)

    def _lines(self, body: list[Line]) -> None:
        fresh = True
        again = headed_again(body)
        level = level_within(body, self._above)
        for index, line in enumerate(body):
            if self._columns is not None and self._columns.is_repeat(line):
                self._note_headings(line)
                fresh = True
            elif index and is_header(body[index - 1]) and is_second_line(line, body[index - 1]):
                self._note_headings(line)
            elif self._heads_plan(line):
                self._header(line, body[index + 1 :])
                fresh = True
            elif fresh and self._columns is not None and index and explains(line, self._columns):
                self._note_headings(line)
            elif self._columns is None:
                alone = again or not index or begins_like_others(line, body[index + 2 :])
                self._title(line, alone=alone and self._heads_plan_at(body, index + 1))
            elif level is not None and line.only is not None and self._heads_plan_at(body, index + 1):
                self._headings.meet(line.only.text, line.place, level)
                self._open = None
            else:
                fresh = self._row(line, self._columns, fresh)

    def _header(self, line: Line, below: list[Line]) -> None:
        within = int(bool(below) and is_second_line(below[0], line))
        until = next((i for i, later in enumerate(below[within:], within) if is_header(later)), len(below))
        columns = read_header(line, below[:until], self._key).as_before(self._columns)
        self._note_headings(line)
        if self._columns is None or columns.columns != self._columns.columns:
            self._ledger.decided(line.place, "plan table", why_plan(line), columns_read(columns))
        self._columns = columns
        self._unanswered = self._is_unanswered(line.place, below[within:until], columns)
        self._headings.started()

    def _is_unanswered(self, place: Place, below: Sequence[Line], columns: Columns) -> bool:
        group = self._headings.group
        marked = place.sheet is None and (group.theme or group.section) is not None
        return is_unanswered(below, columns, marked=marked)

    def _note_headings(self, line: Line) -> None:
        """List column headings once, however often they come back."""
        known = {piece.text for piece in self._ledger.headings}
        for cell in line.cells.values():
            if one_line(cell.text) in known:
                self._ledger.repeated(cell.text)
            else:
                self._ledger.heading(one_line(cell.text), cell.place)

    def _heads_plan(self, line: Line) -> bool:
        told = line.row.heads_plan or self._about_care
        return is_header(line) and (told or not is_weak_header(line))

    def _heads_plan_at(self, body: Sequence[Line], at: int) -> bool:
        return at < len(body) and self._heads_plan(body[at])

    def _title(self, line: Line, *, alone: bool) -> None:
        """What stands above the column headings: titles, themes, keys, notes. One short line alone is a heading."""
        cell = line.only
        if cell is None or self._section_line(cell.text, cell.place):
            if cell is None:
                self._all_aside([line])
            return
        alone = alone and len(cell.text.split()) <= SHORT and ":" not in cell.text
        loud = cell.bold or bool(cell.fill) or cell.columns > 1 or alone or self._headings.names(cell.text)
        self._loose(Paragraph(cell.text, cell.place, bold=loud))

    # ---- rows

    def _row(self, line: Line, columns: Columns, fresh: bool) -> bool:
        """Read one line beneath the headings. Gives whether the next may still go on from before a page break."""
        cell = line.only
        if cell is not None:
            at = next(iter(line.cells))
            if cell.text in self._key.lines:
                self._ledger.heading(cell.text, cell.place)
                return fresh
            if self._section_line(cell.text, cell.place):
                return fresh
            if self._open is not None and continues(line, columns, self._open, fresh):
                self._continue(self._open, line, columns)
                return False
            if is_section_row(line, at, cell, columns, unanswered=self._unanswered):
                self._headings.meet(cell.text, cell.place)
                self._open = None
                return False
            if is_note(line, at, cell, columns, within=self._open is not None):
                self._ledger.aside(clean(cell.text), cell.place)
                return fresh
        elif self._open is not None and continues(line, columns, self._open, fresh):
            self._continue(self._open, line, columns)
            return False
        elif is_tally(line.texts):
            self._all_aside([line])
            return fresh
        self._new(line, columns)
        return False

    def _continue(self, draft: Draft, line: Line, columns: Columns) -> None:
        """Add a line to the row it goes on with, each cell to the column that is the same one there."""
        for at, cell in line.cells.items():
            now = next(i for i, column in enumerate(columns.columns) if column.start <= at < column.end)
            draft.add(draft.columns.columns[now].start, cell)
        self._note_fills(draft, line)

    def _new(self, line: Line, columns: Columns) -> None:
        draft = Draft(line.place, self._headings.group, columns, hidden=line.row.hidden)
        for at, cell in line.cells.items():
            draft.add(at, cell)
        self._inherit(draft, line, columns)
        self._note_fills(draft, line)
        self._drafts.append(draft)
        self._open = draft
        self._headings.started()

    def _inherit(self, draft: Draft, line: Line, columns: Columns) -> None:
        """Theme and section columns are often filled in once for several rows."""
        before = self._drafts[-1] if self._drafts and self._drafts[-1].columns is columns else None
        if columns.has(Role.SECTION) and not columns.has(Role.THEME) and draft.group.theme is None:
            draft.theme = draft.group.section  # the one heading above a table that names its own sections
        for role, name in ((Role.THEME, "theme"), (Role.SECTION, "section")):
            if columns.has(role):
                text = one_line(draft.text(role))
                if text:
                    self._ledger.carried(text, line.place)
                # A section ends with its theme.
                goes_on = before is not None and (name == "theme" or draft.theme == before.theme)
                setattr(draft, name, text or (getattr(before, name) if goes_on else None))
        for at, cell in line.reaching.items():
            column = columns.at(at)
            if column is not None and column.role in (Role.LEAD, Role.WHEN, Role.REPORTING):
                draft.add(at, cell)

    def _note_fills(self, draft: Draft, line: Line) -> None:
        for at, cell in [*line.cells.items(), *line.blank.items()]:
            column = draft.columns.at(at)
            if cell.fill and column is not None:
                draft.fills.append((column.role, cell.fill))

    # ---- the end

    def _finish(self) -> None:
        for row in rows_of(self._drafts, self._winter, self._key, self._ledger):
            self._ledger.row(row)


def _mended(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with printed lines between tables joined to the paragraphs and headings they were."""
    for is_table, run in groupby(blocks, key=lambda block: isinstance(block, Table)):
        if is_table:
            yield from run
        else:
            yield from mended([block for block in run if isinstance(block, Paragraph)])


def _plan_sheets(document: Document) -> int:
    return sum(
        1
        for table in document.tables()
        if table.place.sheet is not None and not table.hidden and any(is_header(line) for line in lines(table))
    )
