"""The plans of the council: one for each winter and framework."""

from datetime import date

from django.http import HttpRequest
from ninja import Router

from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.door import caller_of
from overwinter.exchange.queries import content
from overwinter.exchange.resources.shape import After, Limit, Out, Page, page_of, takes
from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans.api import Plan, RowFacts, list_rows, signing_of

router = Router(tags=["Plans"])


class PlanOut(Out):
    id: int
    council: str
    framework: str
    """The key of the framework it answers."""
    winter: str
    title: str
    started_on: date
    revision: int
    """Goes up with every change of the plan: while it is the same, so is everything of it that people wrote."""


class RagCounts(Out):
    green: int
    amber: int
    red: int
    unknown: int
    """Nobody has said."""


class MetCounts(Out):
    yes: int
    partial: int
    no: int
    unknown: int
    """Nobody has said."""


class PlanDetailOut(PlanOut):
    rows: int
    in_force: int
    """Rows that are asked for today; the others are counted nowhere below."""
    rag: RagCounts
    fully_met: MetCounts
    signed_on: date | None
    """When the last signature of the chain in force was given; null: the plan is not signed."""


@router.get("/plans", **takes(Scope.PLANS_READ, Page[PlanOut]), summary="The plans of the council")
def read_plans(request: HttpRequest, after: After, limit: Limit) -> Page[PlanOut]:
    return page_of(request, content.list_plans(caller_of(request).viewer), plan_out, after, limit)


@router.get("/plans/{int:plan_id}", **takes(Scope.PLANS_READ, PlanDetailOut), summary="One plan, with its counts")
def read_plan(request: HttpRequest, plan_id: int) -> PlanDetailOut:
    plan = content.get_plan(caller_of(request).viewer, plan_id)
    rows = list_rows(plan)
    counted = [row for row in rows if row.in_force]
    signed = signing_of(plan).in_force
    return PlanDetailOut(
        **plan_out(plan).model_dump(), rows=len(rows), in_force=len(counted), rag=_rags(counted),
        fully_met=_mets(counted),
        signed_on=signed.moved_on if signed is not None else None,
    )  # fmt: skip


def plan_out(plan: Plan) -> PlanOut:
    return PlanOut(
        id=plan.pk, council=plan.council.code, framework=plan.framework.key, winter=plan.winter, title=plan.title,
        started_on=plan.started_on, revision=plan.revision,
    )  # fmt: skip


def _rags(rows: list[RowFacts]) -> RagCounts:
    return RagCounts(**{rag.value: sum(row.rag is rag for row in rows) for rag in Rag})


def _mets(rows: list[RowFacts]) -> MetCounts:
    return MetCounts(**{met.value: sum(row.fully_met is met for row in rows) for met in FullyMet})
