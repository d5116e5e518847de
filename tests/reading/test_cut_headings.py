"""Section headings whose beginning a print cut off."""

from overwinter.reading.catalogue import Catalogue, Entry
from overwinter.reading.matching.cut_headings import mend_headings
from overwinter.reading.result import Reading, RowRead

SECTIONS = (
    "Managing staff movement",
    "Protective equipment",
    "Equipment and staff",
    "Leadership of social work",
    "Care Act easements",
    "Workforce capacity",
    "End-of-life care",
    "End-of-life guidance",
)


def mended(*printed: str | None, media_type: str = "") -> Reading:
    entries = tuple(Entry(f"x.{n}", "A theme", name, "la", "", "") for n, name in enumerate(SECTIONS))
    rows = tuple(RowRead(n=n, place=f"row {n}", section=section) for n, section in enumerate(printed))
    reading = Reading(name="", sha256="", media_type=media_type, characters=0, framework="f", rows=rows)
    return mend_headings(reading, Catalogue(framework="f", entries=entries, confident_from=0.9, shown_from=0.4))


def test_the_end_of_a_framework_heading_is_written_out_and_says_so() -> None:
    reading = mended("staff movement", "ship of social work")

    assert [row.section for row in reading.rows] == ["Managing staff movement", "Leadership of social work"]
    assert [row.findings[0].code for row in reading.rows] == ["heading-cut", "heading-cut"]
    assert [piece.text for piece in reading.headings] == ["staff movement", "ship of social work"]


def test_a_councils_own_heading_stays() -> None:
    sections = ("Staff movement", "Movement", None, "staff", "the market")

    assert [row.section for row in mended(*sections).rows] == list(sections)


COPIED = ("Managing staff movement", "Equipment and staff", "Care Act easements", "Workforce capacity")


def test_a_print_that_copies_the_frameworks_headings_has_its_cut_and_misread_ones_written_out() -> None:
    reading = mended(*COPIED, "Leadership of social", "Protectiv equipment", media_type="text/plain")

    assert [row.section for row in reading.rows[4:]] == ["Leadership of social work", "Protective equipment"]
    assert [piece.text for piece in reading.headings] == ["Leadership of social", "Protectiv equipment"]


def test_a_heading_that_two_begin_with_or_that_an_office_file_has_stays() -> None:
    assert mended(*COPIED, "End-of-life", media_type="text/plain").rows[4].section == "End-of-life"
    office = mended(*COPIED, "Leadership of social", media_type="application/vnd.ms-excel")
    assert office.rows[4].section == "Leadership of social"


def test_a_document_with_headings_of_its_own_keeps_them() -> None:
    own = ("Our staff", "Our homes", "Our money", "Leadership of social")
    assert [row.section for row in mended(*own, media_type="text/plain").rows] == list(own)
