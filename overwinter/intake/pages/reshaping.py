"""Where a row may be split, and what a merge would give."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from overwinter.design.parts import Link
from overwinter.intake import queries
from overwinter.intake.domain.rows import LABELS, PROSE, RowValues, cut_points, merge_conflicts, merge_values
from overwinter.intake.models import ReadRow
from overwinter.intake.pages.review import crumbs
from overwinter.intake.pages.wording import shortened


@dataclass(frozen=True, slots=True)
class CutPoint:
    value: int
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """One prose field, with the lines and sentences at which its second part may begin."""

    name: str
    label: str
    points: tuple[CutPoint, ...]
    stays: int
    """The value that says: all of it stays in the first row."""
    stays_chosen: bool


def split_page(row: ReadRow, *, asked: Mapping[str, int], problem: str = "") -> dict[str, Any]:
    return {
        "title": f"Split row {row.label}",
        "place": row.document.name,
        "lede": "Choose, for each text, the line where the second row begins. Everything else stands in both rows.",
        "breadcrumbs": _crumbs(row),
        "row": row,
        "cuts": [_cut(name, getattr(row.values, name), asked) for name in PROSE if getattr(row.values, name)],
        "problem": problem,
    }


def _cut(name: str, text: str, asked: Mapping[str, int]) -> Cut:
    parts = cut_points(text)
    chosen = asked.get(name, len(parts))
    points = tuple(CutPoint(n, part, chosen == n) for n, part in enumerate(parts))
    return Cut(name, LABELS[name], points, len(parts), chosen >= len(parts))


@dataclass(frozen=True, slots=True)
class Merge:
    """One of the two neighbours a row may be merged with, and the row that would come of it."""

    other: ReadRow
    where: str
    requirement: str
    response: str
    loses: tuple[str, ...]
    """Sentences about values of the later row that would not stand."""


def merge_page(row: ReadRow, *, problem: str = "") -> dict[str, Any]:
    before, after = queries.find_neighbours(row)
    merges = [_merge(before, row, before, "the row before")] if before else []
    merges += [_merge(row, after, after, "the row after")] if after else []
    return {
        "title": f"Merge row {row.label}",
        "place": row.document.name,
        "lede": "Two rows become one, their texts one under the other. Both are kept, and the merge can be undone.",
        "breadcrumbs": _crumbs(row),
        "row": row,
        "merges": merges,
        "problem": problem,
    }


def _merge(first: ReadRow, second: ReadRow, other: ReadRow, where: str) -> Merge:
    merged = merge_values(first.values, second.values)
    loses = tuple(
        f"{LABELS[name]}: “{_shown(first.values, name)}” stands, “{_shown(second.values, name)}” does not."
        for name in merge_conflicts(first.values, second.values)
    )
    return Merge(other, where, merged.requirement, merged.response, loses)


def _shown(values: RowValues, name: str) -> str:
    return shortened(str(getattr(values, name)), 80)


def _crumbs(row: ReadRow) -> list[Link]:
    here = Link(f"Row {row.label}", reverse("intake:row", args=[row.document_id, row.pk]))
    return [*crumbs(row.document), here]
