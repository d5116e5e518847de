"""Accepted rows of a document enter the plan: what ``intake`` asks of whoever keeps plans."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from overwinter.frameworks.api import find_framework, get_requirements
from overwinter.intake.api import AcceptedRow, Applied, Effect, FieldChange, RowEffect, SourceDocument
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Viewer, get_role_titles
from overwinter.plans import actions
from overwinter.plans.actions.reading_in import Arrival, take_in
from overwinter.plans.domain.facts import ActionState
from overwinter.plans.domain.incoming import (
    LABELS,
    Disagreement,
    Joined,
    Judged,
    Outcome,
    Said,
    actions_in,
    join,
    judge,
    names_in,
    says_it_again,
    shortened,
    title_in,
)
from overwinter.plans.models import GapAction, Plan, ReadingIn, Response
from overwinter.plans.queries import find_own_plan

Choice = frozenset[tuple[int, str | None, str]]
"""(row key, requirement id, field): what a person chose to overwrite."""


@dataclass
class Target:
    """One answer, and the rows of the document that are about it."""

    requirement_id: str | None
    title: str
    identity: str = ""
    """What a local row is known by."""
    rows: list[AcceptedRow] = field(default_factory=list)
    response: Response | None = None
    given: Said | None = None
    """What the last document gave to it."""
    last: ReadingIn | None = None
    open_actions: list[GapAction] = field(default_factory=list)

    @property
    def now(self) -> Said:
        return said_by_response(self.response, self.open_actions) if self.response is not None else Said()

    @property
    def joined(self) -> Joined:
        return join([said_by_row(row) for row in self.rows])


class PlanReceiver:
    """Implements ``intake.ports.PlanDestination``; ``config.wiring`` joins the two."""

    def preview(
        self,
        *,
        council_id: int,
        framework_id: str,
        winter_code: str,
        rows: Sequence[AcceptedRow],
        hold: bool = False,
    ) -> Sequence[RowEffect]:
        plan = _find_plan(council_id, framework_id, winter_code)
        if plan is not None and hold:
            _hold(plan)
        targets = _targets(plan, framework_id, rows)
        edits = _edited_since(targets.values())
        return [
            _effect(row, targets[_identity(row, requirement)], edits)
            for row in rows
            for requirement in (row.requirement_ids or (None,))
        ]

    @transaction.atomic
    def apply(
        self,
        *,
        council_id: int,
        framework_id: str,
        winter_code: str,
        document: SourceDocument,
        rows: Sequence[AcceptedRow],
        replace: Choice,
        by: Any,
    ) -> Applied:
        plan = _find_plan(council_id, framework_id, winter_code)
        if plan is None:
            plan = actions.create_plan(council_id=council_id, framework_key=framework_id, winter=winter_code, by=by)
        _hold(plan)
        targets = _targets(plan, framework_id, rows)
        done = take_in(
            plan_id=plan.pk, document=document, arrivals=[_arrival(each, replace) for each in targets.values()], by=by
        )
        return Applied(plan_id=plan.pk, new=done.new, changed=done.changed, same=done.same, kept=done.kept)

    def own_plan(self, viewer: Viewer) -> tuple[str, str] | None:
        plan = find_own_plan(viewer)
        return (plan.framework.key, plan.winter) if plan is not None else None

    def plan_url(self, plan_id: int) -> str:
        return reverse("plans:wall", args=(plan_id,))


def said_by_row(row: AcceptedRow) -> Said:
    return Said(
        wording=row.requirement.strip(),
        text=row.response.strip(),
        rag=row.rag.value if row.rag is not None and row.rag.value != "unknown" else "",
        fully_met=row.fully_met.value if row.fully_met is not None and row.fully_met.value != "unknown" else "",
        lead=title_in(row.lead),
        by_when=(row.by_when or "").strip(),
        by_when_date=row.by_when_date,
        reporting_to="\n".join(names_in(row.reporting_to)),
        gap_actions=actions_in(row.gap_actions),
    )


def _led_by(response: Response) -> str:
    if response.lead is None:
        return ""
    titles = get_role_titles(response.led_with) if response.led_with else {}
    return "; ".join((response.lead.title, *(titles[pk] for pk in response.led_with)))


def said_by_response(response: Response, gap_actions: Iterable[GapAction]) -> Said:
    return Said(
        wording=response.wording,
        text=response.text,
        rag=response.rag if response.rag != "unknown" else "",
        fully_met=response.fully_met if response.fully_met != "unknown" else "",
        lead=_led_by(response),
        by_when=response.by_when,
        by_when_date=response.by_when_date,
        reporting_to=response.reporting_to,
        gap_actions=tuple(action.text for action in gap_actions),
    )


def _find_plan(council_id: int, framework_key: str, winter: str) -> Plan | None:
    plans = Plan.objects.filter(council_id=council_id, framework__key=framework_key, winter=winter)
    return plans.select_related("council").first()


def _hold(plan: Plan) -> None:
    """Nobody changes an answer or a gap action from the moment it is compared until what was judged is written.

    Answers and actions are held before the plan, as every change of them does it: two cannot wait for each other.
    """
    list(Response.objects.filter(plan=plan).order_by("id").select_for_update().values_list("id"))
    list(GapAction.objects.filter(response__plan=plan).order_by("id").select_for_update(of=("self",)).values_list("id"))


def _identity(row: AcceptedRow, requirement_id: str | None) -> tuple[str | None, str]:
    """A national row is found by its requirement; a local one by its section and its words."""
    if requirement_id is not None:
        return requirement_id, ""
    return None, _local_identity(row.section, row.requirement or row.ref or str(row.key))


def _targets(
    plan: Plan | None, framework_key: str, rows: Sequence[AcceptedRow]
) -> Mapping[tuple[str | None, str], Target]:
    titles = _titles(framework_key, rows)
    found: dict[tuple[str | None, str], Target] = {}
    for row in rows:
        for requirement in row.requirement_ids or (None,):
            identity = _identity(row, requirement)
            title = titles[requirement] if requirement is not None else _local_title(row)
            found.setdefault(identity, Target(requirement, title, identity=identity[1])).rows.append(row)
    if plan is not None:
        _fill(plan, found)
    return found


def _titles(framework_key: str, rows: Sequence[AcceptedRow]) -> Mapping[str, str]:
    framework = find_framework(framework_key)
    if framework is None:
        raise Refused("This national plan is not in the installation. Ask its administrator to sync the frameworks.")
    wanted = {key for row in rows for key in row.requirement_ids}
    known = get_requirements(wanted, framework_id=framework.id)
    if missing := sorted(wanted - set(known)):
        raise Refused(f"The national plan has no requirement {missing[0]}. Match the row again.")
    return {key: f"{known[key].number} {known[key].title}" for key in wanted}


def _local_title(row: AcceptedRow) -> str:
    lines = row.requirement.strip().splitlines() or [row.section or row.ref or f"Row {row.n}"]
    return shortened(" ".join(lines[0].split()))


def _fill(plan: Plan, targets: Mapping[tuple[str | None, str], Target]) -> None:
    """Put the answers that exist, their open actions and what was last given to them beside the rows."""
    gap_actions = defaultdict(list)
    states = (ActionState.TO_DO.value, ActionState.UNDER_WAY.value)
    for action in GapAction.objects.filter(response__plan=plan, state__in=states).order_by("id"):
        gap_actions[action.response_id].append(action)
    last: dict[int, ReadingIn] = {}
    for reading in ReadingIn.objects.filter(response__plan=plan).order_by("applied_at", "-id"):
        last[reading.response_id] = reading
    found = Response.objects.filter(plan=plan).select_related("plan__council", "requirement", "lead")
    responses = {_identity_of(each, last.get(each.pk)): each for each in found.order_by("-order", "-id")}
    for identity, target in targets.items():
        response = responses.get(identity)
        if response is not None:
            target.response = response
            target.open_actions = gap_actions[response.pk]
            target.last = last.get(response.pk)
            target.given = Arrival.given_of(target.last)


def _identity_of(response: Response, last: ReadingIn | None) -> tuple[str | None, str]:
    """A local row is known again by what the document called it, whatever people have made of its words since."""
    if response.requirement is not None:
        return response.requirement.key, ""
    return None, last.given["identity"] if last is not None else _local_identity(response.section, response.wording)


def _local_identity(section: str | None, words: str) -> str:
    return " ".join(f"{section or ''} {words}".casefold().split())


def _arrival(target: Target, chosen: Choice) -> Arrival:
    joined = target.joined
    said = joined.said
    for row in target.rows:
        own = said_by_row(row)
        for each in joined.disagreements:
            if (row.key, target.requirement_id, each.field) in chosen and own.shown(each.field) == each.second:
                said = said.taking(each.field, own)
    keys = {row.key for row in target.rows}
    return Arrival(
        requirement_key=target.requirement_id,
        title=target.title,
        identity=target.identity,
        rows=tuple(target.rows),
        response=target.response,
        open_actions=tuple(target.open_actions),
        last=target.last,
        now=target.now,
        said=said,
        judged=judge(target.now, said, target.given),
        disagreements=len(joined.disagreements),
        overwrite=frozenset(
            name for key, requirement, name in chosen if key in keys and requirement == target.requirement_id
        ),
    )


def _effect(row: AcceptedRow, target: Target, edits: Mapping[tuple[int, str], str]) -> RowEffect:
    """The first row of a target tells what changes; those after it what they say otherwise."""
    joined = target.joined
    if row is target.rows[0]:
        changes = tuple(_change(each, target, edits) for each in judge(target.now, joined.said, target.given))
    else:
        changes = tuple(_differs(each, target.rows[0]) for each in joined.disagreements if _says(row, each))
    if any(change.asks for change in changes):
        effect = Effect.ASKS
    elif target.last is None and target.now == Said():
        effect = Effect.NEW
    else:
        effect = Effect.CHANGED if changes else Effect.SAME
    return RowEffect(row.key, target.requirement_id, target.title, effect, changes)


def _change(judged: Judged, target: Target, edits: Mapping[tuple[int, str], str]) -> FieldChange:
    asks = judged.outcome is Outcome.ASKS
    pk = target.response.pk if target.response is not None else 0
    return FieldChange(
        field=judged.field, label=LABELS[judged.field], now=judged.now, then=judged.then, asks=asks,
        edited=edits.get((pk, judged.field), "Somebody wrote this in the plan.") if asks else "",
        again=asks and says_it_again(judged.field, target.joined.said, target.given),
    )  # fmt: skip


def _differs(each: Disagreement, first: AcceptedRow) -> FieldChange:
    return FieldChange(
        field=each.field, label=LABELS[each.field], now=each.first, then=each.second, asks=True,
        edited=f"Row {first.n} of the same document answers this requirement too and says “{each.first}”.",
    )  # fmt: skip


def _says(row: AcceptedRow, each: Disagreement) -> bool:
    return said_by_row(row).shown(each.field) == each.second


_COLUMNS = {"lead": "lead__title"}


def _edited_since(targets: Iterable[Target]) -> Mapping[tuple[int, str], str]:
    """For each field a person changed: who, when and why, as a sentence."""
    asking = {
        target.response.pk for target in targets
        if target.response is not None
        and any(each.outcome is Outcome.ASKS for each in judge(target.now, target.joined.said, target.given))
    }  # fmt: skip
    names = [name for name in LABELS if name != "gap_actions"]
    columns = [_COLUMNS.get(name, name) for name in names]
    history = Response.history.filter(id__in=asking).order_by("id", "history_date", "history_id")
    edits: dict[tuple[int, str], str] = {}
    before: tuple[int, tuple[Any, ...]] = (0, ())
    for pk, at, who, why, *values in history.values_list(
        "id", "history_date", "changed_as", "history_change_reason", *columns
    ):
        for index, name in enumerate(names):
            if before[0] == pk and before[1][index] != values[index]:
                said, day = f": “{why}”" if why else ", without a reason", timezone.localdate(at)
                edits[pk, name] = f"Changed by the {who.lower() or 'program'} on {full_day(day)}{said}."
        before = (pk, tuple(values))
    return edits
