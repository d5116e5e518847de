"""One search over plans, requirements, documents, groups and people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from overwinter.accounts.api import signed_in
from overwinter.home import search_advice
from overwinter.home.search_pages import SearchPage, read_asked
from overwinter.home.search_queries import Kind, list_choices
from overwinter.infra import clock
from overwinter.organisations.api import get_council, note_names_read, viewer_of


def search(request: HttpRequest) -> HttpResponse:
    viewer, asked = viewer_of(request), read_asked(request.GET)
    words = " ".join(request.GET.get("q", "").split())
    answer = search_advice.answer(viewer, asked, today=clock.today()) if asked.query.is_enough else None
    page = SearchPage(
        words, request.GET, list_choices(viewer), asked,
        found=answer.found if answer else None, begun=bool(answer and answer.begun), tips=answer.tips if answer else (),
    )  # fmt: skip
    if page.found is not None and Kind.PEOPLE in page.found.items and viewer.council_id is not None:
        note_names_read(council=get_council(viewer.council_id), what="people", by=signed_in(request))
    return render(request, "home/search.html", {"page": page, "lede": page.lede, "search_words": words})
