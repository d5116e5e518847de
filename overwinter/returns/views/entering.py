"""An officer enters what a provider says on the phone."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.returns import actions, queries
from overwinter.returns.domain.kinds import Entered
from overwinter.returns.filling import ReturnForm
from overwinter.returns.models import Return
from overwinter.returns.pages.entry import EntryPage
from overwinter.returns.pages.overtaken import draft_url, findings_of
from overwinter.returns.pages.wording import entry_url, period_url
from overwinter.returns.views.found import asked_or_404, location_or_404, period_or_404


def enter(request: HttpRequest, form_code: str, period_start: str, location_id: int) -> HttpResponse:
    asked, location = asked_or_404(request, form_code), location_or_404(request, location_id)
    period = period_or_404(asked, period_start)
    today = clock.today()
    opened = queries.open_return(asked, location, period, today=today)
    form = ReturnForm(opened, today, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            answer = _take(request, form)
        except actions.AnswersRefused:
            answer = None  # the form says the same at each field
        except Refused as refusal:
            form.refusal, answer = str(refusal), None
        if answer is not None:
            return answer
    drafts = list(queries.list_overtaken(opened.kept)) if opened.kept is not None else []
    page = EntryPage(form, request.POST.get("told_by", ""), today, findings_of(drafts))
    return render(request, "returns/enter.html", {"page": page, "form": form, "breadcrumbs": page.breadcrumbs})


def _take(request: HttpRequest, form: ReturnForm) -> HttpResponse | None:
    """Keep or send what was typed. None where something unusual is to be looked at first."""
    opened = form.opened
    by, told_by = signed_in(request), request.POST.get("told_by", "").strip()[:200]
    if opened.is_submitted and _number(request) != opened.number:
        draft = actions.keep_beside(opened=opened, answers=form.answers, by=by, entered_as=told_by)
        messages.warning(request, "Somebody else sent this return while you had it open. What you typed is kept.")
        return redirect(draft_url(draft))
    if "draft" in request.POST:
        actions.save_draft(
            form=opened.form, location=opened.location, start=opened.period.start, answers=form.answers,
            entered=Entered.PHONE, by=by, entered_as=told_by, draft_seen=_draft_seen(form),
        )  # fmt: skip
        messages.success(request, f"The draft for {opened.location.name} is kept. It is not sent yet.")
        return redirect(entry_url(opened.form, opened.period, opened.location.pk))
    no_change = "no_change" in request.POST
    if not no_change and form.checked.allowed and form.unseen:
        return None
    row: Return = actions.submit_return(
        form=opened.form, location=opened.location, start=opened.period.start, answers=form.answers,
        expected_number=_number(request), entered=Entered.PHONE, by=by, entered_as=told_by, no_change=no_change,
        draft_seen=_draft_seen(form),
    )  # fmt: skip
    said = "as the last time: nothing had changed" if row.no_change else "and kept as it was sent"
    messages.success(request, f"The return of {opened.location.name} for {opened.period.label} is in, {said}.")
    return redirect(period_url(opened.form, opened.period))


def _number(request: HttpRequest) -> int:
    """How often it had been sent when the page was opened."""
    typed = request.POST.get("number", "")
    return int(typed) if typed.isdecimal() else 0


def _draft_seen(form: ReturnForm) -> datetime | None:
    """When the draft was saved that the page showed. What is no moment was shown nothing."""
    try:
        return datetime.fromisoformat(form.draft_seen)
    except ValueError:
        return None
