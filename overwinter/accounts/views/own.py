"""A person's own account, and the pages of the library that need a word from us."""

from typing import Any

from allauth.account.views import PasswordResetView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from overwinter.accounts import queries
from overwinter.accounts.ports import account_links


def own_account(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/own.html", {"person": request.user, "links": account_links(request)})


class ResetView(PasswordResetView):  # type: ignore[misc]  # allauth ships no types
    """Asks for the address to mail a link to; says so plainly where the installation sends no mail."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "mail_is_set": queries.mail_is_set()}
