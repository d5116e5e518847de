"""Closing a winter: what must be so before it, what is said of it, and what a closed plan allows."""

from collections.abc import Iterable
from dataclasses import dataclass

from overwinter.kernel.status import FullyMet
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.kernel.words import counted, joined
from overwinter.plans.domain.facts import RowFacts

CLOSED = "This winter is closed, and its plan is kept as it was. Its manager can reopen it with a reason."


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What decides whether a winter can be closed."""

    manages: bool
    closed: bool
    lessons: int
    escalations: tuple[str, ...] = ()
    """What groups have sent up and nobody has decided, in words."""
    signing: str = ""
    """Whose signature the plan waits for; empty where none is under way."""


def may_close(facts: ClosingFacts) -> Verdict:
    """Unfinished rows do not forbid it, for winters end: they are said, and whoever closes has seen them."""
    if not facts.manages:
        return refused("Only the winter plan manager can close the winter.")
    if facts.closed:
        return refused("This winter is closed already.")
    found = []
    if not facts.lessons:
        found.append("Record first what was learned: at least one lesson closes a winter.")
    if facts.escalations:
        one = len(facts.escalations) == 1
        them = "it" if one else "them"
        found.append(
            f"{counted(len(facts.escalations), 'escalation')} {'is' if one else 'are'} open: "
            f"{joined(facts.escalations)}. Let the group above decide {them}, or take {them} back."
        )
    if facts.signing:
        found.append(f"A signing is under way and waits for the {facts.signing}. Let it end, or send it back.")
    return refused(" ".join(found)) if found else ALLOWED


def may_reopen(*, manages: bool, closed: bool, carried_to: str, why: str) -> Verdict:
    """``carried_to``: the winter that a plan was carried to from this one; what was carried would differ from it."""
    if not manages:
        return refused("Only the winter plan manager can reopen the winter.")
    if not closed:
        return refused("This winter is open.")
    if not why.strip():
        tail = f" It was carried to {carried_to}, which keeps what it was given." if carried_to else ""
        return refused(f"Say why it is reopened. It stays in the record.{tail}")
    return ALLOWED


def unfinished(rows: Iterable[RowFacts]) -> tuple[RowFacts, ...]:
    """Rows in force that are not fully met, as far as anybody has said."""
    return tuple(row for row in rows if row.in_force and row.fully_met is not FullyMet.YES)
