"""The words by which a number of people is known: data, not code."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from overwinter.frameworks.api import read_toml


@dataclass(frozen=True, slots=True)
class PeopleWords:
    nouns: tuple[str, ...]
    breaks: tuple[str, ...]
    """Words that end what a number counts."""


@lru_cache(maxsize=2)
def load_people_words(catalogue: Path) -> PeopleWords:
    """From ``publishing.toml`` of the catalogue."""
    data = read_toml(catalogue / "publishing.toml")
    return PeopleWords(tuple(data["people_words"]), tuple(data["break_words"]))
