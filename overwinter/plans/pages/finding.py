"""What the page of one finding shows: what was seen, why it matters, how to mend it, and what was accepted of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from overwinter.design.limits import origin
from overwinter.design.parts import Event, Finding, Link
from overwinter.frameworks.api import get_limits
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Verdict
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings import RULES_BY_CODE, Standing, State
from overwinter.plans.models import FindingAcceptance, Plan, Response
from overwinter.plans.pages.findings import came_back
from overwinter.plans.pages.mending import accepting, finding_url, mending
from overwinter.plans.pages.past import Told, day_words
from overwinter.plans.pages.words import as_said, as_said_first, row_url


@dataclass(frozen=True)
class FindingPage:
    plan: Plan
    code: str
    subject: str
    standing: Standing | None
    """None where the finding stands no longer, and only what was once accepted of it is left to see."""
    rows: tuple[RowFacts, ...]
    acceptances: Sequence[FindingAcceptance]
    may_accept: Verdict
    today: date

    @property
    def title(self) -> str:
        return self.finding_title.rstrip(".")

    @property
    def finding_title(self) -> str:
        return self.standing.finding.title if self.standing is not None else self.acceptances[0].title

    @property
    def place(self) -> str:
        return f"A finding · {RULES_BY_CODE[self.code].name}"

    @property
    def lede(self) -> str:
        """Why such a thing matters."""
        return RULES_BY_CODE[self.code].why if self.standing is not None else "It stands no longer: it was mended."

    @property
    def limits(self) -> tuple[str, ...]:
        limits = get_limits(self.today)
        return tuple(
            f"{limits[name].decides.rstrip('.')}: {limits[name].said}. {origin(limits[name])}"
            for name in RULES_BY_CODE[self.code].limits
        )

    @property
    def shown(self) -> Finding | None:
        if self.standing is None:
            return None
        finding = self.standing.finding
        links = (mending(finding, self.plan.pk),) if self.may_accept else ()
        return Finding(finding.title, finding.facts, finding.mend, came_back(self.standing, self.today), links)

    @property
    def row_links(self) -> tuple[Link, ...]:
        return tuple(
            Link(f"{row.number} {row.title}".strip(), row_url(self.plan.pk, row.response_id)) for row in self.rows
        )

    @property
    def fingerprint(self) -> str:
        return self.standing.finding.fingerprint if self.standing is not None else ""

    @property
    def is_accepted(self) -> bool:
        return self.standing is not None and self.standing.state is State.ACCEPTED

    @property
    def accepted_words(self) -> str:
        """Who lives with it until when, and why."""
        if self.standing is None or self.standing.accepted is None or not self.is_accepted:
            return ""
        accepted = self.standing.accepted
        return (
            f"{as_said_first(accepted.who)} accepted it on {full_day(timezone.localdate(accepted.on))} until "
            f"{full_day(accepted.until)}: “{accepted.reason}”"
        )

    @property
    def until_hint(self) -> str:
        longest = get_limits(self.today)["acceptance-longest"]
        return f"At most {longest.said} from today. The finding comes back the day after, or when what it saw changes."

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(acceptance_event(each) for each in self.acceptances)


def acceptance_event(acceptance: FindingAcceptance) -> Event:
    """ "3 November 2026 Accepted until 3 January 2027. Winter plan manager: “…”"."""
    words = f"Accepted until {full_day(acceptance.until)}"
    if acceptance.ended_at is not None:
        ended, why = full_day(timezone.localdate(acceptance.ended_at)), acceptance.ended_why
        words += f"; {why[:1].lower()}{why[1:]} on {ended} by {as_said(acceptance.changed_as)}"
    return Event(full_day(timezone.localdate(acceptance.accepted_at)), words, acceptance.accepted_as, acceptance.reason)


def told_of(acceptances: Sequence[FindingAcceptance], today: date) -> Iterator[Told]:
    """What was accepted and taken back, for the history of a row."""
    for each in acceptances:
        at, title = each.accepted_at, each.title.rstrip(".")
        said = f"Finding “{title}” accepted until {full_day(each.until)}"
        yield Told(at, Event(day_words(timezone.localdate(at), today), said, each.accepted_as, each.reason))
        if each.ended_at is not None:
            when = day_words(timezone.localdate(each.ended_at), today)
            yield Told(each.ended_at, Event(when, f"Finding “{title}”: {each.ended_why.lower()}", each.changed_as))


def open_on_row(doubts: Sequence[Standing], today: date, response: Response, *, linked: bool) -> tuple[Finding, ...]:
    """What is open on a row, each with its two ways out where the viewer may take them: change it, or accept it."""
    plan_id = response.plan_id
    return tuple(
        Finding(
            title=each.finding.title, facts=each.finding.facts, to_mend=each.finding.mend, note=came_back(each, today),
            links=(mending(each.finding, plan_id, response.pk), accepting(each.finding, plan_id)) if linked else (),
        )
        for each in doubts if each.state.is_open
    )  # fmt: skip


def accepted_on_row(doubts: Sequence[Standing], response: Response) -> tuple[tuple[str, Link], ...]:
    """What the council lives with until a day: in words, and the way to it."""
    return tuple(
        (
            f"Accepted until {full_day(each.accepted.until)}: {each.finding.title} “{each.accepted.reason}”",
            Link("See it", finding_url(response.plan_id, *each.finding.key), each.finding.title.lower()),
        )
        for each in doubts if each.accepted is not None and not each.state.is_open
    )  # fmt: skip
