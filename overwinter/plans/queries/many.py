"""Reads of changes that were made to many rows at once."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import Http404

from overwinter.organisations.api import ReportingGroup, Viewer
from overwinter.plans.models import BulkChange, GapAction, Plan, Response
from overwinter.plans.queries.scope import require_own, visible_plans

MOST = 50
"""Changes that the list shows."""


def rows_of(plan: Plan, ids: Collection[int]) -> list[Response]:
    """Of the plan, in its order; ids of other rows are passed over."""
    found = Response.objects.filter(plan=plan, pk__in=list(ids))
    found = found.select_related("plan__council", "lead", "requirement__section")
    order = ("requirement__section__theme__order", "requirement__section__order", "requirement__order", "order", "id")
    return sorted(found.order_by(*order), key=lambda row: row.requirement_id is None)


def row_at(pk: int, version: int) -> Any:
    """The newest record of a row with that version."""
    return Response.history.filter(id=pk, version=version).order_by("history_date", "history_id").last()


def group_ids(council_id: int, names: str) -> list[int]:
    """Of names, one to a line."""
    found = ReportingGroup.objects.filter(council_id=council_id, name__in=names.split("\n")) if names else ()
    return sorted(group.pk for group in found)


def list_bulk_changes(viewer: Viewer, plan: Plan) -> list[BulkChange]:
    """The newest first."""
    require_own(viewer, plan)
    return list(BulkChange.objects.filter(plan=plan).order_by("-made_at", "-id")[:MOST])


def get_bulk_change(viewer: Viewer, plan_id: int, change_id: int) -> BulkChange:
    """Raises Http404 for one that is not there, or not of a plan of the viewer's own council."""
    found = BulkChange.objects.filter(plan__in=visible_plans(viewer), plan_id=plan_id, pk=change_id)
    change = found.select_related("plan__council", "plan__framework").first()
    if change is None:
        raise Http404("There is no such change of this plan.")
    require_own(viewer, change.plan)
    return change


def list_changed_rows(change: BulkChange) -> Mapping[int, str]:
    """The rows that it changed, each with its name, in the order of the plan."""
    ids = {pk for kind, pk, *_ in change.entries if kind == "row"}
    actions = [pk for kind, pk, *_ in change.entries if kind == "action"]
    ids |= set(GapAction.objects.filter(pk__in=actions).order_by("id").values_list("response_id", flat=True))
    return {row.pk: row.name for row in rows_of(change.plan, ids)}
