"""Northmere's plan on Friday 13 November 2020, and a mail server that does as it is told."""

import smtplib
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from overwinter.reminders.actions import choose_mail
from overwinter.reminders.domain.choosing import USUAL, Kind, Often
from tests.plans.conftest import World, at_noon, stranger, world

__all__ = ["at_noon", "stranger", "world"]


class Told(BaseEmailBackend):
    """A server that takes mail, or fails in the way that ``fails`` says."""

    fails: ClassVar[str] = ""
    taken: ClassVar[list[EmailMessage]] = []

    def open(self) -> bool:
        if self.fails == "away":
            raise ConnectionRefusedError(111, "Connection refused")
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if self.fails == "dies":
            raise KeyboardInterrupt
        if self.fails == "refuses":
            raise smtplib.SMTPRecipientsRefused({"lead@northmere.example": (550, b"no such person")})
        Told.taken.extend(email_messages)
        if self.fails == "breaks":
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
        return len(email_messages)


@pytest.fixture(autouse=True)
def manager_wants_no_rows_without_a_lead(request: pytest.FixtureRequest) -> None:
    """Most rows of this plan have none; the test of that chooses otherwise."""
    if "world" in request.fixturenames:
        found: World = request.getfixturevalue("world")
        often = {**USUAL, Kind.NO_LEAD: Often.NEVER}
        choose_mail(council_id=found.council.pk, often=often, weekday=0, by=found.manager)


@pytest.fixture
def server(settings: Any) -> Iterator[type[Told]]:
    settings.EMAIL_BACKEND = "tests.reminders.conftest.Told"
    Told.fails = ""
    Told.taken.clear()
    yield Told
    Told.fails = ""
    Told.taken.clear()


__all__ += ["World"]
