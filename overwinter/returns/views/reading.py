"""How far the forms are, one form in a period, one return, and all returns of a location."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.infra import clock
from overwinter.organisations.api import own_council_id, viewer_of
from overwinter.returns import permissions, queries
from overwinter.returns.pages.history import history_page
from overwinter.returns.pages.made import MadePage
from overwinter.returns.pages.overview import overview
from overwinter.returns.pages.period import period_page
from overwinter.returns.pages.wording import period_url
from overwinter.returns.views.found import asked_or_404, location_or_404, period_or_404, return_or_404


@require_GET
def list_forms(request: HttpRequest) -> HttpResponse:
    council_id = own_council_id(request)
    may_ask = bool(permissions.may_ask(viewer_of(request), council_id))
    page = overview(council_id, request.GET, today=clock.today(), may_ask=may_ask)
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, "returns")
    return render(request, "returns/list.html", {"page": page, "breadcrumbs": ()})


@require_GET
def show_now(request: HttpRequest, form_code: str) -> HttpResponse:
    """The period of today, or the only one that is to come, narrowed or taken away as the address asks."""
    form, query = asked_or_404(request, form_code), request.GET.urlencode()
    period = form.period_of(clock.today()) or form.period_at(clock.today())
    return redirect(period_url(form, period) + (f"?{query}" if query else ""))


@require_GET
def show_period(request: HttpRequest, form_code: str, period_start: str) -> HttpResponse:
    form = asked_or_404(request, form_code)
    period, viewer = period_or_404(form, period_start), viewer_of(request)
    may_enter = bool(permissions.may_enter_in(viewer, form.council_id))
    page = period_page(form, period, request.GET, today=clock.today(), may_enter=may_enter)
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, f"{form.code} {period.start}")
    return render(request, "returns/period.html", {"page": page, "breadcrumbs": page.breadcrumbs})


@require_GET
def show_return(request: HttpRequest, return_id: int) -> HttpResponse:
    row = return_or_404(request, return_id)
    form = asked_or_404(request, row.form.code)
    page = MadePage(
        form=form,
        row=row,
        period=form.period_at(row.period_start),
        definition=queries.definition_of(row.version),
        last=queries.last_answers(row.location, row.form_id, before=row.period_start),
        revisions=[(each, queries.definition_of(each.version)) for each in queries.list_revisions(row)],
        alarms=list(queries.list_alarms(viewer_of(request), row.pk)),
        drafts=list(queries.list_overtaken(row)),
        query=request.GET,
        today=clock.today(),
        may_enter=bool(permissions.may_enter(viewer_of(request), row.location)),
    )
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, f"{row.location.name} {row.period_start}")
    return render(request, "returns/made.html", {"page": page, "breadcrumbs": page.breadcrumbs})


@require_GET
def show_history(request: HttpRequest, location_id: int) -> HttpResponse:
    location = location_or_404(request, location_id)
    page = history_page(location, request.GET, today=clock.today())
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, f"returns of {location.name}")
    return render(request, "returns/history.html", {"page": page, "breadcrumbs": page.breadcrumbs})
