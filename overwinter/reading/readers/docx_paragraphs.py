"""A paragraph of a Word document: its words without what was deleted, its look, and the text boxes anchored in it."""

from collections.abc import Iterator

from lxml import etree
from msgspec import field

from overwinter.reading.readers.docx_styles import Styles, W, switched_on, w
from overwinter.reading.readers.said import Said

__all__ = ["ParagraphRead", "W", "Words", "w"]

_GONE = {w(name) for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "fldChar")}
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
SYMBOLS = {
    "F0FC": "✓", "F0FE": "✓", "F0FB": "✗", "F0FD": "✗",
    "F050": "✓", "F04F": "✗", "F052": "✓", "F054": "✗", "F0B7": "•", "F0A7": "•",
}  # fmt: skip
"""Ticks and crosses of the Wingdings fonts, which have no letters of their own."""
_BREAKS = {w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("noBreakHyphen"): "-", w("ptab"): "\t"}
_HIGHLIGHTS = {
    "green": "00FF00", "darkGreen": "008000", "yellow": "FFFF00",
    "darkYellow": "FFC000", "red": "FF0000", "darkRed": "C00000",
}  # fmt: skip


class ParagraphRead(Said):
    """A colour of its letters counts as a highlight."""

    boxes: list[etree._Element] = field(default_factory=list)


class Words:
    """Reads paragraphs one after the other; the order matters, because Word counts its numbered lists."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counts: dict[tuple[str, int], int] = {}

    def read(self, paragraph: etree._Element) -> ParagraphRead:
        boxes: list[etree._Element] = []
        runs = list(self._runs(paragraph, boxes))
        style = self._styles.of_paragraph(paragraph)
        spoken = [run for run, text in runs if text.strip()]
        fills = {self._fill(run) for run in spoken}
        return ParagraphRead(
            text="".join(text for _, text in runs),
            level=style.level,
            bullet=style.bullet,
            bold=bool(spoken) and all(self._bold(run, style.bold) for run in spoken),
            number=self._number(style.list_id, style.list_level),
            fill=fills.pop() if len(fills) == 1 else None,
            boxes=boxes,
        )

    def _runs(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[tuple[etree._Element, str]]:
        for child in element:
            if child.tag in _GONE:
                continue
            if child.tag == w("r"):
                yield child, "".join(self._texts(child, boxes))
            elif isinstance(child.tag, str):
                yield from self._runs(child, boxes)

    def _texts(self, run: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        for child in run:
            if child.tag == w("t"):
                yield child.text or ""
            elif child.tag in _BREAKS:
                yield "" if child.get(w("type")) in ("page", "column") else _BREAKS[child.tag]
            elif child.tag == w("sym"):
                yield SYMBOLS.get((child.get(w("char")) or "").upper(), "")
            elif child.tag in (_CHOICE, w("drawing"), w("pict"), w("object")):
                boxes.extend(_boxes(child))

    def _bold(self, run: etree._Element, inherited: bool) -> bool:
        look = run.find(w("rPr"))
        if look is None:
            return inherited
        own = switched_on(look.find(w("b")))
        if own is not None:
            return own
        return self._styles.bold_character(look) or inherited

    def _fill(self, run: etree._Element) -> str | None:
        look = run.find(w("rPr"))
        if look is None:
            return None
        mark = look.find(w("highlight"))
        if mark is not None:
            return _HIGHLIGHTS.get(mark.get(w("val")) or "")
        shade = look.find(w("shd"))
        return _colour(shade.get(w("fill"))) if shade is not None else None

    def _number(self, list_id: str | None, level: int) -> str | None:
        """The number Word would print: each list counts its levels, and a higher level starts the lower ones anew."""
        shape = self._styles.numbering(list_id, level)
        if list_id is None or shape is None:
            return None
        counter = self._styles.counter(list_id)
        for deeper in [key for key in self._counts if key[0] == counter and key[1] > level]:
            del self._counts[deeper]
        self._counts[(counter, level)] = self._counts.get((counter, level), shape.start - 1) + 1
        text = shape.text
        for upper in range(level + 1):
            upper_shape = self._styles.numbering(list_id, upper) or shape
            count = self._counts.get((counter, upper), upper_shape.start)
            text = text.replace(f"%{upper + 1}", upper_shape.written(count))
        return text.strip()


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The contents of text boxes; of two renderings of one drawing only the first."""
    if element.tag == _CHOICE and len(element):
        element = element[0]
    for child in element.iter(w("txbxContent")):
        if not any(parent.tag == w("txbxContent") for parent in child.iterancestors(w("txbxContent"))):
            yield child


def _colour(value: str | None) -> str | None:
    return value.upper() if value and value != "auto" and len(value) == 6 else None
