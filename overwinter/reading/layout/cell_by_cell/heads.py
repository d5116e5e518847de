"""The headings of the columns, found among lines that have lost their columns, wherever they come again.

A heading may be cut into several lines, and several headings may stand in one line; what tells them is that the
vocabulary knows each, and that some of different roles stand close together.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout.cell_by_cell.heads_in_turn import in_turn
from overwinter.reading.layout.cell_by_cell.heads_runs import (
    FURTHER_HEADS,
    RUN_LINES,
    Head,
    follows,
    letters,
    listed,
    runs_of,
)
from overwinter.reading.layout.cell_by_cell.heads_together import ANSWERED, in_one_line, together
from overwinter.reading.layout.roles import Role
from overwinter.reading.vocabulary.roles import NAMING
from overwinter.reading.words import key

_Bag = frozenset[tuple[str, int]]
MITIGATIONS, RISKS = ("mitigation", "mitigations"), ("risk", "risks")


class Heads(Struct):
    """The headings of a document's columns, in the order in which they first stand, and the lines they fill."""

    columns: list[Head] = field(default_factory=list)
    lines: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """A line to the headings that begin in it; none where one only goes on."""
    fronted: bool = False
    """Whether the columns in front of the references were told already: each row's theme and section."""

    def roles(self) -> list[Role]:
        return [head.role for head in self.in_rows()]

    def in_rows(self) -> list[Head]:
        """The headings of the columns that are still to be told."""
        told = [head.role for head in self.columns]
        return self.columns[told.index(Role.REF) :] if self.fronted else self.columns

    in_turn: bool = False
    """Whether they are two that come again and again, each above a page's cells of its column."""

    def share_lines(self, lines: Sequence[Paragraph]) -> bool:
        """Whether several stand in one line, mostly: then rows were printed cell after cell, each whole."""
        told = [(at, begun) for at, begun in self.lines.items() if begun]
        shared = sum(len(begun) > 1 and letters(lines[at].text) == "".join(begun) for at, begun in told)
        return shared * 2 > len(told)

    def have_no_role(self) -> bool:
        """Whether some head columns that are known, and have no role in a plan."""
        return any(key(head.text) in FURTHER_HEADS for head in self.in_rows())

    def asked_beside_answered(self) -> bool:
        """Whether the heading of what is asked stands right before that of what is answered, or they take turns."""
        if self.in_turn:
            return True
        role = {head.letters: head.role for head in self.columns}
        told = [(at, role[head]) for at in sorted(self.lines) for head in self.lines[at]]
        answered = sum(role in ANSWERED and role not in NAMING for _, role in told)
        beside = sum(
            one in NAMING and other in ANSWERED and all(at in self.lines for at in range(first, last))
            for (first, one), (last, other) in pairwise(told)
        )
        return beside > 0 and beside * 2 > answered


def heads_of(lines: Sequence[Paragraph]) -> Heads:
    """The headings among ``lines``; none where too few stand together."""
    pair = [Head(*told) for told in in_turn(lines)] or in_one_line(lines)
    best = pair or together(lines, runs_of(lines))
    heads = Heads(in_turn=bool(pair))
    seen = set[str]()
    for head in best:
        if head.letters not in seen:
            seen.add(head.letters)
            heads.columns.append(head)
    about_risks = any(key(head.text) in RISKS for head in heads.columns)
    heads.columns = [
        replace(head, role=Role.EXTRA) if about_risks and key(head.text) in MITIGATIONS else head
        for head in heads.columns
    ]
    if heads.columns:
        heads.lines = _again(lines, [head.letters for head in heads.columns], _bags(heads.columns))
    return heads


def _again(
    lines: Sequence[Paragraph], known: Sequence[str], bags: Mapping[_Bag, tuple[str, ...]]
) -> dict[int, tuple[str, ...]]:
    """Each line that known headings fill, one after the other or line by line in turn, to those that begin in it."""
    words = frozenset(word for bag in bags for word, _ in bag)
    marked = len(known) > 2  # a print then gives the marks of a page's lists to whatever lines come next
    taken: dict[int, tuple[str, ...]] = {}
    at = 0
    while at < len(lines):
        text, size, best = "", 0, 0
        named: tuple[str, ...] = ()
        for end in range(at, min(at + RUN_LINES, len(lines))):
            if (end > at and not follows(lines[end - 1], lines[end])) or (listed(lines[end]) and not marked):
                break
            text += letters(lines[end].text)
            size = end - at + 1
            whole = _made_of(text, known)
            if whole:
                named, best = whole, size
            if len(text) > sum(map(len, known)):
                break
        if not best:
            named, best = _in_turn_from(lines, at, bags, words)
        if best:
            taken[at] = named
            taken.update(dict.fromkeys(range(at + 1, at + best), ()))
        at += max(best, 1)
    return taken


def _made_of(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The known headings whose letters ``text`` is, one after the other; none where it is anything else."""
    if not text:
        return ()
    for head in sorted(known, key=len, reverse=True):
        if text == head:
            return (head,)
        if text.startswith(head):
            rest = _made_of(text[len(head) :], known)
            if rest:
                return (head, *rest)
    return ()


def _bags(columns: Sequence[Head]) -> dict[_Bag, tuple[str, ...]]:
    """The words of headings that stand side by side, without their order, to those headings."""
    return {
        _bag(word for head in columns[first:last] for word in key(head.text).split()): tuple(
            head.letters for head in columns[first:last]
        )
        for first in range(len(columns))
        for last in range(first + 2, len(columns) + 1)
    }


def _bag(words: Iterable[str]) -> _Bag:
    return frozenset(Counter(words).items())


def _in_turn_from(
    lines: Sequence[Paragraph], at: int, bags: Mapping[_Bag, tuple[str, ...]], known: frozenset[str]
) -> tuple[tuple[str, ...], int]:
    """The headings side by side that a print took line by line in turn from a line on, and how many lines they fill."""
    words: list[str] = []
    named: tuple[tuple[str, ...], int] = ((), 0)
    for end in range(at, min(at + RUN_LINES, len(lines))):
        line = key(lines[end].text).split()
        if (end > at and not follows(lines[end - 1], lines[end])) or not known.issuperset(line):
            break
        words += line
        named = (bags[_bag(words)], end - at + 1) if _bag(words) in bags else named
    return named


def parts_of(heads: Heads, lines: Sequence[Paragraph]) -> list[tuple[tuple[int, int], bool]]:
    """Where the cells of one column begin, beneath its heading alone, and whether it is what is asked."""
    if not heads.in_turn:
        return []
    asked = heads.columns[0].letters
    alone = [at for at, begun in heads.lines.items() if len(begun) == 1 and at - 1 not in heads.lines]
    told = [at for at in sorted(alone) if at + 1 not in heads.lines]
    return [(position(lines[at].place), heads.lines[at] == (asked,)) for at in told]


def position(place: Place) -> tuple[int, int]:
    return (place.page or 0, place.line or 0)
