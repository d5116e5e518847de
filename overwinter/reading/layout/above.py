"""What stands above the column headings of a plan: a heading of the rows beneath them, or something else."""

from collections.abc import Sequence
from itertools import pairwise

from overwinter.reading.cells.text import one_line
from overwinter.reading.document import Paragraph
from overwinter.reading.layout.grid import Line
from overwinter.reading.layout.header import is_header
from overwinter.reading.layout.headings import is_heading
from overwinter.reading.layout.wording import LONG, NAMING, names_council, names_plan, requires
from overwinter.reading.words import key


def headed_again(body: Sequence[Line]) -> bool:
    """Whether the column headings come again in a table, a line alone right above each time: then it is a heading."""
    heads = [at for at, line in enumerate(body) if is_header(line)]
    return len(heads) > 1 and all(at > 0 and body[at - 1].only is not None for at in heads)


def begins_like_others(line: Line, below: Sequence[Line]) -> bool:
    """Whether a line right above column headings heads the first rows as others, alone among the rows, head the next.

    ``below``: what stands beneath the column headings. A title, and what has a number (a version, a date), heads none.
    """
    cell = line.only
    if cell is None or not below or below[0].only is not None or names_plan(cell.text) or names_council(cell.text):
        return False
    if len(cell.text.split()) > NAMING or any(sign.isdigit() for sign in cell.text):
        return False
    at = next(iter(line.cells))
    look = _look(line, at)
    return look is not None and any(
        following.only is None and not other.apart and _look(other, at) == look for other, following in pairwise(below)
    )


def _look(line: Line, at: int) -> tuple[object, ...] | None:
    """How a line that is a heading alone looks, where it stands in one column; else None."""
    cell = line.only
    if cell is None or at not in line.cells:
        return None
    text = one_line(cell.text)
    if len(text.split()) > LONG or requires(text) or text.endswith((".", ";", ",")) or ":" in text:
        return None
    return cell.fill, cell.bold, cell.columns, text.isupper()


def level_within(body: Sequence[Line], above: Paragraph | None) -> int | None:
    """The level of lines alone right above column headings that come again: that of the heading above the table.

    Only where the table begins with its column headings, and a row follows them each time, or a section each time.
    """
    if above is None or not is_header(body[0]):
        return None
    follow = {beneath.only is None for line, beneath in pairwise(body) if is_header(line)}
    return above.level if len(follow) == 1 else None


def heads_next(paragraph: Paragraph, above: Paragraph) -> bool:
    """Whether a paragraph heads the next table, as ``above`` heads the last: alike, and another text.

    What says the same, and the names of the plan and of whose it is, may as well be printed again on each page.
    """
    text = one_line(paragraph.text)
    if not is_heading(paragraph) or names_plan(text) or names_council(text) or key(text) == key(above.text):
        return False
    return (paragraph.level, paragraph.bold) == (above.level, above.bold)
