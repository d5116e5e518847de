"""Forms as PDF files with a text layer, and the plain text other programs take out of them."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
import typst

from tests.reading.corpus.answers import Answer
from tests.reading.corpus.form import Form

_PAGE = """#set page(paper: "a4", flipped: {flipped}, margin: 1.5cm,
  header: [#text(8pt)[Marshwick Council - Winter Plan 2020-21]],
  footer: [#context text(8pt)[Page #counter(page).display() of #counter(page).final().first()]])
#set text(size: {size}pt, hyphenate: false)
#set par(justify: false)
"""


def write_ruled(
    path: Path, form: Form, answers: Sequence[Answer], *, repeat: bool = True, breakable: bool = True
) -> None:
    """A ruled table across pages, with headers and footers. ``repeat``: the column headings stand on each page."""
    wide = {"requirement": "3fr", "response": "4fr", "gap": "2fr"}
    columns = ", ".join(
        wide.get(name, "auto" if name in ("ref", "rag", "fully_met") else "1.2fr") for _, name in form.columns
    )
    lines = list(form.lines(answers))
    above = "".join(f"= {_quoted(line.text)}\n" for line in lines if line.kind == "title")
    above += "".join(f"{_quoted(line.text)}\n\n" for line in lines if line.kind == "note")
    cells = list[str]()
    for line in lines:
        if line.kind == "head":
            inner = ", ".join(f"[*{_quoted(cell.text)}*]" for cell in line.cells)
            cells.append(f"table.header({inner})" if repeat else inner)
        elif line.kind == "row":
            cells += [_cell(cell.text, cell.fill) for cell in line.cells]
        elif line.kind in ("theme", "section"):
            cells.append(f'table.cell(colspan: {len(form.columns)}, fill: rgb("#d9e2f3"))[*{_quoted(line.text)}*]')
    body = ",\n".join(cells)
    rule = f"#show table.cell: set block(breakable: {str(breakable).lower()})\n"
    _compile(path, _PAGE.format(flipped="true", size=8) + rule + above + f"#table(columns: ({columns}),\n{body}\n)\n")


def write_listed(path: Path, form: Form, answers: Sequence[Answer]) -> None:
    """Headings and bullets."""
    out = list[str]()
    for line in form.lines(answers):
        mark = {"title": "= ", "theme": "== ", "section": "=== ", "row": "- ", "note": ""}.get(line.kind)
        if mark is not None:
            out.append(mark + _quoted(line.text) + "\n")
    _compile(path, _PAGE.format(flipped="false", size=11) + "\n".join(out))


def write_layout_dump(path: Path, form: Form, answers: Sequence[Answer]) -> None:
    """What ``pdftotext -layout`` prints of the ruled table."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("needs pdftotext")
    pdf = path.with_suffix(".pdf")
    write_ruled(pdf, form, answers)
    subprocess.run([program, "-layout", str(pdf), str(path)], check=True)
    pdf.unlink()


def _cell(text: str, fill: str | None) -> str:
    parts = [_quoted(part) for part in text.split("\n")]
    body = parts[0] if len(parts) == 1 else "#list(" + ", ".join(f"[{part}]" for part in parts) + ")"
    return f'table.cell(fill: rgb("#{fill}"))[{body}]' if fill else f"[{body}]"


def _quoted(text: str) -> str:
    """A Typst string, so that no character of a plan is markup."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'#"{plain}"'


def _compile(path: Path, source: str) -> None:
    path.write_bytes(typst.compile(source.encode(), format="pdf"))
