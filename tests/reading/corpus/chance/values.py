"""How statuses and dates are written: each way gives what is printed, and what it means."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

Shown = tuple[str, str | None]
"""The text of a cell and its fill."""

FILLS = {
    "plain": {"green": "00B050", "amber": "FFC000", "red": "FF0000"},
    "shades": {"green": "C6EFCE", "amber": "FFEB9C", "red": "FFC7CE"},
    "pastel": {"green": "A9D08E", "amber": "FFFF00", "red": "F8696B"},
}
PROGRESS = {
    "green": ("On track", "Complete", "on track"),
    "amber": ("Delayed", "At risk", "Behind schedule"),
    "red": ("Off track", "Overdue"),
}
EMOJI = {"green": ("🟢",), "amber": ("🟠", "🟡"), "red": ("🔴",)}
RAG_STYLES = ("word", "capitals", "letter", "emoji", "emoji and word", "progress", "brag", "sentence", "three columns")
FILL_STYLES = ("fill", "fill and word", "shades", "pastel")


def rag(style: str, value: str | None, rng: Random) -> Shown:
    """How ``style`` shows a colour; a row without one shows nothing."""
    if value is None:
        return "", None
    if style in ("fill", "shades", "pastel"):
        return "", FILLS.get(style, FILLS["plain"])[value]
    if style == "fill and word":
        return value.capitalize(), FILLS["plain"][value]
    written: dict[str, Callable[[], str]] = {
        "word": value.capitalize,
        "capitals": value.upper,
        "letter": lambda: value[0].upper(),
        "emoji": lambda: rng.choice(EMOJI[value]),
        "emoji and word": lambda: f"{EMOJI[value][0]} {value.capitalize()}",
        "progress": lambda: rng.choice(PROGRESS[value]),
        "brag": lambda: "Blue" if value == "green" and rng.random() < 0.5 else value.capitalize(),
        "sentence": lambda: f"{value.capitalize()} - {rng.choice(('seen in June', 'no change', 'see the log'))}",
    }
    return written[style](), None


@dataclass(frozen=True)
class MetStyle:
    """How "fully met" is written, and the key that says so where the words alone do not."""

    name: str
    yes: str
    no: str
    partial: str
    key: str = ""
    no_means: str = "no"

    def text(self, value: str | None) -> str:
        return {"yes": self.yes, "no": self.no, "partial": self.partial}.get(value or "", "")

    def meaning(self, value: str | None) -> str | None:
        return self.no_means if value == "no" else value


MET_STYLES = (
    MetStyle("Y/N", "Y", "N", "P"),
    MetStyle("yes/no", "Yes", "No", "Partially"),
    MetStyle("capitals", "YES", "NO", "PARTIAL"),
    MetStyle("ticks", "✓", "✗", "Partly"),
    MetStyle("heavy ticks", "✔", "✘", "Partial"),
    MetStyle("drawn ticks", "✔️", "❌", "Partial"),
    MetStyle("boxes", "☑", "☒", "Partially met"),
    MetStyle("box offers", "☒ Yes ☐ No ☐ Partly", "☐ Yes ☒ No ☐ Partly", "☐ Yes ☐ No ☒ Partly"),
    MetStyle("words", "Fully met", "Not met", "Partially met"),
    MetStyle("short words", "Fully", "Not met", "Partially"),
    MetStyle("met", "Met", "Not met", "Part met"),
    MetStyle("compliant", "Compliant", "Non-compliant", "Partially compliant"),
    MetStyle("digits", "1", "0", "Partial", key="Key: 1 = fully met; 0 = not met"),
    MetStyle("N is partial", "Y", "N", "N", key="Key: Y = fully met, N = only partially met", no_means="partial"),
    MetStyle("three columns", "", "", ""),
)

NO_DATES = ("Ongoing", "TBC", "N/A", "Complete", "In place", "asap", "mid December", "Autumn 2020", "31 Feb", "Monthly")
_QUARTER_ENDS = (date(2020, 12, 31), date(2021, 3, 31))


def when(rng: Random, *, typed: bool) -> tuple[str, str | None, date | None]:
    """A "by when": its text, the day it means, and the day a spreadsheet holds where it is a real date."""
    if rng.random() < 0.25:
        return rng.choice((*NO_DATES, "")), None, None
    day = date(2020, 9, 20) + timedelta(days=rng.randrange(190))
    if typed and rng.random() < 0.5:
        return f"{day:%d/%m/%Y}", day.isoformat(), day
    text, meant = rng.choice(_WRITTEN)(day)
    return text, meant.isoformat(), None


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _ordinal(n: int) -> str:
    return f"{n}{'th' if 11 <= n % 100 <= 13 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def _named(text: str) -> Callable[[date], tuple[str, date]]:
    """A way to write the day itself. ``{o}`` is its ordinal, ``{n}`` its number."""
    return lambda day: (day.strftime(text.replace("{o}", _ordinal(day.day)).replace("{n}", str(day.day))), day)


def _months(text: str) -> Callable[[date], tuple[str, date]]:
    return lambda day: (day.strftime(text), _month_end(day))


def _scanned(sign: str) -> Callable[[date], tuple[str, date]]:
    return lambda day: (f"{day.day}{sign} {day:%B}", day)


def _first_of_two(day: date) -> tuple[str, date]:
    return f"{_ordinal(day.day)} {day:%b}, then {day + timedelta(days=30):%d %b}", day


def _quarter(day: date) -> tuple[str, date]:
    end = next((end for end in _QUARTER_ENDS if end >= day), _QUARTER_ENDS[-1])
    name = {12: "Q3", 3: "Q4"}[end.month]
    return (f"{name} 2020/21" if day.day % 2 else name), end


_DAYS = (
    ("%d/%m/%y", "%d/%m/%Y", "%d.%m.%Y", "%d-%b", "%d-%b-%y", "%Y-%m-%d"),
    ("{n} %B %Y", "{n} %b", "{o} %b", "{o} %B %Y", "w/c {n} %b", "w/c %d/%m/%y", "By {o} of %B", "%a {n} %b %Y"),
    ("Review {n} %B", "%d %m %Y"),
)
_MONTHS = ("End of %B", "%B %Y", "%b-%y", "end %b", "By the end of %B %Y", "%B")
_WRITTEN: tuple[Callable[[date], tuple[str, date]], ...] = (
    *(_named(text) for texts in _DAYS for text in texts),
    *map(_months, _MONTHS),
    *map(_scanned, ("t", '"', "%", "*")),
    _first_of_two,
    _quarter,
)
