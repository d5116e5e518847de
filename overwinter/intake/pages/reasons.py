"""Why a row waits for a person: in a few words for the queue, in sentences beside the row."""

from collections.abc import Mapping
from typing import Any

from overwinter.design.parts import Finding
from overwinter.intake.domain.rows import WEAKNESSES, RowState, columns_lost
from overwinter.intake.models import ReadRow
from overwinter.intake.pages.limits import limits_of
from overwinter.intake.pages.wording import shortened
from overwinter.kernel.threshold import Limits

LONGEST_NOTE = 56


def reason(row: ReadRow) -> str:
    """The few words under a row in the queue."""
    read = row.as_read
    if row.state == RowState.LOCAL:
        return "No national requirement"
    if row.split_from_id is not None:
        return "Half of a row that was split"
    if "merged_with" in read:
        return "Made of several rows"
    if read["match_state"] == "review":
        return _match_reason(read, limits_of(row.document))
    findings = sorted(read["findings"], key=lambda finding: finding["code"] in WEAKNESSES)
    return shortened(_title(findings[0]["message"]), LONGEST_NOTE) if findings else ""


def _match_reason(read: Mapping[str, Any], limits: Limits) -> str:
    possible = [*read["matches"], *read["candidates"]]
    if not possible or possible[0]["confidence"] < limits["choice-possible"].value:
        return "No likely requirement"
    if len(read["matches"]) > 1 or (
        len(possible) > 1 and possible[0]["confidence"] - possible[1]["confidence"] < limits["choice-close"].value
    ):
        return "Two requirements possible"
    if columns_lost(read):
        return "Put together without columns"
    return f"Confidence {possible[0]['confidence']:.2f}"


def doubts(row: ReadRow) -> tuple[Finding, ...]:
    """The engine's doubts as the page lists them: the sentence, then the facts."""
    return tuple(
        Finding(_title(finding["message"]), finding["message"][len(_title(finding["message"])) :].strip())
        for finding in row.as_read["findings"]
    )


def _title(message: str) -> str:
    head, stop, _ = message.partition(". ")
    return head + "." if stop else message
