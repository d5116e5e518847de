"""Headings: the title, themes and sections a plan is divided by, wherever they stand."""

import re
from collections.abc import Sequence

from msgspec import Struct, field

from overwinter.reading.cells.leads import split_leads
from overwinter.reading.cells.text import one_line
from overwinter.reading.document import Block, Paragraph, Place, Table
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.own_themes import own_themes
from overwinter.reading.layout.wording import names_council, names_plan
from overwinter.reading.vocabulary import in_force
from overwinter.reading.words import key

LONGEST = 30
"""Words of a heading; a bold paragraph beyond that is emphasis."""

LONGEST_CONTINUED = 60
"""Characters at the end of a heading among which it says that it goes on."""

TITLE_BLOCKS = 20
"""Blocks of a document above which its title stands, a web page's menu among them."""

_APPENDIX = re.compile(r"^(?:appendix|appendices|annexe?|schedule)\b", re.IGNORECASE)
_CONTINUED = re.compile(r"[\s,–—-]*\(?\s*(?:cont(?:inued|['’]?d)?\.?|contd\.?)\s*\)?\s*\.*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;,]$")


class Group(Struct):
    """The rows under one heading, and what the document says of them together."""

    theme: str | None = None
    section: str | None = None
    leads: list[str] = field(default_factory=list)
    reporting: list[str] = field(default_factory=list)
    theme_from: str = ""
    """Where the theme stood, in words; and the section."""
    section_from: str = ""

    def hold(self, what: str, who: str) -> None:
        """Keep who leads these rows (``leads``), or where they are reported (``reporting_to``)."""
        (self.leads if what == "leads" else self.reporting).extend(split_leads(who))


def is_theme(text: str) -> bool:
    return in_force().wording.is_theme(text.strip())


def names_theme(text: str) -> bool:
    """Whether a text is the heading of a theme, with or without the word."""
    return in_force().wording.names_theme(text.strip())


