"""What in a plan forbids signing it: each rule says what it saw, in words, and the way to mend it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from overwinter.kernel.status import FullyMet
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.snapshot import FrozenRow, Snapshot, as_facts, turned_red


class Mend(StrEnum):
    """Where on the pages of a row it is mended."""

    ANSWER = "answer"
    LEAD = "lead"
    ADD_ACTION = "add action"
    ACTION = "action"
    START_AGAIN = "start again"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One row that stands in the way."""

    rule: str
    response_id: int
    words: str
    """After "It cannot be signed yet:", without a full stop: "3.25 has no lead"."""
    to_do: str
    """What a button that mends it says: "Name a lead for 3.25"."""
    mend: Mend
    action_id: int = 0


def in_the_way(rows: Sequence[RowFacts], rules: Collection[str]) -> tuple[Hindrance, ...]:
    """Everything that forbids the first signature, in the order of the rules, then of the plan."""
    return tuple(
        hindrance
        for rule, look in ROW_RULES.items()
        if rule in rules
        for row in rows
        if row.in_force and (hindrance := look(row)) is not None
    )


def since_frozen(signed: Snapshot, now: Snapshot, rules: Collection[str]) -> tuple[Hindrance, ...]:
    """Everything that forbids a further signature to what was frozen."""
    if "not-turned-red" not in rules:
        return ()
    return tuple(
        Hindrance(
            "not-turned-red", row.id, f"{_short(as_facts(row))} has turned red since the first signature",
            "Send it back, so that the plan as it stands is signed", Mend.START_AGAIN,
        )
        for row in turned_red(signed, now)
    )  # fmt: skip


def verdict_of(hindrances: Sequence[Hindrance]) -> Verdict:
    if not hindrances:
        return ALLOWED
    more = len(hindrances) - 1
    rest = f", and {more} more {'thing is' if more == 1 else 'things are'} in the way" if more else ""
    return refused(f"It cannot be signed yet: {hindrances[0].words}{rest}.")


def unanswered(row: RowFacts) -> Hindrance | None:
    if row.is_answered or not row.addresses_council:
        return None
    name = _short(row)
    return Hindrance("answered", row.response_id, f"nobody has answered {name}", f"Answer {name}", Mend.ANSWER)


def unled(row: RowFacts) -> Hindrance | None:
    if row.is_led or not (row.addresses_council or row.is_answered):
        return None
    name = _short(row)
    what = f"the lead of {name} has ended" if row.lead_ended else f"{name} has no lead"
    return Hindrance("led", row.response_id, what, f"Name a lead for {name}", Mend.LEAD)


def not_met_without_action(row: RowFacts) -> Hindrance | None:
    if row.fully_met is not FullyMet.NO:
        return None
    return _without_action(row, "not-met-has-action", "is not met")


def partly_met_without_action(row: RowFacts) -> Hindrance | None:
    if row.fully_met is not FullyMet.PARTIAL:
        return None
    return _without_action(row, "partly-met-has-action", "is partly met")


def _without_action(row: RowFacts, rule: str, is_what: str) -> Hindrance | None:
    """One open action with an owner and a date is enough. An action without an owner is its row's lead's to do."""
    name, open_actions = _short(row), row.open_actions
    if not open_actions:
        words = f"{name} {is_what} and has no open gap action"
        return Hindrance(rule, row.response_id, words, f"Add a gap action to {name}", Mend.ADD_ACTION)
    if any((action.owner or row.is_led) and action.due is not None for action in open_actions):
        return None
    action = open_actions[0]
    lacks = "date" if (action.owner or row.is_led) else "owner" if action.due is not None else "owner and no date"
    words = f"{name} {is_what} and its gap action has no {lacks}"
    asked = "a date" if lacks == "date" else "an owner" if lacks == "owner" else "an owner and a date"
    return Hindrance(rule, row.response_id, words, f"Give the gap action of {name} {asked}", Mend.ACTION, action.id)


ROW_RULES: Mapping[str, Callable[[RowFacts], Hindrance | None]] = {
    "answered": unanswered,
    "led": unled,
    "not-met-has-action": not_met_without_action,
    "partly-met-has-action": partly_met_without_action,
}


def _short(row: RowFacts) -> str:
    return row.number or f"“{row.title}”"


def is_gap(row: FrozenRow) -> bool:
    """What whoever signs is asked to have seen besides the findings: not in place in full, or red."""
    return row.in_force and (row.rag == "red" or row.fully_met in ("no", "partial"))
