"""A document as plain values: a title, its news in sentences, and blocks in reading order."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    words: str
    level: int = 1
    """1 or 2; the title of the document stands above both."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. ``strong`` words stand in bold before it."""

    words: str
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Quiet:
    """A paragraph of what matters less: where something comes from, why it is here."""

    words: str


@dataclass(frozen=True, slots=True)
class Lines:
    """A list, a bullet to each line; ``numbered`` with numbers."""

    lines: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. ``widths`` are shares of the page, one to a column."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Block = Heading | Text | Quiet | Lines | Sheet


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    council: str
    beneath: str
    """The grey line beneath the title: the day, the place, as at when."""
    lede: str
    footing: str
    """What each page says at its foot, before its number."""
    blocks: tuple[Block, ...]
    notice: str = ""
    """Such as that the council is invented."""
    subject: str = ""
    landscape: bool = False
    names: tuple[str, ...] = field(default=())
    """Key words for the file's properties."""
