"""What the invented councils' plans say, apart from the file each stands in."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Row:
    """One row, with what is right for it: ``ids`` are sets of requirements, any of which a person would accept."""

    text: str
    ids: tuple[frozenset[str], ...]
    theme: str | None = None
    section: str | None = None
    ref: str | None = None
    said: dict[str, Any] = field(default_factory=dict, hash=False)
    """The other columns, by name."""


@dataclass(frozen=True)
class Plan:
    title: str
    rows: tuple[Row, ...]
    aside: tuple[str, ...] = ()
    """Lines that look like rows and are none: promises of the government, recommendations."""
    names: tuple[str, ...] = ()
    """Names of the response columns, where there are several."""
    next_steps: tuple[str, ...] = ()
    """What happens to the plan itself: no row of it."""

    def parts(self) -> Iterator[tuple[str, list[Row]]]:
        """The rows under each heading, in order."""
        for heading, rows in groupby(self.rows, key=lambda row: row.section or row.theme or ""):
            yield heading, list(rows)


def plan(name: str) -> Plan:
    """A plan of ``data``."""
    data = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    aside = (*data.get("promises", ()), *data.get("recommendations", ()))
    rows = tuple(map(_row, data["rows"]))
    return Plan(data["title"], rows, aside, tuple(data.get("councils", ())), tuple(data.get("next_steps", ())))


def _row(data: dict[str, Any]) -> Row:
    rest = dict(data)
    ids = tuple(map(frozenset, (rest.pop("ids"), *rest.pop("or", ()))))
    return Row(rest.pop("text"), ids, rest.pop("theme", None), rest.pop("section", None), rest.pop("ref", None), rest)
