"""Taking the plan out again: as a new document, back into the council's own file, or every answer as JSON."""

from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from overwinter.frameworks.api import list_profiles
from overwinter.infra import clock, files
from overwinter.organisations.api import viewer_of
from overwinter.plans.domain.choosing import EVERYTHING
from overwinter.plans.exports import FORMATS, as_json, file_name, make
from overwinter.plans.exports.as_xlsx import TooLong
from overwinter.plans.exports.own_file import CannotPatch, put_back
from overwinter.plans.models import Plan
from overwinter.plans.pages.plan import read_choice
from overwinter.plans.pages.take_away import CHOSEN_IN, AsAtForm, OwnFilePage, TakeAwayPage, may_take_own_file, sources
from overwinter.plans.queries import get_plan, get_sheet, stream_answers


def page(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    plan = get_plan(viewer, plan_id)
    form = _form(request, plan)
    on = form.cleaned_data.get("on") if form.is_valid() else None
    choice = read_choice(request.GET)
    whole = get_sheet(viewer, plan_id, on)
    sheet = get_sheet(viewer, plan_id, on, choice) if choice else whole
    shown = TakeAwayPage(plan, sheet, viewer, form, on, choice, whole)
    return render(
        request, "plans/take_away.html", _frame(shown) | {"form": form}, status=200 if form.is_valid() else 422
    )


def file(request: HttpRequest, plan_id: int, format: str) -> HttpResponse:
    if format not in FORMATS:
        raise Http404("There is no such format.")
    viewer = viewer_of(request)
    form = _form(request, get_plan(viewer, plan_id))
    if not form.is_valid():
        return _back(request, plan_id)
    choice = read_choice(request.GET) if format in CHOSEN_IN else EVERYTHING
    sheet = get_sheet(viewer, plan_id, form.cleaned_data["on"], choice)
    try:
        content = make(sheet, format)
    except TooLong as reason:
        messages.error(request, str(reason))
        return _back(request, plan_id)
    return _attachment(content, FORMATS[format].media_type, file_name(sheet, format))


def own(request: HttpRequest, plan_id: int, document_id: int) -> HttpResponse:
    """What would change in the council's own file, before it is taken."""
    shown = _own_page(request, plan_id, document_id)
    return render(request, "plans/take_away_own.html", _frame(shown)) if shown else _back(request, plan_id)


def own_file(request: HttpRequest, plan_id: int, document_id: int) -> HttpResponse:
    shown = _own_page(request, plan_id, document_id)
    if shown is None:
        return _back(request, plan_id)
    name = Path(shown.source.name)
    media_type = FORMATS[name.suffix.lower().lstrip(".")].media_type
    return _attachment(
        shown.result.content, media_type, f"{name.stem}-as-at-{shown.sheet.as_at.isoformat()}{name.suffix}"
    )


def answers(request: HttpRequest) -> StreamingHttpResponse:
    """Every answer of every plan the viewer may read, sent while it is read."""
    response = StreamingHttpResponse(
        as_json.stream(stream_answers(viewer_of(request))), content_type="application/json"
    )
    response["Content-Disposition"] = (
        content_disposition_header(True, f"answers-as-at-{clock.today().isoformat()}.json") or ""
    )
    return response


def _own_page(request: HttpRequest, plan_id: int, document_id: int) -> OwnFilePage | None:
    """None when it cannot be done; the reason is among the messages, or in the form the person is sent back to."""
    viewer = viewer_of(request)
    plan = get_plan(viewer, plan_id)
    form = _form(request, plan)
    if not form.is_valid():
        return None
    sheet = get_sheet(viewer, plan_id, form.cleaned_data["on"])
    source = next((each for each in sources(sheet) if each.document_id == document_id), None)
    if source is None or not may_take_own_file(viewer, plan):
        raise Http404("No row of this plan was read from such a document of your council.")
    try:
        result = put_back(
            sheet, files.path_of(source.sha256), name=source.name, sha256=source.sha256, profiles=list_profiles()
        )
    except CannotPatch as reason:
        messages.error(request, str(reason))
        return None
    return OwnFilePage(plan, sheet, source, result, form.cleaned_data["on"])


def _form(request: HttpRequest, plan: Plan) -> AsAtForm:
    # An address without a day is an answered form, too: the plan as it is now.
    own = viewer_of(request).belongs_to(plan.council_id)
    return AsAtForm(
        request.GET, starts=plan.started_on, today=clock.today(), shares_only_today="" if own else plan.council.name
    )


def _back(request: HttpRequest, plan_id: int) -> HttpResponse:
    """To the page that shows what is wrong with the day asked for, and the messages."""
    query = request.GET.urlencode()
    return redirect(reverse("plans:take-away", args=(plan_id,)) + (f"?{query}" if query else ""))


def _frame(shown: TakeAwayPage | OwnFilePage) -> dict[str, object]:
    return {
        "page": shown, "title": shown.title, "place": shown.place, "lede": shown.lede, "breadcrumbs": shown.breadcrumbs,
    }  # fmt: skip


def _attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
