"""Readings: what was counted on a day, how it is said, how it stands to the standard of its day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from overwinter.kernel.counting import Taken
from overwinter.kernel.days import full_day
from overwinter.kernel.measured import Measured, Standing
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.measures.domain.measure import Better, Definition, Standard, Unit, say_standard, say_value, standard_on

MOST = Decimal(1_000_000_000)
NO_DATA = "No data"


@dataclass(frozen=True, slots=True)
class DayReading:
    """A reading as it is kept."""

    day: date
    numerator: Decimal | None
    denominator: Decimal | None = None
    note: str = ""

    def value(self, unit: Unit) -> float | None:
        """To one decimal, as it is said: what is said, drawn and judged is the same figure."""
        if self.numerator is None:
            return None
        if not unit.needs_denominator:
            return round(float(self.numerator), 1)
        if not self.denominator:
            return None
        share = self.numerator / self.denominator
        return round(float(share * 100 if unit is Unit.PERCENT else share), 1)

    def figure(self, unit: Unit) -> str:
        value = self.value(unit)
        return NO_DATA if value is None else say_value(value, unit)

    def counted(self, unit: Unit) -> str:
        """ "152 of 214", "2,310 days for 275"; empty where nothing is divided."""
        if self.numerator is None or self.denominator is None:
            return ""
        joined = " days for " if unit is Unit.DAYS else " of "
        return f"{_plain(self.numerator)}{joined}{_plain(self.denominator)}"


def stands(value: float | None, standard: Standard | None, better: Better) -> Standing:
    if value is None:
        return Standing.NO_DATA
    if standard is None:
        return Standing.NO_STANDARD
    limit = float(standard.value)
    reached = value >= limit if better is Better.HIGHER else value <= limit
    return Standing.REACHED if reached else Standing.BEYOND


def latest_by(readings: Sequence[DayReading], day: date, current_days: int) -> DayReading | None:
    """The newest of ``readings`` (oldest first) that is at most ``current_days`` old on ``day``."""
    for reading in reversed(readings):
        if reading.day <= day:
            return reading if (day - reading.day).days < current_days else None
    return None


def points(readings: Sequence[DayReading], days: Iterable[date], current_days: int) -> tuple[DayReading, ...]:
    """For each day its latest reading, under that day; without one a reading that holds no data."""
    found = []
    for day in days:
        latest = latest_by(readings, day, current_days)
        found.append(
            DayReading(day, latest.numerator, latest.denominator, latest.note) if latest else DayReading(day, None)
        )
    return tuple(found)


def measured(
    definition: Definition, readings: Sequence[DayReading], standards: Sequence[Standard], day: date, current_days: int
) -> Measured:
    """How the measure stands on ``day``. ``readings`` oldest first, of one council; ``standards`` in any order."""
    unit, better = definition.unit, definition.better
    latest, standard = latest_by(readings, day, current_days), standard_on(day, standards)
    value = latest.value(unit) if latest is not None else None
    before = [each for each in reversed(readings) if each.day <= day]
    known = next((each.day for each in before if each.value(unit) is not None), None)
    reached = next(
        (
            each.day
            for each in before
            if stands(each.value(unit), standard_on(each.day, standards), better) is Standing.REACHED
        ),
        None,
    )
    since = f" since {known.day} {known:%B}" if known is not None else ""
    return Measured(
        code=definition.code,
        title=definition.title,
        standing=stands(value, standard, better),
        figure=latest.figure(unit) if latest is not None and value is not None else f"{NO_DATA}{since}",
        counted=latest.counted(unit) if latest is not None and value is not None else "",
        standard=say_standard(standard, unit, better),
        as_of=known,
        reached_on=reached,
    )


def may_take(day: date, today: date) -> Verdict:
    if day > today:
        return refused(f"{full_day(day)} has not been yet, so there is nothing to count.")
    return ALLOWED


def is_taken(*, by_hand: bool, taken: Taken) -> bool:
    """What people enter by hand is counted as soon as the program has records of it; until then it stays theirs."""
    return not by_hand or taken.numerator is not None


def is_replaced(day: date, today: date) -> bool:
    """Whether a reading that stands for ``day`` gives way to one counted again: today's only, for a day that is past
    is as it was counted then."""
    return day == today


def may_enter(
    definition: Definition, *, day: date, today: date, stands_already: bool, why: str, withdrawn: bool
) -> Verdict:
    """Whether a person may enter a reading by hand. One that stands is put right with a reason only."""
    if withdrawn:
        return refused("This measure is counted no more. Its readings stay as they are.")
    if not definition.by_hand:
        return refused("The program counts this measure itself, so nobody enters it by hand.")
    if day > today:
        return refused(f"{full_day(day)} has not been yet. Enter the day that was counted.")
    if stands_already and not why.strip():
        return refused(f"There is a reading for {full_day(day)} already. Say why it is put right.")
    return ALLOWED


def is_sound(unit: Unit, numerator: Decimal | None, denominator: Decimal | None) -> Verdict:
    """Whether the two numbers are a figure of that unit. No numerator is sound: it says that there is no data."""
    if numerator is None:
        return ALLOWED if denominator is None else refused("Enter how many were counted, or leave both boxes empty.")
    if numerator < 0 or (denominator is not None and denominator < 0) or max(numerator, denominator or 0) > MOST:
        return refused("Enter numbers from 0 to 1,000,000,000.")
    if unit.needs_denominator and not denominator:
        return refused("Enter of how many it is. Where there were none, say that there is no data.")
    if unit is Unit.PERCENT and denominator is not None and numerator > denominator:
        return refused(f"{_plain(numerator)} of {_plain(denominator)} cannot be: the part is larger than the whole.")
    return ALLOWED


def _plain(number: Decimal) -> str:
    return f"{number:,.2f}".rstrip("0").rstrip(".")
