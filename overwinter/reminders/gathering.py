"""What there is to tell everybody of a council on a day. For what the program does by itself, never for a page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from overwinter.frameworks.api import get_limits
from overwinter.organisations.api import Grant, Officer, list_officers
from overwinter.plans import api as plans
from overwinter.plans.api import Challenge, LeadGiven, MentionFact, Owed, Plan, RowFacts, RowOwed
from overwinter.reminders.domain.choosing import Choice, Kind
from overwinter.reminders.domain.telling import Telling
from overwinter.reminders.models import MailChoice

KINDS: Mapping[Owed, Kind] = {
    Owed.ROW_LATE: Kind.OVERDUE,
    Owed.ACTION_LATE: Kind.OVERDUE,
    Owed.ROW_SOON: Kind.DUE_SOON,
    Owed.ACTION_SOON: Kind.DUE_SOON,
    Owed.REVIEW_DUE: Kind.NOT_REVIEWED,
}
"""What is owed, and how a mail says it. That a row has no date is left to the pages: there is no day to speak of."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A council's plan on a day, and its people."""

    plan: Plan
    day: date
    rows: tuple[RowFacts, ...]
    doubted: Challenge
    given: Mapping[tuple[int, int], LeadGiven]
    mentions: tuple[MentionFact, ...]
    officers: tuple[Officer, ...]
    choices: Mapping[int, Choice]
    """Of those who chose, by the person's id."""

    def choice_of(self, officer: Officer) -> Choice:
        return self.choices.get(officer.user.pk, Choice())

    def tellings(self, officer: Officer) -> Iterator[Telling]:
        """In the order of the plan, whatever was told before."""
        owed = plans.list_owed(
            self.rows, self.doubted, role_ids=officer.held_since, titles=set(officer.titles), today=self.day,
            soon_days=get_limits(self.day)["reminder-soon"].days,
        )  # fmt: skip
        yield from (found for each in owed if (found := _of_owed(each)) is not None)
        yield from self._without_lead(officer)
        yield from self._mentioned(officer)
        yield from self._handed_over(officer)

    def _without_lead(self, officer: Officer) -> Iterator[Telling]:
        """For whoever manages the plan."""
        if Grant.PLAN_MANAGER not in officer.grants:
            return
        for row in self.rows:
            if plans.is_unowned(row):
                yield Telling(Kind.NO_LEAD, row.response_id, named(row), self.day)

    def _mentioned(self, officer: Officer) -> Iterator[Telling]:
        names = {row.response_id: named(row) for row in self.rows}
        for each in self.mentions:
            if each.user_id == officer.user.pk and each.response_id in names:
                subject, name = f"note-{each.note_id}", names[each.response_id]
                yield Telling(Kind.MENTIONED, each.response_id, name, each.on, subject, who=each.by)

    def _handed_over(self, officer: Officer) -> Iterator[Telling]:
        """Rows that became theirs: somebody else gave the row to their role, or the role to them."""
        for row in self.rows:
            found = [each for role_id in row.lead_ids if (each := self._news(officer, row, role_id)) is not None]
            if found and row.in_force:
                yield max(found, key=lambda each: each.day)

    def _news(self, officer: Officer, row: RowFacts, role_id: int) -> Telling | None:
        """That the row is led by a role of theirs since a day that is news."""
        if role_id not in officer.held_since:
            return None
        days, given = [officer.held_since[role_id]], self.given.get((row.response_id, role_id))
        if given is not None and given.by_id != officer.user.pk:
            days.append(given.on)
        if not self._news_since() <= max(days) <= self.day:
            return None
        return Telling(Kind.HANDED_OVER, row.response_id, named(row), max(days), who=row.leads[role_id])

    def _news_since(self) -> date:
        return self.day - timedelta(days=get_limits(self.day)["reminder-look-back"].days)


def gather(*, council_id: int, day: date) -> Ground | None:
    """None while the council has no plan, or one whose winter is closed: nobody is asked to keep that true."""
    plan = plans.find_plan_on(council_id=council_id, day=day)
    if plan is None or plan.closed_on is not None:
        return None
    picture, since = plans.get_picture(plan), day - timedelta(days=get_limits(day)["reminder-look-back"].days)
    chosen = MailChoice.objects.filter(council_id=council_id).order_by("id")
    return Ground(
        plan=plan, day=day, rows=picture.rows, doubted=picture.challenge,
        given=plans.list_leads_given(plan, since=since), mentions=plans.list_mentions(plan, since=since),
        officers=list_officers(council_id=council_id, day=day), choices={each.user_id: each.facts for each in chosen},
    )  # fmt: skip


def named(row: RowFacts) -> str:
    return f"{row.number} {row.title}".strip()


def _of_owed(owed: RowOwed) -> Telling | None:
    if owed.what not in KINDS or owed.on is None:
        return None
    subject = f"action-{owed.action.id}" if owed.action is not None else ""
    return Telling(KINDS[owed.what], owed.row.response_id, named(owed.row), owed.on, subject, who=owed.row.lead)
