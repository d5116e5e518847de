"""Measures from their TOML files. A file that cannot be understood is named, with what to mend."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from overwinter.measures.domain.measure import Better, Definition, Standard, Unit

E = TypeVar("E", bound=StrEnum)
NEEDED = ("code", "title", "unit", "better", "numerator", "source", "by_hand", "reviewed")
KEYS = (*NEEDED, "denominator", "standard", "speaks_to")
STANDARD_KEYS = ("value", "effective_from", "source")


class MeasureError(Exception):
    """The measures cannot be loaded: which file and entry, what is wrong and what is wanted."""


def load_folder(folder: Path) -> tuple[Definition, ...]:
    """Every measure of the folder, by file and then as the file has them. No code stands twice."""
    found = dict[str, Definition]()
    for path in sorted(folder.glob("*.toml")):
        for definition in load_file(path):
            if definition.code in found:
                raise MeasureError(f"{path.name}: the code '{definition.code}' is given twice; a code is one measure's")
            found[definition.code] = definition
    return tuple(found.values())


def load_file(path: Path) -> tuple[Definition, ...]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MeasureError(f"{path.name}: not valid TOML: {error}") from error
    entries = data.get("measure")
    if set(data) != {"measure"} or not isinstance(entries, list):
        raise MeasureError(f"{path.name}: must hold [[measure]] entries and nothing else")
    return tuple(_definition(entry, f"{path.name}: entry {n}") for n, entry in enumerate(entries, 1))


def _definition(entry: Mapping[str, Any], where: str) -> Definition:
    where += f" ({entry['code']})" if isinstance(entry.get("code"), str) else ""
    _known(entry, KEYS, where)
    unit = _one_of(entry, "unit", Unit, where)
    denominator = _text(entry, "denominator", where) if "denominator" in entry else ""
    if unit.needs_denominator and not denominator:
        raise MeasureError(f"{where}: a measure in {unit} needs a 'denominator': of what it is")
    if not isinstance(entry.get("by_hand"), bool):
        raise MeasureError(f"{where}: 'by_hand' must be true or false")
    standards = tuple(_standard(each, where) for each in entry.get("standard", ()))
    if len({each.effective_from for each in standards}) != len(standards):
        raise MeasureError(f"{where}: two standards begin on the same day; take one out")
    return Definition(
        code=_text(entry, "code", where),
        title=_text(entry, "title", where),
        unit=unit,
        better=_one_of(entry, "better", Better, where),
        numerator=_text(entry, "numerator", where),
        denominator=denominator,
        source=_text(entry, "source", where),
        by_hand=entry["by_hand"],
        reviewed=_day(entry, "reviewed", where),
        standards=standards,
        speaks_to=_speaks_to(entry.get("speaks_to", {}), where),
    )


def _standard(entry: Mapping[str, Any], where: str) -> Standard:
    _known(entry, STANDARD_KEYS, where)
    value = entry.get("value")
    if not isinstance(value, int | Decimal) or isinstance(value, bool) or value < 0:
        raise MeasureError(f"{where}: the 'value' of a standard must be a number that is not below 0, not {value!r}")
    return Standard(Decimal(value), _day(entry, "effective_from", where), _text(entry, "source", where))


def _speaks_to(given: Mapping[str, Any], where: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for framework, requirements in given.items():
        if not isinstance(requirements, list) or not all(isinstance(one, str) for one in requirements):
            raise MeasureError(f"{where}: 'speaks_to' names a framework and a list of requirement ids")
        pairs += [(framework, one) for one in dict.fromkeys(requirements)]
    return tuple(pairs)


def _known(entry: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    for key in entry:
        if key not in keys:
            raise MeasureError(f"{where}: '{key}' has no place here; there are {', '.join(keys)}")


def _one_of(entry: Mapping[str, Any], key: str, kind: type[E], where: str) -> E:
    try:
        return kind(entry.get(key, ""))
    except ValueError:
        raise MeasureError(f"{where}: '{key}' must be one of {', '.join(kind)}") from None


def _text(entry: Mapping[str, Any], key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise MeasureError(f"{where}: '{key}' must be a text that is not empty")
    return value


def _day(entry: Mapping[str, Any], key: str, where: str) -> date:
    day = entry.get(key)
    if not isinstance(day, date) or isinstance(day, datetime):
        raise MeasureError(f"{where}: '{key}' must be a date such as 2020-09-01, without quotes")
    return day
