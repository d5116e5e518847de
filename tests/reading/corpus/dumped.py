"""Forms as other programs print a table on a terminal: aligned columns, drawn boxes, records one beneath the other."""

import html
import textwrap
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path

from tests.reading.corpus.answers import Answer
from tests.reading.corpus.form import Form

WIDTHS = {"requirement": 34, "response": 38, "gap": 26, "section": 18, "theme": 18}
NARROW = 14
Grid = list[list[str]]


def write_dump(path: Path, form: Form, answers: Sequence[Answer], *, style: str, wrap: bool = True) -> None:
    """The form in one of ``STYLES``; titles and headings stand between its parts, the column headings over each."""
    out, rows = list[str](), Grid()
    head = [label for label, _ in form.columns]
    widths = [WIDTHS.get(name, NARROW) for _, name in form.columns] if wrap else None

    def close() -> None:
        if rows:
            out.extend([*STYLES[style](head, rows, widths), ""])
            rows.clear()

    for line in form.lines(answers):
        if line.kind == "row":
            rows.append([cell.text for cell in line.cells])
        elif line.kind != "head":
            close()
            out.extend([line.text, ""])
    close()
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def _wrapped(text: str, width: int | None) -> list[str]:
    parts = text.split("\n")
    if width is None:
        return parts
    return [line for part in parts for line in textwrap.wrap(part, width, break_long_words=False) or [""]]


