"""What every write of casework begins with: who acts as what and when, the concern held still; and its history."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Model
from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.casework.domain.due import due_after
from overwinter.casework.domain.kinds import EventKind, Severity
from overwinter.casework.models import Concern, ConcernEvent
from overwinter.casework.permissions import may_follow_up, speaks_as
from overwinter.frameworks.api import get_limits
from overwinter.infra import audit, clock
from overwinter.infra.bank_holidays import bank_holidays
from overwinter.kernel.threshold import Limits
from overwinter.organisations.api import Council, Viewer, get_council, get_viewer, hold_council

BY_A_RULE = ""
"""As what a rule speaks: no person did it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts in which council, and the moment. Without a person it is the program, which may do what rules ask."""

    user: User | None
    viewer: Viewer | None
    council: Council
    name: str
    at: datetime

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    @property
    def limits(self) -> Limits:
        return get_limits(self.day)

    @property
    def holidays(self) -> Collection[date]:
        return bank_holidays(self.day.year) | bank_holidays(self.day.year + 1)

    def due(self, severity: Severity) -> datetime:
        """By when what is found now must be followed up."""
        return due_after(severity, timezone.localtime(self.at), self.limits, self.holidays)

    def note(self, verb: str, subject: Model | None = None, **details: object) -> None:
        """An entry of the audit log."""
        audit.record(verb, by=self.user, subject=subject, chain=self.council.code, at=self.at, details=details)

    def event(self, concern: Concern, what: EventKind, words: str = "") -> ConcernEvent:
        """A line of the concern's history, not yet saved."""
        return ConcernEvent(
            concern=concern, at=self.at, what=what.value, words=words.strip(), by=self.user, by_as=self.name
        )


def actor_in(council_id: int, by: User | None, now: datetime | None = None) -> Actor:
    viewer = get_viewer(by) if by is not None else None
    name = speaks_as(viewer, council_id=council_id) if viewer is not None else BY_A_RULE
    return Actor(by, viewer, get_council(council_id), name, now or clock.now())


def hold_concern(concern_id: int, by: User | None, now: datetime | None = None) -> tuple[Concern, Actor]:
    """The concern, which nobody else changes until this transaction ends. Refused for who may not follow it up."""
    hold_council(Concern.objects.values_list("council_id", flat=True).get(pk=concern_id))
    concern = Concern.objects.select_for_update(of=("self",)).select_related("location").get(pk=concern_id)
    actor = actor_in(concern.council_id, by, now)
    if actor.viewer is not None:
        may_follow_up(actor.viewer, concern).require()
    return concern, actor
