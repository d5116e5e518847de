"""Thresholds from their TOML files. A file that cannot be understood is named, with what to mend."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from overwinter.frameworks.domain.loading import PackError, read_toml
from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Threshold, Unit, limits_on

OWN_KEYS = ("id", "value", "effective_from", "source")
MOST_DAYS = 366
MOST_HOURS = 168
MOST_MINUTES = 1440
MOST_PEOPLE = 100
MOST_COUNTED = 100_000
_WHOLE: Mapping[Unit, tuple[str, int]] = {
    Unit.DAYS: ("days", MOST_DAYS), Unit.HOURS: ("hours", MOST_HOURS), Unit.MINUTES: ("minutes", MOST_MINUTES),
    Unit.PEOPLE: ("people", MOST_PEOPLE), Unit.COUNT: ("numbers", MOST_COUNTED),
}  # fmt: skip
KEYS = (*OWN_KEYS, "unit", "decides", "not_above")


class ThresholdError(PackError):
    """The thresholds cannot be loaded: which file and entry, what is wrong and what is wanted."""


def load_defaults(path: Path) -> tuple[Threshold, ...]:
    """The thresholds that ship."""
    thresholds = tuple(
        Threshold(
            id=_text(entry, "id", where),
            value=_value(entry, _unit(entry, where), where),
            unit=_unit(entry, where),
            decides=_text(entry, "decides", where),
            source=_text(entry, "source", where),
            effective_from=_day(entry, where),
            not_above=_text(entry, "not_above", where) if "not_above" in entry else "",
        )
        for entry, where in _entries(path, KEYS)
    )
    _check_order(thresholds, path)
    return thresholds


def load_own(path: Path, defaults: tuple[Threshold, ...]) -> tuple[Threshold, ...]:
    """``defaults`` and what the installation sets instead, from its days on. Only a known id can be set."""
    known = {one.id: one for one in defaults}
    own = list[Threshold]()
    for entry, where in _entries(path, OWN_KEYS):
        id = _text(entry, "id", where)
        if id not in known:
            raise ThresholdError(f"{where}: no threshold has the id '{id}'; there are {', '.join(known)}")
        default = known[id]
        own.append(
            Threshold(
                id=id,
                value=_value(entry, default.unit, where),
                unit=default.unit,
                decides=default.decides,
                source=_text(entry, "source", where),
                effective_from=_day(entry, where),
                not_above=default.not_above,
                own=True,
            )
        )
    together = (*defaults, *own)
    _check_order(together, path)
    return together


def _entries(path: Path, keys: tuple[str, ...]) -> list[tuple[Mapping[str, Any], str]]:
    """Each entry with the words that say where it stands."""
    name, data = f"{path.parent.name}/{path.name}", read_toml(path)
    entries = data.get("threshold")
    if set(data) != {"threshold"} or not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise ThresholdError(f"{name}: must hold [[threshold]] entries and nothing else")
    found, seen = [], set[tuple[Any, Any]]()
    for n, entry in enumerate(entries, 1):
        where = f"{name}: entry {n}" + (f" ({entry['id']})" if isinstance(entry.get("id"), str) else "")
        for key in entry:
            if key not in keys:
                raise ThresholdError(f"{where}: '{key}' has no place here; an entry has {', '.join(keys)}")
        identity = (_text(entry, "id", where), _day(entry, where))
        if identity in seen:
            raise ThresholdError(f"{where}: it is given twice for the same day; take one out")
        seen.add(identity)
        found.append((entry, where))
    return found


def _text(entry: Mapping[str, Any], key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ThresholdError(f"{where}: '{key}' must be a text that is not empty")
    return value


def _day(entry: Mapping[str, Any], where: str) -> date:
    day = entry.get("effective_from")
    if not isinstance(day, date) or isinstance(day, datetime):
        raise ThresholdError(f"{where}: 'effective_from' must be a date such as 2020-09-01, without quotes")
    return day


def _unit(entry: Mapping[str, Any], where: str) -> Unit:
    try:
        return Unit(entry.get("unit", ""))
    except ValueError:
        raise ThresholdError(f"{where}: 'unit' must be one of {', '.join(Unit)}") from None


def _value(entry: Mapping[str, Any], unit: Unit, where: str) -> float:
    """A share or a confidence from 0 to 1; all else as whole numbers."""
    value: Any = entry.get("value")
    whole = isinstance(value, int) and not isinstance(value, bool)
    if unit in (Unit.CONFIDENCE, Unit.SHARE):
        fits, wanted = (whole or isinstance(value, float)) and 0 <= value <= 1, "a number from 0 to 1"
    else:
        kind, most = _WHOLE[unit]
        fits, wanted = whole and 0 <= value <= most, f"whole {kind} from 0 to {most}"
    if not fits:
        raise ThresholdError(f"{where}: 'value' must be {wanted}, not {value!r}")
    return float(value)


def _check_order(thresholds: tuple[Threshold, ...], path: Path) -> None:
    """On every day on which something changes, no threshold is above the one it may not be above."""
    for day in sorted({one.effective_from for one in thresholds}):
        limits = limits_on(day, thresholds)
        for one in limits.values():
            if not one.not_above:
                continue
            if one.not_above not in limits:
                raise ThresholdError(f"{path.parent.name}/{path.name}: no threshold has the id '{one.not_above}'")
            above = limits[one.not_above]
            if one.value > above.value:
                raise ThresholdError(
                    f"{path.parent.name}/{path.name}: on {full_day(day)} {one.id} would be {one.said}, above "
                    f"{above.id} with {above.said}; lower the one or raise the other"
                )
