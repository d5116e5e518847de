"""Labels and values side by side on a PDF's pages without rules, told by the labels, which are headings of a plan.

Two labels beneath each other, whose values are short or missing, look like a label of two lines; their words tell.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from overwinter.reading.document import Cell, Place, Row, Table
from overwinter.reading.readers.pdf_lines import MARGIN, Line, Word, cell_text, is_bold, median, said, sure_of
from overwinter.reading.vocabulary import in_force
from overwinter.reading.vocabulary.roles import LABELLED, LABELLED_ALONE, NAMING, Role
from overwinter.reading.words import key

GAP = 0.6
"""Space between a label and its value, in units of their size, at least."""
_HAIR = 2.0
_ASKING = (Role.REQUIREMENT, Role.TO_DO)
_LONGEST = 12
"""Words of a label."""
_MOST_LINES = 3
"""Lines of a label."""
_MOSTLY = 0.6
"""Share of the texts in front of a value that must be known labels."""
_PITCH = 1.15
"""Distance of two lines of one cell, in units of the usual one, at most."""
_APART = 3.0
"""The same within one card."""


class Pair(Struct):
    """A label, and what stands beside it."""

    label: list[list[Word]]
    role: Role | None
    top: float
    value: list[list[Word]] = field(default_factory=list)


class Cards(Struct):
    """Labels with their values that follow each other on one page."""

    lines: list[Line]
    pairs: list[Pair]
    left: float
    right: float
    edge: float
    opening: Role | None = None
    """The label that each requirement begins with."""

    @property
    def top(self) -> float:
        return self.lines[0].top


class _Split(Struct, frozen=True):
    """A line divided where the column of the values begins."""

    line: Line
    label: list[Word]
    value: list[Word]


def find_cards(pages: Sequence[Sequence[Line]]) -> list[list[Cards]]:
    """For each page, given as its lines, the labels and values on it; nothing where the plan is not given so."""
    nothing: list[list[Cards]] = [[] for _ in pages]
    edges = _edges([line for lines in pages for line in lines])
    if edges is None:
        return nothing
    found = [list(_cards(lines, *edges)) for lines in pages]
    pairs = [pair for cards in found for card in cards for pair in card.pairs]
    named = [pair for pair in pairs if pair.role in NAMING and pair.value]
    kinds = {pair.role for pair in pairs} - {None}
    beside = [pair for pair in pairs if pair.value]
    known = [pair for pair in beside if pair.role is not None]
    of_a_plan = len(kinds) > 2 or bool(kinds & {*_ASKING})
    heads = [pair for pair in pairs if pair.role is not None and pair.value and _role(said(pair.value[0]))]
    if (
        len(named) < (LABELLED if len(kinds) > 1 else LABELLED_ALONE)
        or not of_a_plan
        or len(known) < _MOSTLY * len(beside)
        or len(heads) * 2 > len(named)
    ):
        return nothing
    opening = next((pair.role for pair in pairs if pair.role in (Role.REF, *NAMING)), None)
    return [[replace(card, opening=opening) for card in cards] for cards in found]


def _edges(lines: Sequence[Line]) -> tuple[float, float] | None:
    """Where labels and where their values begin."""
    lefts, rights = Counter[int](), Counter[int]()
    for line in lines:
        at = next((n for n, (a, b) in enumerate(pairwise(line.words), 1) if b["x0"] - a["x1"] > GAP * line.size), None)
        label = line.words[:at] if at is not None else line.words
        if _role(said(label)) is not None:
            lefts[round(label[0]["x0"])] += 1
            if at is not None:
                rights[round(line.words[at]["x0"])] += 1
    if not lefts or not rights:
        return None
    left, right = lefts.most_common(1)[0][0], rights.most_common(1)[0][0]
    return (left, right) if rights[right] >= LABELLED and right > left else None


def _role(text: str) -> Role | None:
    words = key(text)
    return in_force().role_of(words) if words and len(words.split()) <= _LONGEST else None


def _cards(lines: Sequence[Line], left: float, right: float) -> Iterator[Cards]:
    """The runs of labels and values on a page. What stands between them is a heading, or text beside the plan."""
    run: list[_Split] = []
    for at, line in enumerate(lines):
        split = _split(line, left, right)
        if split is not None and (split.value or _continues(split, lines[at + 1 : at + _MOST_LINES], run, left, right)):
            run.append(split)
            continue
        yield from _as_cards(run, left, right)
        run = []
    yield from _as_cards(run, left, right)


def _split(line: Line, left: float, right: float) -> _Split | None:
    """The line's label and value; None for a line that runs on over the edge between them, or stands elsewhere."""
    label = [word for word in line.words if word["x0"] < right - _HAIR]
    value = list(line.words[len(label) :])
    if label and (abs(label[0]["x0"] - left) > _HAIR or label[-1]["x1"] > right + _HAIR):
        return None
    near = bool(label and value) and value[0]["x0"] - label[-1]["x1"] < GAP * line.size
    if label and value and (near or line.bold) and _role(said(label)) is None:
        return None
    return _Split(line, label, value)


