"""The evidence map: rows and their evidence under each of the regulator's nine quality statements."""

from collections.abc import Iterable, Sequence

from overwinter.assurance.domain.report import Block, Cell, Grid, Report, Section, Text, cell, count, say
from overwinter.assurance.domain.report_facts import Outline, Part, PlanRow, ReportFacts, count_mets
from overwinter.assurance.domain.reports import parts
from overwinter.assurance.domain.reports.kind import ReportKind
from overwinter.assurance.domain.said import Paragraph, Piece
from overwinter.kernel.days import full_day
from overwinter.kernel.measured import Standing
from overwinter.kernel.status import FullyMet
from overwinter.kernel.words import counted

TITLE = "CQC evidence map"


def write(facts: ReportFacts, outline: Outline) -> Report:
    found = [(each, [row for row in facts.rows if each.is_about(row)]) for each in outline.statements]
    mapped = {row.id for _, rows in found for row in rows}
    rest = [row for row in facts.rows if row.id not in mapped]
    source = Text(say(outline.statements_source), quiet=True)
    return Report(
        name=KIND.name, title=TITLE, council=facts.council, winter=facts.winter, as_at=facts.as_at,
        lede=_lede(facts, found), is_demo=facts.is_demo, landscape=True, subtitle=facts.framework,
        sections=(
            Section("overview", "The nine statements", (_overview(found), source)),
            *(_section(statement, rows) for statement, rows in found),
            *([_rest(rest)] if rest else []),
        ),
    )  # fmt: skip


def _lede(facts: ReportFacts, found: Sequence[tuple[Part, list[PlanRow]]]) -> Paragraph:
    shown = sum(bool(row.evidence_in_date) for row in facts.rows)
    bare = [row for row in facts.rows if row.fully_met is FullyMet.YES and not row.evidence_in_date]
    without = [statement.title for statement, rows in found if not any(row.evidence_in_date for row in rows)]
    words = [
        Piece(f"On {full_day(facts.as_at)} "), Piece(f"{shown} of {len(facts.rows)}", "plan"),
        Piece(" rows had evidence in date. "), Piece(str(len(bare)), "plan" if bare else ""),
        Piece(f" {'row that is' if len(bare) == 1 else 'rows that are'} fully met had none."),
    ]  # fmt: skip
    if without:
        words.append(Piece(f" Nothing in date is kept for: {'; '.join(without)}."))
    return tuple(words)


def _overview(found: Iterable[tuple[Part, list[PlanRow]]]) -> Grid:
    rows = []
    for statement, those in found:
        mets = count_mets(those)
        in_date = [row for row in those if row.evidence_in_date]
        expired = [row for row in those if row.evidence and not row.evidence_in_date]
        rows.append((
            cell(statement.title, strong=True), cell(statement.theme), count(len(those), "plan"),
            count(mets[FullyMet.YES], "plan"), count(sum(row.is_exception for row in those), "rows:red-or-not-met"),
            count(len(in_date), "plan"), count(len(expired), "plan"),
            count(sum(not row.evidence for row in those), "plan"),
        ))  # fmt: skip
    heads = ("Quality statement", "Theme", "Rows", "Fully met", "Red or not met", "Evidence in date", "Expired", "None")
    return Grid("Rows and evidence by statement", heads, (6, 5, 2, 2, 2, 2, 2, 2), tuple(rows),
                numeric=frozenset(range(2, 8)))  # fmt: skip


def _section(statement: Part, rows: Sequence[PlanRow]) -> Section:
    about: Block = Text(say(statement.about))
    empty = "No row of the plan speaks to this statement. What the council does about it is shown elsewhere."
    made = tuple(
        (
            parts.row_cell(row), parts.rag_cell(row), parts.met_cell(row), cell(row.text or parts.NOT_SAID),
            _evidence(row), _measures(row),
        )
        for row in rows
    )  # fmt: skip
    heads = ("Row", "RAG", "Met", "What we say", "Evidence", "What is counted")
    grid = Grid(statement.title, heads, (5, 2, 2, 7, 6, 5), made, empty=empty)
    return Section(statement.key, statement.title, (about, grid))


def _evidence(row: PlanRow) -> Cell:
    if not row.evidence:
        return cell("None kept")
    return cell(*(
        say(Piece(each.title, row.source), f" ({each.kind.lower()}, true on {full_day(each.true_on)}, "
            f"{'until' if each.in_date else 'expired on'} {full_day(each.expires_on)})")
        for each in row.evidence
    ))  # fmt: skip


def _measures(row: PlanRow) -> Cell:
    lines = []
    for each in row.measured:
        standard = f", standard {each.standard}" if each.standard else ""
        beyond = ": not reached" if each.standing is Standing.BEYOND else ""
        lines.append(say(f"{each.title}: ", Piece(each.figure, f"measure:{each.code}"), f"{standard}{beyond}"))
    return cell(*lines)


def _rest(rows: Sequence[PlanRow]) -> Section:
    """Nothing is lost: local rows, and what the catalogue maps to no statement."""
    made = tuple((parts.row_cell(row), parts.rag_cell(row), parts.met_cell(row), _evidence(row)) for row in rows)
    verb = "is" if len(rows) == 1 else "are"
    words = f"{counted(len(rows), 'row')} of the plan {verb} mapped to no statement: local rows, as a rule."
    grid = Grid("Rows mapped to no statement", ("Row", "RAG", "Met", "Evidence"), (9, 2, 2, 9), made)
    return Section("rest", "Mapped to no statement", (Text(say(words)), grid))


KIND = ReportKind(
    "evidence-map", TITLE, "Whoever prepares the regulator’s assessment of the council",
    "Under each of the nine quality statements the rows that speak to it, what they say, the evidence kept for them "
    "and until when it holds, and what is counted; which statement has nothing in date.",
    ("docx", "pdf", "xlsx"), write,
)  # fmt: skip
