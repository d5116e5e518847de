"""How often the person wants mail, and of what."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.organisations.api import Grant, get_council, own_council_id, viewer_of
from overwinter.reminders import actions, queries
from overwinter.reminders.domain.choosing import Kind, Often
from overwinter.reminders.forms import ChoiceForm
from overwinter.reminders.pages.choice import ChoicePage, links
from overwinter.reminders.permissions import INBOX_READER, LOG_READER


def choice(request: HttpRequest) -> HttpResponse:
    viewer, here, by = viewer_of(request), own_council_id(request), signed_in(request)
    chosen = queries.get_choice(viewer, here)
    if "none" in request.POST:
        actions.choose_mail(council_id=here, often=dict.fromkeys(Kind, Often.NEVER), weekday=chosen.weekday, by=by)
        messages.success(request, "You get no more mail about the plan.")
        return redirect("reminders:choice")
    manages = viewer.may(Grant.PLAN_MANAGER, here)
    form = ChoiceForm(request.POST or None, manages=manages, initial=ChoiceForm.values_of(chosen))
    if request.method == "POST" and form.is_valid():
        actions.choose_mail(council_id=here, often=form.often(), weekday=form.cleaned_data["weekday"], by=by)
        messages.success(request, "Saved. It holds from the next mail on.")
        return redirect("reminders:choice")
    has_inbox = queries.has_inbox() and INBOX_READER.lets_in(request)
    page = ChoicePage(
        chosen, get_council(here).name, by.email, queries.list_own_mails(viewer, here),
        links(sees_log=LOG_READER.lets_in(request), has_inbox=has_inbox),
    )  # fmt: skip
    shown = {"title": "Reminders by mail", "page": page, "form": form}
    return render(request, "reminders/choice.html", shown, status=422 if form.errors else 200)
