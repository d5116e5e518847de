"""The narrow columns at the end of a row that was read across: who leads, by when, and whether it is met."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

ROLE_WORDS = frozenset(
    re.findall(
        r"\w+",
        "director directors deputy assistant head manager lead leads chief officer commissioner "
        "principal strategic service associate",
    )
)
MONTHS = frozenset(
    re.findall(
        r"\w+",
        "january february march april may june july august september october november december jan feb "
        "mar apr jun jul aug sept sep oct nov dec",
    )
)
DATE_WORD = re.compile(
    r"^(?:ongoing|complete[d]?|immediate(?:ly)?|n/?a|tbc|tba|20\d\d|\d{1,2}(?:st|nd|rd|th|5t|t|[\"”“%*°'’])?)$",
    re.IGNORECASE,
)
DAY = re.compile(r"^\d{1,2}(?:st|nd|rd|th|5t|t|[\"”“%*°'’])?$", re.IGNORECASE)
LEAD_LINES, LEAD_LINE_WORDS = 6, 4
"""A lead's name fills a few short lines of a narrow column."""


@dataclass(slots=True)
class Ends:
    """What was taken off the ends of a row's lines."""

    lead: list[str] = field(default_factory=list)
    when: list[str] = field(default_factory=list)


def is_date_word(word: str) -> bool:
    return bool(DATE_WORD.match(word)) or word.casefold().strip(".,") in MONTHS


def starts_lead(line: str) -> bool:
    first = line.split()[:1]
    return bool(first) and first[0][:1].isupper() and first[0].casefold().strip(",") in ROLE_WORDS


def lead_names(groups: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """The leads, word by word, as the document prints them in columns of their own; the longest first."""
    seen: Counter[tuple[str, ...]] = Counter()
    for group in groups:
        if (
            starts_lead(group[0])
            and len(group) <= LEAD_LINES
            and all(len(line.split()) <= LEAD_LINE_WORDS for line in group)
        ):
            seen[tuple(word for line in group for word in line.split())] += 1
    seen = Counter({name: times for name, times in seen.items() if all(_is_name_word(word) for word in name)})
    names = {
        name
        for name, times in seen.items()
        if len(name) > 1 and (times > 1 or {"of", "for"} & set(name) or name[0].endswith(","))
    }
    return sorted(names, key=lambda name: (-len(name), name))


def _is_name_word(word: str) -> bool:
    return word in ("of", "for", "and", "the", "&", "to", "in") or (word[:1].isupper() and not word.isupper())


def take_ends(lines: list[list[str]], names: list[tuple[str, ...]]) -> Ends:
    """Take the lead and the date off the ends of ``lines`` (lists of words, changed in place).

    The lead is a name known from elsewhere in the document, its words at the ends of a few lines that follow each
    other; a date stands after it. Without a known name nothing is taken.
    """
    for name in names:
        trial = [list(line) for line in lines]
        ends = _take(trial, name)
        if ends is not None:
            lines[:] = trial
            return ends
    return Ends()


def _take(lines: list[list[str]], name: tuple[str, ...]) -> Ends | None:
    ends = Ends()
    done = missed = 0
    for number, line in enumerate(lines):
        words = [word for word in line if word != "|"]
        dates = 0
        while dates < len(words) and is_date_word(words[-1 - dates]):
            dates += 1
        open_day = bool(ends.when) and bool(DAY.match(ends.when[-1]))
        for size in range(min(len(name) - done, len(words) - dates), 0, -1):
            if _same(words[len(words) - dates - size : len(words) - dates], name[done : done + size]):
                _cut(line, size + dates, ends, dates)
                ends.lead += name[done : done + size]
                done, missed = done + size, 0
                break
        else:
            if number == 0:
                return None
            if dates and (open_day or (done == len(name) and dates == len(words))):
                _cut(line, dates, ends, dates)
            missed += 1
            if done < len(name) and missed > 2:
                return None
            if done == len(name) and missed > 3:
                break
    return ends if done == len(name) else None


def _same(left: Sequence[str], right: Sequence[str]) -> bool:
    return [word.strip(".,") for word in left] == [word.strip(".,") for word in right]


def _cut(line: list[str], count: int, ends: Ends, dates: int) -> None:
    taken: list[str] = []
    while len(taken) < count:
        word = line.pop()
        if word != "|":
            taken.insert(0, word)
    while line and line[-1] == "|":
        line.pop()
    if dates:
        ends.when += taken[-dates:]
