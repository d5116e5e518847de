"""What the cells of a column tell of it: where a heading says nothing or two things, and where there is none."""

import re
from collections.abc import Callable, Collection, Sequence

from overwinter.kernel.winter import Winter
from overwinter.reading.cells.dates import read_date
from overwinter.reading.cells.refs import is_ref
from overwinter.reading.cells.status import MOST, read_met, read_rag, says_progress
from overwinter.reading.cells.text import is_blank
from overwinter.reading.document import Cell
from overwinter.reading.layout.column import NAMES, Column
from overwinter.reading.layout.grid import Line
from overwinter.reading.layout.key import Key
from overwinter.reading.layout.roles import Role, heads_no_plan, role_of
from overwinter.reading.words import key

_NAMES_LEAD = re.compile(r"\b(?:who|lead|leads|owner|officer|responsible)\b")
_RISKS = re.compile(r"\brisks?\b", re.IGNORECASE)
_MITIGATES = re.compile(r"\bmitigat", re.IGNORECASE)
_NO_DATE = re.compile(
    r"^(?:on-?going|continu\w+|complete[d]?|done|in place|immediate(?:ly)?|asap|now|tb[acd]|n\s*/?\s*a)\b",
    re.IGNORECASE,
)
"""What stands in a column of dates instead of one."""
_KINDS: tuple[tuple[Role, Callable[[str], bool]], ...] = (
    (Role.REF, is_ref),
    (Role.RAG, lambda text: read_rag(text) is not None),
    (Role.MET, lambda text: read_met(text) is not None and len(text.split()) < PROSE),
)
_SOME_WINTER = Winter(2020)
"""Whether a text is a date does not hang on the year."""
FEWEST = 2
"""Cells it takes to tell a column by its content."""
MOSTLY = 0.6
"""Share of a column's cells that must say the same kind of thing for the column to be of that kind."""
PROSE = 4
"""Words from which a cell is prose rather than a name, a date or a mark."""


def kind_of(cells: list[Cell], taken: Collection[Role], winter: Winter) -> Role:
    """What a column of ``cells`` is for, where those before it have the roles that are ``taken``."""
    texts = [cell.text for cell in cells if not is_blank(cell.text)]
    if not texts:
        return Role.EXTRA
    tests: tuple[tuple[Role, Callable[[str], bool]], ...] = (
        (Role.REF, is_ref),
        (Role.MET, lambda text: read_met(text) is not None and read_rag(text) is None),
        (Role.RAG, lambda text: read_rag(text) is not None),
        (Role.WHEN, lambda text: _tells_when(text, winter)),
    )
    for role, test in tests:
        if role not in taken and sum(1 for text in texts if test(text)) >= MOSTLY * len(texts):
            return role
    if sum(len(text.split()) for text in texts) / len(texts) >= PROSE:
        return next((r for r in (Role.REQUIREMENT, Role.RESPONSE, Role.GAP) if r not in taken), Role.EXTRA)
    return Role.LEAD if Role.REQUIREMENT in taken and Role.LEAD not in taken else Role.EXTRA


def _tells_when(text: str, winter: Winter) -> bool:
    return len(text.split()) < PROSE + 2 and (read_date(text, winter) is not None or bool(_NO_DATE.match(text)))


def _told(texts: Sequence[str]) -> Role | None:
    """The purpose of a column all of whose cells are references, colours or answers. References differ."""
    for role, test in _KINDS:
        if texts and sum(1 for text in texts if test(text)) >= MOSTLY * len(texts):
            return role if role is not Role.REF or len(set(texts)) == len(texts) else None
    return None


def _are_dates(texts: Sequence[str]) -> bool:
    days = sum(read_date(text, _SOME_WINTER) is not None for text in texts)
    return days * 2 >= len(texts) and all(is_when(text) for text in texts)


