"""The cells of the grid: what stands in each, and what a person's words in it mean.

Typing, pasting and a form without scripts all come through here, so that no two of them can read a cell differently.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from overwinter.kernel.days import full_day
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.changes import ResponseChanges
from overwinter.plans.domain.incoming import names_in
from overwinter.reading.cells.dates import read_date
from overwinter.reading.cells.leads import split_leads
from overwinter.reading.cells.status import rag_of_progress, read_met, read_rag, says_unknown

COLUMNS: Mapping[str, str] = {
    "rag": "RAG", "met": "Fully met", "text": "Our response", "lead": "Lead", "groups": "Reports to",
    "by": "By when", "review": "Next review",
}  # fmt: skip
RAG_WORDS = tuple(each.value.capitalize() for each in Rag)
MET_WORDS = tuple(each.value.capitalize() for each in FullyMet)


class Unreadable(ValueError):
    """What stands in a cell means nothing here. ``str()`` says what does."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What words in cells are read by: the winter of dates without a year, the council's roles and groups by name."""

    winter: Winter
    roles: Mapping[str, int]
    groups: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a row has, as its cells show it."""

    rag: str
    fully_met: str
    text: str
    leads: tuple[str, ...]
    groups: tuple[str, ...]
    by_when: str
    by_when_date: date | None
    next_review: date | None


def shown(row: Standing) -> dict[str, str]:
    """The words of each cell."""
    return {
        "rag": row.rag.capitalize(), "met": row.fully_met.capitalize(), "text": row.text,
        "lead": "; ".join(row.leads), "groups": "; ".join(row.groups),
        "by": row.by_when or _day(row.by_when_date), "review": _day(row.next_review),
    }  # fmt: skip


def tidy(words: str) -> str:
    """A cell as it is compared: its line breaks of one kind, nothing about it."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def read_cell(column: str, words: str, desk: Desk) -> ResponseChanges:
    """What the words in a cell ask for. Raises :class:`Unreadable`."""
    words = tidy(words)
    if column in ("rag", "met"):
        return _rag(words) if column == "rag" else _met(words)
    return {"text": words} if column == "text" else _READERS[column](words, desk)


def as_shown(column: str, words: str, changes: ResponseChanges, desk: Desk) -> str:
    """The words as the cell will show them once they are saved: "g" becomes "Green"."""
    if column == "rag":
        return changes["rag"].value.capitalize()
    if column == "met":
        return changes["fully_met"].value.capitalize()
    if column == "review":
        return _day(changes["next_review"])
    if column == "lead":
        ids = [*([changes["lead"]] if changes["lead"] is not None else []), *changes["led_with"]]
        return "; ".join(_names(desk.roles, ids))
    if column == "groups":
        return "; ".join(_names(desk.groups, changes["groups"]))
    return tidy(words)


def _names(known: Mapping[str, int], ids: object) -> list[str]:
    by_id = {pk: name for name, pk in known.items()}
    return [by_id[pk] for pk in ids] if isinstance(ids, list | tuple) else []


def _rag(words: str) -> ResponseChanges:
    if not words or words.casefold() == "unknown" or says_unknown(words):
        return {"rag": Rag.UNKNOWN}
    found = read_rag(words) or rag_of_progress(words)
    if found is None:
        raise Unreadable(f"“{_short(words)}” is no colour. Write Red, Amber, Green or Unknown.")
    return {"rag": found}


def _met(words: str) -> ResponseChanges:
    if not words or words.casefold() == "unknown" or says_unknown(words):
        return {"fully_met": FullyMet.UNKNOWN}
    found = read_met(words)
    if found is None:
        raise Unreadable(f"“{_short(words)}” does not say whether it is met. Write Yes, No, Partial or Unknown.")
    return {"fully_met": found}


def _lead(words: str, desk: Desk) -> ResponseChanges:
    names = (words,) if _key(words) in _keys(desk.roles) else split_leads(words)
    ids = [_one_of(desk.roles, name, "a role of the council", "Roles") for name in names]
    return {"lead": ids[0] if ids else None, "led_with": list(dict.fromkeys(pk for pk in ids[1:] if pk != ids[0]))}


def _groups(words: str, desk: Desk) -> ResponseChanges:
    names = (words,) if _key(words) in _keys(desk.groups) else names_in(words)
    return {"groups": [_one_of(desk.groups, name, "a group of the council", "Groups") for name in names]}


def _by(words: str, desk: Desk) -> ResponseChanges:
    """Words stay as they were written; the date is the one they name, if they name one."""
    return {"by_when": words, "by_when_date": read_date(words, desk.winter) if words else None}


def _review(words: str, desk: Desk) -> ResponseChanges:
    found = read_date(words, desk.winter) if words else None
    if words and found is None:
        raise Unreadable(f"“{_short(words)}” could not be read as a date. Write the day and month, like 27 November.")
    return {"next_review": found}


_READERS: Mapping[str, Callable[[str, Desk], ResponseChanges]] = {
    "lead": _lead,
    "groups": _groups,
    "by": _by,
    "review": _review,
}


def _one_of(known: Mapping[str, int], name: str, what: str, where: str) -> int:
    keys = _keys(known)
    found = keys.get(_key(name))
    if found is not None:
        return found
    near = get_close_matches(_key(name), keys, n=1, cutoff=0.6)
    title = next((each for each in known if near and _key(each) == near[0]), "")
    hint = f"Did you mean “{title}”?" if title else f"Add it under Council, {where}, or write one that is there."
    raise Unreadable(f"“{_short(name)}” is not {what}. {hint}")


def _keys(known: Mapping[str, int]) -> dict[str, int]:
    return {_key(name): pk for name, pk in known.items()}


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:60].rsplit(' ', 1)[0]}…"


def _day(day: date | None) -> str:
    return full_day(day) if day is not None else ""
