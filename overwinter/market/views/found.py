"""What an address names, the page of a list, and the page of a form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.design.forms import PlainForm
from overwinter.design.parts import Link
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.kernel.verdict import Refused
from overwinter.market import addresses
from overwinter.market.pages.lists import ListPage, quality_crumbs
from overwinter.organisations.api import viewer_of
from overwinter.providers.api import LocationFact, find_location, may_edit


def location_or_404(request: HttpRequest, location_id: int) -> LocationFact:
    found = find_location(viewer_of(request), location_id)
    if found is None or found.is_employer:
        raise Http404("Your council has no such location of care.")
    return found


def edits(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    return bool(may_edit(viewer, viewer.council_id))


def list_page(request: HttpRequest, page: ListPage[Any], template: str = "market/list.html") -> HttpResponse:
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, page.name)
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede}
    return render(request, template, {**shown, "breadcrumbs": page.breadcrumbs})


def place_page(request: HttpRequest, page: Any, template: str = "market/place.html") -> HttpResponse:
    """Everything of one kind about one location."""
    shown = {"page": page, "title": page.title, "place": page.found.name, "lede": page.lede}
    return render(request, template, {**shown, "breadcrumbs": page.breadcrumbs})


@dataclass(frozen=True, slots=True)
class FormWords:
    title: str
    lede: str
    button: str
    done: str
    back: str
    """The route of the location's page one comes from and goes back to."""


def form_page(
    request: HttpRequest, form: PlainForm, words: FormWords, found: LocationFact, save: Callable[[], object]
) -> HttpResponse:
    """A refusal stands at the form; what was typed stays."""
    back = addresses.page(words.back, found.location_id)
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words.done)
            return redirect(back)
    crumbs = quality_crumbs(Link(found.name, addresses.location(found.location_id)))
    shown = {"title": words.title, "place": found.name, "lede": words.lede, "breadcrumbs": crumbs}
    given = {**shown, "form": form, "button": words.button, "back": back}
    return render(request, "market/form.html", given, status=422 if form.errors else 200)
