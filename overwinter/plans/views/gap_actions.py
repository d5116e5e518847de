"""Adding a gap action, and changing one: its words, owner, date, state."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Role, list_roles, viewer_of
from overwinter.plans import actions, permissions, queries
from overwinter.plans.forms import GapActionForm, GapChangeForm
from overwinter.plans.models import Response
from overwinter.plans.pages.past import history_events
from overwinter.plans.pages.words import name_of
from overwinter.plans.recording import AlreadyAdded


def add(request: HttpRequest, plan_id: int, response_id: int) -> HttpResponse:
    response = editable(request, plan_id, response_id)
    form = GapActionForm(request.POST or None, roles=_roles(request, response))
    if request.method == "POST" and form.is_valid():
        said = form.said()
        try:
            actions.add_gap_action(
                response_id=response_id, text=said["text"], owner_id=said["owner"], due=said["due"],
                due_as_written=said["due_as_written"], priority=said["priority"], by=signed_in(request),
            )  # fmt: skip
        except AlreadyAdded as again:
            messages.info(request, str(again))
            return redirect("plans:row", plan_id, response_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The gap action is added.")
            return redirect("plans:row", plan_id, response_id)
    return _render(request, response, form, "Add a gap action", "Add the action")


def change(request: HttpRequest, plan_id: int, response_id: int, action_id: int) -> HttpResponse:
    response = editable(request, plan_id, response_id)
    action = queries.get_gap_action(viewer_of(request), plan_id, response_id, action_id)
    roles = _roles(request, response)
    if action.owner is not None and action.owner not in roles:
        roles.append(action.owner)  # a role that has ended stays on offer where the action has it
    form = GapChangeForm(request.POST or None, initial=GapChangeForm.values_of(action), roles=roles)
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_gap_action(
                action_id=action_id, changes=form.changes(), why=form.cleaned_data["why"],
                expected_version=form.cleaned_data["version"], by=signed_in(request),
            )  # fmt: skip
        except Refused as refusal:
            form = _again(request, refusal, roles, action.version)
        else:
            messages.success(request, "The gap action is saved.")
            return redirect("plans:row", plan_id, response_id)
    records = [each for each in queries.list_gap_records(response) if each.subject == action_id]
    events = history_events((), records, clock.today())
    return _render(request, response, form, "Change a gap action", "Save", events=events)


def _again(request: HttpRequest, refusal: Refused, roles: "list[Role]", version: int) -> GapChangeForm:
    """What was typed, with the reason; sent again it is a change of the action as it is now."""
    shown = GapChangeForm({**request.POST.dict(), "version": version}, roles=roles)
    shown.is_valid()
    shown.add_error("why" if str(refusal).startswith("Say why") else None, str(refusal))
    return shown


def editable(request: HttpRequest, plan_id: int, response_id: int) -> Response:
    viewer = viewer_of(request)
    response = queries.get_response(viewer, plan_id, response_id)
    verdict = permissions.may_edit_row(
        viewer, council_id=response.plan.council_id, lead_ids=response.lead_ids, closed_on=response.plan.closed_on
    )
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return response


def _roles(request: HttpRequest, response: Response) -> "list[Role]":
    return list(list_roles(viewer_of(request), council_id=response.plan.council_id))


def _render(
    request: HttpRequest, response: Response, form: GapActionForm, title: str, button: str, **more: object
) -> HttpResponse:
    shown = {"title": title, "form": form, "response": response, "row": name_of(response), "button": button, **more}
    return render(request, "plans/gap_action.html", shown, status=422 if form.errors else 200)
