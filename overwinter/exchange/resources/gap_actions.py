"""Gap actions: what will be done so that a requirement is met."""

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.door import caller_of
from overwinter.exchange.queries import content
from overwinter.exchange.resources.responses import ChangedSince, OfPlan
from overwinter.exchange.resources.shape import LARGEST, After, Limit, Out, Page, RoleOut, page_of, role_out, takes
from overwinter.exchange.resources.versions import moment, show_version
from overwinter.plans.api import ActionState, GapAction

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
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    return page_of(request, found, gap_action_out, after, limit)


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
