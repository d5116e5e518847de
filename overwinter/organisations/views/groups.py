"""Reporting groups of the council."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations import actions, pages, queries
from overwinter.organisations.forms import GroupForm
from overwinter.organisations.models import ReportingGroup
from overwinter.organisations.permissions import ROLE_KEEPER, viewer_of
from overwinter.organisations.views.council import own_council


def groups(request: HttpRequest) -> HttpResponse:
    here, keeper = own_council(request), ROLE_KEEPER.lets_in(request)
    found = list(queries.list_groups(viewer_of(request), council_id=here.pk))
    table = pages.groups_table(found, request.GET, keeper=keeper)
    if asks_for_file(request.GET):
        return answer_with_file(request, table, "reporting groups")
    shown = {
        "place": here.name,
        "lede": pages.groups_lede(found),
        "keeper": keeper,
        "table": table,
    }
    return render(request, "organisations/groups.html", {**shown, "breadcrumbs": pages.crumbs()})


def add_group(request: HttpRequest) -> HttpResponse:
    here = own_council(request)
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        group = actions.add_group(council=here, name=form.cleaned_data["name"], by=signed_in(request))
        messages.success(request, f"“{group.name}” is among the groups.")
        return redirect("groups")
    return render(request, "organisations/form.html", {"page": pages.add_group_page(here), "form": form})


def rename_group(request: HttpRequest, group_id: int) -> HttpResponse:
    group = _group(request, group_id)
    form = GroupForm(request.POST or None, initial={"name": group.name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_group(group=group, name=form.cleaned_data["name"], by=signed_in(request))
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "The group is renamed, in every row that reports to it.")
            return redirect("groups")
    return render(request, "organisations/form.html", {"page": pages.rename_group_page(group), "form": form})


def end_group(request: HttpRequest, group_id: int) -> HttpResponse:
    group = _group(request, group_id)
    if request.method == "POST":
        actions.end_group(group=group, on=clock.today(), by=signed_in(request))
        messages.success(request, f"“{group.name}” has ended.")
        return redirect("groups")
    return render(request, "organisations/form.html", {"page": pages.end_group_page(group)})


def _group(request: HttpRequest, group_id: int) -> ReportingGroup:
    found = queries.find_group(viewer_of(request), group_id=group_id)
    if found is None or found.council_id != viewer_of(request).council_id:
        raise Http404("No such group in this council.")
    return found
