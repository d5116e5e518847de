"""Reporting groups of the council."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations import actions, queries
from overwinter.organisations import group_pages as pages
from overwinter.organisations.forms import GroupForm
from overwinter.organisations.group_actions import set_group_terms
from overwinter.organisations.group_forms import GroupTermsForm
from overwinter.organisations.group_queries import GroupFact, find_group_fact, list_group_facts
from overwinter.organisations.models import ReportingGroup
from overwinter.organisations.pages import crumbs
from overwinter.organisations.permissions import ROLE_KEEPER, may_keep_group, viewer_of
from overwinter.organisations.ports import group_pages
from overwinter.organisations.views.council import own_council


def groups(request: HttpRequest) -> HttpResponse:
    here, keeper = own_council(request), ROLE_KEEPER.lets_in(request)
    found = list_group_facts(viewer_of(request), council_id=here.pk)
    table = pages.groups_table(found, request.GET, keeper=keeper)
    if asks_for_file(request.GET):
        return answer_with_file(request, table, "reporting groups")
    shown = {
        "place": here.name,
        "lede": pages.groups_lede(found),
        "keeper": keeper,
        "table": table,
    }
    return render(request, "organisations/groups.html", {**shown, "breadcrumbs": crumbs()})


def add_group(request: HttpRequest) -> HttpResponse:
    here = own_council(request)
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        group = actions.add_group(council=here, name=form.cleaned_data["name"], by=signed_in(request))
        messages.success(request, f"“{group.name}” is among the groups. Say who belongs to it and when it meets.")
        return redirect("group_terms", group.pk)
    return render(request, "organisations/form.html", {"page": pages.add_group_page(here), "form": form})


def group_terms(request: HttpRequest, group_id: int) -> HttpResponse:
    """Terms, members, meetings and ladder of a group: for its chair and secretary, and who keeps the groups."""
    fact, viewer = _fact(request, group_id), viewer_of(request)
    verdict = may_keep_group(viewer, fact)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    others = [each for each in list_group_facts(viewer, council_id=fact.council_id) if each.id != fact.id]
    roles = list(queries.list_roles(viewer, council_id=fact.council_id))
    form = GroupTermsForm(request.POST or None, initial=GroupTermsForm.values_of(fact), roles=roles, groups=others)
    if request.method == "POST" and form.is_valid():
        try:
            set_group_terms(group=_group(request, group_id), terms=form.said(), by=signed_in(request))
        except Refused as refusal:
            form.add_error("escalates_to" if "escalate" in str(refusal) else "weekday", str(refusal))
        else:
            messages.success(request, f"What “{fact.name}” is has been saved.")
            return redirect(group_pages().group_url(group_id))
    shown = {"page": pages.group_terms_page(fact), "form": form}
    return render(request, "organisations/form.html", shown, status=422 if form.errors else 200)


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


def _fact(request: HttpRequest, group_id: int) -> GroupFact:
    found = find_group_fact(viewer_of(request), group_id=group_id)
    if found is None or found.council_id != viewer_of(request).council_id:
        raise Http404("No such group in this council.")
    return found


def _group(request: HttpRequest, group_id: int) -> ReportingGroup:
    found = queries.find_group(viewer_of(request), group_id=group_id)
    if found is None or found.council_id != viewer_of(request).council_id:
        raise Http404("No such group in this council.")
    return found
