"""Reads of the end of a winter and of what next winter's plan has of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import Http404

from overwinter.frameworks.api import FrameworkFact, list_requirements, list_ways
from overwinter.kernel.status import Rag
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Viewer
from overwinter.plans.domain.carrying import Asked, Ground, OldRow, Standing, Way
from overwinter.plans.domain.facts import ActionState, RowFacts
from overwinter.plans.models import CarriedAnswer, Closing, Evidence, GapAction, Lesson, Plan, Response
from overwinter.plans.queries.many import rows_of
from overwinter.plans.queries.rows import list_rows
from overwinter.plans.queries.scope import visible_plans

OPEN = [state.value for state in ActionState if state.is_open]


def list_lessons(plan: Plan) -> list[Lesson]:
    """In the order in which they were recorded."""
    found = Lesson.objects.filter(plan=plan).select_related("response__requirement", "owner")
    return list(found.order_by("id"))


def get_lesson(viewer: Viewer, plan_id: int, lesson_id: int) -> Lesson:
    found = Lesson.objects.filter(plan__in=visible_plans(viewer), plan__council_id__in=viewer.council_ids)
    lesson = found.select_related("plan__council", "response__requirement", "owner").filter(
        plan_id=plan_id, pk=lesson_id
    ).first()  # fmt: skip
    if lesson is None:
        raise Http404("There is no such lesson of this plan.")
    return lesson


def list_closings(plan: Plan) -> list[Closing]:
    """Every time the winter was closed, newest first."""
    return list(Closing.objects.filter(plan=plan).order_by("-closed_at", "-id"))


def find_next_plan(plan: Plan) -> Plan | None:
    """The newest plan that was carried from this one."""
    return Plan.objects.filter(carried_from=plan).order_by("-winter", "-id").first()


def list_carried(response: Response) -> list[CarriedAnswer]:
    """What the row was carried from, each with the lessons of last winter about it."""
    if response.plan.carried_from_id is None:
        return []
    found = CarriedAnswer.objects.filter(response=response)
    found = found.select_related("source__requirement", "source__plan", "source__lead")
    return list(found.prefetch_related("source__lessons").order_by("id"))


def list_lessons_of(response: Response) -> list[Lesson]:
    """What this winter taught about the row. A query of the row that looked for lessons spares another."""
    taught = getattr(response, "taught", True)
    return list(response.lessons.select_related("owner").order_by("id")) if taught else []


def list_old_rows(plan: Plan, today: date) -> list[OldRow]:
    """Every row of the plan in its order, with how much of it could be carried."""
    actions: dict[int, int] = {}
    for row_id in GapAction.objects.filter(response__plan=plan, state__in=OPEN).values_list("response_id", flat=True):
        actions[row_id] = actions.get(row_id, 0) + 1
    evidence: dict[int, int] = {}
    found = Evidence.objects.filter(response__plan=plan, ended_on=None, expires_on__gt=today)
    for row_id in found.order_by("id").values_list("response_id", flat=True):
        evidence[row_id] = evidence.get(row_id, 0) + 1
    rows = rows_of(plan, plan.responses.values_list("pk", flat=True))
    return [
        OldRow(row.pk, row.requirement_id, row.name, row.text, actions.get(row.pk, 0), evidence.get(row.pk, 0))
        for row in rows
    ]


def list_asked(framework_id: int) -> list[Asked]:
    """What the framework asks today, in its order."""
    found = list_requirements(framework_id)
    return [
        Asked(each.id, f"{each.number} {each.title}", each.section.short) for each in found if each.withdrawn_on is None
    ]


def list_ways_between(plan: Plan, framework: FrameworkFact, asked: Sequence[Asked]) -> list[Way]:
    """The same framework leads to itself, requirement by requirement."""
    if framework.id == plan.framework_id:
        return [Way(each.id, each.id, "asks the same") for each in asked]
    return [
        Way(each.earlier_id, each.later_id, each.relation.label, each.carries, each.note)
        for each in list_ways(plan.framework_id, framework.id)
    ]


def find_plan_for(council_id: int, framework_id: int, winter: str) -> Plan | None:
    found = Plan.objects.filter(council_id=council_id, framework_id=framework_id, winter=winter)
    return found.select_related("council", "framework").first()


def standing_of(there: Plan | None, source: Plan) -> Standing:
    """What there is already of the plan that would be carried to."""
    if there is None:
        return Standing.NONE
    if there.carried_from_id == source.pk:
        return Standing.CARRIED
    answered = any(_is_answered(row) for row in list_rows(there))
    return Standing.ANSWERED if answered or there.carried_from_id is not None else Standing.EMPTY


def _is_answered(row: RowFacts) -> bool:
    return bool(row.text or row.is_local or row.gap_actions or row.is_answered or row.rag is not Rag.UNKNOWN)


def ground_of(
    plan: Plan, framework: FrameworkFact, winter: Winter, asked: Sequence[Asked], ways: Sequence[Way], *, manages: bool
) -> Ground:
    there = find_plan_for(plan.council_id, framework.id, winter.code)
    return Ground(
        manages=manages, closed=plan.closed_on is not None, later=winter > Winter.parse(plan.winter), asks=len(asked),
        ways=len(ways), standing=standing_of(there, plan), winter=str(winter), framework=framework.title,
    )  # fmt: skip


def names_of_rows(plan: Plan) -> Mapping[int, str]:
    return {row.pk: row.name for row in rows_of(plan, plan.responses.values_list("pk", flat=True))}
