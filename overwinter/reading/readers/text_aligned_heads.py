"""The column headings of an aligned table: in which printed lines they stand, and how often they come back."""

from collections.abc import Sequence

from overwinter.reading.readers.text_aligned_columns import chunks_of
from overwinter.reading.readers.text_aligned_rows import MOST_HEADER_LINES, REFERENCE, THEME
from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.vocabulary import in_force
from overwinter.reading.words import key

FIRST_LINES = 8
"""Printed lines of a table among which its headings begin."""
MOST_WORDS = 8
"""Words of one line of a heading."""


def squeezed(line: Line) -> str:
    return " ".join(line.text.split())


def head_blocks(lines: Sequence[Line]) -> list[list[int]]:
    """The lines of the column headings, once for each time that they are printed. None of ``lines`` is blank."""
    top = _key_line(lines)
    if top is None:
        return []
    text = squeezed(lines[top])
    again = [at for at, line in enumerate(lines) if squeezed(line) == text]
    above, below = _size_of_repeated(lines, again) if len(again) > 1 else _size_of_single(lines, top)
    return [list(range(at - above, min(at + below, len(lines) - 1) + 1)) for at in again if at >= above]


def _key_line(lines: Sequence[Line]) -> int | None:
    """The line among the first that names the most columns."""
    several = [at for at, line in enumerate(lines) if len(chunks_of(line)) > 1][:FIRST_LINES]
    if not several:
        return None
    marks = {at: _names([span.text for span in chunks_of(lines[at])]) for at in several}
    best = max(several, key=lambda at: (marks[at], -at))
    if marks[best]:
        return best
    return several[0] if sum(squeezed(line) == squeezed(lines[several[0]]) for line in lines) > 1 else None


def _names(texts: Sequence[str]) -> int:
    """How many of the texts are known as headings; none where one is too long for one."""
    small = sum(text[:1].islower() for text in texts)
    if any(len(text.split()) > MOST_WORDS for text in texts) or small * 4 > len(texts):
        return 0
    return sum(is_heading(text) for text in texts)


def is_heading(text: str) -> bool:
    """Whether a text is known to head a column of a plan."""
    return bool(words := key(text)) and in_force().role_of(words) is not None


def _size_of_repeated(lines: Sequence[Line], again: Sequence[int]) -> tuple[int, int]:
    """Lines above and below the first one of the headings that come again with it each time."""
    above = below = 0
    while below + 1 < MOST_HEADER_LINES and _same(lines, again, below + 1) and not _is_body(lines, again, below + 1):
        below += 1
    while above < MOST_HEADER_LINES and _same(lines, again, -above - 1) and _is_above(lines, again[0], -above - 1):
        above += 1
    return above, below


def _same(lines: Sequence[Line], again: Sequence[int], step: int) -> bool:
    """Whether the line so far from each printing is the same in nearly all of them."""
    texts = [squeezed(lines[at + step]) if 0 <= at + step < len(lines) else "" for at in again]
    text = max(set(texts), key=texts.count)
    return bool(text) and texts.count(text) > max(1, len(texts) - 1 - len(texts) // 8) and texts[0] == text


def _is_body(lines: Sequence[Line], again: Sequence[int], step: int) -> bool:
    text = squeezed(lines[again[0] + step])
    return bool(REFERENCE.match(text.split()[0]) or THEME.match(text))


def _is_above(lines: Sequence[Line], at: int, step: int) -> bool:
    return len(chunks_of(lines[at + step])) > 1 or _heads_a_column(lines, at, step)


def _heads_a_column(lines: Sequence[Line], at: int, step: int) -> bool:
    """Whether a line above stands over columns other than the first, and is no title over the table."""
    first = chunks_of(lines[at])
    spans = chunks_of(lines[at + step])
    return all(span.start >= first[0].end and len(span.text.split()) <= 3 for span in spans)


def _size_of_single(lines: Sequence[Line], top: int) -> tuple[int, int]:
    """Lines above and below the first one with which the most columns are known by their headings."""
    above = 1 if top and lines[top - 1].page == lines[top].page and _heads_a_column(lines, top, -1) else 0
    heads = [(span.start, span.end, span.text) for span in chunks_of(lines[top])]
    best, size = sum(is_heading(text) for _, _, text in heads), 0
    for step in range(1, MOST_HEADER_LINES):
        if top + step >= len(lines) or lines[top + step].page != lines[top].page:
            break
        spans = chunks_of(lines[top + step])
        if any(len(span.text.split()) > MOST_WORDS for span in spans) or REFERENCE.match(spans[0].text.split()[0]):
            break
        beneath = list[tuple[int, int, str]]()
        placed = 0
        for start, end, text in heads:
            own = [span for span in spans if span.start < end + 1 and span.end > start - 1]
            placed += len(own)
            joined = " ".join([text, *(span.text for span in own)])
            run = "".join([text, *(span.text for span in own)])
            ends = [span.end for span in own]
            beneath.append((start, max([end, *ends]), run if is_heading(run) else joined))
        if placed != len(spans):
            break
        heads = beneath
        known = sum(is_heading(text) for _, _, text in heads)
        wrapped = size == step - 1 and all(span.text[:1].islower() or span.text[0] == "(" for span in spans)
        if known > best or (known == best and wrapped):
            best, size = known, step
    return above, size
