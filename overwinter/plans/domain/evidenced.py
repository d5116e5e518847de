"""Declared beside evidenced: where what a row says and what the measures show do not agree."""

from collections.abc import Sequence

from overwinter.kernel.measured import Measured, Standing
from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans.domain.findings import RowFinding


def contradiction(rag: Rag, fully_met: FullyMet, measures: Sequence[Measured]) -> RowFinding | None:
    """A row that says green or fully met, while a measure that speaks to it is beyond its standard."""
    beyond = [each for each in measures if each.standing is Standing.BEYOND]
    said = " and ".join(
        words for words, holds in (("green", rag is Rag.GREEN), ("fully met", fully_met is FullyMet.YES)) if holds
    )
    if not beyond or not said:
        return None
    return RowFinding(
        "measure-contradicts",
        f"The records do not show that this is {'met' if fully_met is FullyMet.YES else 'green'}.",
        " ".join(_seen(each) for each in beyond) + f" The row says {said}.",
        "change what the row says, or show evidence that the standard is reached.",
    )


def better_than_said(rag: Rag, fully_met: FullyMet, measures: Sequence[Measured]) -> str:
    """A sentence where every measure with a standard reaches it and the row says red or not met; else empty."""
    held = [each for each in measures if each.standing is not Standing.NO_STANDARD]
    if not held or any(each.standing is not Standing.REACHED for each in held):
        return ""
    if rag is not Rag.RED and fully_met is not FullyMet.NO:
        return ""
    reached = "reaches its standard" if len(held) == 1 else "reach their standards"
    names = " and ".join(f"“{each.title}” ({each.figure})" for each in held)
    return (
        f"The records are better than the row says: {names} {reached}. If nothing else is missing, it could be better."
    )


def _seen(each: Measured) -> str:
    """ "Followed up: 71%, 152 of 214; the standard is at least 90%. Last reached on 2 October." """
    counted = f", {each.counted}" if each.counted else ""
    reached = (
        f"Last reached on {each.reached_on.day} {each.reached_on:%B}."
        if each.reached_on is not None
        else "No reading that is kept has reached it."
    )
    return f"{each.title}: {each.figure}{counted}; the standard is {each.standard}. {reached}"
