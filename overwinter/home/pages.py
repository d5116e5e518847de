"""What Today and the search say."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.html import format_html

from overwinter.design.limits import origin
from overwinter.design.marks import rag_change
from overwinter.design.parts import Link, Need
from overwinter.design.table import Column, Row, Table
from overwinter.design.wall import Tile, Wall, WallSection, WallTheme, say_counts
from overwinter.frameworks.api import get_limits
from overwinter.home import addresses
from overwinter.home.counted import Counted, differing_note, differing_table, watched_table
from overwinter.home.domain.waiting import LATE, Reason, Waiting
from overwinter.home.doubts import DISAGREES
from overwinter.home.needs import need_of, shortened
from overwinter.kernel.days import full_day, long_day
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.words import joined
from overwinter.plans import api as plans
from overwinter.plans.api import Challenge, PlanPicture, RowFacts

SHOWN_MOST = 12
"""Things shown on Today; the rest is one sentence and a link."""
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass(frozen=True, slots=True)
class TodayPage:
    place: str
    lede: str
    needs: tuple[Need, ...]
    empty: str
    """Why nothing waits and what comes next."""
    more: str
    """How many more things wait than are shown; empty when none do."""
    plan_url: str
    findings_url: str
    wall: Wall | None
    counts: str
    red: Table | None
    red_title: str
    moved: Table | None
    moved_title: str
    moved_note: str
    """Why it looks back to that Friday, and who says so."""
    differing: Table | None
    differing_note: str
    watched: Table | None
    measures_url: str


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom Today is."""

    manages: bool
    """Whether they keep the plan."""
    role_ids: Set[int]
    work: tuple[str, ...] = ()
    """Their daily work with providers, as the navigation names it; empty for whoever has none."""
    plans: bool = True
    """Whether they hold a grant that gives a part in the plan."""

    def keeps(self, picture: PlanPicture | None) -> bool:
        """Whether the plan is theirs to follow. For somebody whose work is with providers, only where they lead."""
        led = picture is not None and any(row.in_force and row.is_led_by(self.role_ids) for row in picture.rows)
        return self.plans or not self.work or led


def today_page(
    picture: PlanPicture | None,
    waiting: Sequence[Waiting],
    reader: Reader,
    *,
    today: date,
    counted: Counted | None = None,
) -> TodayPage:
    """``counted`` for whoever answers for the plan."""
    follows = reader.keeps(picture)
    red = [row for row in picture.rows if row.in_force and row.rag is Rag.RED] if picture and follows else []
    moved = _moved_rows(picture) if picture and follows else []
    since = picture.since if picture else None
    back = get_limits(today)["today-look-back"]
    return TodayPage(
        place=f"{today:%A} {full_day(today)}",
        lede=_lede(picture, waiting, moved, manages=reader.manages) if follows else _what_waits(waiting),
        needs=tuple(need_of(item, today, main=n == 0) for n, item in enumerate(waiting[:SHOWN_MOST])),
        empty=_nothing_waits(picture, today, reader),
        more=_more(len(waiting) - SHOWN_MOST),
        plan_url=addresses.plan(picture.plan.pk) if picture else "",
        findings_url=addresses.findings(picture.plan.pk) if picture else "",
        wall=small_wall(picture) if picture else None,
        counts=_standing(picture) if picture else "",
        red=_red_table(picture, red) if picture and red else None,
        red_title="The red row" if len(red) == 1 else f"The {spelt(len(red)).lower()} red rows",
        moved=_moved_table(picture, moved) if picture and moved else None,
        moved_title=f"Changed since {since:%A} {long_day(since)}" if since else "",
        moved_note=f"The newest Friday at least {back.said} ago. {origin(back)}",
        differing=differing_table(picture, counted) if picture and counted else None,
        differing_note=differing_note(counted) if counted else "",
        watched=watched_table(counted) if counted else None,
        measures_url=addresses.measures(),
    )


