"""The narrow columns at the end of a row that was read across: who leads, by when, and whether it is met."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

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


@cache
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


class Names:
    """The leads a document names, word by word: what may follow each beginning of a name."""

    def __init__(self, names: Sequence[tuple[str, ...]]) -> None:
        self.words = sorted(names, key=lambda name: (-len(name), name))
        self._whole = {tuple(_bare(word) for word in name) for name in names}
        self._single = {word for name in self._whole for word in name}
        self.tails: dict[tuple[str, ...], list[float]] = {}
        """What the words of a line cost as a lead and a date: weighed once, kept here for the next round."""
        self._begun = {name[:size] for name in self._whole for size in range(len(name) + 1)}

    def has(self, word: str) -> bool:
        return _bare(word) in self._single

    def reading(self, words: Sequence[str], start: int, begun: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The name as far as it is read with one more word of a line, two more, from ``start``."""
        for at in range(start, len(words)):
            begun = (*begun, _bare(words[at]))
            if begun not in self._begun:
                return
            yield begun

    def is_whole(self, begun: tuple[str, ...]) -> bool:
        return begun in self._whole


@cache
def _bare(word: str) -> str:
    """A word of a name as it is compared: a director of and a director for public health are the same."""
    return "of" if word == "for" else word.strip(".,")
