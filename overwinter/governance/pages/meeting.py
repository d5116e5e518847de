"""What the pages of a meeting say and show: the agenda before and in it, the minutes after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.timezone import localdate

from overwinter.design.parts import Fact, Link
from overwinter.governance import addresses
from overwinter.governance.domain import meetings
from overwinter.governance.domain.agenda import ORDER_SAID
from overwinter.governance.domain.meetings import MeetingState
from overwinter.governance.domain.record import ItemRecord, MeetingRecord, OutcomeRecord, grouped, is_as_made
from overwinter.governance.models import AgendaItem, Meeting
from overwinter.governance.papers import CAME, OUTCOMES, lede
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.words import counted

FORMATS = (("docx", "Word"), ("pdf", "PDF"))


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    label: str
    text: str
    note: str
    """Owner and date of an action, or why it was taken back."""
    taken_back: bool
    take_back_url: str = ""


@dataclass(frozen=True, slots=True)
class ItemLine:
    number: int
    item: ItemRecord
    outcomes: tuple[OutcomeLine, ...]
    first: bool
    last: bool


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    record: MeetingRecord
    removed: Sequence[AgendaItem]
    may_keep: Verdict
    today: date

    @property
    def state(self) -> MeetingState:
        return MeetingState(self.meeting.state)

    @property
    def title(self) -> str:
        return f"{self.record.group}, {full_day(self.meeting.on)}"

    @property
    def place(self) -> str:
        return f"{self.record.when}{f' · {self.record.place}' if self.record.place else ''} · {self.state.label}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        group = Link(self.meeting.group.name, addresses.group(self.meeting.group_id))
        return (Link("Boards", reverse("governance:boards")), group)

    @property
    def lede(self) -> str:
        if self.state is MeetingState.CANCELLED:
            return f"The meeting was cancelled: {self.meeting.state_why}"
        if self.state is MeetingState.PLANNED:
            return f"Its agenda is not made yet. {self.record.standing}"
        return lede(self.record)

    @property
    def papers(self) -> tuple[Link, ...]:
        if self.state not in (MeetingState.READY, MeetingState.CLOSED):
            return ()
        what = "the minutes" if self.state is MeetingState.CLOSED else "the agenda"
        return tuple(
            Link(label, reverse("governance:paper", args=[self.meeting.pk, code]), what) for code, label in FORMATS
        )

    # --- what may be done

    @property
    def may_change(self) -> bool:
        """The agenda, by hand."""
        return bool(self.may_keep) and self.state is MeetingState.READY

    @property
    def may_record(self) -> bool:
        return bool(self.may_keep) and bool(meetings.may_record(self.state, on=self.meeting.on, today=self.today))

    @property
    def may_plan(self) -> bool:
        """Move it or cancel it."""
        return bool(self.may_keep) and self.state.is_ahead

    @cached_property
    def close(self) -> Verdict:
        came = sum(1 for each in self.record.attendance if each.came == "came")
        return meetings.may_close(self.state, on=self.meeting.on, today=self.today, came=came)

    @property
    def box_words(self) -> str:
        """What there is to do now."""
        if self.state is MeetingState.PLANNED:
            return (
                "The agenda is made from what reports to the group: its rows, its actions, what was escalated to it, "
                "and what changed since it last met."
            )
        if self.today < self.meeting.on:
            return self._agenda_words
        return "Record what comes of each item; it stands on its row at once. Closing the meeting freezes the minutes."

    @property
    def _agenda_words(self) -> str:
        made, sent = self.meeting.agenda_made_at, self.meeting.agenda_sent_at
        words = f"Made on {full_day(localdate(made))} by {self.meeting.agenda_as}." if made else ""
        if sent is None:
            return f"{words} Take it away as Word or PDF, send it to the members, and say here that it was sent."
        newer = " It was brought up to date since then." if made is not None and made > sent else ""
        return f"{words} Sent to the members on {full_day(localdate(sent))}, says {self.meeting.agenda_sent_as}.{newer}"

    @property
    def may_note_sent(self) -> bool:
        """It was not said yet, or not of the agenda as it is now."""
        made, sent = self.meeting.agenda_made_at, self.meeting.agenda_sent_at
        if not self.may_keep or (sent is not None and made is not None and sent >= made):
            return False
        return bool(meetings.may_note_sent(self.state, on=self.meeting.on, today=self.today))

    # --- the agenda

    @cached_property
    def headings(self) -> tuple[tuple[str, str, tuple[ItemLine, ...]], ...]:
        """Heading, its anchor, and its items."""
        found, number, total = [], 0, len(self.record.items)
        for place, (kind, items) in enumerate(grouped(self.record)):
            lines = []
            for item in items:
                number += 1
                outcomes = tuple(self._outcome(each) for each in item.outcomes)
                lines.append(ItemLine(number, item, outcomes, number == 1, number == total))
            found.append((kind.label, f"{kind}-{place}", tuple(lines)))
        return tuple(found)

    def _outcome(self, each: OutcomeRecord) -> OutcomeLine:
        note = ""
        if each.taken_back_why:
            note = f"Taken back: {each.taken_back_why}"
        elif each.kind == "action":
            note = f"{each.owner or 'No owner'}, {f'by {each.due}' if each.due else 'no date'}"
        url = ""
        if self.may_record and not each.taken_back_why:
            url = reverse("governance:take-back-outcome", args=[self.meeting.pk, each.id])
        return OutcomeLine(OUTCOMES[each.kind], each.text, note, bool(each.taken_back_why), url)

    @property
    def order_words(self) -> str:
        if not self.record.items:
            return ""
        return ORDER_SAID if is_as_made(self.record) else "The order was changed by hand."

    @property
    def empty(self) -> str:
        if self.state is MeetingState.READY:
            return "Nothing is on the agenda: no action is open, no row is red, late or changed. Add an item by hand."
        return ""

    # --- who came

    @property
    def attendance(self) -> tuple[Fact, ...]:
        return tuple(
            Fact(each.title, CAME[each.came], each.part.capitalize() if each.part != "member" else "")
            for each in self.record.attendance
        )

    @property
    def attendance_words(self) -> str:
        if self.record.attendance:
            return ""
        return "Nobody has said yet who came." if self.may_record else "Who came is noted on the day."


@dataclass(frozen=True)
class ItemPage:
    """One item, while the meeting is open."""

    meeting: Meeting
    item: AgendaItem
    record: ItemRecord
    after: int | None
    """The item that follows, if one does."""
    lines: tuple[OutcomeLine, ...] = ()

    @property
    def title(self) -> str:
        return self.item.title

    @property
    def place(self) -> str:
        return self.record.heading.label

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return (
            Link(self.meeting.group.name, addresses.group(self.meeting.group_id)),
            Link(f"Meeting of {full_day(self.meeting.on)}", addresses.item(self.meeting.pk, self.item.pk)),
        )

    @property
    def flows(self) -> str:
        """Where what is recorded goes."""
        if self.item.response_id is None:
            return "It is about no row of the plan: the group keeps its decisions and actions itself."
        return "A decision is shown on the row and in its history; an action becomes a gap action of the row."


def item_page(meeting: Meeting, item: AgendaItem, records: Iterable[ItemRecord], page: MeetingPage) -> ItemPage:
    found = list(records)
    at = next(n for n, each in enumerate(found) if each.id == item.pk)
    after = found[at + 1].id if at + 1 < len(found) else None
    lines = next(line.outcomes for _, _, items in page.headings for line in items if line.item.id == item.pk)
    return ItemPage(meeting, item, found[at], after, lines)


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page whose whole purpose is one form."""

    title: str
    place: str
    lede: str
    button: str
    breadcrumbs: tuple[Link, ...]
    back: str
    """Where "Leave it as it is" leads."""


def meeting_crumbs(meeting: Meeting) -> tuple[Link, ...]:
    return (
        Link(meeting.group.name, addresses.group(meeting.group_id)),
        Link(f"Meeting of {full_day(meeting.on)}", addresses.meeting(meeting.pk)),
    )


def said_after(kind: str, above: str) -> str:
    """What a person reads once it is recorded."""
    return {
        "decision": "The decision is recorded.", "action": "The action is recorded.",
        "escalation": f"Escalated to the {above}.",
    }[kind]  # fmt: skip


def closing_words(record: MeetingRecord) -> str:
    open_items = sum(1 for item in record.items if not item.outcomes and not item.note)
    said = f"{counted(record.count('decision'), 'decision')} and {counted(record.count('action'), 'action')}. "
    if open_items:
        said += f"On {counted(open_items, 'item')} nothing was recorded. "
    return said + "The minutes are frozen as they are now; what is decided later belongs to the next meeting."
