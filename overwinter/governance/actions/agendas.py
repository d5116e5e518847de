"""Making an agenda, and changing it by hand."""

import uuid

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.governance import addresses
from overwinter.governance.domain import agenda, meetings
from overwinter.governance.domain.agenda import Candidate, Kind, Placed
from overwinter.governance.domain.meetings import MeetingEvent, MeetingState
from overwinter.governance.keeping import hold_item, hold_meeting
from overwinter.governance.models import AgendaItem, Meeting
from overwinter.governance.queries.agenda import list_candidates
from overwinter.kernel.verdict import Refused
from overwinter.plans import api as plans

LONGEST_TITLE = 400


@transaction.atomic
def make_agenda(*, meeting_id: int, by: User) -> Meeting:
    """From all that belongs on it today. Made again, it is brought up to date: what people put there or took off, and
    the order they gave it, stay."""
    meeting, keeper = hold_meeting(meeting_id, by)
    meetings.may_become(MeetingState(meeting.state), MeetingEvent.MAKE_AGENDA).require()
    candidates = list_candidates(keeper.viewer, keeper.group, meeting)
    items = {item.key: item for item in meeting.items.prefetch_related("outcomes").order_by("order", "id")}
    renewal = agenda.renewed([_placed(item) for item in items.values()], candidates)
    meeting.items.filter(key__in=renewal.gone).delete()
    wanted = {each.key: each for each in candidates}
    for order, key in enumerate(renewal.order):
        _write(meeting, items.get(key) or AgendaItem(meeting=meeting, key=key), wanted.get(key), order)
    meeting.state, meeting.agenda_made_at, meeting.agenda_as = MeetingState.READY.value, keeper.at, keeper.name
    meeting.save(update_fields=["state", "agenda_made_at", "agenda_as"])
    keeper.note("agenda made", meeting, items=len(renewal.order), new=len(renewal.new), gone=len(renewal.gone))
    return meeting


@transaction.atomic
def note_agenda_sent(*, meeting_id: int, by: User) -> Meeting:
    """It went to the members, in whatever way the council sends papers."""
    meeting, keeper = hold_meeting(meeting_id, by)
    meetings.may_note_sent(MeetingState(meeting.state), on=meeting.on, today=keeper.day).require()
    meeting.agenda_sent_at, meeting.agenda_sent_as = keeper.at, keeper.name
    meeting.save(update_fields=["agenda_sent_at", "agenda_sent_as"])
    keeper.note("agenda sent", meeting)
    return meeting


def _placed(item: AgendaItem) -> Placed:
    kept = item.by_hand or item.removed or bool(item.note) or bool(item.outcomes.all())
    return Placed(item.key, Kind(item.kind), kept)


def _write(meeting: Meeting, item: AgendaItem, wanted: Candidate | None, order: int) -> None:
    item.order = order
    if wanted is not None and not item.by_hand:
        item.kind, item.title, item.reason = wanted.kind.value, wanted.title[:LONGEST_TITLE], wanted.reason
        item.url, item.response_id, item.escalation_id = wanted.url, wanted.response_id, wanted.escalation_id
    item.meeting = meeting
    item.save()


@transaction.atomic
def add_item(
    *, meeting_id: int, by: User, title: str = "", reason: str = "", response_id: int | None = None
) -> AgendaItem:
    """By hand: a row of the plan, or anything else by its title."""
    meeting, keeper = hold_meeting(meeting_id, by)
    _may_change(meeting)
    url, kept = "", title.strip()
    if response_id is not None:
        plan = plans.find_plan_of(keeper.viewer, council_id=keeper.council.pk)
        row = next((each for each in plans.list_rows(plan) if each.response_id == response_id), None) if plan else None
        if plan is None or row is None:
            raise Refused("There is no such row in the plan. Choose one from the list")
        url, kept = addresses.row(plan.pk, response_id), kept or f"{row.number} {row.title}".strip()
    if not kept:
        raise Refused("Choose a row of the plan, or say what the item is about")
    key = f"row:{response_id}" if response_id is not None else f"hand:{uuid.uuid4()}"
    standing = meeting.items.filter(key=key).first()
    if standing is not None and not standing.removed:
        raise Refused(f"“{standing.title}” is on the agenda already")
    if (
        standing is None
        and response_id is None
        and meeting.items.filter(title=kept, by_hand=True, removed=False).exists()
    ):
        raise Refused(f"“{kept}” is on the agenda already")
    item = standing or AgendaItem(meeting=meeting, key=key)
    item.title, item.kind, item.url, item.response_id = kept[:LONGEST_TITLE], Kind.OTHER.value, url, response_id
    item.reason, item.by_hand, item.removed = reason.strip(), True, False
    item.order = _last(meeting) + 1
    item.save()
    keeper.note("agenda item added", item, title=item.title)
    return item


@transaction.atomic
def take_item_off(*, item_id: int, by: User) -> AgendaItem:
    item, keeper = hold_item(item_id, by)
    _may_change(item.meeting)
    if item.outcomes.exists():
        raise Refused("Something was recorded on this item, so it stays. Take that back first.")
    item.removed = True
    item.save(update_fields=["removed"])
    keeper.note("agenda item taken off", item, title=item.title)
    return item


@transaction.atomic
def put_item_back(*, item_id: int, by: User) -> AgendaItem:
    item, keeper = hold_item(item_id, by)
    _may_change(item.meeting)
    item.removed = False
    item.save(update_fields=["removed"])
    keeper.note("agenda item put back", item, title=item.title)
    return item


@transaction.atomic
def move_item(*, item_id: int, up: bool, by: User) -> None:
    """One place nearer the beginning of the agenda, or its end."""
    item, keeper = hold_item(item_id, by)
    _may_change(item.meeting)
    found = list(item.meeting.items.order_by("order", "id"))
    shown = [each.pk for each in found if not each.removed]
    if item.pk not in shown:
        raise Refused("This item is not on the agenda. Put it back first.")
    order = [*agenda.moved(shown, item.pk, up=up), *(each.pk for each in found if each.removed)]
    places = {pk: place for place, pk in enumerate(order)}
    for each in found:
        each.order = places[each.pk]
    AgendaItem.objects.bulk_update(found, ["order"])
    keeper.note("agenda item moved", item, up=up)


@transaction.atomic
def note_item(*, item_id: int, note: str, by: User) -> AgendaItem:
    """What was said, for the minutes."""
    item, keeper = hold_item(item_id, by)
    meeting = item.meeting
    meetings.may_record(MeetingState(meeting.state), on=meeting.on, today=keeper.day).require()
    item.note = note.replace("\r\n", "\n").strip()
    item.save(update_fields=["note"])
    keeper.note("agenda item noted", item)
    return item


def _may_change(meeting: Meeting) -> None:
    meetings.may_become(MeetingState(meeting.state), MeetingEvent.MOVE).require()
    if meeting.state == MeetingState.PLANNED.value:
        raise Refused("The meeting has no agenda yet. Make it first.")


def _last(meeting: Meeting) -> int:
    return max(meeting.items.values_list("order", flat=True), default=-1)
