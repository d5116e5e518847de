"""What the list of plans shows."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.design.charts import Share, Stack, draw_stack
from overwinter.design.marks import RAG_MARKS
from overwinter.design.table import Column, Row, Table
from overwinter.plans.domain.facts import STATUSES
from overwinter.plans.pages.words import counted
from overwinter.plans.queries import PlanLine

_COLUMNS = (
    Column("Council and winter"),
    Column("RAG", width=5),
    Column("Red", numeric=True, keep=True),
    Column("Amber", numeric=True, keep=True),
    Column("Green", numeric=True, keep=True),
    Column("Unknown", numeric=True, keep=True),
    Column("Fully met", keep=True),
)


@dataclass(frozen=True)
class ListPage:
    found: "Page[PlanLine]"
    may_start: bool

    @property
    def title(self) -> str:
        return "Plans"

    @property
    def lede(self) -> str:
        total = self.found.paginator.count
        if not total:
            return "There is no plan here that you may see."
        return (
            f"You may see {counted(total, 'plan')}: your own council’s, and those of councils that share their answers."
        )

    @property
    def table(self) -> Table:
        most = max((line.total for line in self.found), default=1)
        rows = tuple(self._row(line, most) for line in self.found)
        empty = "No plan yet. A winter plan manager starts the first."
        return Table("Plans you may see", _COLUMNS, rows=rows, empty=empty)

    def _row(self, line: PlanLine, most: int) -> Row:
        rags = line.rags
        shares = tuple(Share(status, rags.get(status, 0), RAG_MARKS[status].phrase) for status in STATUSES)
        met = f"{line.mets.get('yes', 0)} of {sum(line.mets.values())}"
        return Row(
            (
                _name(line),
                draw_stack(Stack(line.plan.council.name, shares, most)),
                str(rags.get("red", 0)), str(rags.get("amber", 0)), str(rags.get("green", 0)),
                str(rags.get("unknown", 0)), format_html('<span class="ow-num">{}</span>', met),
            )
        )  # fmt: skip


def _name(line: PlanLine) -> SafeString:
    url = reverse("plans:wall", args=(line.plan.pk,))
    note = "Your council" if line.own else "Shared with you, to read"
    return format_html(
        '<a href="{}">{}, {}</a><br><span class="ow-meta">{}. {}{}</span>',
        url, line.plan.council.name, line.plan.winter, line.plan.framework.title, note,
        ". Invented for the demonstration" if line.plan.council.is_demo else "",
    )  # fmt: skip
