"""A table taken out as text cell by cell, its columns gone: rows told by their references, cells by order and kind.

The headings of the columns stand beneath each other, then the cells of each row. An empty cell leaves no trace, so that
what a cell is for is told by its kind: a status word, a date, a short name, a longer text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from overwinter.kernel.winter import Winter
from overwinter.reading.cells.dates import read_date
from overwinter.reading.cells.refs import is_ref
from overwinter.reading.cells.status import read_met, read_rag
from overwinter.reading.cells.text import strip_bullet
from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout.headings import is_theme
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.roles import Role, role_of
from overwinter.reading.result import Finding, ResponseText, RowRead, Source
from overwinter.reading.words import key

FEWEST_REFERENCES, FEWEST_LABELS = 3, 4
VALUE_WORDS, NAME_WORDS, HEADING_WORDS = 2, 6, 12
"""Words, at most, of a status, of a lead, of a heading."""
HEADING_LINES = 3
"""Lines, and words in each, of the heading of a narrow column, at most."""
FAR = 12
"""Cells between the first and the last heading of the columns, at most."""
NO_DATE = re.compile(r"^(?:ongoing|on-going|complete[d]?|done|tb[ca]|n/?a|immediate(?:ly)?)\b", re.IGNORECASE)
REFERENCE = re.compile(r"^\d{1,2}\.\d{1,2}\.?$")
BEGINS = re.compile(r"^\d{1,2}\.\d{1,2}\.?(?=\s|$)")
NUMBERED = re.compile(r"^\d{1,2}\.\s+(?=[A-Z])[^a-z]{4,}$")
"""The heading of a section in capitals."""
PAGE_NUMBER = re.compile(r"^\d{1,3}$")
FINISHED = (".", ";", ":", "!", "?")
COLUMNS_LOST = "columns-lost"
LOST = Finding(
    COLUMNS_LOST,
    "The text has no columns left; which cell is which was told by order and kind. Check what answers the requirement.",
)


@dataclass(slots=True)
class _Cell:
    lines: list[Paragraph]
    touches: bool = False
    """Whether the next cell follows without a blank line."""

    @property
    def text(self) -> str:
        text = ""
        for line in self.lines:
            text += ("\n" if line.bullet else " ") if text else ""
            text += strip_bullet(line.text)
        return text

    @property
    def place(self) -> Place:
        return self.lines[0].place


@dataclass(slots=True)
class _Row:
    ref: _Cell
    theme: str | None
    section: str | None
    prose: list[_Cell] = field(default_factory=list)
    before_met: int | None = None
    """How many texts stood before its state, where the column of states parts the texts of two columns."""
    held: dict[Role, _Cell] = field(default_factory=dict)


def recognises(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether headings of columns stand each on its own, and most references too: not so where columns ran together."""
    cells = list(_cells(paragraphs))
    references = sum(bool(REFERENCE.match(cell.text)) for cell in cells)
    before_text = sum(bool(BEGINS.match(cell.text)) for cell in cells) - references
    return references >= FEWEST_REFERENCES and references > before_text and bool(_labels(cells))


def read(paragraphs: Sequence[Paragraph], ledger: Ledger, winter: Winter) -> None:
    """Write the rows, their headings and whatever has no place in them to ``ledger``."""
    for paragraph in paragraphs:
        if paragraph.furniture:
            ledger.furniture(paragraph)
    cells = list(_cells(paragraphs))
    labels = _labels(cells)
    told: set[str] = set()
    rows: list[_Row] = []
    theme = section = None
    closed = False
    kinds = _kinds(cells, set(labels.values()))
    parts = Role.MET in kinds and _met_parts(list(labels.values()))
    numbered = any(NUMBERED.match(cell.text) for cell in cells)
    for cell, after in zip(cells, [*cells[1:], None], strict=True):
        text = cell.text
        name = key(text)
        if name in labels:
            if name in told:
                ledger.repeated(text)
            else:
                ledger.heading(text, cell.place)
            told.add(name)
        elif REFERENCE.match(text):
            rows.append(_Row(cell, theme, section))
            closed = False
        elif is_theme(text):
            theme, section = text, None
            ledger.carried(text, cell.place)
        elif NUMBERED.match(text) or (not numbered and _heads(cell, after, rows)):
            section = text
            closed = numbered
            ledger.carried(text, cell.place)
        elif closed or PAGE_NUMBER.match(text) or not rows or not _take(rows[-1], cell, kinds, winter, parts=parts):
            ledger.aside(text, cell.place)
    answering = {Role.RESPONSE, Role.COMMENTS} | (set() if Role.RAG in kinds else {Role.STATUS})
    responses = answering & set(labels.values())
    for row in rows:
        _write(row, bool(responses) or Role.GAP not in labels.values(), ledger, winter)


