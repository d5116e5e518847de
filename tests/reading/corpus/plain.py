"""Forms as text: delimited files, Markdown, web pages, dumps of other programs."""

import csv
import html
import io
from collections.abc import Sequence
from pathlib import Path

from tests.reading.corpus.answers import Answer
from tests.reading.corpus.form import Cell, Form, Line


def write_delimited(path: Path, form: Form, answers: Sequence[Answer], *, delimiter: str, encoding: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for line in form.lines(answers):
        cells = [cell.text for cell in line.cells]
        writer.writerow(cells + [""] * (len(form.columns) - len(cells)))
    path.write_bytes(out.getvalue().encode(encoding, errors="replace"))


def write_markdown(path: Path, form: Form, answers: Sequence[Answer]) -> None:
    """A pipe table beneath each heading; the headings of the columns stand in each."""
    lines, open_ = list[str](), False
    head = Line("head", tuple(Cell(label) for label, _ in form.columns))
    for line in form.lines(answers):
        if line.kind in ("title", "theme", "section", "note"):
            mark = {"title": "# ", "theme": "## ", "section": "### ", "note": ""}[line.kind]
            lines += ["", mark + line.text, ""]
            open_ = False
        elif line.kind == "row":
            if not open_:
                lines += ["", _piped(head), "|" + " --- |" * len(form.columns)]
                open_ = True
            lines.append(_piped(line))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_markdown_list(path: Path, form: Form, answers: Sequence[Answer]) -> None:
    marks = {"title": "# ", "theme": "\n## ", "section": "\n### ", "note": "", "row": "- "}
    lines = [marks[line.kind] + line.text for line in form.lines(answers) if line.kind in marks]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_pipes(path: Path, form: Form, answers: Sequence[Answer]) -> None:
    """The dump of a table as text: a line for each row, bars between the cells, no rule beneath the headings."""
    lines = [
        " | ".join(cell.text.replace("\n", " • ") for cell in line.cells) if line.kind in ("head", "row") else line.text
        for line in form.lines(answers)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_tab_fragments(path: Path, form: Form, answers: Sequence[Answer]) -> None:
    """Rows with tabs between the cells, cells in the HTML that a converter left in them."""
    lines = list[str]()
    for line in form.lines(answers):
        if line.kind == "head":
            lines.append("\t".join(f"<b>{html.escape(cell.text)}</b>" for cell in line.cells))
        elif line.kind == "row":
            lines.append("\t".join(_fragment(cell.text) for cell in line.cells))
        else:
            lines.append(f"<b>{html.escape(line.text)}</b>")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_page(path: Path, form: Form, answers: Sequence[Answer], *, menu: Sequence[str] = ()) -> None:
    """A saved web page with its menu, cookie notice and footer round the plan."""
    body, open_ = list[str](), False
    for line in form.lines(answers):
        if line.kind in ("head", "row"):
            if not open_:
                body.append("<table>")
                open_ = True
            tag = "th" if line.kind == "head" else "td"
            cells = "".join(f"<{tag}>{_cell_html(cell.text)}</{tag}>" for cell in line.cells)
            body.append(f"<tr>{cells}</tr>")
        elif open_ and form.heads == "once":
            body.append(f'<tr><td colspan="{len(form.columns)}"><strong>{html.escape(line.text)}</strong></td></tr>')
        else:
            if open_:
                body.append("</table>")
                open_ = False
            tag = {"title": "h1", "theme": "h2", "section": "h3"}.get(line.kind, "p")
            body.append(f"<{tag}>{html.escape(line.text)}</{tag}>")
    body += ["</table>"] if open_ else []
    links = "".join(f'<li><a href="/{n}">{html.escape(text)}</a></li>' for n, text in enumerate(menu))
    path.write_text(
        "<!doctype html><html lang=en><head><title>Winter plan - Marshwick Council</title><style>td{color:red}</style>"
        "<script>var tracker = 'on';</script></head><body><div id=cookies><p>We use cookies to make this site work.</p>"
        f"</div><header><nav><ul>{links}</ul></nav></header><main>{''.join(body)}</main>"
        "<footer><ul><li>Contact us</li><li>Accessibility statement</li></ul></footer></body></html>",
        encoding="utf-8",
    )


def _piped(line: Line) -> str:
    return "| " + " | ".join(cell.text.replace("\n", "<br>") for cell in line.cells) + " |"


def _cell_html(text: str) -> str:
    parts = text.split("\n")
    if len(parts) == 1:
        return html.escape(text)
    return "<ul>" + "".join(f"<li>{html.escape(part)}</li>" for part in parts) + "</ul>"


def _fragment(text: str) -> str:
    parts = text.split("\n")
    return html.escape(text) if len(parts) == 1 else _cell_html(text)
