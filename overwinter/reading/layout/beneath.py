"""What a line beneath column headings is: the rest of the row above it, a heading, a note, or a row of its own."""

import re
from collections.abc import Sequence

from overwinter.reading.cells.refs import is_ref
from overwinter.reading.cells.status import rag_of_fill, read_met, read_rag, says_progress
from overwinter.reading.cells.text import is_blank, one_line
from overwinter.reading.document import Cell
from overwinter.reading.layout.column import Columns
from overwinter.reading.layout.content import is_when
from overwinter.reading.layout.grid import Line
from overwinter.reading.layout.headings import is_theme
from overwinter.reading.layout.roles import Role
from overwinter.reading.layout.rows import Draft, dangles, goes_on, may_end, unfinished
from overwinter.reading.layout.wording import NAMING, ask_mostly, requires

_NOTE = re.compile(r"^\W*(?:notes?|n\.?b|source|please note)\b\.?\s*[:.–-]", re.IGNORECASE)
_INSTRUCTS = re.compile(
    r"^(?:please|enter|describe|select|choose|insert|state|e\.?g\b|drop[ -]?down|free text|name of|date (?:of|by)|"
    r"copied from|use y\b|y(?:es)? ?(?:/|or) ?no?\b|red,? ?(?:/|amber))|^\(.*\)$|^\[.*\]$|^<.*>$",
    re.IGNORECASE | re.DOTALL,
)
"""What a form says to the person who fills it in."""
MOSTLY = 0.6
"""Share of the cells of a line that must instruct for the line to be one of instructions."""
SHORT = 12
"""Words of a heading that is told from a requirement by nothing but its length."""


def continues(line: Line, columns: Columns, draft: Draft | None, fresh: bool) -> bool:
    """Whether a line goes on with the row before it: no reference, and no requirement or the rest of one."""
    if draft is None or [c.role for c in draft.columns.columns] != [c.role for c in columns.columns]:
        return False
    roles = {column.role: cell for at, cell in line.cells.items() if (column := columns.at(at)) is not None}
    if line.row.goes_on and fresh:
        return True
    if line.only is not None and ((line.apart and not fresh) or _NOTE.match(line.only.text)):
        return False
    if Role.REF in roles or any(column is None for column in map(columns.at, line.cells)):
        return False
    if any(cell.columns > 1 and cell.columns >= 0.6 * columns.width for cell in line.cells.values()):
        return False
    requirement = roles.get(Role.REQUIREMENT)
    if requirement is None:
        stated = {Role.RAG, Role.MET} & set(roles)
        if stated and all(draft.text(role) for role in stated):
            return False  # a second status is a second row, its requirement lost or left out
        return (
            not set(roles) <= {Role.THEME, Role.SECTION}
            and not _heads(line, columns)
            and not (not fresh and _stands_alone(line, draft, columns))
        )
    if requirement.bold or not (fresh or line.only is not None):
        return False
    before = draft.text(Role.REQUIREMENT)
    whole = may_end(before) and not fresh and not goes_on(requirement.text)
    if (dangles(before) and not whole) or _cut_by_page(draft, line, set(roles)):
        return True
    return goes_on(requirement.text) and (unfinished(before) or draft.place.page is not None)


def explains(line: Line, columns: Columns) -> bool:
    """Whether the line beneath the headings says how to fill the columns in, or only numbers them."""
    texts = [one_line(text) for text in line.texts]
    if len(texts) < 2:
        return False
    signs = [text.strip("()[]. ").casefold() for text in texts]
    series = [str(n) for n in range(1, len(signs) + 1)], list("abcdefghijklmnopqrstuvwxyz"[: len(signs)])
    if len(signs) > 2 and signs in series:
        return True
    asks = [cell for at, cell in line.cells.items() if (c := columns.at(at)) is not None and c.role is Role.REQUIREMENT]
    told = [bool(_INSTRUCTS.match(text)) for text in texts]
    return sum(told) >= MOSTLY * len(told) and all(_INSTRUCTS.match(one_line(cell.text)) for cell in asks)


