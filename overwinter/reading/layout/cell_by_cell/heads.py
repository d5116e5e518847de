"""The headings of the columns, found among lines that have lost their columns, wherever they come again.

A heading may be cut into several lines, and several headings may stand in one line; what tells them is that the
vocabulary knows each, and that some of different roles stand close together.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.heads_in_turn import ANSWERED_ALONE, in_turn
from overwinter.reading.layout.headings import is_theme
from overwinter.reading.layout.roles import Role, role_of
from overwinter.reading.vocabulary.roles import NAMING
from overwinter.reading.words import key

RUN_LINES, RUN_WORDS, HEAD_WORDS, HEAD_LINES = 14, 48, 7, 5
"""Lines and words of headings that follow each other; words and lines of one."""
FAR = 30
"""Printed lines, blank ones among them, between two headings that stand together."""
BETWEEN = 8
"""Lines of other things between them."""
FEWEST = 3
"""Different roles that headings standing together must have; two are enough where they come again."""
WORTH, UNKNOWN, AGAIN, LONG, SWALLOWED, FURTHER, FEW_WORDS = 1.2, 2.0, 2.0, 0.3, 3.0, 0.6, 4
"""What a word in a heading gains; what one costs that is no known heading, a role that comes twice, each word of a
heading beyond a few, other headings within one, by their roles, and each word without which it would mean the same."""
SMALL_LETTER = 2.0
"""What a heading costs that begins with a small letter in the middle of a line which begins with a capital."""
LONG_LINE = 26
"""Words beyond which a line holds no headings."""
LABEL = re.compile(r":\s+\S")
"""Within a line: a label and what it holds."""
ANSWERED = (*ANSWERED_ALONE, Role.ACTIONS)
FURTHER_HEADS = frozenset(("risk", "risks", "mitigation", "mitigations", "cost", "costs", "impact", "budget"))
"""Headings of a word each that plans have beside those with a role, and that begin no other one's end."""
MITIGATIONS, RISKS = ("mitigation", "mitigations"), ("risk", "risks")
ANY_WORD = "zz"
OTHERS = (Role.REF, Role.RAG, Role.STATUS, Role.MET, Role.LEAD, Role.WHEN, Role.REPORTING)
NARROW = (Role.REF, Role.RAG, Role.MET, Role.LEAD, Role.WHEN)


class Head(Struct, frozen=True):
    text: str
    role: Role
    at: int
    """The line it begins in."""

    @property
    def letters(self) -> str:
        return letters(self.text)


class Heads(Struct):
    """The headings of a document's columns, in the order in which they first stand, and the lines they fill."""

    columns: list[Head] = field(default_factory=list)
    lines: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """A line to the headings that begin in it; none where one only goes on."""
    fronted: bool = False
    """Whether the columns in front of the references were told already: each row's theme and section."""

    def roles(self) -> list[Role]:
        return [head.role for head in self.in_rows()]

    def in_rows(self) -> list[Head]:
        """The headings of the columns that are still to be told."""
        told = [head.role for head in self.columns]
        return self.columns[told.index(Role.REF) :] if self.fronted else self.columns

    in_turn: bool = False
    """Whether they are two that come again and again, each above a page's cells of its column."""

    def share_lines(self, lines: Sequence[Paragraph]) -> bool:
        """Whether several stand in one line, mostly: then rows were printed cell after cell, each whole."""
        told = [(at, begun) for at, begun in self.lines.items() if begun]
        shared = sum(len(begun) > 1 and letters(lines[at].text) == "".join(begun) for at, begun in told)
        return shared * 2 > len(told)

    def have_no_role(self) -> bool:
        """Whether some head columns that are known, and have no role in a plan."""
        return any(key(head.text) in FURTHER_HEADS for head in self.in_rows())

    def asked_beside_answered(self) -> bool:
        """Whether the heading of what is asked stands right before that of what is answered, or they take turns."""
        if self.in_turn:
            return True
        role = {head.letters: head.role for head in self.columns}
        told = [(at, role[head]) for at in sorted(self.lines) for head in self.lines[at]]
        answered = sum(role in ANSWERED and role not in NAMING for _, role in told)
        beside = sum(
            one in NAMING and other in ANSWERED and all(at in self.lines for at in range(first, last))
            for (first, one), (last, other) in pairwise(told)
        )
        return beside > 0 and beside * 2 > answered


def letters(text: str) -> str:
    """A text as it is compared where words are torn apart: its letters and figures only."""
    return key(text).replace(" ", "")


def follows(before: Paragraph, line: Paragraph) -> bool:
    """Whether no blank line parts two lines."""
    return before.place.page == line.place.page and (line.place.line or 0) - (before.place.line or 0) == 1


