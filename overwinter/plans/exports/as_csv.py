"""The plan as comma-separated text, a row a line, that a spreadsheet opens without running anything."""

import csv
from collections.abc import Iterator
from io import StringIO

from overwinter.kernel.formula_guard import guarded
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.sheet import PlanSheet, SheetRow
from overwinter.plans.exports import wording

HEADINGS = (
    *wording.COLUMNS,
    "Details of actions",
    "Reporting to",
    "Theme",
    "Section",
    "Short title",
    "Next review",
    "Requirement id",
    "As at",
)
EVIDENCE = "Evidence"
"""A further column of a file whose reader may know it."""
PART = "Part of the plan"
"""A last column of a file that does not hold every row: which it holds."""


def render(sheet: PlanSheet) -> bytes:
    return b"".join(stream(sheet))


def stream(sheet: PlanSheet) -> Iterator[bytes]:
    """UTF-8 with its mark, so that a spreadsheet knows the letters; a piece for each row."""
    part = (wording.part(sheet),) if sheet.chosen else ()
    further = (*([EVIDENCE] if sheet.tells_evidence else []), *([PART] if part else []))
    yield _line((*HEADINGS, *further)).encode("utf-8-sig")
    winter = Winter.parse(sheet.winter)
    for row in sheet.rows:
        yield _line((*_values(row, winter, sheet), *part)).encode()


def _values(row: SheetRow, winter: Winter, sheet: PlanSheet) -> tuple[str, ...]:
    return (
        *wording.cells(row, winter, in_full=False),
        wording.gap_details(row),
        "\n".join(row.reporting_groups),
        wording.theme_of(row),
        row.section,
        row.title,
        row.next_review.isoformat() if row.next_review else "",
        row.requirement_id or "",
        sheet.as_at.isoformat(),
        *([wording.evidence(row, sheet.as_at)] if sheet.tells_evidence else []),
    )


def _line(values: tuple[str, ...]) -> str:
    out = StringIO(newline="")
    csv.writer(out).writerow([guarded(value) for value in values])
    return out.getvalue()
