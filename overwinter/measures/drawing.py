"""A measure over the winter as a strip, for the pages of every context that shows one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from overwinter.design.charts import Good, Reading, Strip
from overwinter.kernel.days import full_day
from overwinter.measures.domain.measure import Better, Standard, say_standard, standard_on
from overwinter.measures.domain.readings import DayReading
from overwinter.measures.queries import Followed


def strip_of(followed: Followed, days: Sequence[date]) -> Strip:
    """The latest reading of each of ``days`` beside the standard of the last; a day without one is a gap."""
    standard = standard_on(followed.day, followed.standards)
    definition = followed.definition
    words = say_standard(standard, definition.unit, definition.better)
    return Strip(
        label=definition.title,
        readings=tuple(_point(followed, each) for each in followed.on(days)),
        threshold=float(standard.value) if standard is not None else None,
        good=Good.AT_LEAST if definition.better is Better.HIGHER else Good.AT_MOST,
        standard=f"standard {words}" if words else "",
        unit=definition.unit.sign,
    )


def long_strip_of(followed: Followed, days: Sequence[date]) -> Strip:
    """The same for the large form, where the standard is written into the picture."""
    strip, standard = strip_of(followed, days), standard_on(followed.day, followed.standards)
    if standard is None:
        return strip
    return replace(strip, standard=f"S{strip.standard[1:]}, from {full_day(standard.effective_from)}")


def standard_source(standard: Standard | None) -> str:
    """Who set it, why, and from when: two short sentences."""
    if standard is None:
        return "No standard is set."
    whose = "Set by the council" if standard.own else "Set in the catalogue"
    return f"{whose} from {full_day(standard.effective_from)}. {standard.source.rstrip('.')}."


def _point(followed: Followed, reading: DayReading) -> Reading:
    unit = followed.definition.unit
    return Reading(reading.day, reading.value(unit), reading.figure(unit))
