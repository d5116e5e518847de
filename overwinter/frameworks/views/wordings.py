"""The wordings people taught this installation, and forgetting one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.frameworks import actions, queries
from overwinter.frameworks.pages import wordings as pages
from overwinter.frameworks.pages.places import crumbs
from overwinter.frameworks.permissions import may_forget, may_keep_wordings
from overwinter.frameworks.views.browsing import own_framework
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import viewer_of

PER_PAGE = 50
LAST_FORGOTTEN = 20


def wordings(request: HttpRequest, framework_key: str) -> HttpResponse:
    here, viewer = own_framework(framework_key), viewer_of(request)
    keeps = may_keep_wordings(viewer)
    known = {item.key: item for item in queries.list_requirements(here.id)}
    live, forgotten = queries.list_wordings(viewer, here.id), queries.list_wordings(viewer, here.id, forgotten=True)
    page = Paginator(live, PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "title": "Learnt wordings",
        "place": here.title,
        "lede": pages.wordings_lede(page.paginator.count, forgotten.count()),
        "breadcrumbs": crumbs(here),
        "table": pages.wordings_table(page, known, here, viewer, may_forget=bool(keeps)),
        "forgotten": pages.forgotten_table(forgotten[:LAST_FORGOTTEN], known, here, viewer),
        "page": page,
        "refusal": keeps.reason,
    }
    return render(request, "frameworks/wordings.html", shown)


def forget(request: HttpRequest, framework_key: str, wording_id: int) -> HttpResponse:
    here, viewer = own_framework(framework_key), viewer_of(request)
    wording = queries.find_wording(viewer, wording_id)
    if wording is None or wording.framework_id != here.id:
        raise Http404("No such wording.")
    if request.method == "POST":
        try:
            actions.forget_wording(wording=wording, viewer=viewer, by=signed_in(request))
            messages.success(request, "The wording is forgotten. What was applied to plans stays as it is.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("framework_wordings", here.key)
    known = {item.key: item for item in queries.list_requirements(here.id)}
    shown = {
        "title": "Forget this wording?",
        "place": here.title,
        "lede": "Documents that hold it will be matched by the catalogue’s own words again, and may need review.",
        "breadcrumbs": (*crumbs(here), pages.wordings_link(here)),
        "wording": wording,
        "facts": pages.wording_facts(wording, known, here, viewer),
        "verdict": may_forget(viewer, wording),
    }
    return render(request, "frameworks/forget.html", shown)
