"""Section headings whose beginning a print cut off, put right from the framework's own headings."""

from dataclasses import replace

from overwinter.reading.catalogue import Catalogue
from overwinter.reading.result import Finding, Piece, Reading, RowRead
from overwinter.reading.words import key

FEWEST_LETTERS = 8
"""A shorter end is the end of too many headings."""


def mend_headings(reading: Reading, catalogue: Catalogue) -> Reading:
    """``reading`` with the sections that are the end of exactly one heading of the framework written out.

    Only a heading that starts with a small letter, in the middle of a phrase or a word, was cut; a council's own
    shorter heading stays. Each row says what the document printed, and the headings keep it.
    """
    names = {key(entry.section): entry.section for entry in catalogue.entries}
    whole = {
        section: name
        for row in reading.rows
        if (section := row.section) and (name := _whole(section, names)) is not None
    }
    if not whole:
        return reading
    printed = {row.section: Piece(row.place, row.section) for row in reversed(reading.rows) if row.section in whole}
    headings = (*reading.headings, *(printed[section] for section in whole))
    return replace(reading, rows=tuple(_mended(row, whole) for row in reading.rows), headings=headings)


def _whole(section: str, names: dict[str, str]) -> str | None:
    end = key(section)
    if not section[:1].islower() or len(end) < FEWEST_LETTERS:
        return None
    found = [name for plain, name in names.items() if plain != end and plain.endswith(end)]
    return found[0] if len(found) == 1 else None


def _mended(row: RowRead, whole: dict[str, str]) -> RowRead:
    name = whole.get(row.section or "")
    if name is None:
        return row
    message = f"The document prints only “{row.section}” of this heading; the framework's heading was put in."
    return replace(row, section=name).with_findings(Finding("heading-cut", message))
