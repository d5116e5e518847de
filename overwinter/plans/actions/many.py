"""Changing many rows at once, row by row: what a row refuses is told of that row and stops no other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Viewer
from overwinter.plans import permissions, recording
from overwinter.plans.actions.gap_actions import update_gap_action
from overwinter.plans.actions.responses import update_response
from overwinter.plans.domain.changes import FOLLOWING, Conflict, NothingChanged, ResponseChanges, differences
from overwinter.plans.domain.facts import ActionState
from overwinter.plans.domain.past import Move
from overwinter.plans.models import BulkChange, GapAction, Plan, Response
from overwinter.plans.queries.many import group_ids, row_at, rows_of

OPEN = [state.value for state in ActionState if state.is_open]


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall become of one row. ``due``: of each of its open gap actions."""

    changes: ResponseChanges
    version: int
    """The version of the row the person had before them."""
    due: date | None = None


NO_DATE_MOVES = "It has no open gap action whose date would move."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row, or would."""

    row: Response
    moves: tuple[Move, ...] = ()
    actions: tuple[tuple[str, Move], ...] = ()
    """The gap actions whose date moved: their words, and from when to when."""
    refused: str = ""
    conflict: Conflict | None = None
    left: str = ""
    """What of the wish does nothing to a row that changes otherwise."""

    @property
    def changed(self) -> bool:
        return bool(self.moves or self.actions)


@dataclass(frozen=True, slots=True)
class Many:
    outcomes: tuple[Outcome, ...]
    change: BulkChange | None
    """The record of it, by which it can be undone; None where no row changed, and of a rehearsal."""


@transaction.atomic
def change_many(
    *, plan_id: int, wishes: Mapping[int, Wish], why: str, by: User, viewer: Viewer | None = None,
    kind: str = BulkChange.Kind.TICKED, rehearse: bool = False,
) -> Many:  # fmt: skip
    """Give each row what is wished for it. ``rehearse`` tells what would come of it, and changes nothing.

    A row that may not be changed, that lacks a reason or that somebody else has changed meanwhile stays as it is, and
    its outcome says why.
    """
    writer = recording.writer_for(by, viewer)
    plan = Plan.objects.select_related("council").get(pk=plan_id)
    entries: list[list[object]] = []
    outcomes = [_granted(row, wishes[row.pk], why, writer, entries) for row in rows_of(plan, wishes)]
    change = None
    if rehearse:
        transaction.set_rollback(True)
    elif entries:
        refused = [[each.row.pk, each.row.name, each.refused] for each in outcomes if each.refused]
        change = _kept(plan, writer, kind=kind, why=why, entries=entries, refused=refused)
    return Many(tuple(outcomes), change)


@transaction.atomic
def undo_many(*, change_id: int, by: User) -> Many:
    """Put back what a change of many rows changed, where nobody has changed the same since."""
    writer = recording.writer_for(by)
    change = BulkChange.objects.select_related("plan__council").select_for_update(of=("self",)).get(pk=change_id)
    permissions.may_undo(writer.viewer, council_id=change.plan.council_id, made_by=change.made_by_id).require()
    if change.undone_at is not None:
        raise Refused("This change is undone already.")
    why = f"Undone: {change.why or 'a change of many rows'}"
    entries: list[list[object]] = []
    refused: list[list[object]] = []
    for kind, pk, before, after in change.entries:
        try:
            with transaction.atomic():
                put_back = _put_back_row if kind == "row" else _put_back_action
                entries.append([kind, pk, *put_back(pk, before, after, why, writer)])
        except NothingChanged:
            continue
        except Refused as refusal:
            refused.append([*_row_of(kind, pk), str(refusal)])
    change.undone_at = writer.at
    change.save(update_fields=["undone_at"])
    kept = _kept(change.plan, writer, kind=BulkChange.Kind.UNDONE, why=why, entries=entries, refused=refused)
    return Many((), kept)


def _granted(row: Response, wish: Wish, why: str, writer: recording.Writer, entries: list[list[object]]) -> Outcome:
    own: list[list[object]] = []
    try:
        with transaction.atomic():
            moves = _changed(row, wish, why, writer, own)
            moved = _moved(row, wish.due, why, writer, own) if wish.due is not None else ()
            if wish.due is not None and not moved and not moves:
                raise Refused(NO_DATE_MOVES)
    except Conflict as conflict:
        return Outcome(row, refused=_who_was_first(conflict), conflict=conflict)
    except Refused as refusal:
        return Outcome(row, refused=str(refusal))
    entries += own
    return Outcome(row, moves, moved, left=NO_DATE_MOVES if wish.due is not None and not moved else "")


def _changed(
    row: Response, wish: Wish, why: str, writer: recording.Writer, own: list[list[object]]
) -> tuple[Move, ...]:
    if not wish.changes or writer.user is None:
        return ()
    before = recording.stored(row)
    try:
        after = update_response(
            response_id=row.pk, changes=wish.changes, why=why, expected_version=wish.version, by=writer.user,
            viewer=writer.viewer,
        )  # fmt: skip
    except NothingChanged:
        return ()
    own.append(["row", row.pk, row.version, after.version])
    return tuple(Move(name, old, new) for name, (old, new) in differences(before, recording.stored(after)).items())


def _moved(
    row: Response, due: date, why: str, writer: recording.Writer, own: list[list[object]]
) -> tuple[tuple[str, Move], ...]:
    found = []
    for action in GapAction.objects.filter(response=row, state__in=OPEN).exclude(due=due).order_by("id"):
        if writer.user is not None:
            after = update_gap_action(
                action_id=action.pk, changes={"due": due}, why=why, expected_version=action.version, by=writer.user
            )
            own.append(["action", action.pk, action.version, after.version])
            found.append((action.text, Move("due", action.due, due)))
    return tuple(found)


def _put_back_row(pk: int, before: int, after: int, why: str, writer: recording.Writer) -> tuple[int, int]:
    row, old, new = (
        Response.objects.get(pk=pk),
        recording.stored(row_at(pk, before)),
        recording.stored(row_at(pk, after)),
    )
    moved = {name: value for name, (value, _) in differences(new, old).items()}
    now = recording.stored(row)
    names = [name for name in moved if name not in FOLLOWING]
    if any(now[name] != new[name] for name in names):
        raise Refused("Somebody has changed the same since, so it stays as it is. Change it on its own page.")
    changes: ResponseChanges = {}
    for name in names:
        _ask_for(changes, name, old, row.plan.council_id)
    if writer.user is None or not changes:
        raise NothingChanged("Nothing of it is left to undo.")
    saved = update_response(
        response_id=pk, changes=changes, why=why, expected_version=row.version, by=writer.user, viewer=writer.viewer
    )
    return row.version, saved.version


def _ask_for(changes: ResponseChanges, name: str, old: Mapping[str, object], council_id: int) -> None:
    """Ask for a field as it was; what it had of its section is the section's again, as that is today."""
    if name in ("lead", "led_with"):
        follows = bool(old["lead_from_section"])
        changes["lead"] = None if follows else cast(int | None, old["lead"])
        changes["led_with"] = () if follows else cast(tuple[int, ...], old["led_with"])
    elif name == "reporting_to":
        changes["groups"] = () if old["groups_from_section"] else group_ids(council_id, str(old["reporting_to"]))
    else:
        changes.update(cast(ResponseChanges, {name: old[name]}))


