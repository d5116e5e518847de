"""Support plans of care homes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.market import actions
from overwinter.market.forms import SupportForm
from overwinter.market.pages.support import SupportList, SupportOfHome
from overwinter.market.queries import support as queries
from overwinter.market.views.found import FormWords, edits, form_page, list_page, location_or_404, place_page
from overwinter.organisations.api import viewer_of
from overwinter.providers.api import CARE_HOMES, LocationFact

WORDS = FormWords(
    "Record what they say", "What changed holds from the day they said it; what they said before stays on record.",
    "Save the answers", "What they say is recorded.", "support-plan",
)  # fmt: skip


@require_GET
def list_homes(request: HttpRequest) -> HttpResponse:
    page = SupportList(viewer_of(request), request.GET, clock.today(), edits(request))
    return list_page(request, page, "market/support.html")


@require_GET
def show_home(request: HttpRequest, location_id: int) -> HttpResponse:
    found = _home(request, location_id)
    history = list(queries.list_history(viewer_of(request), location_id))
    return place_page(request, SupportOfHome(found, history, edits(request)))


def answer(request: HttpRequest, location_id: int) -> HttpResponse:
    found = _home(request, location_id)
    before = queries.list_answers([location_id]).get(location_id, ())
    form = SupportForm(request.POST or None, before=before, today=clock.today())
    return form_page(
        request, form, WORDS, found,
        lambda: actions.answer_support_plan(location_id=location_id, answers=form.answers, by=signed_in(request)),
    )  # fmt: skip


def _home(request: HttpRequest, location_id: int) -> LocationFact:
    found = location_or_404(request, location_id)
    if found.service not in CARE_HOMES:
        raise Http404("The support plan is asked of care homes.")
    return found
