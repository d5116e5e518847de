"""What may happen to a concern, whoever asks for it."""

from collections.abc import Collection
from datetime import date

from overwinter.casework.domain.kinds import ConcernState, Outcome, Severity
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import ALLOWED, Verdict, refused

ANSWER_MOST = 2000
"""Letters of an answer in the portal: a page, not a report."""


def may_change(state: ConcernState) -> Verdict:
    if state is ConcernState.OPEN:
        return ALLOWED
    return refused("This concern is closed. Open it again first, and say why.")


def may_close(state: ConcernState, *, outcome: Outcome | None, words: str, evidence: str, contacts: int) -> Verdict:
    """None is closed without an outcome, nor without anything that shows it: words, evidence, or a contact about it."""
    if state is not ConcernState.OPEN:
        return refused("This concern is closed already. Look at it again to see how it ended.")
    if outcome is None:
        return refused("Choose how it ended. No concern is closed without an outcome.")
    if not (words.strip() or evidence.strip() or contacts):
        return refused("Say what shows that it is over, or log the call in which you heard it.")
    return ALLOWED


def may_reopen(state: ConcernState, *, why: str, open_again: bool) -> Verdict:
    """``open_again``: whether the same was raised anew since."""
    if state is ConcernState.OPEN:
        return refused("This concern is open. There is nothing to open again.")
    if open_again:
        return refused("The same has been raised again since, and that concern is open. Follow that one up.")
    if not why.strip():
        return refused("Say why it is opened again. It is the first thing its owner reads.")
    return ALLOWED


def may_move_due(state: ConcernState, *, until: date, today: date, why: str) -> Verdict:
    verdict = may_change(state)
    if not verdict:
        return verdict
    if until < today:
        return refused(f"{full_day(until)} has passed. Give a day from today on.")
    if not why.strip():
        return refused("Say why it can wait, or cannot. The day it had first stays what it is measured by.")
    return ALLOWED


def may_escalate(
    state: ConcernState, *, severity: Severity, to_severity: Severity | None, to_role: bool, to_group: bool, why: str
) -> Verdict:
    """To a role or a group, to a graver severity, or both."""
    verdict = may_change(state)
    if not verdict:
        return verdict
    if to_severity is not None and to_severity.rank >= severity.rank:
        return refused(f"It is {severity.label.lower()} already. Choose something graver, or who must decide.")
    if to_severity is None and not (to_role or to_group):
        return refused("Choose the role or the group that must decide, a graver severity, or both.")
    if to_role and to_group:
        return refused("Choose a role or a group. One of them decides.")
    if not why.strip():
        return refused("Say why it is escalated. It is the first thing that whoever takes it reads.")
    return ALLOWED


def may_log(
    *, concerns: Collection[int], spoke: bool, said: str, closes: int, ring_again: bool, passes: bool
) -> Verdict:
    """Whether a contact says enough: what was said where somebody was spoken with, and what happens next."""
    if spoke and not said.strip():
        return refused("Say what they said. The next person who rings reads it first.")
    if not spoke and closes:
        return refused("Nobody was reached, so nothing can be closed. Choose when to ring again.")
    if concerns and not (closes or ring_again or passes):
        return refused("Choose what happens next: how it ended, when to ring again, or to whom it is passed.")
    return ALLOWED


def may_answer(*, said: str) -> Verdict:
    """Whether a provider's answer says something, and not more than somebody reads."""
    if not said.strip():
        return refused("Write your answer first.")
    if len(said.strip()) > ANSWER_MOST:
        return refused(
            f"Say it in fewer words: at most {ANSWER_MOST:,} letters. The rest can be told on the telephone."
        )
    return ALLOWED
