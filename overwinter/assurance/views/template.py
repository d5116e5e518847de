"""The council's own templates, for the letter and for reports."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.assurance import actions
from overwinter.assurance.domain.making import TemplateKind
from overwinter.assurance.exports.own_templates import SORTS
from overwinter.assurance.forms import TemplateForm
from overwinter.assurance.pages.templates import TemplatePage
from overwinter.assurance.queries import list_templates
from overwinter.assurance.views.letter import attachment
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Council, get_council, viewer_of


def template(request: HttpRequest, template_kind: str) -> HttpResponse:
    council, kind = _council(request), _kind(template_kind)
    page = TemplatePage(kind, list_templates(council.pk))
    form = TemplateForm(request.POST or None, request.FILES or None, ending=SORTS[kind].ending)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["file"]
        try:
            actions.choose_template(
                council=council, kind=kind, name=chosen.name, content=chosen.read(), by=signed_in(request)
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, page.chosen_words)
            return redirect("assurance:template", kind.value)
    return render(request, "assurance/template.html", {"form": form, "page": page}, status=422 if form.errors else 200)


@require_POST
def end_template(request: HttpRequest, template_kind: str) -> HttpResponse:
    kind = _kind(template_kind)
    actions.end_template(council=_council(request), kind=kind, by=signed_in(request))
    messages.success(request, "Overwinter’s own layout is used from now on.")
    return redirect("assurance:template", kind.value)


def starter(request: HttpRequest, template_kind: str) -> HttpResponse:
    """A template to begin from."""
    council, kind = _council(request), _kind(template_kind)
    content = SORTS[kind].starter(council.name, council.colour)
    return attachment(content, SORTS[kind].ending, f"{council.code}-{kind.value}-template")


def _kind(code: str) -> TemplateKind:
    if code not in {kind.value for kind in SORTS}:
        raise Http404("There is no such template.")
    return TemplateKind(code)


def _council(request: HttpRequest) -> Council:
    return get_council(viewer_of(request).council_id or 0)