def _are_names(column: Column, below: Sequence[Line]) -> bool:
    """Whether a column in front holds short names, each for several rows."""
    cells = cells_of(column, below)
    rows = sum(len(line.cells) > 1 for line in below)
    spread = any(cell.rows > 1 for cell in cells) or len(cells) < MOSTLY * rows
    return spread and all(len(c.text.split()) <= MOST and not c.text.strip().endswith((".", ";")) for c in cells)


def is_when(text: str) -> bool:
    """Whether a text is what stands in a column of dates: a date, or one of the words put instead of one."""
    return _tells_when(text, _SOME_WINTER)


def unheaded(columns: list[Column], below: Sequence[Line]) -> list[Column]:
    """Columns that hold text but have no heading of their own: a reference in front, a note behind."""
    covered = {at for column in columns for at in range(column.start, column.end)}
    starts = sorted({start for line in below if len(line.cells) > 1 for start in line.cells} - covered)
    found: list[Column] = []
    taken = {column.role for column in columns}
    first = min((column.start for column in columns), default=0)
    for start in starts:
        column = Column(start, start + 1, "", Role.EXTRA)
        texts = [cell.text for cell in cells_of(column, below) if not is_blank(cell.text)]
        role = _told(texts)
        if role is None and len(texts) >= FEWEST and _are_dates(texts):
            role = Role.WHEN
        if role is None and start < first and _are_names(column, below):
            role = Role.SECTION
        why = "most of its cells say such a thing, and it has no heading"
        found.append(column.as_role(role, why) if role is not None and role not in taken else column)
        taken.add(found[-1].role)
    return found


def resolved(columns: list[Column], below: Sequence[Line], key_: Key) -> list[Column]:
    """Ambiguous headings decided: by content where they may be a status, by what else the table has otherwise."""
    columns = _cut_headings(_beside_risks(columns), below)
    rated = any(column.role is Role.RAG for column in columns)
    columns = [_status_by_content(column, below, key_, rated=rated) for column in columns]
    columns = _by_content(_marks_of_status(columns, below), below)
    for role in (Role.REF, Role.RAG, Role.MET, Role.LEAD, Role.WHEN, Role.REPORTING):
        columns = _first_only(columns, role, Role.EXTRA)
    columns = _assign(columns, Role.TO_DO, (Role.REQUIREMENT, Role.GAP))
    columns = _assign(columns, Role.ACTIONS, (Role.REQUIREMENT, Role.RESPONSE, Role.GAP))
    columns = _assign(columns, Role.AREA, (Role.REQUIREMENT, Role.SECTION))
    if not any(c.role is Role.REQUIREMENT for c in columns):
        columns = _promote(columns, below, Role.REQUIREMENT, one=True)
    if not _take_turns([c for c in columns if c.role is Role.REQUIREMENT], below):
        columns = _first_only(columns, Role.REQUIREMENT, Role.EXTRA)
    if not any(c.role is Role.RESPONSE for c in columns):
        columns = _assign(columns, Role.COMMENTS, (Role.RESPONSE,))
    if not any(c.role is Role.RESPONSE for c in columns):
        columns = _promote(columns, below, Role.RESPONSE, one=any(c.role is Role.GAP for c in columns))
    if not any(c.role is Role.RESPONSE for c in columns):
        columns = _side_by_side(columns, below)
    other = "another column holds the response"
    columns = [c.as_role(Role.EXTRA, other) if c.role is Role.COMMENTS else c for c in columns]
    if not any(c.role is Role.RESPONSE for c in columns):
        lacking = "no other column holds a response"
        columns = [c.as_role(Role.RESPONSE, lacking) if c.role is Role.GAP else c for c in columns]
    return columns


def _take_turns(columns: Sequence[Column], below: Sequence[Line]) -> bool:
    """Whether each row fills only one of ``columns``: a requirement is asked of the council or of the NHS."""
    filled = [sum(any(c.start <= at < c.end for at in line.cells) for c in columns) for line in below]
    return len(columns) > 1 and max(filled, default=0) == 1


