"""A meeting: its agenda, its minutes, who came, when it is."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from overwinter.accounts.api import User, signed_in
from overwinter.design.documents import paper_as_docx, paper_as_pdf
from overwinter.governance import actions, addresses, papers, queries
from overwinter.governance.domain.meetings import MeetingState
from overwinter.governance.forms import AttendanceForm, MeetingForm, WhyForm
from overwinter.governance.models import Meeting
from overwinter.governance.pages import meeting as pages
from overwinter.governance.pages.meeting import FormPage, MeetingPage
from overwinter.governance.permissions import may_keep_group, require_keeper
from overwinter.governance.recording import record_of
from overwinter.governance.views.groups import group_of
from overwinter.infra import clock
from overwinter.infra.access import may_follow
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import viewer_of

WRITERS = {
    "docx": (paper_as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (paper_as_pdf, "application/pdf"),
}


def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    page = page_of(request, meeting_of(request, meeting_id))
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede}
    return render(request, "governance/meeting.html", {**shown, "breadcrumbs": page.breadcrumbs})


@require_POST
def make_agenda(request: HttpRequest, meeting_id: int) -> HttpResponse:
    before = kept_meeting(request, meeting_id).state
    try:
        actions.make_agenda(meeting_id=meeting_id, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        made = before == MeetingState.PLANNED.value
        messages.success(request, "The agenda is made." if made else "The agenda is brought up to date.")
    return redirect("governance:meeting", meeting_id)


@require_POST
def note_sent(request: HttpRequest, meeting_id: int) -> HttpResponse:
    kept_meeting(request, meeting_id)
    try:
        actions.note_agenda_sent(meeting_id=meeting_id, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is noted that the agenda was sent.")
    return redirect("governance:meeting", meeting_id)


def move(request: HttpRequest, meeting_id: int) -> HttpResponse:
    found = kept_meeting(request, meeting_id)
    form = MeetingForm(request.POST or None, initial=MeetingForm.values_of(found))

    def act(by: User) -> str:
        actions.move_meeting(meeting_id=meeting_id, by=by, **form.said())
        return "The meeting is changed, here and in people’s calendars."

    page = form_page(found, "Change when or where", "Calendars that people subscribe to follow.", "Save")
    return answer_form(request, form, page, act, "on")


def cancel(request: HttpRequest, meeting_id: int) -> HttpResponse:
    found = kept_meeting(request, meeting_id)
    form = WhyForm(request.POST or None)

    def act(by: User) -> str:
        actions.cancel_meeting(meeting_id=meeting_id, why=form.cleaned_data["why"], by=by)
        return "The meeting is cancelled."

    page = form_page(found, "Cancel the meeting", "It stays in the list, and in calendars, as cancelled.", "Cancel it")
    return answer_form(request, form, page, act)


def attendance(request: HttpRequest, meeting_id: int) -> HttpResponse:
    found = kept_meeting(request, meeting_id)
    group = group_of(request, found.group_id)
    values = AttendanceForm.values_of(group, queries.list_attendance(found))
    form = AttendanceForm(request.POST or None, group=group, initial=values)

    def act(by: User) -> str:
        actions.note_attendance(meeting_id=meeting_id, by=by, **form.said())
        return "Who came is noted."

    lede = "Members are roles and partners; the minutes name no person."
    return answer_form(request, form, form_page(found, "Who came", lede, "Save"), act)


def close(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Asks once more, for the minutes are frozen by it."""
    found = kept_meeting(request, meeting_id)
    if request.method == "POST":
        try:
            actions.close_meeting(meeting_id=meeting_id, by=signed_in(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The meeting is closed, and its minutes are kept.")
        return redirect("governance:meeting", meeting_id)
    shown = page_of(request, found)
    lede = pages.closing_words(shown.record) if shown.close else shown.close.reason
    page = form_page(found, "Close the meeting", lede, "Close the meeting")
    return render(request, "governance/form.html", {"page": page, "form": None, "stop": not shown.close})


def paper(request: HttpRequest, meeting_id: int, kind_of_paper: str) -> HttpResponse:
    """The agenda, or the minutes of a closed meeting, as a file."""
    found = meeting_of(request, meeting_id)
    if kind_of_paper not in WRITERS or found.state not in (MeetingState.READY.value, MeetingState.CLOSED.value):
        raise Http404("There is no such paper of this meeting.")
    write, media_type = WRITERS[kind_of_paper]
    record = page_of(request, found).record
    answer = HttpResponse(write(papers.paper_of(record)), content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(True, papers.file_name(record, kind_of_paper)) or ""
    return answer


def meeting_of(request: HttpRequest, meeting_id: int) -> Meeting:
    found = queries.find_meeting(viewer_of(request), meeting_id)
    if found is None:
        raise Http404("There is no such meeting in your council.")
    return found


def kept_meeting(request: HttpRequest, meeting_id: int) -> Meeting:
    """For pages of the group's chair and secretary only."""
    found = meeting_of(request, meeting_id)
    require_keeper(viewer_of(request), group_of(request, found.group_id))
    return found


def page_of(request: HttpRequest, found: Meeting) -> MeetingPage:
    viewer, group = viewer_of(request), group_of(request, found.group_id)
    closed = found.state == MeetingState.CLOSED.value
    standing = None if closed else queries.get_standing(viewer, group, before=found)
    removed = () if closed else tuple(found.items.filter(removed=True).order_by("order", "id"))
    record = record_of(found, standing).leading(partial(may_follow, request))
    return MeetingPage(found, record, removed, may_keep_group(viewer, group), clock.today())


def form_page(found: Meeting, title: str, lede: str, button: str) -> FormPage:
    place = f"{found.group.name}, {full_day(found.on)}"
    return FormPage(title, place, lede, button, pages.meeting_crumbs(found), addresses.meeting(found.pk))


def answer_form(
    request: HttpRequest, form: Any, page: FormPage, act: Callable[[User], str], field: str | None = None
) -> HttpResponse:
    """Show the form, or do what it asks and go back; a refusal stands at ``field``, and what was typed stays."""
    if request.method == "POST" and form.is_valid():
        try:
            done = act(signed_in(request))
        except Refused as refusal:
            form.add_error(field, str(refusal))
        else:
            messages.success(request, done)
            return redirect(page.back)
    return render(request, "governance/form.html", {"page": page, "form": form}, status=422 if form.errors else 200)
