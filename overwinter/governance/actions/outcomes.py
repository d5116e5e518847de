"""What comes of an item: decisions, actions, escalations. About a row, they flow back to it at once."""

from datetime import date

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.governance import ladder
from overwinter.governance.actions import escalations
from overwinter.governance.domain import meetings
from overwinter.governance.domain.escalations import EscalationEvent, EscalationState
from overwinter.governance.domain.meetings import MeetingState
from overwinter.governance.keeping import Keeper, hold_item, hold_meeting, keeper_of
from overwinter.governance.models import AgendaItem, Escalation, Outcome
from overwinter.governance.telling import offered_key, tell_operation
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Refused
from overwinter.operations.api import Came
from overwinter.organisations.api import Role
from overwinter.plans import api as plans


@transaction.atomic
def record_decision(*, item_id: int, text: str, by: User) -> Outcome:
    """It stands on the row. What had been escalated to the group is decided by it."""
    item, keeper = _open(item_id, by)
    said = _said(text, "Say what was decided")
    _refuse_twice(item, Outcome.Kind.DECISION, said)
    tell_operation(offered_key(item), Came.DECIDED, said, keeper, met_on=item.meeting.on)
    outcome = _outcome(item, keeper, Outcome.Kind.DECISION, said)
    if item.response_id is not None:
        outcome.decision_id = plans.record_decision(
            response_id=item.response_id, group=keeper.group, text=said, decided_on=item.meeting.on,
            meeting_id=item.meeting_id, by=by,
        ).pk  # fmt: skip
    outcome.save()
    raised = item.escalation
    if raised is not None and raised.to_group_id == keeper.group.id and raised.state == EscalationState.STANDING.value:
        ladder.end(raised, EscalationEvent.DECIDE, why=said, keeper=keeper)
        outcome.escalation = raised
        outcome.save(update_fields=["escalation"])
    keeper.note("decision of a meeting", item, outcome=outcome.pk)
    return outcome


@transaction.atomic
def record_action(
    *, item_id: int, text: str, by: User, owner_id: int | None = None, due: date | None = None
) -> Outcome:
    """About a row, it is a gap action of that row from now on; about anything else, the group keeps it itself."""
    item, keeper = _open(item_id, by)
    said = _said(text, "Say what will be done")
    if owner_id is not None and not Role.objects.filter(pk=owner_id, council=keeper.council).exists():
        raise Refused("The owner is not a role of this council. Choose from the list")
    _refuse_twice(item, Outcome.Kind.ACTION, said)
    outcome = _outcome(item, keeper, Outcome.Kind.ACTION, said)
    outcome.owner_id, outcome.due = owner_id, due
    tell_operation(offered_key(item), Came.ASKED, _action_words(outcome), keeper, met_on=item.meeting.on)
    if item.response_id is not None:
        outcome.gap_action_id = plans.add_gap_action(
            response_id=item.response_id, text=said, owner_id=owner_id, due=due, group=keeper.group, by=by
        ).pk
    outcome.save()
    keeper.note("action of a meeting", item, outcome=outcome.pk)
    return outcome


@transaction.atomic
def escalate_item(*, item_id: int, why: str, by: User) -> Outcome:
    """Up the ladder; what had been escalated to this group is passed on, and keeps its age."""
    item, keeper = _open(item_id, by)
    tell_operation(offered_key(item), Came.RAISED, why.strip(), keeper, met_on=item.meeting.on)
    raised = item.escalation
    stands = raised is not None and raised.state == EscalationState.STANDING.value
    previous = raised.pk if raised is not None and stands and raised.to_group_id == keeper.group.id else None
    escalation = escalations.escalate(
        group_id=keeper.group.id, response_id=item.response_id, title=item.title, why=why, previous_id=previous,
        meeting_id=item.meeting_id, about_key=offered_key(item), by=by,
    )  # fmt: skip
    outcome = _outcome(item, keeper, Outcome.Kind.ESCALATION, f"To the {keeper.group.escalates_to}: {why.strip()}")
    outcome.escalation = escalation
    outcome.save()
    return outcome


