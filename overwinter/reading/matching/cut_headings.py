"""Section headings that a print cut off or misread, put right from the framework's own headings."""

from collections.abc import Collection

from msgspec.structs import replace
from rapidfuzz.distance import OSA

from overwinter.reading.catalogue import Catalogue
from overwinter.reading.result import Finding, Piece, Reading, RowRead
from overwinter.reading.words import key

FEWEST_LETTERS = 8
"""A shorter end or beginning is that of too many headings."""
PRINTED = frozenset({"text/plain", "application/pdf"})
"""What is a print of another document: there a heading may lack its end or a letter. An office file has what its
author wrote."""
KEPT, FEWEST_KEPT = 0.6, 4
"""Of the different headings of a document, the share, and the number at least, that are the framework's word for word:
its author copied them, and did not write shorter ones."""
MISREAD = 1
"""Letters lost or changed in a heading that is the framework's otherwise."""


def mend_headings(reading: Reading, catalogue: Catalogue) -> Reading:
    """``reading`` with the sections that are a piece of exactly one heading of the framework written out.

    A heading that starts with a small letter, in the middle of a phrase or a word, was cut. So was one that is only
    the beginning of a heading, or lacks a letter of it, in the print of a document that copies all the others; a
    council's own shorter heading stays. Each row says what the document printed, and the headings keep it.
    """
    names = {key(entry.section): entry.section for entry in catalogue.entries}
    sections = list(dict.fromkeys(row.section for row in reading.rows if row.section))
    copied = {key(section) for section in sections} & names.keys()
    copies = reading.media_type in PRINTED and len(copied) >= max(FEWEST_KEPT, KEPT * len(sections))
    open_names = {plain: name for plain, name in names.items() if plain not in copied} if copies else {}
    whole = {
        section: name
        for section in sections
        if (name := _ended_by(section, names) or _begun_or_misread(section, copied, open_names)) is not None
    }
    if not whole:
        return reading
    printed = {row.section: Piece(row.place, row.section) for row in reversed(reading.rows) if row.section in whole}
    headings = (*reading.headings, *(printed[section] for section in whole))
    return replace(reading, rows=tuple(_mended(row, whole) for row in reading.rows), headings=headings)


def _ended_by(section: str, names: dict[str, str]) -> str | None:
    end = key(section)
    if not section[:1].islower() or len(end) < FEWEST_LETTERS:
        return None
    found = [name for plain, name in names.items() if plain != end and plain.endswith(end)]
    return found[0] if len(found) == 1 else None


def _begun_or_misread(section: str, copied: Collection[str], names: dict[str, str]) -> str | None:
    """The one of ``names``, which the document has nowhere else, that ``section`` begins or is but for a letter."""
    said = key(section)
    if said in copied or len(said) < FEWEST_LETTERS:
        return None
    found = [
        name
        for plain, name in names.items()
        if plain.startswith(f"{said} ") or OSA.distance(plain, said, score_cutoff=MISREAD) <= MISREAD
    ]
    return found[0] if len(found) == 1 else None


def _mended(row: RowRead, whole: dict[str, str]) -> RowRead:
    name = whole.get(row.section or "")
    if name is None:
        return row
    message = f"The document prints only “{row.section}” of this heading; the framework's heading was put in."
    return replace(row, section=name).with_findings(Finding("heading-cut", message))
