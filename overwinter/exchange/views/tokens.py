"""Services of the council and their tokens: made, seen, withdrawn."""

from datetime import timedelta
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.exchange import actions
from overwinter.exchange.forms import ServiceForm, TokenForm
from overwinter.exchange.models import Token
from overwinter.exchange.pages.tokens import ServicePage, ServicesPage, crumbs, service_link, services_link
from overwinter.exchange.queries import tokens as queries
from overwinter.frameworks.api import get_limits
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council, own_council_id, viewer_of

SHOWN = 20
A_YEAR = timedelta(days=365)


def services(request: HttpRequest) -> HttpResponse:
    viewer, here, today = viewer_of(request), own_council_id(request), clock.today()
    found = queries.list_services(viewer, council_id=here)
    page = ServicesPage(found, queries.list_used_tokens(viewer, found, today=today), get_council(here).name, today)
    shown = {"page": page, "title": page.title, "place": "Council", "lede": page.lede, "breadcrumbs": crumbs()}
    return render(request, "exchange/services.html", shown)


def add_service(request: HttpRequest) -> HttpResponse:
    form = ServiceForm(request.POST or None, initial=_first())
    if request.method == "POST" and form.is_valid():
        try:
            token, text = actions.let_service_in(
                council_id=own_council_id(request), by=signed_in(request), **form.chosen()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _show_once(request, token, text)
    shown = {
        "title": "Let a service in", "button": "Make its token", "form": form, "breadcrumbs": crumbs(services_link()),
        "lede": "The program that is to read or write shows a token with each call. You see the token once.",
    }  # fmt: skip
    return render(request, "exchange/form.html", shown, status=422 if form.errors else 200)


def service(request: HttpRequest, service_id: int) -> HttpResponse:
    viewer, today = viewer_of(request), clock.today()
    found = queries.get_service(viewer, service_id)
    tokens = queries.list_used_tokens(viewer, [found], today=today)[found.pk]
    done = audit.list_latest(by=found.identity, chain=found.council.code, most=SHOWN)
    page = ServicePage(found, tokens, done, get_limits(today)["calls-a-minute"], today)
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede, "breadcrumbs": page.breadcrumbs}
    return render(request, "exchange/service.html", shown)


def add_token(request: HttpRequest, service_id: int) -> HttpResponse:
    found = queries.get_service(viewer_of(request), service_id)
    form = TokenForm(request.POST or None, initial=_first())
    if request.method == "POST" and form.is_valid():
        try:
            token, text = actions.make_token(service=found, by=signed_in(request), **form.chosen())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _show_once(request, token, text)
    shown = {
        "title": "Make another token", "place": found.name, "button": "Make the token", "form": form,
        "breadcrumbs": crumbs(services_link(), service_link(found)),
        "lede": "Give it to the service, see that it is used, then withdraw the one before.",
    }  # fmt: skip
    return render(request, "exchange/form.html", shown, status=422 if form.errors else 200)


def withdraw_token(request: HttpRequest, service_id: int, token_id: int) -> HttpResponse:
    token = queries.get_token(viewer_of(request), service_id, token_id)
    if request.method == "POST":
        actions.withdraw_token(token=token, by=signed_in(request))
        messages.success(request, f"The token ow_{token.prefix}… lets nobody in any more.")
        return redirect("exchange:service", service_id)
    shown = {
        "title": f"Withdraw ow_{token.prefix}…", "place": token.service.name, "button": "Withdraw the token",
        "breadcrumbs": crumbs(services_link(), service_link(token.service)),
        "lede": "Whatever uses it is refused from the next call on. It cannot be made good again.",
    }  # fmt: skip
    return render(request, "exchange/form.html", shown)


def _first() -> dict[str, object]:
    """A mark for the form, so that it makes one token however often it is sent; and a year."""
    return {"asked_once": uuid4(), "expires_on": clock.today() + A_YEAR}


def _show_once(request: HttpRequest, token: Token, text: str) -> HttpResponse:
    service = token.service
    shown = {
        "title": "The token", "place": service.name, "text": text, "token": token, "service": service_link(service),
        "lede": "Copy it now to where the service keeps its secrets. It is shown this once, and kept nowhere here.",
        "breadcrumbs": crumbs(services_link(), service_link(service)),
    }  # fmt: skip
    answer = render(request, "exchange/token.html", shown)
    answer["Cache-Control"] = "no-store"
    return answer
