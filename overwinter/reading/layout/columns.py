"""A scanned table whose columns were read into each other: rows found by their references, columns parted again.

A row starts where the next reference of its section stands, read as its author meant it (``16`` after ``1.5`` is
``1.6``). What cannot be parted for certain stays together in the response, with a finding that says so; a status that
was not read stays unknown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from overwinter.kernel.status import FullyMet
from overwinter.kernel.winter import Winter
from overwinter.reading.cells.dates import read_date
from overwinter.reading.cells.status import read_met
from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout.columns_cells import is_date_word, lead_names, take_ends
from overwinter.reading.layout.columns_split import SENTENCE_END, Phrases, Words, split_columns
from overwinter.reading.layout.headings import is_theme
from overwinter.reading.layout.key import read_key
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.prose import join_wrap
from overwinter.reading.result import Finding, ResponseText, RowRead
from overwinter.reading.words import key

HEADER_WORDS = frozenset(
    re.findall(
        r"\w+",
        "ref reference requirement requirements current status fully met gap gaps close who whos lead by "
        "when actions y n yin",
    )
)
SECTION = re.compile(r"^(?P<number>\d{1,2})\.\s+(?=[A-Z])(?P<title>[^a-z]{4,})$")
AUDIENCE = re.compile(r"^\([A-Z][A-Z &,]{5,}\)$")
"""Whom a section addresses, on a line of its own beneath the heading: not ``(Y/N)``."""
LINK = re.compile(r"^https?://\S+$")
WIDTH, WIDEST = 30, 36
"""Characters in a line of a prose column where the document's own drawn lines do not tell, and the most it can have."""
SLACK = 5
"""Characters by which a line of two columns may be longer than both."""
FEWEST_REFERENCES = 3
MIXED = Finding(
    "columns-mixed",
    "The columns of this row were read into each other. Check where the requirement ends and which text answers it.",
)


@dataclass(slots=True)
class _Line:
    text: str
    place: Place
    after_blank: bool
    bullet: bool


@dataclass(slots=True)
class _Row:
    ref: str | None
    place: Place
    theme: str | None
    section: str | None
    lines: list[_Line] = field(default_factory=list)
    across: bool = False
    """Its first line holds several columns."""


