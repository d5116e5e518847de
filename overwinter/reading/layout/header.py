"""The heading row of a table and what it makes of the columns: by its words, by content where these are ambiguous."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from overwinter.kernel.winter import Winter
from overwinter.reading.cells.refs import is_ref
from overwinter.reading.cells.status import read_rag
from overwinter.reading.cells.text import one_line
from overwinter.reading.document import Cell
from overwinter.reading.layout.column import Column, Columns, headed
from overwinter.reading.layout.content import cells_of, kind_of, resolved, unheaded
from overwinter.reading.layout.grid import Line
from overwinter.reading.layout.key import Key
from overwinter.reading.layout.options import option_roles, with_options
from overwinter.reading.layout.roles import LONGEST_HEADING, Role, heads_no_plan, role_of
from overwinter.reading.vocabulary.roles import NAMING
from overwinter.reading.words import key

_OF_ANY_LIST = frozenset((Role.ACTIONS, Role.AREA, Role.REF, Role.LEAD, Role.WHEN, Role.STATUS, Role.COMMENTS))
_ASK_OUTRIGHT = frozenset((Role.REQUIREMENT, Role.TO_DO))
_ENDS_SENTENCE = re.compile(r"[.;]$")


def names_rows(heading: str) -> bool:
    """Whether a heading names what the rows ask for."""
    return role_of(heading) in NAMING


def is_weak_header(line: Line) -> bool:
    """Whether a heading row could head any list of things to do: the actions of a meeting, a project's tasks."""
    return {role_of(one_line(text)) for text in line.texts} - {None} <= _OF_ANY_LIST


def label_a_plan(roles: Collection[Role], *, about_care: bool) -> bool:
    """Whether ``roles``, of labels that come again with each requirement, are those of a plan, filled in or not.

    One or two of them could label much else: then the document must speak of care, or name requirements outright.
    """
    found = frozenset(roles)
    if not found & set(NAMING) or (found <= _OF_ANY_LIST and not about_care):
        return False
    if len(found) == 1:
        return about_care and Role.REQUIREMENT in found
    return len(found) > 2 or (not found <= _OF_ANY_LIST and (about_care or bool(found & _ASK_OUTRIGHT)))


def is_header(line: Line) -> bool:
    """Whether a line heads the columns of a plan: it names requirements and at least one other column of a plan."""
    if line.row.heads_plan:
        return True
    texts = [one_line(text) for text in line.texts]
    if len(texts) < 2 or any(len(text.split()) > LONGEST_HEADING for text in texts):
        return False
    roles = _roles(texts)
    known = {role for role in roles if role is not None}
    names = known & set(NAMING)
    if not names and len(known) < 3:
        return False
    if heads_no_plan(texts[0]) and Role.REQUIREMENT not in known and Role.TO_DO not in known:
        return False
    if len(known) >= 2 and len([role for role in roles if role]) * 2 >= len(texts):
        return True
    numbered = roles[0] is Role.REF
    marked = line.row.header or line.first or numbered or (line.bold and len(texts) > 1)
    strong = known & {Role.REQUIREMENT, Role.TO_DO} or (Role.AREA in known and len(texts) > 2)
    return bool(marked and strong and not any(_ENDS_SENTENCE.search(text) for text in texts))


def _roles(texts: Sequence[str]) -> list[Role | None]:
    """What each heading names. Headings side by side that are each an answer ("Red", "Amber") are one of several."""
    return [role_of(text) or option for text, option in zip(texts, option_roles(texts), strict=True)]


