"""Printed lines cut into pieces."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from overwinter.kernel.winter import Winter
from overwinter.reading.cells.status import read_met, read_rag
from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout.cell_by_cell.fronts import Fronts
from overwinter.reading.layout.cell_by_cell.heads import Heads
from overwinter.reading.layout.cell_by_cell.heads_runs import follows
from overwinter.reading.layout.cell_by_cell.in_columns import InColumns, Line, are_narrow
from overwinter.reading.layout.cell_by_cell.joining import dated, joined_up
from overwinter.reading.layout.cell_by_cell.pieces import (
    ANSWER,
    DATE_WORDS,
    FIRST,
    INSIDE,
    KEY,
    LETTER_WITHIN,
    NAME_WORDS,
    NUMBERED,
    STATES,
    TORN,
    TORN_REST,
    VALUE_WORDS,
    WITHIN,
    Gap,
    Kind,
    Piece,
    colour_of,
    is_answer,
    is_date,
)
from overwinter.reading.layout.cell_by_cell.references import TWO_FIGURES, Style
from overwinter.reading.layout.cell_by_cell.row_lines import row_lines_of
from overwinter.reading.layout.cell_by_cell.written import Written
from overwinter.reading.layout.headings import is_theme, names_theme
from overwinter.reading.layout.ledger import PAGE_NUMBER
from overwinter.reading.layout.roles import Role
from overwinter.reading.words import key

FEWEST_STATES = 3
"""Lines that hold one, where the document has a column of them."""
FEWEST_TEXT = 3
"""Words of a text that a name follows in its line: not an initial."""


class Part(NamedTuple):
    """A cell, or the beginning of one."""

    text: str
    kind: Kind
    whole: bool
    """Whether it is sure to be whole."""
    roles: tuple[Role, ...] = ()
    """The columns it may stand in, where the order of the headings says it."""


class Splitter:
    """Cuts the printed lines of one document into pieces."""

    def __init__(self, fronts: Fronts, heads: Heads, winter: Winter, style: Style, known: Sequence[str] = ()) -> None:
        self.lines, self.heads, self.winter, self.style = fronts.lines, heads, winter, style
        self.fronts, lines = fronts.said, fronts.lines
        self.roles = set(heads.roles())
        self.written = Written(lines, known)
        told = [begun[1] for line in lines if (begun := style.begins(line.text))]
        self.refs_in_lines = len(told) > sum(style.alone(line.text) for line in lines)
        lone = [line.text for line in lines if len(line.text.split()) <= VALUE_WORDS and not line.bullet]
        self.has_rag = self._has_colours(lone, told)
        self.has_met = (
            Role.MET in self.roles
            or sum(read_met(text) is not None for text in lone) + sum(bool(ANSWER.search(t)) for t in told)
            >= FEWEST_STATES
        )
        states = [text[:1].islower() for text in lone if colour_of(text) is not None or is_answer(text)]
        self.states_small = sum(states) * 2 > len(states)
        """Whether states begin with a small letter, most of them: else such a line goes on with a text."""
        self.has_date = Role.WHEN in self.roles
        self.row_lines = row_lines_of(heads, told, winter) if self.refs_in_lines else None
        self.row_by_row = self.refs_in_lines and self.row_lines is None and _refs_lead(heads) and are_narrow(lines)
        """Whether narrow columns were printed a row at a time: all between two references is the first one's."""
        self.within = frozenset[Place]() if style.plain else _within_texts(lines)
        """The lines of a bare number that is a word of a text; where references are written so, none."""
        self._row, self._asked = 0, False
        self._last_ref: tuple[int, ...] | None = None

    def _has_colours(self, lone: Sequence[str], told: Sequence[str]) -> bool:
        """Whether colours stand alone or behind references: one, where no heading names any, is a word like “A”."""
        colours = [colour for text in lone if (colour := colour_of(text)) is not None]
        behind = sum(bool(STATES.search(text)) for text in told)
        named = behind > 0 or Role.RAG in self.roles or len(set(colours)) > 1
        return named and len(colours) + behind >= FEWEST_STATES

    def alone(self) -> list[Piece]:
        """The pieces of each line by itself."""
        self._last_ref = None
        return list(self._cut())

    def joined_up(self, alone: Sequence[Piece]) -> list[Piece]:
        cut = joined_up(iter(alone), self.written)
        return dated(cut, self.winter) if self.has_date else cut

    def pieces(self) -> list[Piece]:
        return self.joined_up(self.alone())

    def _cut(self) -> Iterator[Piece]:
        before: Paragraph | None = None
        recent: list[int] = []
        for at, line, begun, told, beside, nth in self._in_order_of_cells(list(self._with_torn_refs())):
            if at in self.heads.lines or not key(line.text):
                rest_of_ref = not line.text and before is not None and follows(before, line)
                before = None if at in self.heads.lines else line if rest_of_ref else before
                recent = []
                continue
            gap = Gap.PAGE
            if begun is not None:
                gap = begun
            elif before is not None and before.place.page == line.place.page:
                gap = Gap.NONE if follows(before, line) else Gap.BLANK
            elif before is None and at and self.lines[at - 1].place.page == line.place.page:
                gap = Gap.BLANK
            recent = [*recent[-5:], len(line.text)] if gap is Gap.NONE else [len(line.text)]
            roomy = gap is Gap.NONE and len(recent) > 1 and _has_room(recent, line.text)
            lists = INSIDE.split(line.text)
            parts = [(part, n > 0) for n, text in enumerate(lists) for part in self._parts(text)]
            parts = [*((part, False) for part in self._front(line)), *parts]
            told = told or (Kind.TEXT if line.place in self.within else None)
            parts = [(Part(line.text, told, False), False)] if told else parts
            for n, ((text, kind, whole, roles), listed) in enumerate(parts):
                if self.row_by_row:
                    beside, nth = self._in_row(kind, beside)
                yield Piece(
                    text,
                    line.place,
                    kind,
                    gap if n == 0 else Gap.SAME_LINE,
                    bullet=listed or (line.bullet and n == 0),
                    roomy=roomy and n == 0,
                    whole=whole,
                    whole_date=kind is Kind.DATE and self.has_met and read_met(text) is not None,
                    roles=roles,
                    beside=beside,
                    nth=nth,
                )
            before = line

    def _in_row(self, kind: Kind, beside: int | None) -> tuple[int | None, int]:
        """The number of the row that a piece is printed in, and whether it is the first text of it."""
        if kind is Kind.REF:
            self._row, self._asked = self._row + 1, False
        if kind in (Kind.THEME, Kind.SECTION) or not self._row:
            return beside, 0
        first = kind in (Kind.TEXT, Kind.SHORT) and not self._asked
        self._asked = self._asked or first
        return self._row, int(first)

    def kind_alone(self, text: str) -> Kind:
        """What a text is by itself."""
        return self._kind(text)

    def is_page_number(self, line: Paragraph) -> bool:
        return line.place not in self.within and self._kind(line.text) is Kind.PAGE

    def _in_order_of_cells(self, lines: Sequence[Paragraph]) -> Iterator[Line]:
        if self.refs_in_lines or self.heads.share_lines(lines):
            return (Line(at, line) for at, line in enumerate(lines))
        return InColumns(lines, self.heads, self.style, self.written, self._kind).lines_in_order()

    def _front(self, line: Paragraph) -> Iterator[Part]:
        """The theme and the section that stood in front of a line's reference."""
        for text, kind in zip(self.fronts.get(line.place, ()), (Kind.THEME, Kind.SECTION), strict=False):
            if text:
                yield Part(text, kind, True)

    def _with_torn_refs(self) -> Iterator[Paragraph]:
        """The lines; a reference that a narrow column tore stands in its first line whole, and its second is empty."""
        if self.style is not TWO_FIGURES:
            yield from self.lines
            return
        lines, last = self.lines, (0, 0)
        skip = False
        for at, line in enumerate(lines):
            if skip:
                skip = False
                yield replace(line, text="")
                continue
            below = lines[at + 1] if at + 1 < len(lines) else None
            text = line.text
            if below is not None and TORN.match(text) and TORN_REST.match(below.text) and follows(line, below):
                whole = _numbers(text + below.text)
                fits = whole is not None and (whole == (last[0], last[1] + 1) or (whole[1] == 1 and whole[0] > last[0]))
                if text.rstrip().endswith(".") or fits:
                    text, skip = text.strip() + below.text.strip(), True
            begun = self.style.begins(text)
            last = _numbers(begun[0] if begun else text) or last
            yield replace(line, text=text) if text != line.text else line

    def _parts(self, text: str) -> Iterator[Part]:
        """The cells, or beginnings of one, that a line holds: text, kind, and whether it is sure to be whole."""
        begun = self.style.begins(text)
        if begun and self._in_order(begun[0]):
            yield Part(begun[0], Kind.REF, False)
            yield from self._row_parts(begun[1])
            return
        if self.style.alone(text):
            self._in_order(text)
        kind = self._kind(text)
        apart = self.refs_in_lines and self.has_met and not self.row_lines and not self.row_by_row
        lone = LETTER_WITHIN.match(text) if apart else None
        if lone:
            if lone["before"]:
                yield Part(lone["before"], self._kind(lone["before"]), False)
            yield Part(lone["state"], Kind.MET, False)
            yield from self._ends(lone["after"], whole=False)
            return
        first = FIRST.match(text)
        if not self.refs_in_lines or (self.row_lines and kind is Kind.SHORT):
            yield Part(text, kind, False)
        elif (
            kind in (Kind.TEXT, Kind.SHORT)
            and first
            and len(text.split()) <= NAME_WORDS
            and self._states(first["state"])
        ):
            yield Part(first["state"], self._states(first["state"]) or Kind.MET, False)
            yield from self._ends(first["rest"], whole=False)
        elif kind in (Kind.TEXT, Kind.SHORT) and (within := self._state_within(text)):
            before, state, after = within
            yield from self._ends(before, whole=False)
            yield Part(state, self._states(state) or Kind.MET, True)
            if after:
                yield from self._ends(after, whole=False)
        elif kind is Kind.SHORT:
            yield from self._ends(text, whole=False)
        else:
            yield Part(text, kind, False)

    def _state_within(self, text: str) -> tuple[str, str, str] | None:
        """What stands before and behind a status in a line of short cells, as a row of narrow columns has them."""
        found = WITHIN.match(text) if self.row_by_row and len(text.split()) <= NAME_WORDS else None
        if found is None or not self._states(found["state"]):
            return None
        return found["before"], found["state"], found["after"] or ""

    def _states(self, word: str) -> Kind | None:
        if self.has_rag and read_rag(word) is not None and len(word) > 1:
            return Kind.RAG
        return Kind.MET if self.has_met and read_met(word) is not None else None

    def _row_parts(self, text: str) -> Iterator[Part]:
        """What stands behind a reference in its line: a text, states, another text, a lead and a date."""
        cells = self.row_lines.cut(text) if self.row_lines else []
        if cells:
            yield from (Part(cell.text, cell.kind, True, cell.roles) for cell in cells)
            return
        found = STATES.search(text) if self.has_rag else None
        if found is None and self.has_met:
            found = ANSWER.search(text)
            if found is not None and found.start() and text[found.end() :].strip()[:1].islower():
                found = None
        if found is None:
            yield from self._ends(text, whole=False)
            return
        before, after = text[: found.start()].strip(), text[found.end() :].strip()
        if before:
            yield Part(before, self._kind(before, texts=True), True)
        for name, kind in (("rag", Kind.RAG), ("met", Kind.MET)):
            state = found.groupdict().get(name)
            if state:
                yield Part(state, kind, True)
        if after:
            yield from self._ends(after, whole=True)

    def _ends(self, text: str, *, whole: bool) -> Iterator[Part]:
        """A text with the date and the lead at its end taken off."""
        words = text.split()
        date = ""
        if self.has_date and self._kind(text) is not Kind.DATE:
            for size in range(min(DATE_WORDS, len(words) - 1), 0, -1):
                tail = " ".join(words[-size:])
                if is_date(tail, self.winter) and (tail[0].isdigit() or tail[0].isupper()):
                    rest = words[:-size]
                    if len(rest) <= NAME_WORDS or whole:
                        words, date = rest, tail
                    break
        rest_text = " ".join(words)
        stop = max(rest_text.rfind(". "), rest_text.rfind("; ")) if whole else -1
        if (
            len(rest_text[: max(stop, 0)].split()) >= FEWEST_TEXT
            and len(rest_text[stop + 2 :].split()) <= NAME_WORDS
            and rest_text[stop + 2 :][:1].isupper()
        ):
            yield Part(rest_text[: stop + 1], Kind.TEXT, True)
            rest_text = rest_text[stop + 2 :]
        if rest_text:
            yield Part(rest_text, self._kind(rest_text), bool(date))
        if date:
            yield Part(date, Kind.DATE, True)

    def _in_order(self, ref: str) -> bool:
        """Whether a reference in front of a text comes after the last: else it is a figure that a line begins with."""
        this = self.style.numbers(ref)
        fits = self.style.next_to(self._last_ref, this)
        if fits:
            self._last_ref = this
        return fits

    def _is_ref(self, text: str) -> bool:
        """Whether a line is a reference: where others are written so too, the one just found in order."""
        return self.style.alone(text) and (not self.style.plain or self.style.numbers(text) == self._last_ref)

    def _kind(self, text: str, *, texts: bool = False) -> Kind:
        words = text.split()
        if texts:
            return Kind.TEXT
        if self._is_ref(text):
            return Kind.REF
        if KEY.match(text):
            return Kind.PAGE
        if is_theme(text):
            return Kind.THEME
        if NUMBERED.match(text):
            return Kind.SECTION
        if PAGE_NUMBER.match(text):
            return Kind.PAGE
        if len(words) <= VALUE_WORDS and (self.states_small or not text[:1].islower()):
            if self.has_rag and colour_of(text) is not None:
                return Kind.RAG
            if self.has_date and is_date(text, self.winter):
                return Kind.DATE
            if self.has_met and is_answer(text):
                return Kind.MET
        elif self.has_date and is_date(text, self.winter):
            return Kind.DATE
        if names_theme(text) and len(words) <= 14:
            return Kind.THEME
        short = len(words) <= NAME_WORDS and not text.endswith((".", ";", ":")) and (text[:1].isupper())
        return Kind.SHORT if short else Kind.TEXT


def _within_texts(lines: Sequence[Paragraph]) -> frozenset[Place]:
    """The lines of a bare number that follow another line, or are followed by one: a page number stands alone, and one
    at the edge of a page is no line here."""
    return frozenset(
        line.place
        for pair in pairwise(lines)
        if pair[0].place.page is not None and follows(*pair)
        for line in pair
        if PAGE_NUMBER.match(line.text)
    )


def _refs_lead(heads: Heads) -> bool:
    """Whether nothing stands left of the references, as far as the headings say."""
    roles = heads.roles()
    return roles[:1] == [Role.REF] or Role.REF not in roles


def _numbers(ref: str) -> tuple[int, int] | None:
    found = re.match(r"^(\d{1,2})\.(\d{1,2})[a-z]?\.?$", ref.strip())
    return (int(found[1]), int(found[2])) if found else None


def _has_room(recent: Sequence[int], line: str) -> bool:
    """Whether the line before had room for the first word of the next, by the longest of those around it."""
    widest = max(recent)
    return recent[-2] + 1 + len(line.split()[0]) < widest - 1
