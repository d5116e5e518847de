"""Rows of a table without rules: the texts of its cells, and which of them stand beside each other."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from overwinter.reading.cells.text import is_bullet
from overwinter.reading.document import Cell, Place, Row, Table
from overwinter.reading.readers.pdf_lines import MARGIN, Word, cell_text, is_bold, median, said, sure_of
from overwinter.reading.readers.pdf_unruled import GAP, Span, Unruled, texts_of

_PITCH = 0.12
"""Share of the usual distance of two lines by which lines of one cell may differ from it."""
_FEWEST_GAPS, _OFTEN = 3, 0.05
"""How many such distances, and which share of all, are that of two lines in a cell."""
REFERENCE = re.compile(r"^\(?[A-Z]{0,3}\d{1,3}(?:[.]\d{1,3}){0,2}[a-z]?[.)]?$")
_FEWEST_REFERENCES = 3
_FIRST_COLUMNS = 4
"""Columns among which that of the references is."""
_LEVEL = 2.0
"""Points by which the heights of one printed line may differ."""
_ENDS = (".", "!", "?", ":", ";")


class _Text(Struct):
    """What one printed line says in one column."""

    first: int
    last: int
    words: list[Word]

    @property
    def top(self) -> float:
        return float(min(word["top"] for word in self.words))

    @property
    def bottom(self) -> float:
        return float(max(word["bottom"] for word in self.words))

    @property
    def bold(self) -> bool:
        return all(is_bold(word) for word in self.words)


class _Run(Struct):
    """Texts beneath each other in one column without a gap: a cell, a part of one, or the cells of several rows."""

    texts: list[_Text] = field(default_factory=list)

    @property
    def top(self) -> float:
        return self.texts[0].top

    @property
    def bottom(self) -> float:
        return self.texts[-1].bottom


def table_of(found: Unruled, place: Place, known: Mapping[str, int]) -> Table:
    rows = []
    for number, (texts, goes_on) in enumerate(_rows(found), start=1):
        at = replace(place, row=number)
        rows.append(Row(tuple(_cells(texts, found.columns, at, known)), at, goes_on=goes_on))
    return Table(tuple(rows), place, undivided=True)


def _rows(found: Unruled) -> Iterator[tuple[list[_Text], bool]]:
    """The texts of each row, and whether it is the rest of the row that the page before cut: without its reference."""
    columns = len(found.columns)
    heads = [_Text(*text) for line in found.lines[: found.repeated] for text in texts_of(line, found.columns)]
    texts = [_Text(*text) for line in found.lines[found.repeated :] for text in texts_of(line, found.columns)]
    if heads:
        yield heads, False
    bands = [part for band in _bands(_runs(texts, columns)) for part in _as_headings(band, found.columns)]
    key = _key(bands, columns)
    mark = _references(bands, columns, 1 if found.repeated else _FEWEST_REFERENCES)
    stands = None if mark is None else _standing(bands, mark)
    row: list[_Text] = []
    first = True
    for band in bands:
        for part in _parts(band, key if mark is None else mark, found.columns, stands):
            headed = _headed(row, part)
            if row and (_across(part) or _across(row) or headed or any(text.first <= key for text in part)):
                yield row, first and stands is not None and not any(text.first <= key for text in row)
                first = headed
                row = []
            row += part
    if row:
        yield row, first and stands is not None and not any(text.first <= key for text in row)


def _headed(row: Sequence[_Text], part: Sequence[_Text]) -> bool:
    """Whether the headings of the columns stand above the rest of a row that the page break cut."""
    return all(text.bold for text in row) and not any(text.bold for text in part)


def _as_headings(band: Sequence[_Run], columns: Sequence[Span]) -> list[Sequence[_Run]]:
    """A line alone in its band and without a gap in it is one text, however many columns it runs on over.

    So are several that are all bold: headings, of which one may go on in the next line.
    """
    texts = sorted((text for run in band for text in run.texts), key=lambda text: (text.top, text.first))
    lines = [[word for text in line for word in text.words] for line in _lines(texts)]
    bold = all(text.bold for text in texts)
    within = all(text.first == 0 == text.last for text in texts)
    whole = all(b["x0"] - a["x1"] <= GAP * a["size"] for line in lines for a, b in pairwise(line))
    if within or not whole or (len(lines) > 1 and not bold) or (REFERENCE.match(lines[0][0]["text"]) and not bold):
        return [band]
    if len(texts) == 1 and texts[0].first == texts[0].last:
        return [band]
    headings = [lines[0]]
    for line in lines[1:]:
        first = line[0]
        fits = headings[-1][-1]["x1"] + first["x1"] - first["x0"] + 0.3 * first["size"] < columns[-1][1]
        if fits:
            headings.append(line)
        else:
            headings[-1] = [*headings[-1], *line]
    return [[_Run([_Text(0, len(columns) - 1, words)])] for words in headings]


def _lines(texts: Sequence[_Text]) -> Iterator[list[_Text]]:
    """Texts, given from top to bottom, that stand at one height."""
    line = [texts[0]]
    for text in texts[1:]:
        if text.top - line[0].top >= _LEVEL:
            yield line
            line = []
        line.append(text)
    yield line


def _across(texts: Sequence[_Text]) -> bool:
    return any(text.last > text.first for text in texts)


def _runs(texts: Sequence[_Text], columns: int) -> list[_Run]:
    """Texts of each column, divided where the distance is not that of lines in a cell, or weight or size changes."""
    gaps = [
        after.top - before.top
        for at in range(columns)
        for before, after in pairwise([text for text in texts if text.first == at == text.last])
    ]
    pitch = _pitch([gap for gap in gaps if gap > 0])
    runs: list[_Run] = []
    for at in range(columns):
        run: _Run | None = None
        for text in (text for text in texts if text.first == at):
            above = run.texts[-1] if run else None
            apart = (
                above is None
                or text.top - above.top > pitch * (1 + _PITCH)
                or text.last > at
                or above.last > at
                or text.bold != above.bold
            )
            if apart or run is None:
                run = _Run()
                runs.append(run)
            run.texts.append(text)
    return runs


def _pitch(gaps: Sequence[float]) -> float:
    """The distance of two lines in a cell: the smallest that comes back often, where most cells are one line, too."""
    in_order = sorted(gaps)
    often = max(_FEWEST_GAPS, _OFTEN * len(gaps))
    for at, gap in enumerate(in_order):
        alike = bisect_right(in_order, gap * (1 + _PITCH / 2)) - at
        if alike >= often:
            return median(in_order[at : at + alike])
    return median(in_order[: max(1, len(gaps) // 2)]) if gaps else 0.0


def _bands(runs: Sequence[_Run]) -> list[list[_Run]]:
    """Runs that stand beside each other, from top to bottom."""
    bands: list[list[_Run]] = []
    foot = 0.0
    for run in sorted(runs, key=lambda run: (run.top, run.texts[0].first)):
        if bands and run.top < foot - 1:
            bands[-1].append(run)
            foot = max(foot, run.bottom)
        else:
            bands.append([run])
            foot = run.bottom
    return bands


def _key(bands: Sequence[Sequence[_Run]], columns: int) -> int:
    """The first column that begins most rows: columns before it are filled now and then, as that of a theme is."""
    several = [band for band in bands if len({run.texts[0].first for run in band}) > 1]
    for at in range(columns):
        if sum(any(run.texts[0].first == at for run in band) for band in several) * 2 >= len(several):
            return at
    return 0


def _references(bands: Sequence[Sequence[_Run]], columns: int, fewest: int) -> int | None:
    """The column that holds the rows' references; None where rows have none.

    Fewer than usual are enough where nothing else stands in it: a page may hold one row and the rest of another.
    """
    for at in range(min(columns, _FIRST_COLUMNS)):
        texts = [text for band in bands for run in band for text in run.texts if text.first == at]
        marks = sum(_is_reference(text, at) for text in texts)
        if (marks >= _FEWEST_REFERENCES and marks * 2 >= len(texts)) or fewest <= marks == len(texts):
            return at
    return None


def _standing(bands: Sequence[Sequence[_Run]], key: int) -> str:
    """Where in their rows the references stand: ``top``, ``foot`` or ``middle``."""
    found: Counter[str] = Counter()
    for band in bands:
        texts = [text for run in band for text in run.texts]
        marks = [text for text in texts if text.first == key and REFERENCE.match(said(text.words))]
        top, foot = min(text.top for text in texts), max(text.top for text in texts)
        if len(marks) == 1 and foot - top > _LEVEL:
            at = marks[0].top
            found["top" if at - top < _LEVEL else "foot" if foot - at < _LEVEL else "middle"] += 1
    return found.most_common(1)[0][0] if found else "top"


def _parts(band: Sequence[_Run], key: int, columns: Sequence[Span], stands: str | None) -> Iterator[list[_Text]]:
    """The rows in a band: more than one where rows follow each other without a gap."""
    texts = sorted((text for run in band for text in run.texts), key=lambda text: (text.top, text.first))
    opened = {id(run.texts[0]) for run in band}
    lines = list(_lines(texts))
    marks = [at for at, line in enumerate(lines) if any(_is_reference(text, key) for text in line)]
    part: list[_Text] = []
    latest: dict[int, _Text] = {}
    for at, line in enumerate(lines):
        if stands is None:
            new = _starts(line, latest, opened, key, columns)
        else:
            new = len(marks) > 1 and _is_cut(at, marks, stands, lines, opened)
        if part and new:
            yield part
            part, latest = [], {}
        part += line
        latest |= {text.first: text for text in line}
    yield part


def _is_reference(text: _Text, key: int) -> bool:
    return text.first == key and bool(REFERENCE.match(said(text.words)))


def _is_cut(
    at: int, marks: Sequence[int], stands: str, lines: Sequence[Sequence[_Text]], opened: Collection[int]
) -> bool:
    """Whether a row with a reference of its own begins at a line: at the reference, or behind the one before."""
    if stands == "top":
        return at in marks
    if stands == "foot":
        return at - 1 in marks[:-1]
    before = max((mark for mark in marks if mark < at), default=None)
    after = min((mark for mark in marks if mark >= at), default=None)
    if before is None or after is None:
        return False
    between = range(before + 1, after + 1)
    best = max(between, key=lambda n: (sum(id(text) in opened for text in lines[n]), -abs(2 * n - before - after - 1)))
    return at == best


def _starts(
    line: Sequence[_Text], latest: dict[int, _Text], opened: set[int], key: int, columns: Sequence[Span]
) -> bool:
    """Whether a line within a band begins a row: its key column does, and no other text runs on from above."""
    first = next((text for text in line if text.first == key), None)
    if first is None or key not in latest or any(text.first < key and text.first not in latest for text in line):
        return False
    begins = [_begins(text, latest.get(text.first), opened, columns) for text in line]
    if not all(begins):
        return False
    return len(line) > 1


def _begins(text: _Text, above: _Text | None, opened: set[int], columns: Sequence[Span]) -> bool:
    opening = said(text.words)
    if above is None or id(text) in opened or is_bullet(opening):
        return True
    if opening[:1].islower() or text.bold != above.bold:
        return text.bold != above.bold
    ended = above.words[-1]["text"].endswith(_ENDS)
    return ended or _room(above, text, columns[text.first])


def _room(above: _Text, text: _Text, column: Span) -> bool:
    """Whether the next word would still have fitted on the line above."""
    first = text.words[0]
    return bool(above.words[-1]["x1"] + 0.3 * first["size"] + first["x1"] - first["x0"] < column[1] - 1)


def _cells(texts: Sequence[_Text], columns: Sequence[Span], row: Place, known: Mapping[str, int]) -> Iterator[Cell]:
    for at in sorted({text.first for text in texts}):
        own = [text for text in texts if text.first == at]
        words = [word for text in own for word in text.words]
        last = max(text.last for text in own)
        margin = MARGIN * words[0]["size"]
        box = (columns[at][0], own[0].top, max(columns[last][1], own[0].words[-1]["x1"]) + margin, own[-1].bottom)
        yield Cell(
            cell_text([text.words for text in own], box, known, margin),
            replace(row, column=at + 1),
            bold=all(is_bold(word) for word in words),
            columns=last - at + 1,
            start=at,
            sure=sure_of(words),
        )
