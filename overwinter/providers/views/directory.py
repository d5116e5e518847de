"""The regulator's directory: an edition is brought in, looked at and taken over."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from overwinter.accounts.api import signed_in
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council, own_council_id, viewer_of
from overwinter.providers import actions, edition_queries
from overwinter.providers.directory_forms import AreaForm, EditionForm
from overwinter.providers.models import DirectoryEdition
from overwinter.providers.pages.editions import JOIN, SAME, EditionPage, crumbs, directory_url, editions_table


@require_GET
def list_editions(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    table, shown = editions_table(viewer, request.GET)
    council = get_council(viewer.council_id) if viewer.council_id is not None else None
    page = {
        "title": "CQC directory",
        "place": council.name if council else "Every council of this installation",
        "lede": "Every registered location, as the Care Quality Commission publishes it each month.",
        "area": edition_queries.find_area(council) if council else "",
        "table": table,
        "shown": shown,
        "breadcrumbs": crumbs(viewer, within=False),
    }
    return render(request, "providers/directory.html", page)


def upload_edition(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = EditionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            edition = actions.upload_edition(
                council_id=viewer.council_id, name=upload.name, content=upload.file,
                as_of=form.cleaned_data["as_of"], by=signed_in(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("as_of", str(refusal))
        else:
            return redirect("providers:edition", edition.pk)
    lede = "Nothing changes before you have seen its openings, closures and changes."
    return _form(request, form, ("Bring in an edition", lede, "Bring it in"))


def name_area(request: HttpRequest) -> HttpResponse:
    council = get_council(own_council_id(request))
    form = AreaForm(request.POST or None, initial={"name": edition_queries.find_area(council)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_area(council_id=council.pk, name=form.cleaned_data["name"], by=signed_in(request))
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "The area is named. The next edition is read by it.")
            return redirect(directory_url())
    return _form(request, form, ("The council’s area", "Only locations in this area are taken over.", "Save the area"))


def _form(request: HttpRequest, form: EditionForm | AreaForm, words: tuple[str, str, str]) -> HttpResponse:
    title, lede, button = words
    shown = {"form": form, "title": title, "place": "CQC directory", "lede": lede, "button": button,
             "back": directory_url(), "breadcrumbs": crumbs(viewer_of(request))}  # fmt: skip
    return render(request, "providers/form.html", shown, status=422 if form.errors else 200)


@require_GET
def show_edition(request: HttpRequest, edition_id: int) -> HttpResponse:
    page = EditionPage(_edition_or_404(request, edition_id), viewer_of(request), request.GET)
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, f"directory {page.kind.value}")
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede}
    return render(request, "providers/edition.html", {**shown, "breadcrumbs": page.breadcrumbs})


@require_POST
def leave_out(request: HttpRequest, edition_id: int) -> HttpResponse:
    shown, ticked = (_numbers(request, name) for name in ("shown", "left"))

    def do() -> None:
        actions.leave_out(
            edition_id=edition_id, shown=shown, ticked=ticked, joined=_joined(request), by=signed_in(request)
        )

    return _done(request, edition_id, do, "What you decided is saved.")


@require_POST
def agree(request: HttpRequest, edition_id: int) -> HttpResponse:
    seen = bool(request.POST.get("closures_seen"))

    def do() -> None:
        actions.agree_to_edition(edition_id=edition_id, closures_seen=seen, by=signed_in(request))

    return _done(request, edition_id, do, "")


@require_POST
def leave(request: HttpRequest, edition_id: int) -> HttpResponse:
    def do() -> None:
        actions.leave_edition(edition_id=edition_id, by=signed_in(request))

    return _done(request, edition_id, do, "The edition is not taken over. Nothing was changed.")


@require_POST
def go_on(request: HttpRequest, edition_id: int) -> HttpResponse:
    """For an edition whose worker is gone: it goes on where it stands."""

    def do() -> None:
        actions.go_on(edition_id=edition_id, by=signed_in(request))

    return _done(request, edition_id, do, "It goes on.")


def _done(request: HttpRequest, edition_id: int, do: Callable[[], None], words: str) -> HttpResponse:
    edition = _edition_or_404(request, edition_id)
    try:
        do()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if words:
            messages.success(request, words)
    kept = request.POST.get("query", "")
    answer = redirect("providers:edition", edition.pk)
    answer["Location"] += f"?{kept}" if kept else ""
    return answer


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [int(each) for each in request.POST.getlist(name) if each.isascii() and each.isdecimal()]


def _joined(request: HttpRequest) -> dict[int, bool]:
    """Of which openings it was said whether they are the same as what was entered by hand."""
    said = {name.removeprefix(JOIN): value for name, value in request.POST.items() if name.startswith(JOIN)}
    return {int(pk): value == SAME for pk, value in said.items() if pk.isascii() and pk.isdecimal()}


def _edition_or_404(request: HttpRequest, edition_id: int) -> DirectoryEdition:
    found = edition_queries.find_edition(viewer_of(request), edition_id)
    if found is None:
        raise Http404("Your council has no such edition of the directory.")
    return found
