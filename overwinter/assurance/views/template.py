"""The council's own Word template for the letter."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.assurance import actions, exports
from overwinter.assurance.exports.template import BLOCKS, INLINE
from overwinter.assurance.forms import TemplateForm
from overwinter.assurance.queries import find_template
from overwinter.assurance.views.letter import attachment
from overwinter.design.table import Column, Row, Table
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Council, get_council, viewer_of


def template(request: HttpRequest) -> HttpResponse:
    council = _council(request)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["file"]
        try:
            actions.choose_template(council=council, name=chosen.name, content=chosen.read(), by=signed_in(request))
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, "Letters are written into this template from now on.")
            return redirect("assurance:template")
    shown = {"form": form, "now": find_template(council.pk), "inline": _table(INLINE), "blocks": _table(BLOCKS)}
    return render(request, "assurance/template.html", shown, status=422 if form.errors else 200)


@require_POST
def end_template(request: HttpRequest) -> HttpResponse:
    actions.end_template(council=_council(request), by=signed_in(request))
    messages.success(request, "Letters are written in Overwinter’s own layout from now on.")
    return redirect("assurance:template")


def starter(request: HttpRequest) -> HttpResponse:
    """A template to begin from."""
    council = _council(request)
    return attachment(exports.make_starter(council.name, council.colour), "docx", f"{council.code}-letter-template")


def _council(request: HttpRequest) -> Council:
    return get_council(viewer_of(request).council_id or 0)


def _table(of: Mapping[str, str]) -> Table:
    rows = tuple(Row((f"{{{{ {name} }}}}", what[0].upper() + what[1:])) for name, what in of.items())
    return Table("Placeholders", (Column("Placeholder", width=5), Column("What stands there", plain=True)), rows=rows)
