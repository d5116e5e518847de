"""The blocks of a random plan as OpenDocument and rich text files, written so that no office suite is needed."""

import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from tests.reading.corpus.chance.pages import Block, Box, Grid, Heading, Line, Sheet

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for name, long in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_WEIGHTS = {True: r"\b", False: r"\b0"}
_KINDS = {"odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet"}


def write_text(path: Path, blocks: Sequence[Block]) -> None:
    """An OpenDocument text."""
    body: list[str] = []
    for number, block in enumerate(blocks, 1):
        if isinstance(block, Heading):
            body.append(f'<text:h text:outline-level="{block.level + 1}">{escape(block.text)}</text:h>')
        elif isinstance(block, Line):
            text = _paragraph(block.text, bold=block.bold)
            body.append(f"<text:list><text:list-item>{text}</text:list-item></text:list>" if block.bullet else text)
        elif isinstance(block, Grid):
            body.append(f'<table:table table:name="T{number}">{"".join(_rows(block))}</table:table>')
    _pack(path, "odt", f"<office:text>{''.join(body)}</office:text>", blocks)


def write_sheets(path: Path, blocks: Sequence[Block]) -> None:
    """An OpenDocument spreadsheet."""
    sheets: list[tuple[Sheet, list[str]]] = []
    for block in blocks:
        if isinstance(block, Sheet) or not sheets:
            sheets.append((block if isinstance(block, Sheet) else Sheet("Plan"), []))
        rows = sheets[-1][1]
        if isinstance(block, Grid):
            rows += [*_rows(block), "<table:table-row><table:table-cell/></table:table-row>"]
        elif not isinstance(block, Sheet):
            bold = isinstance(block, Heading) or block.bold
            rows.append(f"<table:table-row>{_cell(Box(block.text, bold=bold))}</table:table-row>")
    tables = [
        f'<table:table table:name="{escape(sheet.name)}"{_hidden(sheet)}>{"".join(rows)}</table:table>'
        for sheet, rows in sheets
    ]
    _pack(path, "ods", f"<office:spreadsheet>{''.join(tables)}</office:spreadsheet>", blocks)


def _hidden(sheet: Sheet) -> str:
    return ' table:style-name="hidden"' if sheet.hidden else ""


def _rows(grid: Grid) -> Iterator[str]:
    rows = [dict[int, str]() for _ in grid.rows]
    for r, c, box in grid.places():
        for down in range(box.down):
            for across in range(box.across):
                if r + down < len(rows):
                    rows[r + down][c + across] = "<table:covered-table-cell/>"
        rows[r][c] = _cell(box)
    for row in rows:
        cells = (row.get(c, "<table:table-cell/>") for c in range(grid.width))
        yield f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(box: Box) -> str:
    spans = f' table:number-columns-spanned="{box.across}"' if box.across > 1 else ""
    spans += f' table:number-rows-spanned="{box.down}"' if box.down > 1 else ""
    look = f' table:style-name="fill{box.fill}"' if box.fill else ""
    if box.day is not None:
        value = f' office:value-type="date" office:date-value="{box.day.isoformat()}"'
        return f"<table:table-cell{spans}{look}{value}>{_paragraph(f'{box.day:%d/%m/%Y}')}</table:table-cell>"
    inner = "".join(_paragraph(text, bold=box.bold) for text in box.text.split("\n")) if box.text else ""
    kind = ' office:value-type="string"' if inner else ""
    return f"<table:table-cell{spans}{look}{kind}>{inner}</table:table-cell>"


def _paragraph(text: str, *, bold: bool = False) -> str:
    inner = f'<text:span text:style-name="bold">{escape(text)}</text:span>' if bold else escape(text)
    return f"<text:p>{inner}</text:p>"


def _pack(path: Path, kind: str, body: str, blocks: Sequence[Block]) -> None:
    fills = {box.fill for block in blocks if isinstance(block, Grid) for _, _, box in block.places() if box.fill}
    styles = '<style:style style:name="bold" style:family="text">'
    styles += '<style:text-properties fo:font-weight="bold"/></style:style>'
    styles += '<style:style style:name="hidden" style:family="table">'
    styles += '<style:table-properties table:display="false"/></style:style>'
    for fill in sorted(fills):
        styles += f'<style:style style:name="fill{fill}" style:family="table-cell">'
        styles += f'<style:table-cell-properties fo:background-color="#{fill}"/></style:style>'
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.2">'
    content += f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body>"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", _KINDS[kind])
        packed.writestr("content.xml", content + "</office:document-content>")
        packed.writestr("META-INF/manifest.xml", _manifest(_KINDS[kind]))


def _manifest(kind: str) -> str:
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{media}"/>'
        for name, media in (("/", kind), ("content.xml", "text/xml"))
    )
    return f'<manifest:manifest xmlns:manifest="{space}" manifest:version="1.2">{entries}</manifest:manifest>'


def write_rich(path: Path, blocks: Sequence[Block]) -> None:
    """A rich text file; merged cells are written as Word writes them."""
    out = [r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}{\stylesheet{\s0 Normal;}"]
    out += [rf"{{\s{n} heading {n};}}" for n in (1, 2, 3)]
    out.append("}")
    for block in blocks:
        if isinstance(block, Heading):
            out.append(rf"{{\pard\s{block.level + 1}\outlinelevel{block.level}\b {_escaped(block.text)}\par}}")
        elif isinstance(block, Line):
            bullet = r"{\pntext\'b7\tab}{\*\pn\pnlvlblt\pntxtb\'b7}" if block.bullet else ""
            out.append(rf"{{\pard{bullet}{_WEIGHTS[block.bold]} {_escaped(block.text)}\par}}")
        elif isinstance(block, Grid):
            out += [*_rich_rows(block), r"\pard\par"]
    path.write_text("\n".join([*out, "}"]), encoding="ascii")


def _rich_rows(grid: Grid) -> Iterator[str]:
    places = {(r, c): box for r, c, box in grid.places()}
    covered = {(r + d, c): box for (r, c), box in places.items() for d in range(1, box.down)}
    for r in range(len(grid.rows)):
        heads, cells = [r"\trowd\trgaph70" + (r"\trhdr" if r < grid.heads else "")], list[str]()
        c = 0
        while c < grid.width:
            box = places.get((r, c)) or covered.get((r, c)) or Box()
            merge = r"\clvmrg" if (r, c) in covered else r"\clvmgf" if box.down > 1 else ""
            heads.append(rf"{merge}\cellx{1000 * (c + box.across)}")
            text = "" if (r, c) in covered else r"\par ".join(map(_escaped, box.text.split("\n")))
            cells.append(rf"\pard\intbl{_WEIGHTS[box.bold]} {text}\cell")
            c += box.across
        yield "".join([*heads, *cells, r"\row"])


def _escaped(text: str) -> str:
    plain = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
    return "".join(c if ord(c) < 128 else "".join(_unicode(c)) for c in plain)


def _unicode(sign: str) -> Iterator[str]:
    units = sign.encode("utf-16-le")
    for i in range(0, len(units), 2):
        value = int.from_bytes(units[i : i + 2], "little", signed=True)
        yield rf"\u{value}?"
