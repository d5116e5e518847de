"""A return is filled in, sent, and changed until its last day."""

from datetime import date
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.portal import due, offered, queries
from overwinter.portal.actions.sending import Sending, send_return
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.door import place_of
from overwinter.portal.pages import returns as pages
from overwinter.returns.api import AnswersRefused, OpenReturn, ReturnForm

Key = tuple[int, str, str]
"""Location, form and first day: what the address of a return names."""


@never_cache
def fill_in(request: HttpRequest, location_id: int, form_code: str, period_start: str) -> HttpResponse:
    found, opened = _opened(request, location_id, form_code, period_start)
    if request.method == "POST":
        return _send(request, found, opened, (location_id, form_code, period_start))
    if opened.is_submitted and not due.is_open_to_change(opened, clock.today()):
        return redirect("portal:done", location_id, form_code, period_start)
    return _page(request, found, ReturnForm(opened, clock.today()))


def _send(request: HttpRequest, found: OwnPlace, opened: OpenReturn, key: Key) -> HttpResponse:
    """422 says what is in the way, and 409 that others have sent it meanwhile; what was typed stays on the page."""
    form, no_change = ReturnForm(opened, clock.today(), request.POST), "no_change" in request.POST
    if not no_change and form.checked.allowed and form.unseen and "unattended" not in request.POST:
        return _page(request, found, form, status=422)
    sending = Sending(_key(request), form.answers, _number(request), no_change)
    try:
        send_return(place=found, opened=opened, sending=sending, by=signed_in(request))
    except AnswersRefused as refused:
        form.refusal = str(refused) if no_change else ""
        return _page(request, found, form, status=422)
    except Refused as refusal:
        if due.is_open_to_change(opened, clock.today()) and opened.number != sending.expected_number:
            return render(request, "portal/conflict.html", _conflict(found, opened, form, sending.key), status=409)
        form.refusal = str(refusal)
        return _page(request, found, form, status=422)
    return redirect("portal:done", *key)


def _page(request: HttpRequest, found: OwnPlace, form: ReturnForm, *, status: int = 200) -> HttpResponse:
    asks = [each for each in offered.list_asks(found, clock.today()) if not each.done]
    key = _key(request) if request.method == "POST" else uuid4()
    page = pages.fill_in(found, form, asks, queries.find_helpline(found.council_id), clock.today(), key)
    return render(request, "portal/return.html", page, status=status)


def _conflict(found: OwnPlace, opened: OpenReturn, form: ReturnForm, key: UUID) -> dict[str, object]:
    return pages.conflict(found, opened, form, queries.find_helpline(found.council_id), key)


def done(request: HttpRequest, location_id: int, form_code: str, period_start: str) -> HttpResponse:
    found, opened = _opened(request, location_id, form_code, period_start)
    if not opened.is_submitted:
        return redirect("portal:return", location_id, form_code, period_start)
    others = due.owed_of(due.list_open(found, clock.today()))
    page = pages.done(found, opened, others, queries.find_helpline(found.council_id), clock.today())
    return render(request, "portal/done.html", page)


def _opened(request: HttpRequest, location_id: int, form_code: str, period_start: str) -> tuple[OwnPlace, OpenReturn]:
    found = place_of(request, location_id)
    try:
        opened = due.find_open(found, form_code, date.fromisoformat(period_start), clock.today())
    except ValueError as error:
        raise Http404("That is no day on which a return begins.") from error
    if opened is None:
        raise Http404("This service is not asked for that return.")
    return found, opened


def _key(request: HttpRequest) -> UUID:
    """The page's own. One that was left out or cannot be read is a new page's."""
    try:
        return UUID(request.POST.get("sent_key", ""))
    except ValueError:
        return uuid4()


def _number(request: HttpRequest) -> int:
    typed = request.POST.get("number", "")
    return int(typed) if typed.isdecimal() and len(typed) < 6 else 0
