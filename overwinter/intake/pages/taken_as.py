"""What each table and stretch of prose of a document was taken for, and why.

The first thing to look at when it was read badly, or when no plan was found in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from overwinter.intake.pages.wording import capital, shortened
from overwinter.kernel.words import counted

MOST = 40
"""A document of many tables has the same said of most of them."""
LONGEST = 80
"""Letters shown of a heading."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One table or stretch of prose. ``columns``: each heading, what it was taken for, and why."""

    place: str
    taken_as: str
    why: str
    columns: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class TakenAs:
    title: str
    parts: tuple[Taken, ...]
    further: str
    """How many parts are not shown."""


def taken_as(decisions: Sequence[Mapping[str, Any]]) -> TakenAs | None:
    """None for a document that was read before these were kept, or has no tables and no prose."""
    if not decisions:
        return None
    rest = len(decisions) - MOST
    return TakenAs(
        f"What {counted(len(decisions), 'part')} of the document {'was' if len(decisions) == 1 else 'were'} taken for",
        tuple(_taken(each) for each in decisions[:MOST]),
        f"{counted(rest, 'further part')} of the document not shown: overwinter read --explain tables lists all."
        if rest > 0
        else "",
    )


def _taken(decision: Mapping[str, Any]) -> Taken:
    columns = tuple(
        (shortened(column["heading"], LONGEST) or "No heading", column["role"], column["why"])
        for column in decision["columns"]
    )
    return Taken(capital(decision["place"]), decision["taken_as"], decision["why"], columns)
