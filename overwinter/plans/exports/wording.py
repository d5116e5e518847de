"""How a plan is said in a document: the columns of the national self-assessment, and each value in words.

Every format says the same thing, so the words are decided here once. What is written is what our own reader reads back
as the same value.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from overwinter.kernel.days import full_day
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.facts import ActionState
from overwinter.plans.domain.sheet import EvidenceLine, GapLine, PlanSheet, SheetRow
from overwinter.reading.cells.dates import read_date

COLUMNS = (
    "Reference",
    "Actions required by local authorities",
    "Current status",
    "Requirement fully met (Y/N)?",
    "Actions required to fill gaps",
    "By who?",
    "By when?",
    "RAG",
)
"""The seven columns of the national self-assessment, in its order, and the RAG rating."""
RAG_COLUMN = COLUMNS.index("RAG")

RAG_WORDS = {Rag.GREEN: "Green", Rag.AMBER: "Amber", Rag.RED: "Red", Rag.UNKNOWN: "Not known"}
MET_WORDS = {FullyMet.YES: "Y", FullyMet.PARTIAL: "Partly", FullyMet.NO: "N", FullyMet.UNKNOWN: "Not known"}
KEY = (
    ("RAG", "How it is going, as the lead says: Green, Amber or Red."),
    ("Fully met", "Y = in place; N = not in place; Partly = in place in part. A statement of its own, beside the RAG."),
    ("Not known", "Nobody has said yet. It is never counted as green or as met."),
)


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours of a RAG rating as ``RRGGBB``. Pale, mid and dark, so that they stay apart in greyscale."""

    fill: str
    text: str


INKS = {
    Rag.GREEN: Ink("D7EBDF", "0B0C0C"),
    Rag.AMBER: Ink("F5B14A", "0B0C0C"),
    Rag.RED: Ink("A3261B", "FFFFFF"),
}
OWN_FILE_FILLS = {Rag.GREEN: "A9D8BD", Rag.AMBER: "F5B14A", Rag.RED: "F28B82"}
"""Fills for a council's own file where it shows none of that colour yet: its text keeps the ink it has, which is
black as a rule, so each is light enough for black, and strong enough to be told from a tint."""
WHOLE_PLAN = "Whole plan"
ROWS_CHOSEN = "Rows chosen"
LOCAL_THEME = "Local actions"


def parse_day(text: str) -> date | None:
    """The day that ``full_day`` wrote."""
    try:
        return datetime.strptime(text, "%d %B %Y").date()
    except ValueError:
        return None


def title(sheet: PlanSheet) -> str:
    return f"{sheet.council_name} winter plan {sheet.winter}"


def part(sheet: PlanSheet) -> str:
    """Which rows of the plan the document holds, such as "Rows red or amber: 12 of 110"; empty for the whole plan."""
    return f"{sheet.chosen}: {len(sheet.rows)} of {sheet.of}" if sheet.chosen else ""


def as_at(sheet: PlanSheet) -> str:
    """The line beneath the title."""
    said = f"{sheet.framework_title}. As at {full_day(sheet.as_at)}."
    return f"{said} {part(sheet)}." if sheet.chosen else said


def footing(sheet: PlanSheet) -> str:
    """What each page says at its foot."""
    said = f"{sheet.council_name}, as at {full_day(sheet.as_at)}"
    return f"{said}, {len(sheet.rows)} of {sheet.of} rows of the plan" if sheet.chosen else said


def whole(sheet: PlanSheet) -> str:
    """What all rows of the document are called together."""
    return ROWS_CHOSEN if sheet.chosen else WHOLE_PLAN


def theme_of(row: SheetRow) -> str:
    return row.theme or LOCAL_THEME


def themes(sheet: PlanSheet) -> Iterator[tuple[str, list[SheetRow]]]:
    """The rows of each theme, themes in the order in which they first come."""
    grouped: dict[str, list[SheetRow]] = {}
    for row in sheet.rows:
        grouped.setdefault(theme_of(row), []).append(row)
    yield from grouped.items()


def rag(row: SheetRow) -> str:
    return RAG_WORDS[row.rag] if row.in_force else "Not in force"