@transaction.atomic
def take_back_outcome(*, outcome_id: int, why: str, by: User) -> Outcome:
    """While the meeting is open. The row's history keeps both, and the reason."""
    item_id = Outcome.objects.values_list("item_id", flat=True).get(pk=outcome_id)
    item, keeper = _open(item_id, by)
    outcome = Outcome.objects.select_related("escalation").get(pk=outcome_id)
    if outcome.taken_back_on is not None:
        raise Refused("This has been taken back already.")
    _said(why, "Say why it is taken back. The minutes show it")
    if outcome.kind != Outcome.Kind.ESCALATION:  # taking the escalation back tells it
        came = Came.DECIDED if outcome.kind == Outcome.Kind.DECISION else Came.ASKED
        tell_operation(offered_key(item), came, why.strip(), keeper, met_on=item.meeting.on, taken_back=True)
    if outcome.decision_id is not None:
        plans.take_back_decision(decision_id=outcome.decision_id, group=keeper.group, why=why, by=by)
    if outcome.gap_action_id is not None:
        plans.drop_gap_action_for_group(action_id=outcome.gap_action_id, why=why, group=keeper.group, by=by)
    if outcome.escalation is not None:
        _take_back_with(outcome, outcome.escalation, why, keeper)
    outcome.taken_back_on, outcome.taken_back_why = keeper.day, why.strip()
    outcome.save(update_fields=["taken_back_on", "taken_back_why"])
    keeper.note("outcome taken back", item, outcome=outcome.pk)
    return outcome


def _take_back_with(outcome: Outcome, escalation: Escalation, why: str, keeper: Keeper) -> None:
    """A decision about what was escalated leaves it standing again; an escalation is taken back itself."""
    if outcome.kind == Outcome.Kind.ESCALATION:
        escalations.take_back_escalation(escalation_id=escalation.pk, why=why, by=keeper.user)
    else:
        ladder.end(escalation, EscalationEvent.REOPEN, why="", keeper=keeper)


@transaction.atomic
def finish_action(*, outcome_id: int, by: User) -> Outcome:
    """An action that is about no row is done. One on a row is finished there."""
    meeting_id = Outcome.objects.values_list("item__meeting_id", flat=True).get(pk=outcome_id)
    meeting, _ = hold_meeting(meeting_id, by)
    keeper = keeper_of(meeting.group_id, by)
    outcome = Outcome.objects.select_related("item").get(pk=outcome_id)
    if outcome.kind != Outcome.Kind.ACTION or outcome.gap_action_id is not None:
        raise Refused("This action stands on a row of the plan. Finish it there.")
    if outcome.done_on is not None or outcome.taken_back_on is not None:
        raise Refused("This action is open no more.")
    outcome.done_on = keeper.day
    outcome.save(update_fields=["done_on"])
    keeper.note("action of a meeting done", outcome.item, outcome=outcome.pk)
    return outcome


def _open(item_id: int, by: User) -> tuple[AgendaItem, Keeper]:
    """The item of a meeting in which things are recorded now."""
    item, keeper = hold_item(item_id, by)
    meeting = item.meeting
    meetings.may_record(MeetingState(meeting.state), on=meeting.on, today=keeper.day).require()
    if item.removed:
        raise Refused("This item was taken off the agenda. Put it back first.")
    return item, keeper


def _outcome(item: AgendaItem, keeper: Keeper, kind: str, text: str) -> Outcome:
    return Outcome(item=item, kind=kind, text=text, recorded_at=keeper.at, recorded_as=keeper.name)


def _action_words(outcome: Outcome) -> str:
    owner = f" {outcome.owner.title}" if outcome.owner is not None else ""
    due = f" by {full_day(outcome.due)}" if outcome.due is not None else ""
    return f"{outcome.text.rstrip('.')}.{f' For:{owner}{due}.' if owner or due else ''}"


def _said(text: str, otherwise: str) -> str:
    if not text.strip():
        raise Refused(otherwise)
    return text.replace("\r\n", "\n").strip()


def _refuse_twice(item: AgendaItem, kind: str, text: str) -> None:
    if item.outcomes.filter(kind=kind, text=text, taken_back_on__isnull=True).exists():
        raise Refused(f"This stands on the item already: “{text}”")
