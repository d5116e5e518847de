"""The rows of a plan: what the council says to each requirement, and rows of its own."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.door import caller_of
from overwinter.exchange.queries import content
from overwinter.exchange.resources.council import GroupOut
from overwinter.exchange.resources.shape import LARGEST, After, Limit, Out, Page, RoleOut, page_of, role_out, takes
from overwinter.exchange.resources.versions import moment, show_version
from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans.api import Response

router = Router(tags=["Responses"])

ChangedSince = Annotated[
    datetime | None,
    Query(None, description="Only what was saved at that moment or after it, such as 2026-11-28T09:30:00Z."),
]
OfPlan = Annotated[int | None, Query(None, ge=1, le=LARGEST, description="Only of the plan with this id.")]


class ResponseOut(Out):
    id: int
    plan: int
    framework: str
    requirement: str | None
    """The key of the national requirement it answers; null: a local row, which no national plan asks for."""
    number: str
    title: str
    theme: str
    section: str
    wording: str
    """The requirement in the words of the council's own document; empty where none was read in."""
    text: str
    """What the council says it does; empty: it has not said."""
    rag: Rag
    """How it goes."""
    fully_met: FullyMet
    """Whether it is in place. Neither follows from the other."""
    lead: RoleOut | None
    """Null: nobody is named."""
    by_when: str
    """As the council wrote it."""
    by_when_date: date | None
    """The same as a date; null: none was said."""
    next_review: date | None
    reviewed_on: date | None
    """When somebody last changed it or said that nothing had changed; null: never."""
    groups: list[GroupOut]
    """What it reports to."""
    changed_as: str
    """As what the last change was made: a role, a grant, or a service; empty: as it was when the plan was started."""
    version: int
    """Goes up with each change; the ETag of the row."""


@router.get("/responses", **takes(Scope.RESPONSES_READ, Page[ResponseOut]), summary="The rows of the council's plans")
def read_responses(
    request: HttpRequest, after: After, limit: Limit, plan: OfPlan, rag: Annotated[Rag | None, Query(None)],
    fully_met: Annotated[FullyMet | None, Query(None)], changed_since: ChangedSince,
) -> Page[ResponseOut]:  # fmt: skip
    found = content.list_responses(caller_of(request).viewer, changed_since=moment(changed_since))
    wanted = {"plan_id": plan, "rag": rag, "fully_met": fully_met}
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    return page_of(request, found, response_out, after, limit)


@router.get("/responses/{int:response_id}", **takes(Scope.RESPONSES_READ, ResponseOut), summary="One row")
def read_response(request: HttpRequest, response: HttpResponse, response_id: int) -> ResponseOut:
    found = content.get_response(caller_of(request).viewer, response_id)
    show_version(response, found.version)
    return response_out(found)


def response_out(row: Response) -> ResponseOut:
    asked = row.requirement
    return ResponseOut(
        id=row.pk, plan=row.plan_id, framework=row.plan.framework.key, requirement=asked.key if asked else None,
        number=asked.number if asked else row.number, title=asked.title if asked else row.title,
        theme=asked.section.theme.name if asked else row.theme, section=asked.section.name if asked else row.section,
        wording=row.wording, text=row.text, rag=Rag(row.rag), fully_met=FullyMet(row.fully_met),
        lead=role_out(row.lead),
        by_when=row.by_when, by_when_date=row.by_when_date, next_review=row.next_review, reviewed_on=row.reviewed_on,
        groups=[GroupOut(id=group.pk, name=group.name) for group in row.reporting_groups.all()],
        changed_as=row.changed_as, version=row.version,
    )  # fmt: skip
