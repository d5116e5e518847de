"""How a group stands: its rows, what changed since it last met, its open actions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from overwinter.governance import addresses
from overwinter.governance.domain.agenda import RowOnDay
from overwinter.governance.domain.meetings import MeetingState
from overwinter.governance.domain.words import is_worse, move_words
from overwinter.governance.models import Meeting, Outcome
from overwinter.kernel.words import counted, joined
from overwinter.organisations.api import GroupFact, Viewer, find_group_fact
from overwinter.plans import api as plans
from overwinter.plans.api import ChangedRow, Plan, RowFacts


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action of the group, with where it stands now."""

    outcome_id: int
    text: str
    owner: str
    due: date | None
    state: str
    """In words: "To do", "Done"."""
    is_open: bool
    recorded_on: date
    subject: str
    """What it is about."""
    url: str
    """The row it stands on, or the meeting that keeps it."""
    response_id: int | None
    finished_on: date | None = None
    meeting_id: int = 0
    kept_here: bool = False
    """It is about no row, so the group itself says that it is done."""

    def days_late(self, day: date) -> int:
        return (day - self.due).days if self.is_open and self.due is not None and self.due < day else 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A group on a day: the rows of its council's plan that report to it, and what changed since it last met."""

    group: GroupFact
    plan: Plan | None
    rows: tuple[RowFacts, ...]
    last: Meeting | None
    """Its latest meeting that took place."""
    changed: Mapping[int, ChangedRow] = field(default_factory=dict)
    """For rows that changed since then; empty where it never met."""
    every_row: tuple[RowFacts, ...] = ()
    """All rows of the plan."""


def find_group(viewer: Viewer, group_id: int) -> GroupFact | None:
    """A group of the council the viewer works in."""
    group = find_group_fact(viewer, group_id=group_id)
    return group if group is not None and group.council_id == viewer.council_id else None


def last_met(group_id: int, *, before: Meeting | None = None) -> Meeting | None:
    """The latest closed meeting; with ``before``, the latest that stood before it."""
    found = Meeting.objects.filter(group_id=group_id, state=MeetingState.CLOSED.value)
    if before is not None:
        found = found.filter(on__lt=before.on)
    return found.order_by("-on", "-id").first()


def began(meeting: Meeting) -> datetime:
    """The moment a meeting began: what changed after it is news to the next one."""
    return timezone.make_aware(datetime.combine(meeting.on, meeting.starts_at or time(0)))


def get_standing(viewer: Viewer, group: GroupFact, *, before: Meeting | None = None) -> Standing:
    """``before``: what a meeting should see; else the group as it stands today."""
    plan, last = plans.find_own_plan(viewer), last_met(group.id, before=before)
    if plan is None or plan.council_id != group.council_id:
        return Standing(group, None, (), last)
    every = plans.list_rows(plan)
    rows = tuple(row for row in every if group.name in row.groups)
    ids = {row.response_id for row in rows}
    changed = plans.list_changed_since(plan, began(last)) if last is not None and rows else {}
    news = {pk: each for pk, found in changed.items() if pk in ids and (each := _news(found, group)) is not None}
    return Standing(group, plan, rows, last, news, every)


def _news(changed: ChangedRow, group: GroupFact) -> ChangedRow | None:
    """The change without what is no news to the group: actions it asked for itself, and another day to look again."""
    moves = tuple(move for move in changed.moves if move.field != "next_review")
    gaps = tuple(each for each in changed.gap_changes if each.who != group.name)
    return replace(changed, moves=moves, gap_changes=gaps) if moves or gaps or changed.is_new else None


def list_actions(
    standing: Standing, *, also_done_since: date | None = None, as_at: date = date.max
) -> list[ActionLine]:
    """Open actions that the group asked for in its meetings, the earliest due first; and those finished since.

    ``as_at``: as they stood at the end of that day, where ``standing`` is of that day.
    """
    found = Outcome.objects.filter(
        Q(taken_back_on__isnull=True) | Q(taken_back_on__gt=as_at), item__meeting__on__lte=as_at,
        item__meeting__group_id=standing.group.id, kind=Outcome.Kind.ACTION.value,
    ).select_related("item__meeting", "owner")  # fmt: skip
    facts = {gap.id: gap for row in standing.every_row for gap in row.gap_actions}
    lines = [_line(outcome, facts, standing, as_at) for outcome in found.order_by("due", "id")]
    kept = [
        line for line in lines
        if line.is_open or (also_done_since is not None and (line.finished_on or date.min) >= also_done_since)
    ]  # fmt: skip
    return sorted(kept, key=lambda line: (not line.is_open, line.due or date.max, line.outcome_id))


