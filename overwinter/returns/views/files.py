"""A file of returns is brought in, its columns are decided, and what became of its rows is shown."""

from typing import BinaryIO, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from overwinter.accounts.api import signed_in
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import own_council_id, viewer_of
from overwinter.returns import actions, permissions, queries
from overwinter.returns.file_forms import ColumnsForm, UploadForm
from overwinter.returns.models import ReturnFile
from overwinter.returns.pages.files import FilePage, FilesPage, files_crumbs
from overwinter.returns.views.found import form_or_404


@require_GET
def list_files(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    may_take = bool(permissions.may_take_files(viewer, own_council_id(request)))
    page = FilesPage.of(queries.list_files(viewer), request.GET, may_take)
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, "files of returns")
    return render(request, "returns/files.html", {"page": page, "breadcrumbs": page.breadcrumbs})


def upload(request: HttpRequest) -> HttpResponse:
    council_id, today = own_council_id(request), clock.today()
    asked = [(each.code, each.title) for each in queries.list_asked_forms(council_id, today)]
    form = UploadForm(request.POST or None, request.FILES or None, asked=asked, today=today)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"]
        try:
            row = actions.upload_file(
                council_id=council_id, form=form_or_404(request, form.cleaned_data["form"]), name=content.name[:300],
                content=cast(BinaryIO, content), as_of=form.cleaned_data["as_of"], by=signed_in(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return _go_on(request, row, ask=form.cleaned_data["look"])
    return render(
        request, "returns/upload.html", {"form": form, "breadcrumbs": files_crumbs(), "has_forms": bool(asked)}
    )


def _go_on(request: HttpRequest, row: ReturnFile, *, ask: bool) -> HttpResponse:
    """To what becomes of the rows where the columns were decided before, else to the columns."""
    if ask or not actions.map_as_before(file_id=row.pk, by=signed_in(request)):
        return redirect("returns:columns", row.pk)
    messages.success(request, "Its columns are taken as they were decided for the last such file.")
    return redirect("returns:file", row.pk)


def choose_columns(request: HttpRequest, file_id: int) -> HttpResponse:
    """Which column answers which question; asked once for files of the same columns."""
    row = _file(request, file_id)
    asked = queries.find_asked_form(row.council_id, row.form.code)
    if asked is None:
        raise Http404("The council does not ask for this form.")
    form = ColumnsForm(request.POST or None, file=row, definition=asked.definition_on(row.as_of or clock.today()))
    if request.method == "POST" and form.is_valid():
        try:
            actions.map_columns(file_id=row.pk, mapping=form.mapping(), by=signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The columns are decided, and remembered for the next file like this one.")
            return redirect("returns:file", row.pk)
    page = FilePage.of(row, queries.list_faults(row), request.GET)
    return render(request, "returns/columns.html", {"form": form, "page": page, "breadcrumbs": files_crumbs()})


@require_GET
def show_file(request: HttpRequest, file_id: int) -> HttpResponse:
    row = _file(request, file_id)
    page = FilePage.of(row, queries.list_faults(row), request.GET)
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, f"faults of {row.name}")
    return render(request, "returns/file.html", {"page": page, "breadcrumbs": files_crumbs()})


@require_POST
def go_on(request: HttpRequest, file_id: int) -> HttpResponse:
    """Have a file that stands still taken further."""
    row = _file(request, file_id)
    try:
        actions.go_on(file_id=row.pk, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("returns:file", row.pk)


def _file(request: HttpRequest, file_id: int) -> ReturnFile:
    found = queries.find_file(viewer_of(request), file_id)
    if found is None:
        raise Http404("There is no such file in the council.")
    return found
