"""A file of returns read whole: which rows can be taken, for which location and period, and what is wrong elsewhere."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from django.utils import timezone

from overwinter.infra import files
from overwinter.infra.sheets import SheetRow, Unreadable, read_rows
from overwinter.kernel.days import full_day
from overwinter.returns.domain.form import Answer
from overwinter.returns.domain.mapping import Columns, Mark
from overwinter.returns.domain.matching import Register
from overwinter.returns.domain.periods import Period
from overwinter.returns.domain.rows import Reader, winners
from overwinter.returns.domain.typed import read_moment
from overwinter.returns.models import ReturnFile
from overwinter.returns.queries import AskedForm

LEAST_COLUMNS = 2
"""Cells that the row of column names has at least; what stands above it is a heading of the file."""
SAMPLES, SAMPLE_MOST = 3, 60
MARKS = (Mark.CQC_ID, Mark.ODS_CODE, Mark.NAME, Mark.POSTCODE, Mark.SAVED_AT)


AskedIn = Callable[[Period], Collection[int]]
"""The locations that are asked for a period, by their numbers."""


class TakenRow(NamedTuple):
    """One row that can be taken."""

    number: int
    location_id: int
    period: Period
    version_id: int
    saved_at: datetime
    answers: dict[str, Answer]


@dataclass(frozen=True, slots=True)
class RowFault:
    row: int
    column: str
    value: str
    words: str


@dataclass
class FileRead:
    rows: list[TakenRow] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """How many there are of each; under ``made_of`` what the rows to take are known by, and their locations."""


def read_columns(path: Path, name: str) -> list[dict[str, Any]]:
    """The names of the columns, each with a few of its values. Raises ``Unreadable``."""
    head, body = _split(read_rows(path, name), name)
    first = [row.cells for row in islice(body, SAMPLES)]
    return [
        {
            "name": column.strip() or f"Column {number + 1}",
            "samples": [
                cells[number][:SAMPLE_MOST] for cells in first if number < len(cells) and cells[number].strip()
            ],
        }
        for number, column in enumerate(head.cells)
    ]


def read_file(file: ReturnFile, form: AskedForm, register: Register, asked: AskedIn) -> FileRead:
    """Every row of the file; one of a location that is not asked for its period is taken, and told.

    The same file against the same record gives the same, so that it can be begun anew.
    """
    reading = _Reading(file, form, register, asked)
    _, body = _split(read_rows(files.path_of(file.file.sha256), file.name), file.name)
    for row in body:
        reading.take(row)
    return reading.finish()


class _Reading:
    def __init__(self, file: ReturnFile, form: AskedForm, register: Register, asked: AskedIn) -> None:
        self.form, self.register, self.asked = form, register, cache(asked)
        self.names = [str(each["name"]) for each in file.columns]
        self.columns = Columns.of(file.mapping)
        self.found = FileRead()
        self.seen = 0
        exported = file.as_of or timezone.localdate(file.uploaded_at)
        self.otherwise = timezone.make_aware(datetime.combine(exported, time(12)))
        self.places = [self.columns.column_of(mark) for mark in MARKS]
        self.aware, self.day_of = cache(timezone.make_aware), cache(timezone.localdate)
        self.has_moment = self.columns.column_of(Mark.SAVED_AT) is not None
        self.uploaded_on = timezone.localdate(file.uploaded_at)
        self.readers: dict[int, Reader] = {}
        self.periods: dict[date, tuple[Period, int] | None] = {}

    def take(self, row: SheetRow) -> None:
        cells = row.cells
        width = len(cells)
        marks = [cells[place].strip() if place is not None and place < width else "" for place in self.places]
        if not any(marks) and not any(cell.strip() for cell in cells):
            return
        self.seen += 1
        cqc_id, ods_code, name, postcode, saved = marks
        match = self.register.find(cqc_id=cqc_id, ods_code=ods_code, name=name, postcode=postcode)
        if match.location_id is None:
            self._fault(row, match.mark, marks[MARKS.index(match.mark)] or name, match.words)
            return
        saved_at = self._saved_at(row, saved)
        if saved_at is None:
            return
        day = self.day_of(saved_at)
        placed = self._placed(day)
        if placed is None:
            self._fault(row, Mark.SAVED_AT, saved, f"The form was not asked on {full_day(day)}.")
            return
        period, version_id = placed
        answers, faults = self.readers[version_id].read(cells)
        if faults:
            self.found.faults += [RowFault(row.number, each.column, each.value, each.words) for each in faults]
        if not answers:
            self.found.faults.append(RowFault(row.number, "", "", "The row answers no question, so nothing is taken."))
            return
        if match.location_id not in self.asked(period):
            self._fault(row, Mark.CQC_ID if cqc_id else Mark.NAME, name or cqc_id, _not_asked(period))
        self.found.rows.append(TakenRow(row.number, match.location_id, period, version_id, saved_at, answers))

    def finish(self) -> FileRead:
        found = self.found
        beaten = winners([(each.number, each.location_id, each.period.start, each.saved_at) for each in found.rows])
        if beaten:
            found.rows = [each for each in found.rows if each.number not in beaten]
        found.counts = {
            "rows": self.seen, "to_take": len(found.rows), "passed_over": len(beaten), "faults": len(found.faults),
            "made_of": crc32(repr([(each.number, each.location_id) for each in found.rows]).encode()),
        }  # fmt: skip
        return found

    def _saved_at(self, row: SheetRow, said: str) -> datetime | None:
        """When the row was saved; None where its cell cannot be read, or is a day to come."""
        if not self.has_moment:
            return self.otherwise
        moment = read_moment(said)
        if moment is None:
            wrong = f"“{said}” cannot be read as a day" if said else "The row does not say when it was saved"
            self._fault(row, Mark.SAVED_AT, said, f"{wrong}, so its period is not known.")
            return None
        if moment.date() > self.uploaded_on:
            self._fault(row, Mark.SAVED_AT, said, "The day it was saved is after the day the file was brought in.")
            return None
        return self.aware(moment)

    def _placed(self, day: date) -> tuple[Period, int] | None:
        """The period of a day and the version of the form that asks it."""
        if day not in self.periods:
            period = self.form.period_of(day)
            if period is None:
                self.periods[day] = None
            else:
                version = self.form.version_on(period.opens)
                self.periods[day] = (period, version.id)
                if version.id not in self.readers:
                    self.readers[version.id] = Reader.of(version.definition, self.names, self.columns)
        return self.periods[day]

    def _fault(self, row: SheetRow, mark: Mark, value: str, words: str) -> None:
        number = self.columns.column_of(mark)
        column = self.names[number] if number is not None and number < len(self.names) else ""
        self.found.faults.append(RowFault(row.number, column, value, words))


def _not_asked(period: Period) -> str:
    return f"The form is not asked of this location for {period.label}. Its answers are kept, and stand in no total."


def _split(rows: Iterable[SheetRow], name: str) -> tuple[SheetRow, Iterator[SheetRow]]:
    """The row of column names and the rows beneath it, of the first sheet that has any."""
    following = iter(rows)
    for row in following:
        if sum(bool(cell.strip()) for cell in row.cells) >= LEAST_COLUMNS:
            return row, (each for each in following if each.sheet == row.sheet)
    raise Unreadable(f"“{name}” has no row of column names. Export it again with its headings.")
