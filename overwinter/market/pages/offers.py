"""What the meeting with the regulator should see, and what runs out on which day."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted, joined
from overwinter.market import addresses
from overwinter.market.domain.continuity import Stands, expiry
from overwinter.market.domain.risk import Level
from overwinter.market.models import RiskAssessment
from overwinter.market.pages.risk import why
from overwinter.market.permissions import may_read
from overwinter.market.queries import continuity, risk
from overwinter.market.queries.meeting import is_meeting, list_quality_concerns
from overwinter.market.queries.places import asked_in
from overwinter.market.scoring import parts_of
from overwinter.operations.api import CalendarEntry, OfferedItem
from overwinter.organisations.api import Cadence, GroupFact, Viewer
from overwinter.providers.api import Location, Rating

BETWEEN = {Cadence.WEEKLY: 7, Cadence.FORTNIGHTLY: 14, Cadence.FOUR_WEEKLY: 28}
A_MONTH = 31
"""Days that a plan that ran out is news for, where the group meets monthly or its cadence is not set."""
TITLES = 3
"""Of the concerns about one location; the page shows the others."""


class QualityAgenda:
    """For the reporting group that the council has named its meeting with the regulator, and for no other."""

    def offer(self, *, group: GroupFact, viewer: Viewer, on: date) -> Iterable[OfferedItem]:
        if may_read(viewer, group.council_id) and is_meeting(group):
            yield from _concerns(group, viewer)
            yield from _grave(group)
            yield from _ran_out(group, on)


def _concerns(group: GroupFact, viewer: Viewer) -> Iterator[OfferedItem]:
    """One item for each location: the meeting talks about homes."""
    for location, concerns in list_quality_concerns(viewer, council_id=group.council_id).items():
        titles = "; ".join(each.title.rstrip(".") for each in concerns[:TITLES])
        more = f"; and {len(concerns) - TITLES} more" if len(concerns) > TITLES else ""
        verb = "quality concern is" if len(concerns) == 1 else "quality concerns are"
        first = timezone.localdate(concerns[0].raised_at)
        yield OfferedItem(
            key=f"quality:{location.pk}",
            title=location.name,
            reason=f"{counted(len(concerns), verb, verb)} open, the oldest since {full_day(first)}: {titles}{more}.",
            url=addresses.concerns_of(location.pk),
            since=min(timezone.localdate(each.raised_at) for each in concerns),
        )


def _grave(group: GroupFact) -> Iterator[OfferedItem]:
    for location, score in risk.list_grave(group.council_id):
        high = score is not None and score.level == Level.HIGH.value
        since = [timezone.localdate(score.recorded_at)] if score is not None and high else []
        since += [location.rated_on] if _is_inadequate(location) and location.rated_on else []
        rated = f", {full_day(location.rated_on)}" if location.rated_on else ""
        said = [f"The Care Quality Commission rates it inadequate{rated}."] if _is_inadequate(location) else []
        said += [f"Its risk is high. {why(parts_of(score.parts))}"] if score is not None and high else []
        yield OfferedItem(
            key=f"risk:{location.pk}",
            title=f"{location.name}: {'high risk' if high else 'rated inadequate'}",
            reason=said[-1] if high else said[0],
            url=addresses.page("risk-of", location.pk),
            since=min(since, default=date.max),
        )


def _is_inadequate(location: Location) -> bool:
    return location.rating == Rating.INADEQUATE.value


def _ran_out(group: GroupFact, on: date) -> Iterator[OfferedItem]:
    """What ran out since the group met last, by its cadence; older ones it has seen."""
    back = timedelta(days=BETWEEN.get(group.rhythm.cadence, A_MONTH))
    rows = continuity.list_ended(group.council_id, first=on - back, before=on)
    if rows:
        days = continuity.days_on(on)
        names = joined(f"{row.location.name} ({full_day(expiry(continuity.plan_of(row), days))})" for row in rows)
        yield OfferedItem(
            key="continuity-ran-out",
            title=f"{counted(len(rows), 'continuity plan')} ran out since the last meeting",
            reason=f"{names}.",
            url=addresses.page("continuity", query=f"state={Stands.EXPIRED.value}"),
            since=min(expiry(continuity.plan_of(row), days) for row in rows),
        )


@dataclass(frozen=True, slots=True)
class _Kind:
    key: str
    one: str
    many: str
    label: str
    url: str


class QualityCalendar:
    """One entry for a day and a kind, for those who work with providers; two statements."""

    def entries(
        self, *, viewer: Viewer, council_id: int, first: date, last: date, today: date
    ) -> Iterable[CalendarEntry]:
        if not may_read(viewer, council_id):
            return
        after = last + timedelta(days=1)
        days = continuity.days_on(today)
        plans = continuity.list_ended(council_id, first=first, before=after)
        ends = Counter(expiry(continuity.plan_of(row), days) for row in plans)
        register = addresses.page("continuity")
        yield from _entries(
            ends, _Kind("continuity", "continuity plan runs out", "continuity plans run out", "Plan ends", register),
            today,
        )  # fmt: skip
        rows = RiskAssessment.objects.filter(is_current=True, review_on__gte=first, review_on__lt=after)
        rows = rows.filter(location__in=asked_in(council_id)).order_by()
        again = Counter(rows.values_list("review_on", flat=True))
        yield from _entries(
            again,
            _Kind("assessment", "risk assessment to review", "risk assessments to review", "Review",
                  addresses.page("assessments")),
            today,
        )  # fmt: skip


def _entries(found: "Counter[date]", kind: _Kind, today: date) -> Iterator[CalendarEntry]:
    for day, count in sorted(found.items()):
        yield CalendarEntry(
            key=f"{kind.key}-{day}", day=day, title=counted(count, kind.one, kind.many), kind=kind.label,
            url=kind.url, mine=False, late=day < today,
        )  # fmt: skip
