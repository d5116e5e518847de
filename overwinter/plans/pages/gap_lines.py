"""A gap action as the page of its row shows it: how its time stands, and how its date moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Threshold
from overwinter.kernel.words import counted
from overwinter.plans.domain.facts import ActionState
from overwinter.plans.domain.past import Record
from overwinter.plans.models import GapAction
from overwinter.plans.pages.past import moved_date_lines
from overwinter.plans.pages.words import row_url


@dataclass(frozen=True)
class GapLine:
    """A gap action with its tag and how its date moved."""

    action: GapAction
    owner: str
    tag: str
    tag_kind: str
    due: str
    moves: tuple[str, ...]
    url: str
    before_url: str = ""
    """The row of last winter's plan that it was carried from, where its history is."""


def gap_line(action: GapAction, records: Sequence[Record], today: date, soon: Threshold, row: str) -> GapLine:
    """``records``: the history of the row's gap actions; ``row``: the address of its page."""
    state = ActionState(action.state)
    moves = moved_date_lines([each for each in records if each.subject == action.pk], today)
    tag, kind = _tag(action, state, today, soon)
    due = full_day(action.due) if action.due else f"“{action.due_as_written}”" if action.due_as_written else "No date"
    if state is ActionState.DONE and action.finished_on is not None:
        due, moves = f"Done on {full_day(action.finished_on)}", (_punctuality(action), *moves)
    before = action.carried_from
    late = state.is_open and action.due is not None and action.due < today
    return GapLine(
        action, action.owner.title if action.owner else "No owner", tag, kind, due,
        tuple(filter(None, moves)) or (("never moved; no reason given",) if late else ()),
        f"{row}gap-actions/{action.pk}/",
        row_url(before.response.plan_id, before.response_id) if before is not None else "",
    )  # fmt: skip


def _tag(action: GapAction, state: ActionState, today: date, soon: Threshold) -> tuple[str, str]:
    if not state.is_open:
        return state.label, ""
    if action.due is None:
        return state.label, ""
    days = (action.due - today).days
    if days < 0:
        return f"{counted(-days, 'day')} late", "late"
    words = "Due today" if days == 0 else f"Due in {counted(days, 'day')}"
    return words, "soon" if days <= soon.days else ""


def _punctuality(action: GapAction) -> str:
    if action.due is None or action.finished_on is None:
        return ""
    days = (action.due - action.finished_on).days
    if days == 0:
        return "done on the day"
    return f"done {counted(abs(days), 'day')} {'early' if days > 0 else 'late'}"