def _put_back_action(pk: int, before: int, after: int, why: str, writer: recording.Writer) -> tuple[int, int]:
    action = GapAction.objects.get(pk=pk)
    history = GapAction.history.filter(id=pk).order_by("history_date", "history_id")
    old, new = history.filter(version=before).last(), history.filter(version=after).last()
    if action.due != new.due:
        raise Refused("Somebody has moved the date of its gap action since, so it stays as it is.")
    if writer.user is None:
        raise NothingChanged("Nothing of it is left to undo.")
    saved = update_gap_action(
        action_id=pk, changes={"due": old.due}, why=why, expected_version=action.version, by=writer.user
    )
    return action.version, saved.version


def _row_of(kind: str, pk: int) -> list[object]:
    row = Response.objects.select_related("requirement").get(
        pk=pk if kind == "row" else GapAction.objects.values_list("response_id", flat=True).get(pk=pk)
    )
    return [row.pk, row.name]


def _kept(
    plan: Plan, writer: recording.Writer, *, kind: str, why: str, entries: list[list[object]],
    refused: list[list[object]],
) -> BulkChange:  # fmt: skip
    change = BulkChange.objects.create(
        plan=plan, kind=kind, made_at=writer.at, made_by=writer.user, made_as=writer.speaks_as(plan.council_id),
        why=why.strip(), entries=entries, refused=refused,
    )  # fmt: skip
    recording.finish(
        "many rows changed", plan=plan, writer=writer, subject=change, details={"kind": kind, "rows": len(entries)}
    )
    return change


def _who_was_first(conflict: Conflict) -> str:
    who = conflict.who or "Somebody"
    return f"{who} has changed this row since you opened it. Look again; nothing of theirs is overwritten."
