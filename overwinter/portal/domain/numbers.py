"""Another number for the codes. Whoever holds a mailbox and an open page must not lead the codes to their own phone: a
new number holds only once the old one has said yes by a code, or an officer who rang the home."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.kernel.words import counted
from overwinter.portal.domain.entering import Terms


class NumberEnd(StrEnum):
    """What became of a new number that was asked for."""

    BY_CODE = "by code"
    BY_OFFICER = "by officer"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def is_taken(self) -> bool:
        return self in (NumberEnd.BY_CODE, NumberEnd.BY_OFFICER)


@dataclass(frozen=True, slots=True)
class NumberFacts:
    """A new number that somebody asked for."""

    ends_at: datetime
    is_decided: bool
    is_current: bool
    """Whether the contact is still the one it was asked for."""
    codes: int = 0
    """How many codes went to the old number for it."""


def may_ask_for_number(asked_in_a_day: int, terms: Terms) -> Verdict:
    """The same bound as for codes: each asking sends one to the old number."""
    if asked_in_a_day < terms.tries:
        return ALLOWED
    return refused(
        f"Another number was asked for {counted(asked_in_a_day, 'time')} within a day. Ring the council: it can change "
        "the number at once"
    )


def may_decide_number(asked: NumberFacts | None, now: datetime) -> Verdict:
    if asked is None or asked.is_decided:
        return refused("No new number waits here any more.")
    if not asked.is_current:
        return refused("The contact was changed meanwhile, so this number waits no more. Enter it again.")
    if asked.ends_at <= now:
        return refused("Nobody confirmed this number in time, so it waits no more. Enter it again.")
    return ALLOWED


def may_send_number_code(asked: NumberFacts, terms: Terms) -> Verdict:
    if asked.codes < terms.tries:
        return ALLOWED
    return refused(f"{counted(asked.codes, 'code')} went to the old number. Use the newest, or ring the council")
