"""The call form: whom to ring, what to ask about, what they said last time, what they answered last."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone
from django.utils.safestring import SafeString

from overwinter.casework import addresses
from overwinter.casework.domain.kinds import Team
from overwinter.casework.forms import CallForm
from overwinter.casework.pages import words
from overwinter.casework.queries.calls import AskedAbout, CallLine, open_said
from overwinter.design.parts import Link
from overwinter.design.phones import phone_link
from overwinter.kernel.days import full_day
from overwinter.operations.api import LastAnswers
from overwinter.providers.api import RingFact


@dataclass(frozen=True)
class CallPage:
    """Beside the list, or alone on a page of its own."""

    line: CallLine
    form: CallForm
    ring: RingFact
    answers: tuple[LastAnswers, ...]
    now: datetime
    number: str = ""
    """ "Call 1 of 7"; empty on a page of its own."""
    held_by_other: str = ""
    """Who has it open; empty for nobody else."""
    rung_by_other: str = ""
    reads_last: bool = True
    """Whether what was said last time was said to their team, or they read what is said to every team."""

    @property
    def name(self) -> str:
        return self.line.location.name

    @property
    def action(self) -> str:
        return addresses.ring(self.line.location.pk)

    @property
    def skip_url(self) -> str:
        return addresses.skip(self.line.location.pk)

    @property
    def phone(self) -> SafeString:
        return phone_link(self.ring.phone)

    @property
    def who(self) -> str:
        """ "deputy manager, until 14:00", or that nobody told a number."""
        if not self.ring.phone:
            return "No number is known. Add a contact on the page of the location."
        return ", ".join(part for part in (self.ring.who, self.ring.note) if part)

    @property
    def warnings(self) -> tuple[str, ...]:
        held = f"{self.held_by_other}. Ask them before you ring too." if self.held_by_other else ""
        rung = f"{self.rung_by_other}." if self.rung_by_other else ""
        return tuple(each for each in (held, rung) if each)

    @property
    def last_said(self) -> str:
        """What they said last time, in full; whoever sees it is written down."""
        return open_said(self.line.last) if self.line.last is not None and self.reads_last else ""

    @property
    def last_when(self) -> str:
        return words.last_call(self.line.last, timezone.localdate(self.now)) if self.line.last is not None else ""

    @property
    def ring_again_on(self) -> str:
        """As it was typed, or the day that is offered."""
        value = self.form["ring_again_on"].value()
        return full_day(value) if isinstance(value, date) else str(value or "")

    @cached_property
    def asked(self) -> tuple[tuple[str, str, str, bool, object], ...]:
        """What to ask about: id, title, a note, whether it is ticked, and the field of its own end."""
        if "concerns" not in self.form.fields:
            return ()
        ticked = {str(each) for each in self.form["concerns"].value() or []}
        ends = dict(zip((each.pk for each in self.line.concerns), self.form.own_endings, strict=False))
        return tuple(
            (str(each.pk), each.title, self._note(each), str(each.pk) in ticked,
             self.form[ends[each.pk]] if each.pk in ends else None)
            for each in self.line.concerns
        )  # fmt: skip

    def _note(self, concern: AskedAbout) -> str:
        return f"{Team(concern.team).label}. {words.overdue_words(concern.due_at, self.now)}."

    @property
    def log_link(self) -> Link:
        return Link("All calls and visits", addresses.log_of(self.line.location.pk), self.name)

    @property
    def location_url(self) -> str:
        return addresses.location(self.line.location.pk)
