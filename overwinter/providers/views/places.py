"""Districts and wards: the council's list of them, and those of the locations that were ticked in the list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.design.forms import PlainForm
from overwinter.design.parts import Link
from overwinter.kernel.verdict import Refused
from overwinter.kernel.words import counted, joined
from overwinter.organisations.api import own_council_id, viewer_of
from overwinter.providers import actions, place_queries, queries
from overwinter.providers.models import Location
from overwinter.providers.pages.listing import list_url
from overwinter.providers.place_forms import PlacesForm, SetPlacesForm

LEDE = (
    "The CQC directory tells neither district nor ward. What you list here is chosen from in the forms and in the "
    "filter. What locations have stays until somebody changes it."
)
NAMED = 8
"""Ticked locations that are named; the rest is a figure."""


def list_places(request: HttpRequest) -> HttpResponse:
    council_id = own_council_id(request)
    form = PlacesForm(request.POST or None, initial={"text": place_queries.list_places(council_id).text})
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_places(council_id=council_id, wanted=form.places, by=signed_in(request))
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, "The districts and wards are saved.")
            return redirect(list_url())
    return _form(request, form, ("Districts and wards", LEDE, "Save them"))


def set_places(request: HttpRequest) -> HttpResponse:
    viewer, found = viewer_of(request), _ticked(request)
    if not found:
        messages.error(request, "No location is ticked. Tick those whose district or ward you set.")
        return redirect(f"{list_url()}?pick=yes")
    places, districts = place_queries.list_places(viewer.council_id), queries.list_districts(viewer)
    form = SetPlacesForm(request.POST or None, places=places, districts=districts)
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.set_places(
                council_id=own_council_id(request), location_ids=[each.pk for each in found],
                district=form.said("district"), ward=form.said("ward"), by=signed_in(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Set of {counted(count, 'location')}." if count else "Nothing was changed.")
            return redirect(f"{list_url()}?pick=yes&district=none")
    return _form(request, form, _words(found), hidden=[("id", each.pk) for each in found])


def _ticked(request: HttpRequest) -> list[Location]:
    asked = request.POST if request.method == "POST" else request.GET
    ticked = [int(each) for each in asked.getlist("id") if each.isascii() and each.isdecimal()]
    return place_queries.list_ticked(viewer_of(request), ticked)


def _words(found: list[Location]) -> tuple[str, str, str]:
    more = [f"{len(found) - NAMED:,} more"] if len(found) > NAMED else []
    names = joined([*(each.name for each in found[:NAMED]), *more])
    return f"Set district or ward of {counted(len(found), 'location')}", f"{names}.", "Set it"


def _form(
    request: HttpRequest, form: PlainForm, words: tuple[str, str, str], hidden: list[tuple[str, int]] | None = None
) -> HttpResponse:
    title, lede, button = words
    shown = {
        "form": form, "title": title, "place": "Providers", "lede": lede, "button": button, "back": list_url(),
        "breadcrumbs": (Link("Providers", list_url()),), "hidden": hidden or (),
    }  # fmt: skip
    return render(request, "providers/form.html", shown, status=422 if form.errors else 200)