def spelt(number: int) -> str:
    """ "Four"; figures from ten on."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


# --- the lede


def _lede(picture: PlanPicture | None, waiting: Sequence[Waiting], moved: Sequence[RowFacts], *, manages: bool) -> str:
    said = [_what_waits(waiting)]
    if picture is None:
        said.append(
            "The council has no plan here yet. Read in the file it lives in now."
            if manages
            else "The council has no plan here yet. Its winter plan manager can read one in."
        )
        return " ".join(said)
    said.append(_what_moved(picture, moved))
    differ = len({row for each in picture.challenge.open if each.code == DISAGREES for row in each.rows})
    if differ:
        places = "one row" if differ == 1 else f"{spelt(differ).lower()} rows"
        said.append(f"On {places} what we say and what the records show are not the same.")
    unowned = sum(1 for row in picture.rows if plans.is_unowned(row))
    if unowned:
        said.append(f"{spelt(unowned)} {'row has' if unowned == 1 else 'rows have'} no lead.")
    return " ".join(sentence for sentence in said if sentence)


def _what_waits(waiting: Sequence[Waiting]) -> str:
    if not waiting:
        return "Nothing waits for you."
    late = sum(1 for item in waiting if item.reason in LATE)
    urgent = sum(1 for item in waiting if item.reason is Reason.WORK_NOW)
    pressing, how = late + urgent, "late" if not urgent else "urgent" if not late else "late or urgent"
    things = f"{spelt(len(waiting))} {'thing waits' if len(waiting) == 1 else 'things wait'} for you"
    if not pressing:
        return f"{things}."
    if pressing == len(waiting):
        return f"{things}, and {'it is' if pressing == 1 else 'each is'} {how}."
    return f"{things}; {spelt(pressing).lower()} {'is' if pressing == 1 else 'are'} {how}."


def _what_moved(picture: PlanPicture, moved: Sequence[RowFacts]) -> str:
    if picture.since is None:
        return ""
    day = f"Since {picture.since:%A} {long_day(picture.since)}"
    red = sum(1 for row in moved if row.rag is Rag.RED)
    if red:
        return f"{day} {spelt(red).lower()} {'row' if red == 1 else 'rows'} turned red."
    if moved:
        return f"{day} {spelt(len(moved)).lower()} {'row' if len(moved) == 1 else 'rows'} changed, none to red."
    return f"{day} no row changed its RAG."


# --- where nothing waits


def _nothing_waits(picture: PlanPicture | None, today: date, reader: Reader) -> str:
    if not reader.keeps(picture):
        return f"Nothing is open for you under {joined(reader.work)}."
    if picture is None:
        if reader.manages:
            return "Read the council’s plan in under Documents."
        return "The plan shows here once it is read in."
    led = [row for row in picture.rows if row.in_force and row.is_led_by(reader.role_ids)]
    ahead = [day for row in led for day in (row.next_review, row.by_when_date) if day and day > today]
    if ahead:
        return f"The next date of a row you lead is {full_day(min(ahead))}."
    return "No row you lead has a date that lies ahead." if led else "You lead no row of the plan. It stands as shown."


def _more(left: int) -> str:
    return f"{left} more {'thing waits' if left == 1 else 'things wait'} for you." if left > 0 else ""


# --- the plan


def small_wall(picture: PlanPicture) -> Wall:
    """The plan as one small picture, in the order of the catalogue."""
    themes, doubted = [], picture.challenge
    for (theme, short), rows in groupby(picture.rows, key=lambda row: (row.theme, row.theme_short)):
        sections = tuple(
            WallSection(section, tuple(_tile(picture, row, doubted) for row in in_section))
            for section, in_section in groupby(rows, key=lambda row: row.section)
        )
        themes.append(WallTheme(theme, sections, short))
    return Wall(tuple(themes))


def _tile(picture: PlanPicture, row: RowFacts, doubted: Challenge) -> Tile:
    return Tile(
        number=row.number,
        title=row.title,
        url=addresses.row(picture.plan.pk, row.response_id),
        rag=row.status,
        met=row.fully_met.value if row.in_force else "",
        findings=len(doubted.on(row.response_id)),
    )


def _standing(picture: PlanPicture) -> str:
    counts: dict[str, int] = {}
    for row in picture.rows:
        counts[row.status] = counts.get(row.status, 0) + 1
    met = sum(1 for row in picture.rows if row.in_force and row.fully_met is FullyMet.YES)
    doubted = picture.challenge
    findings = len(doubted.open)
    said = f"{say_counts(counts).capitalize()}. {met} fully met."
    if not findings:
        return f"{said} No finding stands."
    on = len(doubted.open_by_row)
    rows = "1 row" if on == 1 else f"{on} rows"
    where = (
        f"on {rows}"
        if on and not doubted.of_plan
        else f"on {rows} and on the plan as a whole"
        if on
        else "on the plan as a whole"
    )
    return f"{said} {findings} {'finding' if findings == 1 else 'findings'} {where}."


def _row_link(picture: PlanPicture, row: RowFacts) -> str:
    url = addresses.row(picture.plan.pk, row.response_id)
    return format_html('<a href="{}">{} {}</a>', url, row.number, row.title)


def _by_when(row: RowFacts) -> str:
    """The date, or the words in its place as they were written."""
    if row.by_when_date:
        return full_day(row.by_when_date)
    return f"“{shortened(row.by_when, 40)}”" if row.by_when else "No date"


def _red_table(picture: PlanPicture, rows: Sequence[RowFacts]) -> Table:
    return Table(
        caption="Red rows",
        columns=(Column("Row", width=9), Column("By when", width=5), Column("Lead", width=6)),
        rows=tuple(
            Row(
                (
                    _row_link(picture, row),
                    _by_when(row),
                    row.led_by or format_html("<strong>{}</strong>", "No one"),
                )
            )
            for row in rows
        ),
    )


def _moved_rows(picture: PlanPicture) -> list[RowFacts]:
    """Rows whose RAG is another than it was, those that turned red first."""
    moved = [row for row in picture.rows if _rag_moved(picture, row)]
    order = [rag.value for rag in (Rag.RED, Rag.AMBER, Rag.UNKNOWN, Rag.GREEN)]
    return sorted(moved, key=lambda row: order.index(row.rag.value))


def _rag_moved(picture: PlanPicture, row: RowFacts) -> bool:
    before, after = picture.moved.get(row.response_id, ("", ""))
    return bool(before) and before != after


def _moved_table(picture: PlanPicture, rows: Sequence[RowFacts]) -> Table:
    return Table(
        caption="Rows whose RAG changed",
        columns=(Column("Requirement", width=10), Column("RAG", width=5), Column("Lead", width=5)),
        rows=tuple(
            Row(
                (
                    _row_link(picture, row),
                    rag_change(*picture.moved[row.response_id]),
                    row.led_by or format_html("<strong>{}</strong>", "No one"),
                )
            )
            for row in rows
        ),
    )


def open_plan_links(page: TodayPage) -> tuple[Link, ...]:
    """To the plan, and to what is doubtful in it."""
    if not page.plan_url:
        return ()
    return Link("Open the wall", page.plan_url), Link("See the findings", page.findings_url)
