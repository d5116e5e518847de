"""One row made two, two made one, and either undone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from overwinter.accounts.api import signed_in
from overwinter.intake import actions
from overwinter.intake.domain.rows import PROSE, cut_points
from overwinter.intake.models import ReadRow
from overwinter.intake.pages.reshaping import merge_page, split_page
from overwinter.intake.views.found import row_or_404
from overwinter.kernel.verdict import Refused


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, document_id: int, row_id: int) -> HttpResponse:
    row = row_or_404(request, document_id, row_id)
    cuts, problem = _cuts(request, row), ""
    if request.method == "POST":
        try:
            first, second = actions.split_row(row=row, version=_version(request), cuts=cuts, by=signed_in(request))
        except Refused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"Row {row.label} is now rows {first.label} and {second.label}.")
            return redirect("intake:row", document_id, first.pk)
    page = split_page(row, asked=cuts, problem=problem)
    return render(request, "intake/split.html", page, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, document_id: int, row_id: int) -> HttpResponse:
    row, problem = row_or_404(request, document_id, row_id), ""
    if request.method == "POST":
        try:
            merged = _merge(request, row)
        except Refused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"Row {merged.label} was made of two.")
            return redirect("intake:row", document_id, merged.pk)
    page = merge_page(row, problem=problem)
    return render(request, "intake/merge.html", page, status=422 if problem else 200)


@require_POST
def put_back(request: HttpRequest, document_id: int, row_id: int) -> HttpResponse:
    row = row_or_404(request, document_id, row_id)
    try:
        actions.put_back_row(row=row, version=_version(request), by=signed_in(request))
        messages.success(request, f"Row {row.label} waits for review again.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("intake:row", document_id, row_id)


def _merge(request: HttpRequest, row: ReadRow) -> ReadRow:
    """Merge with the neighbour whose button was pressed: its key and version stand in the button's value."""
    key, _, version = request.POST.get("with", "").partition(":")
    if not (key.isdecimal() and version.isdecimal()):
        raise Refused("Choose the row before or the row after.")
    other = row_or_404(request, row.document_id, int(key))
    pair = sorted([(row, _version(request)), (other, int(version))], key=lambda each: each[0].order)
    (first, first_version), (second, second_version) = pair
    return actions.merge_rows(
        first=first, first_version=first_version, second=second, second_version=second_version, by=signed_in(request)
    )


def _cuts(request: HttpRequest, row: ReadRow) -> dict[str, int]:
    """Field to the line where the second row begins; what is not said stays in the first row."""
    cuts = {name: len(cut_points(getattr(row.values, name))) for name in PROSE}
    asked = {name: request.POST.get(f"cut-{name}", "") for name in PROSE}
    return cuts | {name: int(value) for name, value in asked.items() if value.isdecimal()}


def _version(request: HttpRequest) -> int:
    value = request.POST.get("version", "")
    return int(value) if value.isdecimal() else 0
