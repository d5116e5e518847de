"""What the list of groups says and shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.html import format_html

from overwinter.design.table import ZERO, Column, Row, Table, put_in_order, sorted_by
from overwinter.design.table_files import links_to_files
from overwinter.governance import addresses
from overwinter.governance.queries import GroupLine
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted

_COLUMNS = (
    Column("Group", "group", width=6),
    Column("Red", "red", numeric=True),
    Column("Amber", "amber", numeric=True),
    Column("Green", "green", numeric=True),
    Column("Overdue", "overdue", numeric=True),
    Column("Next meeting", "next", width=4),
    Column("Last met", "last", width=3),
)
_ORDERS: Mapping[str, Callable[[GroupLine], Any]] = {
    "group": lambda line: line.group.name.casefold(),
    "red": lambda line: line.rags.get("red", 0),
    "amber": lambda line: line.rags.get("amber", 0),
    "green": lambda line: line.rags.get("green", 0),
    "overdue": lambda line: line.overdue,
    "last": lambda line: line.last_on,
    "next": lambda line: line.next_meeting.on if line.next_meeting else None,
}


@dataclass(frozen=True, slots=True)
class BoardsPage:
    lede: str
    table: Table


def boards_page(lines: Sequence[GroupLine], query: QueryDict, today: date) -> BoardsPage:
    columns, by, descending = sorted_by(_COLUMNS, query, "group")
    ordered = put_in_order(lines, _ORDERS[by], descending=descending)
    table = Table(
        caption="Boards, cells and groups",
        columns=columns,
        rows=tuple(_row(line) for line in ordered),
        empty="No group yet. Groups are made when a plan that names them is read in, or under Council.",
        take_away=links_to_files(query, "the groups") if lines else (),
    )
    return BoardsPage(_lede(lines, today), table)


def _row(line: GroupLine) -> Row:
    mine = ", yours" if line.mine else ""
    meets = f"{line.group.rhythm.heading or 'No cadence set'}{mine}"
    name = format_html(
        '<a href="{}">{}</a><br><span class="ow-meta">{}</span>', addresses.group(line.group.id), line.group.name, meets
    )
    counts = (_figure(line.rags.get(status, 0)) for status in ("red", "amber", "green"))
    last = full_day(line.last_on) if line.last_on else "Never"
    return Row((name, *counts, _figure(line.overdue), _next(line), last))


def _figure(count: int) -> str:
    return str(count) if count else ZERO


def _next(line: GroupLine) -> str:
    meeting = line.next_meeting
    if meeting is None:
        return "None planned"
    return format_html('<a href="{}">{}</a>', addresses.meeting(meeting.pk), full_day(meeting.on))


def _lede(lines: Sequence[GroupLine], today: date) -> str:
    if not lines:
        return "The council has no cell, board or group here yet."
    said = [f"{counted(len(lines), 'group looks', 'groups look')} after the plan."]
    week = today + timedelta(days=7)
    soon = [line for line in lines if line.next_meeting is not None and today <= line.next_meeting.on < week]
    said.append(f"{len(soon) or 'None'} {'meets' if len(soon) == 1 else 'meet'} in the next seven days.")
    if unplanned := sum(1 for line in lines if line.next_meeting is None):
        said.append(f"{unplanned} {'has' if unplanned == 1 else 'have'} no meeting planned.")
    return " ".join(said)
