"""The inbox of an installation without a mail server."""

from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from overwinter.infra.access import View
from overwinter.infra.models import KeptMail
from overwinter.organisations.api import viewer_of
from overwinter.reminders import queries
from overwinter.reminders.pages import inbox as pages

PER_PAGE = 50


def inbox(request: HttpRequest) -> HttpResponse:
    pages_of: Paginator[KeptMail] = Paginator(queries.list_inbox(viewer_of(request)), PER_PAGE)
    shown = pages_of.get_page(request.GET.get("page"))
    table, lede = pages.inbox_table(shown.object_list), pages.lede(kept_here=queries.has_inbox())
    return render(request, "reminders/inbox.html", {"title": "Inbox", "lede": lede, "table": table, "pages": shown})


def _kept(request: HttpRequest, kept_id: int) -> HttpResponse:
    found = queries.get_kept(viewer_of(request), kept_id)
    shown = {"title": found.subject, "mail": found, "lede": f"To {found.to}, {pages.moment(found)}."}
    return render(request, "reminders/kept.html", {**shown, "breadcrumbs": pages.breadcrumbs()})


_with_its_style: Any = csp_replace({"style-src": [SELF, UNSAFE_INLINE]})
"""A mail has its style in its own text, which the policy of pages does not allow. Neither has a script."""
kept: View = _with_its_style(_kept)
