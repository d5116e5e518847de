"""A picture of a page, or of several: a photograph, a fax, a scan that was not made a PDF. Read by text recognition."""

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from overwinter.reading.document import Document, UnreadableError, plain_text
from overwinter.reading.readers.packed import damaged
from overwinter.reading.readers.pdf import blocks_of
from overwinter.reading.readers.pdf_scan import LARGEST, MOST_SCANNED, read_from_pictures
from overwinter.reading.readers.scan_page import ScannedPage, scanned_page
from overwinter.reading.readers.scan_picture import picture_of
from overwinter.reading.readers.scan_words import RecognitionFailed, recogniser
from overwinter.reading.readers.sniffing import kind_of, sha256_of

_LONG_SIDE = 11.69
"""Inches of an A4 page, which a picture is taken for that does not say how large it is."""
_FEWEST = 150
"""Dots to the inch of a picture that shows a whole page."""
_MOST_PIXELS = 120_000_000


def read_picture(path: Path) -> Document:
    program = recogniser()
    if program is None:
        raise UnreadableError(
            f"{path.name} is a picture. Ask for the file the picture was made from, or have the text recognition (OCR) "
            "program tesseract installed on this machine."
        )
    try:
        pages = list(_pages(path, program))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise UnreadableError(damaged(path)) from error
    except RecognitionFailed as failure:
        raise UnreadableError(
            f"{path.name} is a picture, and text recognition (OCR) of it failed ({failure}). Ask for the file it was "
            "made from."
        ) from failure
    blocks = tuple(blocks_of(pages))
    told = (read_from_pictures("The file is a picture"),)
    return Document(path.name, kind_of(path), sha256_of(path), blocks, plain_text(blocks), told)


def _pages(path: Path, program: str) -> Iterator[ScannedPage]:
    with Image.open(path) as image:
        if image.width * image.height > _MOST_PIXELS:
            raise UnreadableError(
                f"{path.name} has {image.width:,} by {image.height:,} dots, more than a page needs. Save it smaller."
            )
        for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
            if number > MOST_SCANNED:
                raise UnreadableError(
                    f"{path.name} has more pages than text recognition (OCR) takes ({MOST_SCANNED}). Save the pages of "
                    "the plan on their own and read that."
                )
            upright = ImageOps.exif_transpose(frame).convert("RGB")
            if max(upright.size) > LARGEST:
                upright.thumbnail((LARGEST, LARGEST))
            yield scanned_page(picture_of(upright, max(max(upright.size) / _LONG_SIDE, _FEWEST)), program)
