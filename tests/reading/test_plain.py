"""A reading in plain values is what ``dataclasses.asdict`` makes of it."""

from dataclasses import asdict, dataclass
from datetime import date

from overwinter.kernel.status import Rag
from overwinter.reading.document import Place
from overwinter.reading.plain import as_plain
from overwinter.reading.result import Match, Reading, RowRead, Source


def test_a_reading_is_as_asdict_makes_it() -> None:
    cell = Place(sheet="Plan", row=4, column=2)
    row = RowRead(
        1, "row 4", requirement="Ask each home", rag=Rag.AMBER, by_when_date=date(2020, 10, 31),
        extra=(("Cost", "none"),), matches=(Match("a.b", 0.9),),
        sources=(("requirement", Source("row 4", "Ask each home", at=cell, more=(cell, cell))),),
    )  # fmt: skip
    reading = Reading("plan.xlsx", "0", "xlsx", 13, "pack", rows=(row,))
    assert as_plain(reading) == asdict(reading)
    assert as_plain(reading)["rows"][0]["sources"][0][1]["at"] == asdict(cell)


def test_lists_and_mappings_are_looked_into() -> None:
    assert as_plain(_Box([_Box(1)], {"a": _Box(2)})) == asdict(_Box([_Box(1)], {"a": _Box(2)}))


@dataclass
class _Box:
    held: object
    named: dict[str, object] | None = None
