"""Word and PowerPoint files from before 2007: turned into today's format by LibreOffice, where the machine has it."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from overwinter.reading.document import Document, UnreadableError
from overwinter.reading.readers.docx import read_docx
from overwinter.reading.readers.office import NotTurned, find_office, turn
from overwinter.reading.readers.pptx import read_pptx
from overwinter.reading.readers.sniffing import Kind, sha256_of


def read_doc(path: Path) -> Document:
    return _read(path, Kind.DOC, "docx", read_docx)


def read_ppt(path: Path) -> Document:
    return _read(path, Kind.PPT, "pptx", read_pptx)


def _read(path: Path, kind: Kind, suffix: str, read: Callable[[Path], Document]) -> Document:
    what = "Word" if kind is Kind.DOC else "PowerPoint"
    if find_office() is None:
        raise UnreadableError(
            f"{path.name} is in the {what} format from before 2007, which needs LibreOffice on this machine. "
            f"Save it as .{suffix}, or have LibreOffice installed."
        )
    with tempfile.TemporaryDirectory(prefix="overwinter-old-") as folder:
        made = Path(folder) / f"document.{suffix}"
        try:
            made.write_bytes(turn(path.read_bytes(), "doc" if kind is Kind.DOC else "ppt", suffix))
        except NotTurned as failure:
            reason = f" ({failure})" if str(failure) else ""
            raise UnreadableError(
                f"{path.name} could not be turned into .{suffix}{reason}: it may be damaged or have a password. "
                f"Open it, save it as .{suffix} and read that."
            ) from failure
        document = read(made)
    told = (
        f"The file was turned from the {what} format of before 2007 into .{suffix} by LibreOffice and read from that."
    )
    return replace(
        document,
        name=path.name,
        media_type=kind,
        sha256=sha256_of(path),
        warnings=(told, *document.warnings),
    )
