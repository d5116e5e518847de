"""Readers: a module for each format, each giving the same neutral document.

The format is told by the file's content; its name only decides between kinds of plain text. A reader's module, and the
libraries it needs, are loaded only when a file asks for them.
"""

import stat
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

from msgspec.structs import replace

from overwinter.reading.document import Document, UnreadableError
from overwinter.reading.readers.characters import in_characters
from overwinter.reading.readers.lacking import deferred, lacking, unversioned
from overwinter.reading.readers.sniffing import Kind, kind_of

_READERS = {
    Kind.XLSX: ("xlsx", "read_xlsx"),
    Kind.DOCX: ("docx", "read_docx"),
    Kind.PPTX: ("pptx", "read_pptx"),
    Kind.XLS: ("xls", "read_xls"),
    Kind.XLSB: ("xlsb", "read_xlsb"),
    Kind.DOC: ("converted", "read_doc"),
    Kind.PPT: ("converted", "read_ppt"),
    Kind.RTF: ("rtf", "read_rtf"),
    Kind.ODS: ("ods", "read_ods"),
    Kind.ODT: ("odt", "read_odt"),
    Kind.ODP: ("odp", "read_odp"),
    Kind.PDF: ("pdf", "read_pdf"),
    Kind.PNG: ("pictures", "read_picture"),
    Kind.JPEG: ("pictures", "read_picture"),
    Kind.TIFF: ("pictures", "read_picture"),
    Kind.HTML: ("html", "read_html"),
    Kind.MARKDOWN: ("markdown", "read_markdown"),
    Kind.CSV: ("csv", "read_csv"),
    Kind.TEXT: ("text", "read_text"),
}
_UNUSED = {Kind.XLSX: ("numpy", "PIL")}
"""What a reader's library would load if it is there, and takes longer to load than the file to read: to write numbers,
and to keep pictures."""
_CIPHERS = ("cryptography.hazmat.backends", "cryptography.hazmat.primitives.ciphers")
_SELDOM_USED = {Kind.PDF: ("charset_normalizer", *_CIPHERS)}
"""The same, but needed now and then: to guess what bytes in a PDF are meant to say, and to read an encrypted one."""
_PACKED = (Kind.XLSX, Kind.XLSB, Kind.DOCX, Kind.PPTX, Kind.ODS, Kind.ODT, Kind.ODP)

LARGEST = 100 * 1024 * 1024
"""Bytes. A winter plan is a few hundred kilobytes; far above that it is some other file."""


def read_document(path: Path) -> Document:
    """Read the file at ``path`` into the neutral document.

    Raises :class:`UnreadableError` with one sentence that says what is wrong with the file and what to do about it.
    """
    try:
        size = _size_of(path)
        kind = kind_of(path) if 0 < size <= LARGEST else None
    except PermissionError as error:
        raise UnreadableError(f"{path.name} may not be opened by this user. Ask for the right to read it.") from error
    except OSError as error:
        raise UnreadableError(
            f"{path.name} cannot be opened ({error.strerror}). Copy the file to this machine and read the copy."
        ) from error
    if size == 0:
        raise UnreadableError(f"{path.name} is empty (0 bytes). Check that it was saved or downloaded completely.")
    if kind is None:
        raise UnreadableError(
            f"{path.name} is larger than {LARGEST // 2**20} MB. Take pictures out of it and save it again."
        )
    module, name = _READERS[kind]
    seldom_used = deferred(*_SELDOM_USED.get(kind, ()))
    with seldom_used, lacking(*_UNUSED.get(kind, ())), unversioned() if kind is Kind.PDF else nullcontext():
        read = getattr(import_module(f"{__name__}.{module}"), name)
    try:
        document: Document = in_characters(read(path))
        if kind in _PACKED:
            from overwinter.reading.readers.active import warnings_of

            document = replace(document, warnings=(*document.warnings, *warnings_of(path)))
    except RecursionError as error:
        raise UnreadableError(
            f"{path.name} holds tables or lists within each other, deeper than anybody writes them. Open it in the "
            "program that made it, save it again, and read that file."
        ) from error
    if not document.text.strip():
        raise UnreadableError(
            f"{path.name} holds no text. If it is made of pictures, ask its author for the original file."
        )
    return document


def _size_of(path: Path) -> int:
    """Bytes of the one whole file that ``path`` names."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise UnreadableError(f"There is no file {path}. Check the name and the folder.") from None
    if stat.S_ISDIR(found.st_mode):
        raise UnreadableError(f"{path} is a folder. Name one file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableError(f"{path} is no file but a device or a pipe. Save what it gives as a file and read that.")
    return found.st_size
