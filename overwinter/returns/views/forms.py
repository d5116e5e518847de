"""All forms, one of them, and of whom the council asks it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from overwinter.accounts.api import signed_in
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import own_council_id, viewer_of
from overwinter.returns import actions, permissions, queries
from overwinter.returns.own_forms import UseForm
from overwinter.returns.pages.forms import FormPage, FormsPage, forms_crumbs
from overwinter.returns.views.found import form_or_404


@require_GET
def list_all(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    uses = queries.uses_by_form(own_council_id(request), clock.today())
    may_ask = bool(permissions.may_ask(viewer, own_council_id(request)))
    today = clock.today()
    forms = [
        (each, queries.definition_shown(queries.versions_of(each), today), uses.get(each.pk))
        for each in queries.list_forms(viewer)
    ]
    page = FormsPage(forms, request.GET, may_ask)
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, "forms")
    return render(request, "returns/forms.html", {"page": page, "breadcrumbs": page.breadcrumbs})


@require_GET
def show_form(request: HttpRequest, form_code: str) -> HttpResponse:
    form, today, council_id = form_or_404(request, form_code), clock.today(), own_council_id(request)
    versions, drafted = queries.versions_of(form), queries.list_empty_versions(form)
    page = FormPage(
        form=form,
        versions=versions,
        drafted=drafted,
        shown=queries.definition_shown(versions, today),
        use=queries.uses_by_form(council_id, today).get(form.pk),
        changeable=queries.changeable_versions(form, today=today),
        query=request.GET,
        today=today,
        may_ask=bool(permissions.may_ask(viewer_of(request), council_id)),
    )
    if asks_for_file(request.GET):
        return answer_with_file(request, page.questions, form.code)
    return render(request, "returns/form.html", {"page": page, "breadcrumbs": page.breadcrumbs})


def use_form(request: HttpRequest, form_code: str) -> HttpResponse:
    """Switch a form on for the council, or change of whom it is asked."""
    row, today = form_or_404(request, form_code), clock.today()
    definition = queries.definition_shown(queries.versions_of(row), today)
    if definition is None:
        messages.error(request, "The form asks nothing yet. Add its first question.")
        return redirect("returns:form", form_code)
    use = queries.uses_by_form(own_council_id(request), clock.today()).get(row.pk)
    form = UseForm(request.POST or None, definition=definition, chosen=list(use.services) if use else [])
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_for_form(
                council_id=own_council_id(request), form=row, services=form.cleaned_data["services"], since=today,
                by=signed_in(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{row.title}” is asked from today on.")
            return redirect("returns:form", form_code)
    shown = {
        "form": form, "title": f"Ask for “{row.title}”", "place": "Returns", "breadcrumbs": forms_crumbs(),
        "lede": f"{definition.why} It is asked from today on; what is returned stays when it is switched off.",
        "button": "Switch it on" if use is None else "Keep these", "back": row.code,
    }  # fmt: skip
    return render(request, "returns/fields.html", shown)


@require_POST
def stop_form(request: HttpRequest, form_code: str) -> HttpResponse:
    form = form_or_404(request, form_code)
    try:
        actions.stop_asking(council_id=own_council_id(request), form=form, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{form.title}” is asked no more after today. What was returned stays.")
    return redirect("returns:form", form_code)
