"""A plan as a sheet: all that a document made from it needs, as plain values, as at a day. Exports write from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from overwinter.kernel.status import FullyMet, Rag


@dataclass(frozen=True, slots=True)
class GapLine:
    text: str
    owner: str
    due: date | None
    state: str
    """Value of an :class:`~overwinter.plans.domain.facts.ActionState`."""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    title: str
    kind: str
    """Value of an :class:`~overwinter.plans.domain.evidence.EvidenceKind`."""
    owner: str
    true_on: date
    expires_on: date


@dataclass(frozen=True, slots=True)
class Original:
    """Where the row stood in the document it was read from."""

    document_id: int
    document_name: str
    sha256: str
    n: int
    place: str
    read: Mapping[str, Any] = field(default_factory=dict)
    """The row as it was read (``RowRead`` as plain values, with the place of each field)."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """The fields it gave to the answer and their values when it was applied, by the names of ``incoming.FIELDS``."""
    rows: int = 1
    """How many rows of that document the answer was made of; this is the last of them."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    response_id: int
    requirement_id: str | None
    """None for a local row."""
    number: str
    theme: str
    section: str
    title: str
    requirement: str
    """The wording of the council's own document where one was read, otherwise our summary."""
    response: str
    rag: Rag
    fully_met: FullyMet
    gap_actions: tuple[GapLine, ...]
    lead: str
    by_when: str
    """As written."""
    by_when_date: date | None
    next_review: date | None
    reporting_groups: tuple[str, ...]
    in_force: bool = True
    actions_shared: bool = True
    """False where the plan is another council's: its gap actions are not shown, and the sheet says so."""
    lead_ended: bool = False
    """The role that leads it stands no longer."""
    original: Original | None = None
    evidence: tuple[EvidenceLine, ...] | None = None
    """What stood as evidence; None where it is not for the sheet's reader."""

    @property
    def is_local(self) -> bool:
        return self.requirement_id is None


@dataclass(frozen=True, slots=True)
class PlanSheet:
    plan_id: int
    council_name: str
    is_demo: bool
    framework_id: str
    framework_title: str
    winter: str
    as_at: date
    rows: tuple[SheetRow, ...]
    chosen: str = ""
    """In words, which rows of the plan these are; empty where they are all."""
    of: int = 0
    """How many rows the whole plan has, where they are not all."""

    @property
    def tells_evidence(self) -> bool:
        return any(row.evidence is not None for row in self.rows)
