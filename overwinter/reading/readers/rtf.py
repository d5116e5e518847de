"""Rich text files in the order they are read: paragraphs, tables, text boxes; then notes, page heads, comments.

Read by a reader of our own: the libraries there are give the text without its tables. Tracked changes are read as if
accepted.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from overwinter.reading.document import Block, Document, Paragraph, Place, plain_text
from overwinter.reading.readers.docx_paragraphs import SYMBOLS
from overwinter.reading.readers.rtf_flow import ROW_WORDS, Flow, Look, Piece, RowShape, Setting, defined
from overwinter.reading.readers.rtf_tables import frames, table_of
from overwinter.reading.readers.rtf_tokens import Token, code_page_of, decoded, tokens
from overwinter.reading.readers.said import Said
from overwinter.reading.readers.sniffing import Kind, sha256_of

_LABELS = {
    "footnote": "footnote", "annotation": "comment", "shptxt": "text box", "dptxbxtext": "text box",
    **{f"header{side}": "page header" for side in ("", "l", "r", "f")},
    **{f"footer{side}": "page footer" for side in ("", "l", "r", "f")},
}  # fmt: skip
"""Groups whose text stands beside the running text, and what a person calls it."""
_SILENT = {
    "info", "pict", "nonshppict", "xe", "tc", "rxe", "nonesttables", "filetbl", "revtbl", "rsidtbl", "fldinst",
    "objdata", "pntxtb", "pntxta", "atnid", "atnauthor", "atntime", "atnref", "listtable", "listoverridetable",
}  # fmt: skip
_OPENED = {"shpinst", "do", "shpgrp", "shp", "nesttableprops", "fldrslt", "result"}
"""Marked as groups that a reader may leave out, yet with text of the document within."""
_SIGNS = {
    "line": "\n", "softline": "\n", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "~": "\u00a0",
    "_": "-", "\n": "\n", "\r": "\n", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip


_PLAIN = Look()


class _Group(Struct, frozen=True):
    """What holds until the group ends."""

    flow: Flow
    skip: bool = False
    table: str = ""
    """``fonttbl``, ``colortbl`` or ``stylesheet`` while one is read, ``listtext`` for the mark of a list's item."""
    look: Look = _PLAIN
    font: int | None = None
    characters: int = 1
    """How many characters stand in for one that is written as a number."""
    deleted: bool = False
    nested: bool = False


def read_rtf(path: Path) -> Document:
    reader = _Reader()
    reader.read(path.read_bytes())
    blocks = tuple(_blocks(reader))
    return Document(path.name, Kind.RTF, sha256_of(path), blocks, plain_text(blocks), reader.warnings())


