"""A reading in plain values is what the library makes of it, but that tuples stay tuples."""

from datetime import date

from msgspec import Struct, json

from overwinter.kernel.status import Rag
from overwinter.reading.document import Place
from overwinter.reading.plain import as_plain
from overwinter.reading.result import Match, Reading, RowRead, Source


def test_a_reading_is_as_the_library_makes_it() -> None:
    cell = Place(sheet="Plan", row=4, column=2)
    row = RowRead(
        1, "row 4", requirement="Ask each home", rag=Rag.AMBER, by_when_date=date(2020, 10, 31),
        extra=(("Cost", "none"),), matches=(Match("a.b", 0.9),),
        sources=(("requirement", Source("row 4", "Ask each home", at=cell, more=(cell, cell))),),
    )  # fmt: skip
    reading = Reading("plan.xlsx", "0", "xlsx", 13, "pack", rows=(row,))
    assert json.encode(as_plain(reading)) == json.encode(reading)
    assert as_plain(reading)["rows"][0]["sources"][0][1]["at"]["sheet"] == "Plan"


def test_lists_and_mappings_are_looked_into() -> None:
    box = _Box([_Box(1)], {"a": _Box(2)})
    assert json.encode(as_plain(box)) == json.encode(box)


class _Box(Struct):
    held: object
    named: dict[str, object] | None = None
