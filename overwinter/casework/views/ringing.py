"""Opening the call form of a location: whom to ring, what helps, and a note of who reads it and rings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from overwinter.accounts.api import signed_in
from overwinter.casework import actions
from overwinter.casework.domain.due import next_working_day
from overwinter.casework.domain.kinds import Team
from overwinter.casework.forms import CallForm
from overwinter.casework.models import CallHeld
from overwinter.casework.pages import words
from overwinter.casework.pages.call import CallPage
from overwinter.casework.permissions import sees_all, teams_of
from overwinter.casework.queries.calls import AskedAbout, CallLine
from overwinter.frameworks.api import get_limits
from overwinter.infra.bank_holidays import bank_holidays
from overwinter.kernel.threshold import Limits
from overwinter.operations.api import LastAnswers, list_operations
from overwinter.organisations.api import viewer_of
from overwinter.providers.api import RingFact, find_location, find_whom_to_ring, note_contacts_read


@dataclass(frozen=True, slots=True)
class Ringing:
    """The person who rings now, and by what limits."""

    request: HttpRequest
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def limits(self) -> Limits:
        return get_limits(self.today)

    @property
    def held_for(self) -> timedelta:
        return timedelta(minutes=self.limits["call-held"].count)

    @property
    def teams(self) -> tuple[Team, ...]:
        viewer = viewer_of(self.request)
        return teams_of(viewer, viewer.council_id)

    def open(self, line: CallLine, *, form: CallForm | None = None, only_calls: bool, number: str = "") -> CallPage:
        """The form of one location. Opening it is written down once for as long as it is held: others see who rings,
        and the log says who read the numbers and what was said."""
        ring_fact = find_whom_to_ring(viewer_of(self.request), line.location, day=self.today)
        held = self._note(line)
        other = held if held is not None and held.by_id != signed_in(self.request).pk else None
        by_others = [each for each in line.rung_today if each.by_id != signed_in(self.request).pk]
        return CallPage(
            line, form or self.form(line, ring_fact, only_calls=only_calls), ring_fact, self._answers(line), self.now,
            number, words.held_words(other) if other is not None else "", words.rung_words(by_others),
            self._reads_last(line),
        )  # fmt: skip

    def form(
        self, line: CallLine, ring: RingFact | None = None, *, only_calls: bool, data: QueryDict | None = None
    ) -> CallForm:
        """Ticked is what is theirs to ask about now; what other teams follow up can be asked about in the same call."""
        first = self.teams[0] if self.teams else Team.CONTRACTS
        initial = {
            "concerns": [str(each.pk) for each in line.concerns if self._is_asked(each)],
            "spoke_with": ring.who.capitalize() if ring is not None else "",
            "ring_again_on": self.next_day(),
        }
        passes = [team for team in (Team.INFECTION, Team.QUALITY, Team.CONTRACTS) if team is not first]
        return CallForm(data, concerns=line.concerns, teams=passes, only_calls=only_calls, initial=initial)

    def next_day(self) -> date:
        """The working day after this one."""
        year = self.today.year
        return next_working_day(self.today, bank_holidays(year) | bank_holidays(year + 1))

    def _is_asked(self, concern: AskedAbout) -> bool:
        ready = concern.ring_again_on is None or concern.ring_again_on <= self.today
        return ready and Team(concern.team) in self.teams

    def _reads_last(self, line: CallLine) -> bool:
        viewer = viewer_of(self.request)
        said_to_them = line.last is not None and Team(line.last.team) in self.teams
        return said_to_them or sees_all(viewer, viewer.council_id)

    def _note(self, line: CallLine) -> CallHeld | None:
        """Holds the call unless another does, and writes down who reads the numbers. Once while it is held; the answer
        is who rings it now, who may have opened it since the list was read."""
        user = signed_in(self.request)
        if line.held is not None and line.held.by_id == user.pk:
            return line.held
        location = find_location(viewer_of(self.request), line.location.pk)
        if location is not None:
            note_contacts_read(location=location, by=user)
        return line.held or actions.hold_call(location=line.location, by=user, now=self.now)

    def _answers(self, line: CallLine) -> tuple[LastAnswers, ...]:
        viewer, place = viewer_of(self.request), line.location.pk
        offers = [offer for operation in list_operations() for offer in operation.morning]
        found = (offer.last_answers(location_id=place, viewer=viewer, today=self.today) for offer in offers)
        return tuple(each for each in found if each is not None)
