"""The review of one row: look, edit, choose, decide, go to the next."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.intake import actions, queries
from overwinter.intake.forms import RowForm
from overwinter.intake.models import ReadRow
from overwinter.intake.pages.choices import LOCAL
from overwinter.intake.pages.review import review_page
from overwinter.intake.permissions import may_manage
from overwinter.intake.views.found import piece_or_404, row_or_404
from overwinter.kernel.verdict import Refused
from overwinter.kernel.words import counted
from overwinter.organisations.api import viewer_of

Decision = Callable[..., ReadRow]
DECISIONS: dict[str, Decision] = {
    "accept": actions.accept_row,
    "local": actions.accept_row,
    "later": actions.leave_row,
    "reject": actions.reject_row,
}
ELSEWHERE = ("split", "merge")


@require_GET
def show_row(request: HttpRequest, document_id: int, row_id: int) -> HttpResponse:
    row = row_or_404(request, document_id, row_id)
    return _page(request, row, RowForm(row=row), search=request.GET.get("q", "").strip())


@require_http_methods(["GET", "POST"])
def decide_row(request: HttpRequest, document_id: int, row_id: int) -> HttpResponse:
    """What the person typed is kept whatever the button; a refusal shows the page again with all of it."""
    row = row_or_404(request, document_id, row_id)
    if request.method == "GET":
        return redirect("intake:row", document_id, row_id)
    wish, _, about = request.POST.get("do", "accept").partition(":")
    data = request.POST.copy()
    if wish == "local":
        data["choice"] = LOCAL
    form = RowForm(data, row=row)
    form.fields["choice"].required = wish == "accept" and not form.ticked()
    if not form.is_valid():
        return _page(request, row, form)
    try:
        if wish in DECISIONS:
            DECISIONS[wish](**_decision(request, row, form))
            return _next(request, row)
        edited = _keep_edits(request, row, form)
        return _go_on(request, edited, wish, about)
    except actions.Overtaken as overtaken:
        return _show_overtaken(request, row, form, overtaken)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, row, form)


def _decision(request: HttpRequest, row: ReadRow, form: RowForm) -> dict[str, Any]:
    return {
        "row": row,
        "version": form.cleaned_data["version"],
        "values": form.values(),
        "requirement_ids": form.requirement_ids(),
        "by": signed_in(request),
    }


def _keep_edits(request: HttpRequest, row: ReadRow, form: RowForm) -> ReadRow:
    """The row with what was typed, so that going elsewhere loses nothing."""
    decision = _decision(request, row, form)
    same = decision["values"] == row.values and list(decision["requirement_ids"]) == row.requirement_ids
    return row if same and decision["version"] == row.version else actions.edit_row(**decision)


def _go_on(request: HttpRequest, row: ReadRow, wish: str, about: str) -> HttpResponse:
    here = reverse("intake:row", args=[row.document_id, row.pk])
    if wish in ELSEWHERE:
        return redirect(f"intake:{wish}", row.document_id, row.pk)
    if wish == "search" or (wish == "save" and request.POST.get("q")):
        return redirect(f"{here}?{urlencode({'q': request.POST.get('q', '')})}#which")
    if wish == "accept-confident":
        count = actions.accept_confident_rows(document=row.document, by=signed_in(request))
        messages.success(request, f"{counted(count, 'row')} accepted. They enter the plan when you apply the document.")
        return redirect("intake:review", row.document_id)
    piece = piece_or_404(request, row.document_id, int(about)) if about.isdecimal() else None
    if piece is not None and wish == "take":
        field = request.POST.get(f"field-{piece.pk}", "")
        actions.take_piece(piece=piece, row=row, version=row.version, field=field, by=signed_in(request))
    if piece is not None and wish == "leave-out":
        actions.leave_out_piece(piece=piece, by=signed_in(request))
    return redirect(f"{here}#tray" if piece is not None else here)


def _next(request: HttpRequest, row: ReadRow) -> HttpResponseRedirect:
    """On to the next row that waits: after this one, or else the first of the queue."""
    waiting = queries.find_next_waiting(row)
    if waiting is None:
        messages.success(request, "That was the last row of the queue.")
        return redirect("intake:document", row.document_id)
    return redirect("intake:row", row.document_id, waiting.pk)


def _show_overtaken(request: HttpRequest, row: ReadRow, form: RowForm, overtaken: actions.Overtaken) -> HttpResponse:
    """Their change above the person's own words; pressing again saves the person's own."""
    form.add_error(None, str(overtaken))
    form.data["version"] = str(overtaken.row.version)  # type: ignore[index]
    return _page(request, row, form, theirs=overtaken.row, status=409)


def _page(request: HttpRequest, row: ReadRow, form: RowForm, *, status: int = 200, **more: Any) -> HttpResponse:
    viewer = viewer_of(request)
    page = review_page(row, form, viewer, clock.now(), **more)
    page["can_review"] = bool(may_manage(viewer, row.document.council_id))
    return render(request, "intake/row.html", page, status=422 if form.errors and status == 200 else status)
