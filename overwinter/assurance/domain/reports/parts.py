"""What several reports say: how the plan stands, what is off track, late, changed, escalated, doubted, counted."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from overwinter.assurance.domain.report import Block, Cell, Grid, Points, Section, Text, cell, count, say
from overwinter.assurance.domain.report_facts import (
    Action,
    PlanRow,
    Raised,
    ReportFacts,
    Task,
    Work,
    count_mets,
    count_rags,
)
from overwinter.assurance.domain.said import MET_WORDS, RAG_WORDS, Paragraph, Piece
from overwinter.kernel.days import full_day
from overwinter.kernel.measured import Measured
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.words import counted

RAGS = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.UNKNOWN)
METS = (FullyMet.YES, FullyMet.PARTIAL, FullyMet.NO, FullyMet.UNKNOWN)
RAG_SOURCES = {Rag.RED: "rows:attention", Rag.AMBER: "rows:attention", Rag.GREEN: "plan", Rag.UNKNOWN: "rows:unknown"}
MET_SOURCES = {FullyMet.NO: "rows:red-or-not-met", FullyMet.UNKNOWN: "rows:unknown"}
NOT_SAID = "Not said"


def standing_words(facts: ReportFacts) -> Paragraph:
    """The plan in two sentences, each figure with where it was counted."""
    rags, mets, rows = count_rags(facts.rows), count_mets(facts.rows), len(facts.rows)
    if not rows:
        return say(f"On {full_day(facts.as_at)} the plan holds no row in force.")
    said = [Piece(f"{rags[rag]} {RAG_WORDS[rag]}", RAG_SOURCES[rag]) for rag in RAGS if rags[rag]]
    words = [Piece(f"On {full_day(facts.as_at)} "), Piece(counted(rows, "row"), "plan")]
    words.append(Piece(f" {'was' if rows == 1 else 'were'} in force: "))
    words += _listed(said)
    words += [Piece(". "), Piece(f"{mets[FullyMet.YES]} of {rows}", "plan"), Piece(" were fully met, ")]
    words += [Piece(str(mets[FullyMet.PARTIAL]), "plan"), Piece(" partly and ")]
    words += [Piece(str(mets[FullyMet.NO]), MET_SOURCES[FullyMet.NO]), Piece(" not")]
    if unknown := mets[FullyMet.UNKNOWN]:
        words += [Piece("; of "), Piece(str(unknown), MET_SOURCES[FullyMet.UNKNOWN]), Piece(" it was not known")]
    return (*words, Piece("."))


def _listed(pieces: Sequence[Piece]) -> list[Piece]:
    words: list[Piece] = []
    for place, piece in enumerate(pieces):
        if place:
            words.append(Piece(" and " if place == len(pieces) - 1 else ", "))
        words.append(piece)
    return words


def by_theme(facts: ReportFacts) -> Grid:
    """Counts of RAG and of fully met, a line for each theme and one for all."""
    heads = ("Theme", "Rows", *(RAG_WORDS[rag].capitalize() for rag in RAGS), *(f"{_met_head(met)}" for met in METS))
    themes: dict[str, list[PlanRow]] = {}
    for row in facts.rows:
        themes.setdefault(row.theme, []).append(row)
    lines = [_counts(theme, rows) for theme, rows in themes.items()]
    if len(lines) > 1:
        lines.append(_counts("Whole plan" if not facts.board or facts.board.covers_all else "All", facts.rows))
    return Grid(
        "How the plan stands, by theme", heads, (6, 1, 1, 1, 1, 1, 1, 1, 1, 1), tuple(lines),
        numeric=frozenset(range(1, 10)), empty="The plan holds no row in force.",
    )  # fmt: skip


def _met_head(met: FullyMet) -> str:
    heads = {FullyMet.YES: "Fully met", FullyMet.PARTIAL: "Partly", FullyMet.NO: "Not met"}
    return heads.get(met, "Met not known")


def _counts(name: str, rows: Sequence[PlanRow]) -> tuple[Cell, ...]:
    rags, mets = count_rags(rows), count_mets(rows)
    return (
        cell(name, strong=True), count(len(rows), "plan"),
        *(count(rags[rag], RAG_SOURCES[rag]) for rag in RAGS),
        *(count(mets[met], MET_SOURCES.get(met, "plan")) for met in METS),
    )  # fmt: skip


def trend(facts: ReportFacts, most: int = 8) -> Grid | None:
    """RAG on the last Fridays; None where there are too few to compare."""
    days = facts.trend[-most:]
    if len(days) < 2:
        return None
    rows = tuple(
        (
            cell(full_day(each.day)),
            *(count(each.rags.get(rag.value, 0), f"plan@{each.day.isoformat()}") for rag in RAGS),
        )
        for each in days
    )
    heads = ("At the end of", *(RAG_WORDS[rag].capitalize() for rag in RAGS))
    return Grid("RAG at the end of each week", heads, (4, 2, 2, 2, 2), rows, numeric=frozenset(range(1, 5)))


# --- rows


def row_cell(row: PlanRow) -> Cell:
    return cell(say(Piece(row.name, row.source)))


def rag_cell(row: PlanRow) -> Cell:
    return cell(RAG_WORDS[row.rag].capitalize(), rag=row.rag)


def met_cell(row: PlanRow) -> Cell:
    return cell(MET_WORDS[row.fully_met].capitalize() if row.fully_met is not FullyMet.UNKNOWN else "Not known")


def action_line(action: Action, lead: str, day: date) -> str:
    """ "Out-of-hours driver (PPE hub manager, by 17 December 2026; under way)"."""
    due = f"by {full_day(action.due)}" if action.due else "no date"
    late = action.days_late(day)
    state = f"; {counted(late, 'day')} late" if late else ""
    return f"{action.text.rstrip('.')} ({action.owner or lead or 'no owner'}, {due}{state})"


def next_lines(row: PlanRow, day: date) -> tuple[str, ...]:
    return tuple(action_line(each, row.lead, day) for each in row.open_actions)


def exceptions(facts: ReportFacts) -> Grid:
    """Rows that are red or not met, with why and what is done."""
    rows = tuple(
        (
            row_cell(row), rag_cell(row), met_cell(row), cell(row.led_by or "No lead"), cell(row.text or NOT_SAID),
            cell(*(next_lines(row, facts.as_at) or ("No gap action is open.",))),
        )
        for row in facts.exceptions
    )  # fmt: skip
    heads = ("Row", "RAG", "Met", "Lead", "How it is", "What is being done")
    return Grid(
        "Rows that are red or not met", heads, (5, 2, 2, 3, 6, 6), rows, empty="No row is red, and none is not met."
    )


def late(facts: ReportFacts) -> Grid:
    rows = tuple((row_cell(row), rag_cell(row), cell(row.led_by or "No lead"), _what_is_late(row, facts.as_at),
                  cell(_days(row, facts.as_at))) for row in facts.late)  # fmt: skip
    heads = ("Row", "RAG", "Lead", "What is late", "For how long")
    return Grid("Rows past their date", heads, (6, 2, 4, 8, 3), rows, empty="No row is past its date.")


def _what_is_late(row: PlanRow, day: date) -> Cell:
    own = row.by_when_date
    lines = [f"The row itself, by {full_day(own)}"] if own and own < day and row.fully_met is not FullyMet.YES else []
    late = [each for each in row.open_actions if each.days_late(day)]
    return cell(*lines, *(f"{each.text.rstrip('.')}, by {full_day(each.due)}" for each in late if each.due))


def _days(row: PlanRow, day: date) -> str:
    return counted((day - row.late_since).days, "day") if row.late_since else ""


def changes(facts: ReportFacts) -> Grid:
    """What is worse first, then in the order of the plan."""
    place = {row.id: n for n, row in enumerate(facts.rows)}
    told = sorted(
        (each for each in facts.changes if each.row in place), key=lambda each: (not each.worse, place[each.row])
    )
    rows = []
    for each in told:
        row = facts.rows[place[each.row]]
        who = ", ".join(part for part in (each.who, full_day(each.day) if each.day else "") if part)
        rows.append((row_cell(row), rag_cell(row), cell(f"{each.words[:1].upper()}{each.words[1:]}"), cell(who)))
    return Grid("Rows that changed", ("Row", "RAG now", "What changed", "Who said so"), (6, 2, 9, 4), tuple(rows),
                empty="Nothing has changed.")  # fmt: skip


# --- groups


def raised(items: Iterable[Raised], as_at: date) -> Grid:
    rows = tuple(
        (
            cell(say(Piece(each.title, f"row:{each.row}" if each.row else f"group:{each.to_id}"))),
            cell(f"{each.of} to {each.to}"), cell(each.why),
            cell(say(Piece(counted(each.days, "day"), f"group:{each.to_id}"))),
        )
        for each in items
    )  # fmt: skip
    return Grid("Escalated and not decided", ("What", "From whom to whom", "Why", f"Waiting on {full_day(as_at)}"),
                (6, 4, 8, 3), rows, empty="Nothing that was escalated waits for a decision.")  # fmt: skip


def tasks(items: Iterable[Task]) -> Grid:
    rows = tuple(
        (
            cell(say(Piece(each.text, f"row:{each.row}" if each.row else f"meeting:{each.meeting_id}")), each.subject),
            cell(each.owner or "No owner"), cell(full_day(each.due) if each.due else "No date"),
            cell(f"{each.state}, {counted(each.days_late, 'day')} late" if each.days_late else each.state),
        )
        for each in items
    )  # fmt: skip
    return Grid("Actions from meetings", ("Action", "Owner", "Due", "Where it stands"), (9, 5, 4, 4), rows,
                empty="No action from a meeting is open.")  # fmt: skip


# --- work with providers


def work(facts: ReportFacts) -> tuple[Section, ...]:
    """A heading for all, and beneath it one for each operation; none where no operation has anything to tell."""
    if not facts.work:
        return ()
    lead = Text(say(f"As it stood at the end of {full_day(facts.as_at)}."), quiet=True)
    return (
        Section("work", "Work with providers", (lead,)),
        *(Section(f"work-{each.key}", each.title, tuple(_work(each)), level=2) for each in facts.work),
    )


def _work(each: Work) -> Iterator[Block]:
    yield from (Text(sentence) for sentence in each.sentences)
    if (table := each.table) is not None:
        rows = tuple(tuple(_work_cell(piece, n in table.numeric) for n, piece in enumerate(row)) for row in table.rows)
        yield Grid(table.caption, table.heads, table.widths, rows, numeric=table.numeric, empty=table.empty)


def _work_cell(piece: Piece, numeric: bool) -> Cell:
    return count(int(piece.text), piece.source) if numeric and piece.text.isdecimal() else cell(piece)


# --- doubts and measures


def doubts(facts: ReportFacts) -> tuple[Block, ...]:
    """Open findings, a line for each rule with how many and the first few rows."""
    by_rule: dict[str, list[int]] = {}
    of_plan: list[Paragraph] = []
    for each in facts.open_doubts:
        if each.rows:
            by_rule.setdefault(each.rule, []).append(each.rows[0])
        else:
            of_plan.append(say(Piece(each.title, "findings"), f" {each.facts}"))
    if not by_rule and not of_plan:
        return (Text(say("The rules that challenge the plan doubt nothing in it.")),)
    lines = [_doubt_line(facts, rule, rows) for rule, rows in sorted(by_rule.items(), key=lambda pair: -len(pair[1]))]
    many = Piece(counted(len(facts.open_doubts), "thing"), "findings")
    told = "; each is mended on its row, or accepted until a day with a reason."
    first = Text(say("The rules that challenge the plan doubt ", many, told))
    return first, Points((*of_plan, *lines))


SHOWN_ROWS = 6


def _doubt_line(facts: ReportFacts, rule: str, ids: Sequence[int]) -> Paragraph:
    shown = [
        Piece(row.number or row.title, row.source) for id in ids[:SHOWN_ROWS] if (row := facts.row(id)) is not None
    ]
    rest = len(ids) - SHOWN_ROWS
    more = [Piece(f" and {rest} more")] if rest > 0 else []
    return (Piece(f"{rule}: "), Piece(str(len(ids)), "findings"), Piece(" ("), *_plain_list(shown), *more, Piece(")"))


def _plain_list(pieces: Sequence[Piece]) -> list[Piece]:
    words: list[Piece] = []
    for place, piece in enumerate(pieces):
        words += [Piece(", ")] if place else []
        words.append(piece)
    return words


def beyond(facts: ReportFacts) -> Grid:
    """Measures that do not reach their standard, with the rows they speak to and what those rows say."""
    found: dict[str, tuple[Measured, list[PlanRow]]] = {}
    for row in facts.rows:
        for each in row.beyond:
            found.setdefault(each.code, (each, []))[1].append(row)
    lines = []
    for code, (each, speaks_to) in found.items():
        figure = say(Piece(each.figure, f"measure:{code}"), f" ({each.counted})" if each.counted else "")
        said = [
            say(Piece(row.name, row.source), f": {RAG_WORDS[row.rag]}, {MET_WORDS[row.fully_met]}") for row in speaks_to
        ]
        reached = f"Last reached on {full_day(each.reached_on)}" if each.reached_on else ""
        lines.append((cell(each.title), cell(figure, reached), cell(each.standard), cell(*said)))
    heads = ("Measure", "Latest", "Standard", "What the rows say that it speaks to")
    return Grid("Measures that do not reach their standard", heads, (5, 5, 3, 9), tuple(lines),
                empty="Every measure with a standard and a figure reaches it.")  # fmt: skip


def every_row(facts: ReportFacts) -> Grid:
    rows = tuple((row_cell(row), rag_cell(row), met_cell(row), cell(row.led_by or "No lead"), cell(_by_when(row)),
                  cell(row.text or NOT_SAID)) for row in facts.rows)  # fmt: skip
    return Grid("Every row in force", ("Row", "RAG", "Met", "Lead", "By when", "What we do"), (6, 2, 2, 4, 4, 9), rows,
                empty="The plan holds no row in force.")  # fmt: skip


def _by_when(row: PlanRow) -> str:
    return full_day(row.by_when_date) if row.by_when_date else row.by_when
