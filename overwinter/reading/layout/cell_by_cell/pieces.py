"""The lines of a text without columns as pieces: references, states, dates, and texts: cells, or parts of one."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum, StrEnum

from msgspec import Struct

from overwinter.kernel.status import Rag
from overwinter.kernel.winter import Winter
from overwinter.reading.cells.dates import read_date
from overwinter.reading.cells.status import read_met, read_rag
from overwinter.reading.document import Place
from overwinter.reading.layout.roles import Role
from overwinter.reading.words import key

VALUE_WORDS, DATE_WORDS, NAME_WORDS = 2, 6, 7
"""Words, at most, of a status, of a date, of a lead."""
NO_DATE = re.compile(
    r"^(?:ongoing|on-going|complete[d]?|done|tb[ca]|n/?a|immediate(?:ly)?|in place|as required|monthly|weekly|daily)"
    r"(?:\s+(?:process|review|action|basis|work))?[.]?$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^\d{1,2}\.\s+(?=[A-Z])[^a-z]{4,}$")
"""The heading of a section in capitals."""
KEY = re.compile(r"^(?:key\s*:|(?:key\s*:\s*)?(?:y|n|yes|no|green|amber|red|[rag])\s*=)", re.IGNORECASE)
INSIDE = re.compile(r"\s+[•▪●◦\uf0b7\uf0a7]\s+")
"""A bullet in the middle of a line: another cell's, or the next of a list."""
ENDED = re.compile(r"[.;:!?][”\"’')]*$")
HANGING = re.compile(
    r"(?:[,&/–-]|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|the|their|to|with|that|which|is|are|through|via|"
    r"under|where|this|be|will|has|have|our|any|all|including))$"
)
"""How a line ends whose sentence cannot."""
TORN, TORN_REST = re.compile(r"^\d{1,2}\.\d?\d?$"), re.compile(r"^\d{1,2}[a-z]?$")
"""A reference whose last figures stand in the line beneath."""
COLOURS = r"Green|Amber|Red|GREEN|AMBER|RED"
ANSWERS = r"Yes|No|YES|NO|Y|N|Partially|Partly|Partial"
STATES = re.compile(rf"(?:^|(?<=\s))(?P<rag>{COLOURS})(?:\s+(?P<met>{ANSWERS}))?(?=\s|$)")
ANSWER = re.compile(rf"(?:^|(?<=\s))(?P<met>{ANSWERS})(?=\s|$)")
FIRST = re.compile(rf"^(?P<state>{COLOURS}|{ANSWERS})\s+(?=[A-Z0-9])(?P<rest>.+)$")

WITHIN = re.compile(rf"^(?P<before>[A-Z0-9].*?)\s+(?P<state>{COLOURS}|{ANSWERS})(?:\s+(?=[A-Z0-9])(?P<after>.+))?$")
"""A status between two other short cells, or behind one."""
LETTER_WITHIN = re.compile(r"^(?:(?P<before>\S.*?)\s+)?(?P<state>[YN])\s+(?P<after>[A-Z0-9].*)$")
"""An answer of one letter among the short cells of its row: behind one, in front of others."""


class Kind(StrEnum):
    REF = "ref"
    RAG = "rag"
    MET = "met"
    DATE = "date"
    THEME = "theme"
    SECTION = "section"
    PAGE = "page"
    SHORT = "short"
    """A few words that may be a name."""
    TEXT = "text"


class Gap(Enum):
    """What stands between a piece and the one before it."""

    SAME_LINE = 0
    NONE = 1
    BLANK = 2
    PAGE = 3


class Said(Struct, frozen=True):
    """A stretch of printed text, and what stands above it."""

    text: str
    place: Place
    kind: Kind
    gap: Gap
    bullet: bool = False

    @property
    def ended(self) -> bool:
        return bool(ENDED.search(self.text))

    @property
    def hangs(self) -> bool:
        """Whether its sentence cannot end here."""
        return bool(HANGING.search(self.text.casefold()))

    @property
    def goes_on(self) -> bool:
        """Whether it begins as the middle of a sentence does."""
        return self.text[:1].islower() and not self.bullet


class Piece(Said, frozen=True):
    roomy: bool = False
    """The line before it ended although its first word would have fitted: a cell or a paragraph ended there."""
    whole: bool = False
    """A text with something on both sides in its line: a cell that does not go on."""
    whole_date: bool = False
    """A date that may as well be an answer: “Complete”."""
    roles: tuple[Role, ...] = ()
    """The columns that the order of the headings leaves a cell in a line of several; none where it says nothing."""
    beside: int | None = None
    """The same number for all pieces that a print gave in turn as the cells of one row."""
    lines: tuple[str, ...] = ()
    """The printed lines it was put together from; none for a line alone."""
    nth: int = 0
    """Which of those cells with a text it is of, from the left; 0 for none."""


def is_date(text: str, winter: Winter) -> bool:
    words = text.split()
    return 0 < len(words) <= DATE_WORDS and (
        bool(NO_DATE.match(text))
        or (read_date(text, winter) is not None and not _says_more(text) and not HANGING.search(text))
    )


def is_answer(text: str) -> bool:
    """Whether a text says how far a requirement is met, and nothing else: “y (iPads)” ends a torn word."""
    answer, bracket, rest = text.partition("(")
    return read_met(text) is not None and (not bracket or (answer[:1].isupper() and read_met(rest) is not None))


def colour_of(text: str) -> Rag | None:
    """The colour that a text is; a single letter is one as a capital alone: “r.” ends a torn word."""
    return read_rag(text) if len(key(text)) > 1 or (len(text) == 1 and text.isupper()) else None


MONTHS = re.findall(
    r"\w+", "january february march april may june july august september october november december ongoing complete"
)
"""Words of dates that a narrow column may tear."""
_MORE = re.compile(r"[a-z]{3,}")
_DATE_WORDS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|\b(?:end|of|by|early|mid|late|before|from|week|commencing|"
    r"beginning|start|quarter|and|then|ongoing|reviewed?|christmas|year|new|winter|the|until|to|st|nd|rd|th)\b",
    re.IGNORECASE,
)


def _says_more(text: str) -> bool:
    return bool(_MORE.search(_DATE_WORDS.sub(" ", text.casefold())))


def repeated_names(pieces: Sequence[Piece]) -> Counter[str]:
    """Short texts that come back, as words: leads, mostly."""
    return Counter(key(piece.text) for piece in pieces if piece.kind is Kind.SHORT)
