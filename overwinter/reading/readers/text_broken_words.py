"""Words that a narrow column broke where no hyphen stands: a word too long for its column goes on in the next line.

Such a line holds nothing but the beginning of the word and has no room for one more letter. That happens to whole words
too: it is broken where the two parts are words nowhere else, or are one together.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from overwinter.reading.type_widths import width_of

_FULL = 0.04
"""Share of its column that a line may leave free and still have had no room for another letter."""
_LETTERS = 2
_SHORT = 3
"""Letters of the rest of a word that is no word itself."""
_HEARD = 20
"""Words that a table must hold unbroken to tell what is a word in it: in a few lines every word is heard only once."""


def words_within(columns: Iterable[Sequence[str]]) -> frozenset[str]:
    """Words that no column can have broken: a broken one begins alone in its line, and ends at the head of the next."""
    found: set[str] = set()
    for column in columns:
        lines = [line.split() for line in column]
        for at, line in enumerate(lines):
            alone = len(lines[at - 1]) != 1 if at else True
            whole = line[1:] if len(line) > 1 else line if at + 1 == len(lines) or not lines[at + 1] else []
            found.update(_plain(word) for word in (whole if len(line) > 1 or alone else []))
            if len(line) > 1 and alone:
                found.add(_plain(line[0]))
    return frozenset(found)


def _plain(word: str) -> str:
    return word.strip(".,;:()'’\"?!").casefold()


def with_whole_words(lines: Sequence[str], width: int, known: frozenset[str]) -> list[str]:
    """The printed lines of a cell, "" where it pauses, with broken words whole in the line in which they begin."""
    whole = list(lines)
    if len(known) < _HEARD:
        return whole
    filled = [at for at, line in enumerate(whole) if line]
    begun: int | None = None
    for at, following in pairwise(filled):
        first, rest = lines[at], whole[following]
        head = whole[begun] if begun is not None and not whole[at] else whole[at]
        if rest and _is_broken(first, head, rest, width, known):
            tail, _, left = rest.partition(" ")
            place = begun if begun is not None and not whole[at] else at
            whole[place] += tail
            whole[following] = left
            begun = place
        elif whole[at]:
            begun = None
    return whole


def _is_broken(line: str, head: str, rest: str, width: int, known: frozenset[str]) -> bool:
    tail = rest.split()[0]
    part = head.split()[-1]
    plain = _plain(tail)
    if " " in line.strip() or not part[-1:].isalpha() or not plain.isalpha() or not tail[0].islower():
        return False
    if len(part) < _LETTERS or width_of(line + tail[0]) < width * (1 - _FULL):
        return False
    if _plain(part + plain) in known:
        return True
    unheard = plain not in known
    return unheard and (_plain(part) not in known or len(plain) <= _SHORT)
