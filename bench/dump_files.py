"""What other tools make of an office plan: a PDF with and without rules, the text they take out of it, their dumps."""

import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import load_workbook
from openpyxl.styles import Border, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

TEXTS = {"layout": ("-layout",), "plain": (), "raw": ("-raw",)}
"""The ways in which ``pdftotext`` prints a PDF."""


class MissingToolError(Exception):
    """The program that makes this file is not on this machine."""


def program(name: str) -> str:
    beside = Path(sys.executable).parent / name
    found = shutil.which(name) or (str(beside) if beside.exists() else None)
    if found is None:
        raise MissingToolError(name)
    return found


def office(source: Path, kind: str, folder: Path) -> Path:
    """``source`` converted by LibreOffice, with a profile of its own."""
    profile = (folder / "profile").resolve().as_uri()
    command = [program("soffice"), f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True)
    return folder / f"{source.stem}.{kind.split(':')[0]}"


def printed(source: Path, folder: Path, *, tall: bool = False, rules: bool = True) -> Path:
    """The PDF of an office file: ``tall`` on upright pages, without ``rules`` none of its tables' lines."""
    copy = folder / f"{source.stem}{'-tall' if tall else ''}{'' if rules else '-open'}{source.suffix}"
    pdf = copy.with_suffix(".pdf")
    if not pdf.exists():
        _PRINTS[source.suffix](source, copy, tall, rules)
        office(copy, "pdf", folder)
    return pdf


def _print_word(source: Path, copy: Path, tall: bool, rules: bool) -> None:
    document = Document(str(source))
    before = document.sections[0].page_width or 1
    for section in document.sections:
        sides = sorted((section.page_width or 0, section.page_height or 0))
        section.orientation = WD_ORIENT.PORTRAIT if tall else WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = (sides[0], sides[1]) if tall else (sides[1], sides[0])
    share = (document.sections[0].page_width or 1) / before
    for width in document.element.body.iter(qn("w:gridCol"), qn("w:tcW"), qn("w:tblW")):
        if width.get(qn("w:type"), "dxa") == "dxa" and (width.get(qn("w:w")) or "").isdigit():
            width.set(qn("w:w"), str(round(int(width.get(qn("w:w"))) * share)))
    if not rules:
        for mark in list(document.element.body.iter(qn("w:tblBorders"), qn("w:tcBorders"))):
            mark.getparent().remove(mark)
        for properties in document.element.body.iter(qn("w:tblPr")):
            for style in properties.findall(qn("w:tblStyle")):
                properties.remove(style)
            borders = OxmlElement("w:tblBorders")
            for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
                line = OxmlElement(f"w:{side}")
                line.set(qn("w:val"), "nil")
                borders.append(line)
            properties.append(borders)
        for shade in list(document.element.body.iter(qn("w:shd"))):
            shade.getparent().remove(shade)
    document.save(str(copy))


def _print_sheets(source: Path, copy: Path, tall: bool, rules: bool) -> None:
    book = load_workbook(source)
    for sheet in book.worksheets:
        sheet.page_setup.orientation = "portrait" if tall else "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.gridLines = rules
        if not sheet.column_dimensions:
            _give_room(sheet)
        for cell in (cell for row in sheet.iter_rows() for cell in row) if not rules else ():
            cell.border, cell.fill = Border(), PatternFill()
    book.save(copy)


def _give_room(sheet: Worksheet) -> None:
    """Columns and rows as wide and high as a person would draw them."""
    merged = {at for area in sheet.merged_cells.ranges for row in area.rows for at in row}
    for column in sheet.iter_cols():
        texts = [str(cell.value or "") for cell in column if (cell.row, cell.column) not in merged]
        sheet.column_dimensions[column[0].column_letter].width = min(max(12, *map(len, texts)), 48)
    for row in sheet.iter_rows():
        tall = 1
        for cell in row:
            if (cell.row, cell.column) not in merged:
                tall = max(tall, len(_wrapped(str(cell.value or ""), 40)))
        sheet.row_dimensions[row[0].row].height = 15 * tall


def _print_slides(source: Path, copy: Path, tall: bool, rules: bool) -> None:
    if tall or not rules:
        raise MissingToolError("slides in this shape")
    if source != copy:
        shutil.copy(source, copy)


_PRINTS: dict[str, Callable[[Path, Path, bool, bool], None]] = {
    ".docx": _print_word,
    ".xlsx": _print_sheets,
    ".pptx": _print_slides,
}


