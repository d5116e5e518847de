"""What the council asks a service besides its returns, as the lists of the portal show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from overwinter.design.parts import Link
from overwinter.kernel.days import long_day
from overwinter.operations.api import Ask
from overwinter.portal.domain.places import OwnPlace


@dataclass(frozen=True, slots=True)
class AskRow:
    title: str
    why: str
    by: str
    """ "We ask for this by 30 November."."""
    answered: str
    """ "You answered on 27 November at 9:12."; empty: nobody has."""
    links: tuple[Link, ...]


def ask_rows(found: OwnPlace, asks: Iterable[Ask], today: date, *, here: str = "") -> list[AskRow]:
    """``here``: the page they stand on, to which none of them leads."""
    return [_row(found, each, today, here) for each in asks]


def _row(found: OwnPlace, ask: Ask, today: date, here: str) -> AskRow:
    links = [Link(ask.action, ask.url, ask.why)] if ask.url and ask.url != here else []
    if ask.takes_answer and not ask.done:
        words = "See it, or add to it" if ask.answered_at is not None else "Tell us in two lines"
        links.append(Link(words, url_of(found, ask.key), ask.why))
    elif ask.takes_answer and ask.answered_at is not None:
        links.append(Link("See it", url_of(found, ask.key), ask.why))
    return AskRow(f"{ask.title.rstrip('.')}.", ask.why, due_words(ask, today), _answered(ask), tuple(links))


def url_of(found: OwnPlace, key: str) -> str:
    return reverse("portal:ask", args=[found.location_id, key])


def due_words(ask: Ask, today: date) -> str:
    if ask.due is None or ask.done:
        return ""
    asked = "asked" if ask.due < today else "ask"
    return f"We {asked} for this by {long_day(ask.due)}."


def _answered(ask: Ask) -> str:
    if ask.answered_at is None:
        return ""
    at = timezone.localtime(ask.answered_at)
    return f"You answered on {long_day(at.date())} at {at:%-H:%M}."