def _cells(paragraphs: Sequence[Paragraph]) -> Iterator[_Cell]:
    """Lines put together to cells: a blank line parts them, and a reference stands by itself."""
    cell: _Cell | None = None
    told = [line for line in paragraphs if not line.furniture]
    whole = _each_line_a_cell(told)
    headings = _wrapped_headings(told)
    for at, line in enumerate(told):
        if cell is not None:
            last = cell.lines[-1]
            near = _follows(last, line)
            if at in headings:
                cell.lines.append(line)
                continue
            alone = _stands_alone(line.text) or _stands_alone(last.text) or is_theme(line.text)
            begun = bool(NUMBERED.match(cell.lines[0].text))
            alone = (
                alone or bool(NUMBERED.match(line.text)) or (begun and (":" in line.text or not line.text.isupper()))
            )
            alone = alone or (is_theme(last.text) and role_of(line.text) is not None)
            if near and not alone and line.wrapped and (line.bullet or not whole):
                cell.lines.append(line)
                continue
            cell.touches = near
            yield cell
        cell = _Cell([line])
    if cell is not None:
        yield cell


def _follows(before: Paragraph, line: Paragraph) -> bool:
    """Whether no blank line parts two lines."""
    return before.place.page == line.place.page and (line.place.line or 0) - (before.place.line or 0) == 1


def _wrapped_headings(lines: Sequence[Paragraph]) -> set[int]:
    """The lines that go on with the heading of the column of states: its words alone look like states."""
    going_on: set[int] = set()
    for first in range(len(lines)):
        for last in range(min(first + HEADING_LINES, len(lines)) - 1, first, -1):
            part = lines[first : last + 1]
            if not any(len(line.text.split()) > HEADING_LINES for line in part) and all(
                _follows(*pair) for pair in pairwise(part)
            ):
                whole = role_of(" ".join(line.text for line in part))
                if whole is Role.MET and role_of(part[0].text) is not Role.MET:
                    going_on.update(range(first + 1, last + 1))
                    break
    return going_on


def _each_line_a_cell(lines: Sequence[Paragraph]) -> bool:
    """Whether headings of columns follow each other without a blank line: then each line is a cell."""
    run = 0
    for before, line in pairwise(lines):
        near = _follows(before, line)
        run = run + 1 if near and role_of(before.text) is not None and role_of(line.text) is not None else 0
        if run + 1 >= FEWEST_LABELS:
            return True
    return False


def _stands_alone(line: str) -> bool:
    """Whether a line is a whole cell: a reference or the heading of such, a status, a page's number."""
    value = len(line.split()) <= VALUE_WORDS and (read_rag(line) is not None or read_met(line) is not None)
    number = REFERENCE.match(line) or PAGE_NUMBER.match(line)
    return value or bool(number) or role_of(line) is Role.REF


def _labels(cells: Sequence[_Cell]) -> dict[str, Role]:
    """The headings of the columns, as words, in their order; none where they do not stand together."""
    named = [(at, key(cell.text), role_of(cell.text)) for at, cell in enumerate(cells)]
    found = [(at, name, role) for at, name, role in named if role is not None]
    for n, (first, _, _) in enumerate(found):
        near = {name: role for at, name, role in found[n:] if at - first <= FAR}
        roles = set(near.values())
        if len(roles) >= FEWEST_LABELS and Role.REF in roles and Role.REQUIREMENT in roles | _asked(roles):
            return near
    return {}


def _asked(roles: set[Role]) -> set[Role]:
    return {Role.REQUIREMENT} if roles & {Role.ACTIONS, Role.TO_DO} else set()


def _kinds(cells: Sequence[_Cell], roles: set[Role]) -> set[Role]:
    """The columns whose values are seen to be of their kind: a status of words may be called what a text is."""
    short = [cell.text for cell in cells if len(cell.text.split()) <= VALUE_WORDS]
    seen = {Role.RAG: sum(read_rag(text) is not None for text in short)}
    seen[Role.MET] = sum(read_met(text) is not None for text in short)
    return {role for role in (Role.RAG, Role.MET) if seen[role] >= FEWEST_REFERENCES} | (roles & {Role.LEAD, Role.WHEN})


