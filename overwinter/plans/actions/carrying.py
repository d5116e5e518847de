"""Carrying a closed winter's plan to the next: what is carried is marked, and nothing a person wrote is overwritten."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from overwinter.accounts.api import User
from overwinter.frameworks.api import FrameworkFact, find_framework
from overwinter.kernel.verdict import Refused
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Role
from overwinter.plans import permissions, recording
from overwinter.plans.actions.plans import create_plan
from overwinter.plans.domain.carrying import OldRow, Source, Way, foresee, joined_text, may_carry
from overwinter.plans.inheriting import inherit, join_groups
from overwinter.plans.models import CarriedAnswer, Evidence, GapAction, Plan, Response
from overwinter.plans.queries.winters import (
    OPEN,
    find_plan_for,
    ground_of,
    list_asked,
    list_old_rows,
    list_ways_between,
)  # fmt: skip

KEPT = "kept as a row of our own"


@dataclass(frozen=True, slots=True)
class Carried:
    """What was carried: the plan, and how many of its rows took something."""

    plan: Plan
    rows: int
    kept: int
    """Rows that are the council's own now, for nothing of the new framework takes them."""
    left_alone: int
    """Rows that had been answered since, so that their words are as they were."""


@transaction.atomic
def carry_plan(
    *,
    plan_id: int,
    framework_key: str,
    winter: str,
    pairs: Collection[tuple[int, int]],
    keep: Collection[int],
    by: User,
) -> Carried:
    """Carry a plan to ``winter`` and ``framework_key``. ``pairs``: old row and new requirement, as the person left them
    in the preview; ``keep``: old rows without a place that become local ones.

    Carried again, it adds what is not there yet and changes nothing that is.
    """
    writer = recording.writer_for(by)
    source = Plan.objects.select_related("council", "framework").select_for_update(of=("self",)).get(pk=plan_id)
    framework, season = _framework(framework_key), _season(winter)
    manages = bool(permissions.may_manage_plan(writer.viewer, council_id=source.council_id))
    asked = list_asked(framework.id)
    ways = list_ways_between(source, framework, asked)
    may_carry(ground_of(source, framework, season, asked, ways, manages=manages)).require()
    plan = find_plan_for(source.council_id, framework.id, season.code) or create_plan(
        council_id=source.council_id, framework_key=framework_key, winter=season.code, by=by
    )
    if plan.carried_from_id is None:
        Plan.objects.filter(pk=plan.pk).update(carried_from=source)
    desk = _Desk(source, plan, writer)
    preview = foresee(list_old_rows(source, writer.day), asked, ways)
    chosen = set(pairs)
    for fate in preview.fates:
        taken = [each for each in (*fate.sources, *fate.related) if (each.row.id, fate.asked.id) in chosen]
        desk.carry(fate.asked.id, taken)
    kept = [desk.keep(row) for row in preview.homeless if row.id in keep]
    recording.finish(
        "plan carried from last winter", plan=plan, writer=writer, subject=plan,
        details={"from": source.pk, "rows": desk.rows, "kept": sum(kept)},
    )  # fmt: skip
    return Carried(plan, desk.rows, sum(kept), desk.left_alone)