def _line(outcome: Outcome, facts: Mapping[int, plans.GapFacts], standing: Standing, as_at: date) -> ActionLine:
    """As the plan has it now, where it is about a row; else as it is kept here."""
    gap, item = facts.get(outcome.gap_action_id or 0), outcome.item
    owner = outcome.owner.title if outcome.owner else ""
    url = addresses.meeting(item.meeting_id)
    if standing.plan is not None and any(row.response_id == item.response_id for row in standing.every_row):
        url = addresses.row(standing.plan.pk, item.response_id or 0)
    done_on = outcome.done_on if outcome.done_on is not None and outcome.done_on <= as_at else None
    kept = gap or plans.GapFacts(
        outcome.text, plans.ActionState.DONE if done_on or outcome.gap_action_id else plans.ActionState.TO_DO,
        outcome.due, owner, finished_on=done_on,
    )  # fmt: skip
    return ActionLine(
        outcome.pk, kept.text, kept.owner, kept.due, kept.state.label, kept.state.is_open, item.meeting.on, item.title,
        url, item.response_id, kept.finished_on, item.meeting_id, outcome.gap_action_id is None,
    )  # fmt: skip


def rows_on_day(standing: Standing, on: date) -> list[RowOnDay]:
    """The group's rows in force, as they will stand on the day of a meeting."""
    return [_on_day(standing, row, n, on) for n, row in enumerate(standing.rows) if row.in_force]


def _on_day(standing: Standing, row: RowFacts, order: int, on: date) -> RowOnDay:
    changed = standing.changed.get(row.response_id)
    late_since, late_what = _lateness(row, on)
    return RowOnDay(
        response_id=row.response_id, title=f"{row.number} {row.title}".strip(),
        url=addresses.row(standing.plan.pk, row.response_id) if standing.plan else "",
        rag=row.rag, fully_met=row.fully_met, order=order, late_since=late_since, late_what=late_what,
        review_on=row.next_review, changed=changed_words(changed) if changed else "",
        worse=changed is not None and any(is_worse(move.field, move.before, move.after) for move in changed.moves),
    )  # fmt: skip


def _lateness(row: RowFacts, on: date) -> tuple[date | None, str]:
    """The earliest date that will have passed on the day: the row's own, or an open gap action's."""
    if not plans.is_overdue(row, on):
        return None, ""
    own = row.by_when_date if row.by_when_date is not None and row.by_when_date < on else None
    if row.fully_met.value == "yes":
        own = None
    dues = [gap.due for gap in row.open_actions if gap.due is not None and gap.due < on]
    first = min([*([own] if own else []), *dues])
    return first, "Its date" if first == own else "The date of a gap action"


def changed_words(changed: ChangedRow, *, since: bool = True) -> str:
    """ "RAG amber to red and 1 gap action done since we last met: “The agency left”"; ``since``: whether to say so."""
    said = ["the row is new"] if changed.is_new else []
    said += [move_words(move.field, move.before, move.after) for move in changed.moves]
    said += _gap_words(changed.gap_changes)
    why = f": “{changed.why.rstrip('.')}”" if changed.why and changed.moves else ""
    return f"{joined(said)}{' since we last met' if since else ''}{why}"


def _gap_words(changes: Sequence[plans.Change]) -> list[str]:
    """ "2 gap actions added", "1 gap action done", "1 gap action moved to another date", "1 gap action changed"."""
    latest: dict[int, str] = {}
    for change in changes:  # newest first: what became of an action last is what is told
        moved = {move.field: move.after for move in change.moves}
        state = plans.ActionState(str(moved["state"])).label.lower() if "state" in moved else ""
        told = state or ("moved to another date" if "due" in moved else "changed")
        latest.setdefault(change.subject, "added" if change.first else told)
    counts = Counter(latest.values())
    return [f"{counted(count, 'gap action')} {what}" for what, count in counts.items()]
