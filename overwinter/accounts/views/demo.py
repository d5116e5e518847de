"""Sign in to the demo with one click."""

from allauth.account.forms import LoginForm
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts import demo, queries
from overwinter.accounts.actions import enter_as_provider
from overwinter.accounts.forms import DemoSignInForm


def demo_accounts(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404("This is not a demonstration.")
    accounts = [(account, f"demo-{n}") for n, account in enumerate(demo.list_demo_accounts(), 1)]
    return render(request, "accounts/demo.html", {"accounts": accounts, "password": demo.SHARED_WORDS})


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    form = DemoSignInForm(request.POST)
    email = form.cleaned_data["email"] if form.is_valid() else ""
    verdict = demo.may_sign_in(email)
    if not verdict:
        messages.error(request, verdict.reason)
        return redirect("account_login")
    person = queries.find_person(email)
    if person is not None and person.is_provider:  # who has no password
        enter_as_provider(request=request, seconds=settings.SESSION_COOKIE_AGE, by=person)
        return redirect(settings.LOGIN_REDIRECT_URL)
    sign_in = LoginForm({"login": email, "password": demo.SHARED_WORDS}, request=request)
    if not sign_in.is_valid():
        messages.error(request, " ".join(str(words) for words in sign_in.non_field_errors()))
        return redirect("demo_accounts")
    response: HttpResponse = sign_in.login(request, redirect_url=settings.LOGIN_REDIRECT_URL)
    return response