def _cells(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> tuple[list[list[list[str]]], list[int]]:
    """The printed lines of each cell, the headings' first, and the width of each column."""
    limits: Sequence[int | None] = widths or [None] * len(head)
    cells = [[_wrapped(text, width) for text, width in zip(row, limits, strict=True)] for row in [list(head), *rows]]
    wide = [max(len(line) for row in cells for line in row[at]) for at in range(len(head))]
    return cells, wide


def _printed(row: list[list[str]], wide: Sequence[int], between: str, ends: tuple[str, str]) -> list[str]:
    return [
        ends[0] + between.join(part.ljust(width) for part, width in zip(parts, wide, strict=True)) + ends[1]
        for parts in zip_longest(*row, fillvalue="")
    ]


def _boxed(marks: str, *, between_rows: bool) -> Callable[[Sequence[str], Grid, Sequence[int] | None], list[str]]:
    """``marks``: the side, then four lines drawn across (top, beneath the headings, between, bottom), four marks each:
    its left end, its stroke, where it meets a column, its right end."""

    def draw(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
        cells, wide = _cells(head, rows, widths)
        side = marks[0]

        def rule(four: str) -> str:
            return four[0] + four[2].join(four[1] * (width + 2) for width in wide) + four[3]

        rules = [rule(marks[1 + 4 * n : 5 + 4 * n]) for n in range(4)]
        out = [rules[0]]
        for n, row in enumerate(cells):
            out += _printed(row, wide, f" {side} ", (f"{side} ", f" {side}"))
            out += [rules[1]] if n == 0 else [rules[2]] if between_rows and n + 1 < len(cells) else []
        return [*out, rules[3]]

    return draw


def _psql(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
    """A cell's lines end in ``+`` where it goes on; the headings stand in the middle."""
    cells, wide = _cells(head, rows, None)
    out = [" " + " | ".join(label.center(width) for label, width in zip(head, wide, strict=True))]
    out.append("-" + "-+-".join("-" * width for width in wide) + "-")
    for row in cells[1:]:
        tall = max(map(len, row))
        for n in range(tall):
            parts = [
                (cell[n] if n < len(cell) else "").ljust(width) + ("+" if n + 1 < len(cell) else " ")
                for cell, width in zip(row, wide, strict=True)
            ]
            out.append(" " + "| ".join(parts).rstrip())
    return [*out, f"({len(rows)} rows)"]


def _expanded(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
    """psql's ``\\x``: a record beneath the other."""
    wide = max(map(len, head))
    out = []
    for n, row in enumerate(rows, 1):
        out.append(f"-[ RECORD {n} ]".ljust(wide + 1, "-") + "+" + "-" * 40)
        for label, text in zip(head, row, strict=True):
            parts = text.split("\n")
            for at, part in enumerate(parts):
                more = "+" if at + 1 < len(parts) else ""
                out.append(f"{label if at == 0 else '':{wide}} | {part}{more}".rstrip())
    return out


def _vertical(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
    """MySQL's ``\\G``."""
    wide = max(map(len, head))
    out = []
    for n, row in enumerate(rows, 1):
        out.append(f"{'*' * 27} {n}. row {'*' * 27}")
        out += [f"{label:>{wide}}: {text or 'NULL'}" for label, text in zip(head, row, strict=True)]
    return out


def _lines(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
    """SQLite's ``.mode line``."""
    wide = max(map(len, head))
    out = []
    for row in rows:
        out += [f"{label:>{wide}} = {text}" for label, text in zip(head, row, strict=True)]
        out.append("")
    return out


def _simple(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
    cells, wide = _cells(head, rows, widths)
    out = _printed(cells[0], wide, "  ", ("", ""))
    out.append("  ".join("-" * width for width in wide))
    for row in cells[1:]:
        out += _printed(row, wide, "  ", ("", ""))
    return [line.rstrip() for line in out]


def _spaced(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
    """Two blanks between the columns and no lines at all, each cell's lines joined: ``column -t``."""
    flat = [[text.replace("\n", "; ") or "-" for text in row] for row in rows]
    cells, wide = _cells(head, flat, None)
    return [line.rstrip() for row in cells for line in _printed(row, wide, "  ", ("", ""))]


def _frame(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
    """pandas: everything set to the right, numbers of the rows in front, line breaks written as ``\\n``."""
    flat = [[str(n), *(text.replace("\n", "\\n") or "NaN" for text in row)] for n, row in enumerate(rows)]
    cells, wide = _cells(["", *head], flat, None)
    return [
        " ".join(
            (cell[0].ljust if at == 0 else cell[0].rjust)(width + (at > 0))
            for at, (cell, width) in enumerate(zip(row, wide, strict=True))
        )
        for row in cells
    ]


def _github(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
    flat = [[text.replace("\n", " ").replace("|", "\\|") for text in row] for row in rows]
    cells, wide = _cells(head, flat, None)
    out = _printed(cells[0], wide, " | ", ("| ", " |"))
    out.append("|" + "|".join("-" * (width + 2) for width in wide) + "|")
    for row in cells[1:]:
        out += _printed(row, wide, " | ", ("| ", " |"))
    return out


def _markitdown(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
    """Tables of a workbook as markitdown gives them: an empty cell is NaN."""
    flat = [[text.replace("\n", " ") or "NaN" for text in row] for row in rows]
    return ["| " + " | ".join(row) + " |" for row in [list(head), ["---"] * len(head), *flat]]


def _rst(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
    cells, wide = _cells(head, rows, widths)
    rule = "  ".join("=" * width for width in wide)
    out = [rule, *_printed(cells[0], wide, "  ", ("", "")), rule]
    for row in cells[1:]:
        out += _printed(row, wide, "  ", ("", ""))
    return [*(line.rstrip() for line in out), rule]


def _wiki(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
    flat = [[text.replace("\n", " ") or " " for text in row] for row in rows]
    return ["||" + "||".join(head) + "||", *("|" + "|".join(row) + "|" for row in flat)]


def _html(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
    """A table's HTML in the midst of text."""
    out = ["<table>", "<tr>" + "".join(f"<th>{html.escape(label)}</th>" for label in head) + "</tr>"]
    for row in rows:
        cells = (html.escape(text).replace("\n", "<br/>") for text in row)
        out.append("<tr>" + "".join(f"<td>{text}</td>" for text in cells) + "</tr>")
    return [*out, "</table>"]


def _bars(head: Sequence[str], rows: Grid, widths: Sequence[int] | None) -> list[str]:
    """Bars between wrapped cells, and no line between rows: antiword."""
    cells, wide = _cells(head, rows, widths)
    return [line for row in cells for line in _printed(row, wide, "|", ("|", "|"))]


STYLES: dict[str, Callable[[Sequence[str], Grid, Sequence[int] | None], list[str]]] = {
    "psql": _psql,
    "psql expanded": _expanded,
    "mysql": _boxed("|" + "+-++" * 4, between_rows=False),
    "mysql vertical": _vertical,
    "sqlite line": _lines,
    "sqlite box": _boxed("│┌─┬┐├─┼┤├─┼┤└─┴┘", between_rows=False),
    "sqlite box wrapped": _boxed("│┌─┬┐├─┼┤├─┼┤└─┴┘", between_rows=True),
    "grid": _boxed("|" + "+-++" + "+=++" + "+-++" * 2, between_rows=True),
    "fancy grid": _boxed("│╒═╤╕╞═╪╡├─┼┤╘═╧╛", between_rows=True),
    "double": _boxed("║╔═╦╗╠═╬╣╠═╬╣╚═╩╝", between_rows=False),
    "simple": _simple,
    "spaced": _spaced,
    "frame": _frame,
    "github": _github,
    "markitdown": _markitdown,
    "rst": _rst,
    "wiki": _wiki,
    "html": _html,
    "bars": _bars,
}
"""How each program prints a table."""
