"""A new number to which codes go: confirmed by the old one, by an officer, or left."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import viewer_of
from overwinter.portal import due, numbers, queries
from overwinter.portal.actions import access as access_actions
from overwinter.portal.actions import numbers as actions
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.door import place_of
from overwinter.portal.forms import CodeForm, DecideNumberForm
from overwinter.portal.numbers import WaitingNumber
from overwinter.portal.pages import numbers as pages
from overwinter.providers.api import ContactPurpose, fact_of, note_contacts_read


@never_cache
def number(request: HttpRequest, location_id: int, purpose: str) -> HttpResponse:
    """Where the manager enters the code that went to the old number."""
    found = place_of(request, location_id)
    waits = _own(found, purpose)
    if waits is None:
        return redirect("portal:contacts", location_id)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            verdict = actions.take_by_code(
                asked_id=waits.asked_id, place=found, typed=form.cleaned_data["code"], by=signed_in(request)
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("portal:contacts", location_id)
        if verdict:
            messages.success(request, "The new number holds from now on. The council sees it.")
            return redirect("portal:contacts", location_id)
        form.add_error("code", verdict.reason)
    note_contacts_read(location=fact_of(due.get_location(found)), by=signed_in(request))
    page = pages.number(found, waits, form, queries.find_helpline(found.council_id), clock.now())
    return render(request, "portal/number.html", page, status=422 if form.errors else 200)


@require_POST
def another_code(request: HttpRequest, location_id: int, purpose: str) -> HttpResponse:
    found = place_of(request, location_id)
    waits = _own(found, purpose)
    if waits is None:
        return redirect("portal:contacts", location_id)
    try:
        actions.send_number_code(asked_id=waits.asked_id, place=found, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, f"{refusal}.")
    return redirect("portal:number", location_id, purpose)


@require_POST
def leave(request: HttpRequest, location_id: int, purpose: str) -> HttpResponse:
    found = place_of(request, location_id)
    waits = _own(found, purpose)
    if waits is not None:
        actions.withdraw_number(asked_id=waits.asked_id, place=found, by=signed_in(request))
        messages.success(request, "The number stays as it was.")
    return redirect("portal:contacts", location_id)


@never_cache
def decide(request: HttpRequest, location_id: int, asked_id: int) -> HttpResponse:
    """An officer, who rang the home, says yes or no."""
    location = queries.find_location(viewer_of(request), location_id)
    waits = numbers.find_of_location(location, asked_id) if location is not None else None
    if location is None or waits is None:
        raise Http404("No new number waits here.")
    form = DecideNumberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        place = queries.place_of(location, "")
        try:
            actions.decide_number(asked_id=asked_id, place=place, take=form.takes, by=signed_in(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, pages.decided(waits, take=form.takes))
        return redirect("portal:access", location_id)
    access_actions.note_access_read(location=location, by=signed_in(request))
    page = pages.decide(location, waits, form)
    return render(request, "portal/decide_number.html", page, status=422 if form.errors else 200)


def _own(found: OwnPlace, purpose: str) -> WaitingNumber | None:
    if purpose not in set(ContactPurpose):
        raise Http404("There is no contact for that.")
    return numbers.find_of_purpose(found, ContactPurpose(purpose))
