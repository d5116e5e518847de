"""Samples of the pictures for the gallery: the wall, the slider, the matrix, strips and stacks. All is invented."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from django.utils.safestring import SafeString

from overwinter.design import marks, parts
from overwinter.design.charts import Declared, Good, LongStrip, Reading, Share, Stack, Strip
from overwinter.design.curve import Curve
from overwinter.design.matrix import Matrix, MatrixCell, MatrixColumn, MatrixRow
from overwinter.design.months import Made, MonthTile, draw_months
from overwinter.design.parts import Link
from overwinter.design.units import Look, Units, draw_units
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


def sample_wall(*, marked: bool = False) -> Wall:
    themes = tuple(
        WallTheme(title, tuple(_wall_sections(prefix, sections, marked)), short)
        for prefix, title, short, sections in SECTIONS
    )
    opened = OpenCard(
        "1.8 · Theme 1 · Managing staff movement",
        "Watch staff movement in the tracker",
        "amber",
        "yes",
        "Head of commissioning",
        (
            ("Amber, yet fully met.", "If it is met, say what is still amber."),
            ("The records do not show it.", "71% of concerns were followed up in 2 working days; the standard is 90%."),
        ),
        (Link("Open 1.8", "#wall"),),
        ("Next review 20 November", "1 gap action, its date moved twice"),
    )
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
    title = f"{section}: a sample requirement"
    return Tile(number, title, "#wall", LETTERS[code[0]], met, code.count("!"), lead, opened)


def _moved(tile: Tile) -> Tile:
    before = {"1.8": "Green to amber", "1.14": "Amber to red", "2.4": "Amber to red", "3.25": "Green to red"}
    return replace(tile, opened=False, moved=before.get(tile.number, ""))


def sample_filter_bar() -> parts.FilterBar:
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
    ticks = tuple(
        parts.Tick("only", label.lower(), label, label == "Overdue")
        for label in ("Red or amber", "With a finding", "Overdue", "Not known", "My rows")
    )
    return parts.FilterBar(selects, ticks, parts.Slider("The plan as it stood on a Friday", days))


def sample_matrix() -> Matrix:
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


def sample_strips() -> list[Strip]:
    return [
        Strip(
            "Concerns followed up in 2 working days",
            _readings(94, 92, 93, 90, 91, 88, 86, 83, 79, 75, 71),
            90,
            Good.AT_LEAST,
            "standard 90%",
            "%",
        ),
        Strip(
            "Locations that made the monthly return",
            _readings(90, 91, 91, 91, 93, 93, 95, 95, 97, 97, 97),
            95,
            Good.AT_LEAST,
            "standard 95%",
            "%",
        ),
        Strip("People helped home by a voluntary group", _readings(5, 8, 4, 7, 9, None, None, None, None, None, None)),
        Strip(
            "Answers over 28 days old", _readings(5, 4, None, None, 6, 6, 7, 9, 8, 12, 14), 10, Good.AT_MOST, "limit 10"
        ),
        Strip(
            "Care staff vaccinated against flu",
            _readings(None, None, None, None, 11, 15, 19, 23, 27, 31, 34),
            50,
            Good.AT_LEAST,
            "plan 50%",
            "%",
        ),
        Strip("A measure with one reading", _readings(None, None, 4, None, None, None, None, None, None, None, 4)),
        Strip("A measure never counted", _readings(*([None] * 11))),
    ]


def sample_long_strip() -> LongStrip:
    said = tuple(Declared("green" if week < 7 else "amber", "partial" if week < 3 else "yes") for week in range(11))
    strip = replace(sample_strips()[0], standard="Standard 90%, set by the council from 1 September 2026")
    sentence = "Concerns followed up in 2 working days fell from 94% to 71%; below the standard of 90% since 9 October."
    return LongStrip(strip, said, sentence)


def sample_stacks() -> list[tuple[str, Stack]]:
    shown = []
    for theme in sample_wall().themes:
        counts = [(rag, sum(tile.rag == rag for tile in theme.tiles)) for rag in ("green", "amber", "red", "unknown")]
        shares = tuple(Share(rag, number, marks.RAG_MARKS[rag].phrase) for rag, number in counts)
        shown.append((theme.title, Stack(theme.title, shares, 39)))
    return shown


def sample_curve() -> Curve:
    """A window that closes on a Monday, seen on the Friday before."""
    return Curve(
        days=tuple(str(day) for day in range(8, 17)),
        whole=214,
        now=(0, 12, 39, 77, 131, 171),
        before=(4, 20, 44, 88, 127, 160, 184, 196, 205),
        before_label="October",
        closes=8,
        closes_words="closes 16 Nov",
        now_words="171 so far",
        reading_aloud="Locations that have returned, by day. So far 171 of 214. At the same point of October: 160.",
    )


def sample_units() -> SafeString:
    told = (("in use", 41, Look.FULL), ("kept", 2, Look.GREY), ("open", 0, Look.OPEN), ("closed", 5, Look.STRUCK))
    return draw_units((Units(*each) for each in told), of="48 beds")


def sample_months() -> SafeString:
    made = (Made.ON_TIME, Made.ON_TIME, Made.LATE, Made.NONE, Made.ON_TIME, Made.EMPTY)
    names = ("June", "July", "August", "September", "October", "November")
    return draw_months(MonthTile(name, each) for name, each in zip(names, made, strict=True))
