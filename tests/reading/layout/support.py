"""Documents made by hand for the layout rules: no file, no reader."""

from collections.abc import Sequence

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Block, Cell, Document, Paragraph, Place, Row, Table, plain_text
from overwinter.reading.layout import understand
from overwinter.reading.result import Reading

WINTER = Winter(2020)


def table(
    *rows: Sequence[str], number: int = 1, bold: Sequence[int] = (), fills: dict[tuple[int, int], str] | None = None
) -> Table:
    """A table of texts. A row of one text in a wider table spans it."""
    width = max(len(row) for row in rows)
    made = []
    for r, row in enumerate(rows):
        spans = width if len(row) == 1 else 1
        cells = tuple(
            Cell(
                text, Place(table=number, row=r + 1, column=c + 1), start=c, columns=spans, bold=r in bold,
                fill=(fills or {}).get((r, c)),
            )
            for c, text in enumerate(row)
        )  # fmt: skip
        made.append(Row(cells, Place(table=number, row=r + 1)))
    return Table(tuple(made), Place(table=number))


def heading(text: str, level: int | None = None, line: int = 1) -> Paragraph:
    return Paragraph(text, Place(line=line), level=level, bold=True)


def read(*blocks: Block) -> Reading:
    document = Document("plan", "text/plain", "0" * 64, blocks, plain_text(blocks))
    return understand(document, winter=WINTER, framework="test")