def _cut_headings(columns: list[Column], below: Sequence[Line]) -> list[Column]:
    """A column headed “Requirement” that says yes or no is one of answers whose heading is cut, where another asks."""
    if not any(column.role in (Role.TO_DO, Role.ACTIONS) for column in columns):
        return columns
    why = "its cells say yes or no, and another column says what is asked"
    return [
        column.as_role(Role.MET, why) if column.role is Role.REQUIREMENT and _says_met(column, below) else column
        for column in columns
    ]


def _says_met(column: Column, below: Sequence[Line]) -> bool:
    texts = [cell.text for cell in cells_of(column, below) if not is_blank(cell.text)]
    told = [text for text in texts if len(text.split()) <= MOST and read_met(text) is not None]
    return bool(texts) and len(told) >= MOSTLY * len(texts)


def _beside_risks(columns: list[Column]) -> list[Column]:
    """Mitigations beside a column of risks are what is done about the risks, not what is missing of the requirement."""
    if not any(_RISKS.search(column.label) for column in columns):
        return columns
    return [
        column.as_role(Role.EXTRA, "it answers a column of risks")
        if column.role is Role.GAP and _MITIGATES.search(column.label)
        else column
        for column in columns
    ]


def _marks_of_status(columns: list[Column], below: Sequence[Line]) -> list[Column]:
    """A status of a word or two ("On track") beside a column of prose is a mark, though no colour: no response."""
    done = list(columns)
    for i, column in enumerate(done):
        if column.role is not Role.RESPONSE or role_of(column.label) is not Role.STATUS:
            continue
        others = [c for c in done if c is not column and c.role in (Role.RESPONSE, Role.COMMENTS)]
        if others and _words_each(column, below) < PROSE <= max(_words_each(other, below) for other in others):
            role = Role.EXTRA if any(c.role is Role.RAG for c in done) else Role.RAG
            done[i] = column.as_role(role, "its cells are marks of a word or two beside a column of prose")
    return done


def _words_each(column: Column, below: Sequence[Line]) -> float:
    texts = [cell.text for cell in cells_of(column, below) if not is_blank(cell.text)]
    return sum(len(text.split()) for text in texts) / len(texts) if texts else 0.0


def _by_content(columns: list[Column], below: Sequence[Line]) -> list[Column]:
    """Columns whose headings say nothing known, but whose cells are all references, answers, colours or short names."""
    done = list(columns)
    for i, column in enumerate(done):
        texts = [cell.text for cell in cells_of(column, below) if not is_blank(cell.text)]
        if column.role is not Role.EXTRA or not column.label or len(texts) < FEWEST:
            continue
        role = _told(texts)
        if role is Role.REF and heads_no_plan(column.label):
            continue  # sums and counts
        if (
            role is None
            and _NAMES_LEAD.search(key(column.label))
            and max(len(text.split()) for text in texts) <= 3 * PROSE
        ):
            role = Role.LEAD
        if role is not None and not any(other.role is role for other in done):
            done[i] = column.as_role(role, "most of its cells say such a thing")
    return done


