"""The vocabulary as a value: plain tuples of words, and what is made of them when it is first asked for."""

import re
from collections.abc import Callable
from functools import cached_property, lru_cache

from msgspec import Struct

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.vocabulary.denials import NO_DENIALS, Denials
from overwinter.reading.vocabulary.patterns import compile_patterns
from overwinter.reading.vocabulary.roles import Role
from overwinter.reading.vocabulary.status import StatusWords
from overwinter.reading.vocabulary.wording import NO_WORDING, Wording

REMEMBERED = 32_768
"""Texts whose meaning is remembered: a table's cells are asked again and again whether they head anything."""

Patterns = tuple[tuple[str, tuple[str, ...]], ...]
"""Names, and the patterns (:mod:`.patterns`) of the texts that mean each. The first with a pattern that fits counts."""


class Vocabulary(Struct, frozen=True, dict=True):
    columns: Patterns
    """The headings of columns, for each :class:`Role`."""
    not_a_plan: tuple[str, ...]
    """Patterns of headings that name the rows of other tables than plans."""
    status: StatusWords
    marks: Patterns = ()
    """The lines of plans in prose that say what the next ones are: ``actions``, ``responses``."""
    labels: Patterns = ()
    """What stands in front of a colon in such plans: ``leads``, ``reporting_to``, ``by_when``."""
    denials: Denials = NO_DENIALS
    """What says that a duty is not done."""
    wording: Wording = NO_WORDING
    """How plans word what divides them."""
    own_rag: tuple[tuple[str, Rag], ...] = ()
    """What the cells of one kind of document mean, before all that is known otherwise."""
    own_met: tuple[tuple[str, FullyMet], ...] = ()
    month_first: bool = False
    """Whether 3/4/2021 is the fourth of March."""
    beneath: "Vocabulary | None" = None
    """The vocabulary that is asked for what this one does not know. It knows all marks and labels."""

    def role_of(self, heading: str) -> Role | None:
        """The role of a column heading that has been reduced to its words."""
        own = self._column(heading)
        if own is None and self.beneath is not None:
            return self.beneath.role_of(heading)
        return Role(own) if own is not None else None

    def mark_of(self, line: str) -> str | None:
        """What a line, reduced to its words, says of the next ones."""
        return self._mark(line)

    def label_of(self, label: str) -> str | None:
        """The field that a label, reduced to its words, stands in front of."""
        return self._label(label)

    def is_not_a_plan(self, heading: str) -> bool:
        return bool(self._other_tables.fullmatch(f" {heading}"))

    @cached_property
    def _column(self) -> Callable[[str], str | None]:
        return _finder(self.columns)

    @cached_property
    def _mark(self) -> Callable[[str], str | None]:
        return _finder(self.marks)

    @cached_property
    def _label(self) -> Callable[[str], str | None]:
        return _finder(self.labels)

    @cached_property
    def _other_tables(self) -> re.Pattern[str]:
        return compile_patterns(self.not_a_plan)


def _finder(named: Patterns) -> Callable[[str], str | None]:
    """What finds the name that a text means."""
    compiled = [(name, compile_patterns(patterns)) for name, patterns in named]

    @lru_cache(REMEMBERED)
    def find(text: str) -> str | None:
        return next((name for name, pattern in compiled if pattern.fullmatch(f" {text}")), None)

    return find
