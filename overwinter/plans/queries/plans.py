"""Reads of whole plans: the list, the wall, how it stood on its Fridays."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, When

from overwinter.infra import clock
from overwinter.organisations.api import Viewer
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.timeline import DayCounts, Moment, counts_on, fridays, standing_on
from overwinter.plans.models import Plan, Response
from overwinter.plans.queries.rows import list_moments, list_rows
from overwinter.plans.queries.scope import visible_plans

PER_PAGE = 20
_KEPT_FOR = timedelta(days=2).total_seconds()


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in the list: whose, and how many of its rows stand at each status."""

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


def list_plans(viewer: Viewer, *, page: int = 1) -> "Page[PlanLine]":
    """Own councils' plans first, then those that are shared, by council, newest winter first."""
    other = Case(When(council_id__in=viewer.council_ids, then=0), default=1)
    plans = visible_plans(viewer).select_related("council", "framework")
    paginator: Paginator[Plan] = Paginator(plans.order_by(other, "council__name", "-winter", "id"), PER_PAGE)
    shown = paginator.get_page(page)
    lines = _lines(viewer, list(shown.object_list))
    return Page(lines, shown.number, paginator)  # type: ignore[arg-type]  # lines in place of the plans they are of


def _lines(viewer: Viewer, plans: list[Plan]) -> list[PlanLine]:
    counts = (
        Response.objects.filter(plan__in=[plan.pk for plan in plans])
        .order_by()
        .values_list("plan_id", "rag", "fully_met")
        .annotate(rows=Count("id"))
    )
    rags: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    mets: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for plan_id, rag, met, rows in counts:
        rags[plan_id][rag] += rows
        mets[plan_id][met] += rows
    return [
        PlanLine(plan, dict(rags[plan.pk]), dict(mets[plan.pk]), viewer.belongs_to(plan.council_id)) for plan in plans
    ]


def get_picture(plan: Plan, *, as_at: date | None = None, since: date | None = None) -> PlanPicture:
    """Everything the wall and the table show of a plan on a day (now, when ``as_at`` is none or today)."""
    today = clock.today()
    is_now = as_at is None or as_at >= today
    moments = None if is_now and since is None else list_moments(plan)
    rows = list_rows(plan) if is_now else list_rows(plan, as_at=as_at, moments=moments)
    return PlanPicture(
        plan=plan,
        day=today if is_now or as_at is None else as_at,
        is_now=is_now,
        rows=rows,
        fridays=_fridays(plan, today, moments),
        since=since,
        moved=_moved(rows, standing_on(since, moments)) if since is not None and moments is not None else {},
    )


def _fridays(plan: Plan, today: date, moments: tuple[Moment, ...] | None) -> tuple[DayCounts, ...]:
    """Kept for the state of the plan that ``key`` and ``revision`` name, so it cannot be out of date."""
    name = f"plans.fridays.{plan.key}.{plan.revision}.{today.isoformat()}"
    kept: tuple[DayCounts, ...] | None = cache.get(name)
    if kept is None:
        past = list_moments(plan) if moments is None else moments
        first = past[0].day if past else plan.started_on
        kept = counts_on(fridays(first, today), past)
        cache.set(name, kept, _KEPT_FOR)
    return kept


def _moved(rows: tuple[RowFacts, ...], then: Mapping[int, Moment]) -> Mapping[int, tuple[str, str]]:
    """A row that was not there then has moved from nothing (the empty word)."""
    moved = {}
    for row in rows:
        before = then.get(row.response_id)
        if before is None or before.rag != row.rag.value or before.fully_met != row.fully_met.value:
            moved[row.response_id] = (before.rag if before else "", row.rag.value)
    return moved
