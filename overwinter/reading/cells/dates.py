"""Dates as people write them into a "by when" column, read in the winter the plan is for.

A month alone is its last day; of several dates the first counts; a date without a year falls in the winter. What is no
date ("Ongoing", "TBC", "mid November") gives None: a date is never guessed.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from overwinter.kernel.winter import Winter

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th)\b|5t\b|t\b|[\"”“%*°'’])?"
"""A scan turns a raised ``st`` into ``t``, ``5t``, a quotation mark or a percent sign."""
_DAY = rf"(?<![\d.:£$])(?P<day>[0-3]?\d){_ORDINAL}"
_NOT_YEAR = rf"(?!\d|[:.]\d|\s*(?:am|pm|st|nd|rd|th|{'|'.join(_MONTHS)})\b)"
_YEAR = rf"(?:[ \t,./'’\-–]*(?P<year>(?:20\d\d|(?<=['’])\d\d|[1-4]\d){_NOT_YEAR}))?"
_GAP = r"[ \t\-–/.,]*(?:of[ \t]+)?"

_PATTERNS = (
    re.compile(r"(?<!\d)(?P<year>20\d\d)-(?P<number>[01]?\d)-(?P<day>[0-3]?\d)(?!\d)"),
    re.compile(r"(?<![\d/.\-])(?P<day>[0-3]?\d)(?P<sep>[/.\-])(?P<number>[01]?\d)(?P=sep)(?P<year>20\d\d|\d\d)(?!\d)"),
    re.compile(rf"{_DAY}{_GAP}{_MONTH}{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}[ \t]*(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}[ \t]+(?P<day>[0-3]?\d),?[ \t]+(?P<year>20\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}{_YEAR}", re.IGNORECASE),
    re.compile(r"(?<![\d/.])(?P<number>0?[1-9]|1[0-2])/(?P<year>20\d\d)(?![\d/])"),
    re.compile(r"(?<![\d/.])(?P<day>[0-3]?\d)/(?P<number>[01]?\d)(?![\d/%])"),
)
"""In the order in which they win where two meet at the same place."""

_SHARED_MONTH = re.compile(
    rf"(?<![\d.:£$])(?P<day>[0-3]?\d){_ORDINAL}\s*(?:-|–|—|to|and|&|/|or|,)\s*(?=[0-3]?\d{_ORDINAL}{_GAP}{_MONTH})",
    re.IGNORECASE,
)
"""The first day of "30 and 31 October"."""
_VAGUE = re.compile(r"\b(?:mid|early|late|beginning of|start of)[\s\-]*$", re.IGNORECASE)
_STARTED = re.compile(
    r"\b(?:since|(?:ongoing|continu\w+|daily|weekly|fortnightly|monthly|quarterly|regular(?:ly)?)[,:;\s]+from)\s*$",
    re.IGNORECASE,
)
"""What is done "weekly, from September" started then; it is not due then."""
_ROUND_THE_CLOCK = re.compile(r"\b24\s*/\s*7\b")


def read_date(text: str, winter: Winter) -> date | None:
    """The first date that ``text`` names, or None. Dates since when something has been going on are no due dates."""
    text = _ROUND_THE_CLOCK.sub(" ", text)
    for start, end, match in _candidates(text):
        before = text[:start]
        if _VAGUE.search(before) or _STARTED.search(before):
            continue
        shared = _shared_day(text, start, end)
        found = _as_date(match, winter, shared)
        if found is not None:
            return found
    return None


def _candidates(text: str) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Possible dates in the order of the text, none within another."""
    found = [(m.start(), rank, m) for rank, pattern in enumerate(_PATTERNS) for m in pattern.finditer(text)]
    reached = 0
    for start, _, match in sorted(found, key=lambda item: item[:2]):
        if start >= reached and not _is_verb(match, text):
            yield start, match.end(), match
            reached = match.end()


def _is_verb(match: re.Match[str], text: str) -> bool:
    """ "may" and "march" inside a sentence, without a day or a year beside them, are no months."""
    parts = match.groupdict()
    word = parts.get("month") or ""
    if word.lower() not in ("may", "march", "mar") or parts.get("day") or parts.get("year"):
        return False
    return not (
        word[0].isupper()
        and (len(text.split()) <= 4 or text[: match.start()].rstrip().lower().endswith((" of", "by", "end")))
    )


def _shared_day(text: str, start: int, end: int) -> int | None:
    for match in _SHARED_MONTH.finditer(text):
        if match.start() < start <= match.end() <= end or match.start() == start:
            return int(match["day"])
    return None


def _as_date(match: re.Match[str], winter: Winter, shared: int | None) -> date | None:
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else _MONTHS[parts["month"].lower()]
    if not 1 <= month <= 12:
        return None
    year = _year(parts.get("year"), month, winter)
    last = monthrange(year, month)[1]
    day = shared or int(parts.get("day") or last)
    return date(year, month, day) if 1 <= day <= last else None


def _year(text: str | None, month: int, winter: Winter) -> int:
    if not text:
        return winter.year_of_month(month)
    return int(text) if len(text) == 4 else 2000 + int(text)
