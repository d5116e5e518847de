"""This morning: whom to ring, and the form to log the call in."""

import sys
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from overwinter.accounts.api import signed_in
from overwinter.casework import actions, addresses
from overwinter.casework.forms import CallForm, SkipForm
from overwinter.casework.pages import call_list, changes
from overwinter.casework.pages.morning import MorningPage
from overwinter.casework.pages.shown import FormPage, crumbs_of_location
from overwinter.casework.permissions import follows_up
from overwinter.casework.queries.calls import CallLine, CallList, find_line
from overwinter.casework.views.ringing import Ringing
from overwinter.design.documents import paper_as_pdf
from overwinter.design.parts import Link
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.operations.api import list_operations
from overwinter.organisations.api import get_council, note_names_read, own_council_id, viewer_of
from overwinter.providers.api import RingFact, list_whom_to_ring

PER_PAGE = 15


def calls(request: HttpRequest) -> HttpResponse:
    """The list, with the form of the location that ``at`` names, or of the first that nobody else is ringing."""
    ringing = Ringing(request, clock.now())
    if asks_for_file(request.GET):
        lines, _ = _whole_list(ringing, sys.maxsize)
        table = call_list.file_table(lines, _whom(ringing, lines), ringing.now)
        return answer_with_file(request, table, "calls")
    return show_morning(ringing)


def show_morning(ringing: Ringing, *, at: int | None = None, form: CallForm | None = None) -> HttpResponse:
    """``form``: what was typed about the location ``at`` and refused."""
    page, line = _page(ringing, at)
    number = _number_of(line, page) if line is not None else ""
    call = ringing.open(line, form=form, only_calls=True, number=number) if line is not None else None
    shown = {
        "page": page, "call": call, "form": form, "title": page.title, "place": page.place, "lede": page.lede,
    }  # fmt: skip
    return render(ringing.request, "casework/morning.html", shown, status=422 if form is not None else 200)


def changed(request: HttpRequest) -> HttpResponse:
    """All that changed since the last working day."""
    part = _changes(Ringing(request, clock.now()), changes.MOST)
    shown = {"part": part, "title": part.title, "lede": part.lede, "breadcrumbs": (Link("Calls", addresses.calls()),)}
    return render(request, "casework/changes.html", shown)


def print_list(request: HttpRequest) -> HttpResponse:
    """The list as paper to ring from."""
    ringing = Ringing(request, clock.now())
    lines, total = _whole_list(ringing, call_list.PRINTED_MOST)
    ring, council = _whom(ringing, lines), get_council(own_council_id(request))
    paper = call_list.call_paper(lines, ring, council=council, total=total, now=ringing.now)
    answer = HttpResponse(paper_as_pdf(paper), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, f"Calls-{ringing.today}.pdf") or ""
    return answer


def ring(request: HttpRequest, location_id: int) -> HttpResponse:
    """The call form of one location on a page of its own; what is posted comes from there or from the list."""
    ringing, from_list = Ringing(request, clock.now()), request.POST.get("then") == "calls"
    line = _line_of(ringing, location_id)
    form = ringing.form(line, only_calls=from_list, data=request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            actions.log_contact(location=line.location, by=signed_in(request), **form.logged())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"What {line.location.name} said is logged.")
            return redirect(addresses.calls() if from_list else addresses.location(location_id))
    if form is not None and from_list:
        return show_morning(ringing, at=location_id, form=form)
    call = ringing.open(line, form=form, only_calls=False)
    crumbs = crumbs_of_location(location_id, line.location.name)
    shown = {"call": call, "form": form, "title": f"Log a call: {line.location.name}", "breadcrumbs": crumbs}
    return render(request, "casework/ring.html", shown, status=422 if form is not None else 200)


