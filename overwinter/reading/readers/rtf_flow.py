"""A flow of rich text: paragraphs and tables in order, tables within tables too, as the control words end them."""

from msgspec import Struct, field
from msgspec.structs import replace

from overwinter.reading.readers.rtf_tokens import paired
from overwinter.reading.readers.said import Said

DEEPEST = 20
"""Tables within tables."""


class CellShape(Struct):
    """One cell of a row as the row's definition gives it."""

    right: int = 0
    fill: int = 0
    """Its number in the table of colours."""
    across: str = ""
    down: str = ""
    """``first`` or ``more`` of cells that are merged."""


class RowShape(Struct):
    left: int = 0
    cells: list[CellShape] = field(default_factory=list)
    next: CellShape = field(default_factory=CellShape)
    header: bool = False


class RtfRow(Struct):
    shape: RowShape
    cells: list[list["Piece"]]


class RtfTable(Struct):
    rows: list[RtfRow]


Piece = Said | RtfTable


class Look(Struct, frozen=True):
    bold: bool = False
    mark: int = 0
    """Number of the colour behind the words."""


class Setting(Struct, frozen=True):
    """How a paragraph stands: in how many tables, as which heading, behind which mark of a list."""

    depth: int = 0
    level: int | None = None
    mark: str | None = None


class _Depth(Struct):
    rows: list[RtfRow] = field(default_factory=list)
    cells: list[list[Piece]] = field(default_factory=list)
    current: list[Piece] = field(default_factory=list)


class Flow:
    """The body of a document, or what stands beside it: a note, a page head, a text box."""

    def __init__(self, label: str, colours: list[str | None]) -> None:
        self.label = label
        self.pieces: list[Piece] = []
        self._colours = colours
        self._runs: list[tuple[str, Look]] = []
        self._depths: list[_Depth] = []

    def say(self, text: str, look: Look) -> None:
        self._runs.append((text, look))

    def end_paragraph(self, setting: Setting) -> None:
        depth = min(setting.depth, DEEPEST)
        self._close_below(depth)
        self._here(depth).append(self._paragraph(setting))

    def end_cell(self, setting: Setting, depth: int) -> None:
        depth = min(max(depth, 1), DEEPEST)
        self._close_below(depth)
        here = self._here(depth)
        if self._runs or setting.mark or not here:
            here.append(self._paragraph(setting))
        self._depths[depth - 1].cells.append(here)
        self._depths[depth - 1].current = []

    def end_row(self, shape: RowShape, depth: int) -> None:
        depth = min(max(depth, 1), DEEPEST)
        if len(self._depths) >= depth and self._depths[depth - 1].cells:
            at = self._depths[depth - 1]
            at.rows.append(RtfRow(shape, at.cells))
            at.cells = []

    def finish(self) -> list[Piece]:
        """Everything, when the flow has come to its end."""
        if any(text.strip() for text, _ in self._runs):
            in_row = bool(self._depths) and bool(self._depths[-1].cells or self._depths[-1].current)
            self.end_paragraph(Setting(depth=len(self._depths) if in_row else 0))
        self._close_below(0)
        return self.pieces

    def _here(self, depth: int) -> list[Piece]:
        while len(self._depths) < depth:
            self._depths.append(_Depth())
        return self._depths[depth - 1].current if depth else self.pieces

    def _close_below(self, depth: int) -> None:
        """End the tables that lie deeper; cells without the end of their row are a row all the same."""
        while len(self._depths) > depth:
            at = self._depths.pop()
            if at.current:
                at.cells.append(at.current)
            if at.cells:
                at.rows.append(RtfRow(at.rows[-1].shape if at.rows else RowShape(), at.cells))
            if at.rows:
                self._here(len(self._depths)).append(RtfTable(at.rows))

    def _paragraph(self, setting: Setting) -> Said:
        runs = [(paired(text), look) for text, look in self._joined()]
        self._runs = []
        spoken = [look for text, look in runs if text.strip()]
        marks = {look.mark for look in spoken}
        mark = (setting.mark or "").strip()
        is_number = any(letter.isalnum() for letter in mark)
        return Said(
            "".join(text for text, _ in runs),
            level=setting.level,
            bullet=bool(mark) and not is_number and setting.level is None,
            bold=bool(spoken) and all(look.bold for look in spoken),
            number=mark if is_number else None,
            fill=self.colour(marks.pop()) if len(marks) == 1 else None,
        )

    def _joined(self) -> list[tuple[str, Look]]:
        """Runs of one look as one, so that the halves of a character meet."""
        joined: list[tuple[str, Look]] = []
        for text, look in self._runs:
            if joined and joined[-1][1] == look:
                joined[-1] = (joined[-1][0] + text, look)
            else:
                joined.append((text, look))
        return joined

    def colour(self, number: int) -> str | None:
        return self._colours[number] if 0 < number < len(self._colours) else None


def defined(shape: RowShape, name: str, number: int) -> RowShape:
    """The row's definition with one more control word; a new row begins with ``trowd``."""
    if name == "trowd":
        return RowShape()
    following = shape.next
    if name == "cellx":
        cell = replace(following, right=number)
        return replace(shape, cells=[*shape.cells, cell], next=CellShape())
    if name == "trleft":
        return replace(shape, left=number)
    if name == "trhdr":
        return replace(shape, header=True)
    if name in ("clmgf", "clmrg"):
        return replace(shape, next=replace(following, across="first" if name == "clmgf" else "more"))
    if name in ("clvmgf", "clvmrg"):
        return replace(shape, next=replace(following, down="first" if name == "clvmgf" else "more"))
    return replace(shape, next=replace(following, fill=number)) if name == "clcbpat" else shape


ROW_WORDS = {"trowd", "cellx", "trleft", "trhdr", "clmgf", "clmrg", "clvmgf", "clvmrg", "clcbpat"}
