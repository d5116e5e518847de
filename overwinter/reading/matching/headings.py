"""How well the heading above a row agrees with the part of the plan an entry stands in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from overwinter.reading.matching.model import Model
from overwinter.reading.matching.scores import Scores
from overwinter.reading.matching.words import stem

SECTION, THEME = 0.16, 0.08
"""What full agreement of the section and of the theme heading is worth, beside a fit of the text from 0 to 1."""
CLEAR = 0.5
"""A heading less like every part of the catalogue than this says nothing."""
THEME_AS_SECTION = 0.9
"""A document may print a theme where a section belongs, and the other way about; it then says a little less."""
POINTS, ELSEWHERE = 0.9, 0.4
"""A heading points at an entry that it suits this much of the best; below the second share, it points elsewhere."""
NUMBERING = frozenset(
    stem(word) for word in ("theme", "section", "part", "actions", "continued", "contd", "cont", "ph")
)


class Pointing(NamedTuple):
    section: bool
    theme: bool
    elsewhere: bool


class Headings:
    """The catalogue's sections and themes, ready to be compared with a document's headings."""

    def __init__(self, model: Model) -> None:
        self._model = model
        entries = model.entries
        self._sections = list(dict.fromkeys(entry.section for entry in entries))
        self._themes = list(dict.fromkeys(entry.theme for entry in entries))
        parts = [set(self._words(name)) for name in (*self._sections, *self._themes)]
        seen = Counter(word for part in parts for word in part)
        self._weight = {word: log(1 + len(parts) / n) for word, n in seen.items()}
        self._unknown = max(self._weight.values(), default=1.0)
        self._parts = parts
        self._section_of = [self._sections.index(entry.section) for entry in entries]
        self._theme_of = [self._themes.index(entry.theme) for entry in entries]

    def agreement(self, section: str | None, theme: str | None) -> Scores:
        """What the headings are worth for each entry."""
        return _cached_agreement(self, section or "", theme or "")

    def add_up(self, section: str, theme: str) -> Scores:
        both = zip(self._likeness(section), self._likeness(theme), strict=True)
        return [SECTION * by_section + THEME * by_theme for by_section, by_theme in both]

    def point_at(self, entry: int, section: str | None, theme: str | None) -> "Pointing":
        """Which of the headings point at ``entry``, and whether the section points clearly elsewhere."""
        return _cached_pointing(self, section or "", theme or "")[entry]

    def point(self, section: str, theme: str) -> list["Pointing"]:
        by_section, by_theme = self._likeness(section), self._likeness(theme)
        speaks = max(by_section, default=0.0) > 0
        return [
            Pointing(section=one >= POINTS, theme=other >= POINTS, elsewhere=speaks and one < ELSEWHERE)
            for one, other in zip(by_section, by_theme, strict=True)
        ]

    def _likeness(self, heading: str) -> Scores:
        return _cached_likeness(self, heading)

    def compare(self, heading: str) -> Scores:
        words = set(self._words(heading))
        likes = [self._cosine(words, part) for part in self._parts]
        sections, themes = likes[: len(self._sections)], likes[len(self._sections) :]
        scores = [
            max(sections[s], THEME_AS_SECTION * themes[t])
            for s, t in zip(self._section_of, self._theme_of, strict=True)
        ]
        best = max(scores, default=0.0)
        return [score / best if best >= CLEAR else 0.0 for score in scores]

    def _words(self, heading: str) -> Sequence[str]:
        words = self._model.vocabulary.words(heading)
        return [word for word in words if len(word) > 1 and not word.isdigit() and word not in NUMBERING]

    def _cosine(self, words: set[str], part: set[str]) -> float:
        shared = self._mass(words & part)
        return shared / (self._mass(words) * self._mass(part)) ** 0.5 if shared else 0.0

    def _mass(self, words: Iterable[str]) -> float:
        return sum(self._weight.get(word, self._unknown) for word in words)


@lru_cache(maxsize=512)
def _cached_likeness(headings: Headings, heading: str) -> Scores:
    return headings.compare(heading)


@lru_cache(maxsize=512)
def _cached_agreement(headings: Headings, section: str, theme: str) -> Scores:
    return headings.add_up(section, theme)


@lru_cache(maxsize=512)
def _cached_pointing(headings: Headings, section: str, theme: str) -> list[Pointing]:
    return headings.point(section, theme)


@lru_cache(maxsize=8)
def headings_of(model: Model) -> Headings:
    return Headings(model)
