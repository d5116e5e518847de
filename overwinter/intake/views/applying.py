"""Accepted rows enter the plan: first what would change, then the change itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.intake import actions
from overwinter.intake.domain.documents import DocumentEvent, DocumentState, may_move
from overwinter.intake.pages.applying import applied_page, apply_page, read_ticks
from overwinter.intake.views.found import document_or_404
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import viewer_of


@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, document_id: int) -> HttpResponse:
    document, problem = document_or_404(request, document_id), ""
    if not may_move(DocumentState(document.state), DocumentEvent.APPLY):
        return redirect("intake:document", document.pk)
    if request.method == "POST":
        ticks = read_ticks(request.POST.getlist("asked" if request.POST.get("replace_all") else "replace"))
        try:
            actions.apply_document(document=document, replace=frozenset(ticks), as_seen=ticks, by=signed_in(request))
        except Refused as refusal:
            problem = str(refusal)
        else:
            return redirect("intake:applied", document.pk)
    page = apply_page(document, viewer_of(request), clock.now(), problem=problem)
    return render(request, "intake/apply.html", page, status=422 if problem else 200)


@require_GET
def show_applied(request: HttpRequest, document_id: int) -> HttpResponse:
    document = document_or_404(request, document_id)
    if not document.applied:
        return redirect("intake:document", document.pk)
    return render(request, "intake/applied.html", applied_page(document, viewer_of(request), clock.now()))
