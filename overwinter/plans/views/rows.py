"""One row of a plan: looking at it, changing it, its past."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused, Verdict, refused
from overwinter.measures.api import Followed, list_measured_of, list_speaking
from overwinter.organisations.api import list_groups, list_roles, viewer_of
from overwinter.plans import actions, permissions, queries
from overwinter.plans.domain.changes import Conflict, NothingChanged, without
from overwinter.plans.domain.facts import ActionState, RowFacts
from overwinter.plans.domain.findings import stand
from overwinter.plans.domain.past import Record
from overwinter.plans.forms import AnswerForm, StatusForm
from overwinter.plans.models import Evidence, GapAction, Response
from overwinter.plans.pages.conflict import ConflictPage
from overwinter.plans.pages.plan import read_day, unshared_day, unshown_day
from overwinter.plans.pages.requirement import RequirementPage
from overwinter.plans.pages.words import name_of
from overwinter.plans.queries.winters import list_carried, list_lessons_of


def row(request: HttpRequest, plan_id: int, response_id: int) -> HttpResponse:
    """The row as it stands, or with ``on`` as it stood at the end of a day."""
    viewer, asked, today = viewer_of(request), request.GET.get("on"), clock.today()
    response, day = queries.get_response(viewer, plan_id, response_id), read_day(asked)
    own = viewer.belongs_to(response.plan.council_id)
    why = unshown_day(asked, today) or ("" if own else unshared_day(response.plan.council.name, asked, today))
    if why:
        messages.warning(request, why)
    elif day is not None and day < today:
        past = queries.get_response_as_at(viewer, response, queries.end_of(day))
        return _show(request, past, StatusForm(), day=day)
    return _show(request, response, StatusForm(initial=StatusForm.values_of(response)))


@require_POST
def update(request: HttpRequest, plan_id: int, response_id: int) -> HttpResponse:
    """Save RAG, fully met and the next review; or say that nothing has changed."""
    form = StatusForm(request.POST)
    if form.is_valid():
        try:
            if "reviewed" in request.POST:
                return _reviewed(request, form, plan_id, response_id)
            return _saved(request, form, plan_id, response_id)
        except Conflict as conflict:
            return _conflict(request, conflict, form, plan_id, response_id, "plans:update")
        except Refused as refusal:
            form.add_error("why" if "why" in str(refusal).lower() else None, str(refusal))
    response = queries.get_response(viewer_of(request), plan_id, response_id)
    return _show(request, response, form, status=422)


def edit(request: HttpRequest, plan_id: int, response_id: int) -> HttpResponse:
    """The response in words, who leads it, to whom it is reported, by when."""
    if request.method == "POST":
        form = _answer_form(request)
        if form.is_valid():
            try:
                return _saved(request, form, plan_id, response_id)
            except Conflict as conflict:
                return _conflict(request, conflict, form, plan_id, response_id, "plans:edit")
            except Refused as refusal:
                form.add_error("why" if "why" in str(refusal).lower() else None, str(refusal))
    response = queries.get_response(viewer_of(request), plan_id, response_id)
    verdict = _may_edit(request, response)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    if request.method == "POST":
        _keep_on_offer(form, response)
    else:
        form = _answer_form(request, response)
    page = {"title": "Change the answer", "form": form, "response": response, "row": name_of(response)}
    return render(request, "plans/edit.html", page, status=422 if form.errors else 200)


def changes(request: HttpRequest, plan_id: int, response_id: int) -> HttpResponse:
    """Everything that happened to the row."""
    viewer = viewer_of(request)
    response = queries.get_response(viewer, plan_id, response_id)
    queries.require_own(viewer, response.plan)
    page = _page(request, response)
    return render(request, "plans/changes.html", {"page": page})


def _saved(request: HttpRequest, form: StatusForm | AnswerForm, plan_id: int, response_id: int) -> HttpResponse:
    """Write it. A person who keeps the other's words leaves out the fields that both had changed."""
    wanted, keeps_theirs = form.changes(), request.POST.get("keep") == "theirs"
    if keeps_theirs:
        wanted = without(wanted, request.POST.getlist("clash"))
    try:
        actions.update_response(
            response_id=response_id, changes=wanted, why=form.cleaned_data["why"],
            expected_version=form.cleaned_data["version"], by=signed_in(request), viewer=viewer_of(request),
        )  # fmt: skip
    except NothingChanged:
        if not keeps_theirs:
            raise
    messages.success(request, "Their words are kept." if keeps_theirs else "Saved.")
    return redirect("plans:row", plan_id, response_id)


