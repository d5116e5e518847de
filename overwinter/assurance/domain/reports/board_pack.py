"""The board pack: what a group needs before it meets, most of all what changed since it last did."""

from overwinter.assurance.domain.report import Block, Grid, Report, Section, Text, cell, say
from overwinter.assurance.domain.report_facts import Board, Outline, ReportFacts
from overwinter.assurance.domain.reports import parts
from overwinter.assurance.domain.reports.kind import ReportKind, Takes
from overwinter.assurance.domain.said import Paragraph, Piece
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted, joined

TITLE = "Board pack"


def write(facts: ReportFacts, _outline: Outline) -> Report:
    board = facts.board
    return Report(
        name=KIND.name, title=TITLE, council=facts.council, winter=facts.winter, as_at=facts.as_at, lede=_lede(facts),
        is_demo=facts.is_demo, landscape=True, subtitle=board.name if board else facts.framework, about=_about(facts),
        sections=(
            Section("position", "How the plan stands", _position(facts)),
            *([Section("decide", "For this group to decide", (_to_decide(facts, board),))] if board else []),
            *([Section("actions", "Actions from earlier meetings", (parts.tasks(board.tasks), *_decided(board)))]
              if board else []),
            Section("changes", f"What changed since {_since(facts)}", (parts.changes(facts),)),
            Section("exceptions", "Red or not met", (parts.exceptions(facts),)),
            Section("late", "Past their date", (parts.late(facts),)),
            Section("measures", "Where the records show otherwise", (parts.beyond(facts),)),
            *parts.work(facts),
            Section("findings", "What does not add up", parts.doubts(facts)),
            Section("rows", "Appendix: every row", (parts.every_row(facts),), appendix=True),
        ),
    )  # fmt: skip


def _lede(facts: ReportFacts) -> Paragraph:
    words = list(parts.standing_words(facts))
    worse = sum(each.worse for each in facts.changes)
    if facts.changes:
        changed = counted(len(facts.changes), "row")
        words.append(Piece(f" Since {_since(facts)} {changed} changed, {worse or 'none'} for the worse."))
    else:
        words.append(Piece(f" Nothing has changed since {_since(facts)}."))
    if late := len(facts.late):
        words += [
            Piece(" "),
            Piece(str(late), "rows:overdue"),
            Piece(f" {'is past its' if late == 1 else 'are past their'} date."),
        ]
    return tuple(words)


def _since(facts: ReportFacts) -> str:
    day = full_day(facts.since) if facts.since else "the plan was started"
    return f"the meeting of {day}" if facts.board and facts.board.last_met else day


def _about(facts: ReportFacts) -> tuple[tuple[str, str], ...]:
    board = facts.board
    if board is None:
        return ()
    meets = full_day(board.next_meets) if board.next_meets else "No meeting is planned"
    last = full_day(board.last_met) if board.last_met else "It has not met yet"
    if board.covers_all:
        covers = "The whole plan"
    elif board.beneath:
        covers = f"Rows that report to it, and to {joined(board.beneath)}"
    else:
        covers = "Rows that report to it"
    return (("For", board.name), ("Next meeting", meets), ("Last met", last), ("Covers", covers))


def _position(facts: ReportFacts) -> tuple[Block, ...]:
    weeks = parts.trend(facts)
    by_week = (Text(say("RAG at the end of each week:")), weeks) if weeks is not None else ()
    return (parts.by_theme(facts), *by_week)


def _to_decide(facts: ReportFacts, board: Board) -> Grid:
    return parts.raised((each for each in facts.raised if each.to_id == board.id), facts.as_at)


def _decided(board: Board) -> tuple[Block, ...]:
    if not board.decided:
        return ()
    rows = tuple(
        (
            cell(say(Piece(each.text, f"meeting:{each.meeting_id}"))),
            cell(say(Piece(each.subject, f"row:{each.row}" if each.row else ""))),
        )
        for each in board.decided
    )
    return (
        Text(say(f"On {full_day(board.decided[0].on)} the group decided:")),
        Grid("Decisions of the last meeting", ("Decision", "About"), (10, 7), rows),
    )


KIND = ReportKind(
    "board-pack", TITLE, "The members of a board or cell, before it meets",
    "How the plan stands, what is escalated to the group, actions from earlier meetings, what changed since it last "
    "met, red and late rows, measures, the work with providers, findings, and every row it answers for.",
    ("docx", "pdf"), write, Takes.GROUP, tells_work=True,
)  # fmt: skip
