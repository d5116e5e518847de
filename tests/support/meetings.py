"""A group with a meeting that is under way: one of each thing that has an address."""

from datetime import UTC, date, datetime

from overwinter.accounts.api import User
from overwinter.governance import actions
from overwinter.infra import clock
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Council, GroupTerms, ReportingGroup

DAY = date(2020, 11, 3)
NOON = datetime(2020, 11, 3, 12, tzinfo=UTC)


def make_meeting(council: Council, group: ReportingGroup, response_id: int, by: User, words: str) -> dict[str, int]:
    """By the name each has in an address, its id. ``words`` stand in everything a person wrote."""
    with clock.standing_at(NOON):
        above = organisations.add_group(council=council, name=f"{words} above", by=by)
        organisations.set_group_terms(group=group, terms=GroupTerms(terms=words, escalates_to=above.pk), by=by)
        meeting = actions.plan_meeting(group_id=group.pk, on=DAY, by=by, place=words)
        actions.make_agenda(meeting_id=meeting.pk, by=by)
        item = actions.add_item(meeting_id=meeting.pk, title=words, by=by)
        outcome = actions.record_action(item_id=item.pk, text=words, by=by)
        raised = actions.escalate(group_id=group.pk, response_id=response_id, why=words, by=by)
        subscription, _ = actions.subscribe(council_id=council.pk, name=words, only_mine=True, by=by)
    return {
        "meeting_id": meeting.pk, "item_id": item.pk, "outcome_id": outcome.pk, "escalation_id": raised.pk,
        "subscription_id": subscription.pk,
    }  # fmt: skip
