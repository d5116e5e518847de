"""The lead's list: the rows of one lead, or of each, with what they are to do and by when."""

from collections.abc import Sequence

from overwinter.assurance.domain.report import Cell, Grid, Report, Section, cell, count, say
from overwinter.assurance.domain.report_facts import Outline, PlanRow, ReportFacts
from overwinter.assurance.domain.reports import parts
from overwinter.assurance.domain.reports.kind import ReportKind, Takes
from overwinter.assurance.domain.said import Paragraph, Piece
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted

TITLE = "Lead’s list"
NO_LEAD = "Without a lead"


def write(facts: ReportFacts, _outline: Outline) -> Report:
    leads = _leads(facts)
    sections = [section for title, rows in leads.items() for section in _sections(facts, title, rows)]
    if not facts.lead and leads:
        sections.insert(0, Section("leads", "Every lead", (_every(leads),)))
    return Report(
        name=KIND.name, title=TITLE, council=facts.council, winter=facts.winter, as_at=facts.as_at,
        lede=_lede(facts, leads), is_demo=facts.is_demo, landscape=True, subtitle=facts.lead or facts.framework,
        sections=tuple(sections),
    )  # fmt: skip


def _leads(facts: ReportFacts) -> dict[str, list[PlanRow]]:
    """The rows of each lead by title; also of those who only own actions. Rows without a lead come last."""
    found: dict[str, list[PlanRow]] = {facts.lead: []} if facts.lead else {}
    for row in facts.rows:
        leads = set(row.leads) or {NO_LEAD}
        titles = leads | {action.owner for action in row.open_actions if action.owner}
        for title in titles if not facts.lead else titles & {facts.lead}:
            found.setdefault(title, [])
            if title in leads:
                found[title].append(row)
    return dict(sorted(found.items(), key=lambda pair: (pair[0] == NO_LEAD, pair[0].casefold())))


def _lede(facts: ReportFacts, leads: dict[str, list[PlanRow]]) -> Paragraph:
    rows = list({row.id: row for those in leads.values() for row in those}.values())
    late = sum(row.late_since is not None for row in rows)
    actions = counted(sum(len(row.open_actions) for row in rows), "open gap action")
    if not rows:
        return say(f"On {full_day(facts.as_at)} {facts.lead or 'nobody'} led no row in force.")
    source = f"lead:{facts.lead_id}" if facts.lead_id is not None else "plan"
    led = sum(bool(those) and title != NO_LEAD for title, those in leads.items())
    return say(
        f"On {full_day(facts.as_at)} {facts.lead or counted(led, 'role')} led ",
        Piece(counted(len(rows), "row"), source),
        f" with {actions}; ", Piece(str(late), "rows:overdue" if late else ""),
        f" {'was past its' if late == 1 else 'were past their'} date.",
    )  # fmt: skip


def _every(leads: dict[str, list[PlanRow]]) -> Grid:
    rows = []
    for title, those in leads.items():
        source = _source(title, those)
        counts = (
            len(those), sum(row.is_exception for row in those), sum(row.late_since is not None for row in those),
            sum(len(row.open_actions) for row in those),
        )  # fmt: skip
        rows.append((cell(say(Piece(title, source))), *(count(number, source) for number in counts)))
    heads = ("Lead", "Rows", "Red or not met", "Past their date", "Open gap actions")
    return Grid("Rows of every lead", heads, (8, 2, 3, 3, 3), tuple(rows), numeric=frozenset((1, 2, 3, 4)))


def _source(title: str, rows: Sequence[PlanRow]) -> str:
    if title == NO_LEAD:
        return "rows:unowned"
    return f"lead:{rows[0].leads[title]}" if rows else ""


def _sections(facts: ReportFacts, title: str, rows: Sequence[PlanRow]) -> list[Section]:
    owned = _owned(facts, title)
    found = []
    if rows or facts.lead:
        heading = "Rows" if facts.lead else title
        found.append(Section("rows", heading, (_rows(facts, title, rows),), appendix=not facts.lead))
    if owned.rows:
        heading = "Actions on rows of others" if facts.lead else f"{title}: actions on rows of others"
        found.append(Section("owned", heading, (owned,), level=2 if rows else 1))
    return found


def _rows(facts: ReportFacts, title: str, rows: Sequence[PlanRow]) -> Grid:
    made = tuple(
        (
            parts.row_cell(row), parts.rag_cell(row), parts.met_cell(row), _when(facts, row),
            cell(full_day(row.next_review) if row.next_review else "Not set"),
            cell(*parts.next_lines(row, facts.as_at)), _evidence(row), cell(row.text or parts.NOT_SAID),
        )
        for row in rows
    )  # fmt: skip
    heads = ("Row", "RAG", "Met", "By when", "Next review", "Gap actions that are open", "Evidence", "What we say")
    caption = "Rows without a lead" if title == NO_LEAD else f"Rows led by {title}"
    return Grid(caption, heads, (6, 2, 2, 3, 3, 6, 4, 7), made, empty="No row in force is led by this role.")


def _when(facts: ReportFacts, row: PlanRow) -> Cell:
    days = (facts.as_at - row.late_since).days if row.late_since else 0
    said = full_day(row.by_when_date) if row.by_when_date else row.by_when or "No date"
    return cell(said, f"{counted(days, 'day')} late" if days else "")


def _evidence(row: PlanRow) -> Cell:
    if not row.evidence:
        return cell("None")
    return cell(*(f"{each.title} ({'until' if each.in_date else 'expired on'} {full_day(each.expires_on)})"
                  for each in row.evidence))  # fmt: skip


def _owned(facts: ReportFacts, title: str) -> Grid:
    made = tuple(
        (
            parts.row_cell(row), cell(row.led_by or "No lead"), cell(each.text),
            cell(full_day(each.due) if each.due else "No date"),
            cell(f"{each.state}, {counted(late, 'day')} late" if (late := each.days_late(facts.as_at)) else each.state),
        )
        for row in facts.rows
        if title not in row.leads
        for each in row.open_actions
        if each.owner == title
    )  # fmt: skip
    heads = ("Row", "Its lead", "Action", "Due", "Where it stands")
    return Grid(f"Actions of {title} on rows of others", heads, (6, 4, 8, 3, 3), made)


KIND = ReportKind(
    "leads-list", TITLE, "A lead officer, and whoever meets them",
    "The rows of one lead, or of every lead on a page of their own: how each stands, by when, its next review, open "
    "gap actions with owner and date, evidence, and actions they own on rows of others.",
    ("xlsx", "docx", "pdf"), write, Takes.LEAD,
)  # fmt: skip
