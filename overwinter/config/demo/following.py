"""What officers of the demo did about what rules saw in past weeks: most of it in its time, some of it late."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.casework import api as casework
from overwinter.casework.api import Channel, Outcome, Reached, Severity
from overwinter.casework.models import Concern
from overwinter.config.demo.course import Draw
from overwinter.infra import clock
from overwinter.organisations.api import Council

IN_TIME, OF_LATE, FALLS_BEHIND = 0.97, 0.7, 35
"""Of the calls about what rules saw, so large a part is made in time; and in so many days before today, a smaller."""
STILL_OPEN = 1
"""Days before today after which nobody has rung yet, so that the queue of today is full."""


@dataclass(frozen=True)
class FollowUpPlayer:
    """One call for each location on a Friday's look back: about all that rules saw there."""

    answers: Mapping[str, Mapping[str, str]]
    """Code of a rule to what the home said, what was agreed, and how the concern ended."""
    today: date
    council: Callable[[], Council]
    officer: Callable[[], User]

    def look_back(self, friday: date) -> None:
        if (self.today - friday).days < STILL_OPEN:
            return
        seen = Concern.objects.filter(council=self.council(), source="returns", state="open", location__isnull=False)
        rows = seen.select_related("location").prefetch_related("events").order_by("location_id", "id")
        for _, several in groupby(rows, key=lambda each: each.location_id):
            self._ring(list(several), friday)

    def _ring(self, concerns: Sequence[Concern], friday: date) -> None:
        location = concerns[0].location
        draw = Draw(f"{location} {friday}")
        share = OF_LATE if (self.today - friday).days <= FALLS_BEHIND else IN_TIME
        moment = self._moment(concerns, in_time=draw.share() < share)
        if location is None or moment.date() >= friday:
            return
        told = self.answers.get(concerns[0].kind, self.answers["other"])
        with clock.standing_at(moment):
            casework.log_contact(
                location=location, concerns=[each.pk for each in concerns], channel=Channel.CALL,
                reached=Reached.SPOKE, spoke_with=draw.of(("Registered manager", "Deputy manager")), said=told["said"],
                next_step=told["agreed"], closes={each.pk: Outcome(told["closes"]) for each in concerns},
                by=self.officer(),
            )  # fmt: skip

    @staticmethod
    def _moment(concerns: Sequence[Concern], *, in_time: bool) -> datetime:
        """After it was told last: within two hours what is urgent, else the next working morning; or four days after,
        late for most."""
        newest = max(event.at for each in concerns for event in each.events.all())
        if in_time and any(each.severity == Severity.URGENT.value for each in concerns):
            return newest + timedelta(hours=2)
        day = timezone.localdate(newest)
        for _ in range(1 if in_time else 4):
            day += timedelta(days=1 if day.weekday() < 4 else 7 - day.weekday())
        return timezone.make_aware(datetime.combine(day, time(9, 30)))
