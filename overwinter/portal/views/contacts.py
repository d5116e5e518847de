"""Whom the council asks at a service, as its own people see it and put it right."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.kernel.verdict import Refused
from overwinter.portal import due, numbers, queries
from overwinter.portal.actions import numbers as actions
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.door import place_of
from overwinter.portal.forms import ContactForm
from overwinter.portal.models import NumberAsked
from overwinter.portal.pages import contacts as pages
from overwinter.providers.api import ContactPurpose, fact_of, note_contacts_read


def contacts(request: HttpRequest, location_id: int) -> HttpResponse:
    found = place_of(request, location_id)
    _note_read(request, found)
    waiting = {each.purpose: each for each in numbers.list_of_place(found)}
    page = pages.contacts(found, queries.list_contacts(found), waiting, queries.find_helpline(found.council_id))
    return render(request, "portal/contacts.html", page)


def correct(request: HttpRequest, location_id: int, purpose: str) -> HttpResponse:
    found = place_of(request, location_id)
    if purpose not in set(ContactPurpose):
        raise Http404("There is no contact for that.")
    wanted = ContactPurpose(purpose)
    kept, opens_portal = queries.list_contacts(found).get(wanted), wanted in queries.SIGN_IN_BY
    data = request.POST if request.method == "POST" else None
    form = ContactForm(data, initial=pages.values_of(kept), with_address=not opens_portal)
    if form.is_valid():
        entry = pages.entry_of(wanted, form.cleaned_data, kept)
        try:
            asked = actions.correct_own_contact(
                place=found, entry=entry, opens_portal=opens_portal, by=signed_in(request)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, found, asked)
    _note_read(request, found)
    page = pages.correct(found, wanted, kept, form, queries.find_helpline(found.council_id))
    return render(request, "portal/contact.html", page, status=422 if form.errors else 200)


def _saved(request: HttpRequest, found: OwnPlace, asked: NumberAsked | None) -> HttpResponse:
    """A number to which codes go waits, and a code goes to the old one at once."""
    if asked is None:
        messages.success(request, "Saved. The council sees it, and that it came from you.")
        return redirect("portal:contacts", found.location_id)
    try:
        actions.send_number_code(asked_id=asked.pk, place=found, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, f"{refusal}.")
    return redirect("portal:number", found.location_id, asked.contact.purpose)


def _note_read(request: HttpRequest, found: OwnPlace) -> None:
    note_contacts_read(location=fact_of(due.get_location(found)), by=signed_in(request))
