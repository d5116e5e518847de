"""The rows of one's own council's plans in which words occur."""

from dataclasses import dataclass

from django.db.models import Q

from overwinter.organisations.api import Viewer
from overwinter.plans.models import Plan, Response


@dataclass(frozen=True, slots=True)
class FoundRow:
    plan_id: int
    response_id: int
    winter: str
    number: str
    title: str
    rag: str
    fully_met: str
    text: str
    lead: str


def search_rows(viewer: Viewer, words: str, *, limit: int) -> list[FoundRow]:
    """Rows in which every word occurs: in number, title, wording, response or lead. Newest winter first, plan order."""
    plans = Plan.objects.filter(council_id__in=viewer.council_ids & {viewer.council_id})
    found = Response.objects.filter(plan__in=plans)
    for word in words.split():
        found = found.filter(
            Q(text__icontains=word)
            | Q(wording__icontains=word)
            | Q(title__icontains=word)
            | Q(number__iexact=word)
            | Q(requirement__title__icontains=word)
            | Q(requirement__number__iexact=word)
            | Q(lead__title__icontains=word)
        )
    found = found.select_related("plan", "requirement", "lead")
    return [_found(row) for row in found.order_by("-plan__winter", "requirement__order", "order", "id")[:limit]]


def _found(row: Response) -> FoundRow:
    national = row.requirement
    return FoundRow(
        plan_id=row.plan_id,
        response_id=row.pk,
        winter=row.plan.winter,
        number=national.number if national else row.number,
        title=national.title if national else row.title,
        rag=row.rag,
        fully_met=row.fully_met,
        text=row.text or row.wording,
        lead=row.lead.title if row.lead else "",
    )
