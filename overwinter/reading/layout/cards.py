"""Small tables of labels and values that are told by coming again: a form that asks two things, or is still empty."""

from collections.abc import Sequence

from msgspec.structs import replace

from overwinter.reading.cells.text import one_line
from overwinter.reading.document import Block, Cell, Table
from overwinter.reading.layout.grid import Line, lines
from overwinter.reading.layout.header import label_a_plan
from overwinter.reading.layout.roles import Role, role_of
from overwinter.reading.vocabulary.roles import LABELLED, LABELLED_ALONE, NAMING


def with_cards(blocks: Sequence[Block], *, about_care: bool) -> tuple[Block, ...]:
    """``blocks`` with the tables marked that hold a requirement or more, each as its labels with their values."""
    cards = {at: roles for at, block in enumerate(blocks) if isinstance(block, Table) and (roles := _labels(block))}
    told = {role for found in cards.values() for role in found}
    named = sum(role in NAMING for found in cards.values() for role in found)
    if named < (LABELLED if len(told) > 1 else LABELLED_ALONE) or not label_a_plan(told, about_care=about_care):
        return tuple(blocks)
    return tuple(replace(b, cards=True) if at in cards and isinstance(b, Table) else b for at, b in enumerate(blocks))


def _labels(table: Table) -> list[Role]:
    """The labels of a table that has nothing else in front, one of them a requirement's; none for any other."""
    found: list[Role] = []
    named = False
    for line in () if table.hidden else lines(table):
        label, value = _pair(line)
        role = role_of(one_line(label.text)) if label is not None else None
        if label is None or line.row.heads_plan or (value is not None and _is_label(value, role)):
            return []
        if role is not None:
            found.append(role)
            named = named or (role in NAMING and value is not None)
    return found if named else []


def _pair(line: Line) -> tuple[Cell | None, Cell | None]:
    """The label of a line, and its value if it has one. A line that is neither that nor a heading has no label."""
    cells = [*line.cells.values()]
    if len(cells) > 2 or 0 not in line.cells:
        return None, None
    return cells[0], cells[1] if len(cells) > 1 else None


def _is_label(value: Cell, role: Role | None) -> bool:
    """Whether what stands beside a label is one too, or the label is none."""
    return role is None or role_of(one_line(value.text)) is not None
