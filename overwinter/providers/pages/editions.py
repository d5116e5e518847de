"""The pages of the directory: what was brought in, and what one edition changes."""

import sys
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from overwinter.design.limits import origin
from overwinter.design.parts import Link, Step
from overwinter.design.table import Column, Row, Table, linked
from overwinter.design.table_files import asks_for_file, links_to_files
from overwinter.infra import clock
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted, joined
from overwinter.organisations.api import Viewer
from overwinter.providers import edition_queries
from overwinter.providers.directory_reading import entered_of, from_json
from overwinter.providers.domain import fields, likeness
from overwinter.providers.domain.fields import Value
from overwinter.providers.domain.kinds import ChangeKind, EditionState
from overwinter.providers.models import DirectoryChange, DirectoryEdition, Location
from overwinter.providers.pages.listing import PER_PAGE, list_url
from overwinter.providers.ports import get_limits

STATES = {
    EditionState.UPLOADED: "Being read",
    EditionState.READ: "Waits for somebody to look at it",
    EditionState.APPLYING: "Being taken over",
    EditionState.APPLIED: "Taken over",
    EditionState.FAILED: "Could not be read",
    EditionState.LEFT: "Not taken over",
}
KINDS = {
    ChangeKind.CHANGE: ("change", "changes"),
    ChangeKind.CLOSURE: ("closure", "closures"),
    ChangeKind.OPENING: ("opening", "openings"),
    ChangeKind.RETURN: ("return", "returns"),
}
"""In the order they are looked at."""
JOIN, SAME, APART = "join-", "same", "apart"
"""What is sent of an opening that looks like something entered by hand: the name before its id, and the two answers."""
ROWS = 57_000
"""About as many rows as an edition has, for how far the reading is."""


def directory_url() -> str:
    return reverse("providers:directory")


def crumbs(viewer: Viewer, *, within: bool = True) -> tuple[Link, ...]:
    providers = (Link("Providers", list_url()),) if viewer.council_id is not None else ()
    return (*providers, *((Link("CQC directory", directory_url()),) if within else ()))


def editions_table(viewer: Viewer, query: QueryDict) -> tuple[Table, "Page[DirectoryEdition]"]:
    shown = Paginator(edition_queries.list_editions(viewer), PER_PAGE).get_page(query.get("page"))
    rows = tuple(
        Row(
            (
                linked(full_day(each.as_of), reverse("providers:edition", args=[each.pk])),
                each.name,
                STATES[EditionState(each.state)],
                joined(_totals(each)) or "No change",
            )
        )
        for each in shown
    )
    table = Table(
        caption="Editions of the directory",
        columns=(Column("Edition of"), Column("File"), Column("State", keep=True), Column("What it says otherwise")),
        rows=rows,
        empty="No edition was brought in yet. Download “care directory with filters” from the Care Quality "
        "Commission’s site, and bring it in.",
    )
    return table, shown


def _totals(edition: DirectoryEdition) -> list[str]:
    found = ((edition.totals.get(kind.value, 0), words) for kind, words in KINDS.items())
    return [counted(count, *words) for count, words in found if count]


