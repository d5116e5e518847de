"""What may be done with a form of the council's own."""

from collections.abc import Iterable
from datetime import date

from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import ALLOWED, Verdict, refused


def may_name(title: str, taken: Iterable[str]) -> Verdict:
    if not title:
        return refused("Give the form a name.")
    if title.casefold() in {each.casefold() for each in taken}:
        return refused(f"The council has a form called “{title}” already. Give this one another name.")
    return ALLOWED


def may_change_version(*, effective_from: date, has_returns: bool, in_use: bool, today: date) -> Verdict:
    """What was answered stays answered to the questions of its day."""
    if has_returns:
        return refused("Returns were made by this version, so it stays as it is. Begin a new version from a later day.")
    if in_use and effective_from <= today:
        return refused(
            f"This version is asked since {full_day(effective_from)}, so it stays as it is. Begin a new version from a "
            "later day."
        )
    return ALLOWED


def may_begin(effective_from: date, newest: date, *, today: date) -> Verdict:
    if effective_from <= today:
        return refused("A new version begins on a later day than today, so that nobody is asked two things on one day.")
    if effective_from <= newest:
        return refused(f"There is a version from {full_day(newest)} already. Begin the new one on a later day.")
    return ALLOWED