def _status_by_content(column: Column, below: Sequence[Line], key_: Key, *, rated: bool) -> Column:
    """ "Current status" is a colour or the narrative; a column headed RAG may hold prose on a coloured ground.

    ``rated``: the table has a column headed RAG, so that an empty status column is one for the narrative.
    """
    if column.role not in (Role.STATUS, Role.RAG, Role.MET):
        return column
    texts = [cell.text for cell in cells_of(column, below) if not is_blank(cell.text)]
    colours = [text for text in texts if read_rag(text, key_.rag) is not None]
    answers = [text for text in texts if read_met(text, key_.met) is not None]
    short = [text for text in answers if column.role is Role.MET and len(text.split()) <= MOST]
    prose = [text for text in texts if len(text.split()) >= PROSE and text not in colours and text not in short]
    if column.role is Role.STATUS:
        if not texts:
            return column.as_role(Role.RESPONSE if rated else Role.RAG, "its cells are empty")
        if len(colours) * 2 >= len(texts):
            return column.as_role(Role.RAG, "its cells name colours")
        progress = [text for text in texts if says_progress(text)]
        both = len(progress) == len(
            texts
        )  # “Complete” answers, and says how far it is: under such a heading the second
        if not rated and len(progress) >= MOSTLY * len(texts) and (both or len(answers) < len(texts)):
            return column.as_role(Role.RAG, "its cells say how far the work is")
        if len(answers) >= MOSTLY * len(texts):
            return column.as_role(Role.MET, "its cells say yes or no")
        return column.as_role(Role.RESPONSE, "its cells hold prose, not a colour")
    if texts and len(prose) > MOSTLY * len(texts):
        return column.as_role(Role.RESPONSE, "its cells hold prose")
    if column.role is Role.MET and len(colours) >= MOSTLY * max(len(texts), 1):
        return column.as_role(Role.RAG, "its cells name colours")
    return column


def _assign(columns: list[Column], weak: Role, wanted: tuple[Role, ...]) -> list[Column]:
    """Give each column of a weak role the first wanted role that the table still lacks, else make it a further one."""
    done = list(columns)
    for i, column in enumerate(done):
        if column.role is weak:
            role = next(
                (r for r in wanted if not any(c.role is r for c in done)),
                Role.EXTRA if weak is not Role.AREA else Role.SECTION,
            )
            done[i] = column.as_role(role, "that is what the other columns of the table leave open")
    return done


def _promote(columns: list[Column], below: Sequence[Line], role: Role, *, one: bool) -> list[Column]:
    """Columns of prose under headings that say nothing (a council's name, an audience) take ``role``."""
    done = list(columns)
    for i, column in enumerate(done):
        about_risks = _RISKS.search(column.label) is not None
        if column.role is Role.EXTRA and column.label and not about_risks and not heads_no_plan(column.label):
            texts = [cell.text for cell in cells_of(column, below) if not is_blank(cell.text)]
            if texts and sum(len(text.split()) for text in texts) / len(texts) >= (
                PROSE if role is Role.RESPONSE else 2
            ):
                done[i] = column.as_role(role, "its cells hold prose and no heading names one")
                if one:
                    break
    return done


def _side_by_side(columns: list[Column], below: Sequence[Line]) -> list[Column]:
    """Where nothing but names (of councils) stands over the columns beside the requirement, each holds an answer."""
    at = next((i for i, column in enumerate(columns) if column.role is Role.REQUIREMENT), None)
    beside = columns[at + 1 :] if at is not None else []
    rows = sum(len(line.cells) > 1 for line in below)
    named = all(c.role is Role.EXTRA and c.label and role_of(c.label) is None for c in beside)
    filled = all(
        len([cell for cell in cells_of(c, below) if not is_blank(cell.text)]) >= MOSTLY * rows
        and not heads_no_plan(c.label)
        for c in beside
    )
    if len(beside) < FEWEST or not rows or not (named and filled):
        return columns
    why = "its cells are filled, and only names stand over the columns beside the requirement"
    return [c.as_role(Role.RESPONSE, why) if c in beside else c for c in columns]


def _first_only(columns: list[Column], role: Role, otherwise: Role) -> list[Column]:
    seen = False
    done = []
    for column in columns:
        again = column.role is role and seen and column.says is None
        done.append(column.as_role(otherwise, f"a column before it is {NAMES[role]} already") if again else column)
        seen = seen or column.role is role
    return done


def cells_of(column: Column, below: Sequence[Line]) -> list[Cell]:
    """The cells of a column in lines that are rows; headings across the table say nothing of its columns."""
    return [cell for line in below if len(line.cells) > 1 for cell in line.between(column.start, column.end)]
