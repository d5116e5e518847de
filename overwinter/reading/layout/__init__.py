"""Layout: tables, headings, bullets, page breaks and sections understood; no format and no catalogue known here."""

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Document
from overwinter.reading.result import Reading


def understand(document: Document, *, winter: Winter, framework: str) -> Reading:
    raise NotImplementedError
