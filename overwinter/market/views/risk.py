"""Risk and sustainability of locations."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.words import counted
from overwinter.market import actions
from overwinter.market.forms import ViabilityForm
from overwinter.market.pages.risk import RiskList, RiskOfLocation
from overwinter.market.queries import risk as queries
from overwinter.market.views.found import FormWords, edits, form_page, list_page, location_or_404, place_page
from overwinter.organisations.api import own_council_id, viewer_of

WORDS = FormWords(
    "Record how its finances stand", "What was recorded before stays. It counts in the risk at once.",
    "Record it", "How its finances stand is recorded, and its risk is worked out again.", "risk-of",
)  # fmt: skip


@require_GET
def list_risk(request: HttpRequest) -> HttpResponse:
    page = RiskList(viewer_of(request), request.GET, clock.today(), edits(request))
    return list_page(request, page, "market/risk.html")


@require_POST
def work_out(request: HttpRequest) -> HttpResponse:
    new = actions.work_out_risk(council_id=own_council_id(request), by=signed_in(request))
    said = f"{counted(new, 'location')} came to something else than before." if new else "Nothing has changed."
    messages.success(request, f"The risk is worked out again. {said}")
    return redirect("market:risk")


@require_GET
def show_location(request: HttpRequest, location_id: int) -> HttpResponse:
    viewer, today = viewer_of(request), clock.today()
    found = location_or_404(request, location_id)
    known = queries.find_known(viewer, location_id, day=today)
    if known is None:
        raise Http404("Your council has no such location of care.")
    history = list(queries.list_history(viewer, location_id))
    viability = list(queries.list_viability(viewer, location_id))
    page = RiskOfLocation(found, known, history, viability, today, edits(request))
    return place_page(request, page, "market/risk_of.html")


def record_viability(request: HttpRequest, location_id: int) -> HttpResponse:
    found = location_or_404(request, location_id)
    form = ViabilityForm(request.POST or None)
    return form_page(
        request, form, WORDS, found,
        lambda: actions.record_viability(
            location_id=location_id, stands=form.chosen, ground=form.cleaned_data["ground"], by=signed_in(request)
        ),
    )  # fmt: skip
