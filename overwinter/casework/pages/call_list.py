"""The list of calls to take away: as a workbook, and as paper with room to write."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from overwinter.casework.domain.kinds import Team
from overwinter.casework.pages import words
from overwinter.casework.queries.calls import CallLine
from overwinter.design.documents import Block, Paper, Quiet, Sheet
from overwinter.design.table import Column, Row, Table
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.organisations.api import Council
from overwinter.providers.api import RingFact, ServiceKind

Ring = Mapping[int, RingFact]
PRINTED_MOST = 200
"""Locations on paper; nobody rings more in a day, and the workbook has them all."""


def file_table(lines: Sequence[CallLine], ring: Ring, now: datetime) -> Table:
    columns = (
        Column("Order", numeric=True, width=2), Column("Location", width=6), Column("Kind", width=4), Column("Town"),
        Column("Ring"), Column("Whom", width=5), Column("Why ring", width=10), Column("Why here", width=6),
        Column("Last call, by anyone", width=10), Column("Rung today", width=6),
    )  # fmt: skip
    rows = tuple(Row(tuple(_cells(n, line, ring, now))) for n, line in enumerate(lines, 1))
    return Table("Calls in order", columns, rows=rows)


def _cells(number: int, line: CallLine, ring: Ring, now: datetime) -> Iterator[str]:
    location, whom = line.location, ring.get(line.location.pk) or RingFact(line.location.phone, "")
    yield from (str(number), location.name, ServiceKind(location.main_service).label, location.town, whom.phone)
    yield ", ".join(part for part in (whom.who, whom.note) if part)
    yield why_ring(line)
    yield line.facts.why(timezone.localtime(now))
    yield words.last_call(line.last, timezone.localdate(now))
    yield words.rung_words(line.rung_today)


def why_ring(line: CallLine) -> str:
    return " ".join(f"{Team(each.team).label}: {each.title.rstrip('.')}." for each in line.concerns)


def call_paper(lines: Sequence[CallLine], ring: Ring, *, council: Council, total: int, now: datetime) -> Paper:
    """To ring from: a column stays empty for what they say."""
    day = timezone.localdate(now)
    left = f" The first {len(lines)} are on it." if total > len(lines) else ""
    return Paper(
        title="Calls in order", council=council.name,
        beneath=f"{day:%A} {full_day(day)}, as at {words.clock_time(now)}",
        lede=f"{counted(total, 'location')} to ring.{left} Log what they said afterwards, so that nobody rings twice.",
        footing=f"{council.name}, calls of {full_day(day)}",
        notice=f"{council.name} is invented, and so is all that is said of it here." if council.is_demo else "",
        subject="Calls", landscape=True, blocks=tuple(_blocks(lines, ring, now)),
    )  # fmt: skip


def _blocks(lines: Sequence[CallLine], ring: Ring, now: datetime) -> Iterator[Block]:
    heads = ("", "Location", "Ring", "Why", "Last call", "What they said")
    rows = []
    for number, line in enumerate(lines, 1):
        cells = list(_cells(number, line, ring, now))
        rows.append((cells[0], f"{cells[1]}, {cells[3]}", f"{cells[4]} {cells[5]}".strip(), cells[6], cells[8], ""))
    if rows:
        yield Sheet("Calls in order", heads, tuple(rows), (1, 4, 4, 6, 5, 8))
    yield Quiet("Numbers are personal data. Destroy this paper when the calls are logged.")
