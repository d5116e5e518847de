"""Two headings alone that come again and again: of what is asked, and of what is answered."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.heads_runs import listed
from overwinter.reading.layout.roles import Role, role_of
from overwinter.reading.layout.sections_marks import Kind, kind_of_mark
from overwinter.reading.vocabulary.roles import NAMING

FEWEST, MOSTLY, WORDS = 3, 0.8, 7
"""How often each comes, the share of them that the other follows, and the words of one."""
FEWEST_TOPS = 2
"""Pages that begin with such a heading, for a table to go on over them."""
ANSWERED_ALONE = (Role.RESPONSE, Role.STATUS, Role.COMMENTS, Role.GAP)


def in_turn(lines: Sequence[Paragraph]) -> list[tuple[str, Role, int]]:
    """The first of each, with its role and its line; none where other headings come as often, or where none stand
    together and they are not the headings of pages.

    Where lines say who leads and where it is reported, such headings are marks of sections.
    """
    short = {line.text for line in lines if len(line.text.split()) <= WORDS}
    known = {text: role for text in short if _may_head(text) and (role := role_of(text))}
    heads = [(line.text, at) for at, line in enumerate(lines) if line.text in known and not listed(line)]
    times = Counter(text for text, _ in heads)
    often = [text for text, count in times.items() if count >= FEWEST]
    asked = [text for text in often if known[text] in NAMING]
    answered = [text for text in often if known[text] in ANSWERED_ALONE]
    if len(often) != 2 or len(asked) != 1 or len(answered) != 1:
        return []
    told = [(text, at) for text, at in heads if text in often]
    steps = list(pairwise(told))
    turns = sum(one != other for (one, _), (other, _) in steps)
    together = any(one == asked[0] and last - first == 1 for (one, first), (_, last) in steps)
    together = together or _once_a_page([(text, lines[at].place.page) for text, at in told], asked[0])
    together = together or _at_tops_of_pages(lines, asked[0])
    labels = sum(kind_of_mark(line) is Kind.LABEL for line in lines)
    if not together or turns < MOSTLY * len(steps) or labels >= FEWEST:
        return []
    return [(text, known[text], next(at for one, at in told if one == text)) for text in (asked[0], answered[0])]


def _once_a_page(told: Sequence[tuple[str, int | None]], asked: str) -> bool:
    """Whether each stands once on its page, what is asked first."""
    pages = [list(group) for _, group in groupby(told, key=lambda head: head[1])]
    both = sum([text == asked for text, _ in page] == [True, False] for page in pages)
    return both >= FEWEST and both >= MOSTLY * len(pages) and all(len(page) <= 2 for page in pages)


def _at_tops_of_pages(lines: Sequence[Paragraph], asked: str) -> bool:
    """Whether pages begin with what heads a column, as those do over which a table goes on."""
    pages = [next(group) for _, group in groupby(lines, key=lambda line: line.place.page)]
    tops = sum(line.text == asked for line in pages[1:])
    return tops >= FEWEST_TOPS and tops * 5 >= len(pages)


def _may_head(text: str) -> bool:
    return text[:1].isupper() and text[-1:] not in ".;,:"
