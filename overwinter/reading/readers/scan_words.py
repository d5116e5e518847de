"""Words in pictures, by the text recognition of tesseract, where the machine has it."""

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from lxml import etree
from msgspec import Struct
from numpy.typing import NDArray

from overwinter.reading.readers.programs import ProgramFailed, find_program, run_program

Grey = NDArray[np.uint8]

SECONDS = 120
"""For one page."""
BLOCK, LINE, PAGE = 6, 7, 3
"""How tesseract divides a picture: one block of text, one line, or a page with columns of its own."""
_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")
_BOX = re.compile(r"\bbbox (\d+) (\d+) (\d+) (\d+)")
_SIZE = re.compile(r"\bx_size ([\d.]+)")
_SURE = re.compile(r"\bx_wconf (\d+)")
_YES_OR_NO = re.compile(r"\bY[Il1|]N\b")


class Seen(Struct, frozen=True):
    """A word in a picture: its box in pixels, the head and foot of its line, and how sure it was read (0 to 100)."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    head: int
    foot: int
    size: float
    """From the top of tall letters to the foot of hanging ones."""
    sure: float


class RecognitionFailed(Exception):
    pass


def recogniser() -> str | None:
    """The program that reads pictures, if there is one."""
    return find_program("tesseract")


def recognise(program: str, pictures: Sequence[Grey], *, divided: int, dpi: float) -> list[list[Seen]]:
    """The words of each picture (dark on light), all in one start of the program. Raises :class:`RecognitionFailed`."""
    if not pictures:
        return []
    with tempfile.TemporaryDirectory(prefix="overwinter-scan-") as folder:
        paths = []
        for number, picture in enumerate(pictures):
            paths.append(Path(folder) / f"{number}.pgm")
            head = f"P5 {picture.shape[1]} {picture.shape[0]} 255\n".encode()
            paths[-1].write_bytes(head + np.ascontiguousarray(picture).tobytes())
        listed = Path(folder) / "pictures.txt"
        listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        command = [program, str(listed), "stdout", "-l", "eng", "--psm", str(divided), "--dpi", str(round(dpi)), "hocr"]
        try:
            printed = run_program(command, seconds=SECONDS, environment=_ONE_THREAD)
        except ProgramFailed as failure:
            raise RecognitionFailed(str(failure)) from failure
    return _words(printed, len(pictures))


_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
"""Pages are read side by side; within one, more threads only get in each other's way."""


def side_by_side() -> int:
    """How many pages to read at a time."""
    return max(1, min(4, os.cpu_count() or 1))


def _words(printed: bytes, pictures: int) -> list[list[Seen]]:
    root = etree.fromstring(printed, etree.HTMLParser(no_network=True, huge_tree=False))
    pages = root.iter("div") if root is not None else ()
    found = [list(_seen(page)) for page in pages if page.get("class") == "ocr_page"]
    return [*found, *([] for _ in range(pictures - len(found)))][:pictures]


def _seen(page: etree._Element) -> Iterator[Seen]:
    for line in page.iter("span"):
        if line.get("class") not in _LINES:
            continue
        told = line.get("title") or ""
        box, size = _BOX.search(told), _SIZE.search(told)
        for word in line.iter("span"):
            at, sure = _BOX.search(word.get("title") or ""), _SURE.search(word.get("title") or "")
            text = _mended("".join(map(str, word.itertext())).strip())
            if word.get("class") == "ocrx_word" and at and box and text:
                left, top, right, bottom = (int(value) for value in at.groups())
                height = float(size[1]) if size else float(box[4]) - float(box[2])
                yield Seen(
                    *(text, left, top, right, bottom, int(box[2]), int(box[4])),
                    size=height,
                    sure=float(sure[1]) if sure else 0.0,
                )


def _mended(text: str) -> str:
    """What is always misread in one way."""
    return _YES_OR_NO.sub("Y/N", text)
