"""A plan frozen as it was signed: plain values, the one text they are written as, its digest, what differs later."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans.domain.facts import ActionState, GapFacts, RowFacts
from overwinter.plans.domain.past import Move

FORM = 2
"""Of the text; a reader of an old text knows by it what it holds."""


@dataclass(frozen=True, slots=True)
class FrozenAction:
    id: int
    text: str
    owner: str
    due: date | None
    due_as_written: str
    state: str
    priority: str


@dataclass(frozen=True, slots=True)
class FrozenEvidence:
    id: int
    text: str
    """What it is called."""
    kind: str
    owner: str
    true_on: date
    expires_on: date


@dataclass(frozen=True, slots=True)
class FrozenFinding:
    title: str
    facts: str
    accepted: str = ""
    """Until when the council lives with it and why, in words; empty where it is open."""
    key: str = ""
    """Tells the finding from others; the same on each row it stands on."""


@dataclass(frozen=True, slots=True)
class FrozenRow:
    id: int
    requirement: str | None
    number: str
    title: str
    theme: str
    section: str
    wording: str
    text: str
    rag: str
    fully_met: str
    lead: str
    lead_ended: bool
    by_when: str
    by_when_date: date | None
    next_review: date | None
    reporting_to: str
    """One group to a line."""
    in_force: bool
    audience: str
    gap_actions: tuple[FrozenAction, ...]
    findings: tuple[FrozenFinding, ...]
    """As whoever signed could see them."""
    evidence: tuple[FrozenEvidence, ...] | None = None
    """None in a text of form 1, which did not hold it: nothing is known of the evidence then."""

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Snapshot:
    council: str
    framework: str
    framework_title: str
    winter: str
    day: date
    rows: tuple[FrozenRow, ...]
    findings: tuple[FrozenFinding, ...] = ()
    """Those about the plan as a whole."""


def canonical(snapshot: Snapshot) -> str:
    """The one way to write it as text: equal plans give equal bytes, whatever the machine."""
    return json.dumps(
        {"form": FORM, **asdict(snapshot)}, sort_keys=True, ensure_ascii=False, separators=(",", ":"),
        default=lambda day: day.isoformat(),
    )  # fmt: skip


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read(text: str) -> Snapshot:
    """What :func:`canonical` wrote."""
    told: dict[str, Any] = json.loads(text)
    del told["form"]
    rows, findings = tuple(map(_row, told["rows"])), _findings(told.get("findings", ()))
    return Snapshot(**{**told, "day": date.fromisoformat(told["day"]), "rows": rows, "findings": findings})


def as_facts(row: FrozenRow) -> RowFacts:
    """The row as the rules and the wall take it."""
    return RowFacts(
        response_id=row.id, number=row.number, title=row.title, theme=row.theme, section=row.section, rag=Rag(row.rag),
        fully_met=FullyMet(row.fully_met), requirement_id=row.requirement, lead=row.lead, lead_ended=row.lead_ended,
        by_when=row.by_when, by_when_date=row.by_when_date, next_review=row.next_review,
        groups=tuple(row.reporting_to.split("\n")) if row.reporting_to else (), in_force=row.in_force,
        audience=row.audience,
        gap_actions=tuple(
            GapFacts(each.text, ActionState(each.state), each.due, each.owner, each.id) for each in row.gap_actions
        ),
    )  # fmt: skip


# --- what differs

ROW_FIELDS = (
    "rag", "fully_met", "text", "lead", "by_when", "by_when_date", "next_review", "reporting_to", "wording", "in_force",
    "title", "section", "theme", "number",
)  # fmt: skip
ACTION_FIELDS = ("text", "owner", "due", "due_as_written", "state", "priority")
EVIDENCE_FIELDS = ("text", "owner", "true_on", "expires_on")


@dataclass(frozen=True, slots=True)
class PartChange:
    """Of one gap action, or one piece of evidence, of a row."""

    text: str
    kind: str
    """ "added", "changed" or "gone"."""
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class RowChange:
    id: int
    name: str
    kind: str
    """ "added", "changed" or "gone"."""
    moves: tuple[Move, ...] = ()
    actions: tuple[PartChange, ...] = ()
    evidence: tuple[PartChange, ...] = ()

    @property
    def is_review(self) -> bool:
        """Somebody looked at the row and set the day to look again; nothing it says is different."""
        return (
            not self.actions
            and not self.evidence
            and bool(self.moves)
            and all(move.field == "next_review" for move in self.moves)
        )


def differences(signed: Snapshot, now: Snapshot) -> tuple[RowChange, ...]:
    """What is not as it was signed, row by row in the order of the plan as it is now, then what is gone."""
    before = {row.id: row for row in signed.rows}
    found = []
    for row in now.rows:
        old = before.pop(row.id, None)
        if old is None:
            found.append(RowChange(row.id, row.name, "added"))
        elif moves_or_actions := _compared(old, row):
            found.append(moves_or_actions)
    return (*found, *(RowChange(row.id, row.name, "gone") for row in before.values()))


def turned_red(signed: Snapshot, now: Snapshot) -> tuple[FrozenRow, ...]:
    """Rows in force that are red and were not."""
    before = {row.id: row.rag for row in signed.rows}
    return tuple(row for row in now.rows if row.in_force and row.rag == "red" != before.get(row.id, "red"))


def _compared(old: FrozenRow, new: FrozenRow) -> RowChange | None:
    moves = _moves(old, new, ROW_FIELDS)
    actions = _parts(old.gap_actions, new.gap_actions, ACTION_FIELDS)
    known = old.evidence is not None and new.evidence is not None
    evidence = _parts(old.evidence or (), new.evidence or (), EVIDENCE_FIELDS) if known else ()
    if not moves and not actions and not evidence:
        return None
    return RowChange(new.id, new.name, "changed", moves, actions, evidence)


def _parts(
    old: Sequence[FrozenAction | FrozenEvidence], new: Sequence[FrozenAction | FrozenEvidence], fields: tuple[str, ...]
) -> tuple[PartChange, ...]:
    before = {each.id: each for each in old}
    after = {each.id for each in new}
    changes = []
    for each in new:
        if each.id not in before:
            changes.append(PartChange(each.text, "added"))
        elif changed := _moves(before[each.id], each, fields):
            changes.append(PartChange(each.text, "changed", changed))
    return (*changes, *(PartChange(each.text, "gone") for each in old if each.id not in after))


def _moves(old: object, new: object, fields: tuple[str, ...]) -> tuple[Move, ...]:
    return tuple(
        Move(name, getattr(old, name), getattr(new, name))
        for name in fields
        if getattr(old, name) != getattr(new, name)
    )


def _row(told: dict[str, Any]) -> FrozenRow:
    return FrozenRow(
        **{
            **told,
            "by_when_date": _day(told["by_when_date"]),
            "next_review": _day(told["next_review"]),
            "gap_actions": tuple(FrozenAction(**{**each, "due": _day(each["due"])}) for each in told["gap_actions"]),
            "findings": _findings(told["findings"]),
            "evidence": _evidence(told.get("evidence")),
        }
    )


def _findings(told: Iterable[dict[str, Any]]) -> tuple[FrozenFinding, ...]:
    return tuple(FrozenFinding(**each) for each in told)


def _evidence(told: Iterable[dict[str, Any]] | None) -> tuple[FrozenEvidence, ...] | None:
    if told is None:
        return None
    return tuple(
        FrozenEvidence(**{**each, "true_on": date.fromisoformat(each["true_on"]),
                          "expires_on": date.fromisoformat(each["expires_on"])})
        for each in told
    )  # fmt: skip


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
