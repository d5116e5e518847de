"""Columns that were read one after the other: a row's cells as groups of lines, and lines as a cell's text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from overwinter.reading.document import Place
from overwinter.reading.layout.columns_cells import is_date_word
from overwinter.reading.layout.columns_split import SENTENCE_END
from overwinter.reading.layout.prose import join_wrap


@dataclass(slots=True)
class Line:
    text: str
    place: Place
    after_blank: bool
    bullet: bool


@dataclass(slots=True)
class Row:
    ref: str | None
    place: Place
    theme: str | None
    section: str | None
    lines: list[Line] = field(default_factory=list)
    across: bool = False
    """Its first line holds several columns."""


@dataclass(slots=True)
class Found:
    met: str = ""
    lead: str = ""
    when: str = ""
    gap_from: int | None = None
    """In columns read one after the other: the line after a lone status, where the gap column begins."""
    last: int = 0
    """The line after the row's narrow columns; what stands beneath is the rest of a cell, from the next page."""


def groups(lines: list[Line]) -> Iterator[list[str]]:
    """Lines between blank ones."""
    group: list[str] = []
    for line in lines:
        if line.after_blank and group:
            yield group
            group = []
        group.append(line.text)
    if group:
        yield group


def take_groups(
    lines: list[Line], words: list[list[str]], names: list[tuple[str, ...]], found: Found
) -> list[list[str]]:
    """Columns read one after the other: lead, date and status are groups of lines of their own.

    A page break may set the rest of a cell right beneath the last of them.
    """
    starts = [number for number, line in enumerate(lines) if line.after_blank or number == 0]
    left = [list(line) for line in words]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        for stop in range(end, start, -1):
            flat = [word for line in words[start:stop] for word in line if word != "|"]
            if _take_group(flat, start, stop, names, found):
                left[start:stop] = [[] for _ in range(start, stop)]
                if stop < end or start > 0:
                    found.last = max(found.last, stop)
                break
    return left


def _take_group(flat: list[str], start: int, stop: int, names: list[tuple[str, ...]], found: Found) -> bool:
    if flat in (["Y"], ["N"]) and not found.met:
        found.met, found.gap_from = flat[0], stop
    elif tuple(flat) in names and not found.lead:
        found.lead = " ".join(flat)
    elif flat and start and all(is_date_word(word) for word in flat) and not found.when:
        found.when = " ".join(flat)
    else:
        return False
    return True


def stacked(row: Row, lines: list[list[str]], found: Found) -> tuple[str, str, str]:
    """Columns read one after the other: the first group of lines is the requirement, what follows a status the gap."""
    texts = [" ".join(word for word in words if word != "|") for words in lines]
    first = next(
        (number for number in range(1, len(texts)) if row.lines[number].after_blank and texts[number - 1]), len(texts)
    )
    while first < len(texts) and (texts[first - 1].endswith(":") or _goes_on(texts, first)):
        first = next((number for number in range(first + 1, len(texts)) if row.lines[number].after_blank), len(texts))
    rest = (
        next((n for n in range(found.last, len(texts)) if texts[n]), len(texts)) if found.last > first else len(texts)
    )
    gap = found.gap_from if found.gap_from is not None and found.gap_from >= first else rest
    own = list(range(first))
    if (
        rest < len(texts)
        and texts[rest][:1].islower()
        and not SENTENCE_END.search(" ".join(texts[:first]).rstrip() or ".")
    ):
        own += range(rest, next((n for n in range(rest + 1, len(texts)) if row.lines[n].after_blank), len(texts)))
    columns = (own, [n for n in range(first, len(texts)) if n not in own and (n < gap or n >= rest)], range(gap, rest))
    requirement, response, actions = (
        text_of([texts[n] for n in part], [row.lines[n] for n in part]) for part in columns
    )
    return requirement, response, actions


def _goes_on(texts: list[str], at: int) -> bool:
    above = next((text for text in reversed(texts[:at]) if text), ".")
    return texts[at][:1].islower() and not SENTENCE_END.search(above)


def text_of(parts: list[str], marks: list[Line]) -> str:
    """Printed lines of one column as text: bullets and paragraphs on lines of their own."""
    text = ""
    gap = False
    for part, mark in zip(parts, marks, strict=True):
        gap = gap or mark.after_blank
        if not part:
            continue
        bullet = mark.bullet or re.match(r"^[e¢«*+»•-]\s+(?=\S)", part)
        if not text:
            text = part
        elif bullet or (gap and SENTENCE_END.search(text)):
            text += f"\n{part}"
        else:
            text = join_wrap(text, part, None)
        gap = False
    return text
