"""Vocabulary from TOML files, with errors that say which file and which line of it to mend."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.vocabulary.denials import Denials
from overwinter.reading.vocabulary.patterns import PatternError, compile_patterns
from overwinter.reading.vocabulary.roles import Role
from overwinter.reading.vocabulary.status import ColourWords, StatusWords
from overwinter.reading.vocabulary.vocabulary import Patterns, Vocabulary
from overwinter.reading.vocabulary.wording import Wording

MARKS, LABELS = ("actions", "responses"), ("leads", "reporting_to", "by_when")
"""What a line of prose says of the next ones, and the fields that a label in front of a colon fills."""


class VocabularyError(ValueError):
    """``str()`` of it names the file, the key in it and what to do."""


@lru_cache(maxsize=1)
def shipped() -> Vocabulary:
    """The vocabulary beside the source, or the copy that an installed package carries."""
    package = Path(__file__).resolve().parents[2]
    for folder in (package.parent / "catalogue" / "vocabulary", package / "_catalogue" / "vocabulary"):
        if (folder / "columns.toml").is_file():
            return load_vocabulary(folder)
    raise VocabularyError(f"vocabulary: not found beside {package.name} nor in it; install the package again")


def load_vocabulary(folder: Path) -> Vocabulary:
    """The vocabulary in ``folder``. Its patterns are looked at when they are first used, or by :func:`check`."""
    names = ("columns", "status", "prose", "denials", "wording")
    columns, status, prose, denials, wording = (TomlTable.of(folder / f"{name}.toml") for name in names)
    headings = columns.table("columns")
    roles = tuple((str(headings.role(name)), headings.words(name)) for name in headings.names)
    other = columns.table("not_a_plan").words("headings")
    marks = _named(prose, "marks", *MARKS)
    labels = _named(prose, "labels", *LABELS)
    return Vocabulary(
        roles,
        other,
        _status(status),
        marks=marks,
        labels=labels,
        denials=_denials(denials),
        wording=_wording(wording),
    )


def check(vocabulary: Vocabulary) -> None:
    """Try every pattern. Raises :class:`VocabularyError` with the first that cannot be used."""
    named = {
        "columns.toml": (*vocabulary.columns, ("not_a_plan", vocabulary.not_a_plan)),
        "prose.toml": (*vocabulary.marks, *vocabulary.labels),
        "wording.toml": (("themes", vocabulary.wording.named),),
    }
    for file, each in named.items():
        for name, patterns in each:
            _check(f"{file}, {name}", patterns)


def _check(where: str, patterns: tuple[str, ...]) -> None:
    for pattern in patterns:
        try:
            compile_patterns((pattern,))
        except PatternError as problem:
            raise VocabularyError(f"{where}: {problem}") from problem


def _named(file: "TomlTable", name: str, *known: str) -> Patterns:
    table = file.table(name)
    table.only(*known)
    return tuple((each, table.words(each)) for each in table.names)


def _denials(file: "TomlTable") -> Denials:
    table = file.table("denials")
    names = Denials.__struct_fields__
    table.only(*names)
    return Denials(**{name: table.words(name) for name in names})


def _wording(file: "TomlTable") -> Wording:
    themes, requirements, headings = file.table("themes"), file.table("requirements"), file.table("heading_words")
    return Wording(
        numbered=themes.words("numbered"),
        numbered_with_colon=themes.words("numbered_with_colon"),
        named=themes.words("named"),
        introductions=file.table("introductions").words("begin"),
        requirements=requirements.words("begin"),
        before=requirements.words("before"),
        heading_words=headings.words("columns"),
        sheet_words=headings.words("sheets"),
    )


def _status(file: "TomlTable") -> StatusWords:
    rag, met = file.table("rag"), file.table("fully_met")
    colours = []
    for colour in (Rag.GREEN, Rag.AMBER, Rag.RED):
        words = rag.table(str(colour))
        colours.append(ColourWords(colour, *(words.words(name) for name in ("names", "letters", "signs", "words"))))
    states = tuple((state, met.words(str(state))) for state in (FullyMet.YES, FullyMet.NO, FullyMet.PARTIAL))
    said = file.table("progress")
    progress = tuple((rag, said.words(str(rag or "none"))) for rag in (Rag.GREEN, Rag.AMBER, Rag.RED, None))
    return StatusWords(
        colours=tuple(colours),
        met=states,
        blue=file.table("blue").words("words"),
        progress=progress,
        leading=met.words("leading"),
        partly=met.words("partly"),
        unknown=file.table("unknown").words("words"),
    )


class TomlTable:
    """A table of a file, and what to say when something in it is not as it should be."""

    def __init__(self, values: dict[str, Any], where: str) -> None:
        self._values = values
        self.where = where

    @classmethod
    def of(cls, path: Path) -> "TomlTable":
        try:
            return cls(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
        except OSError as problem:
            raise VocabularyError(f"{path.name}: cannot be read: {problem.strerror}") from problem
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
            raise VocabularyError(f"{path.name}: is no TOML: {problem}") from problem

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._values)

    def role(self, name: str) -> Role:
        try:
            return Role(name)
        except ValueError:
            known = ", ".join(f"'{role}'" for role in Role)
            raise VocabularyError(f"{self.where}: '{name}' is no kind of column; there are {known}") from None

    def only(self, *names: str) -> None:
        """Refuse keys that mean nothing: a misspelt one would be passed over in silence."""
        for name in self._values:
            if name not in names:
                known = ", ".join(f"'{each}'" for each in names)
                raise VocabularyError(f"{self.where}: '{name}' means nothing here; there are {known}")

    def table(self, name: str, default: dict[str, Any] | None = None) -> "TomlTable":
        value = self._values.get(name, default)
        if not isinstance(value, dict):
            raise VocabularyError(f"{self.where}: write a table [{name}]")
        return TomlTable(value, f"{self.where}, {name}")

    def words(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        value = self._values.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            raise VocabularyError(f'{self.where}: write {name} as a list of texts, as ["one", "another"]')
        return tuple(value)

    def numbers(self, name: str, default: tuple[int, ...]) -> tuple[int, ...]:
        value = self._values.get(name, list(default))
        if not isinstance(value, list) or not all(isinstance(number, int) for number in value):
            raise VocabularyError(f"{self.where}: write {name} as a list of numbers, as [1, 2]")
        return tuple(value)

    def text(self, name: str, default: str | None = None) -> str:
        value = self._values.get(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise VocabularyError(f'{self.where}: write {name} as a text, as {name} = "…"')
        return value

    def one_of(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value not in allowed:
            known = " or ".join(f'"{each}"' for each in allowed)
            raise VocabularyError(f"{self.where}: write {name} as {known}")
        return value
