"""Headings of different columns that stand together, or come again beside each other."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.heads_in_turn import ANSWERED_ALONE
from overwinter.reading.layout.cell_by_cell.heads_runs import FEWEST, Head, follows, may_head, run_of
from overwinter.reading.layout.roles import Role
from overwinter.reading.vocabulary.roles import NAMING

FAR = 30
"""Printed lines, blank ones among them, between two headings that stand together."""
CLEARLY_OFTENER = 1.5
"""On how many times the pages of the first another heading of its role must stand to be taken instead."""
BETWEEN = 8
"""Lines of other things between them."""
ANSWERED = (*ANSWERED_ALONE, Role.ACTIONS)
NARROW = (Role.REF, Role.RAG, Role.MET, Role.LEAD, Role.WHEN)


def together(lines: Sequence[Paragraph], runs: Sequence[Sequence[Head]]) -> list[Head]:
    """The headings of enough different roles that stand together, the plan's among them: those that come again where
    what is asked does, else the first."""
    heads = [head for run in runs for head in run]
    groups = [near for near in _near(lines, heads) if _tell(near)]
    if not groups:
        return _pair(heads)
    return _again_on_pages(lines, heads, groups) or [*groups[0], *_left_out(lines, heads, groups[0])]


def _near(lines: Sequence[Paragraph], heads: Sequence[Head]) -> Iterator[list[Head]]:
    """From each heading on, those that stand near each other."""
    for n, first in enumerate(heads):
        near = [first]
        for head in heads[n + 1 :]:
            told = head.at - near[-1].at - len(near[-1].text.split())
            if (
                told > BETWEEN
                or _apart(lines, near[-1].at, head.at) > FAR
                or head.letters in {other.letters for other in near}
            ):
                break
            near.append(head)
        yield near


def _tell(near: Sequence[Head]) -> bool:
    roles = {head.role for head in near}
    told = roles & set(NAMING) and roles & {*ANSWERED, Role.LEAD} and roles & set(NARROW)
    return len(roles) >= FEWEST and bool(told)


def _again_on_pages(lines: Sequence[Paragraph], heads: Sequence[Head], groups: Sequence[Sequence[Head]]) -> list[Head]:
    """The headings that come again on page after page, in the order they mostly have there; none where they do not."""
    pages: defaultdict[int, dict[str, Head]] = defaultdict(dict)
    for head in heads:
        if not _goes_on(lines, head):
            pages[lines[head.at].place.page or 0].setdefault(head.letters, head)
    times = Counter(letters for page in pages.values() for letters in page)
    asked = [head for near in groups for head in near if head.role in NAMING]
    most = max(asked, key=lambda head: times[head.letters], default=None)
    if most is None or times[most.letters] < FEWEST:
        return []
    alike = [
        [head for head in near if head.text.isupper() or not most.text.isupper() or head.role is Role.REF]
        for near in groups
    ]
    told: list[Head] = []
    for head in (head for near in alike for head in near):
        again = times[head.letters] * 2 >= times[most.letters]
        named = next((n for n, other in enumerate(told) if other.role is head.role is not Role.EXTRA), None)
        if again and named is None:
            told.append(head)
        elif named is not None and _clearly_oftener(head, told[named], times):
            told[named] = head
    if not _tell(told):
        return []
    told += [head for head in alike[0] if head.role not in {other.role for other in told}]
    further = [head for head in _left_out(lines, heads, told) if times[head.letters] * 2 >= times[most.letters]]
    return _in_their_order([*told, *further], [list(page) for page in pages.values()])


def _clearly_oftener(head: Head, first: Head, times: Counter[str]) -> bool:
    """Whether the first heading of where it is reported is a cell's, a forum by its name: another is on more pages."""
    named = first.role is Role.REPORTING and head.letters not in first.letters
    return named and times[head.letters] > CLEARLY_OFTENER * times[first.letters]


def _in_their_order(heads: Sequence[Head], pages: Sequence[Sequence[str]]) -> list[Head]:
    """The headings by how many of the others each mostly stands in front of on a page."""
    places = [{letters: n for n, letters in enumerate(page)} for page in pages]

    def in_front(head: Head) -> int:
        here = [page for page in places if head.letters in page]
        balance = [
            sum((page[head.letters] < page[other.letters]) * 2 - 1 for page in here if other.letters in page)
            for other in heads
            if other is not head
        ]
        return sum((each > 0) - (each < 0) for each in balance)

    return sorted(heads, key=in_front, reverse=True)


def _left_out(lines: Sequence[Paragraph], heads: Sequence[Head], near: Sequence[Head]) -> list[Head]:
    """Headings of further roles that stand beside the others elsewhere, more than once, or on the same page."""
    known, roles = {head.letters for head in near}, {head.role for head in near} | {Role.EXTRA, *NAMING}
    page = lines[near[0].at].place.page
    beside = Counter[str]()
    ats = [head.at for head in heads]
    capitals = all(head.text.isupper() for head in near)
    for head in heads:
        other = head.letters not in known and head.role not in roles
        if other and not (head.text[:1].islower() or _goes_on(lines, head) or (capitals and not head.text.isupper())):
            near_by = heads[bisect_left(ats, head.at - FAR) : bisect_right(ats, head.at + FAR)]
            beside[head.letters] += any(
                other.letters in known and _apart(lines, *sorted((head.at, other.at))) <= FAR for other in near_by
            )
            beside[head.letters] += lines[head.at].place.page == page and head.text == lines[head.at].text
    best: dict[Role, Head] = {}
    for head in heads:
        if beside[head.letters] > 0 and (
            head.role not in best or beside[head.letters] > beside[best[head.role].letters]
        ):
            best[head.role] = head
    return [head for head in best.values() if beside[head.letters] > 1 or lines[head.at].place.page == page]


def _goes_on(lines: Sequence[Paragraph], head: Head) -> bool:
    """Whether what may be a heading is a line of a text that goes on beneath."""
    if head.text != lines[head.at].text or head.at + 1 == len(lines):
        return False
    below = lines[head.at + 1]
    return follows(lines[head.at], below) and below.text[:1].islower()


def _apart(lines: Sequence[Paragraph], one: int, other: int) -> int:
    """How many printed lines lie between two; over the end of a page those that are not blank."""
    first, second = lines[one].place, lines[other].place
    if first.page == second.page:
        return (second.line or 0) - (first.line or 0)
    return other - one


def in_one_line(lines: Sequence[Paragraph]) -> list[Head]:
    """Two headings, of what is asked and what is answered, that are a line which comes again and again."""
    times = Counter(line.text for line in lines if may_head(line))
    for at, line in enumerate(lines):
        if times[line.text] >= FEWEST:
            run = run_of([line], 0)[0]
            if [head.role in NAMING for head in run] == [True, False] and run[1].role in ANSWERED:
                return [replace(head, at=at) for head in run]
    return []


def _pair(heads: Sequence[Head]) -> list[Head]:
    """Two headings, of what is asked and what is answered, that follow each other wherever they come."""
    pairs = Counter[tuple[str, str]]()
    first: dict[tuple[str, str], list[Head]] = {}
    for one, other in pairwise(heads):
        near = other.at - one.at <= max(1, len(re.findall(r"\S+", one.text)) // 2)
        if near and one.role in NAMING and other.role in ANSWERED and one.letters != other.letters:
            pairs[one.letters, other.letters] += 1
            first.setdefault((one.letters, other.letters), [one, other])
    if not pairs:
        return []
    best, times = pairs.most_common(1)[0]
    return first[best] if times > 1 else []
