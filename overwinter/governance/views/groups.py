"""The list of groups, and one group."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.design.parts import Link
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.governance import actions, addresses, queries
from overwinter.governance.forms import EscalateForm, MeetingForm, WhyForm
from overwinter.governance.models import Escalation
from overwinter.governance.pages import boards
from overwinter.governance.pages.group import GroupPage
from overwinter.governance.pages.meeting import FormPage
from overwinter.governance.permissions import may_keep_group, require_keeper
from overwinter.governance.queries.escalations import visible_escalations
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import GroupFact, viewer_of


def board_list(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    page = boards.boards_page(queries.list_group_lines(viewer_of(request), today), request.GET, today)
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, "groups")
    shown = {"page": page, "title": "Boards, cells and groups", "lede": page.lede, "place": "Boards"}
    return render(request, "governance/boards.html", shown)


def group(request: HttpRequest, group_id: int) -> HttpResponse:
    found, viewer, today = group_of(request, group_id), viewer_of(request), clock.today()
    standing = queries.get_standing(viewer, found)
    page = GroupPage(
        group=found, standing=standing, actions=queries.list_actions(standing),
        escalations=queries.list_escalations(viewer, group_id=group_id),
        meetings=queries.list_meetings(viewer, group_id=group_id),
        next_meeting=queries.next_meeting(viewer, group_id=group_id),
        next_day=queries.get_next_day(viewer, found, today), may_keep=may_keep_group(viewer, found), today=today,
    )  # fmt: skip
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede}
    return render(request, "governance/group.html", {**shown, "breadcrumbs": page.breadcrumbs})


def plan_meeting(request: HttpRequest, group_id: int) -> HttpResponse:
    """The day by the cadence is entered already; another may be chosen."""
    found, viewer = group_of(request, group_id), viewer_of(request)
    require_keeper(viewer, found)
    day = queries.get_next_day(viewer, found, clock.today())
    form = MeetingForm(request.POST or None, initial=MeetingForm.values_for(found, day.on if day else None))
    if request.method == "POST" and form.is_valid():
        due = day.due if day is not None and form.cleaned_data["on"] == day.on else None
        try:
            meeting = actions.plan_meeting(group_id=group_id, due_on=due, by=signed_in(request), **form.said())
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, "The meeting is planned.")
            return redirect("governance:meeting", meeting.pk)
    page = _form_page(found, "Plan a meeting", _planned_words(day), "Plan the meeting")
    return render(request, "governance/form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def _planned_words(day: queries.PlannedDay | None) -> str:
    if day is None:
        return "The group has no cadence from which a day could follow. Choose one."
    if day.moved:
        return (
            f"By its cadence the group would meet on {day.due:%A} {day.due.day} {day.due:%B}, which is a bank holiday "
            "or no working day; the day below is the nearest one of that week."
        )
    return "The day below follows from the group’s cadence. Choose another if it does not fit."


def escalate(request: HttpRequest, group_id: int) -> HttpResponse:
    """A row that reports to the group, between meetings."""
    found, viewer = group_of(request, group_id), viewer_of(request)
    require_keeper(viewer, found)
    standing = queries.get_standing(viewer, found)
    rows = [(row.response_id, f"{row.number} {row.title}".strip()) for row in standing.rows]
    form = EscalateForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        row, why = int(form.cleaned_data["row"]), form.cleaned_data["why"]
        try:
            actions.escalate(group_id=group_id, response_id=row, why=why, by=signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Escalated to the {found.escalates_to}. Its age counts from today.")
            return redirect("governance:group", group_id)
    above = f"the {found.escalates_to}" if found.escalates_to else "no group: name one in its terms first"
    page = _form_page(found, "Escalate a row", f"The {found.name} escalates to {above}.", "Escalate the row")
    return render(request, "governance/form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def take_back_escalation(request: HttpRequest, escalation_id: int) -> HttpResponse:
    raised = _escalation(request, escalation_id)
    found = group_of(request, raised.from_group_id)
    require_keeper(viewer_of(request), found)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back_escalation(
                escalation_id=escalation_id, why=form.cleaned_data["why"], by=signed_in(request)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Taken back from the {raised.to_group.name}.")
            return redirect("governance:group", found.id)
    page = _form_page(
        found, f"Take back: {raised.title}", f"It is with the {raised.to_group.name} now.", "Take it back"
    )
    return render(request, "governance/form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def group_of(request: HttpRequest, group_id: int) -> GroupFact:
    found = queries.find_group(viewer_of(request), group_id)
    if found is None:
        raise Http404("There is no such group in your council.")
    return found


def _escalation(request: HttpRequest, escalation_id: int) -> Escalation:
    found = visible_escalations(viewer_of(request)).filter(pk=escalation_id).first()
    if found is None:
        raise Http404("Nothing of this number was escalated in your council.")
    return found


def _form_page(group: GroupFact, title: str, lede: str, button: str) -> FormPage:
    crumbs = (Link(group.name, addresses.group(group.id)),)
    return FormPage(title, group.name, lede, button, crumbs, addresses.group(group.id))
