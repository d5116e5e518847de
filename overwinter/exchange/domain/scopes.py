"""What a token lets a service do: to read or to write one kind of thing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    FRAMEWORKS_READ = "frameworks:read"
    PLANS_READ = "plans:read"
    RESPONSES_READ = "responses:read"
    RESPONSES_WRITE = "responses:write"
    GAP_ACTIONS_READ = "gap-actions:read"
    GAP_ACTIONS_WRITE = "gap-actions:write"
    EVIDENCE_READ = "evidence:read"
    EVIDENCE_WRITE = "evidence:write"
    FINDINGS_READ = "findings:read"
    FINDINGS_WRITE = "findings:write"
    MEASURES_READ = "measures:read"
    MEASURES_WRITE = "measures:write"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def writes(self) -> bool:
        return self.value.endswith(":write")


_LABELS = {
    Scope.FRAMEWORKS_READ: "Read the national frameworks and their requirements",
    Scope.PLANS_READ: "Read the plans, and the roles and groups of the council",
    Scope.RESPONSES_READ: "Read the rows of the plan",
    Scope.RESPONSES_WRITE: "Change rows, mark them reviewed, and add local rows",
    Scope.GAP_ACTIONS_READ: "Read gap actions",
    Scope.GAP_ACTIONS_WRITE: "Add and change gap actions",
    Scope.EVIDENCE_READ: "Read what evidence there is, and its files",
    Scope.EVIDENCE_WRITE: "Add, renew and end evidence, files among it",
    Scope.FINDINGS_READ: "Read findings",
    Scope.FINDINGS_WRITE: "Accept findings, and take an acceptance back",
    Scope.MEASURES_READ: "Read measures and their readings",
    Scope.MEASURES_WRITE: "Enter readings of measures that are counted outside",
}


@dataclass(frozen=True, slots=True)
class ReadScope:
    """The scope of records that an operation offers. They are read and never written."""

    value: str
    """Such as "concerns:read"."""
    label: str
    writes: bool = False


AnyScope = Scope | ReadScope


def known_scopes(values: Collection[str], scopes: Iterable[AnyScope]) -> tuple[AnyScope, ...]:
    """Those of ``values`` that are scopes today, in their order: one that is no more lets nothing pass."""
    return tuple(scope for scope in scopes if scope.value in values)


def may_write(scopes: Iterable[AnyScope]) -> bool:
    return any(scope.writes for scope in scopes)
