"""The queue: every concern that is open, by whom it is followed up, and how soon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.casework import addresses
from overwinter.casework.domain.due import WITHIN
from overwinter.casework.domain.kinds import ConcernState, Severity, Team
from overwinter.casework.domain.levels import Level, together
from overwinter.casework.models import Concern
from overwinter.casework.pages import words
from overwinter.casework.queries.queue import MINE, TEAM, Asked, Standing
from overwinter.design.limits import origin
from overwinter.design.parts import FilterBar, Option, Select, Tick, Words
from overwinter.design.table import Column, Row, Table, linked, sorted_by
from overwinter.design.table_files import links_to_files
from overwinter.kernel.threshold import Limits, Unit
from overwinter.kernel.words import counted

CLOSED, BOTH = ConcernState.CLOSED.value, "any"
COLUMNS = (
    Column("Concern", width=7),
    Column("About", "about", plain=True, width=4),
    Column("Severity", "severity", keep=True),
    Column("Due", "due", keep=True),
    Column("Open for", "raised", keep=True),
    Column("Follows it up", keep=True, width=4),
)


def read_asked(query: QueryDict) -> Asked:
    """What the address asks for; what it does not know of means all."""
    state = query.get("state", "")
    _, order, descending = sorted_by(COLUMNS, query, "due")
    return Asked(
        state="" if state == BOTH else CLOSED if state == CLOSED else ConcernState.OPEN.value,
        team=_one_of(query.get("team", ""), Team), severity=_one_of(query.get("severity", ""), Severity),
        owner=query.get("owner", ""), source=query.get("source", ""), location=query.get("location", ""),
        words=query.get("words", "").strip()[:100], overdue=query.get("overdue") == "yes",
        escalated=query.get("escalated") == "yes", answered=query.get("answered") == "yes",
        order=order, descending=descending,
    )  # fmt: skip


def _one_of(asked: str, kind: type[Team] | type[Severity]) -> str:
    return asked if asked in [each.value for each in kind] else ""


@dataclass(frozen=True)
class QueuePage:
    concerns: "Page[Concern]"
    asked: Asked
    standing: Standing
    levels: tuple[Level, ...]
    sources: Sequence[str]
    roles: Mapping[int, str]
    now: datetime
    limits: Limits
    query: QueryDict
    may_raise: bool
    """Whether they work with providers: they raise concerns, and see the pages of locations."""

    @property
    def title(self) -> str:
        return "Concerns"

    @property
    def lede(self) -> str:
        if not self.standing.open:
            return "No concern is open. What is seen in returns, and what people raise, comes here by itself."
        verb = "concern is" if self.standing.open == 1 else "concerns are"
        said = [f"{self.standing.open:,} {verb} open"]
        said[0] += (
            f", {self.standing.overdue:,} of them overdue." if self.standing.overdue else ", none of them overdue."
        )
        if self.standing.oldest is not None:
            days = (words.day_of(self.now) - words.day_of(self.standing.oldest)).days
            said.append(f"The oldest is open for {counted(days, 'day')}." if days > 0 else "All were raised today.")
        if self.standing.escalated:
            said.append(f"{counted(self.standing.escalated, 'waits', 'wait')} for somebody above the team.")
        in_time, judged = together(self.levels)
        if judged:
            back = self.limits["concern-levels-window"].said
            said.append(f"Of those raised in the last {back}, {in_time:,} of {judged:,} were followed up in time.")
        return " ".join(said)

    @property
    def bar(self) -> FilterBar:
        asked = self.asked
        return FilterBar(
            selects=(
                _select(
                    "state", "State", (("", "Open"), (CLOSED, "Closed"), (BOTH, "Both")), self.query.get("state", "")
                ),
                _select("team", "Team", _all(Team, "Every team"), asked.team),
                _select("owner", "Owner", self._owners(), asked.owner),
                _select("severity", "Severity", _all(Severity, "Every severity"), asked.severity),
                _select("source", "Raised by", self._sources(), asked.source),
            ),
            words=Words("words", "Words in it", self.asked.words),
            ticks=(
                Tick("overdue", "yes", "Overdue", asked.overdue),
                Tick("escalated", "yes", "Escalated", asked.escalated),
                Tick("answered", "yes", "Answer to read", asked.answered),
            ),
            kept=tuple((key, str(self.query[key])) for key in ("sort", "location") if self.query.get(key)),
            action=addresses.queue(),
            clear_url=addresses.queue() if self.query else "",
        )

    def _owners(self) -> tuple[tuple[str, str], ...]:
        roles = tuple((str(pk), title) for pk, title in self.roles.items())
        return (("", "Everybody"), (MINE, "You and your team"), (TEAM, "No role yet"), *roles)

    def _sources(self) -> tuple[tuple[str, str], ...]:
        return (("", "Anybody"), *((source, words.source_of(source)) for source in self.sources))

    @property
    def table(self) -> Table:
        rows = tuple(Row(_cells(each, self.now, self.may_raise)) for each in self.concerns.object_list)
        columns, _, _ = sorted_by(COLUMNS, self.query, "due")
        empty = "No concern is as asked for. Show all, or raise one."
        total = self.concerns.paginator.count
        note = f"{counted(total, 'concern')}." if total else ""
        files = links_to_files(self.query, "the concerns") if rows else ()
        return Table("Concerns", columns, rows=rows, empty=empty, note=note, take_away=files)

    @property
    def levels_table(self) -> Table:
        columns = (
            Column("Severity"), Column("Due within", keep=True), Column("Raised", numeric=True, keep=True),
            Column("Followed up in time", keep=True),
            Column("Late", numeric=True, keep=True), Column("Not due yet", numeric=True, keep=True),
        )  # fmt: skip
        rows = tuple(
            Row(
                (
                    level.severity.label,
                    self._within(level.severity),
                    str(level.raised),
                    level.share,
                    str(level.late),
                    str(level.not_yet),
                )
            )
            for level in self.levels
        )
        window = self.limits["concern-levels-window"]
        note = f"Raised in the last {window.said}. {origin(window)}"
        return Table("Followed up in time", columns, rows=rows, note=note, empty="None was raised in this time.")

    def _within(self, severity: Severity) -> str:
        limit = self.limits[WITHIN[severity]]
        unit = "hour" if limit.unit is Unit.HOURS else "day"
        return counted(limit.count, f"working {unit}")

    @property
    def ages_table(self) -> Table:
        rows = tuple(Row((age.label, str(age.count))) for age in self.standing.ages)
        return Table("How long open", (Column("Open for"), Column("Concerns", numeric=True, keep=True)), rows=rows)


def _cells(concern: Concern, now: datetime, sees_places: bool) -> tuple[str, ...]:
    seen = f", seen {concern.times_seen} times" if concern.times_seen > 1 else ""
    answered = ", answered in the portal, not read" if concern.answered_at is not None else ""
    return (
        format_html(
            '{}<br><span class="ow-meta">{}{}{}</span>', linked(concern.title, addresses.concern(concern.pk)),
            words.source_of(concern.source), seen, answered,
        ),
        about_link(concern, sees_places),
        Severity(concern.severity).label,
        _due(concern, now),
        words.open_for(concern, now),
        f"{words.owner_of(concern)}{_escalated(concern)}",
    )  # fmt: skip


def _escalated(concern: Concern) -> str:
    if concern.escalated_at is None:
        return ""
    return f", escalated to the {concern.group.name}" if concern.group is not None else ", escalated"


def about_link(concern: Concern, sees_places: bool) -> SafeString | str:
    """A link for those who may see the page of a location."""
    if concern.location is None or not sees_places:
        return words.about(concern)
    return linked(concern.location.name, addresses.location(concern.location.pk))


def _due(concern: Concern, now: datetime) -> SafeString | str:
    if concern.state == CLOSED and concern.closed_at is not None:
        return f"{words.state_of(concern)}, {words.when(concern.closed_at, timezone.localdate(now))}"
    said = words.overdue_words(concern.due_at, now)
    if concern.due_at < now:
        return format_html('<span class="ow-tag ow-tag--late">{}</span>', said)
    return said


def _select(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> Select:
    return Select(name, label, tuple(Option(value, words_, value == chosen) for value, words_ in options))


def _all(kind: type[Team] | type[Severity], every: str) -> tuple[tuple[str, str], ...]:
    return (("", every), *((each.value, each.label) for each in kind))