def _reviewed(request: HttpRequest, form: StatusForm, plan_id: int, response_id: int) -> HttpResponse:
    said = form.cleaned_data
    response = queries.get_response(viewer_of(request), plan_id, response_id)
    if said["version"] == response.version and (said["rag"], said["fully_met"]) != (response.rag, response.fully_met):
        raise Refused(
            "You changed RAG or fully met here. Choose “Save” to keep that, or set it back and say again that nothing "
            "has changed."
        )
    actions.review_response(
        response_id=response_id, expected_version=said["version"], by=signed_in(request), why=said["why"],
        next_review=said["next_review"], viewer=viewer_of(request),
    )  # fmt: skip
    messages.success(request, "Reviewed, nothing changed. The row says so from today.")
    return redirect("plans:row", plan_id, response_id)


def _answer_form(
    request: HttpRequest, response: Response | None = None, values: dict[str, Any] | None = None
) -> AnswerForm:
    """Bound to what was sent, or showing ``response`` or ``values``."""
    viewer = viewer_of(request)
    council_id = response.plan.council_id if response is not None else viewer.council_id
    roles = list_roles(viewer, council_id=council_id or 0)
    groups = list_groups(viewer, council_id=council_id or 0)
    if response is None:
        return AnswerForm(request.POST, roles=roles, groups=groups, local="title" in request.POST)
    local, owner = response.requirement_id is None, queries.find_owner(response)
    if values is None:
        values = AnswerForm.values_of(response, response.reporting_groups.all())
    form = AnswerForm(
        initial=values, roles=roles, groups=groups, local=local, section_lead=queries.led_by(owner),
        section_groups=owner.reporting_to.replace("\n", ", ") if owner is not None else "",
    )  # fmt: skip
    _keep_on_offer(form, response)
    return form


def _keep_on_offer(form: AnswerForm, response: Response) -> None:
    """A role or a group that has ended stays on offer where the row has it."""
    form.kept_roles += queries.list_leading(response)
    form.kept_groups += response.reporting_groups.order_by("name", "id")


def _conflict(
    request: HttpRequest, conflict: Conflict, form: StatusForm | AnswerForm, plan_id: int, response_id: int, route: str
) -> HttpResponse:
    """The other's change above the person's own words, which stand in the form again; nothing is saved yet."""
    viewer = viewer_of(request)
    response = queries.get_response(viewer, plan_id, response_id)
    page = ConflictPage(conflict, queries.titles_named(conflict))
    values = page.values_again(form.cleaned_data, response.reporting_groups.values_list("pk", flat=True))
    again = StatusForm(initial=values) if isinstance(form, StatusForm) else _answer_form(request, response, values)
    shown = {"page": page, "form": again, "response": response, "row": name_of(response), "route": route}
    return render(request, "plans/conflict.html", shown, status=409)


def _show(
    request: HttpRequest, response: Response, form: StatusForm, *, day: date | None = None, status: int = 200
) -> HttpResponse:
    page = _page(request, response, day)
    shown = {"page": page, "form": form, "response": response, "title": page.page_title}
    return render(request, "plans/row.html", shown, status=status)


def _page(request: HttpRequest, response: Response, day: date | None = None) -> RequirementPage:
    """The answer, and beside it what the viewer may know of it. What several panels need is looked up once."""
    viewer, plan = viewer_of(request), response.plan
    own = viewer.belongs_to(plan.council_id)
    rows = queries.list_rows(plan, as_at=day)
    page = RequirementPage(
        response=response,
        today=day or clock.today(),
        is_now=day is None,
        may_edit=_may_edit(request, response) if day is None else refused("This is the past; it is not changed."),
        own=own,
        related=_related(response, rows),
        others=queries.list_other_answers(viewer, response),
        led=(sum(response.lead_id in each.lead_ids for each in rows), len(rows)),
        led_with=tuple(queries.titles_of([response.led_with]).values()),
    )
    return _with_own(request, page, rows) if own else _with_shared(page, rows)


def _related(response: Response, rows: tuple[RowFacts, ...]) -> tuple[RowFacts, ...]:
    """The rows of the same plan that answer related requirements, in the national order."""
    wanted = response.requirement.related if response.requirement is not None else ()
    return tuple(each for each in rows if each.requirement_id in wanted)


