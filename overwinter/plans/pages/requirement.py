"""What the page of one row shows."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from overwinter.design.limits import origin
from overwinter.design.marks import MET_MARKS, RAG_MARKS, spoken
from overwinter.design.parts import Event, Fact, Finding, Link
from overwinter.frameworks.api import Audience, get_limits
from overwinter.kernel.days import full_day, short_day
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.threshold import Threshold
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.weeks import fridays
from overwinter.kernel.winter import Winter
from overwinter.kernel.words import counted
from overwinter.measures.api import Followed
from overwinter.organisations.api import ReportingGroup, Role, group_pages
from overwinter.plans.domain.evidenced import better_than_said
from overwinter.plans.domain.facts import NOT_IN_FORCE, ActionState, GapFacts, RowFacts
from overwinter.plans.domain.findings import Standing
from overwinter.plans.domain.force import in_force_on
from overwinter.plans.domain.past import Record, standing_of
from overwinter.plans.models import (
    CarriedAnswer,
    Decision,
    Evidence,
    FindingAcceptance,
    GapAction,
    Lesson,
    Note,
    ReadingIn,
    Response,
)
from overwinter.plans.pages.decisions import DecisionLine, decision_lines
from overwinter.plans.pages.finding import accepted_on_row, open_on_row, told_of
from overwinter.plans.pages.gap_lines import GapLine, gap_line
from overwinter.plans.pages.notes import told_notes
from overwinter.plans.pages.past import history_events, status_words
from overwinter.plans.pages.records import EvidenceLine, MeasuresShown, evidence_lines, soon_words
from overwinter.plans.pages.winters import LastWinter, LessonLine, carried_words, last_winters, lesson_line
from overwinter.plans.pages.words import as_said, row_url
from overwinter.plans.queries import OtherAnswers
from overwinter.plans.queries.answers import OTHERS_SHOWN
from overwinter.plans.queries.rows import LOCAL_THEME

EVENTS_SHOWN = 8


@dataclass(frozen=True)
class Week:
    """What was said on a Friday."""

    day: str
    full: str
    rag: SafeString
    met: SafeString


@dataclass(frozen=True)
class RequirementPage:
    """One answer with everything that stands beside it."""

    response: Response
    today: date
    """The day the page is about."""
    is_now: bool
    may_edit: Verdict
    own: bool
    """Whether the viewer is of the council. Others see the answer as it stands, and nothing of what follows ``led``."""
    related: tuple[RowFacts, ...]
    others: OtherAnswers
    led: tuple[int, int]
    led_with: tuple[str, ...] = ()
    """The titles of the roles that lead it together with the first."""
    doubts: tuple[Standing, ...] = ()
    """The findings on the row, open and accepted."""
    gap_actions: tuple[GapAction, ...] = ()
    records: tuple[Record, ...] = ()
    gap_records: tuple[Record, ...] = ()
    decisions: tuple[Decision, ...] = ()
    groups: tuple[ReportingGroup, ...] = ()
    """Those it reports to, for who may open their pages; their names stand in the row itself."""
    readings: tuple[ReadingIn, ...] = ()
    followed: tuple[Followed, ...] = ()
    """The measures that speak to the row."""
    evidence: tuple[Evidence, ...] = ()
    evidence_records: tuple[Record, ...] = ()
    acceptances: tuple[FindingAcceptance, ...] = ()
    carried: tuple[CarriedAnswer, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    notes: tuple[Note, ...] = ()
    owns_action: bool = False
    """Whether the viewer may change an open gap action of the row without leading it."""

    @property
    def local(self) -> bool:
        return self.response.requirement is None

    @property
    def number(self) -> str:
        return self.response.requirement.number if self.response.requirement is not None else self.response.number

    @property
    def title(self) -> str:
        return self.response.requirement.title if self.response.requirement is not None else self.response.title

    @property
    def page_title(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def place(self) -> str:
        requirement = self.response.requirement
        if requirement is None:
            parts = [self.number, "A row of the council’s own; no national requirement asks for it"]
        else:
            whom = Audience(requirement.audience).label
            parts = [
                self.number,
                f"for {_addressed(whom)}",
                requirement.key,
            ]
        if not self.is_now:
            parts.append(f"as it stood on {full_day(self.today)}")
        return " · ".join(part for part in parts if part)

    @property
    def summary(self) -> str:
        requirement = self.response.requirement
        return requirement.summary if requirement is not None else self.response.wording

    @property
    def summary_note(self) -> str:
        requirement = self.response.requirement
        return f"Our summary of the national plan, reviewed {full_day(requirement.reviewed)}." if requirement else ""

    @property
    def source(self) -> str:
        return self.response.requirement.source if self.response.requirement is not None else ""

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        plan = self.response.plan
        wall = reverse("plans:wall", args=(plan.pk,))
        requirement = self.response.requirement
        first = Link("The plan" if self.own else f"The plan of {plan.council.name}", wall)
        if requirement is None:
            return (first, Link(LOCAL_THEME, f"{reverse('plans:table', args=(plan.pk,))}?only=local"))
        opened = f"{wall}?open={self.response.pk}#wall"
        return (first, Link(requirement.section.theme.short, opened), Link(requirement.section.short, opened))

    # --- status

    @cached_property
    def row(self) -> RowFacts:
        response, requirement = self.response, self.response.requirement
        return RowFacts(
            response_id=response.pk, number=self.number, title=self.title, theme="", section="",
            rag=Rag(response.rag), fully_met=FullyMet(response.fully_met),
            requirement_id=requirement.key if requirement else None,
            lead_id=response.lead_id, lead=response.lead.title if response.lead else "",
            lead_ended=_has_ended(response.lead, self.today), actions_shared=self.own,
            by_when=response.by_when, by_when_date=response.by_when_date, next_review=response.next_review,
            in_force=requirement is None or in_force_on(
                self.today, Winter.parse(response.plan.winter), starts=requirement.effective_from,
                until=requirement.effective_until, withdrawn_on=requirement.withdrawn_on,
            ),
            gap_actions=tuple(
                GapFacts(each.text, ActionState(each.state), each.due, each.owner.title if each.owner else "", each.pk)
                for each in self.gap_actions
            ),
        )  # fmt: skip

    @property
    def rag(self) -> str:
        return self.row.status

    @property
    def rag_words(self) -> str:
        if self.row.status == NOT_IN_FORCE and self.response.requirement is not None:
            until = self.response.requirement.effective_until
            ended = f" since {full_day(until)}" if until is not None and until < self.today else ""
            return f"The national plan does not ask this now: it has not applied{ended}."
        return status_words(standing_of(self.records, "rag"), self.today, None) if self.own else ""

    @property
    def met_words(self) -> str:
        standing = standing_of(self.records, "fully_met")
        return status_words(standing, self.today, self.response.reviewed_on) if self.own else ""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        found = open_on_row(self.doubts, self.today, self.response, linked=bool(self.may_edit))
        return found if self.own else tuple(replace(each, note="") for each in found)

    @cached_property
    def accepted(self) -> tuple[tuple[str, Link], ...]:
        """Only the council's own people see what it lives with."""
        return accepted_on_row(self.doubts, self.response) if self.own else ()

    @property
    def better(self) -> str:
        """That the records are better than the row says; empty where they are not."""
        return better_than_said(self.row.rag, self.row.fully_met, self.measures.now) if self.row.in_force else ""

    @cached_property
    def measures(self) -> MeasuresShown:
        days = fridays(self.records[0].day, self.today, most=13) if self.records else ()
        return MeasuresShown(self.followed, self.records, tuple(days))

    @cached_property
    def evidence_lines(self) -> tuple[EvidenceLine, ...]:
        soon = get_limits(self.today)["evidence-soon"]
        return evidence_lines(self.evidence, self.today, soon, plan_id=self.response.plan_id)

    @property
    def evidence_words(self) -> str:
        return soon_words(self.evidence_lines, get_limits(self.today)["evidence-soon"])

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """What was said at the end of each Friday since the first record."""
        if not self.records:
            return ()
        found = []
        for day in fridays(self.records[0].day, self.today, most=13):
            standing = [record for record in self.records if record.day <= day]
            if standing:
                values = standing[-1].values
                rag, met = RAG_MARKS[str(values["rag"])], MET_MARKS[str(values["fully_met"])]
                found.append(Week(short_day(day), full_day(day), spoken(rag), spoken(met)))
        return tuple(found)

    # --- who and when

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        response = self.response
        edit = f"{row_url(response.plan_id, response.pk)}edit/"
        led, rows = self.led
        lead = "; ".join((response.lead.title, *self.led_with)) if response.lead else "No one"
        lead_note = f"leads {led} of {counted(rows, 'row')}" if response.lead and not self.led_with else ""
        if response.lead_from_section:
            lead_note = "; ".join(filter(None, ("from its section", lead_note)))
        if _has_ended(response.lead, self.today):
            lead_note = "this role has ended; nobody leads the row"
        when, when_note = response.by_when, ""
        if response.by_when_date is not None:
            when_note = f"understood as {full_day(response.by_when_date)}" if when else ""
            when = f"“{when}”" if when else full_day(response.by_when_date)
        elif when:
            when, when_note = f"“{when}”", "as written; no date in it"
        groups: str = response.reporting_to.replace("\n", ", ")
        if self.groups:
            pages = group_pages()
            links = ((pages.group_url(each.pk), each.name) for each in self.groups)
            groups = format_html_join(SafeString("<br>"), '<a href="{}">{}</a>', links)
        return (
            Fact("Lead", lead, lead_note, self._change(f"{edit}#id_lead", "lead")),
            Fact(
                "Reports to", groups or "Nobody", "from its section" if response.groups_from_section else "",
                self._change(f"{edit}#id_groups_0", "groups"),
            ),
            Fact("By when", when or "Not said", when_note, self._change(f"{edit}#id_by_when", "by when")),
            Fact(
                "Next review", full_day(response.next_review) if response.next_review else "Not set",
                self._review_note(), self._change("#update", "next review"),
            ),
            Fact("Last looked at", full_day(response.reviewed_on) if response.reviewed_on else "Never", ""),
        )  # fmt: skip

    def _change(self, url: str, about: str) -> Link | None:
        return Link("Change", url, about) if self.may_edit else None

    def _review_note(self) -> str:
        if self.response.next_review is None or self.response.next_review > self.today:
            return ""
        days = (self.today - self.response.next_review).days
        return "due today" if days == 0 else f"{counted(days, 'day')} late"

    @cached_property
    def related_links(self) -> tuple[Link, ...]:
        plan_id = self.response.plan_id
        return tuple(Link(f"{each.number} {each.title}", row_url(plan_id, each.response_id)) for each in self.related)

    # --- the document it came from

    @property
    def reading(self) -> ReadingIn | None:
        return self.readings[0] if self.readings else None

    @property
    def reading_place(self) -> str:
        reading = self.reading
        if reading is None:
            return ""
        return (
            f"{reading.document_name}, {reading.place}. Read on {full_day(reading.read_on)}, "
            f"accepted by {as_said(reading.applied_as)}."
        )

    @property
    def reading_url(self) -> str:
        """The document as it was read; only people of the council may open it."""
        if self.reading is None or not self.own:
            return ""
        try:
            return reverse("intake:document", args=(self.reading.document_id,))
        except NoReverseMatch:
            return ""

    @cached_property
    def last_winters(self) -> tuple[LastWinter, ...]:
        return last_winters(self.carried, self.response.text)

    @property
    def carried_words(self) -> str:
        return carried_words(
            self.carried, lead_ids=self.response.lead_ids, reviewed=self.response.reviewed_on is not None
        )

    @cached_property
    def lesson_lines(self) -> tuple[LessonLine, ...]:
        return tuple(lesson_line(each, may_change=bool(self.may_edit)) for each in self.lessons)

    # --- gap actions and history

    @cached_property
    def soon(self) -> Threshold:
        return get_limits(self.today)["action-soon"]

    @property
    def soon_words(self) -> str:
        """When a tag turns amber and who says so; empty where no tag is amber."""
        if all(line.tag_kind != "soon" for line in self.gap_lines):
            return ""
        return f"Amber from {self.soon.said} before the date. {origin(self.soon)}"

    @cached_property
    def gap_lines(self) -> tuple[GapLine, ...]:
        row = row_url(self.response.plan_id, self.response.pk)
        return tuple(gap_line(action, self.gap_records, self.today, self.soon, row) for action in self.gap_actions)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        more = [*told_of(self.acceptances, self.today), *told_notes(self.notes, self.today)]
        return history_events(self.records, self.gap_records, self.today, self.evidence_records, self.decisions, more)

    @cached_property
    def decision_lines(self) -> tuple[DecisionLine, ...]:
        """What groups decided and what still stands, newest first."""
        return decision_lines(self.decisions)

    @property
    def recent_events(self) -> tuple[Event, ...]:
        return self.events[:EVENTS_SHOWN]

    @property
    def history_links(self) -> tuple[Link, ...]:
        url = row_url(self.response.plan_id, self.response.pk)
        add = (Link("Add a note", f"{url}notes/add/"),) if self.is_now else ()
        return (*add, Link(f"All {len(self.events)} changes", f"{url}changes/"))

    @property
    def compare_url(self) -> str:
        """Its answer beside those of all who share; only from one's own row."""
        requirement = self.response.requirement
        if requirement is None or not self.own:
            return ""
        return reverse("assurance:requirement", args=(self.response.plan_id, requirement.key))

    @property
    def others_note(self) -> str:
        if not self.others.councils:
            return "No other council here answers this requirement for this winter."
        share, others = self.others.sharing, counted(self.others.councils, "other council")
        said = f"{share or 'None'} of {others} here {'shares' if share < 2 else 'share'} this row with you"
        silent = share - len(self.others.shown) if len(self.others.shown) < OTHERS_SHOWN else 0
        return f"{said}; {silent} {'has' if silent == 1 else 'have'} not answered it." if silent else f"{said}."


def _has_ended(role: Role | None, day: date) -> bool:
    return role is not None and role.ended_on is not None and role.ended_on <= day


def _addressed(whom: str) -> str:
    """An audience within a sentence: "the council and NHS", "the NHS", "care providers"."""
    words = whom if whom.startswith("NHS") else whom[0].lower() + whom[1:]
    return words if words.startswith("care providers") else f"the {words}"
