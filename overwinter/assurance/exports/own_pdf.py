"""A PDF in the council's own layout: its Word file or slides, turned by LibreOffice where the machine has it."""

import json

from overwinter.reading.readers.office import NotTurned, find_office, turn

__all__ = ["NotTurned", "find_office", "of_document", "of_slides", "why_not"]

SECONDS = 90
"""A pack takes three; a start after an update takes twenty. A background job may run for several minutes."""
SECONDS_WHILE_ONE_WAITS = 40
_TAGGED = {
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}


def of_document(docx: bytes, *, seconds: float = SECONDS) -> bytes:
    """Raises :class:`NotTurned`."""
    return turn(docx, "docx", "pdf", seconds=seconds, options=f"writer_pdf_Export:{json.dumps(_TAGGED)}")


def of_slides(pptx: bytes, *, seconds: float = SECONDS) -> bytes:
    """Raises :class:`NotTurned`."""
    return turn(pptx, "pptx", "pdf", seconds=seconds, options=f"impress_pdf_Export:{json.dumps(_TAGGED)}")


def why_not(failure: NotTurned) -> str:
    """Why a PDF has Overwinter's layout although the council gave its own."""
    said = str(failure) or "LibreOffice could not turn it into a PDF"
    return f"It has Overwinter’s layout and not your own template’s: {said}."
