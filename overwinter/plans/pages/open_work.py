"""What is open in a frozen plan: its findings, and the rows that are red or not fully met, with what is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from overwinter.design.table import Column, Row, Table
from overwinter.kernel.words import counted
from overwinter.plans.domain.facts import ActionState
from overwinter.plans.domain.signing_rules import is_gap
from overwinter.plans.domain.snapshot import FrozenAction, FrozenRow, Snapshot
from overwinter.plans.pages.words import MET_CELLS, RAG_CELLS, row_url, short_date


@dataclass(frozen=True)
class OpenWork:
    plan_id: int
    snapshot: Snapshot

    @cached_property
    def doubted(self) -> tuple[FrozenRow, ...]:
        """The rows on which a finding is open."""
        return tuple(row for row in self.snapshot.rows if any(not each.accepted for each in row.findings))

    @cached_property
    def gaps(self) -> tuple[FrozenRow, ...]:
        return tuple(row for row in self.snapshot.rows if is_gap(row))

    @property
    def count_words(self) -> str:
        """ "31 findings on 26 rows, and 19 rows that are red or not fully met"."""
        found = [(row.id, each) for row in self.doubted for each in row.findings if not each.accepted]
        findings = len({each.key or (row, each.title) for row, each in found})
        gaps = f"{counted(len(self.gaps), 'row that is', 'rows that are')} red or not fully met"
        if not findings:
            return f"no finding, and {gaps}"
        return f"{counted(findings, 'finding')} on {counted(len(self.doubted), 'row')}, and {gaps}"

    @property
    def findings_table(self) -> Table:
        """What is doubtful, the most frequent first, each with its rows by number."""
        of: dict[str, list[FrozenRow]] = {}
        for row in self.doubted:
            for found in row.findings:
                if not found.accepted:
                    of.setdefault(found.title, []).append(row)
        often = sorted(of.items(), key=lambda item: -len(item[1]))
        whole = [each for each in self.snapshot.findings if not each.accepted]
        rows = tuple(Row((title, str(len(which)), self._numbers(which))) for title, which in often)
        rows += tuple(Row((each.title, "", f"The plan as a whole. {each.facts}")) for each in whole)
        columns = (
            Column("What is doubtful", width=6),
            Column("Rows", numeric=True, width=2, keep=True),
            Column("Which", plain=True),
        )
        return Table("Findings on the rows", columns, rows=rows, empty="No finding stands on any row.")

    @property
    def accepted_table(self) -> Table:
        """What the council lives with until a day, each with the rows it is on."""
        on: dict[tuple[str, str], list[FrozenRow]] = {}
        for row in self.snapshot.rows:
            for each in row.findings:
                if each.accepted:
                    on.setdefault((each.title, each.accepted), []).append(row)
        whole = [each for each in self.snapshot.findings if each.accepted]
        rows = [Row((title, words, self._numbers(which))) for (title, words), which in on.items()]
        rows += [Row((each.title, each.accepted, "The plan as a whole")) for each in whole]
        columns = (Column("What is accepted", width=6), Column("Until when, and why", plain=True), Column("Which"))
        return Table("Accepted findings", columns, rows=tuple(rows), empty="No finding is accepted.")

    @property
    def gaps_table(self) -> Table:
        rows = tuple(
            Row((
                self._link(row), RAG_CELLS[row.rag], MET_CELLS[row.fully_met], _actions(row),
            ))
            for row in self.gaps
        )  # fmt: skip
        columns = (
            Column("Row", width=6), Column("RAG", width=3, keep=True), Column("Fully met", width=3, keep=True),
            Column("What is done about it", width=8, plain=True),
        )  # fmt: skip
        return Table(
            "Rows that are red or not fully met", columns, rows=rows, empty="No row is red, and every row is fully met."
        )

    def _numbers(self, rows: Iterable[FrozenRow]) -> SafeString:
        """Links that show the number and tell the title; a local row without a number shows its title."""
        numbered = (
            (row_url(self.plan_id, row.id), row.number or row.title, f" {row.title}" if row.number else "")
            for row in rows
        )
        return format_html_join(", ", '<a href="{}">{}<span class="govuk-visually-hidden">{}</span></a>', numbered)

    def _link(self, row: FrozenRow) -> SafeString:
        return format_html('<a href="{}">{}</a>', row_url(self.plan_id, row.id), row.name)


def _actions(row: FrozenRow) -> SafeString:
    open_actions = [each for each in row.gap_actions if ActionState(each.state).is_open]
    if not open_actions:
        return SafeString("No open gap action")
    lines = (
        (
            "" if n == 0 else SafeString("<br>"), each.text,
            f"{each.owner or row.lead or 'no owner'}, {_due(each)}",
        )
        for n, each in enumerate(open_actions)
    )  # fmt: skip
    return format_html_join("", '{}{} <span class="ow-meta">{}</span>', lines)


def _due(action: FrozenAction) -> str:
    return short_date(action.due) if action.due else action.due_as_written or "no date"
