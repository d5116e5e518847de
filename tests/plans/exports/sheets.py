"""Plans as sheets, made by hand: no database."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.incoming import actions_in, names_in, title_in
from overwinter.plans.domain.sheet import GapLine, Original, PlanSheet, SheetRow
from overwinter.reading.engine import understood
from overwinter.reading.readers import read_document
from overwinter.reading.vocabulary.profile import Profile

AS_AT = date(2020, 11, 13)
THEMES = (
    "Theme 1: Preventing and controlling the spread of infection",
    "Theme 2: Collaboration across health & care: discharge / flow",
    "",
)
BASE = SheetRow(
    response_id=1, requirement_id="ipc.guidance-circulation", number="1.1", theme=THEMES[0], section="Staff movement",
    title="Circulate guidance", requirement="Circulate guidance to every provider in the area, and promote it.",
    response="A weekly newsletter goes to all homes.\nThe provider forum meets on Thursdays.", rag=Rag.GREEN,
    fully_met=FullyMet.YES, gap_actions=(), lead="Head of commissioning", by_when="31 October 2020",
    by_when_date=date(2020, 10, 31), next_review=None, reporting_groups=("Provider capacity cell",),
)  # fmt: skip


def row(at: int, **changes: Any) -> SheetRow:
    base = replace(
        BASE,
        response_id=at,
        number=f"1.{at}",
        requirement_id=f"area.thing-{at}",
        title=f"Do thing {at}",
        requirement=f"Work with partners so that thing number {at} is in place in every care home.",
    )
    return replace(base, **changes)


def rows() -> tuple[SheetRow, ...]:
    """Every status, every kind of date, empty fields, texts that look like formulas and like markup."""
    return (
        row(1),
        row(2, rag=Rag.AMBER, fully_met=FullyMet.PARTIAL, by_when="Ongoing", by_when_date=None),
        row(
            3, rag=Rag.RED, fully_met=FullyMet.NO, lead="", by_when="", by_when_date=date(2020, 12, 4),
            gap_actions=(
                GapLine("Agree the rota with homes", "Head of contracts", date(2020, 11, 30), "to_do"),
                GapLine("Write to every home", "", None, "done"),
            ),
        ),
        row(4, rag=Rag.UNKNOWN, fully_met=FullyMet.UNKNOWN, response="", by_when="", by_when_date=None),
        row(5, theme=THEMES[1], section="", response="=SUM(A1:A9) is what the old sheet held\n+44 is the prefix"),
        row(6, theme=THEMES[1], section="", response="#panic(\"no\") *not bold* <b>& not HTML</b>", by_when="weekly",
            by_when_date=None),
        row(7, theme=THEMES[1], section="", by_when="30-Oct", by_when_date=date(2020, 11, 20)),
        row(8, theme=THEMES[2], section="", requirement_id=None, number="", title="A local helpline",
            requirement="Run a local helpline for carers until the end of March."),
    )  # fmt: skip


def sheet(*chosen: SheetRow) -> PlanSheet:
    return PlanSheet(
        plan_id=1, council_name="Marlshire County Council", is_demo=True, framework_id="asc-winter-plan-2020-21",
        framework_title="Adult social care winter plan 2020 to 2021", winter="2020-21", as_at=AS_AT,
        rows=chosen or rows(),
    )  # fmt: skip


def sheet_read_from(path: Path, *profiles: Profile) -> PlanSheet:
    """The plan as it is just after the document at ``path`` was read and every row applied as it stood."""
    document = read_document(path)
    reading = understood(document, Winter(2020), framework="asc-winter-plan-2020-21", profiles=profiles)
    return replace(sheet(), rows=tuple(_applied(row, path.name, document.sha256) for row in reading.as_dict()["rows"]))


def _applied(read: dict[str, Any], name: str, sha256: str) -> SheetRow:
    texts = [f"{each['label']}: {each['text']}" if each["label"] else each["text"] for each in read["responses"]]
    day = date.fromisoformat(read["by_when_date"]) if read["by_when_date"] else None
    return SheetRow(
        response_id=read["n"],
        requirement_id=f"area.thing-{read['n']}",
        number=read["ref"] or "",
        theme=read["theme"] or "",
        section=read["section"] or "",
        title=f"Row {read['n']}",
        requirement=read["requirement"] or "",
        response="\n".join(texts),
        rag=Rag(read["rag"] or "unknown"),
        fully_met=FullyMet(read["fully_met"] or "unknown"),
        gap_actions=tuple(GapLine(text, "", None, "to_do") for text in actions_in(read["gap_actions"])),
        lead=title_in(read["lead"]),
        by_when=read["by_when"] or "",
        by_when_date=day,
        next_review=None,
        reporting_groups=names_in(read["reporting_to"]),
        original=Original(1, name, sha256, read["n"], read["place"], read),
    )


def changed(plan: PlanSheet, at: int, **changes: Any) -> PlanSheet:
    """``plan`` with other values in its row ``at``, from 0."""
    rows = list(plan.rows)
    rows[at] = replace(rows[at], **changes)
    return replace(plan, rows=tuple(rows))
