"""Reports made: from what the plan says on a day to the bytes of a file. For pages, jobs and the command line alike."""

from collections.abc import Callable

from django.utils.text import slugify

from overwinter.assurance import actions
from overwinter.assurance.addresses import source_url
from overwinter.assurance.domain.making import Asked, TemplateKind, is_made_at_once
from overwinter.assurance.domain.report import Report
from overwinter.assurance.domain.report_facts import ReportFacts
from overwinter.assurance.domain.reports import REPORTS
from overwinter.assurance.exports import reports as exports
from overwinter.assurance.models import MadeReport, OwnTemplate
from overwinter.assurance.outlines import outline_for
from overwinter.assurance.queries import find_template, get_report_facts
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock, files, jobs
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Council, Viewer, get_viewer
from overwinter.plans.api import Plan, count_rows

STEPS = 3
"""Reading the plan, writing the report, laying it out."""
Progress = Callable[[str, int], None]


def read_report(viewer: Viewer, plan: Plan, asked: Asked) -> tuple[Report, exports.Links]:
    """The report as values, and where its sources are, for a page that shows it."""
    facts = _facts(viewer, plan, asked)
    return asked.kind.write(facts, outline_for(plan.framework.key)), _links(plan, facts, site="")


def make_file(
    viewer: Viewer, plan: Plan, asked: Asked, *, site: str, progress: Progress = lambda _, __: None
) -> exports.Made:
    """Raises :class:`Refused` where it cannot be made as it was asked for, and ``files.Damaged`` for a damaged
    template."""
    progress("Reading the plan", 0)
    facts = _facts(viewer, plan, asked)
    progress("Writing the report", 1)
    report = asked.kind.write(facts, outline_for(plan.framework.key))
    progress("Laying it out", 2)
    look = _look(plan.council, report, asked.format)
    return exports.make(report, asked.format, look=look, links=_links(plan, facts, site))


def _facts(viewer: Viewer, plan: Plan, asked: Asked) -> ReportFacts:
    return get_report_facts(
        viewer, plan, as_at=asked.as_at, group_id=asked.group_id, lead_id=asked.lead_id,
        with_work=asked.kind.tells_work,
    )  # fmt: skip


def make_report(report_id: int) -> None:
    """Make a report that somebody asked for, and keep it. Running it twice is harmless."""
    made = actions.start_report(report_id=report_id, by=None)
    if made is None:
        return

    def progress(step: str, done: int) -> None:
        # How far it is is no fact about the report, so it is neither an action nor audited.
        MadeReport.objects.filter(pk=report_id).update(step=step, done=done)

    try:
        file = make_file(_viewer_of(made), made.plan, asked_of(made), site=made.site, progress=progress)
    except (Refused, files.Damaged) as problem:
        actions.fail_report(report_id=report_id, sentence=str(problem), by=None)
    else:
        actions.keep_report(report_id=report_id, content=file.content, note=file.note, by=None)


def have_made(report: MadeReport) -> None:
    """Now, where its plan is short and no other program takes part; else in the background."""
    apart = report.file_format == "pdf" and find_own(report.plan.council_id, report.name, "pdf") is not None
    if not apart and is_made_at_once(count_rows(report.plan), get_limits(clock.today())["report-at-once"]):
        make_report(report.pk)
    else:
        jobs.enqueue("overwinter.assurance.jobs.make_report", report.pk)


def file_name(made: MadeReport) -> str:
    """Such as ``marlshire-board-pack-winter-board-as-at-2026-11-13.docx``."""
    whose = slugify(str(made.group or made.lead or ""))
    words = (made.plan.council.code, made.name, whose, f"as-at-{made.as_at.isoformat()}")
    return f"{'-'.join(word for word in words if word)}.{made.file_format}"


def template_kinds(report: str, format: str) -> tuple[TemplateKind, ...]:
    """The kinds of template that a file of this report is made from; the first that the council gave is taken.

    A PDF is made from what the same report in Word, or as slides, is made from.
    """
    if format == "xlsx":
        return (TemplateKind.WORKBOOK,)
    if format == "pptx" or report == "scrutiny-slides":
        return (TemplateKind.SLIDES,)
    return (TemplateKind.COMMITTEE, TemplateKind.REPORT) if report == "committee-report" else (TemplateKind.REPORT,)


def find_own(council_id: int, report: str, format: str) -> OwnTemplate | None:
    """The council's own template of a report, where it gave one."""
    found = (find_template(council_id, kind) for kind in template_kinds(report, format))
    return next((each for each in found if each is not None), None)


def asked_of(made: MadeReport) -> Asked:
    if made.name not in REPORTS:
        raise Refused("This kind of report is made no more. Choose another.")
    return Asked(REPORTS[made.name], made.file_format, made.as_at, made.group_id, made.lead_id)


def _viewer_of(made: MadeReport) -> Viewer:
    """Whoever asked for it, as they stand today."""
    viewer = get_viewer(made.by, chosen_council_id=made.plan.council_id) if made.by is not None else None
    if viewer is None or not viewer.belongs_to(made.plan.council_id):
        raise Refused("Who asked for this report is no longer with the council. Ask for a new one.")
    return viewer


def _links(plan: Plan, facts: ReportFacts, site: str) -> exports.Links:
    board = facts.board
    group = board.name if board is not None and not board.covers_all and not board.beneath else ""

    def link(source: str) -> str:
        url = source_url(source, plan.pk, facts.as_at, group=group)
        return f"{site.rstrip('/')}{url}" if url else ""

    return link


def _look(council: Council, report: Report, format: str) -> exports.Look:
    own = find_own(council.pk, report.name, format)
    return exports.Look(council.colour, _bytes(own), TemplateKind(own.kind) if own is not None else None)


def _bytes(own: OwnTemplate | None) -> bytes | None:
    if own is None:
        return None
    with files.open_kept(own.file.sha256) as stream:
        return stream.read()
