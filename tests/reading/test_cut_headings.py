"""Section headings whose beginning a print cut off."""

from overwinter.reading.catalogue import Catalogue, Entry
from overwinter.reading.matching.cut_headings import mend_headings
from overwinter.reading.result import Reading, RowRead

SECTIONS = ("Managing staff movement", "Protective equipment", "Equipment and staff", "Leadership of social work")


def mended(*printed: str | None) -> Reading:
    entries = tuple(Entry(f"x.{n}", "A theme", name, "la", "", "") for n, name in enumerate(SECTIONS))
    rows = tuple(RowRead(n=n, place=f"row {n}", section=section) for n, section in enumerate(printed))
    reading = Reading(name="", sha256="", media_type="", characters=0, framework="f", rows=rows)
    return mend_headings(reading, Catalogue("f", entries, confident_from=0.9, shown_from=0.4))


def test_the_end_of_a_framework_heading_is_written_out_and_says_so() -> None:
    reading = mended("staff movement", "ship of social work")

    assert [row.section for row in reading.rows] == ["Managing staff movement", "Leadership of social work"]
    assert [row.findings[0].code for row in reading.rows] == ["heading-cut", "heading-cut"]
    assert [piece.text for piece in reading.headings] == ["staff movement", "ship of social work"]


def test_a_councils_own_heading_stays() -> None:
    sections = ("Staff movement", "Movement", None, "staff", "the market")

    assert [row.section for row in mended(*sections).rows] == list(sections)
