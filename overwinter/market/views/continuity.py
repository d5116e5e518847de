"""The register of business continuity plans."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from overwinter.accounts.api import signed_in
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock, files
from overwinter.market import actions
from overwinter.market.forms import ContinuityForm
from overwinter.market.pages.continuity import ContinuityOfLocation, ContinuityRegister
from overwinter.market.queries import continuity as queries
from overwinter.market.views.found import FormWords, edits, form_page, list_page, location_or_404, place_page
from overwinter.organisations.api import viewer_of

WORDS = FormWords(
    "Record a continuity plan", "It holds from now on; the version before stays on record. To put a version right, "
    "record it again.", "Record it", "The continuity plan is recorded.", "continuity-of",
)  # fmt: skip


@require_GET
def list_register(request: HttpRequest) -> HttpResponse:
    return list_page(request, ContinuityRegister(viewer_of(request), request.GET, clock.today(), edits(request)))


@require_GET
def show_location(request: HttpRequest, location_id: int) -> HttpResponse:
    found = location_or_404(request, location_id)
    versions = list(queries.list_versions(viewer_of(request), location_id))
    return place_page(request, ContinuityOfLocation(found, versions, clock.today(), edits(request)))


def record(request: HttpRequest, location_id: int) -> HttpResponse:
    found = location_or_404(request, location_id)
    holds = get_limits(clock.today())["continuity-holds"]
    form = ContinuityForm(request.POST or None, request.FILES or None, holds=holds)
    return form_page(
        request, form, WORDS, found,
        lambda: actions.record_continuity_plan(
            location_id=location_id, plan=form.plan, note=form.cleaned_data["note"], upload=form.sent,
            by=signed_in(request),
        ),
    )  # fmt: skip


@require_GET
def give_file(request: HttpRequest, continuity_id: int) -> HttpResponseBase:
    """The file as it came. Always a download: what is in it never runs as a page of ours."""
    row = queries.find_version(viewer_of(request), continuity_id)
    if row is None or row.file is None:
        raise Http404("No file of this version is kept here.")
    try:
        stored = files.open_kept(row.file.sha256)
    except files.Damaged as damage:
        messages.error(request, str(damage))
        return redirect("market:continuity-of", row.location_id)
    return FileResponse(stored, as_attachment=True, filename=row.file_name, content_type="application/octet-stream")
