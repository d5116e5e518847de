"""The two statements of status, read from words, letters, signs or a cell's colour. Neither is ever guessed."""

import colorsys
import re
from collections.abc import Iterable, Mapping

from overwinter.kernel.status import FullyMet, Rag

_COLOURS = {
    "green": Rag.GREEN,
    "g": Rag.GREEN,
    "amber": Rag.AMBER,
    "a": Rag.AMBER,
    "yellow": Rag.AMBER,
    "orange": Rag.AMBER,
    "red": Rag.RED,
    "r": Rag.RED,
}
_SIGNS = {
    sign: rag for signs, rag in (("🟢🟩", Rag.GREEN), ("🟡🟨🟠🟧", Rag.AMBER), ("🔴🟥", Rag.RED)) for sign in signs
}
_COLOUR = re.compile(r"\b(green|amber|yellow|orange|red)\b", re.IGNORECASE)
_LEADING_COLOUR = re.compile(
    r"^\W*(?:rag\b|rated|rating|status|overall|currently|now)*[\s:=–-]*"
    r"(?P<colour>green|amber|yellow|orange|red|[gar])(?:\s*(?:$|[-–—:;,.(\n|])|\s+rag\b|\s+rated\b|\s+as\b)",
    re.IGNORECASE,
)
_CLOSING_COLOUR = re.compile(r"[-–—:(]\s*(?P<colour>green|amber|yellow|orange|red)\s*[).]*$", re.IGNORECASE)
"""A colour set off at the end: "On track - green"."""

_PROGRESS = {
    Rag.GREEN: "on track|on target|on schedule|to plan|complete|completed|completed on time|done|delivered|achieved|"
    "finished|closed",
    Rag.AMBER: "delayed|delay|at risk|some risk|slipping|slipped|slippage|behind|behind schedule|behind plan|"
    "some delay|minor delay|slight delay|some slippage|delayed but recoverable|some concerns",
    Rag.RED: "off track|off target|overdue|stalled|significant delay|major delay|severely delayed|at serious risk|"
    "missed|not on track|critical",
    None: "not started|not yet started|not begun|not due|not yet due|in progress|underway|under way|started|ongoing|"
    "on hold|paused|planned|scheduled|new|open|to start|future",
}
_PROGRESS_WORDS = {word: rag for rag, words in _PROGRESS.items() for word in words.split("|")}
"""How work is said to stand, and the colour that says the same. That it has begun, or not, is no colour."""
_BLUE = ("blue", "b", "🔵", "🟦")

_MET = {
    FullyMet.YES: "y yes ✓ ✔ ☑ ✅ 🗸 √ 🗹 met fully fully|met met|in|full fully|in|place complete completed achieved "
    "true in|place compliant fully|compliant implemented fully|implemented",
    FullyMet.NO: "n no ✗ ✘ ✕ ✖ × ❌ ☒ not|met not|yet not|yet|met not|fully|met unmet false not|complete not|achieved "
    "not|in|place not|yet|in|place non|compliant non-compliant not|compliant not|implemented not|started "
    "not|yet|started",
    FullyMet.PARTIAL: "p partial partially partly part|met in|part partially|met partly|met partial|met part some "
    "mostly mostly|met largely largely|met nearly|met almost|met",
}
_MET_WORDS = {word.replace("|", " "): met for met, words in _MET.items() for word in words.split()}
_ANSWER = re.compile(r"^(?P<answer>yes|y|no|n|met|✓|✔|✅|✗|✘|❌)\s*(?=$|[-–—:;,.(\n*])", re.IGNORECASE)
_PARTLY = re.compile(r"\b(?:partial(?:ly)?|partly|in part|part met)\b", re.IGNORECASE)
_UNSAID = re.compile(
    r"^(?:y\s*/\s*n|yes\s*/\s*no|n\s*/?\s*a\b.*|not applicable.*|tbc|tba|tbd|unknown|\?+|-+)$", re.IGNORECASE
)
_SAID_UNKNOWN = re.compile(
    r"(?:not (?:yet )?(?:known|rated|rag[- ]rated|in force)|unknown|no longer in force)", re.IGNORECASE
)

_BOXES = re.compile(r"[☐☑☒]")
_EMPTY_BOX, _FULL_BOXES = "☐", "☑☒"
_VARIATION = re.compile("[\ufe0e\ufe0f]")
"""What only says how a sign is drawn."""

FAINT, DARK = 0.16, 0.4
"""Saturation below which a fill is a tint or grey, and value below which it is as good as black."""
MOST = 12
"""Words a status cell may have: more is prose that happens to name a colour."""


def read_rag(text: str, key: Mapping[str, Rag] | None = None) -> Rag | None:
    """Red, amber or green as ``text`` says it in one word, letter or sign; None when it names none or two."""
    text = _VARIATION.sub("", text)
    plain = text.strip().casefold().strip(".:;!*()[] ")
    if key and plain in key:
        return key[plain]
    if plain in _COLOURS:
        return _COLOURS[plain]
    signs = {_SIGNS[sign] for sign in text if sign in _SIGNS}
    named = {_COLOURS[word.casefold()] for word in _COLOUR.findall(text)}
    if len(signs) == 1 and named <= signs:
        return signs.pop()
    if len(named) > 1 or len(signs) > 1:
        return None
    leading = _LEADING_COLOUR.match(text.strip())
    closing = _CLOSING_COLOUR.search(text.strip()) if len(text.split()) <= MOST else None
    if closing and not leading:
        return _COLOURS[closing["colour"].casefold()]
    if leading:
        return _COLOURS[leading["colour"].casefold()]
    return named.pop() if len(named) == 1 and len(text.split()) <= 2 else None


def with_blue(key: Mapping[str, Rag]) -> dict[str, Rag]:
    """``key`` for a rating in four colours (BRAG): blue is complete, unless the document's key says otherwise."""
    return {**dict.fromkeys(_BLUE, Rag.GREEN), **key}


def rag_of_progress(text: str) -> Rag | None:
    """The colour that says what ``text`` does in words: "On track" is green, "Delayed" amber, "Off track" red."""
    return _PROGRESS_WORDS.get(_plain_words(text))


def says_progress(text: str) -> bool:
    """Whether ``text`` says how work stands in one of the usual words ("On track", "Not started") and nothing else."""
    return _plain_words(text) in _PROGRESS_WORDS


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
    text = _ticked(_VARIATION.sub("", text))
    plain = " ".join(text.casefold().split()).strip(".:;!*()[] ")
    if not plain or _UNSAID.match(plain):
        return None
    if key and plain in key:
        return key[plain]
    if plain in _MET_WORDS:
        return _through_key(_MET_WORDS[plain], key)
    if _PARTLY.search(plain) and len(plain.split()) <= MOST:
        return FullyMet.PARTIAL
    answer = _ANSWER.match(text.strip())
    if not answer:
        return None
    word = answer["answer"].casefold()
    return key[word] if key and word in key else _through_key(_MET_WORDS[word], key)


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
    return _SAID_UNKNOWN.fullmatch(" ".join(text.split()).strip(".:;!*()[] ")) is not None


def _through_key(met: FullyMet, key: Mapping[str, FullyMet] | None) -> FullyMet:
    """A key for the letter holds for the word too: where N means partial, "No" does."""
    letter = {FullyMet.YES: "y", FullyMet.NO: "n", FullyMet.PARTIAL: "p"}.get(met, "")
    return key.get(letter, met) if key else met
