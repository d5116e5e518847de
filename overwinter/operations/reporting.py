"""What an operation offers to the reports: a part of the board pack and of the exception report, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from overwinter.organisations.api import Viewer


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a sentence or of a cell; ``url`` is the page on which the figure in them stands."""

    text: str
    url: str = ""


Sentence = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class PartTable:
    caption: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    """Shares of the page, one to a column."""
    rows: tuple[tuple[Words, ...], ...]
    numeric: frozenset[int] = frozenset()
    """Columns that hold figures."""
    empty: str = ""
    """What is said in its place where it has no rows."""


@dataclass(frozen=True, slots=True)
class ReportPart:
    key: str
    """Names it in a template of the council's own: ``returns``."""
    title: str
    sentences: tuple[Sentence, ...]
    """The news first. A figure is a piece of its own, with where it stands."""
    table: PartTable | None = None


class OffersReportParts(Protocol):
    def report_parts(self, *, viewer: Viewer, council_id: int, as_at: date) -> Iterable[ReportPart]:
        """How the work stood at the end of a day: counts and the names of locations, and no person's.

        None for who may not read what is known of providers, and where the council does not do this work. As many
        statements for one location as for many.
        """
        ...
