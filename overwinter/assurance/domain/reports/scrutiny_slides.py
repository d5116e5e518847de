"""Slides for scrutiny, in the two columns that councils make them in: what is asked, what was done and comes next."""

from overwinter.assurance.domain.report import Block, Cell, Grid, Report, Section, Text, cell, say
from overwinter.assurance.domain.report_facts import Outline, PlanRow, ReportFacts
from overwinter.assurance.domain.reports import parts
from overwinter.assurance.domain.reports.kind import ReportKind
from overwinter.assurance.domain.said import MET_WORDS, RAG_WORDS, Piece
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted, inner, joined

TITLE = "Adult social care winter plan"


def write(facts: ReportFacts, _outline: Outline) -> Report:
    themes: dict[str, list[PlanRow]] = {}
    for row in facts.rows:
        themes.setdefault(row.theme, []).append(row)
    return Report(
        name=KIND.name, title=TITLE, council=facts.council, winter=facts.winter, as_at=facts.as_at,
        lede=parts.standing_words(facts), is_demo=facts.is_demo, landscape=True, subtitle=f"Winter {facts.winter}",
        sections=(
            Section("glance", "At a glance", (parts.by_theme(facts),)),
            Section("exceptions", "Not in place yet, and what is next", (_exceptions(facts),)),
            Section("changes", _changes_heading(facts), (parts.changes(facts),)),
            *(Section(f"theme-{place}", theme, (_two_columns(theme, rows, facts),))
              for place, (theme, rows) in enumerate(themes.items(), 1)),
            Section("sure", "How sure we are", _sure(facts)),
        ),
    )  # fmt: skip


def _changes_heading(facts: ReportFacts) -> str:
    return f"What changed since {full_day(facts.since)}" if facts.since else "What changed"


def _exceptions(facts: ReportFacts) -> Grid:
    rows = tuple(
        (
            parts.row_cell(row), parts.rag_cell(row), cell(row.text or parts.NOT_SAID),
            cell(*(parts.next_lines(row, facts.as_at) or ("No gap action is open.",))),
        )
        for row in facts.exceptions
    )  # fmt: skip
    heads = ("What is asked", "RAG", "How it is", "What is next")
    return Grid(
        "Rows that are red or not met", heads, (6, 2, 7, 7), rows, empty="Every row is in place, or on its way."
    )


def _two_columns(theme: str, rows: list[PlanRow], facts: ReportFacts) -> Grid:
    made = tuple((_asked(row), _done(row, facts)) for row in rows)
    return Grid(theme, ("Required action", "Action taken, and what is next"), (8, 13), made)


def _asked(row: PlanRow) -> Cell:
    return cell(say(Piece(row.name, row.source)), say(_standing(row)))


def _standing(row: PlanRow) -> str:
    if not row.is_answered:
        return "Not answered yet"
    words = f"{RAG_WORDS[row.rag]}, {MET_WORDS[row.fully_met]}"
    return f"{words[0].upper()}{words[1:]}"


def _done(row: PlanRow, facts: ReportFacts) -> Cell:
    return cell(row.text or parts.NOT_SAID, *(f"Next: {line}" for line in parts.next_lines(row, facts.as_at)))


def _sure(facts: ReportFacts) -> tuple[Block, ...]:
    """What stands behind the slides: signatures, evidence, what is doubted."""
    shown = sum(bool(row.evidence_in_date) for row in facts.rows)
    evidence = say(Piece(f"{shown} of {len(facts.rows)}", "plan"), " rows have evidence that is in date.")
    doubts = say(Piece(counted(len(facts.open_doubts), "thing"), "findings"), " in the plan does not add up yet."
                 if len(facts.open_doubts) == 1 else " in the plan do not add up yet.")  # fmt: skip
    return Text(_signed(facts)), Text(evidence), Text(doubts), parts.beyond(facts)


def _signed(facts: ReportFacts) -> tuple[Piece, ...]:
    if not facts.signatures:
        return say(Piece("The plan has not been signed by all who sign it.", "signing"))
    who = joined(f"the {inner(each.title)}" for each in facts.signatures)
    day = full_day(max(each.on for each in facts.signatures))
    return say(Piece("The plan was signed", "signing"), f" by {who}, last on {day}.")


KIND = ReportKind(
    "scrutiny-slides", "Scrutiny slides", "Members of a scrutiny committee",
    "Theme by theme in two columns: what is asked, and what was done about it and comes next; before that the plan at "
    "a glance, what is not in place and what changed.",
    ("pptx", "pdf"), write,
)  # fmt: skip
