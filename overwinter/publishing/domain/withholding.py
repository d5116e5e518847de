"""What may not be read by everybody, taken out of a text: small numbers of people, names, addresses, numbers to ring.

A figure below the threshold could let somebody be recognised, so it is said as "fewer than 5". A person is named only
where the council has approved it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

NAME_PUT = "[name withheld]"
CONTACT_PUT = "[contact withheld]"

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_OF_TIME = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|"
    "sept?|oct|nov|dec|minutes?|hours?|days?|weeks?|months?|years?|times?"
)
"""A number before one of these counts no people, whoever comes after it: "within 2 days residents are told"."""
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?<![\d/.,-])(?:\+44\s?|\(?0)\d(?:[\s()-]?\d){8,9}(?![\d/-])")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Prof)\.?(?:\s+[A-Z][\w’'-]+){1,3}")


class Kind(StrEnum):
    NUMBER = "number"
    NAME = "name"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Removal:
    """A piece of a text that is not published, and what stands in its place."""

    kind: Kind
    said: str
    put: str


@dataclass(frozen=True, slots=True)
class Withholding:
    """What a council holds back. ``fewest`` is the smallest number of people that may be said."""

    fewest: int
    people_words: tuple[str, ...]
    """Nouns that mean people, in the singular and the plural."""
    break_words: tuple[str, ...] = ()
    """Words that end what a number counts: in "3 charities take people home" it counts no people."""
    names: tuple[str, ...] = ()
    """Names that may not be read, as they are written."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    text: str
    removals: tuple[Removal, ...] = ()


def clean(text: str, rules: Withholding) -> Cleaned:
    """``text`` without what ``rules`` hold back, and each piece that was taken out, in the order of the text."""
    found: list[tuple[int, int, Removal]] = []
    for match in _EMAIL.finditer(text):
        found.append(_taken(match, Kind.CONTACT, CONTACT_PUT))
    for match in _TELEPHONE.finditer(text):
        found.append(_taken(match, Kind.CONTACT, CONTACT_PUT))
    for pattern in (_TITLED, *_names(rules.names)):
        found += (_taken(match, Kind.NAME, NAME_PUT) for match in pattern.finditer(text))
    counted = _counted(rules.people_words, rules.break_words)
    for match in counted.finditer(text) if counted else ():
        if 0 < _value(match["number"]) < rules.fewest:
            removal = Removal(Kind.NUMBER, match.group(), f"fewer than {rules.fewest}")
            found.append((match.start("number"), match.end("number"), removal))
    return _put(text, sorted(found, key=lambda each: (each[0], -each[1])))


def _put(text: str, found: Iterable[tuple[int, int, Removal]]) -> Cleaned:
    kept, at, removals = "", 0, []
    for start, end, removal in found:
        if start < at:
            continue
        capital = start == 0 or text[:start].rstrip().endswith((".", "!", "?", "\n"))
        put = removal.put[0].upper() + removal.put[1:] if capital else removal.put
        kept += text[at:start] + put
        at = end
        removals.append(removal)
    return Cleaned(kept + text[at:], tuple(removals))


def _taken(match: "re.Match[str]", kind: Kind, put: str) -> tuple[int, int, Removal]:
    return match.start(), match.end(), Removal(kind, match.group(), put)


def _value(said: str) -> int:
    return int(said) if said.isdecimal() else _WORDS[said.casefold()]


@lru_cache(maxsize=32)
def _names(names: tuple[str, ...]) -> tuple["re.Pattern[str]", ...]:
    """The longest first, so that a whole name goes before its half; without what stands in brackets behind it."""
    bare = sorted((_IN_BRACKETS.sub("", name) for name in names), key=len, reverse=True)
    words = (r"\s+".join(re.escape(word) for word in name.split()) for name in bare)
    return tuple(re.compile(rf"(?<!\w){each}(?!\w)", re.IGNORECASE) for each in words if each)


@lru_cache(maxsize=8)
def _counted(people_words: tuple[str, ...], break_words: tuple[str, ...]) -> "re.Pattern[str] | None":
    """A number and, within two words, a noun for people: "3 residents", "two of 40 care workers"."""
    if not people_words:
        return None
    nouns = "|".join(re.escape(word) for word in sorted(people_words, key=len, reverse=True))
    number = rf"(?P<number>\d+|{'|'.join(_WORDS)})"
    whole = r"(?:(?:out\s+)?of\s+(?:the\s+|our\s+)?(?:\d[\d,]*\s+)?)?"
    breaks = "|".join(map(re.escape, break_words)) or "(?!)"
    return re.compile(
        rf"(?<![\w£.,:/-]){number}(?![\w:/%-])(?!\s+(?:working\s+)?(?:{_OF_TIME})\b)\s+{whole}(?:(?!(?:{breaks})\b)[A-Za-z’'-]+\s+){{0,2}}?(?:{nouns})\b",
        re.IGNORECASE,
    )
