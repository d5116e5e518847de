"""The calendar, and the addresses at which programs read it."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.frameworks.api import get_limits
from overwinter.governance import actions, queries
from overwinter.governance.domain.month import read_month, weeks_of
from overwinter.governance.feed import write_calendar
from overwinter.governance.forms import SubscribeForm
from overwinter.governance.pages import subscriptions as pages
from overwinter.governance.pages.calendar import Asked, calendar_page
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_viewer, own_council_id, viewer_of

AHEAD = timedelta(days=732)
"""A feed holds what lies in the next two years: more than any plan."""


def calendar(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    asked = Asked(
        month=read_month(request.GET.get("month", ""), today), mine=request.GET.get("mine") == "yes",
        kind=request.GET.get("kind", ""), as_list=request.GET.get("view") == "list",
    )  # fmt: skip
    days = [day for week in weeks_of(asked.month) for day in week if day.month == asked.month.month]
    entries = queries.list_entries(
        viewer_of(request), council_id=own_council_id(request), first=days[0], last=days[-1], today=today
    )
    page = calendar_page(asked, entries, {each.kind for each in entries}, today)
    shown = {"page": page, "title": page.title, "place": "Calendar", "lede": page.lede}
    return render(request, "governance/calendar.html", shown)


def subscriptions(request: HttpRequest) -> HttpResponse:
    """The person's addresses, and a new one. Its secret is shown once, on the answer to the form."""
    form, made = SubscribeForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            _, token = actions.subscribe(
                council_id=own_council_id(request), name=said["name"], only_mine=said["scope"] == "mine",
                by=signed_in(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            made, form = request.build_absolute_uri(reverse("governance:feed", args=[token])), SubscribeForm()
    found = queries.list_subscriptions(viewer_of(request))
    shown = {"form": form, "made": made, "lines": pages.lines(found), "breadcrumbs": pages.breadcrumbs()}
    answer = render(
        request,
        "governance/subscriptions.html",
        {**shown, "lede": pages.lede(found)},
        status=422 if form.errors else 200,
    )
    if made:
        patch_cache_control(answer, no_store=True)
    return answer


@require_POST
def revoke(request: HttpRequest, subscription_id: int) -> HttpResponse:
    try:
        actions.revoke_subscription(subscription_id=subscription_id, by=signed_in(request))
    except Refused as refusal:
        raise Http404(str(refusal)) from refusal
    messages.success(request, "The address is revoked. A program that reads it finds nothing from now on.")
    return redirect("governance:subscriptions")


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For a program that knows the secret: what its person may see today, and nothing once it is revoked."""
    found = queries.find_subscription(token)
    viewer = get_viewer(found.user, chosen_council_id=found.council_id) if found is not None else None
    if found is None or viewer is None or not viewer.belongs_to(found.council_id):
        raise Http404("There is no such calendar.")
    today = clock.today()
    back = timedelta(days=get_limits(today)["calendar-look-back"].days)
    entries = queries.list_entries(
        viewer, council_id=found.council_id, first=today - back, last=today + AHEAD, today=today
    )
    shown = [each for each in entries if each.mine or not found.only_mine]
    actions.note_reading(subscription=found, by=found.user)
    site = request.build_absolute_uri("/").rstrip("/")
    written = write_calendar(shown, name=f"{found.council.name} winter plan", site=site, at=clock.now())
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="overwinter.ics"'
    patch_cache_control(answer, private=True, no_cache=True)
    return answer
