"""A scanned table whose columns were read into each other: rows found by their references, columns parted again.

A row starts where the next reference of its section stands, read as its author meant it (``16`` after ``1.5`` is
``1.6``). What cannot be parted for certain stays together in the response, with a finding that says so; a status that
was not read stays unknown.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from overwinter.kernel.status import FullyMet
from overwinter.kernel.winter import Winter
from overwinter.reading.cells.dates import read_date
from overwinter.reading.cells.status import read_met
from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout.columns.leads import Names, is_date_word, lead_names
from overwinter.reading.layout.columns.lines import BAR, Line, Row, groups
from overwinter.reading.layout.columns.recognising import COLUMNS_MIXED, is_header
from overwinter.reading.layout.columns.rows import Parted, parted
from overwinter.reading.layout.columns.rules import rules_of
from overwinter.reading.layout.columns.torn import put_back
from overwinter.reading.layout.headings import is_theme
from overwinter.reading.layout.key import read_key
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.result import Finding, ResponseText, RowRead
from overwinter.reading.words import key

SECTION = re.compile(r"^(?P<number>\d{1,2})\.\s+(?=[A-Z])(?P<title>[^a-z]{4,})$")
AUDIENCE = re.compile(r"^\([A-Z][A-Z &,]{5,}\)$")
"""Whom a section addresses, on a line of its own beneath the heading: not ``(Y/N)``."""
KEY = re.compile(r"^(?:KEY\b|Key\s*:)")
LINK = re.compile(r"^https?://\S+$")
WIDTH, WIDEST = 30, 36
"""Characters in a line of a prose column where the document's own drawn lines do not tell, and the most it can have."""
SLACK = 5
"""Characters by which a line of two columns may be longer than both."""
DOUBTFUL = 2.0
"""A cell is doubtful where the next best way to part its row, which would change it, is no dearer than this."""
FIELDS = ("requirement", "responses", "gap_actions", "lead", "by_when")
"""Of the columns, from left to right."""
NAMES = {
    "requirement": "the requirement",
    "responses": "the response",
    "gap_actions": "the gap actions",
    "lead": "the lead",
    "by_when": "the date",
}
PUT_BACK = (
    "The columns of this document were read into each other. They were put back by the widths of their lines and by "
    "their words; {doubtful} of {rows} rows have cells that are in doubt and are marked."
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
        self.item = self.table = 0
        self.rows: list[Row] = []
        self.met: dict[str, FullyMet] = {}
        self.listed: set[str] = set()
        self.open_heading: Place | None = None

    def read(self, paragraphs: Sequence[Paragraph]) -> None:
        broken = False
        for line in _lines(paragraphs, self.ledger):
            line.page = broken = line.page or broken
            self._take(line)
            broken = broken and not (self.rows and self.rows[-1].lines and self.rows[-1].lines[-1].place == line.place)
        known = lead_names(group for row in self.rows if not row.across for group in groups(row.lines))
        for row in self.rows:
            row.lines = put_back(row.lines, known)
        names = Names(lead_names(group for row in self.rows if not row.across for group in groups(row.lines)))
        rows = list(self._with_unnumbered(names))
        for row, found in zip(rows, parted(rows, names), strict=True):
            self._write(row, found)
        self.ledger.warnings.append(
            PUT_BACK.format(doubtful=sum(bool(row.doubtful) for row in self.ledger.rows), rows=len(self.ledger.rows))
        )

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
            self.table += 1
            self.open_heading = line.place if text.count("(") > text.count(")") else None
            self.rows.append(Row(None, line.place, self.theme, None))
            if self.open_heading is None:
                self.ledger.carried(text, line.place)
        elif is_header(text) or LINK.match(text) or read_key(text)[0] or KEY.match(text):
            self._outside(line)
        elif (reference := self._reference(text)) is not None:
            ref, rest = reference
            self.item = int(ref.split(".")[1])
            row = Row(ref, line.place, self.theme, self.section, across=bool(rest), table=self.table)
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
        if line.text == line.text.upper() and line.text.endswith(")") and not is_header(line.text):
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
    def _with_unnumbered(self, names: Names) -> Iterator[Row]:
        """The rows; a second lead inside one, at the end of a line after a blank, begins a row without a reference."""
        for row in self.rows:
            current = row
            for number, line in enumerate(row.lines if row.across else ()):
                if number > 4 and line.after_blank and _begins(line, names):
                    yield replace(row, lines=row.lines[:number])
                    current = replace(row, ref=None, place=line.place, lines=row.lines[number:])
                    break
            yield current

    def _write(self, row: Row, found: Parted | None) -> None:
        if found is None:
            for line in row.lines:
                self.ledger.aside(line.text, line.place)
            return
        requirement, response, gap, lead, when = found.texts
        doubtful = tuple(name for name, doubt in zip(FIELDS, found.doubts, strict=True) if doubt < DOUBTFUL)
        self.ledger.row(
            RowRead(
                n=0,
                place=str(row.place),
                theme=row.theme,
                section=row.section,
                ref=row.ref,
                requirement=requirement,
                responses=(ResponseText(response),) if response else (),
                fully_met=read_met(found.status, self.met) if found.status else None,
                gap_actions=gap or None,
                lead=lead or None,
                by_when=when or None,
                by_when_date=read_date(when, self.winter) if when else None,
                findings=(_mixed(doubtful),) if doubtful else (),
                doubtful=doubtful,
                rules=rules_of(found, ref=row.ref is not None),
            )
        )


def _begins(line: Line, names: Names) -> bool:
    """Whether a line begins with a capital and ends with the first words of a lead."""
    words = BAR.sub(" ", line.text).split()
    tail = [word for word in words if not is_date_word(word)]
    begun = any(tail[-size:] == list(name[:size]) for name in names.words for size in (2, 1) if len(tail) > size + 3)
    return begun and words[0][:1].isupper()


def _mixed(doubtful: Sequence[str]) -> Finding:
    *others, last = [NAMES[name] for name in doubtful]
    cells = f"{', '.join(others)} and {last}" if others else last
    return Finding(
        COLUMNS_MIXED,
        f"The columns of this row were read into each other, and {cells} may have words of another cell. "
        "Check against the document where each begins and ends.",
    )


def _lines(paragraphs: Sequence[Paragraph], ledger: Ledger) -> Iterator[Line]:
    last: Place | None = None
    for paragraph in paragraphs:
        if paragraph.furniture:
            ledger.furniture(paragraph)
            continue
        place = paragraph.place
        page = last is not None and last.page != place.page
        blank = last is None or page or (place.line or 0) - (last.line or 0) > 1
        yield Line(paragraph.text.strip(), place, blank, paragraph.bullet, page)
        last = place
