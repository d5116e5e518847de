"""One requirement per small table: labels on the left, values on the right."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from overwinter.reading.cells.status import read_rag
from overwinter.reading.cells.text import one_line
from overwinter.reading.document import Block, Cell, Paragraph, Table
from overwinter.reading.layout.column import Column, Columns, headed
from overwinter.reading.layout.grid import Line, lines
from overwinter.reading.layout.header import is_header
from overwinter.reading.layout.headings import Group, Headings, names_theme
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.roles import Role, role_of
from overwinter.reading.layout.rows import Draft
from overwinter.reading.vocabulary.roles import NAMING

_FIXED = {Role.TO_DO: Role.REQUIREMENT, Role.AREA: Role.REQUIREMENT, Role.COMMENTS: Role.RESPONSE}
LONGEST = 16
"""Words of a heading between requirements."""
ENOUGH = 3
"""Labels that make a table one of labels and values."""


def is_key_value(table: Table) -> bool:
    """Whether the cells of ``table`` are labels of a plan's columns, each with its value beside it."""
    if table.cards:
        return True
    if any(is_header(line) and len(line.cells) > 2 and not _is_paired(line) for line in lines(table)):
        return False
    labels = [role for line in lines(table) for role, _, _ in _pairs(line)]
    told = [role for role in labels if role is not None]
    values = sum(1 for line in lines(table) if len(line.cells) > 1)
    upright = all(len(line.cells) in (1, 2, 4) for line in lines(table))
    return upright and len(set(told)) >= ENOUGH and len(told) >= 0.6 * max(values, 1) and any(r in NAMING for r in told)


def _is_paired(line: Line) -> bool:
    """Whether a line holds two labels, each with its value beside it."""
    roles = [role_of(one_line(text)) is not None for text in line.texts]
    return roles == [True, False, True, False]


def joined_cards(blocks: Iterable[Block]) -> Iterator[Block]:
    """``blocks`` with a table of labels and values that a page cut made whole again."""
    done: list[Block] = []
    for block in blocks:
        at = next((i for i in range(len(done) - 1, -1, -1) if not _is_furniture(done[i])), None)
        before = done[at] if at is not None else None
        if at is not None and isinstance(before, Table) and isinstance(block, Table) and _is_rest(block, before):
            done[at] = replace(before, rows=(*before.rows, *block.rows))
        else:
            done.append(block)
    yield from done


def _is_furniture(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.furniture


def _is_rest(table: Table, before: Table) -> bool:
    """Whether ``table``, on the next page, is the rest of the last card before: labels it lacks, or more of a value."""
    if table.place.page is None or table.place.page == before.place.page:
        return False
    had, more = _labels(before), _labels(table)
    begun = max((at for at, role in enumerate(had) if role is had[0]), default=0)
    had = had[begun:]
    if before.cards and all(line.cells and min(line.cells) > 0 for line in lines(table)):
        return True
    apart = bool(had) and bool(more) and None not in more and not set(had) & set(more)
    return apart and is_key_value(replace(before, rows=(*before.rows, *table.rows)))


def _labels(table: Table) -> list[Role | None]:
    return [role for line in lines(table) for role, label, _ in _pairs(line) if label is not None]


class _Field(Struct):
    role: Role
    label: Cell
    values: list[Cell]


def read_key_value(table: Table, headings: Headings, ledger: Ledger) -> Iterator[Draft]:
    """The rows of a table of labels and values; a label that comes again begins the next row."""
    record: list[_Field] = []
    body = list(lines(table))
    for at, line in enumerate(body):
        for role, label, value in _pairs(line):
            if label is None and value is not None and record and min(line.cells) > 0:
                record[-1].values.append(value)  # its label stands in the line before
            elif label is None and value is not None and (_heads(value) or _heads_next(body, at, record)):
                if record:
                    yield _draft(record, headings.group)
                    record = []
                headings.meet(value.text, value.place)
            elif label is None:
                ledger.aside(value.text if value else "", value.place if value else table.place)
            else:
                again = any(role is known.role for known in record)
                if role is not None and again and role in (record[0].role, Role.REF):
                    yield _draft(record, headings.group)
                    record = []
                record.append(_Field(role or Role.EXTRA, label, [value] if value is not None else []))
                _note_label(label, ledger)
    if record:
        yield _draft(record, headings.group)


def _pairs(line: Line) -> Iterator[tuple[Role | None, Cell | None, Cell | None]]:
    cells = [*line.cells.values()]
    if len(cells) == 1:
        role = role_of(one_line(cells[0].text))
        at_left = next(iter(line.cells)) == 0
        coloured = next((cell for cell in line.blank.values() if cell.fill), None)
        yield (role, cells[0], coloured) if role and at_left else (None, None, cells[0])
        return
    for label, value in zip(cells[::2], cells[1::2], strict=False):
        yield role_of(one_line(label.text)), label, value


def _heads(cell: Cell) -> bool:
    """Whether a cell alone in its line is a heading above the requirements that follow."""
    return names_theme(cell.text) or (cell.bold and len(cell.text.split()) <= LONGEST)


def _heads_next(body: Sequence[Line], at: int, record: Sequence[_Field]) -> bool:
    """Whether a line that nothing marks as a heading is one: it stands alone above the labels of a requirement.

    Right beneath a label that has no value beside it, it may be the value.
    """
    line, below = body[at], body[at + 1] if at + 1 < len(body) else None
    cell = line.only
    if cell is None or below is None or 0 not in line.cells or (record and not record[-1].values and not line.apart):
        return False
    text = one_line(cell.text)
    if not text[:1].isalnum() or len(text.split()) > LONGEST or text.endswith((".", ";", ",", ":")):
        return False
    role, label, _ = next(_pairs(below))
    if label is None:
        return _heads_next(body, at + 1, ())
    return role in (record[0].role, Role.REF) if record else role is not None


def _note_label(label: Cell, ledger: Ledger) -> None:
    text = one_line(label.text)
    in_line = label.place.table is None  # it stands in a line with its value, and each line is listed
    if not in_line and any(piece.text == text for piece in ledger.headings):
        ledger.repeated(text)
    else:
        ledger.heading(text, label.place)


def _draft(record: list[_Field], group: Group) -> Draft:
    roles = [_FIXED.get(one.role, one.role) for one in record]
    roles = [_decide(role, roles, next(iter(record[i].values), None)) for i, role in enumerate(roles)]
    columns = Columns(tuple(_column(i, one.label, roles[i]) for i, one in enumerate(record)))
    place = next((value.place for one in record for value in one.values), record[0].label.place)
    draft = Draft(place, group, columns)
    for i, one in enumerate(record):
        for value in one.values:
            draft.add(i, value)
            if value.fill:
                draft.fills.append((roles[i], value.fill))
    return draft


def _column(at: int, label: Cell, role: Role) -> Column:
    known = headed(at, at + 1, label.text)
    return known if known.role is role else known.as_role(role, "that is what the other labels leave open")


def _decide(role: Role, roles: list[Role], value: Cell | None) -> Role:
    if role is Role.ACTIONS:
        return (
            Role.GAP
            if Role.REQUIREMENT in roles and Role.RESPONSE in roles
            else Role.RESPONSE
            if Role.REQUIREMENT in roles
            else Role.REQUIREMENT
        )
    if role is Role.STATUS:
        prose = value is not None and len(value.text.split()) >= 4 and read_rag(value.text) is None
        return Role.RESPONSE if prose else Role.RAG
    return role
