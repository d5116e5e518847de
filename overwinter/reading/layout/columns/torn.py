"""Words that a scan tore off the ends of a cell's lines and printed beneath them, put back.

Justified lines of a narrow column have wide gaps. Where the last words of a few lines are read as a block of their own,
each goes back to the end of its line: a lead's name that only then is one, or a sentence that only then goes on.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from overwinter.reading.layout.columns.continuity import BULLETS, SENTENCE_END
from overwinter.reading.layout.columns.lines import Line
from overwinter.reading.layout.columns.word_classes import kind_of, left_kind
from overwinter.reading.layout.columns.word_order import ORDER

MOST_LINES, MOST_WORDS = 4, 1
"""Of a block of words that were torn off: lines, and words in each."""
CELL_LINES = 6
"""A name is looked for among cells of no more lines."""


def put_back(lines: list[Line], names: Sequence[tuple[str, ...]]) -> list[Line]:
    """``lines`` with torn-off words at the ends of the lines above them, or of the last line beneath them."""
    blocks = list(_blocks(lines))
    kept: list[list[Line]] = []
    number = 0
    while number < len(blocks):
        block = blocks[number]
        above = kept[-1] if kept else None
        below = blocks[number + 1] if number + 1 < len(blocks) else None
        mended = _mended(above, block, names) if above is not None and _is_torn(block) else None
        if mended is not None:
            kept[-1] = mended
        elif below is not None and above is not None and _is_torn(block) and _ends_below(above, block, below):
            kept.append([*below[:-1], replace(below[-1], text=f"{below[-1].text} {block[0].text}")])
            number += 1
        else:
            kept.append(block)
        number += 1
    return [line for block in kept for line in block]


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if line.after_blank and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_torn(block: list[Line]) -> bool:
    return len(block) <= MOST_LINES and all(
        len(line.text.split()) <= MOST_WORDS and line.text not in BULLETS and not line.page for line in block
    )


def _mended(above: list[Line], block: list[Line], names: Sequence[tuple[str, ...]]) -> list[Line] | None:
    """The lines above with the torn words at their ends, where a name or better sentences come of it."""
    best: tuple[float, list[Line]] | None = None
    for places in _places(len(above), len(block)):
        if any(SENTENCE_END.search(above[place].text) for place in places):
            continue
        trial = list(above)
        for place, torn in zip(places, block, strict=True):
            trial[place] = replace(trial[place], text=f"{trial[place].text} {torn.text}")
        if len(above) <= CELL_LINES and tuple(" ".join(line.text for line in trial).split()) in names:
            return trial
        gain = _flow(above) - _flow(trial)
        if best is None or gain > best[0]:
            best = (gain, trial)
    small = all(torn.text[:1].islower() for torn in block)
    ended = bool(SENTENCE_END.search(above[-1].text))
    return best[1] if best is not None and small and ended and best[0] > 0 else None


def _places(lines: int, torn: int) -> Iterator[tuple[int, ...]]:
    """Which lines the torn words may end, from top to bottom: lines that follow each other, or leave one out."""
    if torn > lines:
        return
    for start in range(lines - torn + 1):
        yield tuple(range(start, start + torn))
    if torn > 1:
        for start in range(lines - torn):
            for gap in range(1, torn):
                yield tuple(start + number + (number >= gap) for number in range(torn))


def _flow(lines: list[Line]) -> float:
    """How badly the words at the ends of lines go together."""
    words = [word for line in lines for word in line.text.split()]
    return -sum(ord(ORDER[left_kind(left)][kind_of(right)]) - ord("N") for left, right in pairwise(words)) / 4


def _ends_below(above: list[Line], block: list[Line], below: list[Line]) -> bool:
    """Whether one torn word ends the cell beneath: it stands after a sentence's end, and that cell has none."""
    word = block[0].text
    return (
        len(block) == 1
        and word[:1].islower()
        and bool(SENTENCE_END.search(word))
        and bool(SENTENCE_END.search(above[-1].text))
        and not SENTENCE_END.search(below[-1].text)
        and below[0].text[:1].isupper()
        and len(below) > 1
    )