def is_unanswered(below: Sequence[Line], columns: Columns, *, marked: bool) -> bool:
    """Whether the lines beneath the headings are a form that is not filled in, or not yet: what is asked stands alone.

    Only where headings look otherwise is such a line told from one: ``marked``, outside the table, or loud within it.
    """
    alone = [line for line in below if line.only is not None and _asks(next(iter(line.cells)), columns)]
    loud = [line for line in alone if _is_loud(line, *line.cells.values())]
    plain = [one_line(text) for line in alone if line not in loud for text in line.texts]
    return (marked or bool(loud)) and ask_mostly(plain, answered=len(alone) < len(below))


def _asks(at: int, columns: Columns) -> bool:
    column = columns.at(at)
    return column is not None and column.role is Role.REQUIREMENT


def _is_loud(line: Line, cell: Cell) -> bool:
    return cell.bold or (cell.fill is not None and rag_of_fill(cell.fill) is None) or line.row.header


def is_section_row(line: Line, at: int, cell: Cell, columns: Columns, *, unanswered: bool = False) -> bool:
    """Whether a lone cell heads the rows beneath it. ``unanswered``: requirements stand alone, too."""
    text = one_line(cell.text)
    if is_theme(text):
        return True
    words = len(text.split())
    column = columns.at(at)
    role = column.role if column else None
    if words > SHORT * 3 or _NOTE.match(text):
        return False
    if cell.columns > 1 and cell.columns >= 0.6 * columns.width:
        return True
    if role in (Role.RAG, Role.MET, Role.WHEN) and _is_value(role, text):
        return False
    if role is Role.REF:
        return not is_ref(text)
    if at > min(column.start for column in columns.columns) and role is not Role.REQUIREMENT:
        return False
    if _is_loud(line, cell):
        return words <= SHORT * 2
    if unanswered and _asks(at, columns) and words > NAMING:
        return False
    return words <= SHORT and not requires(text) and not text.endswith((".", ";", ","))


def is_note(line: Line, at: int, cell: Cell, columns: Columns, *, within: bool) -> bool:
    """Text across or beneath the table that heads nothing, or a lone mark."""
    spans = cell.columns > 1 and cell.columns >= 0.6 * columns.width
    column = columns.at(at)
    if spans or column is None or _NOTE.match(cell.text) or (line.apart and not requires(one_line(cell.text))):
        return True
    stated = (Role.REQUIREMENT, Role.RESPONSE, Role.GAP)
    return column.role not in (stated if not within else (*stated, Role.REF))


def _stands_alone(line: Line, draft: Draft, columns: Columns) -> bool:
    """Whether a lone first cell beneath a name, a date or a status heads the next rows: the one above is whole."""
    cell = line.only
    at = next(iter(line.cells))
    column = columns.at(at)
    if cell is None or column is None or at != min(c.start for c in columns.columns):
        return False
    prose = column.role in (Role.REQUIREMENT, Role.RESPONSE, Role.GAP)
    merged = any(one.role is Role.REQUIREMENT for here in line.reaching if (one := columns.at(here)))
    before = draft.text(column.role)
    if merged or goes_on(cell.text) or dangles(before):
        return False
    if not prose:
        return True
    text = one_line(cell.text)
    short = len(text.split()) <= SHORT and not text.endswith((".", ";", ","))
    name = len(text.split()) <= SHORT // 2 and not requires(text)
    return short and (is_blank(before) or not unfinished(before) or name)


def _cut_by_page(draft: Draft, line: Line, roles: set[Role]) -> bool:
    """Whether prose without a reference on a new page belongs to the row before it, where rows have references."""
    prose = roles <= {Role.REQUIREMENT, Role.RESPONSE, Role.GAP} and bool(draft.text(Role.REF))
    turned = draft.place.page is not None and draft.place.page != line.place.page
    long = any(len(cell.text.split()) > SHORT for cell in line.cells.values())
    return prose and turned and long and unfinished(draft.text(Role.REQUIREMENT))


def _is_value(role: Role, text: str) -> bool:
    """Whether a text says what a column of statuses or dates holds."""
    if role is Role.WHEN:
        return is_when(text)
    return is_blank(text) or (read_rag(text) or read_met(text)) is not None or says_progress(text)


def _heads(line: Line, columns: Columns) -> bool:
    """Whether a lone first cell is loud enough to be a heading."""
    cell = line.only
    if cell is None or next(iter(line.cells)) != min(column.start for column in columns.columns):
        return False
    return cell.bold or is_theme(cell.text)
