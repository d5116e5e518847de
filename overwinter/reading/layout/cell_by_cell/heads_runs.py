"""Headings that follow each other in lines which have lost their columns: told by the vocabulary, whole or cut."""

import re
from collections.abc import Sequence
from itertools import combinations

from msgspec import Struct

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.headings import is_theme
from overwinter.reading.layout.roles import Role, role_of
from overwinter.reading.words import key

RUN_LINES, RUN_WORDS, HEAD_WORDS, HEAD_LINES = 24, 48, 7, 5
"""Lines and words of headings that follow each other; words and lines of one."""
WORTH, UNKNOWN, AGAIN, LONG, SWALLOWED, FURTHER, FEW_WORDS = 1.2, 2.0, 2.0, 0.3, 3.0, 0.6, 4
"""What a word in a heading gains; what one costs that is no known heading, a role that comes twice, each word of a
heading beyond a few, other headings within one, by their roles, and each word without which it would mean the same."""
SMALL_LETTER, CAPITAL = 2.0, 1.0
"""What a heading costs that begins with a small letter within a line, or behind a line of one word, where the first
begins with a capital; and what a capital behind such a line in small letters costs within one."""
NUMBERED_ROW = re.compile(r"^\d{1,3}\.\d{1,3}[a-z]?\.?(?:\s|$)")
"""How a row begins, and no heading."""
LONG_LINE = 26
"""Words beyond which a line holds no headings."""
LABEL = re.compile(r":\s+\S")
"""Within a line: a label and what it holds."""
FEWEST = 3
"""Different roles that headings standing together must have; two are enough where they come again."""
FURTHER_HEADS = frozenset(("risk", "risks", "mitigation", "mitigations", "cost", "costs", "impact", "budget"))
"""Headings of a word each that plans have beside those with a role, and that begin no other one's end."""
ANY_WORD = "zz"
OTHERS = (Role.REF, Role.RAG, Role.STATUS, Role.MET, Role.LEAD, Role.WHEN, Role.REPORTING)


class Head(Struct, frozen=True):
    text: str
    role: Role
    at: int
    """The line it begins in."""

    @property
    def letters(self) -> str:
        return letters(self.text)


def letters(text: str) -> str:
    """A text as it is compared where words are torn apart: its letters and figures only."""
    return key(text).replace(" ", "")


def follows(before: Paragraph, line: Paragraph) -> bool:
    """Whether no blank line parts two lines."""
    return before.place.page == line.place.page and (line.place.line or 0) - (before.place.line or 0) == 1


def listed(line: Paragraph) -> bool:
    """Whether a line has a bullet that is its own."""
    return line.bullet and not line.mark_apart


def runs_of(lines: Sequence[Paragraph]) -> list[list[Head]]:
    """What may be headings: runs of them in lines that follow each other."""
    runs: list[list[Head]] = []
    at = 0
    while at < len(lines):
        run, after = run_of(lines, at)
        if run:
            runs.append(run)
        at = max(after, at + 1)
    return runs


def may_head(line: Paragraph) -> bool:
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


def run_of(lines: Sequence[Paragraph], start: int) -> tuple[list[Head], int]:
    """The headings that begin with a line, and the line after them."""
    words: list[str] = []
    starts: list[int] = []
    for at in range(start, min(start + RUN_LINES, len(lines))):
        line = lines[at]
        lone = line.text.strip() in (".", ":")
        if at > start and not follows(lines[at - 1], line):
            break
        if (
            not (may_head(line) or lone)
            or NUMBERED_ROW.match(line.text)
            or len(words) + len(line.text.split()) > RUN_WORDS
        ):
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
    run = run_of([line], 0)[0]
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
        role = role_of(tight) or role_of(_half_tight(words, starts, first, last)) or _torn(words, starts, first, last)
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


def _torn(words: Sequence[str], starts: Sequence[int], first: int, last: int) -> Role | None:
    """The role of the words with one or two joined that the end of a narrow line tore: each alone in its line."""
    ends = [
        at
        for at in range(first + 1, last)
        if _alone(starts, at - 1) and (words[at][:1].islower() or (words[at].isupper() and words[at - 1].isupper()))
    ]
    for torn in (*combinations(ends, 1), *combinations(ends, 2)):
        text = "".join(("" if at in torn or at == first else " ") + words[at] for at in range(first, last))
        role = role_of(text)
        if role is not None:
            return role
    return None


def _alone(starts: Sequence[int], at: int) -> bool:
    """Whether a word stands alone in its line: there it may be torn, and columns are narrow."""
    return starts[at + 1] > starts[at] and (at == 0 or starts[at - 1] < starts[at])


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
    within = first > 0 and (starts[first] == starts[first - 1] or _alone(starts, first - 1))
    cost += SMALL_LETTER if within and words[first][:1].islower() and words[0][:1].isupper() else 0.0
    cost += CAPITAL * sum(
        words[at - 1].islower() and words[at].istitle() and _alone(starts, at - 1) for at in range(first + 1, last)
    )
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