def _heads(cell: _Cell, after: _Cell | None, rows: Sequence[_Row]) -> bool:
    """Whether a short text above a reference heads the rows that follow: it touches it, or follows the row's date."""
    text = cell.text
    if after is None or not REFERENCE.match(after.text):
        return False
    dated = not rows or Role.WHEN in rows[-1].held
    title = len(text.split()) <= HEADING_WORDS and text[:1].isupper() and not text.endswith((".", ";", ","))
    return title and (dated or (cell.touches and len(rows[-1].prose) > 1)) and not NO_DATE.match(text)


def _met_parts(roles: Sequence[Role]) -> bool:
    """Whether the column of states stands between an answer and a gap, so that it tells their texts apart."""
    answers = [at for at, role in enumerate(roles) if role in (Role.RESPONSE, Role.STATUS)]
    met = roles.index(Role.MET) if Role.MET in roles else -1
    return bool(answers) and answers[0] < met and Role.GAP in roles[met:]


def _take(row: _Row, cell: _Cell, kinds: set[Role], winter: Winter, *, parts: bool) -> bool:
    """Give a cell to the first column of its kind that the row has not filled."""
    text = cell.text
    words = len(text.split())
    if words <= VALUE_WORDS:
        for role, value in ((Role.RAG, read_rag(text)), (Role.MET, read_met(text))):
            if role in kinds and role not in row.held and value is not None:
                row.held[role] = cell
                if role is Role.MET and parts:
                    row.before_met = len(row.prose)
                return True
    if words <= NAME_WORDS and row.prose:
        dated = bool(NO_DATE.match(text)) or read_date(text, winter) is not None
        if dated and Role.WHEN in kinds and Role.WHEN not in row.held:
            row.held[Role.WHEN] = cell
            return True
        ends = not text.endswith((".", ";", ":")) and text[:1].isupper()
        if ends and not dated and Role.LEAD in kinds and Role.LEAD not in row.held and len(row.prose) > 1:
            row.held[Role.LEAD] = cell
            return True
    if _goes_on(row, cell):
        return True
    ended = Role.LEAD in row.held or Role.WHEN in row.held
    if (len(row.prose) < 3 or (parts and not ended)) and not is_ref(text):
        row.prose.append(cell)
        return True
    return False


def _goes_on(row: _Row, cell: _Cell) -> bool:
    """Add a text that begins on a new page, within a sentence, to the first of the row's texts that ends so."""
    if not cell.text[:1].islower():
        return False
    unfinished = next((text for text in row.prose if not text.text.endswith(FINISHED)), None)
    if unfinished is None or unfinished.lines[-1].place.page == cell.place.page:
        return False
    unfinished.lines += cell.lines
    return True


def _write(row: _Row, has_response: bool, ledger: Ledger, winter: Winter) -> None:
    texts = [cell.text for cell in row.prose]
    requirement = texts[0] if texts else ""
    response, gap = (texts[1:2], texts[2:3])
    if row.before_met:
        response, gap = texts[1 : row.before_met], texts[row.before_met :]
    elif not has_response:
        response, gap = texts[1:], []
    when = row.held[Role.WHEN].text if Role.WHEN in row.held else None
    ledger.row(
        RowRead(
            n=0,
            place=str(row.ref.place),
            theme=row.theme,
            section=row.section,
            ref=row.ref.text.rstrip("."),
            requirement=requirement,
            responses=(ResponseText("\n".join(response)),) if response else (),
            rag=read_rag(row.held[Role.RAG].text) if Role.RAG in row.held else None,
            fully_met=read_met(row.held[Role.MET].text) if Role.MET in row.held else None,
            gap_actions="\n".join(gap) or None,
            lead=row.held[Role.LEAD].text if Role.LEAD in row.held else None,
            by_when=when,
            by_when_date=read_date(when, winter) if when else None,
            findings=(LOST,),
            sources=tuple(
                (str(role), Source(str(row.held[role].place), row.held[role].text))
                for role in (Role.RAG, Role.MET)
                if role in row.held
            ),
        )
    )
