"""Assessments of a setting's risks: that one was made, and when somebody looks again."""

from dataclasses import dataclass
from datetime import date

from overwinter.kernel.verdict import ALLOWED, Verdict, refused


@dataclass(frozen=True, slots=True)
class Assessment:
    about: str
    """Which risk: "Visiting"."""
    assessed_on: date
    review_on: date
    outcome: str = ""


def may_record(made: Assessment, today: date, *, stands_already: bool) -> Verdict:
    """``stands_already``: the location has a current one about the same risk."""
    if stands_already:
        return refused(f"“{made.about}” is assessed already. Record a review of it, so that its history stays whole.")
    return may_date(made, today)


def may_date(made: Assessment, today: date) -> Verdict:
    if made.assessed_on > today:
        return refused("The day of the assessment lies ahead. Enter the day on which it was made.")
    if made.review_on <= made.assessed_on:
        return refused("The review must come after the assessment. Enter a later day.")
    return ALLOWED


def is_overdue(review_on: date, today: date) -> bool:
    return review_on < today