def by_when(row: SheetRow, winter: Winter) -> str:
    """The words as written, unless the date has moved since: then the date as it is now, and the old words after it."""
    if row.by_when_date is None:
        return row.by_when
    if not row.by_when:
        return full_day(row.by_when_date)
    if read_date(row.by_when, winter) == row.by_when_date:
        return row.by_when
    return f"{full_day(row.by_when_date)} (as written: {row.by_when})"


NOT_SHARED = "Not shared with other councils"


def gap_actions(row: SheetRow) -> str:
    """One action a line."""
    if not row.actions_shared:
        return NOT_SHARED
    return "\n".join(gap.text for gap in row.gap_actions)


def gap_details(row: SheetRow) -> str:
    """Owner, date and state of each action, one a line, in the order of :func:`gap_actions`."""
    return "\n".join(_details(gap) for gap in row.gap_actions)


def gap_actions_in_full(row: SheetRow) -> str:
    """For documents that people read: each action, and in brackets what the row's own lead and date do not say."""
    if not row.actions_shared:
        return NOT_SHARED
    lines = []
    for gap in row.gap_actions:
        owner = gap.owner if gap.owner != row.lead else ""
        due = full_day(gap.due) if gap.due and gap.due != row.by_when_date else ""
        state = "" if gap.state == ActionState.TO_DO else ActionState(gap.state).label
        more = ", ".join(part for part in (owner, due, state) if part)
        lines.append(f"{gap.text} ({more})" if more else gap.text)
    return "\n".join(lines)


def _details(gap: GapLine) -> str:
    parts = (gap.owner or "no owner", full_day(gap.due) if gap.due else "no date", ActionState(gap.state).label)
    return ", ".join(parts)


def evidence(row: SheetRow, as_at: date) -> str:
    """One piece of evidence a line, with the days between which it holds; what has expired says so."""
    return "\n".join(_evidence(each, as_at) for each in row.evidence or ())


def _evidence(each: EvidenceLine, as_at: date) -> str:
    expires = "expired" if each.expires_on < as_at else "expires"
    owner = f", {each.owner}" if each.owner else ""
    return f"{each.title} (true on {full_day(each.true_on)}, {expires} {full_day(each.expires_on)}{owner})"


def cells(row: SheetRow, winter: Winter, *, in_full: bool) -> tuple[str, ...]:
    """The values under :data:`COLUMNS`. ``in_full``: gap actions with their owner and date in brackets."""
    return (
        row.number,
        row.requirement or row.title,
        row.response,
        MET_WORDS[row.fully_met],
        gap_actions_in_full(row) if in_full else gap_actions(row),
        row.lead,
        by_when(row, winter),
        rag(row),
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows say what. Rows not in force are no part of it."""

    rows: int
    rag: Counter[Rag]
    met: Counter[FullyMet]
    unowned: int


def tally(rows: Sequence[SheetRow]) -> Tally:
    counted = [row for row in rows if row.in_force]
    return Tally(
        len(counted),
        Counter(row.rag for row in counted),
        Counter(row.fully_met for row in counted),
        sum(not row.lead or row.lead_ended for row in counted),
    )


def lede(sheet: PlanSheet) -> str:
    """The news in whole sentences, for a reader who stops there."""
    count = tally(sheet.rows)
    what = "the file" if sheet.chosen else "the plan"
    if not count.rows:
        return f"On {full_day(sheet.as_at)} {what} holds no row{' in force' if sheet.rows else ''}."
    said = _and([f"{count.rag[value]} {RAG_WORDS[value].lower()}" for value in (Rag.RED, Rag.AMBER, Rag.GREEN)])
    text = f"On {full_day(sheet.as_at)} {what} holds {count.rows} {'row' if count.rows == 1 else 'rows'}: {said}"
    text += f", {count.rag[Rag.UNKNOWN]} not known." if count.rag[Rag.UNKNOWN] else "."
    text += f" {count.met[FullyMet.YES]} of {count.rows} are fully met"
    text += f", {count.met[FullyMet.PARTIAL]} partly, {count.met[FullyMet.NO]} not"
    text += f"; of {count.met[FullyMet.UNKNOWN]} it is not known." if count.met[FullyMet.UNKNOWN] else "."
    if count.unowned:
        text += f" {count.unowned} {'has' if count.unowned == 1 else 'have'} no lead."
    return text


def demo_note(sheet: PlanSheet) -> str:
    return f"{sheet.council_name} is invented, and so is all that is said of it here." if sheet.is_demo else ""


def _and(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
