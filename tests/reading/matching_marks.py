"""Marks for the matching: an expected or invented document's rows put through it, without any reader before."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from overwinter.frameworks.packs import as_catalogue, load_pack
from overwinter.frameworks.thresholds import load_thresholds
from overwinter.kernel.threshold import limits_on
from overwinter.reading.catalogue import Catalogue
from overwinter.reading.matching.matcher import Matcher
from overwinter.reading.result import MatchState, RowRead

DATA = Path(__file__).parent / "data"


class Labelled(Struct, frozen=True):
    row: RowRead
    ids: tuple[frozenset[str], ...]
    """The sets of ids that are right; the first is the one wanted."""


@dataclass(frozen=True)
class Mark:
    rows: int
    exact: float
    top1: float
    review: float
    confident_wrong: tuple[str, ...]


def labelled(number: int, data: dict[str, Any]) -> Labelled:
    wanted = data["ids"] if "ids" in data else [match["id"] for match in data["matches"]]
    others = data.get("accept", {}).get("ids", [])
    row = RowRead(
        n=number, place=f"row {number}", theme=data.get("theme"), section=data.get("section"), ref=data.get("ref"),
        requirement=data.get("requirement") or data.get("text") or "",
    )  # fmt: skip
    return Labelled(row, tuple(frozenset(ids) for ids in (wanted, *others)))


def expected_rows(path: Path) -> list[Labelled]:
    return [labelled(n, row) for n, row in enumerate(json.loads(path.read_text())["rows"], 1)]


def invented_rows(name: str) -> list[Labelled]:
    return [labelled(n, row) for n, row in enumerate(tomllib.loads((DATA / f"{name}.toml").read_text())["rows"], 1)]


def national_catalogue() -> Catalogue:
    return as_catalogue(load_pack(), limits=limits_on(date.max, load_thresholds()))


def mark(rows: Iterable[Labelled], catalogue: Catalogue) -> Mark:
    rows = list(rows)
    read = Matcher(catalogue).match([one.row for one in rows])
    exact = top = review = 0
    wrong = list[str]()
    for want, got in zip(rows, read, strict=True):
        ids = [match.id for match in got.matches]
        right = frozenset(ids) in want.ids
        exact += right
        top += any(ids[0] in one if ids and one else not ids and not one for one in want.ids)
        review += got.match_state is MatchState.REVIEW
        if not right and got.match_state is not MatchState.REVIEW:
            wrong.append(f"row {got.n}: {ids} for {sorted(want.ids[0])}: {want.row.requirement[:80]}")
    count = len(rows)
    return Mark(count, exact / count, top / count, review / count, tuple(wrong))
