"""What may happen to a row and what it needs. Each rule is given facts and the day; none reads the clock."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from overwinter.kernel.days import full_day
from overwinter.kernel.status import FullyMet
from overwinter.kernel.threshold import Threshold
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.plans.domain.facts import ActionState, RowFacts

FIELD_LABELS: Mapping[str, str] = {
    "rag": "RAG",
    "fully_met": "Fully met",
    "text": "Our response",
    "wording": "The wording in our document",
    "lead": "Lead",
    "led_with": "Led with",
    "lead_from_section": "Lead from its section",
    "groups_from_section": "Groups from its section",
    "reporting_to": "Reports to",
    "by_when": "By when",
    "by_when_date": "By when, as a date",
    "next_review": "Next review",
    "title": "Title",
    "section": "Section",
    "theme": "Theme",
    "number": "Number",
    "gap_actions": "Gap actions",
    "in_force": "Asked by the national plan",
}
STATUS_FIELDS = ("rag", "fully_met")
DATE_FIELDS = ("by_when", "by_when_date", "next_review")

TRANSITIONS: Mapping[ActionState, tuple[ActionState, ...]] = {
    ActionState.TO_DO: (ActionState.UNDER_WAY, ActionState.DONE, ActionState.DROPPED),
    ActionState.UNDER_WAY: (ActionState.TO_DO, ActionState.DONE, ActionState.DROPPED),
    ActionState.DONE: (ActionState.UNDER_WAY,),
    ActionState.DROPPED: (ActionState.TO_DO,),
}
"""Which state a gap action may pass to. Done and dropped can be taken back, for people make mistakes."""


def may_edit_row(
    *,
    manages_plan: bool,
    is_lead_officer: bool,
    held_roles: Collection[int],
    lead_ids: Collection[int],
    own_council: bool,
) -> Verdict:
    """A plan manager changes every row of the own council's plan; a lead officer those whose lead role they hold."""
    if not own_council:
        return refused("This is another council’s plan. You can read it; only its own people can change it.")
    if manages_plan:
        return ALLOWED
    if not is_lead_officer:
        return refused("Only the winter plan manager and lead officers can change the plan.")
    if not lead_ids:
        return refused("This row has no lead. Ask the winter plan manager to name one.")
    if not set(lead_ids) & set(held_roles):
        return refused("You do not hold the role that leads this row. Ask its lead or the winter plan manager.")
    return ALLOWED


def why_needed(changed: Mapping[str, tuple[object, object]], why: str) -> Verdict:
    """RAG and fully met never change without a reason; nor does a date that was already set.

    ``changed`` gives for each field what it was and what it becomes.
    """
    if why.strip():
        return ALLOWED
    for name in STATUS_FIELDS:
        if name in changed:
            return refused(f"Say why {_in_sentence(name)} changes. The board reads it.")
    for name in DATE_FIELDS:
        if name in changed and changed[name][0] not in (None, ""):
            return refused(f"Say why {_in_sentence(name)} moves. The board reads it.")
    return ALLOWED


def may_pass(before: ActionState, after: ActionState) -> Verdict:
    if before is after or after in TRANSITIONS[before]:
        return ALLOWED
    return refused(f"A gap action that is {before.label.lower()} cannot become {after.label.lower()}.")


def reason_to_move(before: date | str | None, after: date | str | None, why: str) -> Verdict:
    """A due date that was set, or said in words, moves only with a reason."""
    if before is not None and after != before and not why.strip():
        return refused("Say why the due date moves. It is shown beside the old date.")
    return ALLOWED


def reason_to_drop(after: ActionState, why: str) -> Verdict:
    if after is ActionState.DROPPED and not why.strip():
        return refused("Say why the action is dropped.")
    return ALLOWED


def reason_to_accept(reason: str) -> Verdict:
    if reason.strip():
        return ALLOWED
    return refused("Say why this can stand as it is. Whoever signs the plan reads it.")


def may_accept_until(until: date, today: date, longest: Threshold) -> Verdict:
    """A finding is accepted until a day to come that is not too far off."""
    if until <= today:
        return refused("Choose a day after today: on that day the finding comes back.")
    last = today + timedelta(days=longest.days)
    if until > last:
        return refused(f"Choose a day up to {full_day(last)}: a finding can be accepted for at most {longest.said}.")
    return ALLOWED


def is_overdue(row: RowFacts, today: date) -> bool:
    """Its date has passed and it is not fully met, or an open gap action is past its date."""
    if not row.in_force:
        return False
    return is_past_its_date(row, today) or any(
        action.due is not None and action.due < today for action in row.open_actions
    )


def is_past_its_date(row: RowFacts, today: date) -> bool:
    return row.by_when_date is not None and row.by_when_date < today and row.fully_met is not FullyMet.YES


def has_no_day(row: RowFacts) -> bool:
    """No date and no review: nothing makes anybody look at it again."""
    return row.by_when_date is None and row.next_review is None


def is_unowned(row: RowFacts) -> bool:
    return row.in_force and not row.is_led


def is_unknown(row: RowFacts) -> bool:
    """Nobody has said how it goes, or whether it is in place."""
    return row.in_force and ("unknown" in (row.rag.value, row.fully_met.value))


def review_is_due(row: RowFacts, today: date) -> bool:
    return row.in_force and row.next_review is not None and row.next_review <= today


def _in_sentence(name: str) -> str:
    label = FIELD_LABELS[name]
    return label if label == "RAG" else label[0].lower() + label[1:]
