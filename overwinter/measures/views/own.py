"""A measure of the council's own: defining it, changing its words, ending it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from overwinter.accounts.api import signed_in
from overwinter.kernel.verdict import Refused
from overwinter.measures import actions, pages
from overwinter.measures.own_forms import EndMeasureForm, OwnMeasureForm
from overwinter.measures.queries import Followed
from overwinter.measures.views.entering import show_form
from overwinter.measures.views.measures import find_followed
from overwinter.organisations.api import own_council_id


def define(request: HttpRequest) -> HttpResponse:
    form = OwnMeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.define_measure(
                council_id=own_council_id(request), said=form.said(), speaks_to=form.speaks_to(), by=signed_in(request)
            )
        except Refused as refusal:
            form.add_error(form.field_of(str(refusal)), str(refusal))
        else:
            messages.success(request, "The measure is defined. Enter its first reading, or set its standard.")
            return redirect("measures:measure", row.code)
    return show_form(request, None, form, pages.DEFINE)


def change(request: HttpRequest, measure_code: str) -> HttpResponse:
    followed = _own(request, measure_code)
    form = OwnMeasureForm(request.POST or None, definition=followed.definition)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_measure(
                council_id=own_council_id(request), code=measure_code, said=form.said(), speaks_to=form.speaks_to(),
                by=signed_in(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(form.field_of(str(refusal)), str(refusal))
        else:
            messages.success(request, "The measure is changed. What it said before is kept.")
            return redirect("measures:measure", measure_code)
    return show_form(request, followed, form, pages.CHANGE, end=reverse("measures:end", args=(measure_code,)))


def end(request: HttpRequest, measure_code: str) -> HttpResponse:
    followed = _own(request, measure_code)
    form = EndMeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_measure(
                council_id=own_council_id(request), code=measure_code, why=form.cleaned_data["why"],
                by=signed_in(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The measure is counted no more. Its readings stay.")
            return redirect("measures:measure", measure_code)
    return show_form(request, followed, form, pages.END)


def _own(request: HttpRequest, code: str) -> Followed:
    followed = find_followed(request, code)
    if not followed.definition.own:
        raise PermissionDenied("This measure comes with the catalogue, so the council does not change it.")
    return followed
