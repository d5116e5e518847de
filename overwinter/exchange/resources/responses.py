"""The rows of a plan: what the council says to each requirement, and rows of its own."""

from datetime import date, datetime
from typing import Annotated, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.door import Caller, caller_of
from overwinter.exchange.problems import Kind
from overwinter.exchange.queries import content
from overwinter.exchange.resources.council import GroupOut
from overwinter.exchange.resources.shape import (
    LARGEST,
    After,
    Id,
    In,
    Limit,
    Out,
    Page,
    RoleOut,
    narrowed,
    page_of,
    role_out,
    takes,
)
from overwinter.exchange.resources.versions import STALE, IfMatch, moment, require_version, show_version
from overwinter.exchange.resources.writing import Line, OnceKey, Why, Words, done_once
from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans import api as plans
from overwinter.plans.api import Response, ResponseChanges

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
    led_with: list[int]
    """The ids of the roles that lead it too."""
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
    return page_of(request, narrowed(found, wanted), response_out, after, limit)


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
        led_with=list(row.led_with),
        by_when=row.by_when, by_when_date=row.by_when_date, next_review=row.next_review, reviewed_on=row.reviewed_on,
        groups=[GroupOut(id=group.pk, name=group.name) for group in row.reporting_groups.all()],
        changed_as=row.changed_as, version=row.version,
    )  # fmt: skip


class ResponseIn(In):
    """What changes. RAG and fully met do not change without ``why``, nor does a date that was set."""

    rag: Rag | None = None
    """Null stays as it is: to take a status back, send "unknown"."""
    fully_met: FullyMet | None = None
    text: Words | None = None
    wording: Words | None = None
    lead: Id | None = None
    """The id of a role of the council; null: the row takes the lead of its section, if that has one."""
    led_with: Annotated[list[Id], Field(max_length=20)] | None = None
    """The ids of the roles that lead it too."""
    groups: Annotated[list[Id], Field(max_length=50)] | None = None
    """The ids of all groups it reports to; none: those of its section."""
    by_when: Words | None = None
    by_when_date: date | None = None
    """Null: no date."""
    next_review: date | None = None
    """Null: no date."""
    title: Line | None = None
    """Of a local row only, as are theme, section and number."""
    theme: Line | None = None
    section: Line | None = None
    number: Annotated[Line, Field(max_length=40)] | None = None
    why: Why = ""
    """The board reads it, beside what changed."""


class LocalResponseIn(In):
    title: Annotated[Line, Field(min_length=1)]
    theme: Line = ""
    section: Line = ""
    number: Annotated[Line, Field(max_length=40)] = ""
    wording: Words = ""
    text: Words = ""
    lead: Id | None = None


class ReviewIn(In):
    next_review: date | None = None
    """Null: it stays as it is."""
    why: Why = ""


NULL_IS_NOTHING = frozenset({"lead", "by_when_date", "next_review"})
"""Fields in which null takes away what stands there; in others it changes nothing."""


@router.patch(
    "/responses/{int:response_id}", **takes(Scope.RESPONSES_WRITE, ResponseOut, also=STALE), summary="Change a row"
)
def change_response(
    request: HttpRequest, response: HttpResponse, response_id: int, body: ResponseIn, if_match: IfMatch
) -> ResponseOut:
    """Only the fields that are sent. What changes something without need is refused: send what is to be different."""
    caller = caller_of(request)
    said = body.model_dump(exclude_unset=True, exclude={"why"})
    changes = cast(ResponseChanges, {k: v for k, v in said.items() if v is not None or k in NULL_IS_NOTHING})
    with transaction.atomic():
        row = _read(caller, response_id, if_match)
        plans.update_response(
            response_id=row.pk, changes=changes, why=body.why, expected_version=row.version, by=caller.identity,
            viewer=caller.viewer,
        )  # fmt: skip
    return read_response(request, response, response_id)


@router.post(
    "/responses/{int:response_id}/reviews", **takes(Scope.RESPONSES_WRITE, ResponseOut, also=STALE),
    summary="Say that a row was looked at and is true",
)  # fmt: skip
def review_response(
    request: HttpRequest, response: HttpResponse, response_id: int, body: ReviewIn, if_match: IfMatch
) -> ResponseOut:
    caller = caller_of(request)
    with transaction.atomic():
        row = _read(caller, response_id, if_match)
        plans.review_response(
            response_id=row.pk, expected_version=row.version, next_review=body.next_review, why=body.why,
            by=caller.identity, viewer=caller.viewer,
        )  # fmt: skip
    return read_response(request, response, response_id)


@router.post(
    "/plans/{int:plan_id}/responses", **takes(Scope.RESPONSES_WRITE, ResponseOut, status=201, also=(Kind.REFUSED,)),
    summary="Add a local row",
)  # fmt: skip
def add_response(
    request: HttpRequest, response: HttpResponse, plan_id: int, body: LocalResponseIn, once: OnceKey
) -> Status[ResponseOut] | HttpResponse:
    """A row of the council's own, which no national requirement asks for."""
    caller = caller_of(request)
    plan = content.get_plan(caller.viewer, plan_id)

    def add() -> ResponseOut:
        said = body.model_dump(exclude={"lead"})
        row = plans.add_local_response(
            plan_id=plan.pk, lead_id=body.lead, by=caller.identity, viewer=caller.viewer, **said
        )
        return read_response(request, response, row.pk)

    return done_once(request, response, once, add)


def _read(caller: Caller, response_id: int, if_match: str | None) -> Response:
    """The row that the caller has read, which stays as it is until the write is done."""
    row = content.get_response(caller.viewer, response_id, to_write=True)
    require_version(if_match, row.version, response_out(row))
    return row
