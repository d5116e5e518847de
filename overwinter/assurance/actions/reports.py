"""Asking for a report, and what becomes of it: it is made, or it cannot be."""

from io import BytesIO

from django.db import transaction
from django.db.models import Max

from overwinter.accounts.api import User
from overwinter.assurance import permissions
from overwinter.assurance.domain import making
from overwinter.assurance.domain.making import TRANSITIONS, Asked, MakingEvent, MakingState
from overwinter.assurance.models import MadeReport
from overwinter.infra import audit, clock, files
from overwinter.organisations.api import find_group_fact, find_role, get_viewer
from overwinter.plans.api import Plan


@transaction.atomic
def ask_for_report(*, plan_id: int, asked: Asked, site: str, by: User) -> MadeReport:
    """It is still to be made. ``site``: the address of the installation, as the person sees it."""
    viewer = get_viewer(by)
    plan = Plan.objects.select_related("council", "framework").select_for_update(of=("self",)).get(pk=plan_id)
    group = find_group_fact(viewer, group_id=asked.group_id) if asked.group_id is not None else None
    lead = find_role(viewer, role_id=asked.lead_id) if asked.lead_id is not None else None
    permissions.may_make_report(viewer, council_id=plan.council_id, group=group).require()
    making.may_be_asked(asked, started_on=plan.started_on, today=clock.today()).require()
    report = MadeReport.objects.create(
        plan=plan, number=(MadeReport.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0) + 1,
        name=asked.kind.name, file_format=asked.format, as_at=asked.as_at, site=site, asked_at=clock.now(), by=by,
        group_id=group.id if group and group.council_id == plan.council_id else None,
        lead=lead if lead and lead.council_id == plan.council_id else None,
        asked_as=permissions.speaks_as(viewer, council_id=plan.council_id),
    )  # fmt: skip
    audit.record("report asked for", by=by, subject=report, chain=plan.council.code, details=_details(report))
    return report


@transaction.atomic
def start_report(*, report_id: int, by: User | None) -> MadeReport | None:
    """None where there is nothing to make: it is ready, or could not be made."""
    report = _locked(report_id)
    if not _move(report, MakingEvent.BEGIN):
        return None
    report.began_at, report.failure = clock.now(), ""
    report.save(update_fields=["state", "began_at", "failure"])
    audit.record("report begun", by=by, subject=report, chain=report.plan.council.code, details=_details(report))
    return report


@transaction.atomic
def keep_report(*, report_id: int, content: bytes, by: User | None, note: str = "") -> None:
    """``note``: what whoever takes it must know of its looks."""
    report = _locked(report_id)
    if not _move(report, MakingEvent.FINISH):
        return  # another worker was quicker; what it made stands
    report.file, report.made_at, report.note = files.keep(BytesIO(content)), clock.now(), note
    report.save(update_fields=["state", "file", "made_at", "note"])
    details = _details(report) | {"sha256": report.file.sha256} | ({"note": note} if note else {})
    audit.record("report made", by=by or report.by, subject=report, chain=report.plan.council.code, details=details)


@transaction.atomic
def fail_report(*, report_id: int, sentence: str, by: User | None) -> None:
    report = _locked(report_id)
    if not _move(report, MakingEvent.FAIL):
        return
    report.failure = sentence
    report.save(update_fields=["state", "failure"])
    details = _details(report) | {"why": sentence}
    audit.record("report not made", by=by or report.by, subject=report, chain=report.plan.council.code, details=details)


@transaction.atomic
def ask_again(*, report_id: int, overdue: bool, by: User) -> MadeReport:
    """For one that could not be made, or that whoever made it left unfinished."""
    report, viewer = _locked(report_id), get_viewer(by)
    group = find_group_fact(viewer, group_id=report.group_id) if report.group_id is not None else None
    permissions.may_make_report(viewer, council_id=report.plan.council_id, group=group).require()
    making.may_ask_again(MakingState(report.state), overdue=overdue).require()
    _move(report, MakingEvent.ASK_AGAIN)
    report.asked_at, report.began_at, report.failure = clock.now(), None, ""
    report.save(update_fields=["state", "asked_at", "began_at", "failure"])
    audit.record("report asked for", by=by, subject=report, chain=report.plan.council.code, details=_details(report))
    return report


@transaction.atomic
def note_report_written(*, plan: Plan, asked: Asked, sha256: str, by: User | None) -> None:
    """That one was written to a file from the command line, where it is not kept."""
    details = {
        "report": asked.kind.name, "format": asked.format, "as_at": asked.as_at.isoformat(), "sha256": sha256,
    }  # fmt: skip
    audit.record("report written", by=by, subject=plan, chain=plan.council.code, details=details)


@transaction.atomic
def note_report_taken(*, report: MadeReport, by: User) -> None:
    """That somebody took the file away."""
    audit.record(
        "report taken", by=by, subject=report, chain=report.plan.council.code, details={"number": report.number}
    )


def _move(report: MadeReport, event: MakingEvent) -> bool:
    after = TRANSITIONS.get((MakingState(report.state), event))
    if after is not None:
        report.state = after.value
    return after is not None


def _details(report: MadeReport) -> dict[str, object]:
    return {
        "number": report.number, "report": report.name, "format": report.file_format,
        "as_at": report.as_at.isoformat(),
    }  # fmt: skip


def _locked(report_id: int) -> MadeReport:
    reports = MadeReport.objects.select_related("plan__council", "by").select_for_update(of=("self",))
    return reports.get(pk=report_id)
