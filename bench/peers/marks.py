"""Rows found, fields right and rows aligned right: by the scorer beside the repository, or by one of our own."""

from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from tests.reading.corpus.marking import scorer
from tests.support.shared import SHARED

SCORER = SHARED / "tools" / "score_intake.py"
FIELDS = ("theme", "section", "ref", "requirement", "responses", "rag", "fully_met", "gap_actions", "lead", "by_when",
          "by_when_date", "reporting_to")  # fmt: skip
SAME, PAIR = 97, 55
"""Of 100: texts this alike are the same; requirements this alike are the same row."""


@dataclass(frozen=True, slots=True)
class Marks:
    rows: float
    """Share of the expected rows that were found."""
    fields: float
    """Share of all fields of the expected rows that are right."""
    aligned: float
    """Share of the expected rows whose requirements are right."""


NOTHING = Marks(0.0, 0.0, 0.0)


def mark(expected: dict[str, Any], actual: dict[str, Any]) -> Marks:
    if SCORER.exists():
        result, _ = scorer(SCORER).score(expected, actual)
        fields = result["fields"]
        return Marks(result["rows"]["recall"], sum(fields.values()) / len(fields), result["align"]["exact"])
    return _mark(expected["rows"], actual["rows"])


def _mark(expected: list[dict[str, Any]], actual: list[dict[str, Any]]) -> Marks:
    """Rows paired in order by their requirement, then compared field by field."""
    found = fields = aligned = start = 0
    for want in expected:
        pairs = ((fuzz.ratio(want["requirement"] or "", row["requirement"] or ""), n) for n, row in enumerate(actual))
        likeness, best = max((pair for pair in pairs if pair[1] >= start), default=(0, 0), key=lambda pair: pair[0])
        if likeness < PAIR:
            continue
        row, start = actual[best], best + 1
        found += 1
        fields += sum(_same(want, row, field) for field in FIELDS)
        ids = {match["id"] for match in row["matches"]}
        accepted = [[match["id"] for match in want["matches"]], *want.get("accept", {}).get("ids", [])]
        aligned += any(ids == set(one) for one in accepted)
    count = len(expected)
    return Marks(found / count, fields / (count * len(FIELDS)), aligned / count)


def _same(want: dict[str, Any], row: dict[str, Any], field: str) -> bool:
    accepted = [want.get(field), *want.get("accept", {}).get(field, [])]
    return any(_alike(_text(one), _text(row.get(field))) for one in accepted)


def _alike(one: str | None, other: str | None) -> bool:
    return one == other if one is None or other is None else fuzz.ratio(one.casefold(), other.casefold()) >= SAME


def _text(value: Any) -> str | None:
    if isinstance(value, list | tuple):
        return " ".join(" ".join(each["text"] for each in value).split()) or None
    return None if value is None else " ".join(str(value).split())
