"""Business continuity plans of providers: which version, when it was tried, what it covers, until when it holds."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Limits
from overwinter.kernel.verdict import ALLOWED, Verdict, refused

FILE_KINDS = ("pdf", "docx", "doc", "odt", "rtf", "xlsx", "xls", "ods", "pptx", "txt")
"""What a provider's plan may come as."""


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
    def rank(self) -> int:
        """The lower, the sooner somebody must ask."""
        return list(Stands).index(self)

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

    @classmethod
    def of(cls, limits: Limits) -> "Days":
        return cls(*(limits[f"continuity-{name}"].days for name in ("holds", "tested", "soon")))


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


def may_record(plan: Plan, before: Plan | None, today: date) -> Verdict:
    """Whether a version can be as it was entered; ``before`` is the one that is current."""
    if plan == before:
        return refused(f"Version {plan.version} stands on the register as you entered it. Change what is new about it.")
    if plan.dated > today:
        return refused("The day of the version lies ahead. Enter the day on which it was written or agreed.")
    if plan.tested_on is not None and plan.tested_on > today:
        return refused("The day of the test lies ahead. Enter a test that was held, or leave it empty.")
    if plan.expires_on is not None and plan.expires_on < plan.dated:
        return refused("It would run out before the day of the version. Put one of the two days right.")
    return ALLOWED


def may_keep_file(name: str, size: int, limit_mb: int) -> Verdict:
    if name.rpartition(".")[2].lower() not in FILE_KINDS:
        return refused(f"“{name}” is no kind of file a plan comes as. Choose a {', '.join(FILE_KINDS[:-1])} or txt.")
    if size > limit_mb << 20:
        return refused(f"“{name}” is larger than {limit_mb} MB. Ask the provider for a smaller one.")
    return ALLOWED
