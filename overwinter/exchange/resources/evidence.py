"""Evidence on rows: what shows an answer to be true, from a day until a day."""

from datetime import date
from typing import Annotated, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.door import Caller, caller_of
from overwinter.exchange.problems import Kind
from overwinter.exchange.queries import content
from overwinter.exchange.resources.gap_actions import OfResponse
from overwinter.exchange.resources.responses import OfPlan
from overwinter.exchange.resources.shape import (
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
from overwinter.exchange.resources.versions import STALE, IfMatch, require_version, show_version
from overwinter.exchange.resources.writing import ANY_SIGN, Line, OnceKey, Why, Words, done_once
from overwinter.infra import clock
from overwinter.plans import api as plans
from overwinter.plans.api import Evidence, EvidenceKind

router = Router(tags=["Evidence"])


class EvidenceOut(Out):
    id: int
    plan: int
    response: int
    """The id of the row it is on."""
    kind: EvidenceKind
    title: str
    measure: str | None
    """With a measure: its code."""
    file_name: str | None
    """With a file: its name. The file itself is at the address of the evidence, and /file."""
    url: str | None
    """With a link: the address."""
    note: str
    owner: RoleOut | None
    """Null: nobody is named to keep it true."""
    true_on: date
    """The day on which it was last seen to be true."""
    expires_on: date
    """Its last day."""
    ended_on: date | None
    """Null: it has not been ended."""
    in_date: bool
    """Whether it counts today."""
    changed_as: str
    version: int
    """Goes up with each change; its ETag."""


@router.get("/evidence", **takes(Scope.EVIDENCE_READ, Page[EvidenceOut]), summary="The evidence on the council's rows")
def read_evidence(
    request: HttpRequest, after: After, limit: Limit, plan: OfPlan, response: OfResponse,
    kind: Annotated[EvidenceKind | None, Query(None)],
) -> Page[EvidenceOut]:  # fmt: skip
    wanted = {"response__plan_id": plan, "response_id": response, "kind": kind}
    found = content.list_evidence(caller_of(request).viewer)
    return page_of(request, narrowed(found, wanted), evidence_out, after, limit)


@router.get("/evidence/{int:evidence_id}", **takes(Scope.EVIDENCE_READ, EvidenceOut), summary="One piece of evidence")
def read_one_evidence(request: HttpRequest, response: HttpResponse, evidence_id: int) -> EvidenceOut:
    found = content.get_evidence(caller_of(request).viewer, evidence_id)
    show_version(response, found.version)
    return evidence_out(found)


def evidence_out(kept: Evidence) -> EvidenceOut:
    return EvidenceOut(
        id=kept.pk, plan=kept.response.plan_id, response=kept.response_id, kind=EvidenceKind(kept.kind),
        title=kept.title, measure=kept.measure_code or None, file_name=kept.file_name or None,
        url=kept.url or None, note=kept.note,
        owner=role_out(kept.owner), true_on=kept.true_on, expires_on=kept.expires_on, ended_on=kept.ended_on,
        in_date=kept.facts.is_in_date(clock.today()), changed_as=kept.changed_as, version=kept.version,
    )  # fmt: skip


class NewEvidenceIn(In):
    kind: Literal["measure", "link", "record"]
    """A file is given as a form, to evidence-files of the row."""
    title: Line = ""
    """Needed but with a measure, which has its own."""
    measure: Annotated[str, Field(max_length=80, pattern=ANY_SIGN)] = ""
    """With a measure: its code."""
    url: Annotated[str, Field(max_length=2_000, pattern=ANY_SIGN)] = ""
    """With a link: the whole address, from https:// on."""
    note: Words = ""
    """With a record: where it is kept and how it is found there."""
    owner: Id | None = None
    true_on: date
    expires_on: date


class RenewalIn(In):
    true_on: date
    expires_on: date
    owner: Id | None = None
    """Left out: it stays whose it is. Null: nobody."""
    url: Annotated[str, Field(max_length=2_000, pattern=ANY_SIGN)] = ""
    """With a link: a newer address; empty: it stays."""
    why: Why = ""


class EndIn(In):
    why: Annotated[Why, Field(min_length=1)]


@router.post(
    "/responses/{int:response_id}/evidence",
    **takes(Scope.EVIDENCE_WRITE, EvidenceOut, status=201, also=(Kind.REFUSED,)), summary="Add evidence to a row",
)  # fmt: skip
def add_evidence(
    request: HttpRequest, response: HttpResponse, response_id: int, body: NewEvidenceIn, once: OnceKey
) -> Status[EvidenceOut] | HttpResponse:
    caller = caller_of(request)
    row = content.get_response(caller.viewer, response_id)

    def add() -> EvidenceOut:
        kept = plans.add_evidence(
            response_id=row.pk, kind=EvidenceKind(body.kind), title=body.title, measure_code=body.measure, url=body.url,
            note=body.note, owner_id=body.owner, true_on=body.true_on, expires_on=body.expires_on, by=caller.identity,
            viewer=caller.viewer,
        )  # fmt: skip
        return read_one_evidence(request, response, kept.pk)

    return done_once(request, response, once, add)


@router.post(
    "/evidence/{int:evidence_id}/renewals", **takes(Scope.EVIDENCE_WRITE, EvidenceOut, also=STALE),
    summary="Say that evidence was seen to be true again",
)  # fmt: skip
def renew_evidence(
    request: HttpRequest, response: HttpResponse, evidence_id: int, body: RenewalIn, if_match: IfMatch
) -> EvidenceOut:
    caller = caller_of(request)
    with transaction.atomic():
        kept = read_to_write(caller, evidence_id, if_match)
        plans.renew_evidence(
            evidence_id=kept.pk, true_on=body.true_on, expires_on=body.expires_on, url=body.url, why=body.why,
            owner_id=body.owner if "owner" in body.model_fields_set else kept.owner_id, expected_version=kept.version,
            by=caller.identity, viewer=caller.viewer,
        )  # fmt: skip
    return read_one_evidence(request, response, evidence_id)


@router.post(
    "/evidence/{int:evidence_id}/end", **takes(Scope.EVIDENCE_WRITE, EvidenceOut, also=STALE),
    summary="End evidence that shows nothing any more",
)  # fmt: skip
def end_evidence(
    request: HttpRequest, response: HttpResponse, evidence_id: int, body: EndIn, if_match: IfMatch
) -> EvidenceOut:
    """It leaves the row and stays in the history."""
    caller = caller_of(request)
    with transaction.atomic():
        kept = read_to_write(caller, evidence_id, if_match)
        plans.end_evidence(
            evidence_id=kept.pk, why=body.why, expected_version=kept.version, by=caller.identity, viewer=caller.viewer
        )
    return read_one_evidence(request, response, evidence_id)


def read_to_write(caller: Caller, evidence_id: int, if_match: str | None) -> Evidence:
    """The evidence that the caller has read, which stays as it is until the write is done."""
    kept = content.get_evidence(caller.viewer, evidence_id, to_write=True)
    require_version(if_match, kept.version, evidence_out(kept))
    return kept
