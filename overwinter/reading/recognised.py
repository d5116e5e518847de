"""Rows that text recognition read in pictures: which of their fields are in doubt, and which rows a person looks at.

Recognition runs neighbouring cells together, drops lines and misreads figures, and what comes of that may still fit a
requirement. So a match stands on its own only where the requirement was surely read and has nearly the national words.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from overwinter.reading.document import Cell, Document, Paragraph, Place, Table
from overwinter.reading.result import Finding, MatchState, Reading, RowRead, Source

SURELY = 0.9
"""How surely a field was read, from which on it is not in doubt."""
CONFIDENCE, FIT = 0.95, 0.7
"""How sure a match is, and how well its words fit, from which on nobody need look at a recognised row. A requirement
copied word for word fits by 0.6 to 0.85, since catalogue entries have a title and key terms as well."""
UNSURE = "recognised-unsurely"
_PAGE = re.compile(r"\bpage (\d+)")
_REF = re.compile(r"\b\d{1,2}\.\d{1,2}\b")
_NAMES = {
    "ref": "the reference",
    "requirement": "the requirement",
    "responses": "the response",
    "rag": "the status",
    "fully_met": "whether it is fully met",
    "gap_actions": "the gap actions",
    "lead": "the lead",
    "by_when": "the date",
    "reporting_to": "who it is reported to",
    "theme": "the theme",
    "section": "the section",
}


class _Surety(Struct, frozen=True):
    """How surely each piece of a document was read, by its place, and on which pages text was recognised."""

    of: dict[str, float]
    pages: frozenset[int | None]

    def has(self, row: RowRead) -> bool:
        """Whether a row was recognised."""
        page = _PAGE.search(row.place)
        return (int(page[1]) if page else None) in self.pages

    def where(self, places: Iterable[Place | str | None]) -> float | None:
        """The least of several places; None where nothing was recognised there."""
        return min((self.of[str(place)] for place in places if str(place) in self.of), default=None)

    def of_source(self, source: Source) -> float | None:
        return self.where((source.at or source.place, *source.more))


def with_recognised(reading: Reading, document: Document) -> Reading:
    """``reading``, matched, with the fields in doubt named on each row that was recognised in a picture."""
    surety = _surety(document)
    if not surety.pages:
        return reading
    return replace(reading, rows=tuple(_looked_at(row, surety) if surety.has(row) else row for row in reading.rows))


def _looked_at(row: RowRead, surety: _Surety) -> RowRead:
    unsure = list(_unsure(row, surety))
    fields = tuple(name for name in unsure if name in _NAMES and name not in row.doubtful)
    row = replace(row, doubtful=(*row.doubtful, *fields))
    if unsure:
        *others, last = [_NAMES.get(name, f"“{name}”") for name in unsure]
        named = f"{', '.join(others)} and {last}" if others else last
        said = f"Text recognition (OCR) was not sure of its reading: {named}. Check against the original."
        row = row.with_findings(Finding(UNSURE, said))
    return row if _stands(row, surety) else replace(row, match_state=MatchState.REVIEW)


def _unsure(row: RowRead, surety: _Surety) -> Iterator[str]:
    """The fields in doubt, each once; a further column by its heading."""
    seen: set[str] = set()
    for name, source in row.sources:
        sure = surety.of_source(source)
        plain, _, rest = name.partition(".")
        shown = rest if plain == "extra" and rest else plain
        if sure is not None and sure < SURELY and shown not in seen:
            seen.add(shown)
            yield shown
    whole = surety.where((row.place,))
    if not row.sources and whole is not None and whole < SURELY:
        yield "requirement"


def _stands(row: RowRead, surety: _Surety) -> bool:
    """Whether what was recognised is enough for a match that nobody looks at."""
    sources = dict(row.sources)
    asked = sources.get("requirement")
    sure = surety.of_source(asked) if asked is not None else surety.where((row.place,))
    ref = sources.get("ref")
    merged = ref is not None and len(set(_REF.findall(ref.text))) > 1
    if not row.requirement or sure is None or sure < SURELY or merged or len(row.matches) != 1:
        return False
    fits = {one.id: one.text for one in row.weighed}
    return row.matches[0].confidence >= CONFIDENCE and fits.get(row.matches[0].id, 0.0) >= FIT


def _surety(document: Document) -> _Surety:
    found: dict[str, float] = {}
    pages: set[int | None] = set()
    for piece in _pieces(document):
        if piece.sure is not None:
            key = str(piece.place)
            found[key] = min(piece.sure, found.get(key, 1.0))
            pages.add(piece.place.page)
    return _Surety(found, frozenset(pages))


def _pieces(document: Document) -> Iterator[Paragraph | Cell]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row.cells)
        else:
            yield block