def taken_out(pdf: Path, how: str) -> Path:
    """The text ``pdftotext`` takes out of a PDF."""
    text = pdf.with_name(f"{pdf.stem}-{how}.txt")
    if not text.exists():
        subprocess.run([program("pdftotext"), *TEXTS[how], str(pdf), str(text)], check=True)
    return text


def dumped(source: Path, name: str, folder: Path) -> Path:
    """The file that another converter makes of an office file."""
    target = folder / f"{source.stem}-{name.replace(' ', '-')}.{'md' if 'markdown' in name else 'txt'}"
    if not target.exists():
        data = DUMPS[name](source, folder)
        target.write_bytes(data)
    return target


def _run(tool: str, *arguments: str) -> bytes:
    return subprocess.run([program(tool), *arguments], check=True, capture_output=True).stdout


def _office_text(source: Path, folder: Path) -> bytes:
    kind = {".docx": "txt:Text (encoded):UTF8", ".xlsx": "csv:Text - txt - csv (StarCalc):9,34,76"}.get(source.suffix)
    if kind is None:
        raise MissingToolError("text of slides")
    copy = folder / f"{source.stem}-office{source.suffix}"
    shutil.copy(source, copy)
    return office(copy, kind, folder).read_bytes()


def _word_tables(source: Path) -> Sequence[Sequence[Sequence[str]] | str]:
    """The paragraphs and tables of a Word file as a plain-text exporter meets them."""
    if source.suffix != ".docx":
        raise MissingToolError("Word's export of another format")
    found: list[Sequence[Sequence[str]] | str] = []
    document = Document(str(source))
    for piece in document.iter_inner_content():
        if hasattr(piece, "rows"):
            rows = []
            for row in piece.rows:
                cells = list({id(cell._tc): cell for cell in row.cells}.values())
                rows.append(["\n".join(p.text for p in cell.paragraphs) for cell in cells])
            found.append(rows)
        else:
            found.append(piece.text)
    return found


def _saved_by_word(source: Path, _: Path) -> bytes:
    """Word's "plain text": tabs between the cells, a line for each of their paragraphs."""
    lines = []
    for piece in _word_tables(source):
        lines += [piece] if isinstance(piece, str) else ["\t".join(cells) for cells in piece]
    return "\r\n".join(lines).encode("utf-8-sig")


def _antiword(source: Path, _: Path) -> bytes:
    """Cells wrapped to the width of their column between bars, as antiword prints them."""
    lines = []
    for piece in _word_tables(source):
        if isinstance(piece, str):
            lines += [piece, ""]
            continue
        widest = max(len(cells) for cells in piece)
        width = max(8, 76 * 2 // widest)
        for cells in piece:
            columns = [_wrapped(cell, width if len(cells) == widest else 150) for cell in cells]
            for n in range(max(map(len, columns))):
                parts = [c[n] if n < len(c) else "" for c in columns]
                lines.append("|" + "|".join(part.ljust(width if len(cells) == widest else 150) for part in parts) + "|")
        lines.append("")
    return "\n".join(lines).encode()


def _wrapped(text: str, width: int) -> list[str]:
    lines = [line for part in text.split("\n") for line in textwrap.wrap(part, width) or [""]]
    return lines or [""]


def _pandoc(to: str) -> Callable[[Path, Path], bytes]:
    return lambda source, _: _run("pandoc", str(source), "-t", to) if source.suffix == ".docx" else _missing("pandoc")


def _tool(name: str, *kinds: str) -> Callable[[Path, Path], bytes]:
    return lambda source, _: _run(name, str(source)) if source.suffix in kinds else _missing(name)


def _missing(name: str) -> bytes:
    raise MissingToolError(f"{name} for files of this kind")


DUMPS: dict[str, Callable[[Path, Path], bytes]] = {
    "markitdown markdown": _tool("markitdown", ".docx", ".xlsx", ".pptx"),
    "office text": _office_text,
    "word text": _saved_by_word,
    "antiword": _antiword,
    "docx2txt": _tool("docx2txt", ".docx"),
    "pandoc plain": _pandoc("plain"),
    "pandoc markdown": _pandoc("markdown"),
    "pandoc gfm markdown": _pandoc("gfm"),
    "pandoc rst": _pandoc("rst"),
}
