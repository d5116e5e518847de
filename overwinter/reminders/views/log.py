"""What was sent to whom."""

import sys

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council, note_names_read, own_council_id, viewer_of
from overwinter.reminders import actions, queries
from overwinter.reminders.domain.sending import MailState
from overwinter.reminders.models import Mail
from overwinter.reminders.pages import log as pages

PER_PAGE = 50


def log(request: HttpRequest) -> HttpResponse:
    viewer, here, asked = viewer_of(request), own_council_id(request), pages.read_asked(request.GET)
    in_file = asks_for_file(request.GET)
    found = queries.list_mails(viewer, council_id=here, asked=asked)
    pages_of: Paginator[Mail] = Paginator(found, sys.maxsize if in_file else PER_PAGE)
    shown = pages_of.get_page(request.GET.get("page"))
    table = pages.log_table(shown.object_list, request.GET, total=shown.paginator.count, in_file=in_file)
    if in_file:
        return answer_with_file(request, table, "mail that was sent")
    note_names_read(council=get_council(here), what="addresses of mail", by=signed_in(request))
    failed, unsure = queries.count_open(viewer, council_id=here, today=clock.today())
    page = {
        "title": "What was sent to whom", "table": table, "pages": shown,
        "lede": pages.lede(failed, unsure),
        "bar": pages.filter_bar(asked, queries.list_people_told(viewer, council_id=here)),
        "breadcrumbs": pages.breadcrumbs()[:1],
    }  # fmt: skip
    return render(request, "reminders/log.html", page)


def mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    found = queries.get_mail(viewer_of(request), mail_id)
    note_names_read(council=found.council, what="addresses of mail", by=signed_in(request))
    page = pages.MailPage(found, queries.list_told(found))
    shown = {"title": found.subject, "page": page, "mail": found, "breadcrumbs": pages.breadcrumbs()}
    return render(request, "reminders/mail_page.html", shown)


@require_POST
def decide(request: HttpRequest, mail_id: int) -> HttpResponse:
    """What becomes of a mail that may have gone: it has arrived, or it goes again."""
    found, act = queries.get_mail(viewer_of(request), mail_id), actions.send_again
    if request.POST.get("arrived") == "yes":
        act = actions.note_arrival
    try:
        decided = act(mail_id=found.pk, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        state = MailState(decided.state)
        say = messages.success if state is MailState.SENT else messages.error
        say(request, f"{state.label}. {decided.reason}".strip())
    return redirect("reminders:mail", mail_id)
