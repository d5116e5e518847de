"""The typeface of PDF files: a sans serif of Arial's widths, brought by the set-up or found on the machine."""

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from typst import Fonts

from overwinter.design.built import BUILT

BROUGHT = BUILT / "fonts"
"""Where the set-up puts the faces (``overwinter.design.build``)."""
WANTED = ("Arimo", "Liberation Sans", "Arial", "Helvetica")
LAST_RESORT = "Libertinus Serif"
"""Comes with the compiler. Tagged and readable as any, but with serifs, which is harder on some readers."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Typeface:
    families: tuple[str, ...]
    """In the order in which they are tried for a letter."""
    fonts: Fonts


@cache
def choose(brought: Path = BROUGHT) -> Typeface:
    """The best typeface there is. Says so in the log where it is only the last resort."""
    fonts = Fonts(
        include_system_fonts=True, include_embedded_fonts=True, font_paths=[brought] if brought.is_dir() else []
    )
    there = set(fonts.families())
    found = tuple(name for name in WANTED if name in there)
    if not found:
        logger.warning(
            "No sans serif typeface was found for PDF files; they are set in %s. Run make setup.", LAST_RESORT
        )
    return Typeface((*found, LAST_RESORT), fonts)
