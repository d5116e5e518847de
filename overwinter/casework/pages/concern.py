"""One concern: what was seen, what was done about it by whom, and what is next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from overwinter.casework import addresses
from overwinter.casework.domain.kinds import ConcernState, Severity, Team
from overwinter.casework.models import Concern, ConcernEvent, ContactMade
from overwinter.casework.pages import words
from overwinter.casework.pages.queue import about_link
from overwinter.casework.pages.shown import crumbs_of_queue
from overwinter.design.parts import Event, Fact, Link
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.words import counted

STEPS = {
    "close": "Close it",
    "move": "Move the due time",
    "give": "Give it to a role",
    "pass": "Pass it to another team",
    "escalate": "Escalate it",
    "settle": "Say what was decided",
    "read": "Say that the answer was read",
    "reopen": "Open it again",
}
"""What one may do about a concern, in the words of the links."""


@dataclass(frozen=True)
class ConcernPage:
    concern: Concern
    events: Sequence[ConcernEvent]
    contacts: Sequence[ContactMade]
    others: Sequence[Concern]
    """What else is open about the location."""
    may_change: Verdict
    rings: bool
    """Whether they log calls."""
    sees_places: bool
    now: datetime

    @property
    def title(self) -> str:
        return self.concern.title

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return crumbs_of_queue()

    @property
    def place(self) -> str:
        return f"{words.about(self.concern)}, {words.raised_by(self.concern, self.today)}"

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def is_open(self) -> bool:
        return self.concern.state == ConcernState.OPEN.value

    @property
    def next_words(self) -> str:
        """What is next, in whole sentences."""
        concern = self.concern
        said = []
        if concern.answered_at is not None:
            moment = words.when(concern.answered_at, self.today)
            on = "" if moment.startswith("today") else "on "
            said.append(f"The provider answered in the portal {on}{moment}, and nobody has read it yet.")
        if not self.is_open:
            closed = words.day_of(concern.closed_at or self.now)
            how = f"It was closed on {full_day(closed)}: {words.state_of(concern).partition(': ')[2]}."
            return " ".join((*said, how) if said else ("Nothing.", how))
        said.append(f"{words.overdue_words(concern.due_at, self.now)}.")
        if concern.ring_again_on is not None:
            said.append(f"Ring again on {full_day(concern.ring_again_on)}.")
        if concern.escalated_at is not None:
            days = (self.today - words.day_of(concern.escalated_at)).days
            waits = f"for {counted(days, 'day')}" if days else "since today"
            said.append(f"It has waited for the {words.decided_by(concern)} to decide {waits}.")
        return " ".join(said)

    @property
    def main(self) -> Link | None:
        """The one green button."""
        if not self.is_open or not self.may_change:
            return None
        if self.concern.location is not None and self.rings:
            return Link("Log a call", addresses.ring(self.concern.location.pk))
        return Link(STEPS["close"], addresses.change(self.concern.pk, "close"))

    @property
    def links(self) -> tuple[Link, ...]:
        if not self.may_change:
            return ()
        steps = ["read"] if self.concern.answered_at is not None else []
        if not self.is_open:
            return tuple(self._step(step) for step in (*steps, "reopen"))
        steps += ["settle"] if self.concern.escalated_at is not None else []
        steps += ["move", "give", "pass", "escalate"]
        if self.main is not None and self.main.text != STEPS["close"]:
            steps.insert(steps.count("read"), "close")
        return tuple(self._step(step) for step in steps)

    def _step(self, step: str) -> Link:
        return Link(STEPS[step], addresses.change(self.concern.pk, step))

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(self._facts())

    def _facts(self) -> Iterator[Fact]:
        concern = self.concern
        yield Fact("About", about_link(concern, self.sees_places))
        yield Fact("Severity", Severity(concern.severity).label)
        yield Fact("Follows it up", words.owner_of(concern), Team(concern.team).label if concern.owner else "")
        if concern.escalated_at is not None:
            yield Fact("Escalated to", words.decided_by(concern), concern.escalated_why)
        moved = concern.due_at != concern.first_due_at
        first = f"At first {_moment(concern.first_due_at)}; it is measured by that." if moved else ""
        yield Fact("Due", _moment(concern.due_at), first)
        yield Fact("Raised", _moment(concern.raised_at), words.source_of(concern.source))
        if concern.times_seen > 1:
            yield Fact("Seen", f"{concern.times_seen} times", f"Last {words.when(concern.last_seen_at, self.today)}")
        yield Fact("First spoken with", self._first())
        if concern.told:
            yield Fact("The provider is told", concern.told, "In the portal, where it can answer")
        if not self.is_open:
            yield Fact("How it ended", words.state_of(concern).partition(": ")[2].capitalize(), concern.outcome_words)
            yield Fact("What shows it", concern.evidence or "Nothing was named; see what was done.")

    def _first(self) -> str:
        reached = self.concern.first_reached_at
        if reached is None:
            return "Nobody yet"
        return f"{_moment(reached)}, {'in time' if reached <= self.concern.first_due_at else 'late'}"

    @property
    def history(self) -> tuple[Event, ...]:
        """Contacts and what was done beside them, newest first."""
        found = [(event.at, event.pk, self._event(event)) for event in self.events]
        found += [(contact.at, contact.pk, contact_event(contact, self.today)) for contact in self.contacts]
        return tuple(event for _, _, event in sorted(found, key=lambda each: each[:2], reverse=True))

    def _event(self, event: ConcernEvent) -> Event:
        who = event.by_as or "By a rule"
        return Event(words.when(event.at, self.today), words.event_words(event), who)


def contact_event(contact: ContactMade, today: date) -> Event:
    came = ". ".join(part for part in (words.came_of(contact), contact.next_step) if part)
    return Event(words.when(contact.at, today), words.sentence(came), contact.by_as, contact.said or "")


def contact_words(contact: ContactMade) -> str:
    """What came of it and what it was about, for the log of a location."""
    about = "; ".join(each.concern.title for each in contact.about.all())
    said = (words.came_of(contact), contact.next_step, f"About: {about}" if about else "")
    return words.sentence(". ".join(part.rstrip(".") for part in said if part))


def _moment(at: datetime) -> str:
    return f"{full_day(words.day_of(at))} at {words.clock_time(at)}"
