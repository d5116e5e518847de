"""A group, and the ladder, as they stood at the end of a day: for what is reported of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from overwinter.governance.domain.escalations import age_in_days
from overwinter.governance.domain.meetings import MeetingState
from overwinter.governance.models import Escalation, Meeting, Outcome
from overwinter.governance.queries.escalations import visible_escalations
from overwinter.governance.queries.groups import ActionLine, Standing, list_actions
from overwinter.organisations.api import GroupFact, Viewer, list_group_facts
from overwinter.plans.api import Plan, RowFacts, end_of


@dataclass(frozen=True, slots=True)
class EscalationLine:
    """Something that stood on the ladder on a day."""

    title: str
    response_id: int | None
    of: str
    to: str
    to_id: int
    why: str
    first_raised_on: date
    days: int


@dataclass(frozen=True, slots=True)
class DecisionLine:
    text: str
    subject: str
    response_id: int | None
    meeting_id: int
    on: date


@dataclass(frozen=True, slots=True)
class GroupOnDay:
    """A group with what it answers for: the rows that report to it or to a group beneath it."""

    group: GroupFact
    covers_all: bool
    """Groups escalate to it and it escalates to none: it answers for the whole plan."""
    beneath: tuple[str, ...]
    response_ids: frozenset[int]
    last: Meeting | None
    """Its latest meeting before that day that was closed by its end."""
    next: Meeting | None
    actions: tuple[ActionLine, ...]
    """Those that were open, and those finished since it last met."""
    decisions: tuple[DecisionLine, ...]
    """Of its last meeting."""


def get_group_on_day(
    viewer: Viewer, group: GroupFact, *, plan: Plan, rows: Sequence[RowFacts], day: date
) -> GroupOnDay:
    """``rows``: every row of the plan as it stood at the end of ``day``."""
    beneath = _beneath(group, list_group_facts(viewer, council_id=group.council_id))
    covers_all = bool(beneath) and group.escalates_to_id is None
    names = {group.name, *beneath}
    mine = [row for row in rows if covers_all or names & set(row.groups)]
    closed = Meeting.objects.filter(group_id=group.id, state=MeetingState.CLOSED.value, on__lt=day)
    last = closed.filter(closed_at__lte=end_of(day)).order_by("-on", "-id").first()
    standing = Standing(group, plan, tuple(mine), last, every_row=tuple(rows))
    actions = list_actions(standing, also_done_since=last.on if last else None, as_at=day)
    return GroupOnDay(
        group=group, covers_all=covers_all, beneath=beneath, response_ids=frozenset(row.response_id for row in mine),
        last=last, next=_next(group.id, day), actions=tuple(actions), decisions=_decisions(last, day),
    )  # fmt: skip


def list_escalations_on(viewer: Viewer, *, day: date) -> list[EscalationLine]:
    """What waited for a decision at the end of ``day`` in the council the viewer works in, the longest first."""
    found = visible_escalations(viewer).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), raised_on__lte=day)
    return [_escalation(each, day) for each in found.order_by("first_raised_on", "id")]


def _escalation(each: Escalation, day: date) -> EscalationLine:
    return EscalationLine(
        each.title, each.response_id, each.from_group.name, each.to_group.name, each.to_group_id, each.why,
        each.first_raised_on, age_in_days(each.first_raised_on, day),
    )  # fmt: skip


def _beneath(group: GroupFact, every: Iterable[GroupFact]) -> tuple[str, ...]:
    """The names of the groups that escalate to it, and to those."""
    known, waiting, names = {group.id}, [group.id], list[str]()
    groups = list(every)
    while waiting:
        above = waiting.pop()
        for each in groups:
            if each.escalates_to_id == above and each.id not in known:
                known.add(each.id)
                waiting.append(each.id)
                names.append(each.name)
    return tuple(sorted(names))


def _next(group_id: int, day: date) -> Meeting | None:
    found = Meeting.objects.filter(group_id=group_id, on__gte=day).exclude(state=MeetingState.CANCELLED.value)
    return found.order_by("on", "id").first()


def _decisions(last: Meeting | None, day: date) -> tuple[DecisionLine, ...]:
    if last is None:
        return ()
    found = Outcome.objects.filter(
        Q(taken_back_on__isnull=True) | Q(taken_back_on__gt=day), item__meeting=last,
        kind=Outcome.Kind.DECISION.value,
    ).select_related("item")  # fmt: skip
    return tuple(
        DecisionLine(each.text, each.item.title, each.item.response_id, last.pk, last.on)
        for each in found.order_by("item__order", "id")
    )
