"""A file in, rows out: the steps of reading, one after the other."""

from collections.abc import Callable
from pathlib import Path

from overwinter.kernel.winter import Winter
from overwinter.reading.catalogue import Catalogue
from overwinter.reading.document import Document
from overwinter.reading.findings import with_findings
from overwinter.reading.layout import understand
from overwinter.reading.matching import match
from overwinter.reading.matching.cut_headings import mend_headings
from overwinter.reading.readers import read_document
from overwinter.reading.result import Reading

STEPS = 4
Progress = Callable[[str, int], None]
"""Told the step that begins, in words, and how many of ``STEPS`` are done."""


def read_file(path: Path, catalogue: Catalogue, winter: Winter) -> Reading:
    """Read the winter plan in ``path`` and match its rows to ``catalogue``.

    ``winter`` gives the year to dates written without one. Raises
    :class:`~overwinter.reading.document.UnreadableError` when the file cannot be read.
    """
    return interpret(read_document(path), catalogue, winter)


def interpret(
    document: Document, catalogue: Catalogue, winter: Winter, *, progress: Progress = lambda _step, _done: None
) -> Reading:
    """Everything after the file has been opened: its rows, matched, with what is doubtful about them."""
    progress("Finding tables, headings and rows", 1)
    reading = mend_headings(understand(document, winter=winter, framework=catalogue.framework), catalogue)
    progress(f"Matching {len(reading.rows)} rows to {len(catalogue.entries)} requirements", 2)
    return with_findings(match(reading, catalogue), winter)
