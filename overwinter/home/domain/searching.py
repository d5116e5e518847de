"""What a search means: words in any of their forms, "phrases" in quotes, beginnings with a star; and where they stand.

Words are stemmed here and not by the database, so that SQLite and PostgreSQL find the same. A database only narrows
down, by :attr:`Query.pieces`, what is read and looked at here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from overwinter.reading.matching.words import stem

_TOKEN = re.compile(r"[^\W_]{1,3}\.\d+(?:\.\d+)*|[^\W_]+(?:['’][^\W_]+)*")
"""A requirement's number, or a word."""
_ASKED = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]|(\S+)")
LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Token:
    stem: str
    word: str
    """In small letters."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or the words of a phrase, that must stand beside each other in this order."""

    words: tuple[str, ...]
    begins: bool = False
    """Whether the last word may go on."""

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(map(stem, self.words))


@dataclass(frozen=True, slots=True)
class Query:
    """Every term must stand somewhere in what is found."""

    terms: tuple[Term, ...]

    @property
    def is_enough(self) -> bool:
        return sum(len(word) for term in self.terms for word in term.words) >= LEAST_LETTERS

    @property
    def pieces(self) -> tuple[str, ...]:
        """Runs of letters that every text with these words holds: for the database to narrow down by."""
        found = dict.fromkeys(piece_of(word) for term in self.terms for word in term.words)
        return tuple(piece for piece in found if piece)

    @property
    def loosened(self) -> "Query":
        """Each word as the beginning of a word."""
        return Query(tuple(replace(term, begins=True) for term in self.terms))


@dataclass(frozen=True, slots=True)
class Field:
    """A text in which words are looked for. ``weight`` says how telling a word in it is."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Hit:
    """Where in each field a query was found, and how well it fits."""

    score: float
    spans: tuple[tuple[tuple[int, int], ...], ...]
    """For each field the marked stretches, in order."""


def parse(asked: str) -> Query:
    """Quotes hold a phrase together; a star after a word finds words that begin with it."""
    terms = []
    for quoted, bare in _ASKED.findall(asked):
        for part in [quoted] if quoted else [bare]:
            words = tuple(token.word for token in tokens(part))
            if words and quoted:
                terms.append(Term(words))
            elif words:
                terms += [Term((word,)) for word in words[:-1]]
                terms.append(Term(words[-1:], begins=part.endswith("*")))
    return Query(tuple(dict.fromkeys(terms)))


def find(query: Query, fields: Sequence[Field]) -> Hit | None:
    """Where the query stands in ``fields``; None when one of its terms stands in none of them."""
    read = [tokens(field.text) for field in fields]
    spans: list[set[tuple[int, int]]] = [set() for _ in fields]
    score = 0.0
    for term in query.terms:
        found = [_places(term, each) for each in read]
        if not any(found):
            return None
        for place, (field, each) in enumerate(zip(fields, found, strict=True)):
            spans[place].update((start, end) for start, end, _ in each)
            score += sum(field.weight / (rank + 1) * closeness for rank, (_, _, closeness) in enumerate(each))
    together = Term(tuple(word for term in query.terms for word in term.words))
    if len(query.terms) > 1:
        score += sum(field.weight for field, each in zip(fields, read, strict=True) if _places(together, each))
    return Hit(score, tuple(tuple(sorted(each)) for each in spans))


def excerpt(text: str, spans: Sequence[tuple[int, int]], *, most: int = 240) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of ``text`` with the most marked words, cut between words, and where in it they stand."""
    if len(text) <= most:
        return text, tuple(spans)
    best = max((start for start, _ in spans), key=lambda at: (_within(spans, at, most), -at), default=0)
    begin = max(best - most // 6, 0)
    if begin:
        begin = text.find(" ", begin, best) + 1 or best
    end = min(begin + most, len(text))
    if end < len(text):
        end = max(text.rfind(" ", begin, end), *(stop for start, stop in spans if start < end), begin + 1)
    before, after = "…" if begin else "", "…" if end < len(text) else ""
    shift = len(before) - begin
    inside = tuple((start + shift, stop + shift) for start, stop in spans if begin <= start and stop <= end)
    return f"{before}{text[begin:end]}{after}", inside


@lru_cache(maxsize=4_000)
def tokens(text: str) -> tuple[Token, ...]:
    return tuple(_token(match) for match in _TOKEN.finditer(text))


def _token(match: re.Match[str]) -> Token:
    word = match[0].casefold().replace("’", "'")
    return Token(stem(word), word, match.start(), match.end())


_CHANGED: Mapping[str, str] = {"bl": "b"}
"""How a stem may end, and how much of the end every form of its words has: able, ability."""


def piece_of(word: str) -> str:
    """Letters that every form of ``word`` begins with: "visit" of visiting, "stud" of studies. Empty for a word that a
    database may not compare whatever its capitals."""
    if not word.isascii():
        return ""
    piece = stem(word).partition("'")[0].rstrip("eiy")
    return next((piece[: -len(end)] + kept for end, kept in _CHANGED.items() if piece.endswith(end)), piece)


def _places(term: Term, read: Sequence[Token]) -> list[tuple[int, int, float]]:
    """Each place where the term stands: from, to, and 1.0 for the very words, less for other forms of them."""
    stems, length = term.stems, len(term.words)
    found = []
    for at in range(len(read) - length + 1):
        here = read[at : at + length]
        if all(map(_same, here[:-1], stems[:-1])) and _last_fits(here[-1], term, stems[-1]):
            exact = tuple(token.word for token in here) == term.words
            found.append((here[0].start, here[-1].end, 1.0 if exact else 0.8))
    return found


def _same(token: Token, wanted: str) -> bool:
    return token.stem == wanted


def _last_fits(token: Token, term: Term, wanted: str) -> bool:
    return token.stem == wanted or (term.begins and token.word.startswith(term.words[-1]))


def _within(spans: Sequence[tuple[int, int]], begin: int, most: int) -> int:
    return sum(begin <= start and end <= begin + most for start, end in spans)
