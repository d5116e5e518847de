"""A plan on a day as it is drawn: words, wall and table, remembered for as long as nothing in it is different.

Everything here follows from the values of :class:`Shown` and from nothing else, so what is remembered for equal values
can never be out of date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from overwinter.design import wall as pictures
from overwinter.design.marks import MET_MARKS, RAG_MARKS
from overwinter.design.parts import Link
from overwinter.kernel.days import full_day, long_day
from overwinter.kernel.status import FullyMet
from overwinter.kernel.words import counted, joined
from overwinter.plans.domain import rules
from overwinter.plans.domain.choosing import EVERYTHING, Choice, matches
from overwinter.plans.domain.facts import RowFacts, count_statuses
from overwinter.plans.domain.findings import Challenge, Finding
from overwinter.plans.pages.words import row_url, status_counts
from overwinter.plans.queries.challenge import NOTHING, Beside, challenged

REMEMBERED = 32
"""Drawings kept by one process; each is some 300 KB."""


@dataclass(frozen=True)
class Shown:
    """The rows of a plan on a day, and what was asked of them."""

    plan_id: int
    day: date
    is_now: bool
    rows: tuple[RowFacts, ...]
    choice: Choice = EVERYTHING
    held_roles: frozenset[int] = frozenset()
    since: date | None = None
    moved: tuple[tuple[int, tuple[str, str]], ...] = ()
    opened: str = ""
    query: str = ""
    """The address as it was asked for: the links that sort keep it."""
    texts: tuple[tuple[int, str], ...] = ()
    """What the council says it does, for the full table."""
    beside: Beside = NOTHING

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.plan_id, self.day, self.rows, self.choice, self.moved, self.opened, self.query, self.texts))

    @cached_property
    def challenge(self) -> Challenge:
        return challenged(self.rows, self.day, self.beside)

    @property
    def findings(self) -> Mapping[int, tuple[Finding, ...]]:
        """The open findings of each row that has one."""
        return self.challenge.open_by_row

    @cached_property
    def matching(self) -> tuple[RowFacts, ...]:
        """The rows that were asked for."""
        if not self.choice:
            return self.rows
        doubted, held, day = self.challenge, self.held_roles, self.day
        return tuple(
            row for row in self.rows
            if matches(row, self.choice, findings=doubted.on(row.response_id), held_roles=held, today=day)
        )  # fmt: skip

    @cached_property
    def responses(self) -> Mapping[int, str]:
        return dict(self.texts)

    @property
    def address(self) -> str:
        """The day, as addresses carry it; empty for now."""
        return "" if self.is_now else self.day.isoformat()

    @cached_property
    def lede(self) -> str:
        rows = self.matching
        if not rows:
            return f"None of the {len(self.rows)} rows is of this kind." if self.choice else "The plan has no row yet."
        start = f"{len(rows)} of {counted(len(self.rows), 'row')} match: " if self.choice else ""
        met = sum(row.fully_met is FullyMet.YES and row.in_force for row in rows)
        sentences = [
            f"{start}{status_counts(count_statuses(rows))}.",
            f"{met or 'None'} {'is' if met < 2 else 'are'} fully met.",
            self._findings_words(),
        ]
        return " ".join(sentence for sentence in sentences if sentence)

    def _findings_words(self) -> str:
        found = [self.challenge.on(row.response_id) for row in self.matching]
        standing, of_plan = sum(map(bool, found)), () if self.choice else self.challenge.of_plan
        overdue = sum(rules.is_overdue(row, self.day) for row in self.matching)
        unowned = sum(rules.is_unowned(row) for row in self.matching)
        if not standing and not of_plan:
            return "No finding stands."
        said = []
        if standing:
            total = len({finding.key for those in found for finding in those})
            said = [f"{counted(total, 'finding')} {'stands' if total == 1 else 'stand'} on {counted(standing, 'row')}"]
        if of_plan:
            said.append(
                f"{counted(len(of_plan), 'finding')} {'is' if len(of_plan) == 1 else 'are'} about the plan as a whole"
            )
        if overdue:
            said.append(f"{counted(overdue, 'row')} {'is' if overdue == 1 else 'are'} overdue")
        if unowned:
            said.append(f"{counted(unowned, 'row')} {'has' if unowned == 1 else 'have'} no lead")
        return f"{'; '.join(said)}."

    # --- the wall

    @cached_property
    def _moves(self) -> Mapping[int, tuple[str, str]]:
        return dict(self.moved)

    @cached_property
    def wall_markup(self) -> SafeString:
        return render_to_string("design/parts/wall.html", {"wall": self.wall})

    @property
    def wall(self) -> pictures.Wall:
        themes: dict[str, dict[str, list[pictures.Tile]]] = {}
        matching = {row.response_id for row in self.matching}
        for row in self.rows:
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
            marked=self.since is not None,
            opened=self._opened,
        )

    def _tile(self, row: RowFacts, *, faded: bool) -> pictures.Tile:
        moved = self._moves.get(row.response_id)
        return pictures.Tile(
            number=row.number,
            title=row.title,
            url=row_url(self.plan_id, row.response_id) + (f"?on={self.address}" if self.address else ""),
            rag=row.status,
            met=row.fully_met.value if row.in_force else "",
            findings=len(self.challenge.on(row.response_id)),
            lead=row.led_by or "no one",
            moved=_moved_words(moved, row) if moved is not None else "",
            faded=faded,
            opened=self.opened == str(row.response_id),
        )

    @property
    def _opened(self) -> pictures.OpenCard | None:
        row = next((row for row in self.rows if self.opened == str(row.response_id)), None)
        if row is None:
            return None
        notes = [f"Next review {long_day(row.next_review)}"] if row.next_review else []
        if row.open_actions:
            notes.append(counted(len(row.open_actions), "open gap action"))
        return pictures.OpenCard(
            place=" · ".join(part for part in (row.number, row.theme, row.section) if part),
            title=row.title, rag=row.status, met=row.fully_met.value if row.in_force else "",
            lead=row.led_by or "no one",
            findings=tuple((found.title, found.facts) for found in self.challenge.on(row.response_id)),
            links=(Link(f"Open {row.number}".strip(), row_url(self.plan_id, row.response_id)),),
            notes=tuple(notes),
        )  # fmt: skip

    @property
    def moved_words(self) -> str:
        """How many rows moved, for the line over the wall."""
        if self.since is None:
            return ""
        up = _count_moves(self._moves, better=True)
        down = _count_moves(self._moves, better=False)
        rest = len(self._moves) - up - down
        said = [
            f"{count} {words}"
            for count, words in ((up, "got better"), (down, "got worse"), (rest, "changed otherwise"))
            if count
        ]
        since = full_day(self.since)
        return f"Since {since}, {joined(said)}. Only these are filled." if said else f"Nothing moved since {since}."


@lru_cache(maxsize=REMEMBERED)
def remembered(shown: Shown) -> Shown:
    """The first of all equal ones, with everything it has worked out already."""
    return shown


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
