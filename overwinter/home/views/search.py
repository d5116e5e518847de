"""One search over rows, requirements, documents and roles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from overwinter.home import queries, search_pages
from overwinter.organisations.api import viewer_of


def search(request: HttpRequest) -> HttpResponse:
    words = " ".join(request.GET.get("q", "").split())
    found = queries.search(viewer_of(request), words) if search_pages.may_search(words) else None
    page = search_pages.search_page(words, found)
    shown = {"page": page, "lede": page.lede, "search_words": words, "marked_words": tuple(words.split())}
    return render(request, "home/search.html", shown)
