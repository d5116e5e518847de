"""Evidence on rows: what shows an answer to be true, from a day until a day."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.door import caller_of
from overwinter.exchange.queries import content
from overwinter.exchange.resources.gap_actions import OfResponse
from overwinter.exchange.resources.responses import OfPlan
from overwinter.exchange.resources.shape import After, Limit, Out, Page, RoleOut, page_of, role_out, takes
from overwinter.exchange.resources.versions import show_version
from overwinter.infra import clock
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
    """With a file: its name. The file itself is on the page of the row."""
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
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    return page_of(request, found, evidence_out, after, limit)


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
