"""One concern, raising one by hand, and the log of a location."""

from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from overwinter.accounts.api import signed_in
from overwinter.casework import actions, addresses
from overwinter.casework.actions.raising import BY_HAND
from overwinter.casework.domain.due import due_after
from overwinter.casework.domain.kinds import Severity, Team
from overwinter.casework.forms import RaiseForm
from overwinter.casework.models import Concern, ContactMade
from overwinter.casework.pages import words
from overwinter.casework.pages.concern import ConcernPage
from overwinter.casework.pages.log import LogPage
from overwinter.casework.pages.shown import FormPage, crumbs_of_location, crumbs_of_queue
from overwinter.casework.permissions import follows_up, may_follow_up, teams_of, works_with_providers
from overwinter.casework.queries.concerns import find_concern, list_events, list_open_of
from overwinter.casework.queries.contacts import list_contacts_about, visible_contacts_with
from overwinter.design.parts import Link
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock
from overwinter.infra.bank_holidays import bank_holidays
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council, own_council_id, viewer_of
from overwinter.providers.api import Location, scoped

PER_PAGE = 25


def concern(request: HttpRequest, concern_id: int) -> HttpResponse:
    viewer, found = viewer_of(request), concern_of(request, concern_id)
    contacts = list_contacts_about(found.pk)
    if contacts:
        actions.note_said_read(council=found.council, subject=found, by=signed_in(request))
    others = list[Concern]()
    if found.location_id is not None:
        others = list_open_of(viewer, council_id=found.council_id, location_id=found.location_id)
    may = may_follow_up(viewer, found)
    page = ConcernPage(
        found, list_events(found), contacts, [each for each in others if each.pk != found.pk], may,
        follows_up(viewer, found.council_id), works_with_providers(viewer, found.council_id), clock.now(),
    )  # fmt: skip
    shown = {"title": page.title, "place": page.place, "lede": found.facts, "breadcrumbs": page.breadcrumbs}
    return render(request, "casework/concern.html", {**shown, "page": page})


def raise_one(request: HttpRequest) -> HttpResponse:
    """Something a person saw or heard, about a location or about anything else."""
    location = _location(request, request.GET.get("about", ""))
    teams = teams_of(viewer_of(request), own_council_id(request)) or (Team.CONTRACTS,)
    initial = {"team": teams[0].value, "asked_once": uuid4().hex}
    form = RaiseForm(request.POST or None, about_location=location is not None, due=_due_words(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = _raise(request, form, location)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The concern is raised, and stands in the queue.")
            return redirect(addresses.concern(made.pk))
    page = _raise_page(location)
    return render(request, "casework/form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def _raise(request: HttpRequest, form: RaiseForm, location: Location | None) -> Concern:
    said = form.said()
    return actions.raise_concern(
        council=get_council(own_council_id(request)), location=location, source=BY_HAND, kind=BY_HAND,
        key=f"{BY_HAND}:{said.pop('asked_once')}", by=signed_in(request), **said,
    )  # fmt: skip


def log(request: HttpRequest, location_id: int) -> HttpResponse:
    """Every call, email and visit of a location. Who reads what was said is written down."""
    location = _location(request, str(location_id))
    if location is None:
        raise Http404("There is no such location in your council.")
    pages: Paginator[ContactMade] = Paginator(
        visible_contacts_with(viewer_of(request), location_id=location_id), PER_PAGE
    )
    shown = pages.get_page(request.GET.get("page"))
    if shown.object_list:
        actions.note_said_read(council=location.council, subject=location, by=signed_in(request))
    page = LogPage(location.pk, location.name, shown, clock.today())
    place = {"title": page.title, "place": "By anyone", "lede": page.lede, "breadcrumbs": page.breadcrumbs}
    return render(request, "casework/log.html", {**place, "page": page})


def concern_of(request: HttpRequest, concern_id: int) -> Concern:
    found = find_concern(viewer_of(request), concern_id)
    if found is None:
        raise Http404("There is no such concern that you may see.")
    return found


def _location(request: HttpRequest, asked: str) -> Location | None:
    if not asked:
        return None
    found = scoped(viewer_of(request)).filter(pk=int(asked) if asked.isdecimal() else 0)
    location = found.select_related("council").first()
    if location is None:
        raise Http404("There is no such location in your council.")
    return location


def _raise_page(location: Location | None) -> FormPage:
    name = location.name if location is not None else ""
    back = addresses.location(location.pk) if location is not None else addresses.queue()
    crumbs = crumbs_of_location(location.pk, name) if location is not None else crumbs_of_queue()
    return FormPage(
        f"Raise a concern about {name}" if name else "Raise a concern", "By hand",
        "Somebody must look into it: say what was seen, and how soon. It stays in the queue until it has an outcome.",
        "Raise it", Link("Leave it", back), crumbs,
    )  # fmt: skip


def _due_words() -> dict[Severity, str]:
    """By when each would be due: "due today at 14:00"."""
    now: datetime = timezone.localtime(clock.now())
    limits, holidays = get_limits(now.date()), bank_holidays(now.year) | bank_holidays(now.year + 1)
    due = {severity: due_after(severity, now, limits, holidays) for severity in Severity}
    said = {severity: words.overdue_words(at, now) for severity, at in due.items()}
    return {severity: f"{each[:1].lower()}{each[1:]}" for severity, each in said.items()}
