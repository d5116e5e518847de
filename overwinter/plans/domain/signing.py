"""How a plan is signed: the steps in their order, what may become of a round, and who may do what in it.

A *round* begins with the first signature, which freezes the plan, and is what everybody after that signs.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.kernel.words import inner


class RoundState(StrEnum):
    WAITING = "waiting"
    """At least one has signed, and at least one is still to sign."""
    SIGNED = "signed"
    SENT_BACK = "sent back"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    """A later round is signed."""


class Event(StrEnum):
    SIGN = "sign"
    SIGN_LAST = "sign last"
    SEND_BACK = "send back"
    WITHDRAW = "withdraw"
    WITHDRAW_FIRST = "withdraw first"
    REPLACE = "replace"


TRANSITIONS: Mapping[tuple[RoundState, Event], RoundState] = {
    (RoundState.WAITING, Event.SIGN): RoundState.WAITING,
    (RoundState.WAITING, Event.SIGN_LAST): RoundState.SIGNED,
    (RoundState.WAITING, Event.SEND_BACK): RoundState.SENT_BACK,
    (RoundState.WAITING, Event.WITHDRAW): RoundState.WAITING,
    (RoundState.WAITING, Event.WITHDRAW_FIRST): RoundState.WITHDRAWN,
    (RoundState.SIGNED, Event.REPLACE): RoundState.REPLACED,
}
ONE_STEP_EACH = "one-step-each"


@dataclass(frozen=True, slots=True)
class Step:
    """``id`` is the grant of whoever may sign it."""

    id: str
    title: str
    asked: str
    """ "always", "yes" or "no": the last two as a council chooses."""
    source: str

    @property
    def can_be_left_out(self) -> bool:
        return self.asked != "always"


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    says: str
    on: bool
    source: str


@dataclass(frozen=True, slots=True)
class Chain:
    """What one council has chosen: its steps in order, and the rules that forbid signing."""

    steps: tuple[Step, ...]
    rules: frozenset[str]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing somebody did in a round. Never changed, so that the round can always be told."""

    event: Event
    step: str
    who: str
    """As what they acted."""
    user_id: int | None
    at: datetime
    why: str = ""


def next_state(state: RoundState, event: Event) -> RoundState:
    """Raises KeyError for what no arrow shows; the verdicts below refuse it in words before."""
    return TRANSITIONS[state, event]


def signatures_of(happenings: Sequence[Happening]) -> tuple[Happening, ...]:
    """Those that stand: a signature that was withdrawn does not. ``happenings`` oldest first."""
    standing: list[Happening] = []
    for happening in happenings:
        if happening.event in (Event.SIGN, Event.SIGN_LAST):
            standing.append(happening)
        elif happening.event in (Event.WITHDRAW, Event.WITHDRAW_FIRST) and standing:
            standing.pop()
    return tuple(standing)


def step_in_turn(steps: Sequence[str], state: RoundState, signed: int) -> str:
    """The step that signs next; empty when none does."""
    return steps[signed] if state is RoundState.WAITING and signed < len(steps) else ""


def may_sign(
    *, turn: str, title: str, held: Collection[str], user_id: int, signed: Sequence[Happening], rules: Collection[str],
    in_the_way: Verdict = ALLOWED,
) -> Verdict:  # fmt: skip
    """Whether the person signs next. ``turn`` is the step whose turn it is, ``held`` the steps the person may sign.

    ``in_the_way`` is what the rows say, asked last: whoever may not sign is told that first.
    """
    if not turn:
        return refused("Everybody has signed. When the plan has changed, its manager begins a new round.")
    if turn not in held:
        return refused(f"It is the turn of the {inner(title)} to sign.")
    before = next((each for each in signed if each.user_id == user_id), None)
    if before is not None and ONE_STEP_EACH in rules:
        return refused(
            f"You have signed already, as {before.who}. Somebody else signs as {inner(title)}, so that it is a "
            "second look."
        )
    return in_the_way


def may_send_back(*, turn: str, title: str, held: Collection[str], why: str | None = None) -> Verdict:
    """``why`` is None while nothing has been written yet: the page asks whether there is a form at all."""
    if not turn:
        return refused("Nobody waits to sign, so there is nothing to send back.")
    if turn not in held:
        return refused(f"It is with the {inner(title)}, who may sign it or send it back.")
    if why is not None and not why.strip():
        return refused("Say why you send it back, so that the plan manager knows what to change.")
    return ALLOWED


def may_withdraw(*, state: RoundState, signed: Sequence[Happening], user_id: int) -> Verdict:
    """The last who signed, until the next has."""
    if state is not RoundState.WAITING or not signed:
        return refused("No signature can be withdrawn now. When the plan has changed, begin a new round.")
    last = signed[-1]
    if last.user_id != user_id:
        return refused(f"Only the last signature can be withdrawn, by whoever gave it: the {inner(last.who)}.")
    return ALLOWED


def may_begin(*, held: Collection[str], first: Step, changed: bool, in_the_way: Verdict = ALLOWED) -> Verdict:
    """``changed``: whether the plan is another than the one that is signed, if one is."""
    if not changed:
        return refused("The plan is signed, and no row has changed since. There is nothing new to sign.")
    if first.id not in held:
        return refused(f"The {inner(first.title)} signs first, which freezes what all the others sign.")
    return in_the_way
