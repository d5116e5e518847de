"""A mail in words: plain text, and the same as simple HTML. No person's name, and no words of notes or answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted, joined
from overwinter.reminders import addresses
from overwinter.reminders.domain.choosing import Kind
from overwinter.reminders.domain.telling import Digest, Telling


@dataclass(frozen=True, slots=True)
class Line:
    row: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Written:
    subject: str
    text: str
    html: str


LISTED_MOST = 3
"""Rows without a lead that are named one by one."""
TITLES = {
    Kind.OVERDUE: "Overdue",
    Kind.DUE_SOON: "Due soon",
    Kind.NOT_REVIEWED: "To be reviewed",
    Kind.NO_LEAD: "Without a lead",
    Kind.MENTIONED: "Notes for you",
    Kind.HANDED_OVER: "Yours now",
}


def write(digest: Digest, *, council: str, winter: str, sent_as: str, plan_id: int, today: date) -> Written:
    """``sent_as``: the roles for whose sake the person gets it."""
    parts = tuple(
        Part(TITLES[kind], _lines(kind, those, plan_id, today))
        for kind in Kind if (those := digest.of(kind))
    )  # fmt: skip
    subject = f"{council} winter plan: {_summary(digest)}"
    shown = {
        "subject": subject,
        "council": council, "winter": winter, "day": f"{today:%A} {full_day(today)}", "parts": parts,
        "standing": _standing(digest.standing), "today_url": addresses.today(), "sent_as": sent_as,
        "choice_url": addresses.choice(),
    }  # fmt: skip
    text = render_to_string("reminders/mail.txt", shown)
    return Written(subject, text.strip() + "\n", render_to_string("reminders/mail.html", shown))


def _lines(kind: Kind, those: Sequence[Telling], plan_id: int, today: date) -> tuple[Line, ...]:
    """One for each; many rows without a lead are one thing to do, on one page."""
    if kind is Kind.NO_LEAD and len(those) > LISTED_MOST:
        title = f"{len(those)} rows, {those[0].row} the first of them"
        return (Line(title, "Nobody leads them, so nobody is asked to keep them true.", addresses.unowned(plan_id)),)
    return tuple(Line(each.row, why(each, today), addresses.shown_at(each, plan_id)) for each in those)


def why(telling: Telling, today: date) -> str:
    """Why they are told, as a sentence: "Its date was 31 October 2026, 13 days ago, and it is not fully met."."""
    day, what = full_day(telling.day), "A gap action on it" if telling.subject else ""
    match telling.kind:
        case Kind.OVERDUE if what:
            return f"{what} was due on {day}, {_ago(telling.day, today)}."
        case Kind.OVERDUE:
            return f"Its date was {day}, {_ago(telling.day, today)}, and it is not fully met."
        case Kind.DUE_SOON if what:
            return f"{what} is due on {day}, {_ahead(telling.day, today)}."
        case Kind.DUE_SOON:
            return f"Its date is {day}, {_ahead(telling.day, today)}, and it is not fully met yet."
        case Kind.NOT_REVIEWED:
            return f"Its review was set for {day}, {_ago(telling.day, today)}. Is it still true?"
        case Kind.NO_LEAD:
            return "Nobody leads it, so nobody is asked to keep it true. Name a lead."
        case Kind.MENTIONED:
            return f"A note for you, written on {day}. From: {telling.who}."
        case Kind.HANDED_OVER:
            return f"Since {day} you lead it, as {telling.who}."


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    return "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"


def _ahead(day: date, today: date) -> str:
    days = (day - today).days
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"


def _summary(digest: Digest) -> str:
    """ "2 overdue, 1 due soon and 1 note for you"."""
    words = {
        Kind.OVERDUE: lambda n: f"{n} overdue",
        Kind.DUE_SOON: lambda n: f"{n} due soon",
        Kind.NOT_REVIEWED: lambda n: f"{n} to be reviewed",
        Kind.NO_LEAD: lambda n: f"{n} without a lead",
        Kind.MENTIONED: lambda n: f"{counted(n, 'note')} for you",
        Kind.HANDED_OVER: lambda n: f"{counted(n, 'row')} yours now",
    }
    return joined(words[kind](len(those)) for kind in Kind if (those := digest.of(kind)))


def _standing(count: int) -> str:
    if not count:
        return ""
    things = "One thing that you were told of before still stands" if count == 1 else (
        f"{count} things that you were told of before still stand"
    )  # fmt: skip
    return f"{things}."
