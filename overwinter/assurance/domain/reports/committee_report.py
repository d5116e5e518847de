"""The committee report: the usual headings, filled with what the record knows, and marked places for the rest."""

from collections.abc import Callable, Mapping

from overwinter.assurance.domain.report import MARK, Block, Points, Report, Section, Text, ToWrite, say
from overwinter.assurance.domain.report_facts import Outline, Part, PlanRow, ReportFacts
from overwinter.assurance.domain.reports import parts
from overwinter.assurance.domain.reports.kind import ReportKind
from overwinter.assurance.domain.said import MET_WORDS, RAG_WORDS, Paragraph, Piece
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted, inner, joined

TITLE = "Adult social care winter plan"
ABOUT = (
    ("Report to", f"{MARK} the committee."), ("Date", f"{MARK} the day of its meeting."),
    ("Report of", f"{MARK} the director, and the cabinet member."), ("Contact officer", f"{MARK} name and telephone."),
    ("Key decision", f"{MARK} yes or no."), ("Wards", f"{MARK} all, or which."),
)  # fmt: skip
"""What committees ask for at the head of a report, and no record knows."""


def write(facts: ReportFacts, outline: Outline) -> Report:
    return Report(
        name=KIND.name, title=TITLE, council=facts.council, winter=facts.winter, as_at=facts.as_at,
        lede=parts.standing_words(facts), is_demo=facts.is_demo, subtitle=f"Winter {facts.winter}", about=ABOUT,
        sections=tuple(_section(place, each, facts) for place, each in enumerate(outline.headings, 1)),
    )  # fmt: skip


def _section(place: int, heading: Part, facts: ReportFacts) -> Section:
    known = _KNOWN[heading.key](facts) if heading.key in _KNOWN else ()
    said = _rows_about(heading, facts) if heading.speaks else ()
    to_write = (ToWrite(heading.about),) if heading.about else ()
    appendix = heading.key == "appendices"
    title = heading.title if appendix else f"{place}. {heading.title}"
    return Section(heading.key, title, (*known, *said, *to_write), appendix=appendix)


def _purpose(facts: ReportFacts) -> tuple[Block, ...]:
    day = full_day(facts.as_at)
    words = (
        f"To tell the committee how {facts.council} stood on {day} against “{facts.framework}”, and what is off track."
    )
    return (Text(say(words)),)


def _recommendations(facts: ReportFacts) -> tuple[Block, ...]:
    """The least that every committee is asked: it decides nothing in anybody's name."""
    return (Text(say(f"That the committee notes how the winter plan stood on {full_day(facts.as_at)}.")),)


def _background(facts: ReportFacts) -> tuple[Block, ...]:
    national = sum(row.requirement_id is not None for row in facts.rows)
    local = len(facts.rows) - national
    own = f", and has {counted(local, 'row')} of the council’s own" if local else ""
    started = say(
        f"The plan for winter {facts.winter} was started on {full_day(facts.started_on)}. It answers ",
        Piece(counted(national, "requirement"), "plan"), f" of “{facts.framework}” that are in force{own}.",
    )  # fmt: skip
    return Text(started), Text(_signed(facts)), *([Text(_sent(facts))] if facts.letter_sent_on else [])


def _signed(facts: ReportFacts) -> Paragraph:
    if not facts.signatures:
        return say(Piece("It has not been signed by all who sign it.", "signing"))
    who = joined(f"the {inner(each.title)}" for each in facts.signatures)
    return say(
        Piece(f"It was signed by {who}, last on {full_day(max(each.on for each in facts.signatures))}.", "signing")
    )


def _sent(facts: ReportFacts) -> Paragraph:
    day = facts.letter_sent_on
    return say(Piece(f"It was confirmed to the department on {full_day(day)}.", "letter")) if day else ()


def _position(facts: ReportFacts) -> tuple[Block, ...]:
    weeks = parts.trend(facts)
    by_week = (Text(say("RAG at the end of each week:")), weeks) if weeks is not None else ()
    changes = parts.changes(facts)
    since = f"Since {full_day(facts.since)}" if facts.since else "Since the plan was started"
    told = Text(
        say(
            f"{since} {counted(len(changes.rows), 'row')} changed:" if changes.rows else f"{since} nothing has changed."
        )
    )
    return (parts.by_theme(facts), *by_week, told, *([changes] if changes.rows else []))


def _risks(facts: ReportFacts) -> tuple[Block, ...]:
    """What the plan shows to be off track: it is for people to say how likely and how grave that is."""
    found: list[Paragraph] = []
    if late := len(facts.late):
        found.append(
            say(
                Piece(counted(late, "row"), "rows:overdue"),
                f" {'is past its' if late == 1 else 'are past their'} date.",
            )
        )
    for each in facts.raised:
        age = counted(each.days, "day")
        waits = f" was escalated to the {each.to} {age} before and waits for a decision: “{each.why}”"
        found.append(say(Piece(each.title, f"row:{each.row}" if each.row else f"group:{each.to_id}"), waits))
    beyond = parts.beyond(facts)
    if beyond.rows:
        found.append(say(Piece(counted(len(beyond.rows), "measure"), "measures"), " with a standard "
                         f"{'does' if len(beyond.rows) == 1 else 'do'} not reach it."))  # fmt: skip
    return (parts.exceptions(facts), *([Points(tuple(found))] if found else []))


def _rows_about(heading: Part, facts: ReportFacts) -> tuple[Block, ...]:
    rows = [row for row in facts.rows if heading.is_about(row)]
    if not rows:
        return ()
    return Text(say("What the plan says that bears on it:")), Points(tuple(map(_row, rows)))


def _row(row: PlanRow) -> Paragraph:
    return say(Piece(row.name, row.source), f": {RAG_WORDS[row.rag]}, {MET_WORDS[row.fully_met]}. {row.text}".rstrip())


def _appendix(facts: ReportFacts) -> tuple[Block, ...]:
    return (parts.every_row(facts),)


_KNOWN: Mapping[str, Callable[[ReportFacts], tuple[Block, ...]]] = {
    "purpose": _purpose, "recommendations": _recommendations, "background": _background, "position": _position,
    "risks": _risks, "appendices": _appendix,
}  # fmt: skip
"""What the record knows, by the key of the heading."""

KIND = ReportKind(
    "committee-report", "Committee report", "A cabinet, health and wellbeing board or scrutiny committee",
    "The usual headings from purpose to appendix, filled with what the record knows; what it does not know (advice of "
    "the finance and monitoring officers, alternatives, consultation) is a marked place to write.",
    ("docx", "pdf"), write,
)  # fmt: skip
