"""What an address names, or a page that says it is not there; and the page of a form."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from overwinter.design.forms import PlainForm
from overwinter.design.parts import Link
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import viewer_of
from overwinter.providers import queries
from overwinter.providers.domain.facts import LocationFact
from overwinter.providers.pages.listing import list_url


def location_or_404(request: HttpRequest, location_id: int) -> LocationFact:
    found = queries.find_location(viewer_of(request), location_id)
    if found is None:
        raise Http404("Your council has no such location.")
    return found


def location_url(location_id: int) -> str:
    return reverse("providers:location", args=[location_id])


@dataclass(frozen=True, slots=True)
class FormWords:
    title: str
    lede: str
    button: str
    done: str = ""
    """What is said once it is saved."""
    ending: str = ""
    """The words of a second button, which ends what the form is about."""


def form_page(
    request: HttpRequest, form: PlainForm, words: FormWords, found: LocationFact | None, save: Callable[[], int]
) -> HttpResponse:
    """``save`` does it and returns the location to go to. A refusal stands at the form; what was typed stays."""
    if request.method == "POST" and ("end" in request.POST or form.is_valid()):
        try:
            location_id = save()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words.done)
            return redirect(location_url(location_id))
    crumbs = [Link("Providers", list_url())]
    crumbs += [Link(found.name, location_url(found.location_id))] if found is not None else []
    shown = {
        "form": form,
        "title": words.title,
        "place": found.name if found is not None else "Providers",
        "lede": words.lede,
        "button": words.button,
        "ending": words.ending,
        "back": crumbs[-1].url,
        "breadcrumbs": crumbs,
    }
    return render(request, "providers/form.html", shown, status=422 if form.errors else 200)
