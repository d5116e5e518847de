"""What was sent to whom, and one mail of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from overwinter.design.parts import Fact, FilterBar, Link, Option, Select
from overwinter.design.table import Column, Row, Table, linked
from overwinter.design.table_files import links_to_files
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.words import counted
from overwinter.reminders import addresses
from overwinter.reminders.domain.choosing import Kind
from overwinter.reminders.domain.sending import MailState, may_decide
from overwinter.reminders.models import Mail, Reminder
from overwinter.reminders.queries import Asked

COLUMNS = (
    Column("Day", width=3, plain=True), Column("To", width=4), Column("Address", width=4, page_only=True),
    Column("What", width=5), Column("What became of it", width=4),
)  # fmt: skip
ROWS_SHOWN = 3
"""Rows that a line of the page names; a file names all."""


def read_asked(query: QueryDict) -> Asked:
    state, kind, user = query.get("state", ""), query.get("kind", ""), query.get("to", "")
    return Asked(
        MailState(state) if state in set(MailState) else None,
        Kind(kind) if kind in set(Kind) else None,
        int(user) if user.isdecimal() and len(user) < 19 else None,
    )


def log_table(mails: Iterable[Mail], query: QueryDict, *, total: int, in_file: bool) -> Table:
    rows = tuple(
        Row((
            linked(full_day(each.day), addresses.mail(each.pk)), each.sent_as, each.user.email,
            _what(each, in_file=in_file), _became(each),
        ))
        for each in mails
    )  # fmt: skip
    empty = "No mail fits this. Show all." if query.get("state") or query.get("kind") or query.get("to") else (
        "No mail has been written yet. It is sent on working days at seven, to everybody for whom there is news."
    )  # fmt: skip
    return Table(
        "Mail that was sent", COLUMNS, rows, empty=empty, note=f"{counted(total, 'mail')}, newest first.",
        take_away=links_to_files(query, "what was sent"),
    )  # fmt: skip


def filter_bar(asked: Asked, people: Sequence[tuple[int, str]]) -> FilterBar:
    return FilterBar(
        selects=(
            Select("to", "To", _options([(str(pk), title) for pk, title in people], str(asked.user_id or ""))),
            Select("kind", "About", _options([(each.value, each.label) for each in Kind], asked.kind or "")),
            Select("state", "What became of it", _options([(s.value, s.label) for s in MailState], asked.state or "")),
        ),
        clear_url=reverse("reminders:log") if asked != Asked() else "",
    )  # fmt: skip


def lede(failed: int, unsure: int) -> str:
    """Of all mail, whatever the list is narrowed to; ``failed`` in the last week."""
    if not failed and not unsure:
        return "All mail that was due has gone. Each says what was late, came near, was to be reviewed, or is new."
    said = [f"{counted(failed, 'mail')} of the last week did not go; what still holds is tried again" if failed else ""]
    said += [f"{counted(unsure, 'mail')} may have gone: look, and decide" if unsure else ""]
    return f"{'; '.join(each for each in said if each)}."


@dataclass(frozen=True, slots=True)
class MailPage:
    mail: Mail
    told: Sequence[Reminder]

    @property
    def facts(self) -> tuple[Fact, ...]:
        mail = self.mail
        return (
            Fact("To", mail.sent_as, mail.user.email),
            Fact("What became of it", MailState(mail.state).label, f"{_moment(mail.moved_at)} {mail.reason}".strip()),
            Fact("Tried", counted(mail.tries, "time")),
        )

    @property
    def lines(self) -> tuple[tuple[str, Link, str], ...]:
        """Kind, the row, and the day it speaks of."""
        return tuple(
            (
                Kind(each.kind).label,
                Link(each.row, addresses.row(each.response.plan_id, each.response_id)),
                full_day(each.on),
            )
            for each in self.told
        )

    @property
    def may_decide(self) -> Verdict:
        return may_decide(MailState(self.mail.state))


def breadcrumbs() -> tuple[Link, ...]:
    return (
        Link("Reminders by mail", reverse("reminders:choice")),
        Link("What was sent to whom", reverse("reminders:log")),
    )


def _options(choices: Iterable[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    all_of = Option("", "All", not chosen)
    return (all_of, *(Option(value, label, value == chosen) for value, label in choices))


def _what(mail: Mail, *, in_file: bool) -> str:
    """The subject without the council's name, and the rows it names."""
    told = [each.row for each in mail.reminders.all()]
    if not told:
        return "Told by a later mail"
    shown = told if in_file else told[:ROWS_SHOWN]
    more = f"; and {len(told) - len(shown)} more" if len(told) > len(shown) else ""
    said = mail.subject.rpartition("winter plan: ")[2].capitalize()
    return format_html('{}<br><span class="ow-meta">{}{}</span>', said, "; ".join(shown), more)


def _became(mail: Mail) -> str:
    state, at = MailState(mail.state).label, localtime(mail.moved_at)
    when = f"at {at:%H:%M}" if at.date() == mail.day else _moment(mail.moved_at)
    if not mail.reason:
        return f"{state} {when}"
    return format_html("<strong>{}</strong> {}<br>{}", state, when, mail.reason)


def _moment(at: datetime) -> str:
    here = localtime(at)
    return f"{full_day(here.date())} at {here:%H:%M}"
