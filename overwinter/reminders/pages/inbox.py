"""The inbox of an installation without a mail server."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.timezone import localtime

from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.infra.models import KeptMail
from overwinter.kernel.days import full_day
from overwinter.reminders import addresses

COLUMNS = (Column("Subject", width=10, plain=True), Column("To", width=6), Column("Kept", width=4))


def inbox_table(kept: Iterable[KeptMail]) -> Table:
    rows = tuple(Row((linked(each.subject, addresses.kept(each.pk)), each.to, moment(each))) for each in kept)
    return Table("Mail that was kept here", COLUMNS, rows, empty="No mail has been written yet.")


def lede(*, kept_here: bool) -> str:
    if kept_here:
        return "No mail server is set, so mail reaches nobody: it is kept here, to be looked at."
    return "A mail server is set, so mail goes there. What is here was kept before."


def moment(each: KeptMail) -> str:
    here = localtime(each.kept_at)
    return f"{full_day(here.date())} at {here:%H:%M}"


def breadcrumbs() -> tuple[Link, ...]:
    return (Link("Inbox", reverse("reminders:inbox")),)
