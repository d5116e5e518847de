"""The one screen on which a lead keeps a row true.

Links in mail lead here, also of a council in which the person does not work just now, so the page itself asks what they
may do there.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import list_roles, viewer_of
from overwinter.plans import actions, permissions, queries
from overwinter.plans.domain.changes import Conflict, NothingChanged, without
from overwinter.plans.keep_form import KeepForm
from overwinter.plans.models import Response
from overwinter.plans.pages.conflict import ConflictPage
from overwinter.plans.pages.keeping import KeepPage


def keep(request: HttpRequest, plan_id: int, response_id: int) -> HttpResponse:
    response = queries.get_response(viewer_of(request), plan_id, response_id)
    if request.method != "POST":
        return _show(request, response, _form(request, response, initial=KeepForm.values_of(response)))
    form = _form(request, response, request.POST)
    if form.is_valid():
        try:
            return _saved(request, response, form)
        except Conflict as conflict:
            return _conflict(request, conflict, form, response)
        except Refused as refusal:
            form.add_error("why" if "why" in str(refusal).lower() else None, str(refusal))
    return _show(request, response, form, status=422)


def _form(request: HttpRequest, response: Response, *args: Any, **kwargs: Any) -> KeepForm:
    """With what of the row the person may change. Raises PermissionDenied where that is nothing."""
    viewer, council_id = viewer_of(request), response.plan.council_id
    closed_on = response.plan.closed_on
    verdict = permissions.may_edit_row(viewer, council_id=council_id, lead_ids=response.lead_ids, closed_on=closed_on)
    gaps = queries.list_open_gap_actions(response)
    if closed_on is not None:
        raise PermissionDenied(verdict.reason)
    if not verdict:
        gaps = [
            each for each in gaps
            if permissions.may_change_action(
                viewer, council_id=council_id, lead_ids=response.lead_ids, owner_id=each.owner_id
            )
        ]  # fmt: skip
        if not gaps:
            raise PermissionDenied(verdict.reason)
    return KeepForm(*args, actions=gaps, row=bool(verdict), **kwargs)


def _saved(request: HttpRequest, response: Response, form: KeepForm) -> HttpResponse:
    wanted, keeps_theirs = form.changes() if form.changes_row else None, request.POST.get("keep") == "theirs"
    gaps, said, by = form.gaps(), form.cleaned_data, signed_in(request)
    if wanted is not None and "reviewed" in request.POST:
        _require_as_it_was(response, form)
        actions.review_response(
            response_id=response.pk, expected_version=said["version"], by=by, why=said["why"],
            next_review=said["next_review"], viewer=viewer_of(request),
        )  # fmt: skip
        messages.success(request, "Reviewed, nothing changed. The row says so from today.")
        return redirect("plans:row", response.plan_id, response.pk)
    try:
        actions.keep_row(
            response_id=response.pk, gaps=gaps, why=said["why"], expected_version=said["version"], by=by,
            changes=without(wanted, request.POST.getlist("clash")) if wanted and keeps_theirs else wanted,
            viewer=viewer_of(request),
        )  # fmt: skip
    except NothingChanged:
        if not keeps_theirs:
            raise
    messages.success(request, "Their words are kept." if keeps_theirs else "Saved.")
    return redirect("plans:row", response.plan_id, response.pk)


def _require_as_it_was(response: Response, form: KeepForm) -> None:
    """Raises Refused where something else than the next review was changed, so that it is not lost unsaid."""
    said = form.cleaned_data
    changed = [name for name in ("rag", "fully_met", "by_when_date") if said[name] != getattr(response, name)]
    reworded = " ".join(said["text"].split()) != " ".join(response.text.split())
    if said["version"] == response.version and (changed or reworded or form.gaps()):
        raise Refused(
            "You changed something here. Choose “Save” to keep that, or set it back and say again that nothing has "
            "changed."
        )


def _conflict(request: HttpRequest, conflict: Conflict, form: KeepForm, response: Response) -> HttpResponse:
    """The other's change above the person's own words, which stand in the form again; nothing is saved yet."""
    titles = {role.pk: role.title for role in list_roles(viewer_of(request), council_id=response.plan.council_id)}
    page = ConflictPage(conflict, titles)
    again = KeepForm(initial=page.values_again(form.cleaned_data, ()), actions=form.actions)
    shown = {"page": page, "form": again, "response": response, "row": KeepPage(response).title, "route": "plans:keep"}
    return render(request, "plans/conflict.html", shown, status=409)


def _show(request: HttpRequest, response: Response, form: KeepForm, *, status: int = 200) -> HttpResponse:
    page = KeepPage(response)
    shown = {"page": page, "form": form, "response": response, "row": page.title}
    return render(request, "plans/keep.html", shown, status=status)
