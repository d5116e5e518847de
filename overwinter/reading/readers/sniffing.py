"""What kind of file this is, by its first bytes and, for a packed office file, by what is in the pack."""

import csv
import hashlib
import io
import re
import struct
from enum import StrEnum
from pathlib import Path

from overwinter.reading.document import UnreadableError
from overwinter.reading.readers.packed import damaged, open_pack, read_part


class Kind(StrEnum):
    """The value is the media type."""

    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    XLS = "application/vnd.ms-excel"
    XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
    DOC = "application/msword"
    PPT = "application/vnd.ms-powerpoint"
    RTF = "application/rtf"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    ODT = "application/vnd.oasis.opendocument.text"
    ODP = "application/vnd.oasis.opendocument.presentation"
    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    CSV = "text/csv"
    TEXT = "text/plain"


_HEAD = 4096
_FEWEST_LINES, _FEWEST_CELLS = 3, 3
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACK = "EncryptedPackage".encode("utf-16-le")
_OLD_PARTS = (
    ("worddocument", Kind.DOC),
    ("workbook", Kind.XLS),
    ("book", Kind.XLS),
    ("powerpoint document", Kind.PPT),
)
"""The main part of an office file from before 2007, and the kind it makes it."""
_PICTURES = {b"\x89PNG": Kind.PNG, b"\xff\xd8\xff": Kind.JPEG, b"II*\x00": Kind.TIFF, b"MM\x00*": Kind.TIFF}
_DRAWINGS = {b"GIF8": "GIF", b"BM": "bitmap"}
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|meta)\b", re.I)
_HEADER = re.compile(rb"[\w-]+:")
MOST_COMMENTS = 20
"""Before the first element of a page."""
_OPEN_DOCUMENT = (("spreadsheet", Kind.ODS), ("text", Kind.ODT), ("presentation", Kind.ODP))
_FLAT = re.compile(rb"<office:document\b[^>]*?office:mimetype=\"([^\"]+)\"", re.S)
_MAIN_PARTS = (
    ("word/document", Kind.DOCX),
    ("xl/workbook.xml", Kind.XLSX),
    ("ppt/presentation.xml", Kind.PPTX),
    ("xl/workbook.bin", Kind.XLSB),
)
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
        return _kind_of_old_office(path)
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    for start, kind in _PICTURES.items():
        if head.startswith(start):
            return kind
    for start, name in _DRAWINGS.items():
        if head.startswith(start) and (name != "bitmap" or path.suffix.lower() == ".bmp"):
            raise UnreadableError(f"{path.name} is a picture ({name}). Ask for the file the picture was made from.")
    flat = _FLAT.search(head)
    if flat and (open_kind := _open_document(flat[1])) is not None:
        return open_kind
    if _is_page(head.removeprefix(b"\xef\xbb\xbf")) or _is_saved_page(head):
        return Kind.HTML
    known = _SUFFIXES.get(path.suffix.lower())
    return known or (Kind.CSV if _is_separated(head) else Kind.TEXT)


def _is_separated(head: bytes) -> bool:
    """Whether text of any name is a separated table: each line divides into the same number of cells."""
    text = head.decode("latin-1")
    for separator in ",;":
        lines = [line for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if any(line)]
        whole = lines[:-1] if len(head) == _HEAD else lines
        if len(whole) >= _FEWEST_LINES and len({len(line) for line in whole}) == 1 and len(whole[0]) >= _FEWEST_CELLS:
            return True
    return False


def _is_page(head: bytes) -> bool:
    """Whether the first element after comments and declarations is one of a web page."""
    head = head.lstrip()
    for start, end in ((b"<?xml", b">"), *[(b"<!--", b"-->")] * MOST_COMMENTS):
        if head.startswith(start) and (close := head.find(end)) >= 0:
            head = head[close + len(end) :].lstrip()
    return bool(_PAGE.match(head))


def _is_saved_page(head: bytes) -> bool:
    """Whether the file begins with the header of a letter, as a page that is saved whole does."""
    for line in head.splitlines():
        if line.lower().startswith(b"content-type:") and b"multipart/related" in line.lower():
            return True
        if not line[:1].isspace() and not _HEADER.match(line):
            return False
    return False


def _kind_of_pack(path: Path) -> Kind:
    with open_pack(path) as pack:
        names = pack.namelist()
        for start, kind in _MAIN_PARTS:
            if any(name.startswith(start) for name in names):
                return kind
        said = read_part(pack, "mimetype", path) if "mimetype" in names else b""
        open_kind = _open_document(said)
        if open_kind is not None:
            return open_kind
        what = _pack_in_words(said, names)
    raise UnreadableError(f"{path.name} {what}")


def _open_document(media_type: bytes) -> Kind | None:
    """Documents and their templates; drawings and formulas are none."""
    said = media_type.decode("ascii", "replace").strip()
    if not said.startswith("application/vnd.oasis.opendocument."):
        return None
    what = said.removeprefix("application/vnd.oasis.opendocument.")
    return next((kind for word, kind in _OPEN_DOCUMENT if what in (word, f"{word}-template")), None)


def _pack_in_words(said: bytes, names: list[str]) -> str:
    if b"opendocument" in said:
        return "is an OpenDocument drawing or formula. Choose the text, the spreadsheet or the slides of the plan."
    if "[Content_Types].xml" in names:
        return "is an office file without a document in it. Open it, save it again and read the new file."
    return "is a zip archive. Unpack it and choose the plan itself."


def _kind_of_old_office(path: Path) -> Kind:
    if _ENCRYPTED_PACK in path.read_bytes():
        problem = "is protected by a password. Open it, take the password off, save it and read it again."
        raise UnreadableError(f"{path.name} {problem}")
    import olefile  # no other kind waits for it

    try:
        with olefile.OleFileIO(path) as file:
            parts = {entry[0].casefold() for entry in file.listdir() if len(entry) == 1}
    except (OSError, ValueError, IndexError, TypeError, struct.error, RecursionError) as error:
        raise UnreadableError(damaged(path)) from error
    for part, kind in _OLD_PARTS:
        if part in parts:
            return kind
    raise UnreadableError(
        f"{path.name} is in the format of an office program from before 2007, but holds no text, sheet or slides. "
        "Open it in the program that made it and save it as .docx, .xlsx or .pptx."
    )
