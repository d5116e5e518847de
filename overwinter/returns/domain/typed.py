"""What a person types into a box, or a cell of a spreadsheet holds, as an answer."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from overwinter.returns.domain.form import UNSAID, Answer, Kind, Question

_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
_UNSAID = {
    "not known": "not_known", "unknown": "not_known", "don't know": "not_known", "do not know": "not_known",
    "not applicable": "not_applicable", "n/a": "not_applicable", "na": "not_applicable",
    "does not apply": "not_applicable",
}  # fmt: skip
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y", "%Y-%m-%d %H:%M:%S")
_MOMENTS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)


def read_typed(question: Question, typed: str) -> Answer:
    """The answer; what cannot be read comes back as it was typed, and the check of the answers names it."""
    words = " ".join(typed.split())
    folded = words.casefold().rstrip(".").replace("’", "'")
    said = _UNSAID.get(folded) or (folded.replace(" ", "_") if folded.replace(" ", "_") in UNSAID else "")
    if said and not question.kind.is_text:
        return said
    match question.kind:
        case Kind.WHOLE | Kind.DECIMAL | Kind.STAFF:
            number = read_number(words)
            return words if number is None else number
        case Kind.DATE:
            day = read_day(words)
            return day.isoformat() if day else words
        case Kind.YES_NO | Kind.CHOICE:
            return _option(question, folded) or words
        case Kind.CHOICES:
            each = [part.strip() for part in re.split(r"[;,]", folded) if part.strip()]
            return [_option(question, part) or part for part in each]
        case Kind.SHORT:
            return words
        case Kind.LONG:
            return typed.strip().replace("\r\n", "\n")


def read_number(words: str) -> int | float | None:
    """ "1,204", "12.5", "48.0". None for anything else."""
    try:
        number = Decimal(words.replace(",", "").replace(" ", "").rstrip("%"))
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= 10**9:
        return None
    return int(number) if number == number.to_integral_value() else float(round(number, 2))


def read_day(words: str) -> date | None:
    """A day as people and spreadsheets write it; the time behind it is left out."""
    plain = _ORDINAL.sub("", words)
    for text in (plain, plain.partition("T")[0], plain.partition(" ")[0]):
        for written in _WRITTEN:
            try:
                return datetime.strptime(text, written).date()
            except ValueError:
                continue
    return None


@lru_cache(maxsize=4096)
def read_moment(words: str) -> datetime | None:
    """A day, with its time where it has one: "2026-11-09 10:22:00", "9/11/2026 10:22"."""
    plain = words.strip().replace("T", " ").partition(".")[0].removesuffix("Z")
    for written in _MOMENTS:
        try:
            return datetime.strptime(plain, written)
        except ValueError:
            continue
    day = read_day(words)
    return datetime(day.year, day.month, day.day) if day is not None else None


def _option(question: Question, folded: str) -> str:
    """The option of that code or name; yes and no are read as people shorten them."""
    for option in question.choices:
        if folded in {option.code.casefold(), option.label.casefold(), option.label.partition(":")[0].casefold()}:
            return option.code
    if question.kind is Kind.YES_NO:
        return "yes" if folded in _YES else "no" if folded in _NO else ""
    return ""
