"""How a day is written: in full in a sentence, short only in axes and dense tables."""

from datetime import date


def full_day(day: date) -> str:
    """ "27 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def long_day(day: date) -> str:
    """ "27 November", where the winter says the year."""
    return f"{day.day} {day:%B}"


def short_day(day: date) -> str:
    """ "27 Nov"."""
    return f"{day.day} {day:%b}"
