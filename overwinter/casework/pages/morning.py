"""The page of calls: what is new, whom to ring in which order and why, and what others offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.casework import addresses
from overwinter.casework.domain.kinds import Team
from overwinter.casework.domain.order import WHY
from overwinter.casework.pages import words
from overwinter.casework.pages.changes import ChangesPart
from overwinter.casework.queries.calls import CallLine
from overwinter.design.months import Made, MonthTile, draw_months
from overwinter.design.parts import Link
from overwinter.design.phones import phone_link
from overwinter.design.table import Column, Row, Table
from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Limits
from overwinter.kernel.words import counted
from overwinter.operations.api import MorningSection, Periods
from overwinter.providers.api import ServiceKind

NOBODY = "Nobody here was rung today by another team."


@dataclass(frozen=True)
class MorningPage:
    lines: "Page[CallLine]"
    own: int
    """How many locations are the viewer's to ring."""
    others: int
    user_id: int
    is_own: bool
    """Whether the list is of their own calls; else of all others'."""
    rings: bool
    """Whether the viewer logs calls."""
    teams: tuple[Team, ...]
    at: int | None
    """The location whose call form stands beside the list."""
    sections: tuple[MorningSection, ...]
    changed: ChangesPart
    periods: Periods | None
    now: datetime
    limits: Limits

    @property
    def title(self) -> str:
        return "This morning"

    @property
    def place(self) -> str:
        day = timezone.localtime(self.now)
        return f"{day:%A} {full_day(day.date())}, figures as at {words.clock_time(self.now)}"

    @property
    def lede(self) -> str:
        return " ".join((self._calls_said(), *(section.news for section in self.sections if section.news)))

    def _calls_said(self) -> str:
        if not self.rings:
            return f"{counted(self.others, 'location')} to ring." if self.others else "Nobody is to be rung now."
        if not self.own:
            verb = "waits" if self.others == 1 else "wait"
            waits = f" {counted(self.others, 'location')} {verb} for other officers." if self.others else ""
            return f"No call is yours now.{waits}"
        verb = "call is" if self.own == 1 else "calls are"
        return f"{self.own:,} {verb} yours, {_how_long(self.own * self.limits['call-length'].count)}."

    @property
    def heading(self) -> str:
        return "Calls, in order" if self.is_own or not self.rings else "Other officers’ calls, in order"

    @property
    def head_links(self) -> tuple[Link, ...]:
        why = Link("Why this order", "#why-order")
        if not self.rings:
            return (why,)
        if not self.is_own:
            return (why, Link(f"Your calls, {self.own:,}", addresses.calls()))
        return (why, Link(f"Other officers’ calls, {self.others:,}", addresses.calls(whose="others")))

    @property
    def files(self) -> tuple[Link, ...]:
        query = "" if self.is_own or not self.rings else "?whose=others"
        more = f"{query}&" if query else "?"
        return (
            Link("Print the call list", addresses.print_list() + query),
            Link("Take away: Excel", f"{addresses.calls()}{more}as=xlsx"),
        )

    @property
    def why_order(self) -> str:
        """Under the list: the order, the signs, and whether anybody was rung by another team."""
        key = "Months: a dot is on time, L late, N none, empty not due or not yet in. " if self.periods else ""
        rung = any(Team(each.team) not in self.teams for line in self.lines for each in line.rung_today)
        return f"{WHY} {key}{'' if rung else NOBODY}"

    @property
    def table(self) -> Table:
        return calls_table(tuple(self.lines.object_list), self)

    @property
    def narrow(self) -> tuple[MorningSection, ...]:
        return tuple(each for each in self.sections if not each.wide)

    @property
    def wide(self) -> tuple[MorningSection, ...]:
        return tuple(each for each in self.sections if each.wide)


def calls_table(lines: Sequence[CallLine], page: MorningPage) -> Table:
    months = (Column(page.periods.title, width=4),) if page.periods else ()
    columns = (
        Column("Location", plain=True, width=5), Column("Why ring", plain=True, width=6), *months,
        Column("Last call, by anyone", width=5, keep=True),
    )  # fmt: skip
    start = page.lines.start_index() if lines else 1
    rows = tuple(_row(number, line, page) for number, line in enumerate(lines, start))
    empty = "Nobody is to be rung now. What is seen in returns, and what is raised by hand, comes here by itself."
    return Table("Calls in order", columns, rows=rows, empty=empty)


def _row(number: int, line: CallLine, page: MorningPage) -> Row:
    today = timezone.localdate(page.now)
    months = (_months(line, page.periods),) if page.periods else ()
    return Row(
        (_who(number, line, page), _why(line, page), *months, _last(line, today, page.user_id)),
        current=line.location.pk == page.at,
    )


def _who(number: int, line: CallLine, page: MorningPage) -> SafeString:
    location = line.location
    kind = ServiceKind(location.main_service).label
    place = f"{kind}, {location.town}" if location.town else kind
    open_here = location.pk == page.at
    act = Link("Form open" if open_here else "Log", addresses.calls(location.pk), location.name)
    return format_html(
        '<strong>{}. <a href="{}">{}</a></strong><br><span class="ow-meta">{}</span><br>'
        '<span class="ow-small">{} {}</span>',
        number, addresses.location(location.pk), location.name, place, phone_link(location.phone),
        _act(act, page.rings),
    )  # fmt: skip


def _act(link: Link, rings: bool) -> SafeString:
    if not rings:
        return SafeString("")
    return format_html(
        '<a class="ow-rowdo" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>',
        link.url,
        link.text,
        link.about,
    )


def _why(line: CallLine, page: MorningPage) -> SafeString:
    """What is open about it, its own team's first, and why it stands where it does."""
    ours = [each for each in line.concerns if Team(each.team) in page.teams or not page.teams]
    theirs = [each for each in line.concerns if each not in ours]
    said = [f"{each.title.rstrip('.')}." for each in ours]
    said += [f"{Team(each.team).label}: {each.title[:1].lower()}{each.title[1:].rstrip('.')}." for each in theirs]
    why = line.facts.why(timezone.localtime(page.now))
    return format_html('{}<br><span class="ow-meta">{}</span>', " ".join(said), why)


def _months(line: CallLine, periods: Periods | None) -> SafeString:
    if periods is None:
        return SafeString("")
    did = periods.did.get(line.location.pk, (Made.EMPTY,) * len(periods.names))
    return draw_months(MonthTile(name, each) for name, each in zip(periods.names, did, strict=True))


def _last(line: CallLine, today: date, user_id: int) -> SafeString:
    said = [words.last_call(line.last, today)]
    rung = [each for each in line.rung_today if line.last is None or each.pk != line.last.pk]
    said += [f"{words.rung_words(rung)}."] if words.rung_words(rung) else []
    other = line.held is not None and line.held.by_id != user_id
    held = format_html("<br><strong>{}.</strong>", words.held_words(line.held)) if line.held and other else ""
    return format_html('<span class="ow-small">{}{}</span>', " ".join(said), held)


def _how_long(minutes: int) -> str:
    """ "about 20 minutes", "about an hour", "about 3 hours"."""
    if minutes < 45:
        return f"about {max(round(minutes / 5) * 5, 5)} minutes"
    hours = round(minutes / 60)
    return "about an hour" if hours == 1 else f"about {hours} hours"
