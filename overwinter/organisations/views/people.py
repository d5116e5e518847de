"""The people of a council, for its administrator."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import mail_is_set, signed_in
from overwinter.kernel.verdict import Refused
from overwinter.organisations import actions, pages, queries
from overwinter.organisations.forms import AddPersonForm, GrantsForm
from overwinter.organisations.permissions import viewer_of
from overwinter.organisations.queries import PersonRow
from overwinter.organisations.views.council import own_council


def people(request: HttpRequest) -> HttpResponse:
    here = own_council(request)
    rows = queries.list_people(viewer_of(request), council_id=here.pk)
    actions.note_names_read(council=here, what="people", by=signed_in(request))
    shown = {"place": here.name, "lede": pages.people_lede(rows), "table": pages.people_table(rows)}
    return render(request, "organisations/people.html", {**shown, "breadcrumbs": pages.crumbs()})


def add_person(request: HttpRequest) -> HttpResponse:
    here = own_council(request)
    form = AddPersonForm(request.POST or None, roles=queries.list_roles(viewer_of(request), council_id=here.pk))
    if request.method == "POST" and form.is_valid():
        entered = {**form.cleaned_data, "kinds": frozenset(form.cleaned_data["kinds"])}
        try:
            added = actions.add_person(council=here, request=request, by=signed_in(request), **entered)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _added(request, added)
    page = pages.FormPage(
        title="Add a person",
        lede="They sign in with their email address, and choose their own password through a link.",
        button="Add the person",
        breadcrumbs=pages.crumbs(("People", "people")),
        place=here.name,
    )
    return render(request, "organisations/form.html", {"page": page, "form": form})


def _added(request: HttpRequest, added: actions.Added) -> HttpResponse:
    if added.link:
        return _show_link(request, added.user.pk, added.user.name, added.link)
    messages.success(request, f"{added.user.name} had an account already, and can work here from now on.")
    return redirect("person", added.user.pk)


def _show_link(request: HttpRequest, user_id: int, name: str, link: str) -> HttpResponse:
    shown = {
        "name": name,
        "user_id": user_id,
        "mailed": mail_is_set(),
        "link": link,
        "breadcrumbs": pages.crumbs(("People", "people")),
    }
    return render(request, "organisations/link.html", shown)


def person(request: HttpRequest, user_id: int) -> HttpResponse:
    here, row = own_council(request), _person(request, user_id)
    form = GrantsForm(request.POST or None, initial={"kinds": [kind.value for kind in row.grants]})
    if request.method == "POST" and form.is_valid():
        kinds = frozenset(form.cleaned_data["kinds"])
        try:
            actions.set_grants(user=row.user, council=here, kinds=kinds, by=signed_in(request))
        except Refused as refusal:
            form.add_error("kinds", str(refusal))
        else:
            messages.success(request, f"What {row.user.name} may do is saved.")
            return redirect("people")
    actions.note_names_read(council=here, what="people", by=signed_in(request))
    facts = queries.get_person_facts(row.user, council_id=here.pk, by=signed_in(request))
    shown = {"row": row, "page": pages.person_page(row, facts), "form": form, "place": here.name}
    return render(request, "organisations/person.html", {**shown, "breadcrumbs": pages.crumbs(("People", "people"))})


@require_POST
def shut_account(request: HttpRequest, user_id: int) -> HttpResponse:
    row = _person(request, user_id)
    try:
        actions.shut_account(user=row.user, council=own_council(request), by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The account of {row.user.name} is shut. What they did stays theirs.")
    return redirect("person", user_id)


@require_POST
def open_account(request: HttpRequest, user_id: int) -> HttpResponse:
    row = _person(request, user_id)
    try:
        actions.open_account(user=row.user, council=own_council(request), by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{row.user.name} can sign in again.")
    return redirect("person", user_id)


@require_POST
def password_link(request: HttpRequest, user_id: int) -> HttpResponse:
    row = _person(request, user_id)
    try:
        link = actions.make_password_link(
            user=row.user, council=own_council(request), request=request, by=signed_in(request)
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("person", user_id)
    return _show_link(request, user_id, row.user.name, link)


def _person(request: HttpRequest, user_id: int) -> PersonRow:
    row = queries.find_person(viewer_of(request), council_id=own_council(request).pk, user_id=user_id)
    if row is None:
        raise Http404("No such person in this council.")
    return row
