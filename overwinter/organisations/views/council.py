"""The council's own page, its settings, and the choice of council for people who work for several."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.organisations import actions, pages, queries
from overwinter.organisations.forms import CouncilForm, SwitchForm
from overwinter.organisations.middleware import SESSION_KEY
from overwinter.organisations.models import Council
from overwinter.organisations.permissions import own_council_id, viewer_of


def own_council(request: HttpRequest) -> Council:
    return queries.get_council(own_council_id(request))


def council(request: HttpRequest) -> HttpResponse:
    viewer, here = viewer_of(request), own_council(request)
    roles = queries.list_role_rows(viewer, council_id=here.pk, day=clock.today())
    groups = queries.list_groups(viewer, council_id=here.pk)
    page = pages.council_page(here, viewer, roles=roles, groups=list(groups), councils=len(viewer.council_ids))
    return render(request, "organisations/council.html", {"title": here.name, "place": "Council", "page": page})


def council_settings(request: HttpRequest) -> HttpResponse:
    here = own_council(request)
    initial = {
        "name": here.name, "colour": here.colour, "share": here.shares_with,
        "words": "yes" if here.shares_words else "no",
    }  # fmt: skip
    form = CouncilForm(request.POST or None, initial=initial, place=here.place)
    if request.method == "POST" and form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("name", "colour", "share", "words")}
        actions.change_council(council=here, by=signed_in(request), **chosen)
        messages.success(request, "The settings are saved.")
        return redirect("council")
    page = pages.FormPage(
        title="The council’s settings",
        lede="Its name and colour stand on every page; the rest decides who may read its answers.",
        button="Save",
        breadcrumbs=pages.crumbs(),
        place=here.name,
    )
    return render(request, "organisations/form.html", {"page": page, "form": form})


def switch_council(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    councils = queries.list_own_councils(viewer)
    form = SwitchForm(request.POST or None, councils=councils)
    if request.method == "POST" and form.is_valid():
        request.session[SESSION_KEY] = form.cleaned_data["council"].pk
        return redirect("/")
    choices = [(council, council.pk == viewer.council_id) for council in councils]
    return render(request, "organisations/switch.html", {"choices": choices, "form": form})