def is_second_line(line: Line, above: Line) -> bool:
    """Whether ``line`` belongs to the headings in the line above it: it divides wide ones, or heads what they do not.

    In a spreadsheet a wide heading may be one cell with empty ones beside it: then the second line stands over columns
    that the first leaves without a heading, says nothing a row would say, and names something a plan has.
    """
    if len(line.cells) < 2 or any(len(one_line(text).split()) > LONGEST_HEADING // 2 for text in line.texts):
        return False
    wide = [(start, start + cell.columns) for start, cell in above.cells.items() if cell.columns > 1]
    if wide and all(any(start <= at < end for start, end in wide) for at in line.cells):
        return True
    headed = {at for start, cell in above.cells.items() for at in range(start, start + cell.columns)}
    names = {at for at, cell in above.cells.items() if role_of(one_line(cell.text)) in (*NAMING, Role.REF)}
    texts = [one_line(text) for text in line.texts]
    if set(line.cells) <= headed or set(line.cells) & names:
        return False
    kinds = _roles(texts)
    told = [kind is not None or _is_plain_name(text) for kind, text in zip(kinds, texts, strict=True)]
    return any(kinds) and all(told)


def _is_plain_name(text: str) -> bool:
    return text[:1].isupper() and not is_ref(text) and read_rag(text) is None and not text.endswith((".", ";", ","))


def read_header(line: Line, below: Sequence[Line], key_: Key) -> Columns:
    """The columns that ``line`` heads. ``below`` are the lines beneath it, for what only their content can tell."""
    second = below[0] if below and is_second_line(below[0], line) else None
    body = below[1:] if second is not None else below
    heads = {at: cell for at, cell in line.reaching.items() if len(cell.text.split()) <= LONGEST_HEADING} | line.cells
    columns = list(_headed(heads))
    if second is not None:
        columns = list(_divided(columns, second))
    columns += unheaded(columns, body)
    columns = with_options(sorted(columns, key=lambda column: column.start), body)
    texts = [*line.texts, *(second.texts if second is not None else ())]
    return Columns(tuple(resolved(columns, body, key_)), frozenset(key(text) for text in texts))


def _headed(cells: Mapping[int, Cell]) -> Iterator[Column]:
    heads = sorted(cells.items())
    for i, (start, cell) in enumerate(heads):
        following = heads[i + 1][0] if i + 1 < len(heads) else start + cell.columns
        end = max(start + cell.columns, start + 1) if cell.start is not None else following
        yield headed(start, end, cell.text)


def _divided(columns: Sequence[Column], line: Line) -> Iterator[Column]:
    """``columns`` with the wide ones divided under the headings of ``line``.

    What stands beneath says what its column is for; where it does not (an audience, a date), the heading above does.
    """
    reach = [following.start for following in columns[1:]] + [max([*line.cells, 0]) + 1]
    labels = [key(cell.text) for cell in line.cells.values()]
    for column, end in zip(columns, reach, strict=True):
        inner = sorted((at, cell) for at, cell in line.cells.items() if column.start <= at < max(end, column.end))
        if not inner:
            yield column
            continue
        if len(inner) == 1 and inner[0][0] == column.start and column.end == column.start + 1:
            label = f"{column.label} {one_line(inner[0][1].text)}"
            yield headed(column.start, column.end, label) if role_of(label) else replace(column, label=label)
            continue
        ends = [at for at, _ in inner[1:]] + [max(column.end, inner[-1][0] + inner[-1][1].columns)]
        for (at, cell), until in zip(inner, ends, strict=True):
            text = one_line(cell.text)
            label = f"{column.label}: {text}" if labels.count(key(text)) > 1 else text
            own = headed(at, until, label)
            why = f"it stands beneath “{column.label}”"
            yield own if role_of(text) else replace(own, role=column.role, why=(*column.why, why))


def infer(below: Sequence[Line], winter: Winter) -> Columns | None:
    """The columns of a table without headings, from what they hold; None when it does not look like a plan."""
    starts = sorted({start for line in below for start in line.cells if len(line.cells) > 1})
    if len(starts) < 2 or len(below) < 3:
        return None
    columns: list[Column] = []
    taken: set[Role] = set()
    for start in starts:
        column = Column(start, start + 1, "", Role.EXTRA)
        role = kind_of(cells_of(column, below), taken, winter)
        taken.add(role)
        columns.append(column.as_role(role, "its cells hold such text, and the table has no headings"))
    result = Columns(tuple(columns))
    typed = any(result.has(role) for role in (Role.REF, Role.RAG, Role.MET))
    return result if result.has(Role.REQUIREMENT) and result.has(Role.RESPONSE) and typed else None
