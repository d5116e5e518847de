"""A person brings a file in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from overwinter.accounts.api import signed_in
from overwinter.design.parts import Link
from overwinter.frameworks.api import list_frameworks
from overwinter.infra import clock
from overwinter.intake import actions, ports, queries
from overwinter.intake.forms import UploadForm
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Viewer, get_council, viewer_of


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        frameworks=list_frameworks(),
        own=_own_plan(viewer),
        this_winter=Winter.of(clock.today()),
    )
    if request.method == "POST" and viewer.council_id is not None and form.is_valid():
        file = form.cleaned_data["file"]
        document = actions.upload_document(
            council=get_council(viewer.council_id), framework=form.cleaned_data["framework"],
            winter=form.chosen_winter(), name=file.name, content=file.file, by=signed_in(request),
        )  # fmt: skip
        return redirect("intake:document", document.pk)
    crumbs = [Link("Documents", reverse("intake:list"))]
    lede = "It is read in the background and kept for ever as it came. Nothing enters the plan before you have seen it."
    page = {"title": "Upload a plan", "lede": lede, "breadcrumbs": crumbs, "form": form}
    return render(request, "intake/upload.html", page, status=422 if form.errors else 200)


def _own_plan(viewer: Viewer) -> tuple[str, str] | None:
    """What the council's documents answered last, or else what its plan does: the likeliest choice."""
    latest = queries.list_documents(viewer).first()
    return (latest.framework, latest.winter) if latest is not None else ports.destination().own_plan(viewer)
