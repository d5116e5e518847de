"""A note on a row, and for whom it is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import list_colleagues, note_names_read, viewer_of
from overwinter.plans import actions, permissions, queries
from overwinter.plans.forms import NoteForm
from overwinter.plans.models import Response
from overwinter.plans.pages.words import name_of
from overwinter.plans.recording import AlreadyAdded


def add_note(request: HttpRequest, plan_id: int, response_id: int) -> HttpResponse:
    response = _writable(request, plan_id, response_id)
    colleagues = list_colleagues(viewer_of(request), council_id=response.plan.council_id, day=clock.today())
    form = NoteForm(request.POST or None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_note(
                response_id=response_id, text=form.cleaned_data["text"], mentioned=form.mentioned,
                by=signed_in(request), viewer=viewer_of(request),
            )  # fmt: skip
        except AlreadyAdded as again:
            messages.info(request, str(again))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The note is added. Whoever it is for is told by mail, as often as they chose.")
        if not form.errors:
            return redirect("plans:row", plan_id, response_id)
    note_names_read(council=response.plan.council, what="people to mention", by=signed_in(request))
    shown = {"title": "Add a note", "form": form, "response": response, "row": name_of(response)}
    return render(request, "plans/note.html", shown, status=422 if form.errors else 200)


def _writable(request: HttpRequest, plan_id: int, response_id: int) -> Response:
    viewer = viewer_of(request)
    response = queries.get_response(viewer, plan_id, response_id)
    verdict = permissions.may_write_note(viewer, council_id=response.plan.council_id)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return response
