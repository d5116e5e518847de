"""A file in, rows out: the steps of reading, one after the other."""

from pathlib import Path

from overwinter.kernel.winter import Winter
from overwinter.reading.catalogue import Catalogue
from overwinter.reading.findings import with_findings
from overwinter.reading.layout import understand
from overwinter.reading.matching import match
from overwinter.reading.matching.cut_headings import mend_headings
from overwinter.reading.readers import read_document
from overwinter.reading.result import Reading


def read_file(path: Path, catalogue: Catalogue, winter: Winter) -> Reading:
    """Read the winter plan in ``path`` and match its rows to ``catalogue``.

    ``winter`` gives the year to dates written without one. Raises
    :class:`~overwinter.reading.document.UnreadableError` when the file cannot be read.
    """
    reading = understand(read_document(path), winter=winter, framework=catalogue.framework)
    return with_findings(match(mend_headings(reading, catalogue), catalogue))
