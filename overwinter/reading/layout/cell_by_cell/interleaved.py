"""Two columns that a print took line by line in turn, or ran together in one line, put back one after the other.

What is asked stands left of what is answered, and both begin at the same height. Each line goes on with one of the two
texts, or begins the next row; what that costs is said by how its words go on. The print's own order stays, unless
another one is clearly cheaper.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from overwinter.reading.layout.cell_by_cell.pieces import ENDED, HANGING, INSIDE
from overwinter.reading.layout.columns.word_classes import kind_of, left_kind
from overwinter.reading.layout.columns.word_order import ORDER
from overwinter.reading.type_widths import SPACE, width_of

FEWEST, CLEARLY, WIDTH, KEPT = 3, 2.0, 16, 4096
"""Lines that may be taken apart, how much cheaper the other order must be, ways that are followed at once, and how many
pairs of lines are weighed only once."""
SMALL_AFTER_END, CAPITAL_WITHIN, NEW_SENTENCE, WITHIN, ORDERED = 3.0, 1.3, 0.5, 0.2, 0.075
"""What speaks against a line going on: a small letter after a full stop, a capital without one, and each where it
belongs; and for each step in which kinds of words follow each other more rarely than by chance."""
BULLET_AFTER_END, BULLET_WITHIN, BULLET_HANGING = 0.3, 0.8, 3.0
"""The same of a bullet, after a full stop, without one, and after a word that nothing ends on."""
ROOM, FILLED = 1.5, 0.85
"""What speaks against a sentence going on after a line that left room, and the share of the width it then filled."""
SURE_ROOM, SURE_FILLED = 3.0, 0.95
"""The same where the width was told by lines of one column."""
BEGINS, BEGINS_SMALL, UNENDED, HANGS = 0.4, 3.0, 0.5, 3.0
"""What speaks against a cell that begins, with a small letter; and against one that ends without a full stop."""
STAYS, OPEN, ROW, CUT, FLOWS = 1.5, 0.6, 0.8, 0.8, 0.8
"""What speaks against a text going on at once while the one beside it is not at its end, against one that begins beside
the first, a new row, and a line being two, where it flows on too."""
LONG, OVERLONG, SELDOM = 1.3, 4.0, 0.25
"""A line that is so much wider than a column is two; what speaks against it being one; and how many are, at most."""
LEFT_PART = (0.7, 1.2)
"""How wide the first of two is, in columns."""
CHANCE = ord("N")


class Strip(NamedTuple):
    """What a line, or a part of one, says."""

    at: int
    text: str
    bullet: bool


class Width(NamedTuple):
    column: float
    sure: bool


class _Way(NamedTuple):
    cost: float
    left: Strip
    right: Strip | None
    on_right: bool
    """Whether the last strip is on the right."""
    closed: bool
    """Whether the text on the other side is whole."""
    before: "_Way | None"
    taken: tuple[tuple[str, Strip], ...]
    """The last strips and where they went: ``row`` begins the left text, ``beside`` the right one; else they go on."""

    def then(self, cost: float, *, closed: bool, **strips: Strip) -> "_Way":
        """One with more strips on the left, or on the right."""
        taken = tuple((where, strip) for where, strip in strips.items())
        left = strips.get("row") or strips.get("left") or self.left
        right = strips.get("beside") or strips.get("right") or (None if "row" in strips else self.right)
        on_right = next(reversed(strips)) in ("beside", "right")
        return _Way(self.cost + cost, left, right, on_right, closed, self, taken)


def width_told(lines: Sequence[str]) -> float:
    """How wide a column is, by the lines after which a sentence goes on; 0 where they are too unlike to say."""
    widths = sorted(width_of(line) for line, after in pairwise(lines) if after[:1].islower() and not ENDED.search(line))
    width = float(widths[len(widths) * 2 // 3]) if len(widths) >= FEWEST else 0.0
    wider = sum(each > LONG * width for each in widths)
    return width if wider <= SELDOM * len(widths) else 0.0


def parted(lines: Sequence[Strip], width: float, *, sure: bool = False) -> list[list[Strip]]:
    """The cells of lines that follow each other, in the order of their columns; none where the print's order stays.

    ``sure``: whether the width is that of lines of one column.
    """
    if len(lines) < FEWEST:
        return []
    wide = Width(width, sure)
    plain = _best(lines, wide, straight=True)
    if plain.cost < CLEARLY:
        return []
    best = _best(lines, wide, straight=False)
    return list(_cells(best)) if plain.cost - best.cost >= CLEARLY else []


def _best(lines: Sequence[Strip], width: Width, *, straight: bool) -> _Way:
    first = lines[0]
    ways = [_Way(OVERLONG * _overlong(first, width), first, None, False, False, None, (("row", first),))]
    for one, other in () if straight else _cuts(first, width):
        cost = CUT + OPEN + beginning(other)
        ways.append(_Way(cost, one, other, True, False, None, (("row", one), ("beside", other))))
    for line in lines[1:]:
        steps = [way for before in ways for way in _steps(before, line, width, straight)]
        steps.sort(key=lambda way: way.cost)
        seen = set[tuple[Strip, Strip | None, bool, bool]]()
        ways = []
        for way in steps:
            state = (way.left, way.right, way.on_right, way.closed)
            if state not in seen:
                seen.add(state)
                ways.append(way)
            if len(ways) == WIDTH:
                break
    return min(ways, key=lambda way: way.cost)


def _steps(before: _Way, line: Strip, width: Width, straight: bool) -> Iterator[_Way]:
    left, right = before.left, before.right
    last, other = (right, left) if before.on_right and right is not None else (left, right)
    on_last = "right" if before.on_right else "left"
    on_other = "left" if before.on_right else "right"
    closing = ending(last) + (ending(other) if other is not None and not before.closed else 0.0)
    whole = OVERLONG if _overlong(line, width) else 0.0
    yield before.then(whole + closing + ROW + beginning(line), closed=False, row=line)
    goes_on = whole + going_on(last, line, width)
    if other is None or before.closed:
        yield before.then(goes_on, closed=before.closed, **{on_last: line})
    elif not straight:
        yield before.then(goes_on + STAYS, closed=False, **{on_last: line})
        yield before.then(goes_on + ending(other), closed=True, **{on_last: line})
        yield before.then(whole + going_on(other, line, width), closed=False, **{on_other: line})
    if right is None:
        yield before.then(whole + OPEN + beginning(line) + ending(left), closed=True, beside=line)
        if not straight:
            yield before.then(whole + OPEN + beginning(line), closed=False, beside=line)
    if straight:
        return
    for one, rest in _cuts(line, width):
        cut = CUT + (FLOWS if rest.text[:1].islower() else 0.0)
        beside = OPEN + beginning(rest)
        yield before.then(cut + closing + ROW + beginning(one) + beside, closed=False, row=one, beside=rest)
        if right is None:
            yield before.then(cut + going_on(left, one, width) + beside, closed=False, left=one, beside=rest)
            begun = OPEN + beginning(one)
            yield before.then(cut + begun + going_on(left, rest, width), closed=False, beside=one, left=rest)
        elif not before.closed:
            yield before.then(
                cut + going_on(left, one, width) + going_on(right, rest, width), closed=False, left=one, right=rest
            )
            yield before.then(
                cut + going_on(right, one, width) + going_on(left, rest, width), closed=False, right=one, left=rest
            )


def _overlong(line: Strip, width: Width) -> bool:
    return 0 < LONG * width.column < width_of(line.text) or INSIDE.search(line.text) is not None


def _cuts(line: Strip, width: Width) -> Iterator[tuple[Strip, Strip]]:
    """The ways to take a line that is wider than a column, or holds a bullet, for one of each."""
    for found in INSIDE.finditer(line.text):
        yield Strip(line.at, line.text[: found.start()], line.bullet), Strip(line.at, line.text[found.end() :], True)
    if INSIDE.search(line.text) or not 0 < LONG * width.column < width_of(line.text):
        return
    words = line.text.split()
    for at in range(2, len(words) - 1):
        one, other = " ".join(words[:at]), " ".join(words[at:])
        if LEFT_PART[0] * width.column <= width_of(one) <= LEFT_PART[1] * width.column:
            yield Strip(line.at, one, line.bullet), Strip(line.at, other, False)


def beginning(line: Strip) -> float:
    first = line.text[:1]
    return BEGINS if first.isupper() or first.isdigit() or line.bullet else BEGINS_SMALL


def ending(line: Strip) -> float:
    if ENDED.search(line.text):
        return 0.0
    return HANGS if HANGING.search(line.text.casefold()) else UNENDED


@lru_cache(KEPT)
def going_on(line: Strip, after: Strip, width: Width) -> float:
    """What speaks against a line going on in another."""
    ended, hangs = bool(ENDED.search(line.text)), bool(HANGING.search(line.text.casefold()))
    if after.bullet:
        return BULLET_AFTER_END if ended else BULLET_HANGING if hangs else BULLET_WITHIN
    small = after.text[:1].islower()
    if ended:
        return SMALL_AFTER_END if small else NEW_SENTENCE
    last, first = line.text.split()[-1], after.text.split()[0]
    order = -ORDERED * (ord(ORDER[left_kind(last)][kind_of(first)]) - CHANCE)
    cost, filled = (SURE_ROOM, SURE_FILLED) if width.sure else (ROOM, FILLED)
    room = cost if 0 < width_of(line.text) + SPACE + width_of(first) < filled * width.column else 0.0
    return order + room + (WITHIN if small or hangs else CAPITAL_WITHIN)


def _cells(best: _Way) -> Iterator[list[Strip]]:
    """The cells of each row, the left one first."""
    path: list[tuple[str, Strip]] = []
    way: _Way | None = best
    while way is not None:
        path = [*way.taken, *path]
        way = way.before
    left: list[Strip] = []
    right: list[Strip] = []
    for where, strip in path:
        if where == "row":
            yield from (cell for cell in (left, right) if cell)
            left, right = [strip], []
        else:
            (left if where == "left" else right).append(strip)
    yield from (cell for cell in (left, right) if cell)
