"""Texts of two columns that nothing but a single blank parts in a printed line: where the first ends.

A line of a column is no wider than the column, and was ended there because its next word would not have fitted. That
tells nearly exactly between which two words the columns meet, wherever the tool that printed them put the second.
"""

from collections.abc import Collection, Sequence

from overwinter.reading.readers.text_aligned_columns import Printed, Span
from overwinter.reading.type_widths import SPACE, unit_width, width_of

_WIDEST = 30
"""One line of so many may seem wider than its column: it is one of two that ran into each other."""
_OVER = 0.03
"""Share of its width by which a line may be wider than its column, as the widths of letters are only nearly known."""
_EARLY, _LATE = 6, 10
"""Characters by which a text may begin before and behind the places where those of its column do."""
_EXCESS, _SPARE, _LEAST_SPARE, _WRAP, _NEAR, _BEGINS, _RESUMES = 40.0, 10.0, 0.15, 2.0, 1.0, 1.5, 0.7
_DOUBTFUL = 1.0
"""By how much the best place must be better than the next best."""
_SURE = 1.0
"""By how much the best place must be better than none."""


def widths_of(printed: Sequence[Printed], heads: Collection[int]) -> list[int]:
    """How wide each column is: as its widest lines are that stand clear of the next column."""
    widths = []
    for at in range(len(printed[0].cells)):
        found = sorted(
            (
                width_of(one.cells[at])
                for one in printed
                if one.cells[at] and id(one.line) not in heads and _clear(one, at)
            ),
        )
        widths.append(found[-1 - len(found) // _WIDEST] if found else 0)
    return widths


def _clear(one: Printed, at: int) -> bool:
    following = next((n for n in range(at + 1, len(one.cells)) if one.cells[n]), None)
    return one.sure[at] and (one.sure[following] if following is not None else at + 1 == len(one.cells))


def part_glued(
    printed: Sequence[Printed],
    heads: Collection[int],
    widths: Sequence[int],
    bands: Sequence[tuple[int, int] | None],
) -> None:
    """Part the texts of one page that are wider than their column where the next one begins.

    ``bands``: between which characters the texts of each column begin on the page; None where none does.
    """
    for number, one in enumerate(printed):
        if id(one.line) in heads:
            continue
        for at in range(len(one.cells) - 1):
            band = bands[at + 1]
            if one.cells[at] and band is not None and widths[at] and widths[at + 1]:
                _parted_anew(printed, number, at, widths, band)


def _parted_anew(
    printed: Sequence[Printed], number: int, at: int, widths: Sequence[int], band: tuple[int, int]
) -> None:
    """Part a text that reaches into the next column, or was parted from the one there at a single blank."""
    one = printed[number]
    left, right, start = one.cells[at], one.cells[at + 1], one.starts[at + 1]
    if right and one.sure[at + 1]:
        return
    one.cells[at], one.cells[at + 1] = f"{left} {right}".strip(), ""
    reaches = (one.starts[at] or 0) + len(one.cells[at]) > band[0]
    if reaches and width_of(one.cells[at]) > widths[at] * (1 + _OVER):
        _part(printed, number, at, widths, band)
    if right and not one.cells[at + 1]:
        one.cells[at], one.cells[at + 1], one.starts[at + 1] = left, right, start


def _part(printed: Sequence[Printed], number: int, at: int, widths: Sequence[int], band: tuple[int, int]) -> None:
    one = printed[number]
    start = one.starts[at]
    if start is None:
        return
    words = [word for word in one.words if word.start >= start]
    words = words[: len(one.cells[at].split())]
    near = {
        s for n in (number - 1, number + 1) if 0 <= n < len(printed) and (s := printed[n].starts[at + 1]) is not None
    }
    best: tuple[float, int] | None = None
    second = float("-inf")
    for cut in range(1, len(words)):
        if not band[0] - _EARLY <= words[cut].start <= band[1] + _LATE:
            continue
        said = _said(printed, number, at, words[:cut], words[cut:], widths) + _NEAR * (words[cut].start in near)
        if best is None or said > best[0]:
            second = best[0] if best is not None else second
            best = said, cut
        else:
            second = max(second, said)
    whole = -_EXCESS * (width_of(one.cells[at]) / widths[at] - 1 - _OVER)
    if best is not None and best[0] > whole + _SURE:
        left, right = words[: best[1]], words[best[1] :]
        one.cells[at], one.cells[at + 1] = _text(left), _text(right)
        one.starts[at + 1], one.sure[at + 1] = right[0].start, False
        if best[0] - second < _DOUBTFUL:
            one.touches |= {at, at + 1}


def _text(words: Sequence[Span]) -> str:
    return " ".join(word.text for word in words)


def _said(
    printed: Sequence[Printed],
    number: int,
    at: int,
    left: Sequence[Span],
    right: Sequence[Span],
    widths: Sequence[int],
) -> float:
    """How well two columns meet between two words."""
    one, other = _text(left), _text(right)
    wide, wide_other = widths[at], widths[at + 1]
    said = -_EXCESS * max(0.0, width_of(one) / wide - 1 - _OVER)
    said -= _EXCESS * max(0.0, width_of(other) / wide_other - 1 - _OVER)
    said -= _SPARE * max(0.0, 1 - width_of(one) / wide - _LEAST_SPARE)
    below = printed[number + 1].cells if number + 1 < len(printed) else []
    above = printed[number - 1].cells if number else []
    if below and below[at]:
        said -= _wrapped(one, below[at], wide)
    if below and below[at + 1]:
        said -= _wrapped(other, below[at + 1], wide_other)
    if above and above[at + 1]:
        said -= _wrapped(above[at + 1], other, wide_other)
        ended = above[at + 1].rstrip().endswith((".", "!", "?", ":", ";"))
        said += _RESUMES * (ended == other[:1].isupper())
    else:
        said += _BEGINS * other[:1].isupper()
    return said


def _wrapped(line: str, following: str, width: int) -> float:
    """How much speaks against a line having been ended for want of room, where the next goes on with it."""
    if not following[:1].islower():
        return 0.0
    room = (width - width_of(line) - SPACE - unit_width(following.split()[0])) / width
    return _WRAP * min(1.0, max(0.0, room) / _OVER)
