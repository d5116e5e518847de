"""Bullets that a print has taken away from their texts: the marks stand beneath each other, and then the texts do.

How many marks there are says into how many texts the lines are cut; where, the lines say: one that had room for the
next word was ended by its author, and so was a sentence.
"""

import re
from collections.abc import Sequence, Set

from msgspec.structs import replace

from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.type_widths import SPACE, width_of

MARK = "•"
LONE = re.compile(r"^\s*[•▪●◦‣■➢\uf0b7\uf0a7\uf0d8\uf0fc]\s*$")
FEWEST = 2
"""Marks beneath each other, somewhere in the text: a single one by itself may be anything."""
ENDED = re.compile(r"[.;:!?>][”\"’')]*$")
HANGING = re.compile(r"(?:[,&/(–-]|\b(?:a|an|and|or|of|the|to|for|with|in|on|by|that|their|our))$")
ROOM = 0.97
"""Share of the widest line that the next word would have kept within, so that the line was ended by its author."""
ROOMY, STOPPED, WITHIN, CAPITAL, SMALL, OPEN, BACK, ALIKE = 3.0, 1.5, -0.5, 1.0, -4.0, -3.0, -1.5, 1.0
"""What speaks for a text beginning with a line, or against it: room above, a sentence ended there, where the last text
ends so too or does not, a capital, a small letter, a sentence left open, a word that refers back,
one that other texts of the document begin with."""
REFERS_BACK = frozenset({"this", "these", "those", "they", "it", "such"})
APART = 0.5
"""How much less must speak for the likeliest line that is left out; else it is not sure where the texts begin."""


def with_their_marks(lines: Sequence[Line], furniture: Set[tuple[int | None, int]]) -> tuple[Line, ...]:
    """``lines`` with marks that stood by themselves put in front of their texts."""
    found = list(lines)
    fewest = (
        1
        if any(len(_marks(found, at)[0]) >= FEWEST for at, line in enumerate(found) if LONE.match(line.text))
        else FEWEST
    )
    runs: list[tuple[list[int], list[int]]] = []
    at = 0
    while at < len(found):
        marks, after = _marks(found, at)
        if len(marks) >= fewest:
            runs.append((marks, _block(found, after, furniture, len(marks))))
        at = max(after, at + 1)
    begin = frozenset(found[block[0]].text.split()[0] for _, block in runs if block)
    for marks, block in runs:
        starts = _starts([found[n].text for n in block], len(marks), begin)
        if starts:
            for n in marks:
                found[n] = replace(found[n], text="")
            for n in starts:
                line = found[block[n]]
                found[block[n]] = replace(line, text=f"{MARK} {line.text.lstrip()}", mark_apart=True)
    return tuple(found)


def _marks(lines: Sequence[Line], start: int) -> tuple[list[int], int]:
    """The marks that stand alone from a line on, blank lines among them, and the first line after them."""
    marks: list[int] = []
    at = start
    while at < len(lines) and lines[at].page == lines[start].page:
        if LONE.match(lines[at].text):
            marks.append(at)
        elif not lines[at].blank or not marks:
            break
        at += 1
    return marks, at


def _block(lines: Sequence[Line], start: int, furniture: Set[tuple[int | None, int]], fewest: int) -> list[int]:
    """The lines that follow up to a blank one; beyond it where there are fewer than the texts that are looked for."""
    block: list[int] = []
    for at in range(start, len(lines)):
        line = lines[at]
        if line.page != lines[start].page or LONE.match(line.text):
            break
        if line.blank:
            if len(block) >= fewest:
                break
            continue
        if (line.page, line.number) in furniture:
            continue
        block.append(at)
    return block


def _starts(texts: Sequence[str], count: int, begin: Set[str]) -> list[int]:
    """Which of the lines begin a text; none where that is not sure."""
    if len(texts) < count:
        return []
    if len(texts) == count:
        return list(range(count))
    widest = max(map(width_of, texts))
    first_goes_on = texts[0].lstrip()[:1].islower()
    stopped = STOPPED if ENDED.search(texts[-1].rstrip()) else WITHIN
    speaks = {n: _speaks(texts[n - 1], texts[n], widest, stopped, begin) for n in range(1, len(texts))}
    wanted = count if first_goes_on else count - 1
    if not wanted:
        return [0]
    ranked = sorted(speaks, key=lambda n: (-speaks[n], n))
    least = min((speaks[n] for n in ranked[:wanted]), default=0.0)
    unsure = len(ranked) < wanted or least <= 0 or any(least - speaks[n] < APART for n in ranked[wanted : wanted + 1])
    if unsure:
        return []
    chosen = sorted(ranked[:wanted])
    return chosen if first_goes_on else [0, *chosen]


def _speaks(before: str, text: str, widest: int, stopped: float, begin: Set[str]) -> float:
    word = text.split()[0]
    said = ROOMY if width_of(before.rstrip()) + SPACE + width_of(word) < ROOM * widest else 0.0
    said += stopped if ENDED.search(before.rstrip()) else OPEN if HANGING.search(before.rstrip()) else 0.0
    said += BACK if word.casefold() in REFERS_BACK else ALIKE if word in begin else 0.0
    return said + (SMALL if text.lstrip()[:1].islower() else CAPITAL)