def heads_of(lines: Sequence[Paragraph]) -> Heads:
    """The headings among ``lines``; none where too few stand together."""
    pair = [Head(*told) for told in in_turn(lines)] or _in_one_line(lines)
    best = pair or _together(lines, list(_found(lines)))
    heads = Heads(in_turn=bool(pair))
    seen = set[str]()
    for head in best:
        if head.letters not in seen:
            seen.add(head.letters)
            heads.columns.append(head)
    about_risks = any(key(head.text) in RISKS for head in heads.columns)
    heads.columns = [
        replace(head, role=Role.EXTRA) if about_risks and key(head.text) in MITIGATIONS else head
        for head in heads.columns
    ]
    if heads.columns:
        heads.lines = _again(lines, [head.letters for head in heads.columns])
    return heads


def _found(lines: Sequence[Paragraph]) -> list[list[Head]]:
    """What may be headings: runs of them in lines that follow each other."""
    runs: list[list[Head]] = []
    at = 0
    while at < len(lines):
        run, after = _run(lines, at)
        if run:
            runs.append(run)
        at = max(after, at + 1)
    return runs


def _may_head(line: Paragraph) -> bool:
    text = line.text
    words = len(text.split())
    return (
        0 < words <= LONG_LINE
        and not line.bullet
        and (text[-1:] not in ".;,:" or role_of(text) is Role.REF)
        and not LABEL.search(text)
        and bool(key(text))
        and not is_theme(text)
    )


def _run(lines: Sequence[Paragraph], start: int) -> tuple[list[Head], int]:
    """The headings that begin with a line, and the line after them."""
    words: list[str] = []
    starts: list[int] = []
    for at in range(start, min(start + RUN_LINES, len(lines))):
        line = lines[at]
        lone = line.text.strip() in (".", ":")
        if at > start and not follows(lines[at - 1], line):
            break
        if not (_may_head(line) or lone) or len(words) + len(line.text.split()) > RUN_WORDS:
            break
        for word in line.text.split():
            if words and not key(word):
                words[-1] += word
            else:
                words.append(word)
                starts.append(at)
    if not words or not _begins(words, starts):
        return [], start + 1
    return _parted(words, starts, start)


def may_head_columns(line: Paragraph) -> bool:
    """Whether a line by itself is a heading, or several."""
    if role_of(line.text) is not None:
        return True
    run = _run([line], 0)[0]
    return len({head.role for head in run} - {Role.EXTRA}) >= FEWEST


def _span(words: Sequence[str], starts: Sequence[int], first: int, last: int) -> Role | None:
    """The role of some words taken as one heading: with the words as printed, or joined over the ends of lines."""
    if last - first > HEAD_WORDS or starts[last - 1] - starts[first] >= HEAD_LINES:
        return None
    plain = " ".join(words[first:last])
    role = role_of(plain)
    if role is None and starts[last - 1] > starts[first]:
        tight = words[first]
        for at in range(first + 1, last):
            tight += ("" if starts[at] > starts[at - 1] else " ") + words[at]
        role = role_of(tight) or role_of(_half_tight(words, starts, first, last))
    if role is None and last - first == 1 and key(plain) in FURTHER_HEADS:
        role = Role.EXTRA
    return role


def _half_tight(words: Sequence[str], starts: Sequence[int], first: int, last: int) -> str:
    """The words with only pieces of a single letter joined to what stands above them."""
    text = words[first]
    for at in range(first + 1, last):
        torn = starts[at] > starts[at - 1] and len(words[at]) == 1
        text += ("" if torn else " ") + words[at]
    return text


def _begins(words: Sequence[str], starts: Sequence[int]) -> bool:
    return any(_span(words, starts, 0, end) for end in range(1, min(HEAD_WORDS, len(words)) + 1))


def _parted(words: Sequence[str], starts: Sequence[int], start: int) -> tuple[list[Head], int]:
    """The way to cut as many words as can be into headings, each whole, at the least cost; and the line after them."""
    size = len(words)
    costs: list[float] = [0.0] + [float("inf")] * size
    ways: list[tuple[int, Role] | None] = [None] * (size + 1)
    for first in range(size):
        if costs[first] == float("inf"):
            continue
        before = ways[first]
        for last in range(first + 1, min(first + HEAD_WORDS, size) + 1):
            role = _span(words, starts, first, last)
            if role is None:
                if last - first > 1 or not words[first][:1].isupper() or before is None or before[1] is Role.EXTRA:
                    continue
                cost = costs[first] + UNKNOWN
            else:
                cost = costs[first] + _cost(words, starts, first, last, role) - WORTH * (last - first)
                cost += AGAIN if before is not None and before[1] is role is not Role.EXTRA else 0.0
            if cost < costs[last]:
                costs[last], ways[last] = cost, (first, role or Role.EXTRA)
    whole = [at for at in range(1, size + 1) if ways[at] and (at == size or starts[at] > starts[at - 1])]
    if not whole:
        return [], start + 1
    end = min(whole, key=lambda at: costs[at])
    after = starts[end - 1] + 1
    run: list[Head] = []
    while end > 0:
        way = ways[end]
        if way is None:
            break
        first, role = way
        run.append(Head(" ".join(words[first:end]), role, starts[first]))
        end = first
    return run[::-1], after


