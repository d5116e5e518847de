"""The lines of a text that are no page headers or footers, and the headings of columns among them."""

from collections import Counter
from collections.abc import Sequence

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.heads import Heads, heads_of
from overwinter.reading.layout.cell_by_cell.heads_runs import FEWEST, HEAD_LINES, follows, may_head_columns, run_of
from overwinter.reading.layout.cell_by_cell.line_ends import with_references_first
from overwinter.reading.layout.cell_by_cell.references import style_of
from overwinter.reading.layout.roles import Role

FEWEST_PAGES, MOSTLY, ROWS_A_PAGE = 4, 0.9, 2
"""Pages that tell of a line that comes on each; share of them that have it; and rows of one, at least: with fewer, the
same cell may stand on each."""


def lines_and_heads(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], Heads]:
    printed = with_references_first([line for line in paragraphs if line.text.strip()])
    lines = [line for at, line in enumerate(printed) if not line.furniture or _may_head(printed, at)]
    heads = heads_of(lines)
    on_pages = _once_on_each_page(lines, heads)
    if not on_pages and not any(line.furniture for line in lines):
        return lines, heads
    told = [line for at, line in enumerate(lines) if at in heads.lines or not (line.furniture or line.text in on_pages)]
    return told, heads_of(told)


def _references(lines: Sequence[Paragraph]) -> int:
    style = style_of(lines)
    return sum(style.alone(line.text) or bool(style.begins(line.text)) for line in lines)


def _may_head(lines: Sequence[Paragraph], at: int) -> bool:
    """Whether a line is a heading or several, or with the lines beneath it is, where a narrow column tore the last."""
    if may_head_columns(lines[at]):
        return True
    run = run_of(lines[at : at + HEAD_LINES], 0)[0]
    text, beside = lines[at].text, {head.role for head in run if head.at == 0} - {Role.EXTRA}
    if not run or not " ".join(head.text for head in run).startswith(text):
        return False
    return len(run[0].text) > len(text) or len(beside) >= FEWEST


def _once_on_each_page(lines: Sequence[Paragraph], heads: Heads) -> frozenset[str]:
    """The texts of lines that stand alone once on nearly every page, wherever the print put them there."""
    pages = {line.place.page for line in lines}
    if len(pages) < FEWEST_PAGES:
        return frozenset()
    times = Counter(line.text for at, line in enumerate(lines) if at not in heads.lines)
    often = {text for text, count in times.items() if MOSTLY * len(pages) <= count <= len(pages) and " " in text}
    if not often or _references(lines) < ROWS_A_PAGE * len(pages):
        return frozenset()
    alone = Counter(
        line.text
        for n, line in enumerate(lines)
        if line.text in often
        and not (n and follows(lines[n - 1], line))
        and not (n + 1 < len(lines) and follows(line, lines[n + 1]))
    )
    on = {text: {line.place.page for line in lines if line.text == text} for text in alone}
    return frozenset(text for text, count in alone.items() if count * 2 >= times[text] == len(on[text]))
