"""The queue of concerns."""

import sys
from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from overwinter.casework.actions.raising import BY_HAND
from overwinter.casework.models import Concern
from overwinter.casework.pages.queue import QueuePage, read_asked
from overwinter.casework.permissions import works_with_providers
from overwinter.casework.queries import queue as reads
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock
from overwinter.operations.api import list_operations
from overwinter.organisations.api import list_roles, own_council_id, viewer_of

PER_PAGE = 30


def queue(request: HttpRequest) -> HttpResponse:
    viewer, here, now = viewer_of(request), own_council_id(request), clock.now()
    asked, limits = read_asked(request.GET), get_limits(clock.today())
    in_file = asks_for_file(request.GET)
    found, window = reads.list_concerns(viewer, asked, now), timedelta(days=limits["concern-levels-window"].days)
    pages: Paginator[Concern] = Paginator(found, sys.maxsize if in_file else PER_PAGE)
    page = QueuePage(
        pages.get_page(request.GET.get("page")), asked, reads.get_standing(viewer, now),
        reads.list_levels(viewer, now, since=window), [BY_HAND, *(each.name for each in list_operations())],
        {role.pk: role.title for role in list_roles(viewer, council_id=here)}, now, limits, request.GET,
        works_with_providers(viewer, here),
    )  # fmt: skip
    if in_file:
        return answer_with_file(request, page.table, "concerns")
    shown = {"page": page, "title": page.title, "place": "Whoever or whatever raised them", "lede": page.lede}
    return render(request, "casework/queue.html", shown)
