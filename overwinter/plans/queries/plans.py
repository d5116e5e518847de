"""Reads of whole plans: the list, the wall, how it stood on its Fridays."""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, OrderBy, Q, QuerySet, When

from overwinter.infra import clock
from overwinter.kernel.weeks import fridays
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Viewer
from overwinter.plans.domain.facts import NOT_IN_FORCE, RowFacts
from overwinter.plans.domain.findings import Challenge
from overwinter.plans.domain.force import day_within, in_force_on
from overwinter.plans.domain.timeline import DayCounts, counts_on
from overwinter.plans.models import Plan, Response
from overwinter.plans.queries.challenge import NOTHING, Beside, challenged, list_beside
from overwinter.plans.queries.rows import as_shared, list_moments, list_rows, standing_on
from overwinter.plans.queries.scope import visible_plans

PER_PAGE = 20
_KEPT_FOR = timedelta(days=2).total_seconds()


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in the list: whose, and how many of its rows stand at each status today.

    A row that is not in force is counted among ``rags`` as such, and not among ``mets``.
    """

    plan: Plan
    rags: Mapping[str, int]
    mets: Mapping[str, int]
    own: bool

    @property
    def total(self) -> int:
        return sum(self.rags.values())


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """A plan on a day: its rows, and the Fridays before it."""

    plan: Plan
    day: date
    is_now: bool
    rows: tuple[RowFacts, ...]
    fridays: tuple[DayCounts, ...]
    since: date | None = None
    moved: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    """For rows that moved since ``since``: RAG then and now."""
    beside: Beside = NOTHING
    """What was accepted of its findings, what is counted, what is kept as evidence."""

    @property
    def challenge(self) -> Challenge:
        """What the rules doubt in it, and what of that is accepted."""
        return challenged(self.rows, self.day, self.beside)


def list_plans(
    viewer: Viewer, *, page: int = 1, by: str = "", descending: bool = False, whole: bool = False
) -> "Page[PlanLine]":
    """Own councils' plans first, then those that are shared, by council, newest winter first.

    ``by`` puts them in another order: by "council", by how many rows in force today have a status of RAG, or are fully
    met ("met"); plans alike there keep the order above. ``whole`` is one page of all of them.
    """
    other = Case(When(council_id__in=viewer.council_ids, then=0), default=1)
    plans, first = _in_order(visible_plans(viewer), by, descending=descending)
    plans = plans.select_related("council", "framework").order_by(*first, other, "council__name", "-winter", "id")
    paginator: Paginator[Plan] = Paginator(plans, sys.maxsize if whole else PER_PAGE)
    shown = paginator.get_page(page)
    lines = _lines(viewer, list(shown.object_list))
    return Page(lines, shown.number, paginator)  # type: ignore[arg-type]  # lines in place of the plans they are of


def _in_order(plans: QuerySet[Plan], by: str, *, descending: bool) -> tuple[QuerySet[Plan], list[OrderBy]]:
    """The plans with what they are put in order by, and that order."""
    if not by:
        return plans, []
    field = "council__name"
    if by != "council":
        status = Q(responses__fully_met="yes") if by == "met" else Q(responses__rag=by)
        plans = plans.annotate(counted=Count("responses", filter=status & _in_force(plans)))
        field = "counted"
    return plans, [F(field).desc() if descending else F(field).asc()]


def _in_force(plans: QuerySet[Plan]) -> Q:
    """Rows whose requirement applies today: :func:`in_force_on`, said to the database."""
    today, force = clock.today(), Q(pk__in=())
    for code in plans.order_by("winter").values_list("winter", flat=True).distinct():
        within = day_within(today, Winter.parse(code))
        starts, until = "responses__requirement__effective_from", "responses__requirement__effective_until"
        force |= (
            Q(winter=code)
            & (Q((starts, None)) | Q((f"{starts}__lte", within)))
            & (Q((until, None)) | Q((f"{until}__gte", within)))
        )
    withdrawn = "responses__requirement__withdrawn_on"
    return force & (Q((withdrawn, None)) | Q((f"{withdrawn}__gt", today)))


_FORCE = ("requirement__effective_from", "requirement__effective_until", "requirement__withdrawn_on")


def _lines(viewer: Viewer, plans: list[Plan]) -> list[PlanLine]:
    today = clock.today()
    winters = {plan.pk: Winter.parse(plan.winter) for plan in plans}
    counts = (
        Response.objects.filter(plan__in=list(winters))
        .order_by()
        .values_list("plan_id", "rag", "fully_met", *_FORCE)
        .annotate(rows=Count("id"))
    )
    rags: dict[int, Counter[str]] = defaultdict(Counter)
    mets: dict[int, Counter[str]] = defaultdict(Counter)
    for plan_id, rag, met, starts, until, withdrawn_on, rows in counts:
        if in_force_on(today, winters[plan_id], starts=starts, until=until, withdrawn_on=withdrawn_on):
            rags[plan_id][rag] += rows
            mets[plan_id][met] += rows
        else:
            rags[plan_id][NOT_IN_FORCE] += rows
    return [
        PlanLine(plan, dict(rags[plan.pk]), dict(mets[plan.pk]), viewer.belongs_to(plan.council_id)) for plan in plans
    ]


def get_shared_picture(plan: Plan) -> PlanPicture:
    """The plan of a council that shares its answers, as another council sees it: as it stands, without a past."""
    today = clock.today()
    rows, beside = as_shared(list_rows(plan)), list_beside(plan, own=False)
    return PlanPicture(plan=plan, day=today, is_now=True, rows=rows, fridays=(), beside=beside)


def get_picture(plan: Plan, *, as_at: date | None = None, since: date | None = None) -> PlanPicture:
    """Everything the wall and the table show of a plan on a day (now, when ``as_at`` is none or today)."""
    today = clock.today()
    past = as_at if as_at is not None and as_at < today else None
    rows = list_rows(plan, as_at=past)
    return PlanPicture(
        plan=plan,
        day=past or today,
        is_now=past is None,
        rows=rows,
        fridays=_fridays(plan, today),
        since=since,
        moved=_moved(rows, standing_on(plan, since)) if since is not None else {},
        beside=list_beside(plan, as_at=past),
    )


def _fridays(plan: Plan, today: date) -> tuple[DayCounts, ...]:
    """Kept for the states that name it (plan, framework, day), so what is kept cannot be out of date."""
    name = f"plans.fridays.{plan.key}.{plan.revision}.{plan.framework.digest}.{today.isoformat()}"
    kept: tuple[DayCounts, ...] | None = cache.get(name)
    if kept is None:
        days = fridays(plan.started_on, today)
        kept = counts_on(days, list_moments(plan, days), _not_in_force(plan))
        cache.set(name, kept, _KEPT_FOR)
    return kept


def _not_in_force(plan: Plan) -> Callable[[date], frozenset[int]]:
    """The rows of the plan whose requirement does not apply on a day."""
    winter = Winter.parse(plan.winter)
    dates = list(
        Response.objects.filter(plan=plan, requirement__isnull=False).order_by("id").values_list("id", *_FORCE)
    )
    return lambda day: frozenset(
        pk
        for pk, starts, until, withdrawn_on in dates
        if not in_force_on(day, winter, starts=starts, until=until, withdrawn_on=withdrawn_on)
    )


def _moved(rows: tuple[RowFacts, ...], then: Mapping[int, tuple[int, str, str]]) -> Mapping[int, tuple[str, str]]:
    """A row that was not there then has moved from nothing (the empty word)."""
    moved = {}
    for row in rows:
        _, rag, met = then.get(row.response_id, (0, "", ""))
        if (rag, met) != (row.rag.value, row.fully_met.value):
            moved[row.response_id] = (rag, row.rag.value)
    return moved
