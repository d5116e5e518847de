"""Concerns that were escalated to a group, on its agenda; and what it makes of them, in their logs."""

from collections.abc import Iterable
from datetime import date

from overwinter.casework import addresses
from overwinter.casework.actions.hearing import hear_group
from overwinter.casework.domain.kinds import Severity
from overwinter.casework.models import Concern
from overwinter.casework.pages import words
from overwinter.casework.queries.concerns import list_before
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.operations.api import Heard, OfferedItem
from overwinter.organisations.api import GroupFact, Viewer


class EscalatedConcerns:
    """For whoever keeps the group: it was asked to decide, so its chair need not work with providers besides."""

    prefix = "concern"

    def offer(self, *, group: GroupFact, viewer: Viewer, on: date) -> Iterable[OfferedItem]:
        if viewer.belongs_to(group.council_id):
            for concern in list_before(group):
                yield self._item(concern, on)

    def hear(self, heard: Heard) -> None:
        _, _, pk = heard.key.partition(":")
        if pk.isdecimal():
            hear_group(concern_id=int(pk), heard=heard, by=heard.by)

    def _item(self, concern: Concern, on: date) -> OfferedItem:
        since = words.day_of(concern.escalated_at or concern.raised_at)
        return OfferedItem(
            key=f"{self.prefix}:{concern.pk}",
            title=f"{words.about(concern)}: {concern.title.rstrip('.')}",
            reason=_reason(concern, since, on),
            url=addresses.concern(concern.pk),
            since=since,
        )


def _reason(concern: Concern, since: date, on: date) -> str:
    """How grave and how old on the day of the meeting, since when the group is asked, and why."""
    age, waits = (on - words.day_of(concern.raised_at)).days, (on - since).days
    due = words.day_of(concern.due_at)
    late = f", due since {full_day(due)}" if due < on else f", due on {full_day(due)}"
    return (
        f"{Severity(concern.severity).label}, open for {words.for_days(age)}{late}; "
        f"{words.owner_of(concern)}. Escalated on {full_day(since)}, {counted(waits, 'day')} before the meeting: "
        f"“{concern.escalated_why.strip()}”"
    )
