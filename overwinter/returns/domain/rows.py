"""A row of a file as answers to a form: what can be read is taken, what cannot is said by its cell."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from overwinter.returns.domain.checking import more_than_its_whole, sums_that_fail, what_is_wrong
from overwinter.returns.domain.form import Answer, Definition, Field, Question
from overwinter.returns.domain.mapping import Columns, Mark
from overwinter.returns.domain.typed import read_typed

REMEMBERED, REMEMBERED_LENGTH = 2_000, 24
"""How many cells of a column are remembered, and how long each is at most."""
NOTHING_SAID = frozenset({"", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class CellFault:
    column: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Box:
    """A column that answers a field."""

    number: int
    code: str
    question: Question
    asked: Field
    read_before: dict[str, tuple[Answer, str]] = field(default_factory=dict)
    """Cell to the answer and what is wrong with it by itself: most cells of a column say what another did."""

    def read(self, typed: str) -> tuple[Answer, str]:
        plain_number = self.question.kind.is_number and typed.isdecimal() and typed.isascii() and len(typed) < 9
        given = int(typed) if plain_number else read_typed(self.question, typed)
        read = given, what_is_wrong(self.question, self.asked, given, {})
        if len(typed) <= REMEMBERED_LENGTH and len(self.read_before) < REMEMBERED and not isinstance(given, list):
            self.read_before[typed] = read
        return read


@dataclass(frozen=True)
class Reader:
    """How the rows of one file are read by one version of the form. Worked out once, used for each row."""

    definition: Definition
    names: Sequence[str]
    boxes: tuple[Box, ...]
    parts: tuple[Box, ...]
    """Those of them that are a part of others, and cannot be more."""

    @classmethod
    def of(cls, definition: Definition, names: Sequence[str], columns: Columns) -> "Reader":
        known = {box.code: (question, box) for question in definition.questions for box in question.fields}
        boxes = tuple(Box(number, code, *known[code]) for number, code in columns.fields() if code in known)
        return cls(definition, names, boxes, tuple(box for box in boxes if box.question.part_of))

    def read(self, cells: Sequence[str]) -> tuple[dict[str, Answer], list[CellFault]]:
        """The answers of a row, and what could not be taken. An empty cell is no answer, never zero."""
        answers: dict[str, Answer] = {}
        wrong: dict[str, str] = {}
        width = len(cells)
        for box in self.boxes:
            typed = cells[box.number] if box.number < width else ""
            if typed in NOTHING_SAID:
                continue
            read = box.read_before.get(typed)
            if read is None:
                if not typed.strip():
                    continue
                read = box.read(typed)
            answers[box.code] = read[0]
            if read[1]:
                wrong[box.code] = read[1]
        faults: list[CellFault] = []
        for box in self.boxes if wrong else self.parts:
            given = answers.get(box.code)
            if given is None:
                continue
            words = wrong.get(box.code) or more_than_its_whole(box.question, box.asked, given, answers)
            if words:
                faults.append(self._fault(box, cells, f"{words}. It is left out."))
                del answers[box.code]
        for code, words in sums_that_fail(self.definition, answers):
            summed = next(box for box in self.boxes if box.code == code)
            faults.append(self._fault(summed, cells, f"{words}. The answers are taken as they are."))
        return answers, faults

    def _fault(self, box: Box, cells: Sequence[str], words: str) -> CellFault:
        return CellFault(self.names[box.number], cells[box.number], words)


def said_of(columns: Columns, mark: Mark, cells: Sequence[str]) -> str:
    """What a row says of itself; empty where no column does."""
    number = columns.column_of(mark)
    return cells[number].strip() if number is not None and number < len(cells) else ""


def winners(rows: Sequence[tuple[int, int, Hashable, datetime]]) -> Mapping[int, int]:
    """Row number of each row that another of the same location and period comes after, to that other's number.

    ``rows``: row number, location, period, moment. The newest holds; of one moment the last in the file.
    """
    newest: dict[tuple[int, Hashable], tuple[datetime, int]] = {}
    for number, location, period, moment in rows:
        key, here = (location, period), (moment, number)
        newest[key] = max(newest.get(key, here), here)
    if len(newest) == len(rows):
        return {}
    return {
        number: newest[location, period][1]
        for number, location, period, _ in rows if newest[location, period][1] != number
    }  # fmt: skip
