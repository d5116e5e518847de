"""A plan as a form: its columns, how each says a field, and the lines of the form from top to bottom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tests.reading.corpus.answers import Answer

FILLS = {"green": "00B050", "amber": "FFC000", "red": "FF0000"}
LETTERS = {"yes": "Y", "no": "N", "partial": "Partially"}
PROGRESS = {"green": ("On track", "Complete"), "amber": ("Delayed", "At risk"), "red": ("Off track",)}
NOISE = {
    "risk": ("Staff absence rises", "Provider failure", "Low uptake", "Demand outstrips supply"),
    "mitigation": ("Agency contract", "Step-in plan agreed with neighbours", "Reminder letters", "Daily call"),
    "cost": ("£12,000", "Nil", "Within budget", "£3,500 per week"),
}
"""Columns that no field of a row is for. They are kept beside it."""


@dataclass(frozen=True)
class Cell:
    text: str = ""
    fill: str | None = None
    day: date | None = None


@dataclass(frozen=True)
class Line:
    """One line of the form: a title, note, theme, section, the column headings, or a row."""

    kind: str
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        return self.cells[0].text


@dataclass(frozen=True)
class Form:
    columns: tuple[tuple[str, str], ...]
    """Heading and field of each column, from left to right."""
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    themes: str = "line"
    """``line``: a line of its own; ``column``: only in its column; ``none``: not printed."""
    sections: str = "line"
    rag: str = "word"
    """``word``, ``letter``, ``fill`` (the colour alone), ``both`` or ``progress`` ("On track")."""
    met: str = "letter"
    dates: bool = False
    """Dates are typed as dates."""
    heads: str = "once"
    """``once``, ``theme`` (again beneath each theme), ``none``."""
    shown: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        fields = {name for _, name in self.columns}
        fields |= {name for name, how in (("theme", self.themes), ("section", self.sections)) if how == "line"}
        object.__setattr__(self, "shown", frozenset(fields))

    def lines(self, answers: Sequence[Answer]) -> Iterator[Line]:
        """The form filled in."""
        yield from (Line("title", (Cell(text),)) for text in self.titles)
        yield from (Line("note", (Cell(text),)) for text in self.notes)
        head = Line("head", tuple(Cell(label) for label, _ in self.columns))
        if self.heads == "once":
            yield head
        theme = section = None
        for n, answer in enumerate(answers):
            if answer.theme != theme:
                theme, section = answer.theme, None
                if self.themes == "line" and theme:
                    yield Line("theme", (Cell(theme),))
                if self.heads == "theme":
                    yield head
            if answer.section != section:
                section = answer.section
                if self.sections == "line" and section:
                    yield Line("section", (Cell(section),))
            yield Line("row", tuple(self._cell(name, answer, n) for _, name in self.columns))

    def _cell(self, name: str, answer: Answer, n: int) -> Cell:
        if not name:
            return Cell()
        if name in NOISE:
            return Cell(NOISE[name][n % len(NOISE[name])])
        if name == "rag":
            rag = answer.rag or ""
            fill = FILLS.get(rag) if self.rag in ("fill", "both") else None
            if self.rag == "progress":
                said = PROGRESS.get(rag, ("",))
                return Cell(said[n % len(said)])
            return Cell({"fill": "", "letter": rag[:1].upper()}.get(self.rag, rag.capitalize()), fill)
        if name == "fully_met":
            met = answer.fully_met or ""
            if met == "partial" and any("only partially" in note for note in self.notes):
                met = "no"
            return Cell(LETTERS.get(met, "") if self.met == "letter" else met.capitalize())
        if name == "when" and self.dates and answer.when_date:
            return Cell(answer.when or "", day=date.fromisoformat(answer.when_date))
        return Cell(getattr(answer, name) or "")