class _Reader:
    def __init__(self) -> None:
        self._colours: list[str | None] = []
        self._parts = [0, 0, 0]
        self._fonts: dict[int, str] = {}
        self._headings: dict[int, int] = {}
        self._style = 0
        self._style_name = ""
        self._code_page = "cp1252"
        self._setting, self._mark = Setting(), ""
        self._shapes = {False: RowShape(), True: RowShape()}
        self._skip = 0
        self._changes = 0
        self.flows: list[Flow] = [self._new_flow("")]

    def warnings(self) -> tuple[str, ...]:
        if not self._changes:
            return ()
        return (f"The document holds {self._changes} tracked changes. It was read as if all of them were accepted.",)

    def read(self, data: bytes) -> None:
        stack: list[_Group] = []
        group = _Group(self.flows[0])
        settings: list[tuple[Setting, str]] = []
        starred = False
        for token in tokens(data):
            if token.kind == "open":
                stack.append(group)
            elif token.kind == "close":
                if stack:
                    group = self._close(group, stack.pop(), settings)
            elif token.kind == "text":
                self._text(token.data, group)
            elif token.name == "*":
                starred = True
                continue
            else:
                entered = self._enter(token, group, starred=starred)
                if entered is not None and entered.flow is not group.flow:
                    settings.append((self._setting, self._mark))
                    self._setting, self._mark = Setting(), ""
                group = entered if entered is not None else self._word(token, group)
            starred = False

    def _new_flow(self, label: str) -> Flow:
        return Flow(label, self._colours)

    def _close(self, group: _Group, outer: _Group, settings: list[tuple[Setting, str]]) -> _Group:
        if group.flow is not outer.flow:
            group.flow.finish()
            self._setting, self._mark = settings.pop()
        self._skip = 0
        return outer

    def _enter(self, token: Token, group: _Group, *, starred: bool) -> _Group | None:
        """The group as its first word makes it; None where the word opens nothing."""
        name = token.name
        if group.skip and name not in _LABELS and name not in _OPENED:
            return group if starred else None
        if name in _LABELS and (starred or name != "annotation"):
            flow = self._new_flow(_LABELS[name])
            self.flows.append(flow)
            return replace(group, flow=flow, skip=False, table="", look=Look(), nested=False)
        if name in ("fonttbl", "colortbl", "stylesheet", "listtext", "pntext"):
            return replace(group, table="listtext" if name == "pntext" else name, skip=False)
        if name == "ftnalt":
            group.flow.label = "endnote" if group.flow.label == "footnote" else group.flow.label
            return group
        if name == "nesttableprops":
            return replace(group, nested=True, skip=False)
        if name in _SILENT or (starred and name not in _OPENED and not (group.table and name in ("cs", "falt"))):
            return replace(group, skip=True)
        if name in ("shpinst", "do"):
            return replace(group, skip=True)
        return group if starred else None

    def _word(self, token: Token, group: _Group) -> _Group:
        name, number = token.name, token.number
        if name == "ansicpg":
            self._code_page = f"cp{number}"
        elif name in ("mac", "pc", "pca"):
            self._code_page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[name]
        if group.skip:
            return group
        if group.table and group.table != "listtext":
            return self._table_word(token, group)
        if name == "u":
            self._say(chr((number or 0) % 65536), group)
            self._skip = group.characters
            return group
        self._skip = 0
        if name in _SIGNS:
            self._say(_SIGNS[name], group)
        elif name in ROW_WORDS:
            self._shapes[group.nested] = defined(self._shapes[group.nested], name, number or 0)
        elif group.table != "listtext":
            self._ends(name, group)
            self._set(name, number)
        return self._dressed(name, number, group)

    def _ends(self, name: str, group: _Group) -> None:
        """What ends a paragraph, a cell or a row."""
        flow, depth = group.flow, self._setting.depth
        setting = replace(self._setting, mark=self._mark or None)
        if name in ("par", "sect"):
            flow.end_paragraph(setting)
        elif name in ("cell", "nestcell"):
            flow.end_cell(setting, 1 if name == "cell" else max(depth, 2))
        elif name in ("row", "nestrow"):
            flow.end_row(self._shapes[name == "nestrow"], 1 if name == "row" else max(depth, 2))
        else:
            return
        self._mark = ""

    def _set(self, name: str, number: int | None) -> None:
        if name == "pard":
            self._setting = Setting()
        elif name == "intbl":
            self._setting = replace(self._setting, depth=max(self._setting.depth, 1))
        elif name == "itap":
            self._setting = replace(self._setting, depth=max(number or 0, 0))
        elif name == "outlinelevel" and number is not None and number < 9:
            self._setting = replace(self._setting, level=number + 1)
        elif name == "s" and number in self._headings:
            self._setting = replace(self._setting, level=self._headings[number])

    def _dressed(self, name: str, number: int | None, group: _Group) -> _Group:
        on = number != 0
        if name == "plain":
            return replace(group, look=Look(), font=None, deleted=False)
        if name == "b":
            return replace(group, look=replace(group.look, bold=on))
        if name in ("highlight", "chcbpat"):
            return replace(group, look=replace(group.look, mark=number or 0))
        if name == "f":
            return replace(group, font=number)
        if name == "uc":
            return replace(group, characters=min(max(number or 0, 0), 10))
        if name in ("deleted", "revised"):
            self._changes += on
            return replace(group, deleted=on) if name == "deleted" else group
        return group

    def _table_word(self, token: Token, group: _Group) -> _Group:
        """The tables at the head of a file: fonts with their character sets, colours, styles that are headings."""
        name, number = token.name, token.number or 0
        if group.table == "fonttbl" and name == "f":
            return replace(group, font=number)
        if group.table == "fonttbl" and name == "fcharset" and group.font is not None:
            self._fonts[group.font] = code_page_of(number)
        elif group.table == "colortbl" and name in ("red", "green", "blue"):
            self._parts[("red", "green", "blue").index(name)] = number & 255
        elif group.table == "stylesheet" and name == "s":
            self._style = number
        elif group.table == "stylesheet" and name == "outlinelevel" and number < 9:
            self._headings[self._style] = number + 1
        return group

    def _text(self, data: bytes, group: _Group) -> None:
        if group.skip:
            return
        if group.table == "colortbl":
            for _ in range(data.count(b";")):
                colour = "".join(f"{part:02X}" for part in self._parts)
                self._colours.append(colour if self._colours and colour != "FFFFFF" else None)
                self._parts = [0, 0, 0]
        elif group.table == "stylesheet":
            self._name_style(data.decode("latin-1"))
        elif group.table != "fonttbl":
            kept = data[self._skip :]
            self._skip = max(self._skip - len(data), 0)
            page = self._fonts.get(group.font, self._code_page) if group.font is not None else self._code_page
            if kept:
                self._say(decoded(kept, page), group)

    def _name_style(self, text: str) -> None:
        """Styles named as headings are headings."""
        self._style_name += text
        if ";" in text:
            words = self._style_name.strip(" ;").casefold().split()
            if len(words) == 2 and words[0] == "heading" and words[1].isdigit():
                self._headings[self._style] = int(words[1])
            self._style_name = ""

    def _say(self, text: str, group: _Group) -> None:
        text = "".join(SYMBOLS.get(f"{ord(c):04X}", "") if "\uf000" <= c <= "\uf0ff" else c for c in text)
        if group.skip or group.deleted or group.table in ("fonttbl", "colortbl", "stylesheet"):
            return
        if group.table == "listtext":
            self._mark += text
        elif text:
            group.flow.say(text, group.look)