def is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph heads what follows: by its style, or because it is short and bold, or says so itself."""
    text = one_line(paragraph.text)
    if paragraph.furniture or paragraph.bullet or not text:
        return False
    if paragraph.level is not None or is_theme(text):
        return len(text.split()) <= LONGEST
    loud = paragraph.bold or (text.isupper() and len(text) > 3)
    return loud and len(text.split()) <= LONGEST and not _SENTENCE_END.search(text)


def without_continued(text: str) -> str:
    """A heading without its "cont'd"."""
    end = max(len(text) - LONGEST_CONTINUED, 0)
    shorter = text[:end] + _CONTINUED.sub("", text[end:])
    return shorter if shorter.strip() else text


class Headings:
    """Keeps the heading in force while a document is walked from top to bottom."""

    def __init__(self, blocks: Sequence[Block], ledger: Ledger, themes: frozenset[str] | None = None) -> None:
        """``themes``: the plan's own, as words, where the layout knows them."""
        self._ledger = ledger
        texts = _heading_texts(blocks)
        self._words = any(is_theme(text) for text in texts)
        self._own = themes or (frozenset() if any(names_theme(text) for text in texts) else own_themes(blocks))
        self._levels: list[tuple[int, str]] = []
        named = {
            b.level for b in blocks if isinstance(b, Paragraph) and b.level is not None and is_theme(one_line(b.text))
        }
        self._titles = set(_titles(blocks))
        self._theme_level: int | None = None
        self._themes_at = named.pop() if len(named) == 1 else None
        """The level of all headings that name a theme: another heading of that level is one, too."""
        self._appendix = False
        self._started = False
        self._sheet: str | None = None
        self._from = ""
        self._only_level_one = sum(isinstance(b, Paragraph) and b.level == 1 for b in blocks) == 1
        self.group = Group()

    def started(self) -> None:
        """Rows have been read: what is bold from here on is no title."""
        self._started = True

    def names(self, text: str) -> bool:
        """Whether a text that nothing marks as a heading is that of a theme of the plan's own."""
        return key(text) in self._own

    def new_sheet(self, title: str | None) -> None:
        """A sheet of its own theme; its name serves until the sheet names a theme itself."""
        self._levels.clear()
        self._from = "the sheet’s name"
        self._set(title, None)
        self._started = False
        self._sheet = title

    def meet(self, text: str, place: Place, level: int | None = None) -> None:
        """A heading outside the rows of a table, or a row that is nothing but a heading."""
        plain = one_line(text)
        name = without_continued(plain)
        self._ledger.carried(plain, place)
        self._from = f"the heading at {place}"
        if _APPENDIX.match(name):
            self._appendix, self._theme_level = True, None
            self._levels.clear()
            self._set(None, None)
        elif self._is_theme(name) or (self._appendix and self.group.theme is None):
            self._appendix = False
            self._theme_level = level
            self._levels.clear()
            if key(name) != key(self.group.theme or ""):
                self._set(name, None)
        elif self._is_title(name, level):
            return
        elif level is None:
            self._within(name)
        elif level == self._themes_at:
            self._theme_level = level
            self._levels = [(level, name)]
            self._set(name, None)
        else:
            self._by_level(level, name)

    def _is_theme(self, text: str) -> bool:
        return is_theme(text) or (not self._words and names_theme(text)) or key(text) in self._own

    def _is_title(self, text: str, level: int | None) -> bool:
        if key(text) in self._titles:
            return True
        if self._started or self.group.theme != self._sheet:
            return False
        if names_plan(text) or names_council(text) or (level == 1 and self._only_level_one):
            self._titles.add(key(text))
            return True
        return False

    def _within(self, name: str) -> None:
        """A heading without a level below one with a level, in a plan where nothing else tells a theme."""
        styled = bool(self._levels) and not self._words and self.group.section == self._levels[-1][1]
        if styled and key(name) != key(self.group.section or "") and self._theme_level is None:
            self._set(self.group.section, name)
        else:
            self._section(name)

    def _section(self, name: str) -> None:
        if key(name) != key(self.group.section or ""):
            self._set(self.group.theme, name)

    def _by_level(self, level: int, name: str) -> None:
        """Headings with levels: those below the theme are sections; one at the theme's own level ends the theme."""
        if self._theme_level is not None and level <= self._theme_level:
            self._theme_level = None
            self._levels = [(level, name)]
            self._theme_level = level
            self._set(name, None)
            return
        self._levels = [*(entry for entry in self._levels if entry[0] < level), (level, name)]
        if self._words or (self.group.theme is not None and self._theme_level is not None) or len(self._levels) == 1:
            self._section(name)
        else:
            theme = self._levels[-2][1]
            if (theme, name) != (self.group.theme, self.group.section):
                self._set(theme, name)

    def _set(self, theme: str | None, section: str | None) -> None:
        before = self.group
        same = theme is not None and theme == before.theme
        above = before.section_from if theme == before.section else self._from
        self.group = Group(theme, section, theme_from=before.theme_from if same else above, section_from=self._from)


def _titles(blocks: Sequence[Block]) -> frozenset[str]:
    """The headings above the plan's title (a council's name), as words."""
    top = blocks[:TITLE_BLOCKS]
    title = next(
        (i for i, b in enumerate(top) if isinstance(b, Paragraph) and b.level and names_plan(one_line(b.text))), 0
    )
    return frozenset(key(b.text) for b in top[:title] if isinstance(b, Paragraph) and b.level)


def _heading_texts(blocks: Sequence[Block]) -> list[str]:
    texts = []
    for block in blocks:
        if isinstance(block, Table):
            texts += [
                row.cells[0].text
                for row in block.rows
                if sum(bool(cell.text.strip()) for cell in row.cells) == 1 and row.cells
            ]
        else:
            texts.append(block.text)
    return texts