def skip(request: HttpRequest, location_id: int) -> HttpResponse:
    """Leave a location for a later day, with the reason."""
    ringing = Ringing(request, clock.now())
    line = _line_of(ringing, location_id)
    form = SkipForm(request.POST or None, initial={"until": ringing.next_day()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.skip_call(location=line.location, by=signed_in(request), **form.said())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{line.location.name} is rung another day, and the reason is kept.")
            return redirect(addresses.calls())
    page = FormPage(
        f"Skip {line.location.name}", "Calls", "It comes back to the list on the day you give.", "Skip it",
        Link("Back to the calls", addresses.calls()), (Link("Calls", addresses.calls()),),
    )  # fmt: skip
    return render(request, "casework/form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def _page(ringing: Ringing, at: int | None) -> tuple[MorningPage, CallLine | None]:
    """The page, and the line whose form stands beside it."""
    request, viewer = ringing.request, viewer_of(ringing.request)
    rings = follows_up(viewer, viewer.council_id)
    asked = request.GET.get("page", "")
    before = (int(asked) - 1) * PER_PAGE if asked.isdecimal() and int(asked) else 0
    found = _calls(ringing, before, PER_PAGE)
    lines: Paginator[CallLine] = Paginator(found, PER_PAGE)
    shown = lines.get_page(asked)
    line = _line_to_open(ringing, tuple(shown.object_list), at) if rings else None
    offers = [offer for operation in list_operations() for offer in operation.morning]
    ids = [each.location.pk for each in shown.object_list]
    told = [offer.morning(location_ids=ids, viewer=viewer, today=ringing.today) for offer in offers]
    page = MorningPage(
        lines=shown, user_id=viewer.user_id, own=found.read.own, others=found.read.others, is_own=found.own,
        rings=rings, teams=ringing.teams, at=line.location.pk if line is not None else None,
        sections=tuple(section for each in told for section in each.sections),
        changed=_changes(ringing, changes.SHOWN),
        periods=next((each.periods for each in told if each.periods is not None), None), now=ringing.now,
        limits=ringing.limits,
    )  # fmt: skip
    return page, line


def _calls(ringing: Ringing, start: int, most: int) -> CallList:
    """Those that are theirs to ring, or all others where these are asked for."""
    viewer = viewer_of(ringing.request)
    is_own = follows_up(viewer, viewer.council_id) and ringing.request.GET.get("whose") != "others"
    return CallList.part(viewer, ringing.now, ringing.held_for, own=is_own, start=start, most=most)


def _changes(ringing: Ringing, most: int) -> changes.ChangesPart:
    offers = [offer for operation in list_operations() for offer in operation.changes]
    return changes.ChangesPart.of(offers, viewer_of(ringing.request), ringing.now, most=most)


def _line_to_open(ringing: Ringing, lines: Sequence[CallLine], at: int | None) -> CallLine | None:
    """The one that is asked for; else the first that nobody else is ringing."""
    asked = str(at) if at is not None else ringing.request.GET.get("at", "")
    if asked.isdecimal():
        return next((each for each in lines if each.location.pk == int(asked)), None) or _line_of(ringing, int(asked))
    user = signed_in(ringing.request).pk
    return next((each for each in lines if each.held is None or each.held.by_id == user), None)


def _line_of(ringing: Ringing, location_id: int) -> CallLine:
    line = find_line(viewer_of(ringing.request), location_id, ringing.now, ringing.held_for)
    if line is None:
        raise Http404("There is no such location in your council.")
    return line


def _number_of(line: CallLine, page: MorningPage) -> str:
    """ "Call 3 of 7"; empty for one that is not in the list."""
    ids = [each.location.pk for each in page.lines.object_list]
    if not page.is_own or line.location.pk not in ids:
        return "Call"
    return f"Call {page.lines.start_index() + ids.index(line.location.pk)} of {page.own}"


def _whole_list(ringing: Ringing, most: int) -> tuple[list[CallLine], int]:
    """The list that the page shows, over all its pages, and how many it has."""
    found = _calls(ringing, 0, most)
    return found[:most], len(found)


def _whom(ringing: Ringing, lines: Sequence[CallLine]) -> Mapping[int, RingFact]:
    """Whom to ring at each; who takes them away is written down."""
    council = get_council(own_council_id(ringing.request))
    note_names_read(council=council, what="numbers to ring", by=signed_in(ringing.request))
    ids = [each.location.pk for each in lines]
    return list_whom_to_ring(viewer_of(ringing.request), ids, day=ringing.today)
