"""What the columns of a printed spreadsheet hold, and which scraps in them are a scanner's misreadings.

A scan prints some lines twice, once well and once badly (``Green`` and ``Croon``). A scrap is only set aside, never
thrown away: the reader hands it on as text that belongs to no cell.
"""

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum, auto

from rapidfuzz import fuzz

from overwinter.kernel.winter import Winter
from overwinter.reading.cells.dates import read_date
from overwinter.reading.cells.refs import is_ref
from overwinter.reading.cells.status import read_met, read_rag
from overwinter.reading.vocabulary import in_force

ANY_WINTER = Winter(2020)
"""Only whether a text is a date counts here, not which."""
DATE_HEADER = re.compile(r"\b(?:when|date|deadline|timescale|due)\b", re.IGNORECASE)
OWNER_HEADER = re.compile(r"\b(?:who|lead|owner|responsible|officer)\b", re.IGNORECASE)
SAID = re.compile(r"^(?:n\s*/?\s*a|tbc|tba|asap|ongoing|on-going)\b.*$", re.IGNORECASE)
SAME_PIECE, TWIN, SHORT_TWIN = 97, 75, 60
"""Similarity (0 to 100): the same words; a misread copy; a misread copy of a short text beside a longer one."""


class Kind(Enum):
    REF = auto()
    RAG = auto()
    MET = auto()
    DATE = auto()
    OWNER = auto()
    PROSE = auto()
    EMPTY = auto()

    @property
    def typed(self) -> bool:
        return self in (Kind.RAG, Kind.MET, Kind.DATE, Kind.OWNER)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def plain(text: str) -> str:
    return " ".join(words(text))


def is_header(cells: Iterable[str]) -> bool:
    """Whether a printed line is (part of) the column headings."""
    filled = [cell for cell in cells if words(cell)]
    named = [cell for cell in filled if len(cell.split()) <= 6 and in_force().wording.of_sheets & set(words(cell))]
    return len(named) >= 2 and len(named) * 2 >= len(filled)


def kinds_of_columns(columns: list[list[str]], headers: list[list[str]]) -> list[Kind]:
    """The kind of each column from its texts and the texts of its headings."""
    return [_kind(texts, " ".join(heads)) for texts, heads in zip(columns, headers, strict=True)]


def _kind(texts: list[str], header: str) -> Kind:
    filled = [text for text in texts if words(text)]
    if not filled or all(len(plain(text)) <= 1 for text in filled):
        return Kind.EMPTY
    for kind, test in ((Kind.RAG, _is_rag), (Kind.MET, _is_met), (Kind.REF, _looks_ref)):
        if sum(test(text) for text in filled) * 5 >= len(filled) * 2:
            return kind
    if sum(len(text.split()) for text in filled) >= 4 * len(filled):
        return Kind.PROSE
    if DATE_HEADER.search(header):
        return Kind.DATE
    if OWNER_HEADER.search(header):
        return Kind.OWNER
    return Kind.DATE if sum(is_date(text) for text in filled) * 5 >= len(filled) * 2 else Kind.PROSE


def _is_rag(text: str) -> bool:
    return len(text.strip()) > 2 and read_rag(text) is not None


def _is_met(text: str) -> bool:
    return read_met(text) is not None or read_met(text.replace(" ", "")) is not None


def _looks_ref(text: str) -> bool:
    return bool(re.search(r"\d[. ]\d", text)) and is_ref(text)


def is_date(text: str) -> bool:
    numeric = re.fullmatch(r"[\d/.\s]+", text.strip()) is not None and not re.search(r"\d[/.]\d+[/.]\d", text)
    return bool(SAID.match(text.strip())) or (not numeric and read_date(text, ANY_WINTER) is not None)


class Judge:
    """Tells text from scraps, by the words the document uses more than once."""

    def __init__(self, texts: Iterable[str], kinds: list[Kind]) -> None:
        self.seen = Counter(word for text in texts for word in words(text))
        self.kinds = kinds

    def known(self, text: str) -> bool:
        """Whether at least one word of some length is used elsewhere in the document."""
        return any(self.seen[word] > 1 for word in words(text) if len(word) > 2)

    def quality(self, text: str) -> float:
        found = [word for word in words(text) if len(word) > 2]
        return sum(self.seen[word] > 1 for word in found) / len(found) if found else 0.0

    def keeps(self, column: int, text: str) -> bool:
        """Whether ``text`` can be what its column holds."""
        kind = self.kinds[column]
        tokens = words(text)
        if not tokens or kind is Kind.EMPTY or re.search(r"[\u0370-\u052f]", text):
            return False
        if kind is Kind.RAG:
            return _is_rag(text) or len(tokens) > 3
        if kind is Kind.MET:
            return _is_met(text) or len(tokens) > 3
        if kind is Kind.DATE:
            long = [word for word in tokens if len(word) > 2]
            clean = re.fullmatch(r"[^\W\d_]+(?:[ ,/&-]+[^\W\d_]+)*\.?", text) is not None
            return is_date(text) or (bool(long) and (clean or all(self.seen[word] > 1 for word in long)))
        if kind is Kind.OWNER:
            return any(len(word) > 1 and word.isalpha() for word in tokens)
        if kind is Kind.REF:
            return not re.match(r"^0\b", text.strip()) and (is_ref(text) or any(c.islower() for c in text))
        misread = len(text.split()) == 1 and re.search(r"\d\W\w|[a-z]\d", text) is not None and not self.known(text)
        return not misread and any(len(word) > 1 for word in tokens)

    def joined(self, left: str, right: str) -> str:
        """Two parts of a heading that a column's edge cut, perhaps inside a word, perhaps with a letter twice."""
        if not left or not right:
            return left or right
        head, tail = left.split()[-1], right.split()[0]
        for drop in (0, 1):
            fused = "".join([*words(head)[-1:], *words(tail[drop:])[:1]])
            if (not drop or head[-1:] == tail[:1]) and self.seen[fused] > 0:
                return left + right[drop:]
        for keep in range(1, len(head)):
            if head.isalpha() and head.isupper() and self.seen[(words(head[-keep:] + tail) or [""])[0]] > 1:
                return left[: len(left) - len(head)] + head[-keep:] + right
        return f"{left} {right}"


def is_twin(text: str, whole: str) -> bool:
    """Whether ``text`` is a misread or repeated copy of the end of ``whole``."""
    one, other = plain(text), plain(whole)
    other = other[-int(1.2 * len(one)) - 5 :]
    if not one or not other:
        return False
    if len(one) < 12:
        return fuzz.ratio(one, other[-len(one) :]) >= SHORT_TWIN
    return fuzz.partial_ratio(one, other) >= TWIN and len(one) <= len(other) + 5


def overlapped(before: str, after: str) -> str | None:
    """``after`` put onto ``before`` where its first words repeat the last ones of ``before``; None when they do not."""
    left, right = before.split(), list(re.finditer(r"\S+", after))
    for size in range(min(len(left), len(right)), 1, -1):
        if plain(" ".join(left[-size:])) == plain(after[: right[size - 1].end()]):
            return before + after[right[size - 1].end() :]
    return None
