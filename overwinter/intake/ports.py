"""What intake asks of whoever keeps plans. ``plans`` implements it and ``config.wiring`` joins them, for intake stands
below plans."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from overwinter.kernel.status import FullyMet, Rag
from overwinter.organisations.api import Viewer


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    """A row as a person accepted it. ``requirement_ids`` is empty for a local row. None: the document does not say."""

    key: int
    """Identifies the row within intake, the same whenever it is asked for."""
    n: int
    """The number of the row in its document. The halves of a split row share it; a merged row has its first's."""
    place: str
    requirement_ids: tuple[str, ...]
    theme: str | None
    section: str | None
    ref: str | None
    requirement: str
    response: str
    rag: Rag | None
    fully_met: FullyMet | None
    gap_actions: str | None
    lead: str | None
    by_when: str | None
    by_when_date: date | None
    reporting_to: str | None
    extra: tuple[tuple[str, str], ...] = ()
    original: Mapping[str, Any] = field(default_factory=dict)
    """The row as it was read, with each field's place, for the page that shows the wording as it stood. Where its
    document answers the section as a whole, ``section_responses`` are the texts that stand in for the row's own."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The document the rows came from."""

    id: int
    name: str
    sha256: str
    read_on: date


class Effect(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ASKS = "asks"
    """Would overwrite what a person has changed in the plan since; never done without their word."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    label: str
    now: str
    then: str
    asks: bool = False
    edited: str = ""
    """Who changed it since, when and why, as a sentence; empty unless ``asks``."""
    again: bool = False
    """Whether the document says what it said when it was applied before, and the plan's text was kept or came later."""

    @property
    def mark(self) -> str:
        """Tells this change from every other of the field: a person agrees to what they were shown, and to nothing
        that took its place since."""
        return hashlib.sha256(f"{self.now}\x1f{self.then}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class RowEffect:
    """What one accepted row would do to one answer of the plan."""

    key: int
    requirement_id: str | None
    title: str
    effect: Effect
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    plan_id: int
    new: int
    changed: int
    same: int
    kept: int
    """Fields a person had edited, left as they are."""


class PlanDestination(Protocol):
    """A council's plan, as intake sees it."""

    def preview(
        self,
        *,
        council_id: int,
        framework_id: str,
        winter_code: str,
        rows: Sequence[AcceptedRow],
        hold: bool = False,
    ) -> Sequence[RowEffect]:
        """What applying would change, in the order of ``rows``; changes nothing.

        With ``hold`` nobody else changes it either, until the transaction around this call ends.
        """
        ...

    def apply(
        self,
        *,
        council_id: int,
        framework_id: str,
        winter_code: str,
        document: SourceDocument,
        rows: Sequence[AcceptedRow],
        replace: frozenset[tuple[int, str | None, str]],
        by: Any,
    ) -> Applied:
        """Write the rows in one transaction.

        ``replace`` names each (row key, requirement id, field) that a person chose to overwrite.
        """
        ...

    def own_plan(self, viewer: Viewer) -> tuple[str, str] | None:
        """Framework id and winter code of the plan the viewer's council works on; None before its first."""
        ...

    def plan_url(self, plan_id: int) -> str:
        """The address of the plan's page."""
        ...


_destination: PlanDestination | None = None


def connect_destination(destination: PlanDestination) -> None:
    global _destination
    _destination = destination


def destination() -> PlanDestination:
    if _destination is None:
        raise RuntimeError("no plan destination is connected; config.wiring does it when the program starts")
    return _destination
