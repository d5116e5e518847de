"""How plans word what divides them: themes, introductions, requirements, lines of column headings."""

import re
from functools import cached_property

from msgspec import Struct

from overwinter.reading.vocabulary.patterns import compile_patterns
from overwinter.reading.words import key

_NUMBER = r"(?:\d{1,2}|[a-z]|[ivx]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)"
_NUMBERING = re.compile(r"^\d[.)]?\s*")


class Wording(Struct, frozen=True, dict=True):
    numbered: tuple[str, ...] = ()
    """What stands before the number of a theme."""
    numbered_with_colon: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    """Patterns of themes that are known by their names."""
    own_themes: tuple[str, ...] = ()
    """The same of one kind of document."""
    introductions: tuple[str, ...] = ()
    """The beginnings of headings whose lists are about the plan."""
    requirements: tuple[str, ...] = ()
    """What requirements begin with."""
    before: tuple[str, ...] = ()
    """What may stand before that."""
    heading_words: tuple[str, ...] = ()
    """Words of column headings in prints of columns run together."""
    sheet_words: tuple[str, ...] = ()
    """Words of column headings in prints of sheets."""

    def is_theme(self, text: str) -> bool:
        """Whether a text says by a word and a number that it is the heading of a theme, or a profile says so."""
        return bool(self._theme.match(text)) or self._is_own(text)

    def names_theme(self, text: str) -> bool:
        """Whether a text is the heading of a theme, with or without the word."""
        return self.is_theme(text) or bool(self._named.fullmatch(f" {key(_NUMBERING.sub('', text))}"))

    def introduces(self, text: str) -> bool:
        """Whether a heading stands above a list that is about the plan."""
        return bool(self._introduction.match(text))

    def requires(self, text: str) -> bool:
        """Whether a text starts as a requirement does ("Ensure that …"), and a heading does not."""
        return bool(self._requires.match(text))

    @cached_property
    def of_columns(self) -> frozenset[str]:
        return frozenset(self.heading_words)

    @cached_property
    def of_sheets(self) -> frozenset[str]:
        return frozenset(self.sheet_words)

    def _is_own(self, text: str) -> bool:
        return bool(self.own_themes) and bool(self._own.fullmatch(f" {key(text)}"))

    @cached_property
    def _theme(self) -> re.Pattern[str]:
        plain, colon = _any(self.numbered), _any(self.numbered_with_colon)
        return re.compile(rf"^(?:(?:{plain})\s+{_NUMBER}\b|(?:{colon})\s+{_NUMBER}\s*[:–—-])", re.IGNORECASE)

    @cached_property
    def _named(self) -> re.Pattern[str]:
        return compile_patterns(self.named)

    @cached_property
    def _own(self) -> re.Pattern[str]:
        return compile_patterns(self.own_themes)

    @cached_property
    def _introduction(self) -> re.Pattern[str]:
        return re.compile(rf"^(?:\d+[.)]?\s*)?(?:{_any(self.introductions)})", re.IGNORECASE)

    @cached_property
    def _requires(self) -> re.Pattern[str]:
        before = rf"(?:(?:{_any(self.before)}) )?"
        return re.compile(rf"^{before}(?:\w+ly )?(?:and )?(?:{_any(self.requirements)})\b", re.IGNORECASE)


NO_WORDING = Wording()


def _any(texts: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, texts)) or r"(?!)"
