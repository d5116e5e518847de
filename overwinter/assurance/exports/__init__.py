"""The letter as files, Word and tagged PDF: from the council’s own template, or in Overwinter’s layout."""

from overwinter.assurance.domain.letter import Letter
from overwinter.assurance.exports import as_docx, as_pdf, own_pdf, starter
from overwinter.assurance.exports.reports import Made
from overwinter.assurance.models import OwnTemplate
from overwinter.infra import files

FORMATS = ("docx", "pdf")


def make_docx(letter: Letter, own: OwnTemplate | None, colour: str) -> bytes:
    """Raises :class:`overwinter.infra.files.Damaged` when the council's template is no longer what was kept."""
    if own is None:
        return as_docx.fill(starter.make(letter.council, colour), letter)
    with files.open_kept(own.file.sha256) as stream:
        return as_docx.fill(stream.read(), letter)


def make_pdf(letter: Letter, own: OwnTemplate | None, colour: str) -> Made:
    """From the council's own template where it gave one; raises as :func:`make_docx` does."""
    if own is None:
        return Made(as_pdf.render(letter, colour))
    try:
        return Made(own_pdf.of_document(make_docx(letter, own, colour), seconds=own_pdf.SECONDS_WHILE_ONE_WAITS))
    except own_pdf.NotTurned as failure:
        return Made(as_pdf.render(letter, colour), own_pdf.why_not(failure))
