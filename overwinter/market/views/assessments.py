"""Assessments of settings' risks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from overwinter.accounts.api import signed_in
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock
from overwinter.market import actions
from overwinter.market.forms import AssessmentForm
from overwinter.market.pages.assessments import AssessmentList, AssessmentsOfLocation
from overwinter.market.queries import assessments as queries
from overwinter.market.views.found import FormWords, edits, form_page, list_page, location_or_404, place_page
from overwinter.organisations.api import viewer_of

RECORD = FormWords(
    "Record a risk assessment", "That a risk of this setting was assessed, and when somebody looks again.",
    "Record it", "The assessment is recorded.", "assessments-of",
)  # fmt: skip


@require_GET
def list_assessments(request: HttpRequest) -> HttpResponse:
    return list_page(request, AssessmentList(viewer_of(request), request.GET, clock.today(), edits(request)))


@require_GET
def show_location(request: HttpRequest, location_id: int) -> HttpResponse:
    found = location_or_404(request, location_id)
    history = list(queries.list_of(viewer_of(request), location_id))
    return place_page(request, AssessmentsOfLocation(found, history, clock.today(), edits(request)))


def record(request: HttpRequest, location_id: int) -> HttpResponse:
    found = location_or_404(request, location_id)
    form = _form(request)
    return form_page(
        request, form, RECORD, found,
        lambda: actions.record_assessment(location_id=location_id, made=form.made, by=signed_in(request)),
    )  # fmt: skip


def review(request: HttpRequest, assessment_id: int) -> HttpResponse:
    row = queries.find_assessment(viewer_of(request), assessment_id)
    if row is None or not row.is_current:
        raise Http404("There is no such assessment that holds. It may have been reviewed meanwhile.")
    found = location_or_404(request, row.location_id)
    form = _form(request, row.about)
    words = FormWords(
        f"Review: {row.about}", "The assessment before stays on record.", "Record the review",
        "The review is recorded.", "assessments-of",
    )  # fmt: skip
    return form_page(
        request, form, words, found,
        lambda: actions.review_assessment(assessment_id=assessment_id, made=form.made, by=signed_in(request)),
    )  # fmt: skip


def _form(request: HttpRequest, about: str = "") -> AssessmentForm:
    today = clock.today()
    return AssessmentForm(request.POST or None, about=about, today=today, again=get_limits(today)["assessment-again"])
