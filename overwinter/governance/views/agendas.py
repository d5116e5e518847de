"""Changing an agenda by hand, and recording what comes of its items."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import User, signed_in
from overwinter.governance import actions, addresses, queries
from overwinter.governance.domain.meetings import MeetingState, may_record
from overwinter.governance.forms import AddItemForm, NoteForm, OutcomeForm, WhyForm
from overwinter.governance.models import AgendaItem
from overwinter.governance.pages.meeting import item_page, said_after
from overwinter.governance.views.groups import group_of
from overwinter.governance.views.meetings import answer_form, form_page, kept_meeting, page_of
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import list_roles, viewer_of


def add(request: HttpRequest, meeting_id: int) -> HttpResponse:
    found = kept_meeting(request, meeting_id)
    rows = queries.get_standing(viewer_of(request), group_of(request, found.group_id)).every_row
    names = [(row.response_id, f"{row.number} {row.title}".strip()) for row in rows]
    form = AddItemForm(request.POST or None, rows=names)

    def act(by: User) -> str:
        actions.add_item(meeting_id=meeting_id, by=by, **form.said())
        return "The item is added at the end of the agenda."

    lede = "A row of the plan, whichever group it reports to, or anything else the group should talk about."
    return answer_form(request, form, form_page(found, "Add an item", lede, "Add the item"), act)


@require_POST
def change(request: HttpRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Up, down, off the agenda, or back on it."""
    item, by = _item(request, meeting_id, item_id), signed_in(request)
    try:
        match request.POST.get("to", ""):
            case "up" | "down" as to:
                actions.move_item(item_id=item.pk, up=to == "up", by=by)
            case "off":
                actions.take_item_off(item_id=item.pk, by=by)
            case "back":
                actions.put_item_back(item_id=item.pk, by=by)
            case _:
                raise Http404("An item goes up, down, off the agenda or back on it.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(addresses.item(meeting_id, item.pk))


def record(request: HttpRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """What comes of an item: a decision, an action, an escalation, and what was said."""
    item = _open_item(request, meeting_id, item_id)
    group = group_of(request, item.meeting.group_id)
    roles = list(list_roles(viewer_of(request), council_id=group.council_id))
    posted = request.POST if request.method == "POST" and "note" not in request.POST else None
    form = OutcomeForm(posted, roles=roles, above=group.escalates_to)
    if request.method == "POST" and posted is None:
        return _noted(request, item)
    if posted is not None and form.is_valid():
        try:
            _record(item, form, signed_in(request))
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, said_after(form.cleaned_data["kind"], group.escalates_to))
            return redirect(request.path)
    page = _page(request, item)
    shown = {"page": page, "form": form, "note": NoteForm(initial={"note": item.note}), "title": page.title}
    return render(request, "governance/item.html", shown, status=422 if form.errors else 200)


def _record(item: AgendaItem, form: OutcomeForm, by: User) -> None:
    said = form.cleaned_data
    if said["kind"] == "action":
        actions.record_action(item_id=item.pk, text=said["text"], owner_id=form.owner_id, due=said["due"], by=by)
    elif said["kind"] == "escalation":
        actions.escalate_item(item_id=item.pk, why=said["text"], by=by)
    else:
        actions.record_decision(item_id=item.pk, text=said["text"], by=by)


def _noted(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    try:
        actions.note_item(item_id=item.pk, note=request.POST["note"], by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "What was said is noted for the minutes.")
    return redirect(request.path)


def take_back(request: HttpRequest, meeting_id: int, outcome_id: int) -> HttpResponse:
    found = kept_meeting(request, meeting_id)
    outcome = queries.find_outcome(viewer_of(request), meeting_id, outcome_id)
    if outcome is None:
        raise Http404("Nothing of this number was recorded in the meeting.")
    form = WhyForm(request.POST or None)

    def act(by: User) -> str:
        actions.take_back_outcome(outcome_id=outcome_id, why=form.cleaned_data["why"], by=by)
        return "It is taken back. The minutes and the row’s history say so."

    page = form_page(found, "Take it back", f"“{outcome.text}”", "Take it back")
    return answer_form(request, form, page, act)


@require_POST
def finish(request: HttpRequest, meeting_id: int, outcome_id: int) -> HttpResponse:
    """An action that the group keeps itself is done."""
    found = kept_meeting(request, meeting_id)
    if queries.find_outcome(viewer_of(request), meeting_id, outcome_id) is None:
        raise Http404("Nothing of this number was recorded in the meeting.")
    try:
        actions.finish_action(outcome_id=outcome_id, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The action is done.")
    return redirect("governance:group", found.group_id)


def _item(request: HttpRequest, meeting_id: int, item_id: int) -> AgendaItem:
    kept_meeting(request, meeting_id)
    found = queries.find_item(viewer_of(request), meeting_id, item_id)
    if found is None:
        raise Http404("There is no such item on the agenda.")
    return found


def _open_item(request: HttpRequest, meeting_id: int, item_id: int) -> AgendaItem:
    """Raises Http404 with the reason where nothing is recorded now."""
    found = _item(request, meeting_id, item_id)
    verdict = may_record(MeetingState(found.meeting.state), on=found.meeting.on, today=clock.today())
    if not verdict or found.removed:
        raise Http404(verdict.reason or "This item was taken off the agenda. Put it back first.")
    return found


def _page(request: HttpRequest, item: AgendaItem) -> Any:
    shown = page_of(request, kept_meeting(request, item.meeting_id))
    return item_page(shown.meeting, item, shown.record.items, shown)
