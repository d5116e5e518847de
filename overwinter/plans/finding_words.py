"""The words by which rules doubt a row, read from ``catalogue/findings.toml``. Used by ``queries``."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from overwinter.frameworks.api import find_catalogue_dir
from overwinter.plans.domain.findings import Phrases, Words
from overwinter.reading.vocabulary.patterns import PatternError, compile_patterns

_LISTS = ("admits_a_gap", "only_goes_on", "ongoing", "can_be_looked_at", "does_not_apply", "no_number")


class FindingWordsError(ValueError):
    """``str()`` of it says what is wrong in the file, and what to do."""


@lru_cache(maxsize=1)
def shipped_words() -> Words:
    """The words that ship. Read once: a change needs a new start."""
    return load_words(find_catalogue_dir() / "findings.toml")


def load_words(path: Path) -> Words:
    """Raises :class:`FindingWordsError` for a file that cannot be used."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise FindingWordsError(f"{path.name}: this is not TOML: {problem}.") from problem
    phrases = {name: _phrases(data, name, path) for name in _LISTS}
    return Words(
        **phrases,
        figures=_by_requirement(data, "figure", "expects", path),
        answered_with=_by_requirement(data, "part", "of", path),
    )


def _phrases(data: Mapping[str, Any], name: str, path: Path) -> Phrases:
    table = data.get(name, {})
    return Phrases(*(_compiled(table.get(each), f"{path.name}, {name}, {each}") for each in ("phrases", "set_aside")))


def _compiled(patterns: Any, where: str) -> re.Pattern[str]:
    if not isinstance(patterns, list) or not all(isinstance(each, str) for each in patterns):
        raise FindingWordsError(f"{where}: must be a list of patterns, which may be empty.")
    try:
        whole = compile_patterns(tuple(patterns)).pattern
    except PatternError as problem:
        raise FindingWordsError(f"{where}: {problem}.") from problem
    # There a pattern is a whole heading; here it stands among other words, and its dots end with the word.
    return re.compile(f"(?:{whole.replace('.*', chr(92) + 'w*')})(?= |$)")


def _by_requirement(data: Mapping[str, Any], kind: str, said: str, path: Path) -> Mapping[str, str]:
    """What the entries of a kind say, for each requirement they name."""
    found: dict[str, str] = {}
    for n, entry in enumerate(data.get(kind, ()), 1):
        missing = [name for name in ("requirements", said, "source") if not entry.get(name)]
        if missing:
            raise FindingWordsError(f"{path.name}, {kind} {n}: “{missing[0]}” is missing.")
        found |= dict.fromkeys(entry["requirements"], entry[said])
    return found
