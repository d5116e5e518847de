"""What changed since the last working day, told by every operation that knows of it, the newest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import nlargest

from django.utils import timezone
from django.utils.html import format_html

from overwinter.casework import addresses
from overwinter.casework.domain.due import last_working_day
from overwinter.casework.domain.kinds import Severity, Team
from overwinter.casework.queries.raised import list_answered, list_raised_by_people
from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.infra.bank_holidays import bank_holidays
from overwinter.kernel.days import full_day
from overwinter.operations.api import Changed, OffersChanges
from overwinter.organisations.api import Viewer

SHOWN, MOST = 6, 200
"""On the page of calls, and on the page of its own."""


class ConcernChanges:
    def changes(self, *, viewer: Viewer, since: datetime, most: int) -> Iterator[Changed]:
        for concern in list_raised_by_people(viewer, since=since, most=most):
            grave, team = Severity(concern.severity).label, Team(concern.team).label.lower()
            yield Changed(
                concern.raised_at, concern.location_id, concern.location, "Concern", "raised",
                f"{concern.title.rstrip('.')}. {grave}, {team}.", addresses.concern(concern.pk),
            )  # fmt: skip


class AnswersOfProviders:
    def changes(self, *, viewer: Viewer, since: datetime, most: int) -> Iterator[Changed]:
        for each in list_answered(viewer, since=since, most=most):
            waits = "An answer waits to be read." if each.waits else "It has been read."
            yield Changed(
                each.at, each.location_id, each.location, "Answer", "came in the portal",
                f"{each.title.rstrip('.')}. {waits}", addresses.concern(each.pk),
            )  # fmt: skip


@dataclass(frozen=True)
class ChangesPart:
    changes: Sequence[Changed]
    since: date
    today: date
    most: int

    @classmethod
    def of(cls, offers: Iterable[OffersChanges], viewer: Viewer, now: datetime, *, most: int) -> "ChangesPart":
        """From the beginning of the last working day on; as many statements as there are that offer."""
        today = timezone.localdate(now)
        since = last_working_day(today, bank_holidays(today.year - 1) | bank_holidays(today.year))
        start = timezone.make_aware(datetime.combine(since, time()))
        found = (each for offer in offers for each in offer.changes(viewer=viewer, since=start, most=most + 1))
        newest = nlargest(most + 1, found, key=lambda each: (each.at, each.location, each.what))
        return cls(newest, since, today, most)

    @property
    def title(self) -> str:
        """ "Changed since yesterday", "Changed since Friday"."""
        return f"Changed since {'yesterday' if self.today - self.since <= timedelta(days=1) else f'{self.since:%A}'}"

    @property
    def lede(self) -> str:
        beyond = f" The newest {self.most} are shown." if self.has_more else ""
        return (
            "What returns say otherwise than those before them, as far as a rule asks about it; concerns that people "
            "raised; what providers answered in the portal; locations that opened, closed, were rated anew or have "
            "another manager, since "
            f"{full_day(self.since)}.{beyond}"
        )

    @property
    def has_more(self) -> bool:
        return len(self.changes) > self.most

    @property
    def links(self) -> tuple[Link, ...]:
        return (Link("All", addresses.changes(), "what changed"),) if self.has_more else ()

    @property
    def table(self) -> Table:
        columns = (
            Column("Location", plain=True, width=5), Column("What", width=3, keep=True),
            Column("From and to", width=4, keep=True), Column("Why it is shown", width=8, keep=True),
        )  # fmt: skip
        rows = tuple(Row(tuple(_cells(each))) for each in self.changes[: self.most])
        return Table(
            self.title,
            columns,
            rows=rows,
            empty=f"Nothing that is asked about has changed since {full_day(self.since)}.",
        )


def _cells(change: Changed) -> Iterator[str]:
    yield linked(change.location, addresses.location(change.location_id))
    yield linked(change.what, change.url)
    yield format_html("<strong>{}</strong>", change.from_to)
    yield format_html('<span class="ow-small">{}</span>', change.why)