def _continues(split: _Split, below: Sequence[Line], run: Sequence[_Split], left: float, right: float) -> bool:
    """Whether a line with nothing in the column of values is a label without one, or a part of a label."""
    if _role(said(split.label)) is not None:
        return True
    texts = [said(split.label)]
    for line in below:
        after = _split(line, left, right)
        if after is None or not after.label:
            break
        texts.append(said(after.label))
        if _role(" ".join(texts)) is not None and _role(texts[-1]) is None:
            return True
    before = run[-1] if run else None
    near = before is not None and split.line.top - before.line.bottom < split.line.size
    return near and texts[0][:1].islower()


def _as_cards(run: Sequence[_Split], left: float, right: float) -> Iterator[Cards]:
    if not any(split.label for split in run):
        return
    edge = max((split.value[-1]["x1"] for split in run if split.value), default=right)
    pairs = list(_with_values(list(_labels(run)), run))
    yield Cards([split.line for split in run], pairs, left, right, edge)


def _labels(run: Sequence[_Split]) -> Iterator[Pair]:
    """The labels of a run. One goes on in the next line where only both together are known, or it begins small."""
    parts = [split for split in run if split.label]
    at = 0
    while at < len(parts):
        taken = 1
        for count in range(2, _MOST_LINES + 1):
            texts = [said(part.label) for part in parts[at : at + count]]
            if len(texts) < count or _apart(parts[at : at + count]):
                break
            alone = any(_role(text) is not None and not text[:1].islower() for text in texts[1:])
            if _role(" ".join(texts)) is not None and not alone:
                taken = count
        while at + taken < len(parts) and _small(parts[at + taken - 1 : at + taken + 1]):
            taken += 1
        texts = [said(part.label) for part in parts[at : at + taken]]
        yield Pair([part.label for part in parts[at : at + taken]], _role(" ".join(texts)), parts[at].line.top)
        at += taken


def _small(pair: Sequence[_Split]) -> bool:
    """Whether the second of two labels is only the rest of the first."""
    return said(pair[1].label)[:1].islower() and not _apart(pair) and not _role(said(pair[1].label))


def _apart(parts: Sequence[_Split]) -> bool:
    return any(b.line.top - a.line.bottom > a.line.size for a, b in pairwise(parts))


def _with_values(pairs: list[Pair], run: Sequence[_Split]) -> Iterator[Pair]:
    """The labels with the lines of the blocks beside them; a block beside several is cut where each begins.

    What stands above the first label goes on from the page before.
    """
    blocks = list(_blocks([split for split in run if split.value]))
    rest = Pair([], None, 0.0)
    for block in blocks:
        head, foot = block[0].line.top, block[-1].line.bottom
        beside = [pair for pair in pairs if head - _HAIR <= pair.top <= foot]
        if len(beside) == 1:
            beside[0].value += [split.value for split in block]
            continue
        for split in block:
            above = [pair for pair in pairs if pair.top <= split.line.top + _HAIR]
            (above[-1] if above else rest).value.append(split.value)
    yield from [rest, *pairs] if rest.value else pairs


def _blocks(values: Sequence[_Split]) -> Iterator[list[_Split]]:
    """Lines of values that follow each other as closely as the lines of a cell do."""
    gaps = sorted(b.line.top - a.line.top for a, b in pairwise(values))
    usual = median(gaps[: max(1, len(gaps) // 2)]) if gaps else 0.0
    block: list[_Split] = []
    for split in values:
        if block and split.line.top - block[-1].line.top > usual * _PITCH:
            yield block
            block = []
        block.append(split)
    if block:
        yield block


def tables_of(cards: Cards, place: Place, known: Mapping[str, int]) -> Iterator[Table]:
    """The labels and values as tables: first what the page before left of a card, where no label opens one yet."""
    begins = next((n for n, pair in enumerate(cards.pairs) if pair.role is cards.opening), len(cards.pairs))
    number = 0
    for part in (cards.pairs[:begins], cards.pairs[begins:]):
        if part:
            at = replace(place, table=(place.table or 1) + number)
            number += 1
            yield Table(tuple(_rows(part, cards, at, known)), at, undivided=True)


def _rows(pairs: Sequence[Pair], cards: Cards, place: Place, known: Mapping[str, int]) -> Iterator[Row]:
    for number, pair in enumerate(pairs, 1):
        at = replace(place, row=number)
        cells = []
        if pair.label:
            cells.append(_cell(pair.label, 0, (cards.left, cards.right), at, {}))
        if pair.value:
            cells.append(_cell(pair.value, 1, (cards.right, cards.edge), at, known))
        yield Row(tuple(cells), at)


def _cell(lines: list[list[Word]], at: int, span: tuple[float, float], row: Place, known: Mapping[str, int]) -> Cell:
    words = [word for line in lines for word in line]
    box = (span[0], words[0]["top"], span[1] + MARGIN * words[0]["size"] * at, words[-1]["bottom"])
    text = cell_text(lines, box, known) if at else " ".join(map(said, lines))
    return Cell(text, replace(row, column=at + 1), bold=all(map(is_bold, words)), start=at, sure=sure_of(words))