def _cost(words: Sequence[str], starts: Sequence[int], first: int, last: int, role: Role) -> float:
    """What speaks against some words being one heading: others within it, its length, ends of lines within it."""
    lines = (first == 0 or starts[first] > starts[first - 1]) and (
        last == len(words) or starts[last] > starts[last - 1]
    )
    cost = 1.0 - (0.5 if lines else 0.0)
    within = first > 0 and starts[first] == starts[first - 1]
    cost += SMALL_LETTER if within and words[first][:1].islower() and words[0][:1].isupper() else 0.0
    one_line = starts[first] == starts[last - 1]
    cost += 0.0 if lines and one_line else LONG * max(0, last - first - FEW_WORDS)
    spans = [(one, other) for one in range(first, last) for other in range(one + 1, last + 1)]
    inner = {span: _span(words, starts, *span) for span in spans if span != (first, last)}
    others = {other for (begin, end), other in inner.items() if _is_another(other, role, end - begin)}
    cost += SWALLOWED * len(others)
    same = max((end - begin for (begin, end), other in inner.items() if other is role), default=last - first)
    return cost + FURTHER * (last - first - same) * _says_anything(words[first:last], role)


def _is_another(inner: Role | None, role: Role, size: int) -> bool:
    """Whether words within a heading are one of their own, of another role."""
    if inner is None or inner is role or inner in (Role.ACTIONS, Role.TO_DO, Role.COMMENTS, Role.AREA):
        return False
    return inner in (*OTHERS, Role.EXTRA) or (size > 1 and role is not Role.MET)


def _says_anything(words: Sequence[str], role: Role) -> bool:
    """Whether a heading would mean the same with another word at its end or its beginning."""
    return any(role_of(" ".join(other)) is role for other in ([*words[:-1], ANY_WORD], [ANY_WORD, *words[1:]]))


def _together(lines: Sequence[Paragraph], runs: Sequence[Sequence[Head]]) -> list[Head]:
    """The first headings of enough different roles that stand together, the plan's among them."""
    heads = [head for run in runs for head in run]
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
        roles = {head.role for head in near}
        if len(roles) >= FEWEST and roles & set(NAMING) and roles & {*ANSWERED, Role.LEAD} and roles & set(NARROW):
            return [*near, *_left_out(lines, heads, near)]
    return _pair(heads)


def _left_out(lines: Sequence[Paragraph], heads: Sequence[Head], near: Sequence[Head]) -> list[Head]:
    """Headings of further roles that stand beside the others elsewhere, more than once, or on the same page."""
    known, roles = {head.letters for head in near}, {head.role for head in near} | {Role.EXTRA, *NAMING}
    page = lines[near[0].at].place.page
    beside = Counter[str]()
    ats = [head.at for head in heads]
    for head in heads:
        if head.letters not in known and head.role not in roles and not head.text[:1].islower():
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


def _apart(lines: Sequence[Paragraph], one: int, other: int) -> int:
    """How many printed lines lie between two; over the end of a page those that are not blank."""
    first, second = lines[one].place, lines[other].place
    if first.page == second.page:
        return (second.line or 0) - (first.line or 0)
    return other - one


def _in_one_line(lines: Sequence[Paragraph]) -> list[Head]:
    """Two headings, of what is asked and what is answered, that are a line which comes again and again."""
    times = Counter(line.text for line in lines if _may_head(line))
    for at, line in enumerate(lines):
        if times[line.text] >= FEWEST:
            run = _run([line], 0)[0]
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


def _again(lines: Sequence[Paragraph], known: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Each line that known headings fill, to those that begin in it."""
    taken: dict[int, tuple[str, ...]] = {}
    at = 0
    while at < len(lines):
        text, size, best = "", 0, 0
        named: tuple[str, ...] = ()
        for end in range(at, min(at + RUN_LINES, len(lines))):
            if (end > at and not follows(lines[end - 1], lines[end])) or lines[end].bullet:
                break
            text += letters(lines[end].text)
            size = end - at + 1
            whole = _made_of(text, known)
            if whole:
                named, best = whole, size
            if len(text) > sum(map(len, known)):
                break
        if best:
            taken[at] = named
            taken.update(dict.fromkeys(range(at + 1, at + best), ()))
        at += max(best, 1)
    return taken


def _made_of(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The known headings whose letters ``text`` is, one after the other; none where it is anything else."""
    if not text:
        return ()
    for head in sorted(known, key=len, reverse=True):
        if text == head:
            return (head,)
        if text.startswith(head):
            rest = _made_of(text[len(head) :], known)
            if rest:
                return (head, *rest)
    return ()
