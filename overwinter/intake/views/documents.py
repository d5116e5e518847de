"""What a council has brought in, and one document with all that was read from it."""

from pathlib import PurePath

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from overwinter.accounts.api import signed_in
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.infra import clock, files
from overwinter.intake import actions, queries
from overwinter.intake.pages.documents import document_page, list_page
from overwinter.intake.pages.lists import rows_page
from overwinter.intake.permissions import may_manage
from overwinter.intake.views.found import document_or_404
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import viewer_of


@require_GET
def list_documents(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    page = list_page(viewer, request.GET, may_upload=bool(may_manage(viewer, viewer.council_id)))
    if asks_for_file(request.GET):
        return answer_with_file(request, page["table"], "documents")
    return render(request, "intake/list.html", page)


@require_GET
def show_document(request: HttpRequest, document_id: int) -> HttpResponse:
    document, viewer = document_or_404(request, document_id), viewer_of(request)
    allowed = bool(may_manage(viewer, document.council_id))
    page = document_page(document, viewer, clock.now(), may_manage=allowed)
    return render(request, "intake/document.html", page)


@require_GET
def get_original(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """The file as it came. Always a download: what is in it never runs as a page of ours."""
    document = document_or_404(request, document_id)
    try:
        stored = files.open_kept(document.file.sha256)
    except files.Damaged as damage:
        messages.error(request, str(damage))
        return redirect("intake:document", document.pk)
    return FileResponse(stored, as_attachment=True, filename=document.name, content_type="application/octet-stream")


@require_GET
def list_rows(request: HttpRequest, document_id: int) -> HttpResponse:
    document = document_or_404(request, document_id)
    page = rows_page(document, viewer_of(request), clock.now(), request.GET)
    if asks_for_file(request.GET):
        return answer_with_file(request, page["table"], f"rows as read from {PurePath(document.name).stem}")
    return render(request, "intake/rows.html", page)


@require_GET
def begin_review(request: HttpRequest, document_id: int) -> HttpResponse:
    """To the first row that waits for a person."""
    document = document_or_404(request, document_id)
    first = queries.find_first_waiting(document)
    if first is None:
        return redirect("intake:document", document.pk)
    return redirect("intake:row", document.pk, first.pk)


@require_POST
def read_again(request: HttpRequest, document_id: int) -> HttpResponse:
    try:
        actions.read_again(document=document_or_404(request, document_id), by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("intake:document", document_id)
