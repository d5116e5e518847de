"""Plans beside each other: what the viewer's council is let read of those that answer the same national plan.

How many statements each takes does not depend on how many councils there are. Words are left in the database where a
council does not share them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Case, F, QuerySet, Value, When

from overwinter.organisations.api import Kind, Like, Place, Region, Viewer, list_like_councils, list_sharing_councils
from overwinter.plans.models import Plan, Response
from overwinter.plans.queries.scope import comparable_plans, visible_plans


@dataclass(frozen=True, slots=True)
class ComparedPlan:
    plan_id: int
    council_id: int
    council: str
    place: Place
    own: bool
    words: bool
    """Whether its words are shared, too: then it can be opened."""
    state: str = ""
    """Names what its rows say now: while it is the same, so are they."""


@dataclass(frozen=True, slots=True)
class Around:
    """How much of what there is can be compared: no council is named that shares nothing."""

    councils: int
    """Others of this likeness in the installation."""
    sharing: int
    """Those of them that share with the viewer's council."""


Standing = tuple[int, int, str, str]
"""What a plan says of a requirement: their ids, RAG and fully met."""


@dataclass(frozen=True, slots=True)
class ComparedAnswer:
    """An answer of one's own or of another council; ``text`` is None where its words are not shared."""

    plan_id: int
    response_id: int
    requirement_id: int
    council: str
    place: Place
    own: bool
    rag: str
    fully_met: str
    text: str | None


def list_compared_plans(viewer: Viewer, plan: Plan, like: Like) -> list[ComparedPlan]:
    """``plan`` and those of its like that answer the same national plan in the same winter, by council."""
    found = _plans(viewer, plan, like).annotate(words=_words_shared(viewer)).order_by("council__name", "id")
    values = found.values_list(
        "id", "council_id", "council__name", "council__kind", "council__region", "council__system", "words",
        "key", "revision",
    )  # fmt: skip
    return [
        ComparedPlan(
            pk,
            council_id,
            name,
            Place(Kind(kind), Region(region), system),
            viewer.belongs_to(council_id),
            bool(words),
            f"{key}.{revision}",
        )
        for pk, council_id, name, kind, region, system, words, key, revision in values
    ]


def count_around(viewer: Viewer, plan: Plan, like: Like) -> Around:
    alike = list_like_councils(plan.council, like).exclude(pk__in=viewer.council_ids)
    sharing = list_sharing_councils(viewer, words=False).order_by()
    return Around(alike.count(), alike.filter(pk__in=sharing.values("id")).count())


def list_standings(viewer: Viewer, plan: Plan, like: Like) -> Iterator[Standing]:
    """What each of these plans says of each requirement."""
    rows = Response.objects.filter(plan__in=_plans(viewer, plan, like).values("id"), requirement__isnull=False)
    values = rows.order_by("plan_id", "requirement_id").values_list("plan_id", "requirement_id", "rag", "fully_met")
    return values.iterator(chunk_size=5000)


def list_compared_answers(
    viewer: Viewer,
    plan: Plan,
    like: Like,
    *,
    requirement_id: int | None = None,
    plan_ids: Collection[int] | None = None,
) -> list[ComparedAnswer]:
    """Answers with their words where these are shared: one's own council first, then by council."""
    rows = Response.objects.filter(plan__in=_plans(viewer, plan, like).values("id"), requirement__isnull=False)
    rows = rows.filter(requirement_id=requirement_id) if requirement_id is not None else rows
    rows = rows.filter(plan_id__in=plan_ids) if plan_ids is not None else rows
    readable = When(plan__in=visible_plans(viewer).values("id"), then=F("text"))
    values = (
        rows.annotate(shared_text=Case(readable, default=Value(None)))
        .order_by(_own_first(viewer), "plan__council__name", "plan_id", "requirement__order", "id")
        .values_list(
            "plan_id", "id", "requirement_id", "plan__council__name", "plan__council__kind", "plan__council__region",
            "plan__council__system", "plan__council_id", "rag", "fully_met", "shared_text",
        )
    )  # fmt: skip
    return [
        ComparedAnswer(
            plan_id,
            pk,
            asked,
            council,
            Place(Kind(kind), Region(region), system),
            viewer.belongs_to(owner),
            rag,
            met,
            text,
        )
        for plan_id, pk, asked, council, kind, region, system, owner, rag, met, text in values
    ]


def _plans(viewer: Viewer, plan: Plan, like: Like) -> QuerySet[Plan]:
    """Those of the same national plan and winter that the viewer's council is let read, of the likeness asked for."""
    alike = list_like_councils(plan.council, like).order_by()
    same = comparable_plans(viewer).filter(framework_id=plan.framework_id, winter=plan.winter)
    return same.filter(council__in=alike.values("id"))


def _words_shared(viewer: Viewer) -> Case:
    return Case(When(pk__in=visible_plans(viewer).values("id"), then=Value(True)), default=Value(False))


def _own_first(viewer: Viewer) -> Case:
    return Case(When(plan__council_id__in=viewer.council_ids, then=Value(0)), default=Value(1))
