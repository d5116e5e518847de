"""Dates as people write them into a "by when" column, read in the winter the plan is for.

A month alone is its last day, and so is a quarter of the financial year; of several dates the first counts; a date
without a year falls in the winter; a week is the day it is named by ("w/c 9 Nov"). What is no date ("Ongoing", "TBC"),
names no one day ("mid November", "Autumn", "first week of May") or cannot be ("31 February") gives None: a date is
never guessed.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

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
_FINANCIAL = r"(?:[\s,(]*(?:of )?(?:20)?(?P<first>\d\d)\s*[/\-–]\s*(?:20)?(?P<second>\d\d)\b)?"
"""The years of "Q4 2020/21"."""
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "one": 1, "two": 2, "three": 3, "four": 4, "final": 4}
_QUARTER_ENDS = {1: 6, 2: 9, 3: 12, 4: 3}
"""The last month of each quarter of a council's financial year, which begins in April."""
_FEASTS = {
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "xmas": (12, 25),
    "boxing day": (12, 26),
    "new years eve": (12, 31),
    "new year": (1, 1),
    "new years day": (1, 1),
}

_PATTERNS = (
    re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<sep>[-/.])(?P<number>[01]?\d)(?P=sep)(?P<day>[0-3]?\d)(?!\d)"),
    re.compile(r"(?<![\d/.\-])(?P<day>[0-3]?\d)(?P<sep>[/.\-])(?P<number>[01]?\d)(?P=sep)(?P<year>20\d\d|\d\d)(?!\d)"),
    re.compile(rf"{_DAY}{_GAP}{_MONTH}{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}[ \t]*(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}[ \t]+(?P<day>[0-3]?\d),?[ \t]+(?P<year>20\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}[ \t]+(?P<either>[0-3]?\d){_NOT_YEAR}(?!\s*[/%])", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b(?:q|qtr\.?|quarter)\s*(?P<quarter>[1-4]|one|two|three|four)\b{_FINANCIAL}", re.IGNORECASE),
    re.compile(
        rf"\b(?P<quarter>first|second|third|fourth|final|[1-4](?:st|nd|rd|th)) quarter\b{_FINANCIAL}", re.IGNORECASE
    ),
    re.compile(rf"\bend of (?:the |this )?(?P<financial>financial|fiscal) year\b{_FINANCIAL}", re.IGNORECASE),
    re.compile(r"\bend (?:of )?(?P<ending>20\d\d)\b(?!\s*[/\-–]\s*\d)", re.IGNORECASE),
    re.compile(
        r"(?<!after )(?<!post )(?<!over )(?<!during )(?<!since )(?<!following )\b"
        r"(?P<feast>christmas(?: (?:eve|day))?|xmas|boxing day|new year(?:['’]?s (?:eve|day))?)\b"
        r"(?!\s*(?:period|holidays?|week|break|season|bank|shut|closure))(?:[\s,]+(?P<year>20\d\d))?",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\d/.])(?P<number>0?[1-9]|1[0-2])/(?P<year>20\d\d)(?![\d/])"),
    re.compile(r"(?<![\d/.])(?P<day>[0-3]?\d)/(?P<number>[01]?\d)(?![\d/%])"),
)
"""In the order in which they win where two meet at the same place."""
_WHOLE = (
    re.compile(r"(?P<day>[0-3]?\d) (?P<number>[01]?\d) (?P<year>20\d\d|\d\d)"),
    re.compile(r"(?P<day>[0-3]?\d)[-–](?P<number>[01]?\d)"),
    re.compile(r"(?P<year>20\d\d)(?P<number>[01]\d)(?P<day>[0-3]\d)"),
)
"""What is a date only where the cell holds nothing else."""
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_STARTS = date(1899, 12, 30)
"""A spreadsheet counts days from here; a cell that lost its format shows the count."""

_SHARED_MONTH = re.compile(
    rf"(?<![\d.:£$])(?P<day>[0-3]?\d){_ORDINAL}\s*(?:-|–|—|to|and|&|/|or|,)\s*(?=[0-3]?\d{_ORDINAL}{_GAP}{_MONTH})",
    re.IGNORECASE,
)
"""The first day of "30 and 31 October"."""
_VAGUE = re.compile(
    r"\b(?:mid|middle of|early|late|beginning of|start of|"
    r"(?:first|1st|second|2nd|third|3rd|fourth|4th|last|final|\d) (?:week|half|fortnight|days?)s? (?:of|in)|weeks? of)"
    r"[\s\-]*(?:the )?$",
    re.IGNORECASE,
)
_STARTED = re.compile(
    r"\b(?:since|(?:ongoing|continu\w+|daily|weekly|fortnightly|monthly|quarterly|regular(?:ly)?)[,:;\s]+from)\s*$",
    re.IGNORECASE,
)
"""What is done "weekly, from September" started then; it is not due then."""
MOST_YEARS = 20
"""A year further from the plan's winter is no year, or a slip of the keyboard."""
_ROUND_THE_CLOCK = re.compile(r"\b24\s*/\s*7\b")

_SCANNED_DAY = re.compile(r"(?<!\w)(?:[Il|](?P<low>[0-9lIO]?)|(?P<high>[123])(?P<units>[lIO]))(?=(?:st|nd|rd|th)\b)")
_SCANNED_YEAR = re.compile(r"\b2[0O]2[0-9O]\b")
_SCANNED_MONTH = re.compile(r"\b(?:0ct(?=ober\b|\b)|N[0]v(?=ember\b|\b))")
_MISSPELT = re.compile(
    r"\b(?:(?P<jan>ja[nu]+a?r+[aiu]*r?y)|(?P<feb>feb[a-z]{2,6}y)|(?P<aug>aug[a-z]{1,3}t)|(?P<sep>sept[a-z]{3,6}r)|"
    r"(?P<oct>oct[a-z]{1,5}r)|(?P<nov>nov[a-z]{2,6}r)|(?P<dec>dec[a-z]{2,6}r))\b",
    re.IGNORECASE,
)


