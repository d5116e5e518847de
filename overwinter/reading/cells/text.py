"""The text of a cell as lines, without bullets and stray space."""

import re
import unicodedata
from functools import lru_cache

BULLETS = "•◦▪▫‣⁃●○■□➢➤►▶·∙✦❖\uf0b7\uf0a7\uf0a8\uf0d8\uf076\uf06e\uf06c\uf06f"
"""Characters that only ever open a bullet line (Word's symbol fonts among them)."""

_BULLET = re.compile(rf"^(?:[{BULLETS}]\s*|[-–—*]\s+|o\s+(?=[A-Z]))+")
_EMPTY = re.compile(rf"^[\s\-–—_.…{BULLETS}]*$")
_MARK = re.compile(r"[●■]")
"""What, alone in a cell, ticks it."""
_SPACE = re.compile(r"[ \t\u00a0\u2002-\u200a\u202f\u3000]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad")) | {0x0B: "\n", 0x0C: "\n"}
_JOINER = re.compile(r"[\u200c\u200d]+")
_JOINED = ("L", "M", "S")
"""Unicode categories, by their first letter, of what a joiner joins or keeps apart: letters, their marks, pictures."""
_LAST_LATIN = 0x024F


@lru_cache(maxsize=2048)  # a cell is asked for its text by each rule that looks at its row
def clean(text: str) -> str:
    """``text`` with its paragraphs and bullets as lines; bullet characters, blank lines and doubled spaces gone."""
    text = text.translate(_INVISIBLE)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINER.sub(_kept_joiner, text)
    lines = (strip_bullet(_SPACE.sub(" ", line).strip()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _kept_joiner(found: re.Match[str]) -> str:
    """Joiners make one picture of two, and shape words of Persian and Indian languages; elsewhere they are litter."""
    around = found.string[max(found.start() - 1, 0) : found.start()], found.string[found.end() : found.end() + 1]
    joins = all(one and ord(one) > _LAST_LATIN and unicodedata.category(one)[0] in _JOINED for one in around)
    return found[0] if joins else ""


def strip_bullet(line: str) -> str:
    """``line`` without the bullet it opens with. A dot that is all there is is no bullet: somebody ticked a box."""
    return line.strip() if _MARK.fullmatch(line.strip()) else _BULLET.sub("", line).strip()


def is_bullet(line: str) -> bool:
    return bool(_BULLET.match(line.strip()))


def is_blank(text: str) -> bool:
    """Nothing, or only dashes and dots that say nothing."""
    return bool(_EMPTY.match(text))


def one_line(text: str) -> str:
    return " ".join(text.split())
