"""Findings: something doubtful that a rule saw in a plan, and whether the council accepts it until a day."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field

from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.door import caller_of
from overwinter.exchange.problems import Kind
from overwinter.exchange.queries import content
from overwinter.exchange.resources.shape import AfterKey, In, Limit, Out, Page, page_of_keys, takes
from overwinter.exchange.resources.writing import ANY_SIGN, Why
from overwinter.plans import api as plans
from overwinter.plans.api import Challenge, FindingStanding

router = Router(tags=["Findings"])


class FindingState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    LAPSED = "lapsed"
    CHANGED = "changed"


class AcceptanceOut(Out):
    until: date
    """On the day after, the finding is open again."""
    reason: str
    accepted_as: str


class FindingOut(Out):
    id: str
    """The rule and what it is about, with a full stop between: the same from day to day."""
    rule: str
    title: str
    facts: str
    mend: str
    """How to mend it."""
    responses: list[int]
    """The ids of the rows it stands on; none: it is about the plan as a whole."""
    state: FindingState
    """Open; accepted; lapsed (the day of the acceptance has passed) or changed (it rests on other facts by now): the
    last two are open again."""
    fingerprint: str
    """Of the facts it rests on: while it is the same, so is the finding."""
    acceptance: AcceptanceOut | None
    """The newest that nobody took back; null: there is none."""


@router.get(
    "/plans/{int:plan_id}/findings",
    **takes(Scope.FINDINGS_READ, Page[FindingOut]),
    summary="The findings of a plan today",
)
def read_findings(
    request: HttpRequest, plan_id: int, after: AfterKey, limit: Limit, rule: Annotated[str, Query("", max_length=80)],
    state: Annotated[FindingState | None, Query(None)],
) -> Page[FindingOut]:  # fmt: skip
    """They are reckoned from the plan as it stands: nobody can write one."""
    found = [
        each for each in content.get_challenge(caller_of(request).viewer, plan_id).standing
        if rule in ("", each.finding.code) and state in (None, each.state.value)
    ]  # fmt: skip
    return page_of_keys(request, found, finding_id, finding_out, after, limit)


@router.get(
    "/plans/{int:plan_id}/findings/{str:finding_id}", **takes(Scope.FINDINGS_READ, FindingOut), summary="One finding"
)
def read_finding(request: HttpRequest, plan_id: int, finding_id: str) -> FindingOut:
    return finding_out(find(content.get_challenge(caller_of(request).viewer, plan_id), finding_id))


def find(challenge: Challenge, key: str) -> FindingStanding:
    code, _, subject = key.partition(".")
    found = challenge.find(code, subject)
    if found is None:
        raise Http404("There is no such finding today: what it saw has been mended, or never was.")
    return found


def finding_id(standing: FindingStanding) -> str:
    return f"{standing.finding.code}.{standing.finding.subject}"


def finding_out(standing: FindingStanding) -> FindingOut:
    finding, held = standing.finding, standing.accepted
    acceptance = AcceptanceOut(until=held.until, reason=held.reason, accepted_as=held.who) if held is not None else None
    return FindingOut(
        id=finding_id(standing), rule=finding.code, title=finding.title, facts=finding.facts, mend=finding.mend,
        responses=list(finding.rows), state=FindingState(standing.state.value), fingerprint=finding.fingerprint,
        acceptance=acceptance,
    )  # fmt: skip


class AcceptanceIn(In):
    reason: Annotated[Why, Field(min_length=1)]
    """Whoever signs the plan reads it."""
    until: date
    """The last day on which the finding may stand."""
    fingerprint: Annotated[str, Field(max_length=32, pattern=ANY_SIGN)]
    """Of the finding as you have read it: on other facts it is another finding."""


@router.put(
    "/plans/{int:plan_id}/findings/{str:finding_id}/acceptance",
    **takes(Scope.FINDINGS_WRITE, FindingOut, also=(Kind.REFUSED,)), summary="Accept a finding until a day",
)  # fmt: skip
def accept_finding(request: HttpRequest, plan_id: int, finding_id: str, body: AcceptanceIn) -> FindingOut:
    caller = caller_of(request)
    found = find(content.get_challenge(caller.viewer, plan_id), finding_id).finding
    plans.accept_finding(
        plan_id=plan_id, code=found.code, subject=found.subject, by=caller.identity, viewer=caller.viewer,
        **body.model_dump(),
    )  # fmt: skip
    return read_finding(request, plan_id, finding_id)


@router.delete(
    "/plans/{int:plan_id}/findings/{str:finding_id}/acceptance",
    **takes(Scope.FINDINGS_WRITE, FindingOut, also=(Kind.REFUSED,)), summary="Take an acceptance back",
)  # fmt: skip
def take_back_acceptance(request: HttpRequest, plan_id: int, finding_id: str) -> FindingOut:
    """The finding is open again."""
    caller = caller_of(request)
    found = find(content.get_challenge(caller.viewer, plan_id), finding_id).finding
    plans.take_back_acceptance(
        plan_id=plan_id, code=found.code, subject=found.subject, by=caller.identity, viewer=caller.viewer
    )
    return read_finding(request, plan_id, finding_id)