_MONTH_FIRST = re.compile(
    r"(?<![\d/.\-])(?P<month>[01]?\d)(?P<sep>[/.\-])(?P<day>[0-3]?\d)"
    r"(?=(?P=sep)(?:20\d\d|\d\d)(?!\d)|(?<=/\d)(?![\d/%])|(?<=/\d\d)(?![\d/%]))"
)
"""A date in figures whose month stands first, where a profile says that they do."""


def find_date(text: str, winter: Winter, *, month_first: bool) -> date | None:
    """What :func:`~overwinter.reading.cells.dates.read_date` says of a text. ``month_first``: of dates in figures."""
    if month_first:
        text = _MONTH_FIRST.sub(r"\g<day>\g<sep>\g<month>", text)
    plain = text.strip()
    if _SERIAL.fullmatch(plain):
        return _serial(plain, winter)
    whole = next((match for pattern in _WHOLE if (match := pattern.fullmatch(plain))), None)
    if whole is not None:
        return _as_date(whole, winter, None)
    text = _mended(_ROUND_THE_CLOCK.sub(" ", text))
    for start, end, match in _candidates(text):
        before = text[:start]
        if _VAGUE.search(before) or _STARTED.search(before):
            continue
        found = _as_date(match, winter, _shared_day(text, start, end))
        if found is not None or _is_certainly_date(match):
            return found
    return None


def _serial(text: str, winter: Winter) -> date | None:
    """The day a bare count of days stands for, where it is about the time of the plan."""
    day = _SERIAL_STARTS + timedelta(days=int(float(text)))
    return day if abs(day.year - winter.first_year) <= 2 else None


def _mended(text: str) -> str:
    """``text`` with the letters and digits that a scan takes for one another put right, and months spelt right."""
    text = _SCANNED_DAY.sub(
        lambda m: (
            "1" + _digit(m["low"] or "") if m["units"] is None else m["high"] + ("1" if m["units"] in "lI" else "0")
        ),
        text,
    )
    text = _SCANNED_YEAR.sub(lambda m: m[0].replace("O", "0"), text)
    text = _SCANNED_MONTH.sub(lambda m: "Oct" if m[0].startswith("0") else "Nov", text)
    return _MISSPELT.sub(lambda m: m.lastgroup or m[0], text)


def _digit(sign: str) -> str:
    return {"l": "1", "I": "1", "O": "0"}.get(sign, sign)


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


def _is_certainly_date(match: re.Match[str]) -> bool:
    """Whether what was found can be nothing but a date, though there is no such day: "31 Feb", "30/02/21"."""
    parts = match.groupdict()
    return bool(parts.get("either")) or bool(parts.get("day") and (parts.get("month") or parts.get("year")))


def _shared_day(text: str, start: int, end: int) -> int | None:
    for match in _SHARED_MONTH.finditer(text):
        if match.start() < start <= match.end() <= end or match.start() == start:
            return int(match["day"])
    return None


def _as_date(match: re.Match[str], winter: Winter, shared: int | None) -> date | None:
    parts = match.groupdict()
    if parts.get("ending"):
        return date(int(parts["ending"]), 12, 31)
    if parts.get("quarter") or parts.get("financial"):
        return _quarter_end(parts, match.string[match.end() :], winter)
    month, named = _month_of(parts)
    if not 1 <= month <= 12:
        return None
    year = _year(parts.get("year"), month, winter)
    if abs(year - winter.first_year) > MOST_YEARS:
        return None
    day = shared or named or (int(parts["day"]) if parts.get("day") else None)
    if parts.get("either"):
        either = int(parts["either"])
        if either == year % 100:
            day = None
        elif abs(2000 + either - winter.first_year) <= 2:
            return None  # "Dec 21": the day or the year
        else:
            day = either
    last = monthrange(year, month)[1]
    day = last if day is None else day
    return date(year, month, day) if 1 <= day <= last else None


def _month_of(parts: dict[str, str | None]) -> tuple[int, int | None]:
    """The month, and the day that a feast's name stands for."""
    feast = re.sub("['’]", "", parts.get("feast") or "").casefold()
    if feast:
        return _FEASTS[feast]
    number = parts.get("number")
    return (int(number) if number else _MONTHS[(parts["month"] or "").lower()]), None


def _quarter_end(parts: dict[str, str | None], behind: str, winter: Winter) -> date | None:
    """The last day of a quarter of the financial year; None where one year stands behind it, which may be either."""
    if not parts.get("first") and re.match(r"[\s,(/'’\-–]*(?:of )?(?:20)?\d\d\b(?!\s*[/\-–]\s*\d)", behind):
        return None
    quarter = (parts.get("quarter") or "4").casefold()
    month = _QUARTER_ENDS[_QUARTERS.get(quarter) or int(quarter[0])]
    year = winter.year_of_month(month)
    first, second = parts.get("first"), parts.get("second")
    if first and second:
        if int(second) != int(first) + 1:
            return None
        year = 2000 + int(second if month < 4 else first)
    return date(year, month, monthrange(year, month)[1])


def _year(text: str | None, month: int, winter: Winter) -> int:
    if not text:
        return winter.year_of_month(month)
    return int(text) if len(text) == 4 else 2000 + int(text)