def recognises(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether printed lines hold a table's column headings in one line and references at the start of others."""
    lines = [p.text for p in paragraphs if p.wrapped and not p.furniture]
    headers = sum(_is_header(line) and len(line.split()) > 4 for line in lines)
    references = sum(bool(re.match(r"^\d{1,2}\.\d{1,2}(?=\s|$)", line)) for line in lines)
    return headers >= 1 and references >= FEWEST_REFERENCES


def _is_header(text: str) -> bool:
    words = [re.sub(r"[^a-z]", "", word.casefold().replace("’", "").replace("'", "")) for word in text.split()]
    words = [word for word in words if word]
    named = [word for word in words if word in HEADER_WORDS]
    capitals = text.upper() == text or text.startswith(("Ref", "REF"))
    return (
        bool(named)
        and capitals
        and len(named) * 5 >= len(words) * 3
        and (len(named) > 1 or text.endswith(("?", ")")) or "?" in text)
    )


def read(paragraphs: Sequence[Paragraph], ledger: Ledger, winter: Winter) -> None:
    """Write the rows of the table, its headings and whatever stands outside it to ``ledger``."""
    _Reader(ledger, winter).read(paragraphs)


class _Reader:
    def __init__(self, ledger: Ledger, winter: Winter) -> None:
        self.ledger, self.winter = ledger, winter
        self.theme: str | None = None
        self.section: str | None = None
        self.number: int | None = None
        self.item = 0
        self.rows: list[_Row] = []
        self.met: dict[str, FullyMet] = {}
        self.listed: set[str] = set()
        self.open_heading: Place | None = None

    def read(self, paragraphs: Sequence[Paragraph]) -> None:
        for line in _lines(paragraphs, self.ledger):
            self._take(line)
        phrases = Phrases(line.text for row in self.rows for line in row.lines)
        names = lead_names(group for row in self.rows if not row.across for group in _groups(row.lines))
        width = self._width()
        for row in self._with_unnumbered(names):
            self._write(row, phrases, names, width)

    def _take(self, line: _Line) -> None:
        text = line.text
        section = SECTION.match(text)
        if self._continues_heading(line):
            return
        if is_theme(text) and (text == text.upper() or ":" in text):
            self.theme, self.section, self.number = text, None, None
            self.ledger.carried(text, line.place)
            self.rows.append(_Row(None, line.place, self.theme, None))
        elif section:
            self.section, self.number, self.item = text, int(section["number"]), 0
            self.open_heading = line.place if text.count("(") > text.count(")") else None
            self.rows.append(_Row(None, line.place, self.theme, None))
            if self.open_heading is None:
                self.ledger.carried(text, line.place)
        elif _is_header(text) or LINK.match(text) or read_key(text)[0] or text.upper().startswith("KEY"):
            self._outside(line)
        elif (reference := self._reference(text)) is not None:
            ref, rest = reference
            self.item = int(ref.split(".")[1])
            row = _Row(ref, line.place, self.theme, self.section, across=bool(rest))
            self.rows.append(row)
            if rest:
                row.lines.append(_Line(rest, line.place, False, False))
        elif re.fullmatch(r"\d{1,3}", text):
            self.ledger.aside(text, line.place)
        elif self.rows:
            self.rows[-1].lines.append(line)
        else:
            self.ledger.aside(text, line.place)

    def _continues_heading(self, line: _Line) -> bool:
        """The second line of a section's heading, whose bracket is open."""
        if (
            self.section is not None
            and AUDIENCE.match(line.text)
            and self.rows
            and not self.rows[-1].lines
            and self.item == 0
        ):
            self.section = f"{self.section} {line.text}"
            self.ledger.carried(line.text, line.place)
            return True
        if self.open_heading is None or self.section is None:
            return False
        place, self.open_heading = self.open_heading, None
        if line.text == line.text.upper() and line.text.endswith(")") and not _is_header(line.text):
            self.section = f"{self.section} {line.text}"
        self.ledger.carried(self.section, place)
        return self.section.endswith(line.text)

    def _outside(self, line: _Line) -> None:
        met, _ = read_key(line.text)
        self.met |= met
        link = LINK.match(line.text)
        if key(line.text) in self.listed:
            self.ledger.repeated(line.text)
        elif link:
            self.ledger.aside(line.text, line.place)
        else:
            self.ledger.heading(line.text, line.place)
        self.listed.add(key(line.text))

    def _reference(self, text: str) -> tuple[str, str] | None:
        """The reference that opens a row, as it was meant, and the rest of the line."""
        match = re.match(r"^(?P<ref>\d{1,2}\.?\d{1,2})(?:\s*\|\s*|\s+|$)(?P<rest>.*)$", text)
        if not match or self.number is None:
            return None
        printed = match["ref"]
        wanted = {f"{self.number}.{self.item + step}" for step in (1, 2)}
        if printed in wanted:
            return printed, match["rest"]
        following = f"{self.number}.{self.item + 1}"
        return (following, match["rest"]) if printed == following.replace(".", "") else None

    # -- columns -------------------------------------------------------------------------------------------------
    def _width(self) -> int:
        """Characters in the widest usual line of the requirement column, from lines with a drawn column edge."""
        found = sorted(
            len(line.text.split("|")[0].strip()) for row in self.rows for line in row.lines if "|" in line.text
        )
        narrow = [length for length in found if length <= WIDEST]
        return narrow[int(len(narrow) * 0.9)] if len(narrow) >= 10 else WIDTH

    def _with_unnumbered(self, names: list[tuple[str, ...]]) -> Iterator[_Row]:
        """The rows; a second lead inside one, at the end of a line after a blank, begins a row without a reference."""
        for row in self.rows:
            current = row
            for number, line in enumerate(list(row.lines)):
                words = line.text.replace("|", " ").split()
                tail = [word for word in words if not is_date_word(word)]
                begins = any(
                    tail[-size:] == list(name[:size]) for name in names for size in (2, 1) if len(tail) > size + 3
                )
                if number > 4 and line.after_blank and row.across and begins and words[0][:1].isupper():
                    rest = row.lines[number:]
                    current.lines = row.lines[:number]
                    yield current
                    current = _Row(None, line.place, row.theme, row.section, rest, across=True)
                    break
            yield current

    def _write(self, row: _Row, phrases: Phrases, names: list[tuple[str, ...]], width: int) -> None:
        if row.ref is None and not row.across:
            for line in row.lines:
                self.ledger.aside(line.text, line.place)
            return
        lines = [line.text.replace("|", " | ").split() for line in row.lines]
        found = _Found()
        if row.across:
            ends = take_ends(lines, names)
            found.lead, found.when = " ".join(ends.lead), " ".join(ends.when)
            met_at = _status_at(lines[0]) if lines else None
            if met_at is not None:
                found.met = lines[0].pop(met_at)
        else:
            lines = _take_groups(row.lines, lines, names, found)
        requirement, response, gap = _parted(row, lines, width, phrases, met_at if row.across else None, found)
        self.ledger.row(
            RowRead(
                n=0,
                place=str(row.place),
                theme=row.theme,
                section=row.section,
                ref=row.ref,
                requirement=requirement,
                responses=(ResponseText(response),) if response else (),
                fully_met=read_met(found.met, self.met) if found.met else None,
                gap_actions=gap or None,
                lead=found.lead or None,
                by_when=found.when or None,
                by_when_date=read_date(found.when, self.winter) if found.when else None,
                findings=(MIXED,),
            )
        )


@dataclass(slots=True)
class _Found:
    met: str = ""
    lead: str = ""
    when: str = ""
    gap_from: int | None = None
    """In columns read one after the other: the line after a lone status, where the gap column begins."""
    last: int = 0
    """The line after the row's narrow columns; what stands beneath is the rest of a cell, from the next page."""


def _lines(paragraphs: Sequence[Paragraph], ledger: Ledger) -> Iterator[_Line]:
    last: Place | None = None
    for paragraph in paragraphs:
        if paragraph.furniture:
            ledger.furniture(paragraph)
            continue
        place = paragraph.place
        blank = last is None or last.page != place.page or (place.line or 0) - (last.line or 0) > 1
        yield _Line(paragraph.text.strip(), place, blank, paragraph.bullet)
        last = place


def _groups(lines: list[_Line]) -> Iterator[list[str]]:
    """Lines between blank ones."""
    group: list[str] = []
    for line in lines:
        if line.after_blank and group:
            yield group
            group = []
        group.append(line.text)
    if group:
        yield group


def _status_at(words: list[str]) -> int | None:
    """Where a lone Y or N stands in a row's first line, behind the text of at least one column."""
    for position, word in enumerate(words):
        if word in ("Y", "N") and position > 1:
            return position
    return None


def _take_groups(
    lines: list[_Line], words: list[list[str]], names: list[tuple[str, ...]], found: _Found
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


def _take_group(flat: list[str], start: int, stop: int, names: list[tuple[str, ...]], found: _Found) -> bool:
    if flat in (["Y"], ["N"]) and not found.met:
        found.met, found.gap_from = flat[0], stop
    elif tuple(flat) in names and not found.lead:
        found.lead = " ".join(flat)
    elif flat and start and all(is_date_word(word) for word in flat) and not found.when:
        found.when = " ".join(flat)
    else:
        return False
    return True


def _parted(
    row: _Row, lines: list[list[str]], width: int, phrases: Phrases, met_at: int | None, found: _Found
) -> tuple[str, str, str]:
    """The row's text by column: requirement, response, gap actions."""
    if not row.across:
        return _stacked(row, lines, found)
    packed = [_packed(words, line, width) for words, line in zip(lines, row.lines, strict=True)]
    kept = [number for number, item in enumerate(packed) if item.words]
    gap_words = 0
    if met_at is not None and kept[:1] == [0] and found.met:
        before = len([word for word in lines[0][:met_at] if word != "|"])
        gap_words = len(packed[0].words) - before
    lengths = [len(" ".join(packed[number].words)) for number in kept]
    three = gap_words > 0 or sum(length > width + WIDTH + SLACK for length in lengths) > 1
    left, right = split_columns(tuple(packed[n] for n in kept), width, phrases, None if three else WIDTH + 1)
    marks = [row.lines[number] for number in kept]
    requirement = _text(left, marks)
    if not three:
        return requirement, _text(right, marks), ""
    known = len(right[0].split()) - gap_words if gap_words and right else None
    second = tuple(
        Words(
            tuple(text.split()), known if number == 0 and known is not None and known >= 0 else None, mark.after_blank
        )
        for number, (text, mark) in enumerate(zip(right, marks, strict=True))
        if text
    )
    filled = [mark for text, mark in zip(right, marks, strict=True) if text]
    response, gap = split_columns(second, WIDTH + 1, phrases, WIDEST)
    return requirement, _text(response, filled), _text(gap, filled)


def _stacked(row: _Row, lines: list[list[str]], found: _Found) -> tuple[str, str, str]:
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
    requirement, response, actions = (_text([texts[n] for n in part], [row.lines[n] for n in part]) for part in columns)
    return requirement, response, actions


def _goes_on(texts: list[str], at: int) -> bool:
    above = next((text for text in reversed(texts[:at]) if text), ".")
    return texts[at][:1].islower() and not SENTENCE_END.search(above)


def _packed(words: list[str], line: _Line, width: int) -> Words:
    """A line's words, with the column edge that a pipe drew where it is the requirement's."""
    plain = tuple(word for word in words if word != "|")
    if "|" not in words:
        return Words(plain, None, line.after_blank)
    cut = words.index("|")
    narrow = len(" ".join(words[:cut])) <= width + 4
    return Words(plain, cut if narrow else None, line.after_blank)


def _text(parts: list[str], marks: list[_Line]) -> str:
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
