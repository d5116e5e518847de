"""Pages of a PDF that are pictures: which they are, and what text recognition makes of them."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

import pypdfium2
from msgspec import Struct
from msgspec.structs import replace
from pypdfium2.raw import (
    FPDF_PAGEOBJ_IMAGE,
    FPDF_PAGEOBJ_PATH,
    FPDF_PAGEOBJ_TEXT,
    FPDF_TEXTRENDERMODE_INVISIBLE,
    FPDFTextObj_GetTextRenderMode,
)

from overwinter.reading.document import UnreadableError
from overwinter.reading.readers.packed import damaged
from overwinter.reading.readers.pdf_lines import Word
from overwinter.reading.readers.scan_page import ScannedPage, ruled_page, scanned_page
from overwinter.reading.readers.scan_picture import Picture, picture_of
from overwinter.reading.readers.scan_words import RecognitionFailed, recogniser, side_by_side

_ENOUGH = 20
"""Characters on a page that count as a text layer."""
_DRAWN = 100
"""Strokes on a page of few letters that may be drawn letters; the rules of a short table are fewer."""
_STAMP = 200
"""Characters that a page of pictures may bear all the same: a page number, the name of a committee."""
_HOLDS_THE_PAGE = 0.6
"""Share of the page that pictures cover which are all of it."""
MOST_SCANNED = 40
"""Pages that are read by text recognition, which takes seconds for each."""
_DPI = 300
_DOUBTFUL = "letters and figures may be wrong, so look at each row"
LARGEST = 5000
"""Pixels along a page, at most: a poster is looked at from further away."""


class Pages(Struct, frozen=True):
    """How many there are, and the numbers of those that are pictures: without text, or with text laid behind them."""

    count: int
    silent: tuple[int, ...] = ()
    layered: tuple[int, ...] = ()


def look_at(path: Path) -> Pages:
    """The pages of a PDF. Raises :class:`UnreadableError` where it is damaged or has a password."""
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            problem = f"{path.name} is protected by a password. Save a copy without the password and read that."
            raise UnreadableError(problem) from error
        raise UnreadableError(damaged(path)) from error
    silent: list[int] = []
    layered: list[int] = []
    try:
        for number in range(1, len(pdf) + 1):
            page = pdf[number - 1]
            letters = page.get_textpage().count_chars()
            if letters < _ENOUGH:
                silent += [number] if _may_say_more(page, letters) else []
            elif _is_picture(page):
                if letters < _STAMP:
                    silent.append(number)
                elif _is_laid_behind(page):
                    layered.append(number)
        return Pages(len(pdf), tuple(silent), tuple(layered))
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(damaged(path)) from error
    finally:
        pdf.close()


def _may_say_more(page: Any, letters: int) -> bool:
    """Whether a page of next to no letters holds what may be text all the same: a picture, or drawn letters."""
    kinds = Counter(thing.type for thing in page.get_objects())
    return kinds.total() > 0 if not letters else kinds[FPDF_PAGEOBJ_IMAGE] > 0 or kinds[FPDF_PAGEOBJ_PATH] >= _DRAWN


def _is_picture(page: Any) -> bool:
    """Whether pictures cover the page, and nothing is drawn on it."""
    width, height = page.get_size()
    covered = 0.0
    for thing in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = thing.get_bounds()
        covered += max(min(right, width) - max(left, 0), 0) * max(min(top, height) - max(bottom, 0), 0)
    return bool(covered >= _HOLDS_THE_PAGE * width * height)


def _is_laid_behind(page: Any) -> bool:
    """Whether the text of a page is not seen: set invisibly, as text recognition does, or painted over."""
    order = [thing for thing in page.get_objects() if thing.type in (FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_TEXT)]
    words = [thing for thing in order if thing.type == FPDF_PAGEOBJ_TEXT]
    unseen = sum(FPDFTextObj_GetTextRenderMode(word) == FPDF_TEXTRENDERMODE_INVISIBLE for word in words)
    return bool(words) and (unseen * 2 > len(words) or order[-1].type == FPDF_PAGEOBJ_IMAGE)


def recognised(path: Path, pages: Pages) -> tuple[dict[int, ScannedPage], tuple[str, ...]]:
    """The pages that are pictures as text recognition reads them, by their numbers, and what to say about that.

    Text that another program laid behind a picture knows nothing of rows and cells: such a page is read anew where that
    can be. Raises :class:`UnreadableError` where no page has text and none can be recognised.
    """
    program = recogniser() if pages.silent or pages.layered else None
    if program is not None and len(pages.silent) + len(pages.layered) <= MOST_SCANNED:
        pages = replace(pages, silent=tuple(sorted((*pages.silent, *pages.layered))))
        pages = replace(pages, layered=())
    laid: tuple[str, ...] = ()
    if pages.layered:
        laid = (f"{_are_pictures(pages.layered)} with text laid behind by a scanner: {_DOUBTFUL}.",)
    if not pages.silent:
        return {}, laid
    if program is None:
        if len(pages.silent) == pages.count:
            raise UnreadableError(
                f"{path.name} is a scan: its pages are pictures without text. Ask for the Word or Excel file it was "
                "made from, or have the text recognition (OCR) program tesseract installed on this machine."
            )
        told = f"Pages without text (pictures only), of which nothing could be read: {in_words(pages.silent)}."
        return {}, (f"{told} With the text recognition (OCR) program tesseract on this machine they would be.", *laid)
    if len(pages.silent) > MOST_SCANNED:
        raise UnreadableError(
            f"{path.name} has {len(pages.silent)} pages that are pictures; text recognition (OCR) takes "
            f"{MOST_SCANNED} at most. Save the pages of the plan on their own and read that."
        )
    lock = Lock()  # the library that draws pages does one thing at a time

    def read(number: int) -> ScannedPage:
        with lock:
            picture = drawn(path, number)
        return scanned_page(picture, program)

    try:
        with ThreadPoolExecutor(side_by_side()) as pool:
            found = dict(zip(pages.silent, pool.map(read, pages.silent), strict=True))
    except RecognitionFailed as failure:
        raise UnreadableError(
            f"{path.name} is a scan, and text recognition (OCR) of its pages failed ({failure}). Ask for the Word or "
            "Excel file it was made from."
        ) from failure
    return found, (read_from_pictures(_are_pictures(pages.silent)), *laid)


def read_from_pictures(what: str) -> str:
    return f"{what}, read by text recognition (OCR): {_DOUBTFUL}."


def _are_pictures(numbers: Sequence[int]) -> str:
    return f"Page {numbers[0]} is a picture" if len(numbers) == 1 else f"Pages {in_words(numbers)} are pictures"


def with_rules(path: Path, number: int, words: list[Word]) -> ScannedPage:
    """A picture with text laid behind it: that text, in the rules and colours of the picture."""
    return ruled_page(drawn(path, number), words)


def drawn(path: Path, number: int) -> Picture:
    pdf = pypdfium2.PdfDocument(path)
    try:
        page = pdf[number - 1]
        dpi = min(_DPI, LARGEST * 72 / max(page.get_size()))
        return picture_of(page.render(scale=dpi / 72).to_pil(), dpi)
    finally:
        pdf.close()


def in_words(numbers: Sequence[int]) -> str:
    """``1 to 4, 9``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
