"""Gap actions: what will be done so that a requirement is met."""

from datetime import date
from typing import Annotated, Literal, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.door import caller_of
from overwinter.exchange.problems import Fault, Kind, Problem
from overwinter.exchange.queries import content
from overwinter.exchange.resources.responses import ChangedSince, OfPlan
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
from overwinter.plans import api as plans
from overwinter.plans.api import ActionState, GapAction, GapChanges

router = Router(tags=["Gap actions"])

OfResponse = Annotated[int | None, Query(None, ge=1, le=LARGEST, description="Only of the row with this id.")]
Priority = Literal["high", "normal", "low"]


class GapActionOut(Out):
    id: int
    plan: int
    response: int
    """The id of the row it is for."""
    text: str
    owner: RoleOut | None
    """Null: whoever leads the row."""
    due: date | None
    """Null: no date was said."""
    due_as_written: str
    state: ActionState
    priority: Priority
    finished_on: date | None
    """When it was done or dropped; null: it is open."""
    changed_as: str
    version: int
    """Goes up with each change; its ETag."""


@router.get(
    "/gap-actions", **takes(Scope.GAP_ACTIONS_READ, Page[GapActionOut]), summary="The gap actions of the council"
)
def read_gap_actions(
    request: HttpRequest, after: After, limit: Limit, plan: OfPlan, response: OfResponse,
    state: Annotated[ActionState | None, Query(None)], changed_since: ChangedSince,
) -> Page[GapActionOut]:  # fmt: skip
    found = content.list_gap_actions(caller_of(request).viewer, changed_since=moment(changed_since))
    wanted = {"response__plan_id": plan, "response_id": response, "state": state}
    return page_of(request, narrowed(found, wanted), gap_action_out, after, limit)


@router.get("/gap-actions/{int:action_id}", **takes(Scope.GAP_ACTIONS_READ, GapActionOut), summary="One gap action")
def read_gap_action(request: HttpRequest, response: HttpResponse, action_id: int) -> GapActionOut:
    found = content.get_gap_action(caller_of(request).viewer, action_id)
    show_version(response, found.version)
    return gap_action_out(found)


def gap_action_out(action: GapAction) -> GapActionOut:
    return GapActionOut(
        id=action.pk, plan=action.response.plan_id, response=action.response_id, text=action.text,
        owner=role_out(action.owner), due=action.due, due_as_written=action.due_as_written,
        state=ActionState(action.state), priority=_priority(action.priority), finished_on=action.finished_on,
        changed_as=action.changed_as, version=action.version,
    )  # fmt: skip


def _priority(kept: str) -> Priority:
    return "high" if kept == "high" else "low" if kept == "low" else "normal"


class NewGapActionIn(In):
    text: Annotated[Words, Field(min_length=1)]
    owner: Id | None = None
    """The id of a role of the council; null: whoever leads the row."""
    due: date | None = None
    due_as_written: Line = ""
    priority: Priority = "normal"


class GapActionIn(In):
    """What changes. A date that was set moves only with ``why``, and an action is dropped only with it."""

    text: Annotated[Words, Field(min_length=1)] | None = None
    owner: Id | None = None
    """Null: whoever leads the row."""
    due: date | None = None
    """Null: no date."""
    due_as_written: Line | None = None
    state: ActionState | None = None
    priority: Priority | None = None
    why: Why = ""


NULL_IS_NOTHING = frozenset({"owner", "due"})
"""Fields in which null takes away what stands there; in others it changes nothing."""


@router.post(
    "/responses/{int:response_id}/gap-actions",
    **takes(Scope.GAP_ACTIONS_WRITE, GapActionOut, status=201, also=(Kind.REFUSED,)),
    summary="Add a gap action to a row",
)  # fmt: skip
def add_gap_action(
    request: HttpRequest, response: HttpResponse, response_id: int, body: NewGapActionIn, once: OnceKey
) -> Status[GapActionOut] | HttpResponse:
    caller = caller_of(request)
    row = content.get_response(caller.viewer, response_id)

    def add() -> GapActionOut:
        said = body.model_dump(exclude={"owner"})
        action = plans.add_gap_action(
            response_id=row.pk, owner_id=body.owner, by=caller.identity, viewer=caller.viewer, **said
        )
        return read_gap_action(request, response, action.pk)

    return done_once(request, response, once, add)


@router.patch(
    "/gap-actions/{int:action_id}", **takes(Scope.GAP_ACTIONS_WRITE, GapActionOut, also=STALE),
    summary="Change a gap action",
)  # fmt: skip
def change_gap_action(
    request: HttpRequest, response: HttpResponse, action_id: int, body: GapActionIn, if_match: IfMatch
) -> GapActionOut:
    """Only the fields that are sent."""
    caller = caller_of(request)
    said = body.model_dump(exclude_unset=True, exclude={"why"})
    changes = cast(GapChanges, {k: v for k, v in said.items() if v is not None or k in NULL_IS_NOTHING})
    if not changes:
        raise Problem(Kind.NOT_VALID, "The body names nothing to change.", (Fault("body", "names nothing to change"),))
    with transaction.atomic():
        action = content.get_gap_action(caller.viewer, action_id, to_write=True)
        require_version(if_match, action.version, gap_action_out(action))
        plans.update_gap_action(
            action_id=action.pk, changes=changes, why=body.why, expected_version=action.version, by=caller.identity,
            viewer=caller.viewer,
        )  # fmt: skip
    return read_gap_action(request, response, action_id)
