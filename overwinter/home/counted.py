"""What we say beside what the records show, for whoever answers for the plan: rows on which the two differ, and the
other figures that speak to the plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.design.charts import draw_strip
from overwinter.design.marks import met_words, rag_words
from overwinter.design.table import Column, Row, Table, linked
from overwinter.home import addresses
from overwinter.home.doubts import DISAGREES
from overwinter.kernel.days import long_day
from overwinter.kernel.measured import Measured, Standing
from overwinter.kernel.weeks import fridays
from overwinter.kernel.words import counted
from overwinter.measures import api as measures
from overwinter.measures.api import Followed
from overwinter.organisations.api import Viewer
from overwinter.plans import api as plans
from overwinter.plans.api import PlanPicture, RowFacts

DIFFER_MOST, WATCHED_MOST = 6, 6
"""Lines of each table; the rest is a link away."""
WEEKS = 13
_WATCHED_FIRST = (Standing.BEYOND, Standing.NO_DATA, Standing.REACHED, Standing.NO_STANDARD)


@dataclass(frozen=True, slots=True)
class Differing:
    """A row, and the measure that shows something else than it says."""

    row: RowFacts
    measured: Measured


@dataclass(frozen=True, slots=True)
class Counted:
    """What is drawn: every row that differs, the figures to watch, and the readings of those that have a line."""

    differing: tuple[Differing, ...]
    watched: tuple[Measured, ...]
    followed: Mapping[str, Followed]
    days: tuple[date, ...]


def get_counted(viewer: Viewer, picture: PlanPicture, *, today: date) -> Counted:
    """Four queries; none where nothing is counted."""
    differing, days = tuple(list_differing(picture)), fridays(picture.plan.started_on, today, most=WEEKS)
    shown = [each.measured.code for each in differing[:DIFFER_MOST]]
    watched = [each for each in _measured_once(picture) if each.code not in shown][:WATCHED_MOST]
    codes = {*shown, *(each.code for each in watched)}
    since = days[0] - timedelta(days=measures.current_days(today))
    followed = (
        measures.list_followed(viewer, council_id=picture.plan.council_id, day=today, codes=codes, since=since)
        if codes
        else []
    )
    return Counted(differing, tuple(watched), {each.definition.code: each for each in followed}, days)


def list_differing(picture: PlanPicture) -> Iterator[Differing]:
    """In the order of the plan, each once: rows that an open finding says the records do not show, and rows that are
    worse than every record of them. The first measure of its kind stands for a row that has several."""
    doubted = {row for each in picture.challenge.open if each.code == DISAGREES for row in each.rows}
    several = dict(picture.beside.measured)
    for row in picture.rows:
        speaking = several.get(row.requirement_id or "", ())
        telling = Standing.BEYOND if row.response_id in doubted else Standing.REACHED
        better = row.in_force and plans.better_than_said(row.rag, row.fully_met, speaking)
        if telling is Standing.BEYOND or better:
            yield from islice((Differing(row, each) for each in speaking if each.standing is telling), 1)


def _measured_once(picture: PlanPicture) -> list[Measured]:
    found = {each.code: each for _, speaking in picture.beside.measured for each in speaking}
    return sorted(found.values(), key=lambda each: (_WATCHED_FIRST.index(each.standing), each.title))


def differing_table(picture: PlanPicture, shown: Counted) -> Table | None:
    if not shown.differing:
        return None
    return Table(
        caption="Rows on which what we say and what the records show differ",
        columns=(
            Column("Requirement", width=4), Column("Declared", width=3), Column("What is counted", width=4),
            Column(_span(shown.days), width=4), Column("Latest", width=2), Column("In words", width=3),
        ),
        rows=tuple(_differing_row(picture, shown, each) for each in shown.differing[:DIFFER_MOST]),
    )  # fmt: skip


def _differing_row(picture: PlanPicture, shown: Counted, each: Differing) -> Row:
    row, measured = each.row, each.measured
    declared = rag_words(row.rag.value), met_words(row.fully_met.value, phrase=True)
    better = measured.standing is Standing.REACHED
    return Row(
        (
            linked(f"{row.number} {row.title}".strip(), addresses.row(picture.plan.pk, row.response_id)),
            format_html("{}<br>{}", *declared),
            linked(measured.title, addresses.measure(measured.code)),
            _strip(shown, measured),
            _latest(measured),
            "The records are better than the row says." if better else in_words(measured),
        )
    )


def differing_note(shown: Counted) -> str:
    """What the strips are, and how much is not listed."""
    more = len(shown.differing) - DIFFER_MOST
    left = f" {counted(more, 'more row')} {'differs' if more == 1 else 'differ'}." if more > 0 else ""
    return f"Dashed line: the standard. Grey: weeks with no data.{left}"


def watched_table(shown: Counted) -> Table | None:
    if not shown.watched:
        return None
    return Table(
        caption="Figures that speak to the plan",
        columns=(
            Column("Figure", width=6), Column(_span(shown.days), width=5), Column("Latest", width=3),
            Column("In words", width=6),
        ),
        rows=tuple(
            Row((linked(each.title, addresses.measure(each.code)), _strip(shown, each), _latest(each), in_words(each)))
            for each in shown.watched
        ),
    )  # fmt: skip


def in_words(each: Measured) -> str:
    if each.standing is Standing.BEYOND:
        day = each.reached_on
        return f"Not reached since {long_day(day)}." if day is not None else "Not reached in any reading."
    if each.standing is Standing.NO_DATA:
        return f"No figure since {long_day(each.as_of)}." if each.as_of is not None else "Nobody has counted it yet."
    return "The standard is reached." if each.standing is Standing.REACHED else "No standard is set."


def _latest(each: Measured) -> SafeString:
    figure = "No data" if each.standing is Standing.NO_DATA else each.figure
    beside = f"standard {each.standard}" if each.standard else each.counted
    return format_html('<strong class="ow-num">{}</strong><br><span class="ow-meta">{}</span>', figure, beside)


def _strip(shown: Counted, each: Measured) -> SafeString:
    followed = shown.followed.get(each.code)
    return draw_strip(measures.strip_of(followed, shown.days)) if followed is not None else SafeString("")


def _span(days: Sequence[date]) -> str:
    return f"{long_day(days[0])} to {long_day(days[-1])}" if len(days) > 1 else long_day(days[0])
