"""Signing in by a link, with a code on a device that is not known yet."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from overwinter.accounts.api import User, enter_as_provider, network_of, sign_out, signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.portal import queries
from overwinter.portal.actions import access, asking, entering
from overwinter.portal.actions.entering import CodeState
from overwinter.portal.door import DEVICE_KEY, manager_of
from overwinter.portal.forms import AddressForm, CodeForm
from overwinter.portal.pages import entering as pages

COOKIE, COOKIE_PATH = "overwinter_device", "/portal/"
PENDING, NEXT, TOLD = "portal_pending", "portal_next", "portal_code"


def sign_in(request: HttpRequest) -> HttpResponse:
    """Where a link is asked for. Known and unknown addresses get the same answer."""
    if manager_of(request).places:
        return redirect("portal:home")
    _remember_next(request)
    form = AddressForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            asking.ask_for_link(email=form.cleaned_data["email"], network=network_of(request), by=None)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            return redirect("portal:sent")
    return render(request, "portal/sign_in.html", pages.sign_in(form), status=422 if form.errors else 200)


def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/sent.html", pages.sent(queries.get_terms()))


@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Opened from a mail: a button. Programs that look at the links of mails press none, so the link stays good."""
    if request.method != "POST":
        found = queries.find_link(pages.digest(token))
        return render(request, "portal/link.html", pages.link(found, clock.now()))
    try:
        user = entering.use_link(secret=token, by=None)
    except Refused as refusal:
        return render(request, "portal/link.html", pages.refused_link(str(refusal)), status=422)
    device = queries.knows_device(user=user, secret=_device_secret(request))
    if device is not None:
        entering.see_device(device=device, by=user)
        return _enter(request, user, device.pk)
    until = clock.now() + queries.get_terms().link
    request.session[PENDING] = {"user": user.pk, "until": until.isoformat()}
    return _send_code(request, user)


def _send_code(request: HttpRequest, user: User) -> HttpResponse:
    made = entering.send_code(user=user, by=None)
    request.session[TOLD] = [made.state.value, made.to, made.words]
    return redirect("portal:code")


@never_cache
def code(request: HttpRequest) -> HttpResponse:
    user = _pending(request)
    if user is None:
        return redirect("portal:sign-in")
    form = CodeForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        verdict = entering.try_code(typed=form.cleaned_data["code"], by=user)
        if verdict:
            return _known_from_now(request, user)
        form.add_error("code", verdict.reason)
    state, to, words = request.session.get(TOLD, (CodeState.NONE.value, "", ""))
    page = pages.code(form, user, entering.CodeSent(CodeState(state), to, words))
    return render(request, "portal/code.html", page, status=422 if form.errors else 200)


@require_POST
def another_code(request: HttpRequest) -> HttpResponse:
    user = _pending(request)
    return _send_code(request, user) if user is not None else redirect("portal:sign-in")


def _known_from_now(request: HttpRequest, user: User) -> HttpResponse:
    device, secret = entering.know_device(
        secret=_device_secret(request), user_agent=request.headers.get("User-Agent", ""), by=user
    )
    answer = _enter(request, user, device.pk)
    answer.set_signed_cookie(
        COOKIE, secret, max_age=queries.get_terms().device, path=COOKIE_PATH, httponly=True, samesite="Lax",
        secure=settings.HTTPS,
    )  # fmt: skip
    return answer


def _enter(request: HttpRequest, user: User, device_id: int) -> HttpResponse:
    following = request.session.get(NEXT, "")
    for key in (PENDING, NEXT, TOLD):
        request.session.pop(key, None)
    access.take_in_contacts(by=user)
    enter_as_provider(request=request, seconds=int(queries.get_terms().session.total_seconds()), by=user)
    request.session[DEVICE_KEY] = device_id
    return redirect(following or "portal:home")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated and signed_in(request).is_provider:
        sign_out(request=request, by=signed_in(request))
    return redirect("portal:sign-in")


def _pending(request: HttpRequest) -> User | None:
    """Who has opened a link here and has not entered a code yet."""
    pending: dict[str, Any] = request.session.get(PENDING, {})
    if not pending or datetime.fromisoformat(pending["until"]) <= clock.now():
        return None
    return User.objects.filter(pk=pending["user"], is_active=True, is_provider=True).first()


def _device_secret(request: HttpRequest) -> str:
    return str(request.get_signed_cookie(COOKIE, default=""))


def _remember_next(request: HttpRequest) -> None:
    following = request.GET.get("next", "")
    if following.startswith(COOKIE_PATH) and url_has_allowed_host_and_scheme(following, allowed_hosts=None):
        request.session[NEXT] = following


def _posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also where nothing was ticked."""
    return request.POST if request.method == "POST" else None