class _Desk:
    """What lies on the table while a plan is carried: the old rows and the new ones, and what was carried before."""

    def __init__(self, source: Plan, plan: Plan, writer: recording.Writer) -> None:
        self.source, self.plan, self.writer = source, plan, writer
        self.speaks_as = writer.speaks_as(plan.council_id)
        self.why = f"Carried from the plan of winter {Winter.parse(source.winter)}"
        self.old = {row.pk: row for row in source.responses.select_related("requirement", "lead").order_by("id")}
        own = Response.objects.filter(plan=plan, requirement__isnull=False).select_related("requirement")
        self.new = {row.requirement_id: row for row in own.order_by("id")}
        self.before = set(
            CarriedAnswer.objects.filter(response__plan=plan).order_by("id").values_list("response_id", "source_id")
        )
        self.standing = set(
            Role.objects.filter(council_id=plan.council_id, ended_on=None).order_by("id").values_list("id", flat=True)
        )
        self.rows = self.left_alone = 0

    def carry(self, requirement_id: int, taken: Sequence[Source]) -> None:
        row = self.new.get(requirement_id)
        fresh = [each for each in taken if row is not None and (row.pk, each.row.id) not in self.before]
        if row is None or not fresh:
            return
        gave = self._words(row, [self.old[each.row.id] for each in fresh])
        self._mark(row, fresh, gave=gave)

    def keep(self, old: OldRow) -> bool:
        """An old row becomes one of the council's own. False where it was kept before."""
        source = self.old[old.id]
        if any(source.pk == each for _, each in self.before):
            return False
        last = self.plan.responses.aggregate(last=Max("order"))["last"] or 0
        national = source.requirement
        row = Response(
            plan=self.plan, order=last + 1, title=(national.title if national else source.title)[:300],
            number=national.number if national else source.number, section=source.section, theme=source.theme,
            wording=source.wording,
        )  # fmt: skip
        gave = self._words(row, [source])
        self._mark(row, [Source(old, Way(old.requirement or 0, 0, KEPT))], gave=gave)
        return True

    def _words(self, row: Response, sources: Sequence[Response]) -> bool:
        """Text, leads and groups, each where the row has none; saves it. Whether its words are the old ones now."""
        untouched = row.pk is None or row.reviewed_on is None
        gives = untouched and not row.text
        if gives:
            row.text = joined_text((source.name, source.text) for source in sources)
        elif any(source.text for source in sources):
            self.left_alone += 1
        if row.lead_id is None:
            leads = list(dict.fromkeys(pk for source in sources for pk in source.lead_ids if pk in self.standing))
            row.lead_id, row.led_with = (leads[0], leads[1:]) if leads else (None, [])
        if not row.reporting_to:
            row.reporting_to = "\n".join(self._groups(sources))
        inherit(self.plan, [row])
        recording.save(row, writer=self.writer, speaks_as=self.speaks_as, why=self.why)
        join_groups(self.plan, [row])
        return gives and bool(row.text)

    def _groups(self, sources: Iterable[Response]) -> list[str]:
        standing = {
            group.name for source in sources for group in source.reporting_groups.filter(ended_on=None).order_by("name")
        }
        return sorted(standing, key=str.casefold)

    def _mark(self, row: Response, fresh: Sequence[Source], *, gave: bool) -> None:
        ids = [each.row.id for each in fresh]
        CarriedAnswer.objects.bulk_create(
            CarriedAnswer(
                response=row, source_id=each.row.id, relation=each.way.relation, gave_text=gave,
                carried_at=self.writer.at, carried_as=self.speaks_as,
            )
            for each in fresh
        )  # fmt: skip
        for action in GapAction.objects.filter(response_id__in=ids, state__in=OPEN).order_by("id"):
            self._copy_action(action, row)
        found = Evidence.objects.filter(response_id__in=ids, ended_on=None, expires_on__gt=self.writer.day)
        for evidence in found.order_by("id"):
            self._copy_evidence(evidence, row)
        self.rows += 1

    def _copy_action(self, action: GapAction, row: Response) -> None:
        if GapAction.objects.filter(response__plan=self.plan, carried_from=action).exists():
            return
        owner = action.owner_id if action.owner_id in self.standing else None
        copy = GapAction(
            response=row, text=action.text, owner_id=owner, due=action.due, due_as_written=action.due_as_written,
            state=action.state, priority=action.priority, carried_from=action,
        )  # fmt: skip
        recording.save(copy, writer=self.writer, speaks_as=self.speaks_as, why=self.why)

    def _copy_evidence(self, evidence: Evidence, row: Response) -> None:
        copy = Evidence(
            response=row, kind=evidence.kind, title=evidence.title, measure_code=evidence.measure_code,
            file_id=evidence.file_id, file_name=evidence.file_name, url=evidence.url, note=evidence.note,
            owner_id=evidence.owner_id if evidence.owner_id in self.standing else None, true_on=evidence.true_on,
            expires_on=evidence.expires_on,
        )  # fmt: skip
        recording.save(copy, writer=self.writer, speaks_as=self.speaks_as, why=self.why)


def _framework(key: str) -> FrameworkFact:
    found = find_framework(key)
    if found is None:
        raise Refused("This national plan is not in the installation. Ask its administrator to sync the frameworks.")
    return found


def _season(code: str) -> Winter:
    try:
        return Winter.parse(code)
    except ValueError as problem:
        raise Refused(f"{problem}.") from problem
