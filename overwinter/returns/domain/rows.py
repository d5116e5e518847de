"""A row of a file as answers to a form: what can be read is taken, what cannot is said by its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from overwinter.returns.domain.checking import sums_that_fail, what_is_wrong
from overwinter.returns.domain.form import Answer, Definition, Field, Question
from overwinter.returns.domain.mapping import Columns, Mark
from overwinter.returns.domain.typed import read_moment, read_typed

REMEMBERED, REMEMBERED_LENGTH = 20_000, 24
"""How many cells of a file are remembered, and how long each is at most."""
NOTHING_SAID = frozenset({"", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class CellFault:
    column: str
    value: str
    words: str


@dataclass(frozen=True)
class Reader:
    """How the rows of one file are read by one version of the form. Worked out once, used for each row."""

    definition: Definition
    names: Sequence[str]
    columns: Columns
    boxes: tuple[tuple[int, Question, Field], ...]
    read_before: dict[tuple[int, str], tuple[Answer, str]] = field(default_factory=dict)
    """Column and cell to the answer and what is wrong with it by itself: most cells of a file say what another did."""

    @classmethod
    def of(cls, definition: Definition, names: Sequence[str], columns: Columns) -> "Reader":
        known = {box.code: (question, box) for question in definition.questions for box in question.fields}
        boxes = tuple((number, *known[code]) for number, code in columns.fields() if code in known)
        return cls(definition, names, columns, boxes)

    def read(self, cells: Sequence[str]) -> tuple[dict[str, Answer], list[CellFault]]:
        """The answers of a row, and what could not be taken. An empty cell is no answer, never zero."""
        answers: dict[str, Answer] = {}
        at: dict[str, int] = {}
        alone: dict[str, str] = {}
        for number, question, box in self.boxes:
            typed = cells[number] if number < len(cells) else ""
            if typed in NOTHING_SAID or not typed.strip():
                continue
            read = self.read_before.get((number, typed)) or self._read(number, question, box, typed)
            answers[box.code], alone[box.code] = read
            at[box.code] = number
        faults: list[CellFault] = []
        for number, question, box in self.boxes:
            given = answers.get(box.code)
            if given is None:
                continue
            wrong = alone[box.code]
            if question.part_of and not wrong:
                wrong = what_is_wrong(question, box, given, answers)
            if wrong:
                faults.append(CellFault(self.names[number], cells[number], f"{wrong}. It is left out."))
                del answers[box.code]
        for code, words in sums_that_fail(self.definition, answers):
            number = at[code]
            faults.append(CellFault(self.names[number], cells[number], f"{words}. The answers are taken as they are."))
        return answers, faults

    def _read(self, number: int, question: Question, box: Field, typed: str) -> tuple[Answer, str]:
        plain_number = question.kind.is_number and typed.isdecimal() and typed.isascii() and len(typed) < 9
        given = int(typed) if plain_number else read_typed(question, typed)
        read = given, what_is_wrong(question, box, given, {})
        if len(typed) <= REMEMBERED_LENGTH and len(self.read_before) < REMEMBERED and not isinstance(given, list):
            self.read_before[number, typed] = read
        return read


def said_of(columns: Columns, mark: Mark, cells: Sequence[str]) -> str:
    """What a row says of itself; empty where no column does."""
    number = columns.column_of(mark)
    return cells[number].strip() if number is not None and number < len(cells) else ""


def saved_at_of(columns: Columns, cells: Sequence[str]) -> datetime | None:
    """When the row was saved, as its own cell says, without a time zone."""
    return read_moment(said_of(columns, Mark.SAVED_AT, cells))


def winners(rows: Sequence[tuple[int, int, str, datetime]]) -> Mapping[int, int]:
    """Row number of each row that another of the same location and period comes after, to that other's number.

    ``rows``: row number, location, period, moment. The newest holds; of one moment the last in the file.
    """
    newest: dict[tuple[int, str], tuple[datetime, int]] = {}
    for number, location, period, moment in rows:
        key, here = (location, period), (moment, number)
        newest[key] = max(newest.get(key, here), here)
    return {
        number: newest[location, period][1]
        for number, location, period, _ in rows if newest[location, period][1] != number
    }  # fmt: skip
