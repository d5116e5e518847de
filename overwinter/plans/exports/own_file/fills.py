"""The styles of a workbook: a cell that shows its RAG by colour gets the colour the document uses for the new one."""

import re
from collections.abc import Sequence

from lxml import etree

from overwinter.kernel.status import Rag
from overwinter.plans.exports import wording
from overwinter.plans.exports.own_file.spans import CannotPatch, Part, Splice, tag_name

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NONE = 0
"""The first fill of every workbook is no fill."""


class Fills:
    def __init__(self, part: Part | None) -> None:
        self.part = part
        self._styles = list(part.root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")) if part is not None else []
        self._fills = list(part.root.iterfind(f"{MAIN}fills/{MAIN}fill")) if part is not None else []
        self._new_styles: dict[tuple[int, int], int] = {}
        self._new_fills: dict[Rag, int] = {}

    def with_rag(self, style: str | None, rag: Rag, sample: str | None) -> str:
        """The style like ``style`` with the fill for ``rag``: that of the style ``sample``, else one of our own."""
        if self.part is None or not self._styles:
            raise CannotPatch("The workbook has no styles, so a colour cannot be set. Change it by hand.")
        if rag is Rag.UNKNOWN:
            fill = NONE
        elif sample is not None:
            fill = int(self._styles[int(sample)].get("fillId", "0"))
        else:
            fill = self._new_fills.setdefault(rag, len(self._fills) + len(self._new_fills))
        return str(self._style_with(int(style or 0), fill))

    def _style_with(self, base: int, fill: int) -> int:
        wanted = {**self._styles[base].attrib, "fillId": str(fill), "applyFill": "1"}
        inner = [etree.tostring(child) for child in self._styles[base]]
        for number, known in enumerate(self._styles):
            if dict(known.attrib) == wanted and [etree.tostring(child) for child in known] == inner:
                return number
        return self._new_styles.setdefault((base, fill), len(self._styles) + len(self._new_styles))

    @property
    def splices(self) -> list[Splice]:
        """The new fills and styles, at the end of their lists: no number that a cell uses changes."""
        if self.part is None:
            return []
        made = []
        if self._new_fills:
            made += self._added(self.part, "fills", [self._fill_bytes(rag) for rag in self._new_fills])
        if self._new_styles:
            new = [self._style_bytes(self.part, base, fill) for base, fill in self._new_styles]
            made += self._added(self.part, "cellXfs", new)
        return made

    def _added(self, part: Part, name: str, new: Sequence[bytes]) -> list[Splice]:
        group = part.root.find(f"{MAIN}{name}")
        if group is None:
            raise CannotPatch("The workbook lists no fills, so a colour cannot be set. Change it by hand.")
        span = part.span(group)
        head = part.data[span.start : span.inner_start]
        count = int(group.get("count") or len(group)) + len(new)
        counted = re.sub(rb'count=(["\'])\d+\1', f'count="{count}"'.encode(), head)
        return [Splice(span.start, span.inner_start, counted), part.at_end_of(group, b"".join(new))]

    def _fill_bytes(self, rag: Rag) -> bytes:
        fill, pattern, front, back = (
            tag_name(self._fills[0], name) for name in ("fill", "patternFill", "fgColor", "bgColor")
        )
        colour = f'<{front} rgb="FF{wording.OWN_FILE_FILLS[rag]}"/><{back} indexed="64"/>'
        return f'<{fill}><{pattern} patternType="solid">{colour}</{pattern}></{fill}>'.encode()

    def _style_bytes(self, part: Part, base: int, fill: int) -> bytes:
        """The style ``base`` as it is written, but for its fill."""
        style = self._styles[base]
        span = part.span(style)
        head = part.data[span.start : span.inner_start]
        name = tag_name(style).encode()
        for attribute, value in (("fillId", str(fill)), ("applyFill", "1")):
            written = f'{attribute}="{value}"'.encode()
            if style.get(attribute) is not None:
                head = re.sub(rf"\b{attribute}=([\"'])[^\"']*\1".encode(), written, head)
            else:
                head = head.replace(b"<" + name, b"<" + name + b" " + written, 1)
        return head + part.data[span.inner_start : span.end]
