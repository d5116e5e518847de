"""What the list of plans shows."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.design.charts import Share, Stack, draw_stack
from overwinter.design.marks import RAG_MARKS
from overwinter.design.table import Column, Row, Table, sorted_by
from overwinter.design.table_files import asks_for_file, links_to_files
from overwinter.kernel.words import counted
from overwinter.plans.domain.facts import STATUSES
from overwinter.plans.queries import PlanLine

_COLUMNS = (
    Column("Council and winter", "council"),
    Column("RAG", width=5),
    Column("Red", "red", numeric=True, keep=True),
    Column("Amber", "amber", numeric=True, keep=True),
    Column("Green", "green", numeric=True, keep=True),
    Column("Unknown", "unknown", numeric=True, keep=True),
    Column("Fully met", "met", keep=True),
)


@dataclass(frozen=True)
class ListOrder:
    """How the address wants the list: its columns, what it is sorted by (empty: own plans first), for a file or not."""

    columns: tuple[Column, ...]
    by: str
    descending: bool
    page: int
    in_file: bool

    @classmethod
    def of(cls, query: QueryDict) -> "ListOrder":
        columns, by, descending = sorted_by(_COLUMNS, query, "")
        number = query.get("page", "1")
        return cls(columns, by, descending, int(number) if number.isdecimal() else 1, asks_for_file(query))


@dataclass(frozen=True)
class ListPage:
    found: "Page[PlanLine]"
    may_start: bool
    columns: tuple[Column, ...]
    query: QueryDict

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
        take_away = links_to_files(self.query, "plans you may see") if rows else ()
        return Table("Plans you may see", self.columns, rows=rows, empty=empty, take_away=take_away)

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
