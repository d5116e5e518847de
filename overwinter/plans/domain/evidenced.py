"""Declared beside evidenced: where the measures show better than the row says. The other way round it is a finding."""

from collections.abc import Sequence

from overwinter.kernel.measured import Measured, Standing
from overwinter.kernel.status import FullyMet, Rag


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
