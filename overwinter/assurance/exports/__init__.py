"""The letter as files: Word, from the council's own template or the one that comes with Overwinter, and tagged PDF."""

from overwinter.assurance.domain.letter import Letter
from overwinter.assurance.exports import as_docx, as_pdf, starter
from overwinter.assurance.models import OwnTemplate
from overwinter.infra import files

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES = {"docx": DOCX, "pdf": "application/pdf"}


def make_docx(letter: Letter, own: OwnTemplate | None, colour: str) -> bytes:
    """Raises :class:`overwinter.infra.files.Damaged` when the council's template is no longer what was kept."""
    if own is None:
        return as_docx.fill(starter.make(letter.council, colour), letter)
    with files.open_kept(own.file.sha256) as stream:
        return as_docx.fill(stream.read(), letter)


def make_pdf(letter: Letter, colour: str) -> bytes:
    return as_pdf.render(letter, colour)
