"""A report as a page: the same words as its files, every figure a link to where it was counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from overwinter.assurance.domain.report import MARK, Block, Cell, Grid, Points, Report, Section, Text, ToWrite
from overwinter.assurance.domain.reports import ReportKind
from overwinter.assurance.domain.said import Paragraph
from overwinter.design.marks import rag_words
from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table
from overwinter.kernel.days import full_day
from overwinter.plans.api import Plan

BREAK = SafeString("<br>")
MANY = 8
"""Columns of a table from which the page shares out the room itself."""


@dataclass(frozen=True)
class ShownBlock:
    """One of the four, the others empty."""

    words: str = ""
    quiet: bool = False
    points: tuple[SafeString, ...] = ()
    to_write: str = ""
    table: Table | None = None


@dataclass(frozen=True)
class ShownSection:
    heading: str
    anchor: str
    blocks: tuple[ShownBlock, ...]


@dataclass(frozen=True)
class ReadPage:
    plan: Plan
    kind: ReportKind
    report: Report
    links: Callable[[str], str]
    asked: dict[str, str]
    """The day, and the group or lead, as the address carries them."""

    @property
    def title(self) -> str:
        return f"{self.kind.title}, as at {full_day(self.report.as_at)}"

    @property
    def place(self) -> str:
        return " · ".join(part for part in (self.report.council, self.report.subtitle) if part)

    @property
    def lede(self) -> SafeString:
        return self._linked(self.report.lede)

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return (
            Link("Reports", reverse("assurance:reports", args=(self.plan.pk,))),
            Link(self.kind.title, self.make_url),
        )

    @property
    def make_url(self) -> str:
        address = reverse("assurance:make-report", args=(self.plan.pk, self.kind.name))
        return f"{address}?{urlencode(self.asked)}" if self.asked else address

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, said) for name, said in self.report.about if not said.startswith(MARK))

    @property
    def sections(self) -> tuple[ShownSection, ...]:
        return tuple(self._section(place, each) for place, each in enumerate(self.report.sections))

    def _section(self, place: int, section: Section) -> ShownSection:
        return ShownSection(section.heading, f"part-{place}", tuple(self._block(each) for each in section.blocks))

    def _block(self, block: Block) -> ShownBlock:
        match block:
            case Text(words, quiet):
                return ShownBlock(words=self._linked(words), quiet=quiet)
            case Points(lines):
                return ShownBlock(points=tuple(map(self._linked, lines)))
            case ToWrite(words):
                return ShownBlock(to_write=f"[{MARK} {words}]")
            case Grid():
                return ShownBlock(table=self._table(block))

    def _table(self, grid: Grid) -> Table:
        whole, many = sum(grid.widths), len(grid.widths) > MANY
        columns = tuple(
            Column(
                head,
                numeric=place in grid.numeric,
                keep=True,
                width=0 if many else max(2, min(8, round(20 * width / whole))),
            )
            for place, (head, width) in enumerate(zip(grid.heads, grid.widths, strict=True))
        )
        rows = tuple(Row(tuple(map(self._cell, row))) for row in grid.rows)
        return Table(grid.caption, columns, rows=rows, empty=grid.empty)

    def _cell(self, cell: Cell) -> SafeString:
        if cell.rag is not None:
            return rag_words(cell.rag.value)
        return format_html_join(BREAK, "{}", ((self._linked(line),) for line in cell.lines))

    def _linked(self, words: Paragraph) -> SafeString:
        return format_html_join("", "{}", ((self._piece(piece.text, piece.source),) for piece in words))

    def _piece(self, text: str, source: str) -> SafeString:
        address = self.links(source) if source else ""
        return format_html('<a href="{}">{}</a>', address, text) if address else format_html("{}", text)


def asked_words(as_at: date, group_id: int | None, lead_id: int | None) -> dict[str, str]:
    said = {"as_at": full_day(as_at), "group": str(group_id or ""), "lead": str(lead_id or "")}
    return {name: value for name, value in said.items() if value}
