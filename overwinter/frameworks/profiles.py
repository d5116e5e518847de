"""The profiles of an installation: what its people say of the kinds of documents they get."""

from functools import lru_cache
from pathlib import Path

from overwinter.reading.vocabulary.profile import Profile, load_profiles


@lru_cache(maxsize=8)
def list_profiles(folder: str = "") -> tuple[Profile, ...]:
    """``folder`` is where they are; empty when there are none. Read once: a change needs a new start. Raises
    :class:`~overwinter.reading.vocabulary.VocabularyError` for one that is wrong."""
    return load_profiles(Path(folder)) if folder else ()
