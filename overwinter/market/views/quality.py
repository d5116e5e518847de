"""The page that leads to the lists, and the meeting with the regulator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.market import actions
from overwinter.market.forms import MeetingForm
from overwinter.market.pages.offers import QualityAgenda
from overwinter.market.pages.quality import MeetingPage, QualityPage
from overwinter.market.queries.meeting import find_meeting
from overwinter.market.views.found import edits
from overwinter.organisations.api import list_group_facts, own_council_id, viewer_of


@require_GET
def show_quality(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    page = QualityPage(viewer, clock.today(), find_meeting(viewer))
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede}
    return render(request, "market/quality.html", shown)


def show_meeting(request: HttpRequest) -> HttpResponse:
    """Which group it is, and what its next agenda would be made of."""
    viewer, council_id, today = viewer_of(request), own_council_id(request), clock.today()
    groups = {each.id: each.name for each in list_group_facts(viewer, council_id=council_id)}
    meeting = find_meeting(viewer)
    form = MeetingForm(request.POST or None, groups=groups, initial={"group": meeting.id if meeting else ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_meeting(council_id=council_id, group_id=form.group_id, by=signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The meeting with the Care Quality Commission is named.")
            return redirect("market:meeting")
    on = (meeting.rhythm.next_after(None, today) if meeting else None) or today
    items = list(QualityAgenda().offer(group=meeting, viewer=viewer, on=on)) if meeting else []
    page = MeetingPage(meeting, on, items)
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede, "form": form}
    given = {**shown, "breadcrumbs": page.breadcrumbs, "may_edit": edits(request)}
    return render(request, "market/meeting.html", given, status=422 if form.errors else 200)
