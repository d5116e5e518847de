"""Whether a requirement is in force on a day, and why not."""

from datetime import date

from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import ALLOWED, Verdict, refused


def in_force(*, starts: date, until: date | None, withdrawn_on: date | None, on: date) -> Verdict:
    """Dates of law decide: easements ended on 16 July 2021, national free PPE on 31 March 2024."""
    if withdrawn_on is not None and on >= withdrawn_on:
        return refused(f"It was withdrawn from the catalogue on {full_day(withdrawn_on)}.")
    if on < starts:
        return refused(f"It comes into force on {full_day(starts)}.")
    if until is not None and on > until:
        return refused(f"It has not been in force since {full_day(until)}.")
    return ALLOWED
