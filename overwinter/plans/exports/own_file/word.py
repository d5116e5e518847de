"""Changed cells into the council's own Word document: only the paragraphs that say something else are written anew."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from overwinter.kernel.status import Rag
from overwinter.plans.exports import wording
from overwinter.plans.exports.own_file.changes import Change, NotPutBack
from overwinter.plans.exports.own_file.spans import CannotPatch, Part, Splice, tag_name
from overwinter.reading.cells.text import clean, strip_bullet
from overwinter.reading.document import Place
from overwinter.reading.readers.docx import find_cells
from overwinter.reading.readers.docx_paragraphs import W, w

DOCUMENT = "word/document.xml"
_KEPT = {w(name) for name in ("pPr", "bookmarkStart", "bookmarkEnd")}
_PLAIN = _KEPT | {
    w(name) for name in ("r", "rPr", "proofErr", "t", "br", "tab", "cr", "noBreakHyphen", "lastRenderedPageBreak")
}
"""What a paragraph may hold to be written anew without losing anything but its words."""
_NAMES = {
    "drawing": "a picture",
    "pict": "a picture",
    "object": "an object",
    "AlternateContent": "a drawing",
    "hyperlink": "a link",
    "footnoteReference": "a footnote",
    "endnoteReference": "an endnote",
    "ins": "tracked changes",
    "del": "tracked changes",
    "fldChar": "a field",
    "fldSimple": "a field",
    "sdt": "a form field",
    "tbl": "a table",
    "commentReference": "a comment",
    "commentRangeStart": "a comment",
    "commentRangeEnd": "a comment",
    "sym": "a symbol",
}
_HIGHLIGHTS = {Rag.GREEN: "green", Rag.AMBER: "yellow", Rag.RED: "red"}


def patch(
    pack: zipfile.ZipFile, path: Path, changes: Sequence[Change], rags: Mapping[Place, Rag], fills: Mapping[Place, str]
) -> tuple[dict[str, bytes], list[Change], list[NotPutBack]]:
    """The members that change, the changes made, and those that could not be.

    ``rags`` are the cells that show a RAG by their colour, ``fills`` the colours of all cells.
    """
    part = Part(pack.read(DOCUMENT))
    cells = find_cells(part.root, pack, path)
    own = {rag: next(fills[place] for place, shown in rags.items() if shown is rag) for rag in set(rags.values())}
    splices: list[Splice] = []
    done: list[Change] = []
    refused: list[NotPutBack] = []
    for change in changes:
        try:
            made = list(_cell_texts(part, cells, change))
            if change.rag is not None and (change.at in rags or not change.becomes):
                made += _shaded(part, cells[change.at], change.rag, own)
            splices += made
            done.append(change)
        except CannotPatch as reason:
            refused.append(change.refused(str(reason)))
    return ({DOCUMENT: part.spliced(splices)} if splices else {}), done, refused


def _cell_texts(part: Part, cells: Mapping[Place, etree._Element], change: Change) -> Iterator[Splice]:
    for place, text in ((change.at, change.becomes), *((place, "") for place in change.more)):
        if place not in cells:
            raise CannotPatch(f"The document has no cell of its own there ({place}). Change it by hand.")
        yield from _CellWriter(part, cells[place], place).write(text, change.rag)


@dataclass(frozen=True, slots=True)
class _Said:
    """A paragraph of the cell that has words."""

    element: etree._Element
    text: str
    """Its words as a reading gives them: without the bullet."""


class _CellWriter:
    def __init__(self, part: Part, cell: etree._Element, place: Place) -> None:
        self._part = part
        self._cell = cell
        self._place = place
        self._paragraphs = list(cell.iterchildren(w("p")))
        self._said = [_Said(p, text) for p in self._paragraphs if (text := clean(_words(p)))]

    def write(self, text: str, rag: Rag | None) -> Iterator[Splice]:
        """What changes so that the cell says ``text``; paragraphs that said it before stay as they are."""
        for child in self._cell:
            if child.tag not in (w("tcPr"), w("p")) and _words(child).strip():
                raise CannotPatch(f"The cell ({self._place}) holds {_name_of(child)}. Change it by hand.")
        if not self._paragraphs:
            raise CannotPatch(f"The cell ({self._place}) holds no paragraph. Change it by hand.")
        old = [said.text for said in self._said]
        new = _in_paragraphs(clean(text).splitlines(), old)
        for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
            if tag != "equal":
                yield from self._edit(self._said[i1:i2], new[j1:j2], i1, rag)

    def _edit(self, before: Sequence[_Said], after: Sequence[str], at: int, rag: Rag | None) -> Iterator[Splice]:
        for said in before:
            self._must_be_plain(said.element)
        for said, text in zip(before, after, strict=False):
            yield self._part.replaced(said.element, self._paragraph(said.element, text, rag, is_new=False))
        for said in before[len(after) :]:
            yield self._part.replaced(said.element, self._emptied(said.element))
        added = after[len(before) :]
        if added:
            yield self._added(added, before[-1] if before else self._said[at - 1] if at else None, rag)

    def _added(self, texts: Sequence[str], after: _Said | None, rag: Rag | None) -> Splice:
        """New paragraphs behind ``after``, in its look; in a cell without words, in place of its first paragraph."""
        if after is None and not self._said:
            first = self._paragraphs[0]
            self._must_be_plain(first)
            made = self._paragraph(first, texts[0], rag, is_new=False)
            more = [self._paragraph(first, text, rag, is_new=True) for text in texts[1:]]
            return self._part.replaced(first, made + b"".join(more))
        like = after or self._said[0]
        made = b"".join(self._paragraph(like.element, text, rag, is_new=True) for text in texts)
        if after is None:
            return self._part.before(like.element, made)
        end = self._part.span(after.element).end
        return Splice(end, end, made)

    def _paragraph(self, like: etree._Element, text: str, rag: Rag | None, *, is_new: bool) -> bytes:
        """A paragraph with the look of ``like``, and of its first run."""
        part = self._part
        p, r, t = (tag_name(like, name) for name in ("p", "r", "t"))
        look = like.find(w("pPr"))
        run = next((run for run in like.iter(w("r")) if run.find(w("t")) is not None), None)
        run_look = run.find(w("rPr")) if run is not None else self._mark_look(look)
        written = b"".join(self._text(line, t, tag_name(like, "br"), first) for first, line in _lines(text, like))
        inner = part.bytes_of(look) if look is not None else b""
        if not is_new:
            inner += b"".join(part.bytes_of(child) for child in like if child.tag in _KEPT and child.tag != w("pPr"))
        looks = _recoloured(part.bytes_of(run_look), rag) if run_look is not None else b""
        opened = f"<{p}>".encode() if is_new else _opening(part, like)
        return opened + inner + f"<{r}>".encode() + looks + written + f"</{r}></{p}>".encode()

    def _text(self, line: str, t: str, br: str, first: bool) -> bytes:
        breaks = "" if first else f"<{br}/>"
        tab = t.removesuffix("t") + "tab"
        pieces = f"<{tab}/>".join(f'<{t} xml:space="preserve">{escape(piece)}</{t}>' for piece in line.split("\t"))
        return (breaks + pieces).encode()

    def _mark_look(self, look: etree._Element | None) -> etree._Element | None:
        """How the paragraph mark looks, and so what is typed into an empty paragraph."""
        return look.find(w("rPr")) if look is not None else None

    def _emptied(self, element: etree._Element) -> bytes:
        """Nothing, unless it is the only paragraph: a cell must have one."""
        kept = b"".join(self._part.bytes_of(child) for child in element if child.tag in _KEPT and child.tag != w("pPr"))
        if len(self._paragraphs) > 1 and element is not self._paragraphs[0] and not kept:
            return b""
        look = element.find(w("pPr"))
        inner = (self._part.bytes_of(look) if look is not None else b"") + kept
        return _opening(self._part, element) + inner + f"</{tag_name(element)}>".encode()

    def _must_be_plain(self, element: etree._Element) -> None:
        for child in element.iterdescendants("*"):
            if child.tag not in _PLAIN and not any(up.tag in (w("pPr"), w("rPr")) for up in child.iterancestors()):
                raise CannotPatch(
                    f"The cell ({self._place}) holds {_name_of(child)}, which would be lost. Change it by hand."
                )


def _in_paragraphs(lines: list[str], old: Sequence[str]) -> list[str]:
    """``lines`` put together where a paragraph of the cell had several lines and still says the same."""
    several = [text for text in old if "\n" in text]
    found, at = [], 0
    while at < len(lines):
        taken = next((t for t in several if lines[at : at + t.count("\n") + 1] == t.split("\n")), lines[at])
        found.append(taken)
        at += taken.count("\n") + 1
    return found


def _lines(text: str, like: etree._Element) -> Iterator[tuple[bool, str]]:
    """The lines of a paragraph, and whether each is the first; a bullet typed by hand stays in front."""
    raw = _words(like)
    bare = strip_bullet(raw.strip())
    bullet = raw.lstrip()[: len(raw.strip()) - len(bare)] if bare and raw.strip().endswith(bare) else ""
    for number, line in enumerate(text.split("\n")):
        yield number == 0, bullet + line if number == 0 else line


def _words(element: etree._Element) -> str:
    signs = {w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("noBreakHyphen"): "-"}
    looks = {w("pPr"), w("rPr")}
    return "".join(
        (child.text or "") if child.tag == w("t") else signs.get(str(child.tag), "")
        for child in element.iter("*")
        if not any(up.tag in looks for up in child.iterancestors())
    )


def _opening(part: Part, element: etree._Element) -> bytes:
    span = part.span(element)
    opened = part.data[span.start : span.inner_start]
    return opened[:-2].rstrip() + b">" if span.closes_itself else opened


def _recoloured(look: bytes, rag: Rag | None) -> bytes:
    """A highlight that shows the RAG changes with it."""
    if rag is None or b":highlight" not in look:
        return look
    if rag is Rag.UNKNOWN:
        return re.sub(rb"<\w+:highlight\b[^>]*/>", b"", look)
    return re.sub(rb'(:highlight\s+\w+:val=")[^"]*', rb"\g<1>" + _HIGHLIGHTS[rag].encode(), look)


def _shaded(part: Part, cell: etree._Element, rag: Rag, own: Mapping[Rag, str]) -> Iterator[Splice]:
    """The ground of the cell in the document's own colour for the RAG, else in ours."""
    look = cell.find(w("tcPr"))
    shade = look.find(w("shd")) if look is not None else None
    fill = "auto" if rag is Rag.UNKNOWN else own.get(rag, wording.OWN_FILE_FILLS[rag])
    shd, val, colour, ground = (f"{cell.prefix}:{name}" for name in ("shd", "val", "color", "fill"))
    new = f'<{shd} {val}="clear" {colour}="auto" {ground}="{fill}"/>'.encode()
    if shade is not None:
        yield part.replaced(shade, new)
    elif look is not None:
        # The standard fixes the order of a cell's properties: these come behind its ground.
        behind = (
            "noWrap",
            "tcMar",
            "textDirection",
            "tcFitText",
            "vAlign",
            "hideMark",
            "headers",
            "cellIns",
            "cellDel",
            "cellMerge",
            "tcPrChange",
        )
        after = next((child for child in look if child.tag in {w(name) for name in behind}), None)
        yield part.at_end_of(look, new) if after is None else part.before(after, new)
    else:
        name = f"{cell.prefix}:tcPr"
        start = part.span(cell).inner_start
        yield Splice(start, start, f"<{name}>".encode() + new + f"</{name}>".encode())


def _name_of(element: etree._Element) -> str:
    name = etree.QName(element)
    return _NAMES.get(name.localname, f"something special ({name.localname})" if name.namespace == W else "an insert")