@dataclass(frozen=True)
class EditionPage:
    edition: DirectoryEdition
    viewer: Viewer
    query: QueryDict

    @cached_property
    def state(self) -> EditionState:
        return EditionState(self.edition.state)

    @property
    def title(self) -> str:
        return f"Edition of {full_day(self.edition.as_of)}"

    @property
    def place(self) -> str:
        scope = self.edition.council.name if self.edition.council else "Every council of this installation"
        return f"CQC directory · {scope} · {self.edition.name}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return crumbs(self.viewer)

    @property
    def is_running(self) -> bool:
        return self.state in (EditionState.UPLOADED, EditionState.APPLYING)

    @property
    def waits(self) -> bool:
        return self.state is EditionState.READ

    @cached_property
    def counts(self) -> dict[ChangeKind, tuple[int, int]]:
        return dict(edition_queries.count_changes(self.edition))

    @property
    def total(self) -> int:
        return sum(count for count, _ in self.counts.values())

    @property
    def wanted(self) -> int:
        return self.total - sum(left for _, left in self.counts.values())

    @property
    def lede(self) -> str:
        if self.state is EditionState.UPLOADED:
            return "It is being read. Nothing changes before somebody has looked at what it says otherwise."
        if self.state is EditionState.FAILED:
            return self.edition.failure
        if not self.total:
            return f"{self._same} Nothing it says is otherwise than the record."
        said = [f"{self._found}. {self._same}"]
        if self.state is EditionState.APPLYING:
            said = [f"{self.edition.reached:,} of {self.total:,} changes are looked through and taken over."]
        elif self.state is EditionState.APPLIED:
            said = [f"Taken over: {self.wanted:,} of {self.total:,} changes. {self._same}"]
        elif self.state is EditionState.LEFT:
            said.append("Somebody decided not to take it over.")
        return " ".join(said)

    @property
    def _found(self) -> str:
        parts = [counted(self.counts[kind][0], *words) for kind, words in KINDS.items() if self.counts[kind][0]]
        return joined(parts)

    @property
    def _same(self) -> str:
        totals = self.edition.totals
        taken, rows = totals.get("taken", 0), totals.get("rows", 0)
        return f"{counted(taken, 'location', 'locations')} of adult social care here, of {rows:,} rows of the file."

    @property
    def doubt(self) -> str:
        """With where the limit comes from."""
        doubted = get_limits(clock.today())["closures-doubted"]
        doubt = edition_queries.find_closures_doubt(self.edition, doubted) if self.waits else ""
        return f"{doubt} {origin(doubted)}" if doubt else ""

    @cached_property
    def undecided(self) -> str:
        """What must be decided before it is taken over; empty for nothing."""
        count = edition_queries.list_undecided(self.edition).count() if self.waits else 0
        return likeness.may_take_over(count).reason

    @property
    def undecided_url(self) -> str:
        return f"?kind={ChangeKind.OPENING.value}"

    @property
    def progress(self) -> tuple[str, int, int]:
        if self.state is EditionState.UPLOADED:
            rows = min(int(self.edition.totals.get("rows", 0)), ROWS)
            return f"Reading row {rows:,} of about {ROWS:,}", rows, ROWS
        return f"Change {self.edition.reached:,} of {self.total:,}", self.edition.reached, max(self.total, 1)

    @cached_property
    def kind(self) -> ChangeKind:
        asked = self.query.get("kind", "")
        if asked in {kind.value for kind in ChangeKind}:
            return ChangeKind(asked)
        return next((kind for kind in KINDS if self.counts[kind][0]), ChangeKind.CHANGE)

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(
            Step(f"{self.counts[kind][0]:,}", f"{words[self.counts[kind][0] != 1]}{self._left_words(kind)}",
                 f"?kind={kind.value}", kind is self.kind)
            for kind, words in KINDS.items()
        )  # fmt: skip

    def _left_words(self, kind: ChangeKind) -> str:
        left = self.counts[kind][1]
        return f", {left:,} left out" if left else ""

    @cached_property
    def shown(self) -> "Page[DirectoryChange]":
        whole = asks_for_file(self.query)
        found = edition_queries.list_changes(self.edition, self.kind)
        return Paginator(found, sys.maxsize if whole else PER_PAGE).get_page(self.query.get("page"))

    @property
    def table(self) -> Table:
        council = (Column("Council"),) if self.edition.council_id is None else ()
        return Table(
            caption=f"{KINDS[self.kind][1].capitalize()} of the edition",
            columns=(
                Column("Location", width=6), *council, Column("What it says otherwise", keep=True, width=10),
                Column("Leave out", keep=True, width=2),
            ),
            rows=tuple(self._row(change) for change in self.shown),
            empty="There is none of this kind.",
            take_away=links_to_files(self.query, KINDS[self.kind][1]) if self.shown.paginator.count else (),
        )  # fmt: skip

    def _row(self, change: DirectoryChange) -> Row:
        name: SafeString | str = change.name
        if change.location_id is not None and self.edition.council_id is not None:
            name = linked(change.name, reverse("providers:location", args=[change.location_id]))
        council = (change.council.name,) if self.edition.council_id is None else ()
        cell = format_html('{}<br><span class="ow-meta">{}</span>', name, change.cqc_id)
        said = _said(change)
        if change.looks_like is not None:
            said = format_html("{}<br>{}", said, self._likeness(change, change.looks_like))
        return Row((cell, *council, said, self._tick(change)))

    def _likeness(self, change: DirectoryChange, entered: Location) -> SafeString | str:
        """What was entered by hand and may be the same, what joining would change of it, and the choice."""
        name = linked(entered.name, reverse("providers:location", args=[entered.pk]))
        if not self.waits or asks_for_file(self.query):
            decided = {True: "Joined with", False: "Kept apart from", None: "Looks like"}[change.joined]
            return format_html("{} {}, entered by hand.", decided, entered.name if asks_for_file(self.query) else name)
        told = from_json(change.values["after"])
        alike = likeness.alike(change.name, str(told.get("postcode") or ""), entered_of(entered))
        before: dict[str, Value] = {each: getattr(entered, each) for each in fields.COLUMNS}
        before |= {"organisation": entered.organisation.name, "services": told["services"]}
        lines = [_line(each.field, each.before, each.after) for each in fields.changed(before, likeness.said_of(told))]
        words = format_html("<strong>Looks like {}, entered by hand:</strong> {}.", name, alike.words)
        made = format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines))
        joining = format_html("Joined, it keeps all that is known of it, and becomes:<br>{}", made) if lines else ""
        return format_html("{} {}{}", words, joining, self._choice(change))

    def _choice(self, change: DirectoryChange) -> SafeString:
        choices = ((SAME, "The same: join them", True), (APART, "Two: keep apart", False))
        return format_html_join(
            "", '<span class="ow-picks ow-picks--quiet"><label><input type="radio" name="{}{}" value="{}"{}>{}'
            '<span class="govuk-visually-hidden">, {}</span></label></span>',
            ((JOIN, change.pk, value, " checked" if change.joined is is_it else "", words, change.name)
             for value, words, is_it in choices),
        )  # fmt: skip

    def _tick(self, change: DirectoryChange) -> SafeString | str:
        if not self.waits or asks_for_file(self.query):
            return "Left out" if change.left_out else ""
        return format_html(
            '<span class="ow-picks"><label><input type="checkbox" name="left" value="{}"{}>'
            '<span class="govuk-visually-hidden">Leave out {}</span></label></span>',
            change.pk, " checked" if change.left_out else "", change.name,
        )  # fmt: skip


