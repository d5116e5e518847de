"""The stretches of a text beneath its headings: the cells of each column apart, or of both."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.beside.lines import Line
from overwinter.reading.layout.cell_by_cell.heads import Heads
from overwinter.reading.layout.cell_by_cell.pieces import Gap


class Part(Struct):
    """What stands beneath headings on one page. ``apart``: the left column's lines, then the right one's."""

    page: int
    headed: bool
    """Whether headings stand above it."""
    apart: bool
    left: list[Line] = field(default_factory=list)
    """The lines of both columns, where they are not apart."""
    right: list[Line] = field(default_factory=list)
    in_doubt: bool = False
    """Whether columns apart may be the rest of a row above, whose headings the print parted, and then row after row."""
    before_heads: bool = False
    """Whether headings of columns stand right below it."""

    @property
    def columns(self) -> tuple[list[Line], list[Line]]:
        return self.left, self.right


def parts_of(lines: Iterable[tuple[int, Line]], printed: Sequence[Paragraph], heads: Heads) -> list[Part]:
    """The parts, in the order of the print. ``lines``: each with its number among the ``printed`` ones."""
    told = _Parts(heads)
    begins = [at for at in sorted(heads.lines) if heads.lines[at]]
    for at, line in lines:
        while begins and begins[0] < at:
            head = begins.pop(0)
            told.meet(head, printed[head].place.page or 0)
        told.hold(line)
    return told.parts


class _Parts:
    def __init__(self, heads: Heads) -> None:
        self.heads, self.asked = heads, heads.columns[0].letters
        self.together = set(_together(heads))
        self.together.update(at for at, begun in heads.lines.items() if len(begun) > 1)
        self.mostly_together = len(self.together) * 2 > sum(bool(begun) for begun in heads.lines.values())
        self.barred = False
        """Whether headings stand between the last line and the next, of the same part."""
        self.parts: list[Part] = []
        self.right = False
        """Whether lines are of the right column, where columns are apart."""

    def meet(self, head: int, page: int) -> None:
        """The line of a heading: another part begins, or the right column of the last."""
        begun = self.heads.lines[head]
        last = self.parts[-1] if self.parts and self.parts[-1].page == page else None
        alone = head not in self.together and len(begun) == 1
        if alone and begun != (self.asked,) and last is not None and last.apart and not self.right:
            self.right = True
            return
        if last is not None and last.headed and last.left and not last.apart and self.mostly_together:
            self.barred = True
            return
        if last is not None:
            last.before_heads = True
        self.right = alone and begun != (self.asked,)
        self.parts.append(Part(page, headed=True, apart=alone, in_doubt=alone and self.mostly_together))

    def hold(self, line: Line) -> None:
        page = line.place.page or 0
        if not self.parts or self.parts[-1].page != page:
            self.right = self.barred = False
            self.parts.append(Part(page, headed=False, apart=False))
        held = self.parts[-1].right if self.right else self.parts[-1].left
        held.append(replace(line, beneath_heads=self.barred) if held else replace(line, gap=Gap.PAGE))
        self.barred = False


def _together(heads: Heads) -> Iterator[int]:
    """The lines of headings that stand one behind the other: beneath them are the cells of both."""
    at_heads = sorted(at for at, begun in heads.lines.items() if begun)
    for one, other in pairwise(at_heads):
        between = all(at in heads.lines for at in range(one, other))
        if between and set(heads.lines[one]) != set(heads.lines[other]):
            yield from (one, other)
