"""Everything a person does to a gap action."""

from datetime import date

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import GroupFact, Role, Viewer
from overwinter.plans import permissions, recording
from overwinter.plans.domain import rules
from overwinter.plans.domain.changes import GapChanges
from overwinter.plans.domain.facts import ActionState
from overwinter.plans.models import GapAction, Response
from overwinter.plans.recording import AlreadyAdded

_ADDED = ("text", "owner_id", "due", "due_as_written", "priority")


@transaction.atomic
def add_gap_action(
    *, response_id: int, text: str, by: User, owner_id: int | None = None, due: date | None = None,
    due_as_written: str = "", priority: str = GapAction.Priority.NORMAL, group: GroupFact | None = None,
    viewer: Viewer | None = None,
) -> GapAction:  # fmt: skip
    """``group``: the reporting group that asked for it in a meeting; its chair or secretary then speaks for it.

    Raises :class:`AlreadyAdded` for the same action again by the same person: a button that was pressed twice.
    """
    writer = recording.writer_for(by, viewer)
    # Locked, so that of two pressed at once the second sees what the first has added.
    found = Response.objects.select_related("plan__council", "lead").select_for_update(of=("self",))
    response = found.get(pk=response_id)
    council_id = response.plan.council_id
    if group is not None:
        permissions.may_speak_for_group(writer.viewer, council_id=council_id, group=group).require()
    else:
        permissions.may_edit_row(writer.viewer, council_id=council_id, lead_ids=response.lead_ids).require()
    _check(council_id, text, owner_id)
    action = GapAction(
        response=response, text=text.strip(), owner_id=owner_id, due=due, due_as_written=due_as_written.strip(),
        priority=priority,
    )  # fmt: skip
    if recording.was_just_added(
        action, among=GapAction.history.filter(response_id=response_id), writer=writer, fields=_ADDED
    ):
        raise AlreadyAdded(
            f"You have just added this gap action; it stands once: “{action.text}”, {_due_in_words(action)}, "
            f"{'owned by ' + action.owner.title if action.owner else 'without an owner'}."
        )
    speaks_as = group.name if group is not None else writer.speaks_as(council_id, response)
    recording.save(action, writer=writer, speaks_as=speaks_as, why="")
    recording.finish("gap action added", plan=response.plan, writer=writer, subject=action)
    return action


@transaction.atomic
def update_gap_action(
    *, action_id: int, changes: GapChanges, why: str, expected_version: int, by: User, viewer: Viewer | None = None
) -> GapAction:
    """Change a gap action. A date that was set moves only with a reason, and both stay to be seen.

    Raises :class:`Refused` when somebody else changed it first; what the person typed is theirs to send again.
    """
    writer = recording.writer_for(by, viewer)
    action = _locked(action_id)
    response = action.response
    council_id = response.plan.council_id
    permissions.may_change_action(
        writer.viewer, council_id=council_id, lead_ids=response.lead_ids, owner_id=action.owner_id
    ).require()
    if action.version != expected_version:
        raise Refused(
            f"{action.changed_as or 'Somebody'} changed this action since you opened it: it is now “{action.text}”, "
            f"{ActionState(action.state).label.lower()}, {_due_in_words(action)}, "
            f"{'owned by ' + action.owner.title if action.owner else 'without an owner'}. "
            "What you typed is still here; save again to put it in place of theirs."
        )
    before = ActionState(action.state)
    after = ActionState(changes.get("state", action.state))
    due = changes.get("due", action.due)
    rules.may_pass(before, after).require()
    rules.reason_to_move(action.due, due, why).require()
    in_words = changes.get("due_as_written", action.due_as_written).strip()
    rules.reason_to_move(action.due_as_written or None, in_words, why).require()
    rules.reason_to_drop(after if after is not before else before, why or ("-" if after is before else "")).require()
    _check(council_id, changes.get("text", action.text), changes.get("owner", action.owner_id))
    moved = {"due": [str(action.due), str(due)]} if due != action.due else {}
    _apply(action, changes)
    if after is not before:
        action.finished_on = None if after.is_open else writer.day
    recording.save(action, writer=writer, speaks_as=writer.speaks_as(council_id, response), why=why)
    recording.finish(
        "gap action changed", plan=response.plan, writer=writer, subject=action,
        details={"fields": sorted(changes), "state": [before.value, after.value], **moved},
    )  # fmt: skip
    return action


@transaction.atomic
def drop_gap_action_for_group(*, action_id: int, why: str, group: GroupFact, by: User) -> GapAction:
    """The group that asked for an action takes it back, with the reason."""
    writer = recording.writer_for(by)
    action = _locked(action_id)
    plan = action.response.plan
    permissions.may_speak_for_group(writer.viewer, council_id=plan.council_id, group=group).require()
    rules.may_pass(ActionState(action.state), ActionState.DROPPED).require()
    rules.reason_to_drop(ActionState.DROPPED, why).require()
    action.state, action.finished_on = ActionState.DROPPED.value, writer.day
    recording.save(action, writer=writer, speaks_as=group.name, why=why)
    recording.finish("gap action taken back", plan=plan, writer=writer, subject=action, details={"group": group.id})
    return action


def move_gap_action(*, action_id: int, due: date | None, why: str, by: User) -> GapAction:
    """Move the due date of an action as it stands now."""
    version = GapAction.objects.values_list("version", flat=True).get(pk=action_id)
    return update_gap_action(action_id=action_id, changes={"due": due}, why=why, expected_version=version, by=by)


def finish_gap_action(*, action_id: int, by: User, why: str = "") -> GapAction:
    version = GapAction.objects.values_list("version", flat=True).get(pk=action_id)
    return update_gap_action(
        action_id=action_id, changes={"state": ActionState.DONE.value}, why=why, expected_version=version, by=by
    )


def _due_in_words(action: GapAction) -> str:
    if action.due is not None:
        return f"due {full_day(action.due)}"
    return f"due “{action.due_as_written}”" if action.due_as_written else "due on no date"


def _locked(action_id: int) -> GapAction:
    return (
        GapAction.objects.select_related("response__plan__council", "response__lead", "owner")
        .select_for_update(of=("self",))
        .get(pk=action_id)
    )


def _apply(action: GapAction, changes: GapChanges) -> None:
    action.text = changes.get("text", action.text).strip()
    action.owner_id = changes.get("owner", action.owner_id)
    action.due = changes.get("due", action.due)
    action.due_as_written = changes.get("due_as_written", action.due_as_written).strip()
    action.state = changes.get("state", action.state)
    action.priority = changes.get("priority", action.priority)


def _check(council_id: int, text: str, owner_id: int | None) -> None:
    if not text.strip():
        raise Refused("Say what will be done.")
    if owner_id is not None and not Role.objects.filter(pk=owner_id, council_id=council_id).exists():
        raise Refused("The owner is not a role of this council. Choose from the list.")