def _line(name: str, before: Value, after: Value) -> SafeString:
    was, now = (fields.say(name, value) or "not told" for value in (before, after))
    return format_html("{}: {} to <strong>{}</strong>", fields.FIELDS[name].capitalize(), was, now)


def _said(change: DirectoryChange) -> SafeString | str:
    """Each field on a line, what must be known first on top."""
    kind = ChangeKind(change.kind)
    if kind is ChangeKind.CLOSURE:
        return "The edition names it no longer: it would be closed."
    after, before = from_json(change.values["after"]), from_json(change.values.get("before", {}))
    if kind is ChangeKind.OPENING:
        shown = ("services", "beds", "rating", "organisation", "town", "postcode")
        parts = [fields.say(name, after[name]) for name in shown if after.get(name) not in (None, "")]
        beds = f"{after['beds']} beds" if after.get("beds") else ""
        return ", ".join(beds if name == str(after.get("beds")) else name for name in parts)
    said = [_line(name, before.get(name), after[name]) for name in fields.FIELDS if name in after]
    said += [SafeString("Registered manager: another is named")] if change.manager else []
    if kind is ChangeKind.RETURN:
        said.insert(0, SafeString("Closed in the record, and in the directory again."))
    said = said or [SafeString("Registered manager: another was named")]
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in said))
