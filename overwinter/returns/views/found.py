"""What a request names, or the answer that there is none."""

from datetime import date

from django.http import Http404, HttpRequest

from overwinter.organisations.api import own_council_id, viewer_of
from overwinter.providers.api import Location
from overwinter.returns import queries
from overwinter.returns.domain.periods import Period, Rhythm
from overwinter.returns.models import Form, Return
from overwinter.returns.queries import AskedForm


def asked_or_404(request: HttpRequest, form_code: str) -> AskedForm:
    found = queries.find_asked_form(own_council_id(request), form_code)
    if found is None:
        raise Http404("The council does not ask for this form.")
    return found


def form_or_404(request: HttpRequest, form_code: str) -> Form:
    found = queries.find_form(viewer_of(request), form_code)
    if found is None:
        raise Http404("There is no such form.")
    return found


def period_or_404(form: AskedForm, written: str) -> Period:
    """The period whose name the day ``written`` is; another day of it names nothing."""
    try:
        start = date.fromisoformat(written)
    except ValueError as problem:
        raise Http404("The address holds no day, such as 2026-11-01.") from problem
    period = form.period_at(start)
    rhythm = form.definition_on(period.opens).cadence.rhythm
    if period.start != start and rhythm is not Rhythm.EVENT:
        raise Http404("The form has no period of that day.")
    return period


def location_or_404(request: HttpRequest, location_id: int) -> Location:
    found = queries.find_location_of(viewer_of(request), location_id)
    if found is None:
        raise Http404("There is no such location in the council.")
    return found


def return_or_404(request: HttpRequest, return_id: int) -> Return:
    found = queries.find_return(viewer_of(request), return_id)
    if found is None:
        raise Http404("There is no such return in the council.")
    return found
