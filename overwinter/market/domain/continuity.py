"""Business continuity plans of providers: which version, when it was tried, what it covers, until when it holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from overwinter.kernel.days import full_day


class Stands(StrEnum):
    """How a provider's continuity plan stands on a day, worst first."""

    NONE = "none"
    EXPIRED = "expired"
    NO_WORKFORCE = "no workforce section"
    NOT_TESTED = "not tested"
    ENDS_SOON = "ends soon"
    CURRENT = "current"

    @property
    def label(self) -> str:
        return {
            Stands.NONE: "No plan known",
            Stands.EXPIRED: "Run out",
            Stands.NO_WORKFORCE: "No workforce section",
            Stands.NOT_TESTED: "Not tested this year",
            Stands.ENDS_SOON: "Runs out soon",
            Stands.CURRENT: "Current",
        }[self]

    @property
    def is_current(self) -> bool:
        return self in {Stands.CURRENT, Stands.ENDS_SOON}


@dataclass(frozen=True, slots=True)
class Plan:
    """A version of a provider's plan as the council has it."""

    version: str
    dated: date
    expires_on: date | None
    """None: it does not say; then it holds for the days of the setting."""
    tested_on: date | None
    workforce: bool
    """Whether it has a section about staff: what is done when many are away."""


@dataclass(frozen=True, slots=True)
class Days:
    """The settings, in days."""

    holds: int
    """How long a plan holds that does not say until when."""
    tested_within: int
    soon: int


def expiry(plan: Plan, days: Days) -> date:
    return plan.expires_on or plan.dated + timedelta(days=days.holds)


def stands(plan: Plan | None, today: date, days: Days) -> Stands:
    if plan is None:
        return Stands.NONE
    ends = expiry(plan, days)
    if ends < today:
        return Stands.EXPIRED
    if not plan.workforce:
        return Stands.NO_WORKFORCE
    if plan.tested_on is None or (today - plan.tested_on).days > days.tested_within:
        return Stands.NOT_TESTED
    return Stands.ENDS_SOON if (ends - today).days <= days.soon else Stands.CURRENT


def say(plan: Plan | None, today: date, days: Days) -> str:
    """ "Version 3, tested 6 May 2026, has a workforce section, runs out 1 April 2027"."""
    if plan is None:
        return "No plan is known"
    tested = f"tested {full_day(plan.tested_on)}" if plan.tested_on else "not known to be tested"
    workforce = "has a workforce section" if plan.workforce else "has no workforce section"
    ends = expiry(plan, days)
    runs = f"{'ran' if ends < today else 'runs'} out {full_day(ends)}"
    return f"Version {plan.version}, {tested}, {workforce}, {runs}"


def count(standing: Iterable[Stands]) -> dict[Stands, int]:
    found = dict.fromkeys(Stands, 0)
    for each in standing:
        found[each] += 1
    return found
