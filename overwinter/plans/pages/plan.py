"""What the pages of a whole plan show: its wall, its tables, its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse

from overwinter.design import wall as pictures
from overwinter.design.dates import full_day, long_day
from overwinter.design.marks import MET_MARKS, RAG_MARKS
from overwinter.design.parts import Day, FilterBar, Link, Option, Select, Slider, Tick
from overwinter.kernel.status import FullyMet
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Viewer
from overwinter.plans.domain import rules
from overwinter.plans.domain.choosing import NO_LEAD, Choice, Only, matches
from overwinter.plans.domain.facts import RowFacts, count_statuses
from overwinter.plans.domain.findings import RowFinding, findings_of
from overwinter.plans.pages.words import counted, joined, row_url, status_counts
from overwinter.plans.queries import PlanPicture


def read_day(words: str | None) -> date | None:
    """A day of an address, ``2020-11-13``; None for anything else."""
    try:
        return date.fromisoformat(words or "")
    except ValueError:
        return None


def read_choice(query: QueryDict) -> Choice:
    known = {kind.value for kind in Only}
    asked = frozenset(Only(value) for value in query.getlist("only") if value in known)
    return Choice(lead=query.get("lead", ""), group=query.get("group", ""), only=asked)


@dataclass(frozen=True)
class PlanPage:
    """A plan on a day, as one person asked to see it."""

    picture: PlanPicture
    viewer: Viewer
    choice: Choice
    query: QueryDict
    responses: Mapping[int, str] = field(default_factory=dict)
    """What the council says it does, for the full table."""
    may_manage: bool = False

    @cached_property
    def findings(self) -> Mapping[int, tuple[RowFinding, ...]]:
        return {row.response_id: findings_of(row, self.picture.day) for row in self.picture.rows}

    @cached_property
    def rows(self) -> tuple[RowFacts, ...]:
        """The rows that match."""
        if not self.choice:
            return self.picture.rows
        return tuple(row for row in self.picture.rows if self._matches(row))

    def _matches(self, row: RowFacts) -> bool:
        return matches(
            row, self.choice, findings=self.findings[row.response_id], held_roles=self.viewer.role_ids,
            today=self.picture.day,
        )  # fmt: skip

    @property
    def own(self) -> bool:
        return self.viewer.belongs_to(self.picture.plan.council_id)

    @property
    def title(self) -> str:
        return "The plan" if self.own else f"The plan of {self.picture.plan.council.name}"

    @property
    def place(self) -> str:
        national = sum(not row.is_local for row in self.picture.rows)
        local = len(self.picture.rows) - national
        parts = [f"Winter plan {Winter.parse(self.picture.plan.winter)}", counted(national, "national requirement")]
        if local:
            parts.append(counted(local, "local row"))
        if not self.picture.is_now:
            parts.append(f"as it stood on {full_day(self.picture.day)}")
        return " · ".join(parts)

    @property
    def lede(self) -> str:
        rows = self.rows
        if not rows:
            return f"None of the {len(self.picture.rows)} rows is of this kind." if self.choice else "The plan has no row yet."
        start = f"{len(rows)} of {counted(len(self.picture.rows), 'row')} match: " if self.choice else ""
        met = sum(row.fully_met is FullyMet.YES and row.in_force for row in rows)
        sentences = [
            f"{start}{status_counts(count_statuses(rows))}.",
            f"{met or 'None'} {'is' if met < 2 else 'are'} fully met.",
            self._findings_words(),
        ]
        return " ".join(sentence for sentence in sentences if sentence)

    def _findings_words(self) -> str:
        found = [len(self.findings[row.response_id]) for row in self.rows]
        standing = sum(count > 0 for count in found)
        overdue = sum(rules.is_overdue(row, self.picture.day) for row in self.rows)
        unowned = sum(rules.is_unowned(row) for row in self.rows)
        if not standing:
            return "No finding stands."
        total = sum(found)
        said = [f"{counted(total, 'finding')} {'stands' if total == 1 else 'stand'} on {counted(standing, 'row')}"]
        if overdue:
            said.append(f"{counted(overdue, 'row')} {'is' if overdue == 1 else 'are'} overdue")
        if unowned:
            said.append(f"{counted(unowned, 'row')} {'has' if unowned == 1 else 'have'} no lead")
        return f"{'; '.join(said)}."

    @property
    def address(self) -> str:
        """What the take-away and the other view keep of the address: the day."""
        return "" if self.picture.is_now else self.picture.day.isoformat()

    # --- the filter bar

    @property
    def filter_bar(self) -> FilterBar:
        return FilterBar(
            selects=(self._leads, self._groups, self._since),
            ticks=tuple(
                Tick("only", kind.value, kind.label, kind in self.choice.only)
                for kind in Only
                if kind is not Only.MINE or self.viewer.role_ids
            ),
            slider=Slider("The plan as it stood on a Friday", self._days, name="on"),
            kept=tuple((name, self.query[name]) for name in ("sort",) if self.query.get(name)),
            clear_url=self.clear_url,
        )

    @property
    def clear_url(self) -> str:
        return "?" if self.choice or not self.picture.is_now or self.picture.since else ""

    @property
    def _days(self) -> tuple[Day, ...]:
        return tuple(Day(each.day, dict(each.counts), each.day == self.picture.day) for each in self.picture.fridays)

    @property
    def _leads(self) -> Select:
        leads = {row.lead_id: row.lead for row in self.picture.rows if row.lead_id is not None}
        options = [Option("", "Any lead"), Option(NO_LEAD, "No one", self.choice.lead == NO_LEAD)]
        for pk, title in sorted(leads.items(), key=lambda item: (item[1].casefold(), item[0])):
            options.append(Option(str(pk), title, self.choice.lead == str(pk)))
        return Select("lead", "Lead", tuple(options))

    @property
    def _groups(self) -> Select:
        names = sorted({name for row in self.picture.rows for name in row.groups}, key=str.casefold)
        options = [Option(name, name, self.choice.group == name) for name in names]
        return Select("group", "Reports to", (Option("", "Any group"), *options))

    @property
    def _since(self) -> Select:
        options = [Option("", "Do not mark")]
        for each in reversed(self.picture.fridays[:-1]):
            options.append(Option(each.day.isoformat(), long_day(each.day), each.day == self.picture.since))
        chosen = self.picture.since
        if chosen is not None and not any(option.chosen for option in options):
            options.append(Option(chosen.isoformat(), long_day(chosen), True))
        return Select("since", "Mark what changed since", tuple(options))

    # --- the wall

    @property
    def wall(self) -> pictures.Wall:
        themes: dict[str, dict[str, list[pictures.Tile]]] = {}
        matching = {row.response_id for row in self.rows}
        for row in self.picture.rows:
            tile = self._tile(row, faded=row.response_id not in matching)
            themes.setdefault(row.theme, {}).setdefault(row.section, []).append(tile)
        return pictures.Wall(
            themes=tuple(
                pictures.WallTheme(
                    theme,
                    tuple(pictures.WallSection(section, tuple(tiles)) for section, tiles in sections.items()),
                )
                for theme, sections in themes.items()
            ),
            marked=self.picture.since is not None,
            opened=self._opened,
        )

    def _tile(self, row: RowFacts, *, faded: bool) -> pictures.Tile:
        moved = self.picture.moved.get(row.response_id)
        return pictures.Tile(
            number=row.number,
            title=row.title,
            url=row_url(self.picture.plan.pk, row.response_id) + (f"?on={self.address}" if self.address else ""),
            rag=row.status,
            met=row.fully_met.value if row.in_force else "",
            findings=len(self.findings[row.response_id]),
            lead=row.lead or "no one",
            moved=_moved_words(moved, row) if moved is not None else "",
            faded=faded,
            opened=self.query.get("open") == str(row.response_id),
        )

    @property
    def _opened(self) -> pictures.OpenCard | None:
        row = next((row for row in self.picture.rows if self.query.get("open") == str(row.response_id)), None)
        if row is None:
            return None
        notes = [f"Next review {long_day(row.next_review)}"] if row.next_review else []
        if row.open_actions:
            notes.append(counted(len(row.open_actions), "open gap action"))
        return pictures.OpenCard(
            place=" · ".join(part for part in (row.number, row.theme, row.section) if part),
            title=row.title, rag=row.status, met=row.fully_met.value if row.in_force else "", lead=row.lead or "no one",
            findings=tuple((found.title, found.facts) for found in self.findings[row.response_id]),
            links=(Link(f"Open {row.number}".strip(), row_url(self.picture.plan.pk, row.response_id)),),
            notes=tuple(notes),
        )  # fmt: skip

    @property
    def views(self) -> tuple[Link, ...]:
        """Wall and table: the two ways to look at the same rows."""
        kept = self.query.copy()
        kept.pop("sort", None)
        ending = f"?{kept.urlencode()}" if kept else ""
        return tuple(
            Link(words, reverse(f"plans:{name}", args=(self.picture.plan.pk,)) + ending)
            for name, words in (("wall", "Wall"), ("table", "Table"))
        )

    @property
    def moved_words(self) -> str:
        """How many rows moved, for the line over the wall."""
        if self.picture.since is None:
            return ""
        up = _count_moves(self.picture.moved, better=True)
        down = _count_moves(self.picture.moved, better=False)
        rest = len(self.picture.moved) - up - down
        said = [
            f"{count} {words}"
            for count, words in ((up, "got better"), (down, "got worse"), (rest, "changed otherwise"))
            if count
        ]
        since = full_day(self.picture.since)
        return f"Since {since}, {joined(said)}. Only these are filled." if said else f"Nothing moved since {since}."


_BETTER = ("red", "amber", "green")


def _count_moves(moved: Mapping[int, tuple[str, str]], *, better: bool) -> int:
    known = [(a, b) for a, b in moved.values() if a in _BETTER and b in _BETTER and a != b]
    return sum((_BETTER.index(b) > _BETTER.index(a)) is better for a, b in known)


def _moved_words(moved: tuple[str, str], row: RowFacts) -> str:
    before, after = moved
    if not before:
        return "New row"
    if before == after:
        return f"Fully met changed to {MET_MARKS[row.fully_met.value].word.lower()}"
    return f"{RAG_MARKS[before].word} to {RAG_MARKS[after].phrase}"