def _blocks(reader: _Reader) -> Iterator[Block]:
    body = reader.flows[0]
    body.finish()
    yield from _Counted().blocks(body.pieces, body)
    seen: set[str] = set()
    counts: dict[str, int] = {}
    for flow in reader.flows[1:]:
        text = "\n".join(line for line in _all_text(flow.pieces) if line)
        head = flow.label.startswith("page")
        if text and not (head and text in seen):
            seen.add(text)
            counts[flow.label] = counts.get(flow.label, 0) + 1
            part = flow.label if head or flow.label == "text box" else f"{flow.label} {counts[flow.label]}"
            yield Paragraph(text, Place(part=part), furniture=flow.label != "text box")


class _Counted:
    """Numbers the tables and paragraphs of the body."""

    def __init__(self) -> None:
        self._lines = self._tables = 0

    def blocks(self, pieces: Sequence[Piece], flow: Flow) -> Iterator[Block]:
        for piece in pieces:
            if isinstance(piece, Said):
                text = piece.text.strip()
                if text:
                    self._lines += 1
                    place = Place(line=self._lines)
                    yield Paragraph(text, place, level=piece.level, bullet=piece.bullet, bold=piece.bold)
                continue
            framed = frames(piece)
            for cell in framed:
                yield from self.blocks(cell, flow)
            if not framed:
                self._tables += 1
                yield table_of(piece, self._tables, flow)


def _all_text(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Said):
            yield piece.text.strip()
        else:
            for row in piece.rows:
                for cell in row.cells:
                    yield from _all_text(cell)
