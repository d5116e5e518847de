"""Packs and crosswalks from their TOML files. A file that cannot be understood is named, with what to mend."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from overwinter.frameworks.domain.pack import (
    Audience,
    Crosswalk,
    Link,
    Pack,
    PackRequirement,
    Relation,
    Section,
    Theme,
)

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class PackError(Exception):
    """A pack cannot be loaded. Each of ``problems`` says which file, what is wrong in it and what is wanted."""

    def __init__(self, *problems: str) -> None:
        more = len(problems) - 1
        super().__init__(problems[0] + (f" (and {more} more; overwinter framework check lists them)" if more else ""))
        self.problems = problems


class _Fields:
    """The keys of one TOML table, taken out one by one, so that a misspelt key is found too."""

    def __init__(self, data: Mapping[str, Any], where: str) -> None:
        self._data, self.where, self._taken = data, where, set[str]()

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        self._taken.add(key)
        value = self._data.get(key, default)
        if value is None:
            raise PackError(f"{self.where}: '{key}' is missing")
        if not isinstance(value, kind) or isinstance(value, datetime):
            raise PackError(f"{self.where}: '{key}' must be {_KINDS[kind]}, not {value!r}")
        return value

    def take_date(self, key: str) -> date | None:
        return self.take(key, date) if key in self._data else None

    def take_words(self, key: str) -> tuple[str, ...]:
        values = self.take(key, list, [])
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise PackError(f"{self.where}: '{key}' must be a list of texts, none empty")
        return tuple(values)

    def take_tables(self, key: str) -> list[Any]:
        return self.take(key, list, [])

    def close(self) -> None:
        unknown = sorted(set(self._data) - self._taken)
        if unknown:
            raise PackError(f"{self.where}: '{unknown[0]}' is no field of a pack; correct its spelling or take it out")


_KINDS: Mapping[type, str] = {str: "a text", list: "a list", dict: "a table", date: "a date such as 2020-09-18"}


def read_toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        raise PackError(f"{path.parent.name}/{path.name}: there is no such file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path.parent.name}/{path.name}: not valid TOML: {error}") from error


def load_pack_folder(folder: Path, abbreviations: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Pack:
    """The pack in ``folder``: ``pack.toml`` and one file per theme. Raises :class:`PackError`."""
    head = _Fields(read_toml(folder / "pack.toml"), f"{folder.name}/pack.toml")
    source, reviewed = head.take("source", str), head.take("reviewed", date)
    starts = head.take("effective_from", date)
    themes, requirements, problems = list[Theme](), list[PackRequirement](), list[str]()
    for number, table in enumerate(head.take_tables("theme"), 1):
        fields = _Fields(table, f"{head.where}, theme {number}")
        theme = _theme(fields)
        themes.append(theme)
        file = folder / fields.take("file", str)
        fields.close()
        try:
            requirements += _requirements(file, theme, source, reviewed, starts)
        except PackError as error:
            problems += error.problems
    if problems:
        raise PackError(*problems)
    pack = Pack(
        id=head.take("id", str),
        title=head.take("title", str),
        winter=head.take("winter", str),
        publisher=head.take("publisher", str),
        source=source,
        published=head.take("published", date),
        reviewed=reviewed,
        note=head.take("note", str, ""),
        themes=tuple(themes),
        requirements=tuple(requirements),
        abbreviations=abbreviations,
    )
    head.close()
    return pack


def _theme(fields: _Fields) -> Theme:
    sections = list[Section]()
    for table in fields.take_tables("section"):
        part = _Fields(table, f"{fields.where}, section {len(sections) + 1}")
        sections.append(Section(part.take("id", str), part.take("name", str), part.take("short", str)))
        part.close()
    return Theme(fields.take("id", str), fields.take("name", str), fields.take("short", str), tuple(sections))


def _requirements(file: Path, theme: Theme, source: str, reviewed: date, starts: date) -> list[PackRequirement]:
    where = f"{file.parent.name}/{file.name}"
    top = _Fields(read_toml(file), where)
    found, problems = list[PackRequirement](), list[str]()
    for number, table in enumerate(top.take_tables("requirement"), 1):
        fields = _Fields(table, f"{where}, requirement {table.get('id') or f'number {number}'}")
        try:
            found.append(_requirement(fields, theme, source, reviewed, starts))
        except PackError as error:
            problems += error.problems
    try:
        top.close()
    except PackError as error:
        problems += error.problems
    if problems:
        raise PackError(*problems)
    return found


def _requirement(fields: _Fields, theme: Theme, source: str, reviewed: date, starts: date) -> PackRequirement:
    section = fields.take("section", str)
    if section not in {known.id for known in theme.sections}:
        raise PackError(f"{fields.where}: '{section}' is no section of theme '{theme.id}'")
    requirement = PackRequirement(
        id=fields.take("id", str),
        number=fields.take("number", str),
        theme=theme.id,
        section=section,
        audience=_one_of(Audience, fields.take("audience", str), fields.where),
        title=fields.take("title", str),
        summary=fields.take("summary", str),
        terms=fields.take_words("terms"),
        related=fields.take_words("related"),
        source=fields.take("source", str, source),
        reviewed=fields.take("reviewed", date, reviewed),
        effective_from=fields.take("effective_from", date, starts),
        effective_until=fields.take_date("effective_until"),
    )
    fields.close()
    return requirement


def load_crosswalk(path: Path) -> Crosswalk:
    """The crosswalk in ``path``. Raises :class:`PackError`."""
    head = _Fields(read_toml(path), path.name)
    links = list[Link]()
    for table in head.take_tables("link"):
        fields = _Fields(table, f"{path.name}, link {len(links) + 1}")
        relation = _one_of(Relation, fields.take("relation", str), fields.where)
        links.append(Link(fields.take("from", str), fields.take("to", str), relation, fields.take("note", str, "")))
        fields.close()
    walk = Crosswalk(head.take("from", str), head.take("to", str), head.take("reviewed", date), tuple(links))
    head.close()
    return walk


def load_abbreviations(path: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Abbreviations and the phrases they stand for. Raises :class:`PackError`."""
    head = _Fields(read_toml(path), path.name)
    head.take("reviewed", date)
    table = _Fields(head.take("abbreviations", dict), path.name)
    pairs = tuple((short, table.take_words(short)) for short in head.take("abbreviations", dict))
    head.close()
    return pairs


def _one_of(kind: type[E], value: str, where: str) -> E:
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(f"'{item.value}'" for item in kind)
        raise PackError(f"{where}: '{value}' is not one of {allowed}") from None


def load_other_services(path: Path) -> tuple[str, ...]:
    """Words of what councils do outside adult social care, of all its kinds. Raises :class:`PackError`."""
    return _load_words(path, "other_services")


def load_plain_words(path: Path) -> tuple[str, ...]:
    """Words that say how a duty is carried out and not what it is, of all their kinds. Raises :class:`PackError`."""
    return _load_words(path, "plain_words")


def _load_words(path: Path, name: str) -> tuple[str, ...]:
    head = _Fields(read_toml(path), path.name)
    head.take("reviewed", date)
    table = _Fields(head.take(name, dict), path.name)
    found = [word for kind in head.take(name, dict) for word in table.take_words(kind)]
    table.close()
    head.close()
    return tuple(dict.fromkeys(found))
