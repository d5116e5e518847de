"""What the pages of reports show: which there are, asking for one, what was made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.core.paginator import Page
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone

from overwinter.assurance import making, permissions
from overwinter.assurance.domain.making import MakingState, TemplateKind, may_ask_again
from overwinter.assurance.domain.reports import REPORTS, ReportKind
from overwinter.assurance.exports.own_pdf import find_office
from overwinter.assurance.exports.reports import REPORT_FORMATS
from overwinter.assurance.models import MadeReport, OwnTemplate
from overwinter.assurance.pages.report_read import asked_words
from overwinter.design.parts import Fact, Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.winter import Winter
from overwinter.kernel.words import joined
from overwinter.organisations.api import GroupFact, Viewer
from overwinter.plans.api import Plan

PATIENCE = timedelta(minutes=6)
"""How long a report may take before whatever made it is given up for dead: a little more than a job may run."""


@dataclass(frozen=True)
class ReportsPage:
    plan: Plan
    viewer: Viewer
    made: "Page[MadeReport]"

    title = "Reports"

    @property
    def place(self) -> str:
        return _place(self.plan)

    @property
    def lede(self) -> str:
        return (
            f"{_number(len(REPORTS))} reports can be made of the plan, as it stands or as it stood on any day since "
            f"{full_day(self.plan.started_on)}. Nothing is typed again, and every figure leads to where it was counted."
        )

    @property
    def may_make(self) -> Verdict:
        return permissions.may_make_report(self.viewer, council_id=self.plan.council_id)

    @property
    def may_choose_template(self) -> bool:
        return bool(permissions.may_choose_template(self.viewer, council_id=self.plan.council_id))

    @property
    def kinds(self) -> Table:
        columns = (
            Column("Report", width=4), Column("For whom", width=4), Column("What it holds", plain=True),
            Column("Made as", width=3),
        )  # fmt: skip
        rows = tuple(
            Row((
                linked(kind.title, reverse("assurance:make-report", args=(self.plan.pk, kind.name))), kind.for_whom,
                kind.holds, joined(REPORT_FORMATS[code].label for code in kind.formats),
            ))
            for kind in REPORTS.values()
        )  # fmt: skip
        return Table("Reports that can be made", columns, rows=rows)

    @property
    def made_table(self) -> Table:
        columns = (
            Column("Report", width=6), Column("As at", keep=True), Column("Format", keep=True),
            Column("Asked for by", width=4), Column("When"), Column("State", keep=True),
        )  # fmt: skip
        rows = tuple(map(self._made_row, self.made.object_list))
        return Table(
            "Reports that were made", columns, rows=rows,
            empty="No report has been made yet. Choose one above; it is kept here with its day.",
        )  # fmt: skip

    def _made_row(self, each: MadeReport) -> Row:
        return Row((
            linked(name_of(each), reverse("assurance:made-report", args=(self.plan.pk, each.number))),
            full_day(each.as_at), REPORT_FORMATS[each.file_format].label, each.asked_as, moment(each.asked_at),
            MakingState(each.state).label,
        ))  # fmt: skip


@dataclass(frozen=True)
class MakePage:
    """Asking for a report of one kind."""

    plan: Plan
    kind: ReportKind
    viewer: Viewer
    templates: dict[TemplateKind, OwnTemplate]
    group: GroupFact | None = None

    @property
    def title(self) -> str:
        return self.kind.title

    @property
    def place(self) -> str:
        return _place(self.plan)

    @property
    def lede(self) -> str:
        return self.kind.holds

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return _crumbs(self.plan)

    @property
    def may_make(self) -> Verdict:
        return permissions.may_make_report(self.viewer, council_id=self.plan.council_id, group=self.group)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (
            Fact("For whom", self.kind.for_whom),
            *(Fact(REPORT_FORMATS[code].label, self._layout(code)) for code in self.kind.formats),
        )

    def _layout(self, code: str) -> str:
        kinds = making.template_kinds(self.kind.name, code)
        own = next((self.templates[kind] for kind in kinds if kind in self.templates), None)
        if own is None:
            return "In Overwinter’s layout"
        if code == "pdf" and find_office() is None:
            return (
                f"In Overwinter’s layout: there is no LibreOffice here to make it from your own template “{own.name}”"
            )
        return f"In your own template “{own.name}”"

    @property
    def template_links(self) -> tuple[Link, ...]:
        """To the templates that this report can be made from, for who chooses them."""
        if not permissions.may_choose_template(self.viewer, council_id=self.plan.council_id):
            return ()
        firsts = dict.fromkeys(making.template_kinds(self.kind.name, code)[0] for code in self.kind.formats)
        return tuple(
            Link(f"Your own template: {kind.label[0].lower()}{kind.label[1:]}",
                 reverse("assurance:template", args=(kind.value,)))
            for kind in firsts
        )  # fmt: skip


@dataclass(frozen=True)
class MadePage:
    """A report that was asked for: how far it is, its file, or why there is none."""

    record: MadeReport
    viewer: Viewer
    now: datetime
    group: GroupFact | None = None

    @property
    def title(self) -> str:
        return name_of(self.record)

    @property
    def place(self) -> str:
        return _place(self.record.plan)

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return _crumbs(self.record.plan)

    @property
    def state(self) -> MakingState:
        return MakingState(self.record.state)

    @property
    def lede(self) -> str:
        day = full_day(self.record.as_at)
        match self.state:
            case MakingState.READY:
                return f"As the plan stood on {day}. The file is kept as it was made, whatever becomes of the plan."
            case MakingState.FAILED:
                return f"It was to show the plan as it stood on {day}, and could not be made."
        return (
            f"It is being made of the plan as it stood on {day}. You can leave this page: it is kept when it is ready."
        )

    @property
    def is_overdue(self) -> bool:
        return self.state.is_running and self.now - (self.record.began_at or self.record.asked_at) > PATIENCE

    @property
    def is_running(self) -> bool:
        return self.state.is_running and not self.is_overdue

    @property
    def is_ready(self) -> bool:
        return self.state is MakingState.READY

    @property
    def step(self) -> str:
        return self.record.step or "Waiting for its turn"

    @property
    def steps(self) -> int:
        return making.STEPS

    @property
    def format_label(self) -> str:
        return REPORT_FORMATS[self.record.file_format].label

    @property
    def may_ask_again(self) -> bool:
        may = permissions.may_make_report(self.viewer, council_id=self.record.plan.council_id, group=self.group)
        return bool(may and may_ask_again(self.state, overdue=self.is_overdue))

    @property
    def facts(self) -> tuple[Fact, ...]:
        record, file = self.record, self.record.file
        kept = (
            [Fact("File", f"{self.format_label}, {filesizeformat(file.size)}", f"digest {file.sha256[:16]}…")]
            if file
            else []
        )
        whose = record.group or record.lead
        return (
            Fact("As at", full_day(record.as_at)),
            *([Fact("For", str(whose))] if whose else []),
            Fact("Asked for by", record.asked_as, moment(record.asked_at)),
            *([Fact("Made", moment(record.made_at))] if record.made_at else []),
            *([Fact("Layout", record.note)] if record.note else []),
            *kept,
        )

    @property
    def read_url(self) -> str:
        """The report as a page, of the same day. It says the same, unless a record was put right since."""
        record = self.record
        if record.name not in REPORTS:
            return ""
        address = reverse("assurance:read-report", args=(record.plan_id, record.name))
        return f"{address}?{urlencode(asked_words(record.as_at, record.group_id, record.lead_id))}"

    @property
    def again_url(self) -> str:
        """The form for another of its kind."""
        kind = REPORTS.get(self.record.name)
        return reverse("assurance:make-report", args=(self.record.plan_id, kind.name)) if kind else ""


def name_of(made: MadeReport) -> str:
    title = REPORTS[made.name].title if made.name in REPORTS else made.name
    whose = made.group or made.lead
    return f"{title}: {whose}" if whose else title


def moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{full_day(local.date())}, {local:%H:%M}"


def _place(plan: Plan) -> str:
    return f"{plan.council.name} · Winter plan {Winter.parse(plan.winter)}"


def _crumbs(plan: Plan) -> tuple[Link, ...]:
    return (Link("Reports", reverse("assurance:reports", args=(plan.pk,))),)


def _number(count: int) -> str:
    words: Sequence[str] = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    return words[count] if count < len(words) else str(count)
