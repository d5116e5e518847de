"""Why a table was taken for a plan or not, in words: what an engineer wants to know when a document reads badly."""

from collections.abc import Iterator, Sequence

from overwinter.kernel.words import counted, joined
from overwinter.reading.cells.text import one_line
from overwinter.reading.document import Block, Paragraph, Table
from overwinter.reading.layout.column import NAMES, Columns
from overwinter.reading.layout.grid import Line
from overwinter.reading.layout.header import names_rows
from overwinter.reading.layout.headings import names_theme
from overwinter.reading.layout.labelled import label_of
from overwinter.reading.layout.roles import LONGEST_HEADING, heads_no_plan, role_of
from overwinter.reading.layout.sections_marks import kind_of_mark
from overwinter.reading.result import ColumnRead

LOOKED_AT = 12
"""Lines from the top among which the column headings of a table are looked for when it has none."""
SHOWN = 6
"""Headings that a sentence names."""


def columns_read(columns: Columns) -> Iterator[ColumnRead]:
    """The columns as the reading keeps them."""
    for column in columns.columns:
        yield ColumnRead(column.label, str(column.role), "; ".join(column.why))


def why_plan(line: Line) -> str:
    """Why ``line`` heads a plan."""
    known = [f"“{one_line(text)}” ({NAMES[role]})" for text in line.texts if (role := role_of(one_line(text)))]
    return f"the row at {line.place} has headings of a plan: {', '.join(known)}"


def why_no_plan(body: Sequence[Line], *, about_care: bool) -> str:
    """Why no line of a table heads a plan: the line that came nearest, and what it lacks."""
    nearest = max(body[:LOOKED_AT], key=_known, default=None)
    if nearest is None or len(nearest.cells) < 2:
        return "no row of it has several cells"
    texts = [one_line(text) for text in nearest.texts]
    told = [f"“{text}” ({NAMES[role]})" for text in texts if (role := role_of(text))]
    unknown = [f"“{text}”" for text in texts if role_of(text) is None and len(text.split()) <= LONGEST_HEADING]
    unknown_words = f"not known as headings: {', '.join(unknown[:SHOWN])}" if unknown else "no other heading is known"
    if not told:
        return f"none of its rows has a known heading; in the row at {nearest.place} are {unknown_words}"
    if heads_no_plan(texts[0]):
        return f"its first heading, “{texts[0]}”, names other things than requirements"
    known = f"the row at {nearest.place} has the headings {', '.join(told)}"
    if not any(names_rows(text) for text in texts):
        return f"{known}, but none that names what is asked; {unknown_words}"
    if not about_care:
        return f"{known}, which could head any list of actions, and the document does not speak of care in winter"
    return f"{known}, which are too few for a plan; {unknown_words}"


def why_no_prose(blocks: Sequence[Block]) -> str:
    """Why a document without rows is no plan: how much of what it has, and what of it plans have, too."""
    tables = [block for block in blocks if isinstance(block, Table)]
    told = [block for block in blocks if isinstance(block, Paragraph) and not block.furniture]
    marks = sum(kind_of_mark(paragraph) is not None for paragraph in told)
    themes = sum(names_theme(paragraph.text) for paragraph in told)
    labels = [label for paragraph in told if (label := label_of(paragraph.text)) is not None]
    heads = [text for paragraph in told if role_of(text := one_line(paragraph.text).strip("*: "))]
    held = [
        _some([p.text for p in told if p.bullet], "item of a list", "items of lists", quoted=False),
        f"{counted(marks, 'mark')} such as “We will”" if marks else "",
        counted(themes, "name of a theme", "names of themes") if themes else "",
        _some(labels, "label of a plan", "labels of a plan"),
        _some(heads, "column heading of one", "column headings of one"),
    ]
    of_tables = f"none of its {counted(len(tables), 'table')} is one" if tables else "it has no table"
    said = joined(one for one in held if one) or "nothing that plans have"
    return f"{of_tables}, and its {counted(len(told), 'paragraph')} hold {said}: so no plan is written"


def _some(texts: Sequence[str], one: str, many: str, *, quoted: bool = True) -> str:
    """How many texts there are of a kind, and which, each once; empty for none."""
    shown = ", ".join(f"“{text}”" for text in [*dict.fromkeys(texts)][:SHOWN])
    return f"{counted(len(texts), one, many)}{f' ({shown})' if quoted else ''}" if texts else ""


def _known(line: Line) -> tuple[int, int]:
    short = sum(len(text.split()) <= LONGEST_HEADING for text in line.texts)
    return sum(role_of(one_line(text)) is not None for text in line.texts), short if len(line.cells) > 1 else 0
