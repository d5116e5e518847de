"""A scanned table whose columns were read into each other: rows found by their references, columns parted again.

A row starts where the next reference of its section stands, read as its author meant it (``16`` after ``1.5`` is
``1.6``). What cannot be parted for certain stays together in the response, with a finding that says so; a status that
was not read stays unknown.
"""

import re
from collections.abc import Iterator, Sequence

from overwinter.kernel.status import FullyMet
from overwinter.kernel.winter import Winter
from overwinter.reading.cells.dates import read_date
from overwinter.reading.cells.status import read_met
from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout.columns_cells import is_date_word, lead_names, take_ends
from overwinter.reading.layout.columns_split import Phrases, Words, split_columns
from overwinter.reading.layout.columns_stacked import Found, Line, Row, groups, stacked, take_groups, text_of
from overwinter.reading.layout.headings import is_theme
from overwinter.reading.layout.key import read_key
from overwinter.reading.layout.ledger import Ledger
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
        self.rows: list[Row] = []
        self.met: dict[str, FullyMet] = {}
        self.listed: set[str] = set()
        self.open_heading: Place | None = None

    def read(self, paragraphs: Sequence[Paragraph]) -> None:
        for line in _lines(paragraphs, self.ledger):
            self._take(line)
        phrases = Phrases(line.text for row in self.rows for line in row.lines)
        names = lead_names(group for row in self.rows if not row.across for group in groups(row.lines))
        width = self._width()
        for row in self._with_unnumbered(names):
            self._write(row, phrases, names, width)

    def _take(self, line: Line) -> None:
        text = line.text
        section = SECTION.match(text)
        if self._continues_heading(line):
            return
        if is_theme(text) and (text == text.upper() or ":" in text):
            self.theme, self.section, self.number = text, None, None
            self.ledger.carried(text, line.place)
            self.rows.append(Row(None, line.place, self.theme, None))
        elif section:
            self.section, self.number, self.item = text, int(section["number"]), 0
            self.open_heading = line.place if text.count("(") > text.count(")") else None
            self.rows.append(Row(None, line.place, self.theme, None))
            if self.open_heading is None:
                self.ledger.carried(text, line.place)
        elif _is_header(text) or LINK.match(text) or read_key(text)[0] or text.upper().startswith("KEY"):
            self._outside(line)
        elif (reference := self._reference(text)) is not None:
            ref, rest = reference
            self.item = int(ref.split(".")[1])
            row = Row(ref, line.place, self.theme, self.section, across=bool(rest))
            self.rows.append(row)
            if rest:
                row.lines.append(Line(rest, line.place, False, False))
        elif re.fullmatch(r"\d{1,3}", text):
            self.ledger.aside(text, line.place)
        elif self.rows:
            self.rows[-1].lines.append(line)
        else:
            self.ledger.aside(text, line.place)

    def _continues_heading(self, line: Line) -> bool:
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

    def _outside(self, line: Line) -> None:
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

    def _with_unnumbered(self, names: list[tuple[str, ...]]) -> Iterator[Row]:
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
                    current = Row(None, line.place, row.theme, row.section, rest, across=True)
                    break
            yield current

    def _write(self, row: Row, phrases: Phrases, names: list[tuple[str, ...]], width: int) -> None:
        if row.ref is None and not row.across:
            for line in row.lines:
                self.ledger.aside(line.text, line.place)
            return
        lines = [line.text.replace("|", " | ").split() for line in row.lines]
        found = Found()
        if row.across:
            ends = take_ends(lines, names)
            found.lead, found.when = " ".join(ends.lead), " ".join(ends.when)
            met_at = _status_at(lines[0]) if lines else None
            if met_at is not None:
                found.met = lines[0].pop(met_at)
        else:
            lines = take_groups(row.lines, lines, names, found)
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


def _lines(paragraphs: Sequence[Paragraph], ledger: Ledger) -> Iterator[Line]:
    last: Place | None = None
    for paragraph in paragraphs:
        if paragraph.furniture:
            ledger.furniture(paragraph)
            continue
        place = paragraph.place
        blank = last is None or last.page != place.page or (place.line or 0) - (last.line or 0) > 1
        yield Line(paragraph.text.strip(), place, blank, paragraph.bullet)
        last = place


def _status_at(words: list[str]) -> int | None:
    """Where a lone Y or N stands in a row's first line, behind the text of at least one column."""
    for position, word in enumerate(words):
        if word in ("Y", "N") and position > 1:
            return position
    return None


def _parted(
    row: Row, lines: list[list[str]], width: int, phrases: Phrases, met_at: int | None, found: Found
) -> tuple[str, str, str]:
    """The row's text by column: requirement, response, gap actions."""
    if not row.across:
        return stacked(row, lines, found)
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
    requirement = text_of(left, marks)
    if not three:
        return requirement, text_of(right, marks), ""
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
    return requirement, text_of(response, filled), text_of(gap, filled)


def _packed(words: list[str], line: Line, width: int) -> Words:
    """A line's words, with the column edge that a pipe drew where it is the requirement's."""
    plain = tuple(word for word in words if word != "|")
    if "|" not in words:
        return Words(plain, None, line.after_blank)
    cut = words.index("|")
    narrow = len(" ".join(words[:cut])) <= width + 4
    return Words(plain, cut if narrow else None, line.after_blank)
