"""The matrix: councils × requirements (or anything × anything) in the tiles of the wall, small."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from overwinter.design.marks import MET_MARKS, RAG_MARKS
from overwinter.design.parts import Link


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """``rag`` empty for a cell nobody shares; ``url`` empty for one that cannot be opened."""

    rag: str = ""
    met: str = ""
    findings: int = 0
    url: str = ""
    missing: str = "not shared"
    """What an empty cell says to who hears it."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    heading: Link
    cells: tuple[MatrixCell, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """``short`` heads the column ("1.8"); ``name`` is its hidden full name. With a ``url`` it can be opened."""

    short: str
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    caption: str
    corner: str
    """What the rows are: "Council"."""
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def body(self) -> SafeString:
        """The rows as markup."""
        return SafeString("".join(self._row(row) for row in self.rows))

    @property
    def head(self) -> SafeString:
        """The headings of the columns as markup."""
        return SafeString("".join(f'<th scope="col">{_heading(column)}</th>' for column in self.columns))

    def _row(self, row: MatrixRow) -> str:
        heading = escape(row.heading.text)
        if row.heading.url:
            heading = f'<a href="{escape(row.heading.url)}">{heading}</a>'
        note = f'<br><span class="ow-meta">{escape(row.note)}</span>' if row.note else ""
        cells = "".join(
            _still(cell) if not cell.url else f"<td>{_cell(cell, f'{row.heading.text}, {column.name}')}</td>"
            for column, cell in zip(self.columns, row.cells, strict=True)
        )
        return f'<tr><th scope="row">{heading}{note}</th>{cells}</tr>'


def _heading(column: MatrixColumn) -> str:
    shown = (
        f'<span aria-hidden="true">{escape(column.short)}</span>'
        f'<span class="govuk-visually-hidden">{escape(column.name)}</span>'
    )
    title = f' title="{escape(column.name)}"'
    return f'<a href="{escape(column.url)}"{title}>{shown}</a>' if column.url else shown


@lru_cache(maxsize=256)
def _still(cell: MatrixCell) -> str:
    """One that cannot be opened: it does not say where it stands, so all alike are written once."""
    return f"<td>{_cell(cell, '')}</td>"


def _cell(cell: MatrixCell, place: str) -> str:
    if not cell.rag:
        return (
            '<span class="ow-meta" aria-hidden="true">·</span>'
            f'<span class="govuk-visually-hidden">{escape(cell.missing)}</span>'
        )
    mark = RAG_MARKS[cell.rag]
    said = ", ".join([mark.phrase, *([MET_MARKS[cell.met].phrase] if cell.met else [])])
    notch = '<span class="ow-notch"></span>' if cell.findings else ""
    if cell.findings:
        said += ", with a finding"
    classes = f"ow-cell ow-{mark.code}" + (" is-met" if cell.met == "yes" else "")
    shown = f'<span aria-hidden="true">{mark.letter}{notch}</span>'
    if not cell.url:
        return f'<span class="{classes}"><span class="govuk-visually-hidden">{said}</span>{shown}</span>'
    hidden = f'<span class="govuk-visually-hidden">{escape(place)}: {said}</span>'
    return f'<a class="{classes}" href="{escape(cell.url)}">{hidden}{shown}</a>'
