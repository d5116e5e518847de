"""What the page says on which a person chooses their mail."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from overwinter.design.parts import Link
from overwinter.kernel.days import full_day
from overwinter.organisations.api import MEMBER
from overwinter.reminders.domain.choosing import WEEKDAYS, Choice, Often
from overwinter.reminders.models import Mail
from overwinter.reminders.permissions import INBOX_READER
from overwinter.reminders.queries import has_inbox


@dataclass(frozen=True, slots=True)
class ChoicePage:
    choice: Choice
    council: str
    address: str
    mails: Sequence[Mail]
    links: tuple[Link, ...]

    @property
    def lede(self) -> str:
        if self.choice.is_silent:
            return f"You get no mail about the plan of {self.council}. What waits for you stands on Today all the same."
        weekly = Often.WEEKLY in self.choice.often.values()
        when = f"; what is weekly comes on {WEEKDAYS[self.choice.weekday]}s" if weekly else ""
        return (
            f"Mail about the plan of {self.council} goes to {self.address}, at most one a day, on working days{when}. "
            "Nothing is said twice."
        )

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        return tuple((full_day(localdate(each.moved_at)), each.subject) for each in self.mails)


def links_on_account(request: HttpRequest) -> tuple[Link, ...]:
    """For a person's account page; whoever runs the installation has no council, and may look into its inbox."""
    own = (Link("Reminders by mail", reverse("reminders:choice")),) if MEMBER.lets_in(request) else ()
    return (*own, *links(sees_log=False, has_inbox=has_inbox() and INBOX_READER.lets_in(request)))


def links(*, sees_log: bool, has_inbox: bool) -> tuple[Link, ...]:
    found = [Link("What was sent to whom", reverse("reminders:log"))] if sees_log else []
    return (*found, *([Link("The inbox of this installation", reverse("reminders:inbox"))] if has_inbox else []))
