"""Roles of the council: who holds each now, and who held it before."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations import actions, pages, queries
from overwinter.organisations.forms import AddRoleForm, HandOverForm
from overwinter.organisations.models import Role
from overwinter.organisations.permissions import ROLE_KEEPER, viewer_of
from overwinter.organisations.views.council import own_council


def roles(request: HttpRequest) -> HttpResponse:
    here = own_council(request)
    rows = queries.list_role_rows(viewer_of(request), council_id=here.pk, day=clock.today())
    actions.note_names_read(council=here, what="role holders", by=signed_in(request))
    table = pages.roles_table(rows, request.GET)
    if asks_for_file(request.GET):
        return answer_with_file(request, table, "roles")
    shown = {
        "place": here.name,
        "lede": pages.roles_lede(rows),
        "table": table,
        "keeper": ROLE_KEEPER.lets_in(request),
    }
    return render(request, "organisations/roles.html", {**shown, "breadcrumbs": pages.crumbs()})


def add_role(request: HttpRequest) -> HttpResponse:
    here = own_council(request)
    form = AddRoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        role = actions.add_role(council=here, title=form.cleaned_data["title"], by=signed_in(request))
        messages.success(request, f"“{role.title}” is among the roles. Say who holds it.")
        return redirect("hand_over_role", role.pk)
    page = pages.FormPage(
        title="Add a role",
        lede="A role leads rows; the person who holds it can change, and the rows stay where they are.",
        button="Add the role",
        breadcrumbs=pages.crumbs(("Roles", "roles")),
        place=here.name,
    )
    return render(request, "organisations/form.html", {"page": page, "form": form})


def role(request: HttpRequest, role_id: int) -> HttpResponse:
    found = _role(request, role_id)
    holdings = list(queries.list_holdings(viewer_of(request), role=found))
    actions.note_names_read(council=found.council, what="role holders", by=signed_in(request))
    shown = {
        "role": found,
        "lede": pages.role_lede(found, holdings, clock.today()),
        "history": pages.role_history(holdings),
        "keeper": ROLE_KEEPER.lets_in(request) and found.ended_on is None,
        "breadcrumbs": pages.crumbs(("Roles", "roles")),
    }
    return render(request, "organisations/role.html", shown)


def hand_over_role(request: HttpRequest, role_id: int) -> HttpResponse:
    found, viewer = _role(request, role_id), viewer_of(request)
    people = queries.list_people_to_name(viewer, council_id=found.council_id)
    form = HandOverForm(request.POST or None, people=people, today=clock.today())
    if request.method == "POST" and form.is_valid():
        user = queries.find_nameable(viewer, council_id=found.council_id, user_id=form.cleaned_data["holder"])
        try:
            actions.hand_over_role(role=found, user=user, since=form.cleaned_data["since"], by=signed_in(request))
        except Refused as refusal:
            form.add_error("since", str(refusal))
        else:
            messages.success(request, f"“{found.title}” is handed over.")
            return redirect("role", found.pk)
    actions.note_names_read(council=found.council, what="people", by=signed_in(request))
    page = pages.hand_over_page(found)
    return render(request, "organisations/form.html", {"page": page, "form": form})


def end_role(request: HttpRequest, role_id: int) -> HttpResponse:
    found = _role(request, role_id)
    if request.method == "POST":
        actions.end_role(role=found, on=clock.today(), by=signed_in(request))
        messages.success(request, f"“{found.title}” has ended. Its history stays.")
        return redirect("roles")
    return render(request, "organisations/form.html", {"page": pages.end_role_page(found)})


def _role(request: HttpRequest, role_id: int) -> Role:
    found = queries.find_role(viewer_of(request), role_id=role_id)
    if found is None or found.council_id != viewer_of(request).council_id:
        raise Http404("No such role in this council.")
    return found
