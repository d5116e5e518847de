"""What is doubtful about a row: small rules, each of which says what it saw and how to mend it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans.domain.facts import RowFacts

_CONTINUES = re.compile(
    r"^\W*(?:to\s+|we\s+(?:will\s+)?)?(?:continu\w*|ongoing|carry\s+on|maintain\w*)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RowFinding:
    code: str
    title: str
    """A whole sentence."""
    facts: str
    mend: str
    """How to mend it, after the words "To mend:"."""


def findings_of(row: RowFacts, today: date) -> tuple[RowFinding, ...]:
    """Everything doubtful about ``row`` on ``today``, in a fixed order. A row that is not in force has none."""
    if not row.in_force:
        return ()
    return tuple(finding for rule in RULES if (finding := rule(row, today)) is not None)


def met_but_amber(row: RowFacts, _today: date) -> RowFinding | None:
    if row.fully_met is not FullyMet.YES or row.rag not in (Rag.AMBER, Rag.RED):
        return None
    colour = row.rag.value
    return RowFinding(
        "met-but-amber",
        f"{colour.capitalize()}, yet fully met.",
        f"If the requirement is met, say what is {colour} about it.",
        "change one of the two, or say in the response what is left to do.",
    )


def no_lead(row: RowFacts, _today: date) -> RowFinding | None:
    if row.is_led:
        return None
    if row.lead_ended:
        return RowFinding(
            "no-lead", "Its lead has ended.",
            f"The role “{row.lead}” stands no longer, so nobody is asked to keep this row true.",
            "name the role that leads it now.",
        )  # fmt: skip
    return RowFinding(
        "no-lead", "It has no lead.", "Nobody is asked to keep this row true.", "name the role that leads it."
    )


def no_date_or_review(row: RowFacts, _today: date) -> RowFinding | None:
    if not row.is_answered or row.by_when_date is not None or row.next_review is not None:
        return None
    said = f"By when says “{row.by_when}”, which holds no date" if row.by_when else "It has no date"
    return RowFinding(
        "no-date", "No day on which to look again.", f"{said}, and no review is set.", "set the next review."
    )


def past_its_date(row: RowFacts, today: date) -> RowFinding | None:
    if row.by_when_date is None or row.by_when_date >= today or row.fully_met is FullyMet.YES:
        return None
    late = (today - row.by_when_date).days
    days = "1 day" if late == 1 else f"{late} days"
    return RowFinding(
        "past-date",
        "Its date has passed.",
        f"It was due {days} ago and fully met says {row.fully_met.value}.",
        "say that it is met, or move the date and say why.",
    )


def not_met_without_action(row: RowFacts, _today: date) -> RowFinding | None:
    if row.fully_met not in (FullyMet.NO, FullyMet.PARTIAL) or row.open_actions or not row.actions_shared:
        return None
    seen = "Every gap action is done or dropped." if row.gap_actions else "No gap action says what will be done."
    how = "partly met" if row.fully_met is FullyMet.PARTIAL else "not met"
    return RowFinding(
        "no-gap-action", f"It is {how} and nothing is under way.", seen, "add a gap action with an owner and a date."
    )


def only_continues(row: RowFacts, _today: date) -> RowFinding | None:
    if row.fully_met is FullyMet.YES or not row.open_actions:
        return None
    if not all(_CONTINUES.match(action.text) for action in row.open_actions):
        return None
    return RowFinding(
        "continue-only",
        "The gap action changes nothing.",
        "It only says that what is done now goes on, and the requirement is not fully met by that.",
        "say what will be different, who does it and by when.",
    )


RULES: tuple[Callable[[RowFacts, date], RowFinding | None], ...] = (
    met_but_amber,
    past_its_date,
    not_met_without_action,
    only_continues,
    no_lead,
    no_date_or_review,
)
