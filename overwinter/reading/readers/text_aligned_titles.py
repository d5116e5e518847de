"""What stands across an aligned table: titles above its headings printed again, and headings between its rows."""

import re
from collections.abc import Collection, Mapping, Sequence

from overwinter.reading.readers.text_aligned_columns import Printed, chunks_of
from overwinter.reading.readers.text_aligned_heads import squeezed
from overwinter.reading.readers.text_aligned_rows import DANGLES, REFERENCE, THEME
from overwinter.reading.readers.text_anchored_rows import Body
from overwinter.reading.readers.text_unmarked_rows import is_heading, may_head, measured

MOST_TITLE_WORDS = 30
MOST_LINES = 3
MOSTLY, FEWEST = 0.6, 2
"""Share, and number, of the headings printed again that have a heading of rows at them, for that to be the way."""


def titles_of(printed: Sequence[Printed], heads: set[int], blank: Sequence[bool], column: int | None) -> dict[int, str]:
    """What stands across the table by its line. A title's further lines are joined to its first and have no text."""
    found: dict[int, str] = {}
    first: int | None = None
    for at, one in enumerate(printed):
        text = squeezed(one.line)
        alone = at not in heads and len(chunks_of(one.line)) == 1 and sum(map(bool, one.cells)) >= 1
        if not alone:
            continue
        if first is not None and at - 1 in found and not blank[at] and title_goes_on(found[first], text):
            found[first] += f" {text}"
            found[at] = ""
        elif _is_title(printed, at, text, column):
            found[at] = text
            first = at
    return found


def title_goes_on(title: str, text: str) -> bool:
    """Whether a line right beneath one of a title is its rest."""
    if text[:1].islower() or text[0] in "&(" or title.count("(") > title.count(")") or DANGLES.search(title.lower()):
        return True
    loud = title == title.upper() and text == text.upper() and title[:1].isdigit() and not title.endswith(")")
    return loud and not re.search(r"[:=\d]", text)


def _is_title(printed: Sequence[Printed], at: int, text: str, column: int | None) -> bool:
    one = printed[at]
    if len(text.split()) > MOST_TITLE_WORDS or text[:1].islower() or _has_reference(text):
        return False
    if THEME.match(text):
        return True
    if column != 0:
        return False
    inner = [
        start
        for other in printed
        if other.line.page == one.line.page
        and (start := other.starts[1]) is not None
        and sum(map(bool, other.cells)) > 1
        and len(chunks_of(other.line)) > 1
    ]
    return bool(inner) and chunks_of(one.line)[0].start < min(inner)


def _has_reference(text: str) -> bool:
    """Whether a line begins with the reference of a row; a number before capitals is that of a title."""
    first, _, rest = text.partition(" ")
    return bool(REFERENCE.match(first)) and not (rest and rest == rest.upper() and "." not in first[:-1])


def headings_of(
    printed: Sequence[Printed],
    bodies: Mapping[int, Body],
    titles: Mapping[int, str],
    ends: Collection[int],
    under: Collection[int],
) -> dict[int, str]:
    """Headings between rows that have no references.

    Where most stand right above or right beneath (``under``) the column headings printed again (``ends``), all do.
    """
    order = [at for at in bodies if at not in titles]
    lines = [bodies[at] for at in order]
    if not lines:
        return {}
    known = measured(lines)
    alone = [len(chunks_of(printed[at].line)) == 1 for at in order]
    found = {at: n for n, at in enumerate(order) if is_heading(lines, n, known, alone=alone[n])}
    longer = {
        at: f"{squeezed(printed[at].line)} {squeezed(printed[at + 1].line)}"
        for n, at in enumerate(order[:-1])
        if alone[n]
        and alone[n + 1]
        and order[n + 1] == at + 1
        and lines[n + 1].cells[0][:1].islower()
        and not any(lines[n + 1].cells[1:])
        and is_heading(lines, n, known, alone=True, size=2)
    }
    over = {at: parts for end in ends if (parts := _over(printed, bodies, titles, end - 1)) for at in parts[-1:]}
    if len(over) >= FEWEST and len(over) >= MOSTLY * len({end - 1 for end in ends} - titles.keys()):
        over |= {at: [at] for at in found if at + 1 in {parts[0] for parts in over.values()}}
        joined = {parts[0]: " ".join(squeezed(printed[at].line) for at in parts) for parts in over.values()}
        return {at: joined.get(at, "") for parts in over.values() for at in parts}
    fresh = {at for at in found if at in under}
    if len(fresh) >= FEWEST and len(fresh) >= MOSTLY * len(ends):
        found = {at: n for at, n in found.items() if at in fresh}
        longer = {at: text for at, text in longer.items() if at in under}
    return {at: squeezed(printed[at].line) for at in found} | longer | {at + 1: "" for at in longer}


def _over(printed: Sequence[Printed], bodies: Mapping[int, Body], titles: Mapping[int, str], last: int) -> list[int]:
    """The lines of the heading that ends right above column headings printed again; none where none does."""
    parts = [last]
    while parts[0] in bodies and parts[0] not in titles and len(chunks_of(printed[parts[0]].line)) == 1:
        text = " ".join(squeezed(printed[at].line) for at in parts)
        if may_head(text):
            return parts
        if not text[:1].islower() or len(parts) == MOST_LINES:
            break
        parts.insert(0, parts[0] - 1)
    return []
