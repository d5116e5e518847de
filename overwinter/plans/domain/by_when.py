"""Whether the words of "by when" say anything besides the date that stands beside them."""

import re
from datetime import date

_PIECES = re.compile(r"[^\W\d_]+|\d+")
_SAYS_NOTHING_MORE = frozenset(
    ("by", "on", "of", "the", "st", "nd", "rd", "th", "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs",
     "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)  # fmt: skip

_MONTHS = frozenset(
    name for month in range(1, 13) for full in [f"{date(2020, month, 1):%B}".casefold()] for name in (full, full[:3])
) | {"sept"}


def says_more(words: str, day: date) -> bool:
    """True for "end of October, then weekly" and for words of another date; False for "31st Oct" and 31 October."""
    pieces = [piece for piece in _PIECES.findall(words.casefold()) if piece not in _SAYS_NOTHING_MORE]
    if not pieces:
        return False
    said = tuple(str(int(piece)) if piece.isdecimal() else piece for piece in pieces)
    return said not in _spellings(day)


def names_another_month(words: str, day: date) -> bool:
    """Whether the words name a month that is not the date's: "29 October, now December"."""
    named = {piece[:3] for piece in _PIECES.findall(words.casefold()) if piece in _MONTHS}
    return bool(named - {f"{day:%b}".casefold()})


def _spellings(day: date) -> set[tuple[str, ...]]:
    """The ways in which people write ``day`` alone, without marks, ordinals or the day of the week."""
    number, month = str(day.day), f"{day:%B}".casefold()
    names = [month, month[:3], str(day.month), *(["sept"] if day.month == 9 else [])]
    years = [(), (str(day.year),), (str(day.year % 100),)]
    found = {(number, name, *year) for name in names for year in years}
    found |= {(name, number, *year) for name in names[:2] for year in years}
    found |= {(str(day.year), name, number) for name in names}
    return found
