"""Raising something to the group above, and taking it back."""

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.governance import ladder
from overwinter.governance.domain import escalations
from overwinter.governance.domain.escalations import EscalationEvent, EscalationState
from overwinter.governance.keeping import Keeper, hold_group, keeper_of
from overwinter.governance.models import Escalation
from overwinter.governance.telling import tell_operation
from overwinter.kernel.verdict import Refused
from overwinter.operations.api import Came
from overwinter.plans import api as plans


@transaction.atomic
def escalate(
    *, group_id: int, why: str, by: User, response_id: int | None = None, title: str = "",
    previous_id: int | None = None, meeting_id: int | None = None, about_key: str = "",
) -> Escalation:  # fmt: skip
    """A row, or anything else by its title. ``previous_id``: what the group was raised itself and passes on.
    ``about_key``: what an operation had offered."""
    keeper = hold_group(group_id, by)
    previous = _held(previous_id) if previous_id is not None else None
    group = keeper.group
    standing = Escalation.objects.filter(from_group_id=group_id, state=EscalationState.STANDING.value)
    same = standing.filter(response_id=response_id) if response_id is not None else standing.filter(title=title)
    escalations.may_escalate(above=group.escalates_to, why=why, standing=same.exists()).require()
    if previous is not None:
        escalations.may_end(EscalationState(previous.state), EscalationEvent.ESCALATE_FURTHER).require()
    above = group.escalates_to_id or 0  # the rule has seen that there is one
    escalation = Escalation.objects.create(
        council_id=group.council_id, response_id=response_id, title=_title(keeper, response_id, title),
        from_group_id=group.id, to_group_id=above, why=why.strip(), raised_on=keeper.day,
        first_raised_on=previous.first_raised_on if previous else keeper.day, previous=previous,
        about_key=about_key,
    )  # fmt: skip
    if previous is not None:
        ladder.end(previous, EscalationEvent.ESCALATE_FURTHER, why=why, keeper=keeper)
    if response_id is not None:
        plans.record_decision(
            response_id=response_id, group=group, text=f"Escalate to the {group.escalates_to}: {why.strip()}",
            decided_on=keeper.day, meeting_id=meeting_id, by=by,
        )  # fmt: skip
    keeper.note("escalated", None, escalation=escalation.pk, to=above)
    return escalation


@transaction.atomic
def take_back_escalation(*, escalation_id: int, why: str, by: User) -> Escalation:
    """The group that raised it no longer needs the one above."""
    escalation = _held(escalation_id)
    keeper = keeper_of(escalation.from_group_id, by)
    if not why.strip():
        raise Refused("Say why it is taken back. Both groups read it.")
    tell_operation(escalation.about_key, Came.RAISED, why.strip(), keeper, met_on=keeper.day, taken_back=True)
    ladder.end(escalation, EscalationEvent.TAKE_BACK, why=why, keeper=keeper)
    if escalation.response_id is not None:
        plans.record_decision(
            response_id=escalation.response_id, group=keeper.group, decided_on=keeper.day, by=by,
            text=f"Take it back from the {escalation.to_group.name}: {why.strip()}",
        )  # fmt: skip
    return escalation


def _held(escalation_id: int) -> Escalation:
    found = Escalation.objects.select_related("to_group").select_for_update(of=("self",))
    return found.get(pk=escalation_id)


def _title(keeper: Keeper, response_id: int | None, title: str) -> str:
    if response_id is None:
        if not title.strip():
            raise Refused("Choose the row that is escalated")
        return title.strip()[:400]
    plan = plans.find_plan_of(keeper.viewer, council_id=keeper.council.pk)
    row = next((each for each in plans.list_rows(plan) if each.response_id == response_id), None) if plan else None
    if row is None:
        raise Refused("There is no such row in the plan. Choose one from the list")
    return f"{row.number} {row.title}".strip()[:400]
