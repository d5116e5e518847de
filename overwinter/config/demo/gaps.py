"""Gap actions of the demo: added, moved with a reason, and done, as events with their day."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from overwinter.accounts.api import User
from overwinter.config.demo.script import Gap
from overwinter.organisations.api import Role
from overwinter.plans import api as plans

Event = tuple[date, Callable[[], object]]


def gap_events(
    gap: Gap, response_ids: Mapping[str, int], roles: Mapping[str, Role], by: Callable[[], User],
    *, added_on: date, today: date,
) -> list[Event]:  # fmt: skip
    """``response_ids``, ``roles`` and ``by`` are asked when an event happens: the plan is founded by an earlier one."""

    def day(offset: int) -> date:
        return today + timedelta(days=offset)

    days = [day(at) for at, _, _ in gap.moved] + ([day(gap.due)] if gap.due is not None else [])
    made: list[int] = []

    def add_it() -> None:
        action = plans.add_gap_action(
            response_id=response_ids[gap.answer], text=gap.text, due=days[0] if days else None,
            owner_id=roles[gap.owner].pk if gap.owner else None, by=by(),
        )  # fmt: skip
        made.append(action.pk)

    def moving(to: date, why: str) -> Callable[[], object]:
        return lambda: plans.move_gap_action(action_id=made[0], due=to, why=why, by=by())

    events: list[Event] = [(added_on, add_it)]
    for place, (_, on, why) in enumerate(gap.moved):
        events.append((day(on), moving(days[place + 1], why)))
    if gap.done is not None:
        events.append((day(gap.done), lambda: plans.finish_gap_action(action_id=made[0], by=by())))
    return events
