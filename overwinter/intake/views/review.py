"""What is decided about many rows at once, and about text that has no place."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.intake import actions
from overwinter.intake.models import Piece
from overwinter.intake.pages.lists import tray_page
from overwinter.intake.permissions import may_manage
from overwinter.intake.views.found import document_or_404, piece_or_404, row_or_404
from overwinter.kernel.verdict import Refused
from overwinter.kernel.words import counted
from overwinter.organisations.api import viewer_of


@require_POST
def accept_confident(request: HttpRequest, document_id: int) -> HttpResponse:
    document = document_or_404(request, document_id)
    try:
        count = actions.accept_confident_rows(document=document, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("intake:document", document_id)
    messages.success(request, f"{counted(count, 'row')} accepted. They enter the plan when you apply the document.")
    return redirect("intake:review", document_id)


@require_GET
def show_tray(request: HttpRequest, document_id: int) -> HttpResponse:
    document, viewer = document_or_404(request, document_id), viewer_of(request)
    page = tray_page(document, viewer, clock.now())
    page["can_review"] = bool(may_manage(viewer, document.council_id))
    return render(request, "intake/tray.html", page)


@require_POST
def decide_piece(request: HttpRequest, document_id: int, piece_id: int) -> HttpResponse:
    piece = piece_or_404(request, document_id, piece_id)
    try:
        messages.success(request, _decide(request, piece))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("intake:tray", document_id)


def _decide(request: HttpRequest, piece: Piece) -> str:
    """Do what the pressed button says; the sentence that says it is done."""
    wish = request.POST.get("do", "")
    if wish == "leave-out":
        actions.leave_out_piece(piece=piece, by=signed_in(request))
        return "The text was left out. It is kept here."
    if wish == "put-back":
        actions.put_back_piece(piece=piece, by=signed_in(request))
        return "The text waits for a place again."
    chosen = request.POST.get("row", "")
    if not chosen.isdecimal():
        raise Refused("Choose the row the text belongs to.")
    row = row_or_404(request, piece.document_id, int(chosen))
    field = request.POST.get("field", "")
    actions.take_piece(piece=piece, row=row, version=row.version, field=field, by=signed_in(request))
    return f"The text was added to row {row.label}. Look at the row again before you apply."