def _with_own(request: HttpRequest, page: RequirementPage, rows: tuple[RowFacts, ...]) -> RequirementPage:
    """What only the council's own people see beside the answer, as it stood at the end of the page's day."""
    response, is_now = page.response, page.is_now
    moment = clock.now() if is_now else queries.end_of(page.today)
    planned = any(each.gap_actions for each in rows if each.response_id == response.pk)
    gaps = tuple(queries.list_gap_actions(response, moment=None if is_now else moment)) if planned else ()
    page = replace(
        page,
        gap_actions=gaps,
        records=_until(moment, queries.list_records(response)),
        gap_records=_until(moment, queries.list_gap_records(response)) if gaps else (),
        groups=tuple(response.reporting_groups.order_by("name", "id")) if is_now and response.reporting_to else (),
        decisions=tuple(queries.list_decisions(response, moment=moment)),
        carried=tuple(list_carried(response)),
        lessons=tuple(list_lessons_of(response)),
        owns_action=is_now and _owns_one(request, response, gaps),
        notes=tuple(queries.list_notes(response, moment=moment)),
        readings=tuple(each for each in queries.list_readings_in(response) if each.applied_at <= moment),
    )
    return _with_evidence(request, page, rows, moment)


def _with_evidence(
    request: HttpRequest, page: RequirementPage, rows: tuple[RowFacts, ...], moment: datetime
) -> RequirementPage:
    """What shows the answer to be true, and what is doubted in it."""
    response = page.response
    kept = queries.list_evidence(response, moment=None if page.is_now else moment)
    followed = _followed(request, response, kept, page.today)
    seen = queries.seen_on_row(
        response.pk, rows, page.today, evidence=(each.facts for each in kept),
        measured=(each.now for each in followed if each.definition.speaks_to),
    )  # fmt: skip
    acceptances = queries.list_row_acceptances(response, (each.subject for each in seen))
    return replace(
        page,
        doubts=stand(seen, queries.accepted_of((each for each, _ in acceptances), moment), page.today),
        acceptances=tuple(each for each, on_row in acceptances if on_row and each.accepted_at <= moment),
        followed=followed,
        evidence=tuple(each for each in kept if each.ended_on is None),
        evidence_records=_until(moment, queries.list_evidence_records(response)) if kept else (),
    )


def _with_shared(page: RequirementPage, rows: tuple[RowFacts, ...]) -> RequirementPage:
    """What is doubted in an answer that another council shares: nothing of its figures and its evidence is told."""
    response, plan = page.response, page.response.plan
    measured = list_measured_of(
        council_id=plan.council_id, framework_key=plan.framework.key, day=page.today,
        requirement_key=response.requirement.key if response.requirement is not None else None,
    )  # fmt: skip
    evidence = (each.facts for each in queries.list_evidence(response))
    seen = queries.seen_on_row(
        response.pk, queries.as_shared(rows), page.today, measured=queries.untold(measured),
        evidence=queries.in_date(evidence, page.today),
    )  # fmt: skip
    acceptances = queries.list_row_acceptances(response, (each.subject for each in seen))
    return replace(
        page, doubts=stand(seen, queries.accepted_of((each for each, _ in acceptances), clock.now()), page.today)
    )


def _until(moment: datetime, records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(each for each in records if each.at <= moment)


def _followed(
    request: HttpRequest, response: Response, evidence: Iterable[Evidence], day: date
) -> tuple[Followed, ...]:
    """The measures that the catalogue says speak to the row, and those that were added to it as evidence."""
    found = list_speaking(
        viewer_of(request), council_id=response.plan.council_id, framework_key=response.plan.framework.key,
        requirement_key=response.requirement.key if response.requirement is not None else None, day=day,
        also=[each.measure_code for each in evidence if each.measure_code and each.ended_on is None],
    )  # fmt: skip
    return tuple(found)


def _owns_one(request: HttpRequest, response: Response, gaps: Iterable[GapAction]) -> bool:
    viewer, council_id, leads = viewer_of(request), response.plan.council_id, response.lead_ids
    return any(
        permissions.may_change_action(viewer, council_id=council_id, lead_ids=leads, owner_id=each.owner_id)
        for each in gaps if ActionState(each.state).is_open
    )  # fmt: skip


def _may_edit(request: HttpRequest, response: Response) -> Verdict:
    plan = response.plan
    return permissions.may_edit_row(
        viewer_of(request), council_id=plan.council_id, lead_ids=response.lead_ids, closed_on=plan.closed_on
    )
