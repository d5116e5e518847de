"""What the pages for browsing frameworks say and show."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html

from overwinter.design.parts import Fact, FilterBar, Link, Option, Select, Tick
from overwinter.design.table import Column, Group, Row, Table, linked, put_in_order, sorted_by
from overwinter.design.table_files import links_to_files
from overwinter.frameworks.domain.facts import FrameworkFact, LinkFact, RequirementFact
from overwinter.frameworks.domain.pack import Audience
from overwinter.frameworks.models import LearntWording
from overwinter.frameworks.pages.places import crumbs, framework_url, linked_list, requirement_url
from overwinter.frameworks.pages.wordings import wordings_table
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.organisations.api import Viewer


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks the list of requirements to show."""

    search: str = ""
    theme: str = ""
    audience: str = ""
    in_force_only: bool = False
    sort: str = ""
    """The order asked for: it hides nothing, and stays when the filters change."""

    @classmethod
    def of(cls, query: QueryDict) -> "Filters":
        return cls(
            search=query.get("q", "").strip(),
            theme=query.get("theme", ""),
            audience=query.get("audience", ""),
            in_force_only=query.get("in-force") == "1",
            sort=query.get("sort", ""),
        )

    @property
    def are_set(self) -> bool:
        return bool(self.search or self.theme or self.audience or self.in_force_only)

    def keep(self, items: Iterable[RequirementFact], on: date) -> list[RequirementFact]:
        return [
            item
            for item in items
            if (not self.theme or item.theme.key == self.theme)
            and (not self.audience or item.audience.value == self.audience)
            and (not self.in_force_only or item.in_force(on))
        ]


# --- every framework


def frameworks_lede(frameworks: Sequence[FrameworkFact]) -> str:
    if not frameworks:
        return "No national framework is in this installation yet. Its administrator brings them in with a sync."
    newest = frameworks[0]
    return (
        f"{counted(len(frameworks), 'national framework is', 'national frameworks are')} in this installation, "
        f"the newest for the winter {newest.season}. Their words are ours; each names its source."
    )


def frameworks_table(
    frameworks: Sequence[FrameworkFact], in_force: Mapping[int, int], wordings: Mapping[int, int], query: QueryDict
) -> Table:
    """Newest winter first, or by the column ``sort`` names."""
    orders: Mapping[str, Callable[[FrameworkFact], Any]] = {
        "framework": lambda one: one.title.casefold(),
        "winter": lambda one: one.season,
        "in-force": lambda one: in_force[one.id],
        "wordings": lambda one: wordings[one.id],
        "reviewed": lambda one: one.reviewed,
    }
    columns, by, descending = sorted_by(
        (
            Column("Framework", "framework", width=8),
            Column("Winter", "winter", width=3),
            Column("Requirements in force today", "in-force", numeric=True, width=3),
            Column("Learnt wordings", "wordings", numeric=True, width=3),
            Column("Reviewed", "reviewed", width=3),
        ),
        query,
        "-winter",
    )
    return Table(
        caption="National frameworks",
        columns=columns,
        rows=tuple(
            Row(
                (
                    linked(one.title, framework_url(one)),
                    str(one.season),
                    str(in_force[one.id]),
                    linked(str(wordings[one.id]), reverse("framework_wordings", args=[one.key])),
                    full_day(one.reviewed),
                )
            )
            for one in put_in_order(frameworks, orders[by], descending=descending)
        ),
        empty="None yet.",
        take_away=links_to_files(query, "frameworks") if frameworks else (),
    )


# --- one framework


def framework_lede(
    framework: FrameworkFact,
    every: Sequence[RequirementFact],
    shown: Sequence[RequirementFact],
    filters: Filters,
    on: date,
) -> str:
    if filters.are_set:
        return f"{len(shown)} of {counted(len(every), 'requirement', 'requirements')} shown."
    ended = sum(1 for item in every if not item.in_force(on))
    sections = len({item.section.key for item in every})
    text = (
        f"{framework.publisher} published it on {full_day(framework.published)}. "
        f"It asks {counted(len(every), 'thing', 'things')} in {counted(sections, 'section', 'sections')}"
    )
    if not ended:
        return text + "."
    return text + f"; {ended} {'is' if ended == 1 else 'are'} not in force today."


def framework_filters(framework: FrameworkFact, every: Sequence[RequirementFact], filters: Filters) -> FilterBar:
    themes = dict.fromkeys((item.theme.key, item.theme.short) for item in every)
    audiences = [one for one in Audience if any(item.audience is one for item in every)]
    return FilterBar(
        selects=(
            Select(
                "theme",
                "Theme",
                (Option("", "Every theme"), *(Option(key, short, key == filters.theme) for key, short in themes)),
            ),
            Select(
                "audience",
                "Addressed to",
                (
                    Option("", "Anyone"),
                    *(Option(one.value, one.label, one.value == filters.audience) for one in audiences),
                ),
            ),
        ),
        ticks=(Tick("in-force", "1", "In force today", filters.in_force_only),),
        kept=tuple((name, value) for name, value in (("q", filters.search), ("sort", filters.sort)) if value),
        clear_url=framework_url(framework) if filters.are_set else "",
    )


_REQUIREMENT_COLUMNS = (
    Column("Requirement", "number", width=8),
    Column("What it asks", width=8, keep=True, plain=True),
    Column("Addressed to", "audience", width=3, keep=True),
)


def put_requirements_in_order(items: Iterable[RequirementFact], query: QueryDict) -> list[RequirementFact]:
    """In the framework's order, or by the column ``sort`` names."""
    orders: Mapping[str, Callable[[RequirementFact], Any]] = {
        "number": lambda item: item.order,
        "audience": lambda item: item.audience.label,
    }
    _, by, descending = sorted_by(_REQUIREMENT_COLUMNS, query, "number")
    return put_in_order(items, orders[by], descending=descending)


