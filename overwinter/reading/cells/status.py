"""The two statements of status, read from words, letters, signs or a cell's colour. Neither is ever guessed."""

import colorsys
import re
from collections.abc import Iterable, Mapping

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.vocabulary import in_force
from overwinter.reading.words import key as in_words

_UNSAID = re.compile(
    r"^(?:y\s*/\s*n|yes\s*/\s*no|n\s*/?\s*a\b.*|not applicable.*|tbc|tba|tbd|unknown|\?+|-+)$", re.IGNORECASE
)
_BOXES = re.compile(r"[☐☑☒]")
_EMPTY_BOX, _FULL_BOXES = "☐", "☑☒"
_VARIATION = re.compile("[\ufe0e\ufe0f]")
"""What only says how a sign is drawn."""

_REMARK = re.compile(r"\s[-–—]\s|[:;,.(\n]")
_SYMBOL_FONTS = str.maketrans("\uf0fc\uf0fb\uf0fe\uf0fd\uf050\uf04f\uf052\uf051", "✓✗☑☒✓✗☑☒")
"""The ticks and crosses of Wingdings, as a PDF or an old file gives them."""
FAINT, DARK = 0.16, 0.4
"""Saturation below which a fill is a tint or grey, and value below which it is as good as black."""
MOST = 12
"""Words a status cell may have: more is prose that happens to name a colour."""


def read_rag(text: str, key: Mapping[str, Rag] | None = None) -> Rag | None:
    """Red, amber or green as ``text`` says it in one word, letter or sign; None when it names none or two."""
    say = in_force().status
    text = _VARIATION.sub("", text)
    plain = text.strip().casefold().strip(".:;!*()[] ")
    if key and plain in key:
        return key[plain]
    if plain in say.rag_of:
        return say.rag_of[plain]
    signs = {say.rag_of_sign[sign] for sign in text if sign in say.rag_of_sign}
    named = {say.rag_of[word.casefold()] for word in say.colour.findall(text)}
    if len(signs) == 1 and named <= signs:
        return signs.pop()
    if len(named) > 1 or len(signs) > 1:
        return None
    leading = say.leading_colour.match(text.strip())
    closing = say.closing_colour.search(text.strip()) if len(text.split()) <= MOST else None
    if closing and not leading:
        return say.rag_of[closing["colour"].casefold()]
    if leading:
        return say.rag_of[leading["colour"].casefold()]
    return named.pop() if len(named) == 1 and len(text.split()) <= 2 else None


def with_blue(key: Mapping[str, Rag]) -> dict[str, Rag]:
    """``key`` for a rating in four colours (BRAG): blue is complete, unless the document's key says otherwise."""
    return {**dict.fromkeys(in_force().status.blue, Rag.GREEN), **key}


def rag_of_progress(text: str) -> Rag | None:
    """The colour that says what ``text`` does in words: "On track" is green, "Delayed" amber, "Off track" red."""
    return in_force().status.progress_of.get(_progress_in(text))


def says_progress(text: str) -> bool:
    """Whether ``text`` says how work stands in one of the usual words ("On track", "Not started") first of all."""
    return _progress_in(text) in in_force().status.progress_of


def _progress_in(text: str) -> str:
    """The words of a short text that say how work stands, without a remark behind them."""
    whole = _plain_words(text)
    if whole in in_force().status.progress_of or len(text.split()) > MOST:
        return whole
    return _plain_words(_REMARK.split(text, maxsplit=1)[0])


def _plain_words(text: str) -> str:
    return re.sub(r"[\s\-–—/]+", " ", _VARIATION.sub("", text)).strip(" .:;!*()[]✓✔✅❌⚠").casefold()


def is_blue_fill(fill: str | None) -> bool:
    """Whether a background ``RRGGBB`` is blue: the fourth colour of a BRAG."""
    if not fill or not re.fullmatch(r"[0-9A-Fa-f]{6}", fill):
        return False
    hue, saturation, value = _hsv(fill)
    return 180 <= hue <= 260 and saturation >= FAINT and value >= DARK


def rag_of_fill(fill: str | None) -> Rag | None:
    """Red, amber or green as a background ``RRGGBB`` shows it; None for white, greys, blues and faint tints."""
    if not fill or not re.fullmatch(r"[0-9A-Fa-f]{6}", fill):
        return None
    degrees, saturation, value = _hsv(fill)
    if saturation < FAINT or value < DARK:
        return None
    if degrees <= 14 or degrees >= 342:
        return Rag.RED
    if 20 <= degrees <= 64:
        return Rag.AMBER
    return Rag.GREEN if 68 <= degrees <= 168 else None


def _hsv(fill: str) -> tuple[float, float, float]:
    """Hue in degrees, saturation and value of a colour ``RRGGBB``."""
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    return hue * 360, saturation, value


def read_met(text: str, key: Mapping[str, FullyMet] | None = None) -> FullyMet | None:
    """Whether ``text`` says that a requirement is fully met. ``key`` is the document's own ("N" may mean partial)."""
    text = _ticked(_VARIATION.sub("", text).translate(_SYMBOL_FONTS))
    plain = " ".join(text.casefold().split()).strip(".:;!*()[] ")
    if not plain or _UNSAID.match(plain):
        return None
    if key and plain in key:
        return key[plain]
    say = in_force().status
    if plain in say.met_of:
        return _through_key(say.met_of[plain], key)
    if say.says_partly.search(plain) and len(plain.split()) <= MOST:
        return FullyMet.PARTIAL
    answer = say.answer.match(text.strip())
    if not answer:
        return None
    word = answer["answer"].casefold()
    return key[word] if key and word in key else _through_key(say.met_of[word], key)


def _ticked(text: str) -> str:
    """The answer whose box is ticked, where a cell offers several: "☒ Yes ☐ No" is "Yes"."""
    signs = _BOXES.findall(text)
    full = [n for n, sign in enumerate(signs) if sign in _FULL_BOXES]
    if len(signs) < 2 or len(full) != 1 or _EMPTY_BOX not in signs:
        return text
    words = [part.strip(" /|\n\t") for part in _BOXES.split(text)]
    answers = words[1:] if not words[0] else words[:-1]
    return answers[full[0]]


def marks_of(texts: Iterable[str]) -> dict[str, FullyMet]:
    """What a crossed box means in a column that has empty ones too: that it is ticked."""
    plain = {_VARIATION.sub("", text).strip() for text in texts}
    boxes = {"☒", _EMPTY_BOX} <= plain and not plain & {"☑", "✓", "✔", "✅"}
    return {"☒": FullyMet.YES, _EMPTY_BOX: FullyMet.NO} if boxes else {}


def says_unknown(text: str) -> bool:
    """Whether a status cell says plainly that there is no status: it was read rightly, and gives none."""
    return in_force().status.says_unknown.fullmatch(f" {in_words(text)}") is not None


def _through_key(met: FullyMet, key: Mapping[str, FullyMet] | None) -> FullyMet:
    """A key for the letter holds for the word too: where N means partial, "No" does."""
    letter = {FullyMet.YES: "y", FullyMet.NO: "n", FullyMet.PARTIAL: "p"}.get(met, "")
    return key.get(letter, met) if key else met
