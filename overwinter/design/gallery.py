"""Samples for the gallery: every component in its states. All figures and names are invented."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict

from overwinter.design import marks, parts, table
from overwinter.design.charts import Declared, Good, LongStrip, Reading, Share, Stack, Strip
from overwinter.design.excerpt import Cell, Excerpt, Grid, Line
from overwinter.design.forms import CompactTextarea, PlainForm, WrittenDateField
from overwinter.design.frame import Frame, NavItem
from overwinter.design.matrix import Matrix, MatrixCell, MatrixColumn, MatrixRow
from overwinter.design.parts import Link
from overwinter.design.wall import OpenCard, Tile, Wall, WallSection, WallTheme

FIRST_FRIDAY = date(2026, 9, 4)
LETTERS = {"G": "green", "A": "amber", "R": "red", "U": "unknown", "N": marks.NOT_IN_FORCE}
DISCS = {"y": "yes", "p": "partial", "n": "no", "u": "unknown"}
SECTIONS = (
    ("O", "Overarching actions", "Overarching", (("Overarching", "Gy Gy Gy Ap Gy Gy Gy Ay! Gy Ap! An Gy"),)),
    (
        "1",
        "Theme 1: Preventing infection",
        "1 Infection",
        (
            ("Infection control", "Gy Gy Ap"),
            ("Managing staff movement", "Gy Gy Ap Gy Ay!!"),
            ("PPE", "Gy! Ap Ap Gy! Gy Rn Gy"),
            ("Testing", "Gy Ap Uu Uu"),
            ("Seasonal flu vaccines", "Gy Gy An! Uu"),
        ),
    ),
    (
        "2",
        "Theme 2: Working across health and care",
        "2 Health and care",
        (
            ("Safe discharge", "Ap Gy An! Rn Ay! Uu Gy! Gy"),
            ("Social prescribing", "Uu! Ap"),
        ),
    ),
    (
        "3",
        "Theme 3: People, workforce and carers",
        "3 People, workforce",
        (
            ("Visiting and quality of life", "Ap Gy Gy"),
            ("Direct payments", "Gu Ap"),
            ("Unpaid carers", "Gp Gy Ap An Rn"),
            ("End-of-life care", "Gy Gy Gy"),
            ("Care Act easements", "N N N N N N"),
            ("Staff training", "Gy! Gp"),
            ("Workforce wellbeing", "Gy! Ap Gp"),
            ("Workforce capacity", "Rn! Gy Gy Ap"),
            ("Shielding", "Gy"),
            ("Social work leadership", "Gy Gy Gy Gy Ap Gy Gy Gy Ay! Gy"),
        ),
    ),
    (
        "4",
        "Theme 4: Supporting the system",
        "4 The system",
        (
            ("Funding", "Gy Gy Gy"),
            ("Market sustainability", "Gu Gy! Ap"),
            ("CQC support", "Gy"),
            ("Oversight", "Gy Gy Ap Gy!"),
            ("Care home support plans", "Gy Gy Ap Gy!"),
        ),
    ),
    ("P", "Care providers’ own actions", "Providers’ own", (("Provider actions", "Uu Gy Gy Uu Gy Gy Gy Gy Rn"),)),
)
COUNTS = (
    (58, 19, 3, 22),
    (57, 22, 3, 20),
    (59, 22, 4, 17),
    (60, 23, 4, 15),
    (60, 25, 5, 12),
    (62, 25, 4, 11),
    (63, 26, 4, 9),
    (63, 27, 3, 9),
    (64, 26, 4, 8),
    (64, 27, 3, 8),
    (64, 26, 5, 7),
)


def samples(query: QueryDict) -> dict[str, Any]:
    """The context of the gallery page."""
    return {
        "frame": sample_frame(),
        "rags": list(marks.RAG_MARKS), "mets": list(marks.MET_MARKS),
        "findings": _findings(), "facts": _facts(), "events": _events(), "needs_list": _needs(), "nothing": (),
        "queue_groups": _queue(), "step_counts": _steps(), "excerpt": _excerpt(), "text_excerpt": _text_excerpt(),
        "bar": _filter_bar(), "wall": sample_wall(), "since": sample_wall(marked=True), "matrix": _matrix(),
        "strips": _strips(), "long_strip": _long_strip(), "stacks": _stacks(), "table": sample_table(query),
        "empty_table": table.Table("Rows", (table.Column("Requirement"),), empty="No row is overdue. The next is due on 20 November."),
        "page": Paginator(range(1, 431), 50).get_page(query.get("page", "3")),
        "fresh": SampleForm(), "refused": SampleForm({"rag": "", "why": "", "review": "31t October", "lead": "2"}, auto_id="r_%s"),
        "section_links": (Link("All 31 changes", "#sections"),), "change_rag": Link("Change", "#forms", "RAG"),
    }  # fmt: skip


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


def sample_wall(*, marked: bool = False) -> Wall:
    themes = tuple(
        WallTheme(title, tuple(_wall_sections(prefix, sections, marked)), short)
        for prefix, title, short, sections in SECTIONS
    )
    opened = OpenCard(
        "1.8 · Theme 1 · Managing staff movement", "Watch staff movement in the tracker", "amber", "yes",
        "Head of commissioning",
        (("Amber, yet fully met.", "If it is met, say what is still amber."),
         ("The records do not show it.", "71% of concerns were followed up in 2 working days; the standard is 90%.")),
        (Link("Open 1.8", "#wall"),), ("Next review 20 November", "1 gap action, its date moved twice"),
    )  # fmt: skip
    return Wall(themes, marked, None if marked else opened)


def _wall_sections(prefix: str, sections: tuple[tuple[str, str], ...], marked: bool) -> Iterator[WallSection]:
    number = count(1)
    for title, codes in sections:
        tiles = (_tile(f"{prefix}.{next(number)}", title, code) for code in codes.split())
        yield WallSection(title, tuple(_moved(tile) if marked else tile for tile in tiles))


def _tile(number: str, section: str, code: str) -> Tile:
    met = DISCS[code[1]] if len(code) > 1 else ""
    lead = "Head of commissioning" if met else ""
    opened = number == "1.8"
    title = f"Sample requirement about {section[:1].lower()}{section[1:]}"
    return Tile(number, title, "#wall", LETTERS[code[0]], met, code.count("!"), lead, opened)


def _moved(tile: Tile) -> Tile:
    before = {"1.8": "Green to amber", "1.14": "Amber to red", "2.4": "Amber to red", "3.25": "Green to red"}
    return replace(tile, opened=False, moved=before.get(tile.number, ""))


def _findings() -> list[parts.Finding]:
    links = (Link("Change it", "#forms", "the records do not show that this is met"),
             Link("Accept until a date, with a reason", "#forms", "the records do not show that this is met"))  # fmt: skip
    return [
        parts.Finding(
            "The records do not show that this is met.",
            "71% of staff movement concerns were followed up in 2 working days. The standard is 90%.",
            "change fully met to partial, or show evidence that the standard is reached.", links=links,
        ),
        parts.Finding("Amber, yet fully met.", "If the requirement is met, say what is amber about it.", note="Open 21 days."),
    ]  # fmt: skip


def _facts() -> tuple[parts.Fact, ...]:
    return (
        parts.Fact("Lead", "Head of commissioning", "leads 12 of 102 rows", Link("Change", "#forms", "lead")),
        parts.Fact("By when", "“weekly, from September”", "as written; no date in it", Link("Change", "#forms", "by when")),
        parts.Fact("Next review", "20 November 2026", change=Link("Change", "#forms", "next review")),
    )  # fmt: skip


def _events() -> tuple[parts.Event, ...]:
    return (
        parts.Event("5 November", "Due date moved from 15 November to 1 December", "Head of commissioning", "agency could not supply"),
        parts.Event("23 October", marks.rag_change("green", "amber"), "Head of commissioning", "call volumes have grown"),
        parts.Event("25 September", marks.met_change("partial", "yes"), "Head of commissioning", "weekly check is running"),
        parts.Event("14 September", "Read in from Marlshire-winter-plan-v3.docx", "Plan manager"),
    )  # fmt: skip


def _needs() -> tuple[parts.Need, ...]:
    return (
        parts.Need("Sign", "The winter readiness letter", "#today", "It cannot be signed yet: requirement 3.25 has no lead.",
                   "Plan manager, asked on 11 November", "Name a lead for 3.25", main=True),
        parts.Need("Decide", "Whether 1.8, staff movement, is fully met", "#today",
                   "The lead says yes. The records show 71%; the standard is 90%.", "Finding, open 35 days", "See both sides"),
    )  # fmt: skip


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
    shown = (("98", "rows found"), ("68", "confident"), ("21", "to review"), ("9", "local"), ("6", "unplaced pieces"),
             ("14,212", "of 14,212 words accounted for"))  # fmt: skip
    return tuple(parts.Step(figure, words, "#review", figure == "21") for figure, words in shown)


def _excerpt() -> Excerpt:
    def other(*cells: str) -> Line:
        return Line(tuple(Cell(cell) for cell in cells))

    here = Line((
        Cell("Review tracker for staff movement concerns", ("tracker", "staff movement")),
        Cell("Weekly review by contracts; homes that flag movement are rung."), Cell("", fill="amber"), Cell("Y"),
    ), here=True)  # fmt: skip
    upper = Grid(("Action required", "Current status", "RAG", "Met?"), (
        other("Tell providers about workforce measures", "Bulletin each Friday", "Green", "Y"), here,
        other("PPE through the forum", "Hub open weekdays", "Green", "Y"),
    ))  # fmt: skip
    lower = Grid(("Gap", "Lead", "By when"), (replace(other("Continue weekly review", "HoC", "Ongoing"), here=True),))
    return Excerpt(
        "Page 14, table 3, row 6. Section heading above: “Managing staff movement”.", "Page 14 of the document",
        "3. Managing staff movement", (upper, lower),
        note="Columns 5 to 7 are shown beneath to fit. Underlined words are the key terms that matched.",
    )  # fmt: skip


def _text_excerpt() -> Excerpt:
    lines = (
        "Flu vaccination",
        "We will offer every care worker a vaccination by mid November.",
        "Clinics visit homes.",
    )
    said = tuple(
        Line((Cell(text, ("vaccination",) if here else ()),), here) for here, text in zip((False, True, False), lines)
    )
    return Excerpt("Page 3, lines 14 to 15.", "Page 3 of the text", paragraphs=said)


def _filter_bar() -> parts.FilterBar:
    names = ("green", "amber", "red", "unknown")
    days = tuple(
        parts.Day(FIRST_FRIDAY + timedelta(weeks=week), dict(zip(names, counts, strict=True)), week == len(COUNTS) - 1)
        for week, counts in enumerate(COUNTS)
    )

    def options(*labels: str) -> tuple[parts.Option, ...]:
        return tuple(parts.Option(label.lower(), label, index == 0) for index, label in enumerate(labels))

    selects = (
        parts.Select("lead", "Lead", options("Any lead", "No one", "Head of commissioning")),
        parts.Select("group", "Reports to", options("Any group", "Provider capacity cell")),
        parts.Select("since", "Mark what changed since", options("Do not mark", "Board, 5 November")),
    )
    ticks = tuple(parts.Tick("only", label.lower(), label, label == "Overdue")
                  for label in ("Red or amber", "With a finding", "Overdue", "Not known", "My rows"))  # fmt: skip
    return parts.FilterBar(selects, ticks, parts.Slider("The plan as it stood on a Friday", days))


def _matrix() -> Matrix:
    councils = ("Marlshire", "Fenwick", "Northmoor", "Ellerby")
    tiles = [tile for theme in sample_wall().themes[:2] for tile in theme.tiles]
    columns = tuple(MatrixColumn(tile.number, tile.name) for tile in tiles)
    rows = []
    for shift, council in enumerate(councils):
        turned = tiles[shift * 3 :] + tiles[: shift * 3]
        cells = tuple(MatrixCell(tile.rag, tile.met, tile.findings, "#matrix" if tile.met else "") for tile in turned)
        rows.append(MatrixRow(Link(council, "#matrix"), (*cells[:-1], MatrixCell()) if shift == 2 else cells))
    return Matrix("Four councils, 35 requirements", "Council", columns, tuple(rows))


def _readings(*values: float | None) -> tuple[Reading, ...]:
    return tuple(Reading(FIRST_FRIDAY + timedelta(weeks=week), value) for week, value in enumerate(values))


def _strips() -> list[Strip]:
    return [
        Strip("Concerns followed up in 2 working days", _readings(94, 92, 93, 90, 91, 88, 86, 83, 79, 75, 71), 90, Good.AT_LEAST, "standard 90%", "%"),
        Strip("Locations that made the monthly return", _readings(90, 91, 91, 91, 93, 93, 95, 95, 97, 97, 97), 95, Good.AT_LEAST, "standard 95%", "%"),
        Strip("People helped home by a voluntary group", _readings(5, 8, 4, 7, 9, None, None, None, None, None, None)),
        Strip("Answers over 28 days old", _readings(5, 4, None, None, 6, 6, 7, 9, 8, 12, 14), 10, Good.AT_MOST, "limit 10"),
        Strip("Care staff vaccinated against flu", _readings(None, None, None, None, 11, 15, 19, 23, 27, 31, 34), 50, Good.AT_LEAST, "plan 50%", "%"),
        Strip("A measure with one reading", _readings(None, None, 4, None, None, None, None, None, None, None, 4)),
        Strip("A measure never counted", _readings(*([None] * 11))),
    ]  # fmt: skip


def _long_strip() -> LongStrip:
    said = tuple(Declared("green" if week < 7 else "amber", "partial" if week < 3 else "yes") for week in range(11))
    strip = replace(_strips()[0], standard="Standard 90%, set by the council from 1 September 2026")
    sentence = "Concerns followed up in 2 working days fell from 94% to 71%; below the standard of 90% since 9 October."
    return LongStrip(strip, said, sentence)


def _stacks() -> list[tuple[str, Stack]]:
    shown = []
    for theme in sample_wall().themes:
        counts = [(rag, sum(tile.rag == rag for tile in theme.tiles)) for rag in ("green", "amber", "red", "unknown")]
        shares = tuple(Share(rag, number, marks.RAG_MARKS[rag].phrase) for rag, number in counts)
        shown.append((theme.title, Stack(theme.title, shares, 39)))
    return shown


def sample_table(query: QueryDict) -> table.Table:
    """The wall as a table, sortable by its first and second columns."""
    columns = (
        table.Column("Requirement", "number", width=7), table.Column("RAG", "rag"), table.Column("Fully met"),
        table.Column("Lead"), table.Column("By when", keep=True), table.Column("Findings", numeric=True, keep=True),
    )  # fmt: skip
    columns, key, descending = table.sorted_by(columns, query, "number")
    themes = sample_wall().themes[:2]
    groups = []
    for theme in themes:
        tiles = sorted(theme.tiles, key=lambda tile: tile.rag) if key == "rag" else list(theme.tiles)
        groups.append(table.Group(theme.title, tuple(map(_table_row, reversed(tiles) if descending else tiles))))
    take_away = (Link("Excel", "#table", "the plan"), Link("csv", "#table", "the plan"))
    return table.Table("Requirements", columns, groups=tuple(groups), take_away=take_away, note="35 of 108 rows.")


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
