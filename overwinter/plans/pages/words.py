"""Words and marks that every page of a plan shares."""

from collections.abc import Mapping
from datetime import date
from html import escape
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from overwinter.design.marks import MET_MARKS, RAG_MARKS, met_words, rag_words
from overwinter.design.parts import Link
from overwinter.kernel.days import full_day
from overwinter.kernel.words import joined
from overwinter.plans.domain.by_when import says_more
from overwinter.plans.domain.choosing import EVERYTHING, Choice
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.models import Plan, Response

RAG_CELLS: Mapping[str, SafeString] = {value: rag_words(value) for value in RAG_MARKS}
MET_CELLS: Mapping[str, SafeString] = {value: met_words(value) for value in MET_MARKS}
ZERO = SafeString('<span class="ow-zero">0</span>')
SPOKEN = ("green", "amber", "red", "unknown", "not-in-force")
TAKE_AWAY = (("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF"), ("csv", "csv"))


def status_counts(counts: Mapping[str, int]) -> str:
    """ "64 green, 26 amber and 5 red"; statuses that no row has are left out."""
    said = [f"{counts[status]} {RAG_MARKS[status].phrase}" for status in SPOKEN if counts.get(status)]
    return joined(said)


def short_date(day: date) -> str:
    """ "20 Nov 2026", for dense tables."""
    return f"{day.day} {day:%b %Y}"


def clipped(text: str, length: int) -> str:
    """The beginning of ``text`` on one line, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]}…"


def name_of(response: Response) -> str:
    """What the row is called: as the national plan has it, or by its own title."""
    return str(response.requirement) if response.requirement is not None else response.title


def as_said(role: str) -> str:
    """A role within a sentence: "the head of commissioning", "the DASS"."""
    if not role:
        return "somebody"
    first = role.split()[0]
    keeps_capitals = first.isupper() or role.startswith("The ")
    return f"the {role}" if keeps_capitals else f"the {role[0].lower()}{role[1:]}"


def as_said_first(role: str) -> str:
    """As :func:`as_said`, at the beginning of a sentence."""
    said = as_said(role)
    return said[0].upper() + said[1:]


def row_url(plan_id: int, response_id: int) -> str:
    return f"/plans/{plan_id}/rows/{response_id}/"


def _date_cell(day: date) -> SafeString:
    """A date that stays on one line."""
    return SafeString(f'<span class="ow-num">{short_date(day)}</span>')


def by_when_cell(row: RowFacts) -> str:
    """The date, and beneath it the words as written where they say more than it does."""
    if row.by_when_date is not None:
        day = _date_cell(row.by_when_date)
        if not says_more(row.by_when, row.by_when_date):
            return day
        return SafeString(f'{day}<br><span class="ow-meta">“{escape(clipped(row.by_when, 60))}”</span>')
    return f"“{clipped(row.by_when, 30)}”" if row.by_when else "Not said"


def review_cell(row: RowFacts) -> str:
    return _date_cell(row.next_review) if row.next_review is not None else "Not set"


def title_link(row: RowFacts, plan_id: int) -> SafeString:
    name = escape(f"{row.number} {row.title}".strip())
    return SafeString(f'<a href="{row_url(plan_id, row.response_id)}">{name}</a>')


def asked(on: str = "", choice: Choice = EVERYTHING) -> str:
    """The end of an address for a day and a choice of rows; empty for the whole plan as it stands."""
    pairs = ([("on", on)] if on else []) + list(choice.pairs)
    return f"?{urlencode(pairs)}" if pairs else ""


def take_away(plan: Plan, on: str = "", choice: Choice = EVERYTHING) -> tuple[Link, ...]:
    """Take-away links, each in the form people ask for, for the day and the rows that are shown."""
    ending = asked(on, choice)
    formats = (
        Link(words, reverse("plans:take-away-file", args=(plan.pk, code)) + ending, "the plan")
        for code, words in TAKE_AWAY
    )
    return (*formats, Link("Other ways", reverse("plans:take-away", args=(plan.pk,)) + ending, "to take the plan away"))


def breadcrumbs(plan: Plan, own: bool, *more: Link) -> tuple[Link, ...]:
    first = () if own else (Link("Plans", reverse("plans:list")),)
    return (*first, Link("The plan" if own else plan.council.name, reverse("plans:wall", args=(plan.pk,))), *more)


def plan_crumbs(plan: Plan) -> tuple[Link, ...]:
    """Of a page that only the council's own people open."""
    return (Link("The plan", reverse("plans:wall", args=(plan.pk,))),)


def plan_views(plan_id: int, ending: str = "", *, own: bool, edits: bool) -> tuple[Link, ...]:
    """The pages of a whole plan; ``ending`` is the day and the choice of rows, which wall and table share. What is
    doubtful and how it is signed is for its own people,
    the grid for those who may change rows (``edits``)."""
    same = tuple(
        Link(words, reverse(f"plans:{name}", args=(plan_id,)) + ending)
        for name, words in (("wall", "Wall"), ("table", "Table"))
    )
    if not own:
        return same
    if edits:
        same += (Link("Grid", reverse("plans:grid", args=(plan_id,)) + ending),)
    more = (("plans:findings", "Findings"), ("plans:sign-off", "Sign-off"), ("assurance:compare", "Compare"))
    return (*same, *(Link(words, reverse(name, args=(plan_id,))) for name, words in more))


def in_full(day: date | None) -> str:
    return full_day(day) if day is not None else "none"
