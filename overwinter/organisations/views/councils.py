"""The councils of the installation, for its administrator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from overwinter.accounts.api import mail_is_set, signed_in
from overwinter.kernel.verdict import Refused
from overwinter.organisations import actions, pages, queries
from overwinter.organisations.forms import AddCouncilForm, AdministratorForm, PlaceForm
from overwinter.organisations.permissions import viewer_of


def councils(request: HttpRequest) -> HttpResponse:
    found = list(queries.list_councils(viewer_of(request)))
    shown = {"lede": pages.councils_lede(found), "table": pages.councils_table(found)}
    return render(request, "organisations/councils.html", shown)


def add_council(request: HttpRequest) -> HttpResponse:
    form = AddCouncilForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            council, added = actions.add_council_with_administrator(
                **form.cleaned_data, request=request, by=signed_in(request)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _added(request, council.pk, added)
    return render(request, "organisations/form.html", {"page": pages.add_council_page(), "form": form})


def one_council(request: HttpRequest, council_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    council = get_object_or_404(queries.list_councils(viewer), pk=council_id)
    form = AdministratorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_administrator(
                council=council, **form.cleaned_data, request=request, by=signed_in(request)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _added(request, council.pk, added)
    administrators = queries.list_administrators(viewer, council_id=council.pk)
    actions.note_names_read(council=council, what="people", by=signed_in(request))
    shown = {
        "council": council, "form": form, "lede": pages.one_council_lede(administrators),
        "facts": pages.place_facts(council),
    }  # fmt: skip
    return render(request, "organisations/one_council.html", {**shown, "breadcrumbs": (pages.councils_link(),)})


def place_council(request: HttpRequest, council_id: int) -> HttpResponse:
    council = get_object_or_404(queries.list_councils(viewer_of(request)), pk=council_id)
    initial = {"kind": council.kind, "region": council.region, "system": council.system}
    form = PlaceForm(request.POST or None, initial=initial, systems=queries.list_systems())
    if request.method == "POST" and form.is_valid():
        try:
            actions.place_council(council=council, place=form.place, by=signed_in(request))
        except Refused as refusal:
            form.add_error(None, f"{council.name} shares its answers with {council.sharing.label.lower()}. {refusal}")
        else:
            messages.success(request, "It is saved.")
            return redirect("one_council", council_id)
    page = pages.place_page(council)
    return render(request, "organisations/form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def _added(request: HttpRequest, council_id: int, added: actions.Added) -> HttpResponse:
    if not added.link:
        return redirect("one_council", council_id)
    shown = {
        "name": added.user.name,
        "mailed": mail_is_set(),
        "link": added.link,
        "breadcrumbs": (pages.councils_link(),),
    }
    return render(request, "organisations/link.html", shown)
