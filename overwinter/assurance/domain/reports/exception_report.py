"""The exception report: what is off track, and nothing else."""

from overwinter.assurance.domain.report import Grid, Report, Section, Text, cell, say
from overwinter.assurance.domain.report_facts import Outline, ReportFacts
from overwinter.assurance.domain.reports import parts
from overwinter.assurance.domain.reports.kind import ReportKind
from overwinter.assurance.domain.said import Paragraph, Piece
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted, joined

TITLE = "Exception report"


def write(facts: ReportFacts, _outline: Outline) -> Report:
    return Report(
        name=KIND.name, title=TITLE, council=facts.council, winter=facts.winter, as_at=facts.as_at, lede=_lede(facts),
        is_demo=facts.is_demo, landscape=True, subtitle=facts.framework,
        sections=(
            Section("red", "Red or not met", (parts.exceptions(facts),)),
            Section("late", "Past their date", (parts.late(facts),)),
            Section("moved", "Dates that moved", (_moved(facts),)),
            Section("escalated", "Escalated and not decided", (parts.raised(facts.raised, facts.as_at),)),
            Section("measures", "Where the records show otherwise", (parts.beyond(facts),)),
            *parts.work(facts),
            Section("unowned", "Without a lead", (_unowned(facts),)),
            Section("findings", "What does not add up", (*parts.doubts(facts), _accepted(facts))),
        ),
    )  # fmt: skip


def _lede(facts: ReportFacts) -> Paragraph:
    """How many exceptions of each kind there are."""
    found = [
        (len(facts.exceptions), "row is red or not met", "rows are red or not met", "rows:red-or-not-met"),
        (len(facts.late), "is past its date", "are past their date", "rows:overdue"),
        (sum(not row.lead for row in facts.rows), "has no lead", "have no lead", "rows:unowned"),
        (len(facts.raised), "thing waits on the ladder", "things wait on the ladder", "boards"),
        (len(facts.open_doubts), "thing does not add up", "things do not add up", "findings"),
    ]
    told = [say(Piece(f"{number}", source), f" {one if number == 1 else many}")
            for number, one, many, source in found if number]  # fmt: skip
    if not told:
        return say(f"On {full_day(facts.as_at)} there is nothing to report by exception.")
    words = [Piece(f"Of {counted(len(facts.rows), 'row')} in force on {full_day(facts.as_at)} ")]
    for place, piece in enumerate(told):
        words += [Piece("; ")] if place else []
        words += piece
    return (*words, Piece("."))


def _moved(facts: ReportFacts) -> Grid:
    rows = []
    for each in sorted(facts.moved, key=lambda each: (-each.times, each.first)):
        row = facts.row(each.row)
        if row is None:
            continue
        now = full_day(each.now) if each.now else "No date"
        why = f"{each.why} ({each.who})" if each.who and each.why else each.why
        rows.append((parts.row_cell(row), cell(each.text), cell(f"{full_day(each.first)} to {now}"),
                     cell(counted(each.times, "time")), cell(why or parts.NOT_SAID)))  # fmt: skip
    return Grid("Gap actions whose date moved", ("Row", "Gap action", "From first date to now", "Moved", "Why, last"),
                (6, 6, 5, 2, 6), tuple(rows), empty="No open gap action has had its date moved.")  # fmt: skip


def _unowned(facts: ReportFacts) -> Grid:
    rows = tuple((parts.row_cell(row), parts.rag_cell(row), cell(joined(row.groups) or "No group"))
                 for row in facts.rows if not row.lead)  # fmt: skip
    return Grid("Rows without a lead", ("Row", "RAG", "Reports to"), (9, 2, 6), rows, empty="Every row has a lead.")


def _accepted(facts: ReportFacts) -> Text:
    accepted = sum(1 for each in facts.doubts if each.accepted)
    if not accepted:
        return Text(say("None has been accepted."), quiet=True)
    verb = "has" if accepted == 1 else "have"
    many = Piece(counted(accepted, "other thing"), "findings")
    return Text(say(many, f" {verb} been accepted until a day, with a reason."), quiet=True)


KIND = ReportKind(
    "exception-report", TITLE, "The director, and whoever chairs a board",
    "Only what is off track: rows that are red or not met, late, moved or without a lead; what waits on the ladder, "
    "what the records contradict, how the work with providers stands, what does not add up.",
    ("docx", "pdf", "xlsx"), write, tells_work=True,
)  # fmt: skip
