"""The words that plans use for their columns and states, as data: the engine's rules say what to do with them.

The vocabulary in force holds for all rules of a reading, as :mod:`decimal`'s context does for all sums: a rule asks for
it where it needs a word and hands nothing on. It is the shipped one (``catalogue/vocabulary``) unless
:func:`speaking` puts another in its place.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from overwinter.reading.vocabulary.loading import VocabularyError, load_vocabulary, shipped
from overwinter.reading.vocabulary.roles import Role
from overwinter.reading.vocabulary.vocabulary import Vocabulary

__all__ = ["Role", "Vocabulary", "VocabularyError", "in_force", "load_vocabulary", "speaking"]

_IN_FORCE: ContextVar[Vocabulary | None] = ContextVar("vocabulary", default=None)


def in_force() -> Vocabulary:
    """The vocabulary that rules go by."""
    return _IN_FORCE.get() or shipped()


@contextmanager
def speaking(vocabulary: Vocabulary) -> Iterator[None]:
    """Put ``vocabulary`` in force for the length of a reading."""
    token = _IN_FORCE.set(vocabulary)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)
