"""Words put together from the letters of a page; those that a spreadsheet cut at the edges of its cells kept apart."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from pdfplumber.utils.text import LIGATURES

Thing = dict[str, Any]
"""A letter or word with its place."""

_LINE_APART = 3
"""Points by which the heads of letters of one line may differ."""
_WORD_GAP = 0.22
"""Space between two letters, in units of their size, that divides words."""
_FEWEST_CUT = 4
"""Texts of a page that lie beneath the ones beside them: then it is a sheet whose cells cut their texts."""
_CELL_EDGE = 0.3
"""What is left free on both sides of a cell's edge, in units of its text's size."""
_OVER = 0.15
"""Space, in units of their size, by which a text may begin within the one before and still go on with its word."""
_place = itemgetter("x0", "top", "x1", "bottom")
_text: Callable[[Thing], str] = itemgetter("text")
_setting = itemgetter("upright", "fontname", "size")


def words_of_letters(letters: Sequence[Thing]) -> tuple[list[Thing], bool]:
    """The words on a page, and whether its texts are cut at the edges of cells.

    There a text that begins where one is cut off is the next cell's (``apart``), and all words of a text are one
    cell's (``goes_on``).
    """
    words = [_word(one) for one in _words_of(letters)]
    if len(list(_cut_off(words))) < _FEWEST_CUT:
        return words, False
    words = [_word(one) for one in _words_of(letters, each_apart=True)]
    edges = {round(after["x0"]) for _, after in _cut_off(words)}
    for before, after in pairwise(words):
        if "begins" not in after:
            after["goes_on"] = True
        elif round(after["x0"]) in edges and before["top"] == after["top"]:
            after["apart"] = True
            before["x1"] = min(before["x1"], after["x0"] - _CELL_EDGE * after["size"])
    return words, True


def _cut_off(words: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Words that end beneath the text that follows them in their line, each with the first word of that text.

    Where both are the same, it is printed twice, to look bold.
    """
    for before, after in pairwise(words):
        over = "begins" in after and before["top"] == after["top"] and before["x0"] < after["x0"] < before["x1"]
        if over and before["text"] != after["text"]:
            yield before, after


def _words_of(letters: Iterable[Thing], *, each_apart: bool = False) -> Iterator[list[Thing]]:
    """Letters that stand together: set in one font, in one line, without a space.

    ``each_apart``: the page's texts are cut at the edges of cells, so that one which meets another is the next cell's.
    """
    for (upright, _, size), run in groupby(letters, _setting):
        line_start, line_end, head = ("x0", "x1", "top") if upright else ("top", "bottom", "x0")
        gap, apart = (_WORD_GAP * size, _LINE_APART) if upright else (_LINE_APART, _WORD_GAP * size)
        for line in _lines_of(list(run), head):
            ordered = _in_order(line, line_start, line_end)
            over = (-_WORD_GAP if each_apart else _OVER) * size
            yield from _parted(ordered, (line_start, line_end, head), gap, apart, over)


def _lines_of(letters: list[Thing], head: str) -> list[list[Thing]]:
    """Letters whose heads stand at the same height, give or take, in the order in which they were written."""
    heights = sorted({letter[head] for letter in letters})
    if len(heights) == 1:
        lines = [letters]
    else:
        line_of = dict.fromkeys(heights, 0)
        for before, after in pairwise(heights):
            line_of[after] = line_of[before] + (after > before + _LINE_APART)
        lines = [[] for _ in range(line_of[heights[-1]] + 1)]
        for letter in letters:
            lines[line_of[letter[head]]].append(letter)
    return lines


def _in_order(letters: list[Thing], start: str, end: str) -> list[Thing]:
    """The letters of one line in the order of reading: by their places, but a text that was written over another whole.

    A spreadsheet cuts a text at its cell's edge, and the last letters lie beneath the text of the next cell.
    """
    order = itemgetter(start) if start == "x0" else itemgetter(start, end)
    ordered = sorted(letters, key=order)
    if [*map(id, ordered)] == [*map(id, letters)]:
        return ordered
    runs: list[list[Thing]] = []
    for letter in letters:
        if runs and letter[start] >= runs[-1][-1][start]:
            runs[-1].append(letter)
        else:
            runs.append([letter])
    runs.sort(key=lambda run: order(run[0]))
    over = any(after[0].get("begins") and after[0][start] < before[-1][end] for before, after in pairwise(runs))
    return [letter for run in runs for letter in run] if over else ordered


def _parted(
    line: list[Thing], places: tuple[str, str, str], gap: float, apart: float, over: float
) -> Iterator[list[Thing]]:
    """The letters of a line, divided at spaces and where they stand more than ``gap`` along or ``apart`` across it.

    So where a text begins more than ``over`` before the one in front of it ends.
    """
    start, end, head = places
    word: list[Thing] = []
    for letter in line:
        if letter["text"].isspace():
            if word:
                yield word
            word = []
            continue
        if word:
            before = word[-1]
            if (
                letter[start] < before[start]
                or ("begins" in letter and letter[start] < before[end] - over)
                or letter[start] > before[end] + gap
                or abs(letter[head] - before[head]) > apart
            ):
                yield word
                word = []
        word.append(letter)
    if word:
        yield word


def _word(letters: list[Thing]) -> Thing:
    left, head, right, foot = zip(*map(_place, letters), strict=True)
    first, text = letters[0], "".join(map(_text, letters))
    if not text.isascii():
        text = "".join(LIGATURES.get(letter, letter) for letter in map(_text, letters))
    word = {
        "text": text,
        "x0": min(left),
        "x1": max(right),
        "top": min(head),
        "bottom": max(foot),
        "fontname": first["fontname"],
        "size": first["size"],
    }
    if "begins" in first:
        word["begins"] = True
    return word
