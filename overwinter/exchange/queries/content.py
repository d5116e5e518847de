"""What services read. Each query is scoped to the viewer's council inside itself; what other councils share is not for
them to pass on."""

from datetime import date, datetime
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from overwinter.measures.api import Followed, list_followed
from overwinter.organisations.api import Viewer
from overwinter.plans.api import Challenge, Evidence, GapAction, Plan, Response, get_picture

M = TypeVar("M", bound=Model)


def list_plans(viewer: Viewer) -> QuerySet[Plan]:
    return Plan.objects.filter(council_id__in=viewer.council_ids).select_related("council", "framework").order_by("id")


def get_plan(viewer: Viewer, plan_id: int) -> Plan:
    plan = list_plans(viewer).filter(pk=plan_id).first()
    if plan is None:
        raise Http404("There is no such plan of this council.")
    return plan


def list_responses(viewer: Viewer, *, changed_since: datetime | None = None) -> QuerySet[Response]:
    """``changed_since``: those that somebody saved, in whatever way, at that moment or after it."""
    found = Response.objects.filter(plan__council_id__in=viewer.council_ids).order_by("id")
    if changed_since is not None:
        found = found.filter(pk__in=Response.history.filter(history_date__gte=changed_since).values("id"))
    found = found.select_related("plan__framework", "requirement__section__theme", "lead")
    return found.prefetch_related("reporting_groups")


def get_response(viewer: Viewer, response_id: int, *, to_write: bool = False) -> Response:
    response = _one(list_responses(viewer), response_id, to_write)
    if response is None:
        raise Http404("There is no such row in a plan of this council.")
    return response


def list_gap_actions(viewer: Viewer, *, changed_since: datetime | None = None) -> QuerySet[GapAction]:
    found = GapAction.objects.filter(response__plan__council_id__in=viewer.council_ids).order_by("id")
    if changed_since is not None:
        found = found.filter(pk__in=GapAction.history.filter(history_date__gte=changed_since).values("id"))
    return found.select_related("response", "owner")


def get_gap_action(viewer: Viewer, action_id: int, *, to_write: bool = False) -> GapAction:
    action = _one(list_gap_actions(viewer), action_id, to_write)
    if action is None:
        raise Http404("There is no such gap action in a plan of this council.")
    return action


def list_evidence(viewer: Viewer) -> QuerySet[Evidence]:
    """What has ended too: it says so."""
    found = Evidence.objects.filter(response__plan__council_id__in=viewer.council_ids).order_by("id")
    return found.select_related("response", "owner")


def get_evidence(viewer: Viewer, evidence_id: int, *, to_write: bool = False) -> Evidence:
    evidence = _one(list_evidence(viewer), evidence_id, to_write)
    if evidence is None:
        raise Http404("There is no such evidence in a plan of this council.")
    return evidence


def get_challenge(viewer: Viewer, plan_id: int) -> Challenge:
    """What the rules doubt in the plan today, and what of that is accepted."""
    return get_picture(get_plan(viewer, plan_id)).challenge


def get_measure(viewer: Viewer, code: str, *, council_id: int, day: date) -> Followed:
    found = list_followed(viewer, council_id=council_id, day=day, codes=[code])
    if not found:
        raise Http404("There is no such measure.")
    return found[0]


def _one(found: "QuerySet[M]", pk: int, to_write: bool) -> M | None:
    """``to_write``: nobody else changes it until the transaction around the call ends."""
    return (found.select_for_update(of=("self",)) if to_write else found).filter(pk=pk).first()
