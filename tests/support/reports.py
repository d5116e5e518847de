"""A small invented plan on a day, as reports are given it."""

from dataclasses import replace
from datetime import date

from overwinter.assurance.domain.report_facts import (
    Action,
    Board,
    Changed,
    Decided,
    Doubt,
    MovedDate,
    OnDay,
    PlanRow,
    Raised,
    ReportFacts,
    Shown,
    Task,
    Work,
    WorkTable,
)
from overwinter.assurance.domain.said import Piece
from overwinter.kernel.measured import Measured, Standing
from overwinter.kernel.status import FullyMet, Rag

DAY = date(2020, 11, 13)
LATE = Action("Ring the homes", "Grants officer", date(2020, 11, 3), "To do", True)
ROW = PlanRow(
    1, "1.1", "Circulate guidance", "Theme 1", "Guidance", Rag.RED, FullyMet.NO, "ipc.guidance-circulation", "ipc",
    "=SUM(A1) is how it began.", "Head of commissioning", 7, ("Winter board",), "31 October", date(2020, 10, 31),
    date(2020, 12, 1), date(2020, 10, 31), (LATE,), (Shown("Minute", "A file", date(2020, 10, 1), DAY, True),),
    (Measured("flu-staff", "Staff vaccinated", Standing.BEYOND, "41%", "41 of 100", "at least 75%"),),
)  # fmt: skip
OTHER = replace(
    ROW, id=2, number="1.2", title="Control outbreaks", rag=Rag.GREEN, fully_met=FullyMet.YES, text="In place.",
    lead="", lead_id=None, by_when="", by_when_date=None, late_since=None, actions=(), evidence=(), measured=(),
    requirement_id="ipc.outbreak-control",
)  # fmt: skip
LOCAL = replace(OTHER, id=3, number="", title="Gritting", theme="Local rows", requirement_id=None, section_id="")
WORK = Work(
    "returns", "Returns", ((Piece("21", "page:/returns/"), Piece(" of 30 locations had made it.")),),
    WorkTable("Returns in their period", ("Return", "Asked"), (7, 2), ((Piece("Daily"), Piece("30", "page:/r/")),),
              frozenset({1})),
)  # fmt: skip
FACTS = ReportFacts(
    council="Northmere Council", is_demo=True, winter="2020 to 2021", framework="A national plan",
    framework_id="asc-winter-plan-2020-21", as_at=DAY, started_on=date(2020, 9, 18), rows=(ROW, OTHER, LOCAL),
    doubts=(Doubt("It is late.", "Since October.", "finish it", (1,), "Past its date"),
            Doubt("It is pasted.", "Twice.", "say more", (2,), "Pasted", accepted="Accepted until then")),
    trend=(OnDay(date(2020, 11, 6), {"green": 3}), OnDay(DAY, {"green": 2, "red": 1})), since=date(2020, 10, 16),
    work=(WORK,),
    changes=(Changed(1, "RAG green to red: “The agency left”", "Head of commissioning", date(2020, 11, 9), True),),
    moved=(MovedDate(1, "Ring the homes", date(2020, 10, 3), date(2020, 11, 3), 2, "Nobody was there"),),
    raised=(Raised("1.1 Circulate guidance", 1, "Care cell", "Winter board", 4, "No money", date(2020, 11, 1), 12),),
    board=Board(4, "Winter board", True, ("Care cell",), frozenset((1, 2, 3)), date(2020, 10, 16), 8,
                date(2020, 11, 19), 9,
                (Task("Buy a van", "Opening hours", "", None, "To do", True, 0, 8),),
                (Decided("A van may be bought", "1.1 Circulate guidance", 1, 8, date(2020, 10, 16)),)),
)  # fmt: skip
