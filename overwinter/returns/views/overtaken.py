"""A draft that another way in overtook is shown beside what came in, and an officer says what holds."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import viewer_of
from overwinter.returns import actions, permissions, queries
from overwinter.returns.models import OvertakenDraft
from overwinter.returns.pages.overtaken import OvertakenPage
from overwinter.returns.views.found import asked_or_404


def show_draft(request: HttpRequest, return_id: int, draft_id: int) -> HttpResponse:
    draft = _draft(request, return_id, draft_id)
    chosen = tuple(request.POST.getlist("take"))
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            number = request.POST.get("number", "")
            expected = int(number) if number.isdecimal() else 0
            actions.take_from_draft(draft_id=draft.pk, codes=chosen, expected_number=expected, by=signed_in(request))
        except actions.AnswersRefused as refusal:
            problems = tuple(words for each in refusal.checked.errors.values() for words in each)
        except Refused as refusal:
            problems = (str(refusal),)
        else:
            messages.success(request, "The return holds the answers you chose; what it said before is kept.")
            return redirect("returns:made", return_id)
        draft = _draft(request, return_id, draft_id)
    page = _page(request, draft, chosen, problems)
    return render(request, "returns/draft.html", {"page": page, "breadcrumbs": page.breadcrumbs})


@require_POST
def leave_draft(request: HttpRequest, return_id: int, draft_id: int) -> HttpResponse:
    draft = _draft(request, return_id, draft_id)
    try:
        actions.leave_draft(draft_id=draft.pk, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The return stays as it came in. The draft is kept with it.")
    return redirect("returns:made", return_id)


def _page(
    request: HttpRequest, draft: OvertakenDraft, chosen: tuple[str, ...], problems: tuple[str, ...]
) -> OvertakenPage:  # fmt: skip
    row = draft.draft_of
    form = asked_or_404(request, row.form.code)
    return OvertakenPage(
        draft=draft, row=row, form=form, period=form.period_at(row.period_start),
        definition=queries.definition_of(row.version), today=clock.today(),
        may_enter=bool(permissions.may_enter(viewer_of(request), row.location)), chosen=chosen, problems=problems,
    )  # fmt: skip


def _draft(request: HttpRequest, return_id: int, draft_id: int) -> OvertakenDraft:
    found = queries.find_overtaken(viewer_of(request), draft_id)
    if found is None or found.draft_of_id != return_id:
        raise Http404("There is no such draft in the council.")
    return found
