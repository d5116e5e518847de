"""What the demo's people are told by mail, and what they are told of, through the actions people use."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from overwinter.accounts.api import User
from overwinter.infra.bank_holidays import bank_holidays
from overwinter.infra.mail import is_kept_here
from overwinter.kernel.working_days import is_working_day
from overwinter.organisations.api import Council, Role
from overwinter.plans import api as plans
from overwinter.reminders import api as reminders
from overwinter.reminders.api import USUAL, Kind, Often

Event = tuple[date, Callable[[], object]]
WEEKS_OF_MAIL = 3


class MailPlayer:
    """Gives its part of a council's script, each with its day; the council's builder lets it happen in order."""

    def __init__(self, catalogue: Path, code: str, *, today: date) -> None:
        data = tomllib.loads((catalogue / "demo" / "mail.toml").read_text())
        self.notes = [note for note in data["note"] if note["council"] == code]
        self.hands = [hand for hand in data["hand"] if hand["council"] == code]
        self.choices = [choice for choice in data["choice"] if choice["council"] == code]
        self.today = today

    def chosen(self, users: Mapping[str, User], council: Callable[[], Council], on: date) -> list[Event]:
        """How often people want mail, where it is not as usual. ``users`` is filled by then."""
        return [(on, self._choosing(choice, users, council)) for choice in self.choices]

    def told_of(
        self, rows: Mapping[str, int], users: Mapping[str, User], roles: Mapping[str, Role], by: Callable[[], User]
    ) -> list[Event]:
        """Notes that are left, and rows that change hands. The mappings are filled by then."""
        return [
            *((self._day(note), self._noting(note, rows, users)) for note in self.notes),
            *((self._day(hand), self._handing(hand, rows, roles, by)) for hand in self.hands),
        ]

    def runs(self, council: Callable[[], Council]) -> list[Event]:
        """The Mondays of the last weeks, and the last working day. Only where mail goes to nobody."""
        if not self.notes or not is_kept_here():
            return []
        monday = self.today - timedelta(days=self.today.weekday())
        days = {monday - timedelta(weeks=week) for week in range(WEEKS_OF_MAIL)}
        days.add(next(day for back in range(9) if self._is_working(day := self.today - timedelta(days=back))))
        return [(day, _sending(council, day)) for day in sorted(days)]

    def _is_working(self, day: date) -> bool:
        return is_working_day(day, bank_holidays(day.year))

    def _day(self, item: Mapping[str, Any]) -> date:
        return self.today + timedelta(days=item["on"])

    @staticmethod
    def _choosing(
        choice: Mapping[str, Any], users: Mapping[str, User], council: Callable[[], Council]
    ) -> Callable[[], object]:
        said = {kind: Often(choice[kind.value]) for kind in Kind if kind.value in choice}
        return lambda: reminders.choose_mail(
            council_id=council().pk, often={**USUAL, **said}, weekday=0, by=users[choice["by"]]
        )

    @staticmethod
    def _noting(note: Mapping[str, Any], rows: Mapping[str, int], users: Mapping[str, User]) -> Callable[[], object]:
        return lambda: plans.add_note(
            response_id=rows[note["answer"]], text=note["text"], mentioned=[users[key].pk for key in note["to"]],
            by=users[note["by"]],
        )  # fmt: skip

    @staticmethod
    def _handing(
        hand: Mapping[str, Any], rows: Mapping[str, int], roles: Mapping[str, Role], by: Callable[[], User]
    ) -> Callable[[], object]:
        def hand_it() -> None:
            row = plans.Response.objects.get(pk=rows[hand["answer"]])
            plans.set_lead(
                plan_id=row.plan_id, response_ids=[row.pk], role_id=roles[hand["lead"]].pk, by=by(), why=hand["why"]
            )

        return hand_it


def _sending(council: Callable[[], Council], day: date) -> Callable[[], object]:
    return lambda: reminders.send_due(council_id=council().pk, day=day, by=None)
