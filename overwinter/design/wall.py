"""The wall: a plan as one small tile for each requirement, by theme and section, in the catalogue's order.

A tile is a link named "1.8 Title: amber, fully met, 2 findings". Tiles are written here in one pass, not by a template:
a wall has a hundred and more.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from overwinter.design.marks import MET_MARKS, NOT_IN_FORCE, RAG_MARKS
from overwinter.design.parts import Link

SPOKEN_ORDER = ("red", "amber", "unknown", "green", NOT_IN_FORCE)
"""Counts name first what needs a person."""
LONG_SECTION = 11
"""Tiles from which a section takes the narrow name, so that they stay on one line."""
_NOTCH = '<span class="ow-notch"></span>'


@dataclass(frozen=True, slots=True)
class Tile:
    """One requirement. ``rag`` and ``met`` as in :mod:`overwinter.design.marks`; no ``met`` for one not in force."""

    number: str
    title: str
    url: str
    rag: str
    met: str = ""
    findings: int = 0
    lead: str = ""
    """The role that leads it, or the words that nobody does; empty leaves the line out."""
    opened: bool = False
    moved: str = ""
    """ "Green to amber": how it moved since the day the wall is marked from."""
    faded: bool = False
    """It does not match the filter."""

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def status(self) -> str:
        """ "amber, fully met, 2 findings"."""
        said = [RAG_MARKS[self.rag].phrase]
        if self.met:
            said.append(MET_MARKS[self.met].phrase)
        if self.findings:
            said.append(count_findings(self.findings))
        if self.moved:
            said.append(f"moved from {self.moved[:1].lower()}{self.moved[1:]}")
        return ", ".join(said)

    @property
    def markup(self) -> SafeString:
        mark = RAG_MARKS[self.rag]
        name, url = escape(self.name), escape(self.url)
        classes = f"ow-tile ow-{mark.code}"
        classes += " is-moved" if self.moved else ""
        classes += " is-faded" if self.faded else ""
        current = ' aria-current="true"' if self.opened else ""
        disc = MET_MARKS[self.met].drawing if self.met else ""
        notch = _NOTCH if self.findings else ""
        return SafeString(
            f'<li><a class="{classes}" href="{url}"{current}>'
            f'<span class="govuk-visually-hidden">{name}: {escape(self.status)}</span>'
            f'<span aria-hidden="true">{mark.letter}{disc}{notch}</span></a>'
            f'<span class="ow-card" aria-hidden="true"><b>{name}</b>{self._card_lines()}</span></li>'
        )

    def _card_lines(self) -> str:
        said = RAG_MARKS[self.rag].word
        if self.met:
            said += f" · {MET_MARKS[self.met].phrase.capitalize()}"
        lines = [self.moved, said, f"Lead: {self.lead}" if self.lead else ""]
        if self.findings:
            lines.append(count_findings(self.findings))
        return "<br>".join(escape(line) for line in lines if line)

    @property
    def small_markup(self) -> SafeString:
        mark = RAG_MARKS[self.rag]
        notch = " f" if self.findings else ""
        return SafeString(f'<i class="ow-{mark.code}{notch}">{mark.letter}</i>')


@dataclass(frozen=True, slots=True)
class WallSection:
    title: str
    tiles: tuple[Tile, ...]

    @property
    def long(self) -> bool:
        return len(self.tiles) >= LONG_SECTION

    @property
    def markup(self) -> SafeString:
        return SafeString("".join(tile.markup for tile in self.tiles))

    @property
    def small_markup(self) -> SafeString:
        return SafeString(f"<span>{''.join(tile.small_markup for tile in self.tiles)}</span>")


@dataclass(frozen=True, slots=True)
class WallTheme:
    """``short`` is the theme's name in the small wall."""

    title: str
    sections: tuple[WallSection, ...]
    short: str = ""

    @property
    def tiles(self) -> tuple[Tile, ...]:
        return tuple(tile for section in self.sections for tile in section.tiles)

    @property
    def counts(self) -> str:
        """ "1 red, 7 amber, 3 unknown, 12 green"."""
        return count_words(self.tiles)

    @property
    def reading(self) -> str:
        """The text of the small picture."""
        standing = sum(1 for tile in self.tiles if tile.findings)
        return f"{self.title}: {len(self.tiles)} requirements. {self.counts}. {standing} with a finding."

    @property
    def small_markup(self) -> SafeString:
        return SafeString("".join(section.small_markup for section in self.sections))

    @property
    def height(self) -> int:
        """About how many lines it takes on the page."""
        return 1 + len(self.sections)


@dataclass(frozen=True, slots=True)
class OpenCard:
    """The opened tile, at the foot of the left column. ``findings`` are (bold sentence, facts)."""

    place: str
    title: str
    rag: str
    met: str
    lead: str
    findings: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wall:
    """``marked`` when only what moved keeps its fill."""

    themes: tuple[WallTheme, ...]
    marked: bool = False
    opened: OpenCard | None = None

    @property
    def columns(self) -> tuple[tuple[WallTheme, ...], tuple[WallTheme, ...]]:
        """The themes in their order, cut where the two columns come out most alike."""
        whole = sum(theme.height for theme in self.themes)
        spare = 3 if self.opened else 0
        cut, least, left = len(self.themes), whole, 0
        for index, theme in enumerate(self.themes, start=1):
            left += theme.height
            unlike = abs((left + spare) - (whole - left))
            if unlike < least:
                cut, least = index, unlike
        return self.themes[:cut], self.themes[cut:]


def count_words(tiles: tuple[Tile, ...]) -> str:
    """Counts by RAG, what needs a person first."""
    return say_counts(Counter(tile.rag for tile in tiles))


def say_counts(counts: Mapping[str, int]) -> str:
    """ "1 red, 7 amber, 3 unknown, 12 green"."""
    return ", ".join(f"{counts[rag]} {RAG_MARKS[rag].phrase}" for rag in SPOKEN_ORDER if counts.get(rag))


def count_findings(count: int) -> str:
    return f"{count} finding" if count == 1 else f"{count} findings"
