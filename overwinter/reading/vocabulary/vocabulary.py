"""The vocabulary as a value: plain tuples of words, and what is made of them when it is first asked for."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.vocabulary.patterns import compile_patterns
from overwinter.reading.vocabulary.roles import Role
from overwinter.reading.vocabulary.status import StatusWords

HEADINGS_KEPT = 4096
"""Headings whose role is remembered: a table's cells are asked again and again whether they head anything."""


@dataclass(frozen=True)
class Vocabulary:
    columns: tuple[tuple[Role, tuple[str, ...]], ...]
    """Patterns (:mod:`.patterns`) of the headings for each role; the first role with a pattern that fits counts."""
    not_a_plan: tuple[str, ...]
    """Patterns of headings that name the rows of other tables than plans."""
    status: StatusWords
    own_rag: tuple[tuple[str, Rag], ...] = ()
    """What the cells of one kind of document mean, before all that is known otherwise."""
    own_met: tuple[tuple[str, FullyMet], ...] = ()
    month_first: bool = False
    """Whether 3/4/2021 is the fourth of March."""
    beneath: "Vocabulary | None" = None
    """The vocabulary that is asked for what this one does not know."""

    def role_of(self, heading: str) -> Role | None:
        """The role of a column heading that has been reduced to its words."""
        return self._remembered(heading)

    def is_not_a_plan(self, heading: str) -> bool:
        return bool(self._other_tables.fullmatch(f" {heading}"))

    @cached_property
    def _remembered(self) -> Callable[[str], Role | None]:
        return lru_cache(HEADINGS_KEPT)(self._find)

    def _find(self, heading: str) -> Role | None:
        own = next((role for role, pattern in self._patterns if pattern.fullmatch(f" {heading}")), None)
        return self.beneath.role_of(heading) if own is None and self.beneath is not None else own

    @cached_property
    def _patterns(self) -> tuple[tuple[Role, re.Pattern[str]], ...]:
        return tuple((role, compile_patterns(patterns)) for role, patterns in self.columns)

    @cached_property
    def _other_tables(self) -> re.Pattern[str]:
        return compile_patterns(self.not_a_plan)
