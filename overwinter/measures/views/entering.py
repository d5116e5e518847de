"""Entering a reading by hand, and setting the council's standard."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.design.forms import PlainForm
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.measures import actions, pages
from overwinter.measures.forms import ReadingForm, StandardForm
from overwinter.measures.queries import Followed
from overwinter.measures.views.measures import find_followed
from overwinter.organisations.api import own_council_id


def enter_reading(request: HttpRequest, measure_code: str) -> HttpResponse:
    followed = find_followed(request, measure_code)
    if not followed.definition.by_hand:
        raise PermissionDenied("The program counts this measure itself, so nobody enters it by hand.")
    form = ReadingForm(request.POST or None, definition=followed.definition, today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_reading(
                council_id=own_council_id(request), code=measure_code, by=signed_in(request), **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(form.field_of(str(refusal)), str(refusal))
        else:
            messages.success(request, "The reading is entered.")
            return redirect("measures:measure", measure_code)
    return show_form(request, followed, form, ("Enter a reading", pages.reading_lede(followed), "Enter it"))


def set_standard(request: HttpRequest, measure_code: str) -> HttpResponse:
    followed = find_followed(request, measure_code)
    form = StandardForm(request.POST or None, definition=followed.definition, today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_standard(
                council_id=own_council_id(request), code=measure_code, by=signed_in(request), **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error("source" if "Say who" in str(refusal) else "value", str(refusal))
        else:
            messages.success(request, "The standard is set. Every reading from that day on is held to it.")
            return redirect("measures:measure", measure_code)
    words = ("Set the council’s standard", pages.standard_lede(followed), "Set the standard")
    return show_form(request, followed, form, words)


def show_form(
    request: HttpRequest, followed: Followed | None, form: PlainForm, words: tuple[str, str, str], *, end: str = ""
) -> HttpResponse:
    """``words``: title, lede, button. ``followed``: the measure it is about; None for one that is still to be.
    ``end``: where it can be counted no more."""
    title, lede, button = words
    shown = {
        "title": title,
        "place": followed.definition.title if followed else "Measures",
        "lede": lede,
        "breadcrumbs": pages.measure_crumbs(followed) if followed else pages.list_crumbs(),
        "back": pages.measure_url(followed.definition.code) if followed else pages.list_url(),
        "end": end,
        "form": form,
        "button": button,
    }
    return render(request, "measures/form.html", shown, status=422 if form.errors else 200)
