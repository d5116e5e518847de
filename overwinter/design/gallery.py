"""Samples for the gallery: every component in its states. All figures and names are invented."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict

from overwinter.design import gallery_pictures as pictures
from overwinter.design import marks, parts, table
from overwinter.design.excerpt import Cell, Excerpt, Grid, Line
from overwinter.design.forms import CompactTextarea, PlainForm, WrittenDateField
from overwinter.design.frame import Frame, NavItem
from overwinter.design.parts import Link
from overwinter.design.wall import Tile


def samples(query: QueryDict) -> dict[str, Any]:
    """The context of the gallery page."""
    return {
        "frame": sample_frame(),
        "rags": list(marks.RAG_MARKS),
        "mets": list(marks.MET_MARKS),
        "findings": _findings(),
        "facts": _facts(),
        "events": _events(),
        "needs_list": _needs(),
        "nothing": (),
        "queue_groups": _queue(),
        "step_counts": _steps(),
        "excerpt": _excerpt(),
        "text_excerpt": _text_excerpt(),
        "bar": pictures.sample_filter_bar(),
        "wall": pictures.sample_wall(),
        "since": pictures.sample_wall(marked=True),
        "matrix": pictures.sample_matrix(),
        "curve": pictures.sample_curve(),
        "months": pictures.sample_months(),
        "units": pictures.sample_units(),
        "strips": pictures.sample_strips(),
        "long_strip": pictures.sample_long_strip(),
        "stacks": pictures.sample_stacks(),
        "table": sample_table(query),
        "empty_table": table.Table(
            "Rows", (table.Column("Requirement"),), empty="No row is overdue. The next is due on 20 November."
        ),
        "page": Paginator(range(1, 431), 50).get_page(query.get("page", "3")),
        "fresh": SampleForm(),
        "refused": SampleForm({"rag": "", "why": "", "review": "31t October", "lead": "2"}, auto_id="r_%s"),
        "section_links": (Link("All 31 changes", "#sections"),),
        "change_rag": Link("Change", "#forms", "RAG"),
    }


def sample_frame() -> Frame:
    pages = ("Today", "Plan", "Documents", "Frameworks", "People")
    items = tuple(NavItem(label, "#main", label == "Plan") for label in pages)
    return Frame("Marlshire County Council", "2026 to 2027", "Winter plan manager", items, "#main", "#main", "#main")


class SampleForm(PlainForm):
    rag = forms.ChoiceField(label="RAG", choices=marks.rag_choices, widget=forms.RadioSelect, initial="amber")
    met = forms.ChoiceField(
        label="Fully met", choices=marks.met_choices, widget=forms.RadioSelect, initial="yes", required=False
    )
    why = forms.CharField(
        label="Why",
        help_text="Needed when RAG, fully met or a date changes. The board reads it.",
        widget=CompactTextarea,
    )
    lead = forms.ChoiceField(label="Lead", choices=[("1", "Head of commissioning"), ("2", "Carers lead")])
    review = WrittenDateField(label="Next review", initial=date(2026, 11, 20))
    document = forms.FileField(label="Document", help_text="Word, Excel, PowerPoint, PDF or text", required=False)
    replace = forms.BooleanField(label="Replace the response in the plan with this text", required=False)


def _findings() -> list[parts.Finding]:
    links = (
        Link("Change it", "#forms", "the records do not show that this is met"),
        Link("Accept until a date, with a reason", "#forms", "the records do not show that this is met"),
    )
    return [
        parts.Finding(
            "The records do not show that this is met.",
            "71% of staff movement concerns were followed up in 2 working days. The standard is 90%.",
            "change fully met to partial, or show evidence that the standard is reached.",
            links=links,
        ),
        parts.Finding(
            "Amber, yet fully met.", "If the requirement is met, say what is amber about it.", note="Open 21 days."
        ),
    ]


def _facts() -> tuple[parts.Fact, ...]:
    return (
        parts.Fact("Lead", "Head of commissioning", "leads 12 of 102 rows", Link("Change", "#forms", "lead")),
        parts.Fact(
            "By when", "“weekly, from September”", "as written; no date in it", Link("Change", "#forms", "by when")
        ),
        parts.Fact("Next review", "20 November 2026", change=Link("Change", "#forms", "next review")),
    )


def _events() -> tuple[parts.Event, ...]:
    return (
        parts.Event(
            "5 November",
            "Due date moved from 15 November to 1 December",
            "Head of commissioning",
            "agency could not supply",
        ),
        parts.Event(
            "23 October", marks.rag_change("green", "amber"), "Head of commissioning", "call volumes have grown"
        ),
        parts.Event(
            "25 September", marks.met_change("partial", "yes"), "Head of commissioning", "weekly check is running"
        ),
        parts.Event("14 September", "Read in from Marlshire-winter-plan-v3.docx", "Plan manager"),
    )


def _needs() -> tuple[parts.Need, ...]:
    return (
        parts.Need(
            "Sign",
            "The winter readiness letter",
            "#today",
            "It cannot be signed yet: requirement 3.25 has no lead.",
            "Plan manager, asked on 11 November",
            "Name a lead for 3.25",
            main=True,
        ),
        parts.Need(
            "Decide",
            "Whether 1.8, staff movement, is fully met",
            "#today",
            "The lead says yes. The records show 71%; the standard is 90%.",
            "Finding, open 35 days",
            "See both sides",
        ),
    )


def _queue() -> tuple[parts.QueueGroup, ...]:
    items = (
        parts.QueueItem("58", "Personal assistants and PPE", "#review", "Two requirements possible"),
        parts.QueueItem("61", "Staff movement, weekly review", "#review", "Amber, yet fully met", current=True),
        parts.QueueItem("63", "Flu clinics for home care", "#review", "Date “31t October”"),
    )
    return parts.QueueGroup("To review, 21", items), parts.QueueGroup(
        "Local, 9", (parts.QueueItem("97", "Gritting for home care rounds", "#review", "No national requirement"),)
    )


def _steps() -> tuple[parts.Step, ...]:
    shown = (
        ("98", "rows found"),
        ("68", "confident"),
        ("21", "to review"),
        ("9", "local"),
        ("6", "unplaced pieces"),
        ("14,212", "of 14,212 words accounted for"),
    )
    return tuple(parts.Step(figure, words, "#review", figure == "21") for figure, words in shown)


def _excerpt() -> Excerpt:
    def other(*cells: str) -> Line:
        return Line(tuple(Cell(cell) for cell in cells))

    here = Line(
        (
            Cell("Review tracker for staff movement concerns", ("tracker", "staff movement")),
            Cell("Weekly review by contracts; homes that flag movement are rung."),
            Cell("", fill="amber"),
            Cell("Y"),
        ),
        here=True,
    )
    upper = Grid(
        ("Action required", "Current status", "RAG", "Met?"),
        (
            other("Tell providers about workforce measures", "Bulletin each Friday", "Green", "Y"),
            here,
            other("PPE through the forum", "Hub open weekdays", "Green", "Y"),
        ),
    )
    lower = Grid(("Gap", "Lead", "By when"), (replace(other("Continue weekly review", "HoC", "Ongoing"), here=True),))
    return Excerpt(
        "Page 14, table 3, row 6. Section heading above: “Managing staff movement”.",
        "Page 14 of the document",
        "3. Managing staff movement",
        (upper, lower),
        note="Columns 5 to 7 are shown beneath to fit. Underlined words are the key terms that matched.",
    )


def _text_excerpt() -> Excerpt:
    lines = (
        "Flu vaccination",
        "We will offer every care worker a vaccination by mid November.",
        "Clinics visit homes.",
    )
    said = tuple(
        Line((Cell(text, ("vaccination",) if here else ()),), here)
        for here, text in zip((False, True, False), lines, strict=True)
    )
    return Excerpt("Page 3, lines 14 to 15.", "Page 3 of the text", paragraphs=said)


def sample_table(query: QueryDict) -> table.Table:
    """The wall as a table, sortable by its first and second columns."""
    columns = (
        table.Column("Requirement", "number", width=7),
        table.Column("RAG", "rag"),
        table.Column("Fully met"),
        table.Column("Lead"),
        table.Column("By when", keep=True),
        table.Column("Findings", numeric=True, keep=True),
    )
    sortable, key, descending = table.sorted_by(columns, query, "number")
    themes = pictures.sample_wall().themes[:2]
    groups = []
    for theme in themes:
        tiles = sorted(theme.tiles, key=lambda tile: tile.rag) if key == "rag" else list(theme.tiles)
        groups.append(table.Group(theme.title, tuple(map(_table_row, reversed(tiles) if descending else tiles))))
    take_away = (Link("Excel", "#table", "the plan"), Link("csv", "#table", "the plan"))
    return table.Table("Requirements", sortable, groups=tuple(groups), take_away=take_away, note="35 of 108 rows.")


def _table_row(tile: Tile) -> table.Row:
    heading = table.linked(tile.name, tile.url)
    findings = str(tile.findings) if tile.findings else table.ZERO
    cells = (
        marks.rag_words(tile.rag),
        marks.met_words(tile.met or "unknown"),
        tile.lead or "No one",
        "20 Nov 2026",
        findings,
    )
    return table.Row((heading, *cells), tile.opened)
