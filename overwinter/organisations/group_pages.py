"""What the pages of reporting groups say and show."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html

from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table, linked, put_in_order, sorted_by
from overwinter.design.table_files import links_to_files
from overwinter.kernel.words import counted
from overwinter.organisations.group_queries import GroupFact
from overwinter.organisations.models import Council, ReportingGroup
from overwinter.organisations.pages import FormPage, crumbs
from overwinter.organisations.ports import group_pages

_COLUMNS = (
    Column("Group", "group", width=6),
    Column("Meets", "meets", width=5),
    Column("Escalates to", "above", width=5),
)
_ORDERS: Mapping[str, Callable[[GroupFact], Any]] = {
    "group": lambda group: group.name.casefold(),
    "meets": lambda group: group.rhythm.said or None,
    "above": lambda group: group.escalates_to.casefold() or None,
}


def groups_table(groups: Sequence[GroupFact], query: QueryDict, *, keeper: bool) -> Table:
    """By name, or by the column ``sort`` names."""
    change = (Column("Change", width=4, page_only=True),) if keeper else ()
    columns, by, descending = sorted_by((*_COLUMNS, *change), query, "group")
    ordered = put_in_order(groups, _ORDERS[by], descending=descending)
    return Table(
        caption="Reporting groups of the council",
        columns=columns,
        rows=tuple(_row(group, keeper=keeper) for group in ordered),
        empty="No group yet. Groups are made when a plan that names them is read in, or here.",
        take_away=links_to_files(query, "reporting groups") if ordered else (),
    )


def _row(group: GroupFact, *, keeper: bool) -> Row:
    cells = (
        linked(group.name, group_pages().group_url(group.id)),
        group.rhythm.heading or "Not set",
        group.escalates_to or "No group",
    )
    return Row((*cells, _links(group)) if keeper else cells)


def _links(group: GroupFact) -> str:
    return format_html(
        '<span class="ow-links"><a href="{}">Rename<span class="govuk-visually-hidden">: {}</span></a></span> '
        '<span class="ow-links"><a href="{}">End<span class="govuk-visually-hidden">: {}</span></a></span>',
        reverse("rename_group", args=[group.id]),
        group.name,
        reverse("end_group", args=[group.id]),
        group.name,
    )


def groups_lede(groups: Sequence[GroupFact]) -> str:
    said = f"Rows of the plan can report to {counted(len(groups), 'group', 'groups')}."
    if unset := sum(1 for group in groups if not group.rhythm.said):
        said += f" {counted(unset, 'does', 'do')} not say how often {'it meets' if unset == 1 else 'they meet'}."
    return said


def group_terms_page(group: GroupFact) -> FormPage:
    return FormPage(
        title="Terms, members and meetings",
        lede="What the group is for, who belongs to it, when it meets, and which group takes what it cannot settle.",
        button="Save",
        breadcrumbs=(*crumbs(("Reporting groups", "groups")), Link(group.name, group_pages().group_url(group.id))),
        place=group.name,
    )


def add_group_page(council: Council) -> FormPage:
    return FormPage(
        title="Add a reporting group",
        lede="Rows of the plan can then report to it.",
        button="Add the group",
        breadcrumbs=crumbs(("Reporting groups", "groups")),
        place=council.name,
    )


def rename_group_page(group: ReportingGroup) -> FormPage:
    return FormPage(
        title=f"Rename: {group.name}",
        lede="The new name shows wherever a row reports to the group.",
        button="Rename",
        breadcrumbs=crumbs(("Reporting groups", "groups")),
        place=group.council.name,
    )


def end_group_page(group: ReportingGroup) -> FormPage:
    return FormPage(
        title=f"End the group: {group.name}",
        lede="From today nothing new can report to it. Rows that report to it still say so.",
        button="End the group today",
        breadcrumbs=crumbs(("Reporting groups", "groups")),
        place=group.council.name,
    )