def requirements_table(framework: FrameworkFact, shown: Sequence[RequirementFact], query: QueryDict, on: date) -> Table:
    """Under their sections while in the framework's order, from either end; in another order as one list."""

    def title(item: RequirementFact) -> str:
        theme, section = item.theme.short, item.section.short
        return theme if section.casefold() in theme.casefold() else f"{theme}: {section}"

    columns, by, _ = sorted_by(_REQUIREMENT_COLUMNS, query, "number")
    parts = groupby(shown, key=title) if by == "number" else ()
    groups = tuple(Group(name, tuple(_requirement_row(framework, item, on) for item in items)) for name, items in parts)
    return Table(
        caption="Requirements",
        columns=columns,
        rows=() if groups else tuple(_requirement_row(framework, item, on) for item in shown),
        groups=groups,
        empty="No requirement is like that. Show all, or look for other words.",
        take_away=links_to_files(query, "requirements") if shown else (),
    )


def _requirement_row(framework: FrameworkFact, item: RequirementFact, on: date) -> Row:
    force = item.in_force(on)
    note = format_html('<br><span class="ow-meta">{}</span>', force.reason) if not force else ""
    heading = linked(f"{item.number} {item.title}", requirement_url(framework.key, item.key))
    return Row((format_html("{}{}", heading, note), item.summary, item.audience.label))


# --- one requirement


@dataclass(frozen=True, slots=True)
class RequirementPage:
    title: str
    place: str
    lede: str
    breadcrumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    links: Table | None
    wordings: Table
    before: Link | None
    after: Link | None


def requirement_page(
    framework: FrameworkFact,
    item: RequirementFact,
    *,
    every: Sequence[RequirementFact],
    links: Sequence[LinkFact],
    wordings: Sequence[LearntWording],
    viewer: Viewer,
    on: date,
) -> RequirementPage:
    place = next((n for n, one in enumerate(every) if one.key == item.key), None)
    before = every[place - 1] if place else None
    after = every[place + 1] if place is not None and place + 1 < len(every) else None
    return RequirementPage(
        title=f"{item.number} {item.title}",
        place=f"{item.theme.short}, {item.section.name}",
        lede=item.summary,
        breadcrumbs=crumbs(framework),
        facts=_requirement_facts(framework, item, {one.key: one for one in every}, on),
        links=_links_table(links) if links else None,
        wordings=wordings_table(wordings, {one.key: one for one in every}, framework, viewer, may_forget=False),
        before=Link("Requirement before", requirement_url(framework.key, before.key), before.title) if before else None,
        after=Link("Next requirement", requirement_url(framework.key, after.key), after.title) if after else None,
    )


def _requirement_facts(
    framework: FrameworkFact, item: RequirementFact, known: Mapping[str, RequirementFact], on: date
) -> tuple[Fact, ...]:
    force = item.in_force(on)
    until = f" until {full_day(item.effective_until)}" if item.effective_until else ""
    related = [known[key] for key in item.related if key in known]
    return (
        Fact("Addressed to", item.audience.label),
        Fact(
            "In force",
            f"From {full_day(item.effective_from)}{until}",
            note="" if force else force.reason,
        ),
        Fact("Key terms", ", ".join(item.terms), note="Rows of a document are matched by these words and the summary."),
        Fact("Asks much the same", linked_list((one, requirement_url(framework.key, one.key)) for one in related))
        if related
        else Fact("Asks much the same", "No other requirement"),
        Fact("Source", format_html('<a href="{}">{}</a>', item.source, framework.title)),
        Fact("Our words reviewed", full_day(item.reviewed)),
        Fact("Permanent id", item.key),
    )


def _links_table(links: Sequence[LinkFact]) -> Table:
    return Table(
        caption="In other winters",
        columns=(
            Column("Requirement", width=8),
            Column("Framework", width=5),
            Column("What it is to this one", width=7),
        ),
        rows=tuple(
            Row(
                (
                    linked(f"{link.number} {link.title}", requirement_url(link.framework_key, link.key)),
                    link.framework_title,
                    _relation_words(link),
                )
            )
            for link in links
        ),
    )


def _relation_words(link: LinkFact) -> str:
    words = f"The later one {link.relation.label}"
    return f"{words}. {link.note}" if link.note else f"{words}."


# --- files to take away

_FILE_COLUMNS: tuple[tuple[Column, Callable[[RequirementFact], str]], ...] = (
    (Column("Number"), lambda item: item.number),
    (Column("Id", width=5), lambda item: item.key),
    (Column("Theme", width=6), lambda item: item.theme.name),
    (Column("Section", width=6), lambda item: item.section.name),
    (Column("Addressed to"), lambda item: item.audience.label),
    (Column("Requirement", width=8), lambda item: item.title),
    (Column("What it asks", width=10), lambda item: item.summary),
    (Column("Key terms", width=8), lambda item: ", ".join(item.terms)),
    (Column("In force from"), lambda item: item.effective_from.isoformat()),
    (Column("In force until"), lambda item: item.effective_until.isoformat() if item.effective_until else ""),
    (Column("Source", width=7), lambda item: item.source),
)


def requirements_in_full(shown: Sequence[RequirementFact]) -> Table:
    """The requirements the page shows, in its order, with all that is known of each: what a file of them holds."""
    rows = tuple(Row(tuple(value(item) for _, value in _FILE_COLUMNS)) for item in shown)
    return Table("Requirements", tuple(column for column, _ in _FILE_COLUMNS), rows=rows)
