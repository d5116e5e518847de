"""What kind of file this is, by its first bytes and, for a packed office file, by what is in the pack."""

import hashlib
import re
import zipfile
from enum import StrEnum
from pathlib import Path

from overwinter.reading.document import UnreadableError
from overwinter.reading.readers.packed import open_pack


class Kind(StrEnum):
    """The value is the media type."""

    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    PDF = "application/pdf"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    CSV = "text/csv"
    TEXT = "text/plain"


_HEAD = 4096
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACK = "EncryptedPackage".encode("utf-16-le")
_PICTURES = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"BM": "bitmap",
}
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|meta)\b", re.I | re.S
)
_SAVED_PAGE = re.compile(rb"^(?:[\w-]+:[^\n]*\r?\n(?:[ \t]+[^\n]*\r?\n)*)*?content-type:\s*multipart/related", re.I)
_MAIN_PARTS = (("word/document", Kind.DOCX), ("xl/workbook.xml", Kind.XLSX), ("ppt/presentation.xml", Kind.PPTX))
_SUFFIXES = {
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".htm": Kind.HTML,
    ".html": Kind.HTML,
    ".mht": Kind.HTML,
    ".mhtml": Kind.HTML,
}


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def kind_of(path: Path) -> Kind:
    """The kind of the file at ``path``. Raises :class:`UnreadableError` for kinds that are not read."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(b"PK"):
        return _kind_of_pack(path)
    if head.startswith(_OLD_OFFICE):
        raise UnreadableError(_old_office(path))
    if head.startswith(b"{\\rtf"):
        raise UnreadableError(f"{path.name} is a rich text file. Open it in Word and save it as .docx.")
    for start, name in _PICTURES.items():
        if head.startswith(start) and (name != "bitmap" or path.suffix.lower() == ".bmp"):
            raise UnreadableError(f"{path.name} is a picture ({name}). Ask for the file the picture was made from.")
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) or _SAVED_PAGE.match(head):
        return Kind.HTML
    return _SUFFIXES.get(path.suffix.lower(), Kind.TEXT)


def _kind_of_pack(path: Path) -> Kind:
    with open_pack(path) as pack:
        names = pack.namelist()
        for start, kind in _MAIN_PARTS:
            if any(name.startswith(start) for name in names):
                return kind
        what = _pack_in_words(pack, names)
    raise UnreadableError(f"{path.name} {what}")


def _pack_in_words(pack: zipfile.ZipFile, names: list[str]) -> str:
    if "mimetype" in names and b"opendocument" in pack.read("mimetype"):
        return "is an OpenDocument file. Open it in its office program and save it as .docx, .xlsx or .pptx."
    if "xl/workbook.bin" in names:
        return "is a binary Excel workbook (.xlsb). Open it in Excel and save it as .xlsx."
    if "[Content_Types].xml" in names:
        return "is an office file without a document in it. Open it, save it again and read the new file."
    return "is a zip archive. Unpack it and choose the plan itself."


def _old_office(path: Path) -> str:
    if _ENCRYPTED_PACK in path.read_bytes():
        return f"{path.name} is protected by a password. Open it, take the password off, save it and read it again."
    return f"{path.name} is in an Office format from before 2007. Open it and save it as .docx, .xlsx or .pptx."
