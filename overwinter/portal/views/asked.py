"""A manager answers what the council has asked."""

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.operations.api import Answer, Ask, TakesAnswers
from overwinter.portal import offered, queries
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.door import place_of
from overwinter.portal.forms import AnswerForm
from overwinter.portal.pages import answering as pages


@never_cache
def ask(request: HttpRequest, location_id: int, ask_key: str) -> HttpResponse:
    found = place_of(request, location_id)
    wanted, hears = _wanted(found, ask_key)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    key = _page_key(request)
    if form.is_valid():
        answer = Answer(ask_key, form.cleaned_data["said"], found.title, key)
        try:
            hears.take_answer(place=offered.place_facts(found), answer=answer, by=signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("portal:answered", location_id, ask_key)
    given = hears.answers(place=offered.place_facts(found), key=ask_key, by=signed_in(request))
    page = pages.answer(found, wanted, given, form, key, queries.find_helpline(found.council_id), clock.today())
    return render(request, "portal/ask.html", page, status=422 if form.errors else 200)


def answered(request: HttpRequest, location_id: int, ask_key: str) -> HttpResponse:
    found = place_of(request, location_id)
    wanted, _ = _wanted(found, ask_key)
    if wanted.answered_at is None:
        return redirect("portal:ask", location_id, ask_key)
    return render(
        request, "portal/answered.html", pages.arrived(found, wanted, queries.find_helpline(found.council_id))
    )


def _wanted(found: OwnPlace, key: str) -> tuple[Ask, TakesAnswers]:
    wanted = offered.find_ask(found, key, clock.today())
    if wanted is None:
        raise Http404("The council does not ask this of you any more.")
    return wanted


def _page_key(request: HttpRequest) -> UUID:
    """The page's own. One that was left out or cannot be read is a new page's."""
    try:
        return UUID(request.POST.get("sent_key", ""))
    except ValueError:
        return uuid4()
