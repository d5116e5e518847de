"""A row of a document on its way into an answer: what it would change there, and what a person has changed since."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from overwinter.kernel.days import full_day

FIELDS = ("wording", "text", "rag", "fully_met", "lead", "by_when", "reporting_to", "gap_actions")
"""What a document can say about an answer; ``by_when`` carries its date with it."""
LABELS: Mapping[str, str] = {
    "wording": "Requirement, in the document’s words",
    "text": "Response",
    "rag": "RAG",
    "fully_met": "Fully met",
    "lead": "Lead",
    "by_when": "By when",
    "reporting_to": "Reports to",
    "gap_actions": "Gap actions",
}
LONGEST_TITLE = 200
"""Characters of a role's or a group's name."""
_BULLET = re.compile(r"^\s*(?:[•●▪◦‣*·–—-]\s+)")
_SAYS_NOTHING = frozenset({"", "-", "–", "n/a", "na", "none", "nil", "not applicable", "no gaps", "none identified"})


class Outcome(StrEnum):
    SAME = "same"
    FILLS = "fills"
    """The answer said nothing here."""
    CHANGES = "changes"
    """The answer says what an earlier document said, and the document now says otherwise."""
    ASKS = "asks"
    """A person wrote what stands there."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer, or a document, says. Empty and None: nothing."""

    wording: str = ""
    text: str = ""
    rag: str = ""
    fully_met: str = ""
    lead: str = ""
    by_when: str = ""
    by_when_date: date | None = None
    reporting_to: str = ""
    """Names, one to a line."""
    gap_actions: tuple[str, ...] = ()

    def value(self, name: str) -> object:
        return (self.by_when, self.by_when_date) if name == "by_when" else getattr(self, name)

    def says(self, name: str) -> bool:
        return bool(self.by_when or self.by_when_date) if name == "by_when" else bool(getattr(self, name))

    def shown(self, name: str) -> str:
        """As one text a person can read; empty where nothing is said."""
        if name == "by_when":
            when = f"{full_day(self.by_when_date)}" if self.by_when_date else ""
            return f"{self.by_when} ({when})" if self.by_when and when else self.by_when or when
        if name == "gap_actions":
            return "\n".join(self.gap_actions)
        return str(getattr(self, name)).replace("\n", ", ") if name == "reporting_to" else str(getattr(self, name))

    def taking(self, name: str, other: "Said") -> "Said":
        """This, with ``name`` as ``other`` has it."""
        if name == "by_when":
            return replace(self, by_when=other.by_when, by_when_date=other.by_when_date)
        return replace(self, **{name: getattr(other, name)})


@dataclass(frozen=True, slots=True)
class Judged:
    field: str
    outcome: Outcome
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two rows of one document answer the same requirement and say different things."""

    field: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Joined:
    said: Said
    disagreements: tuple[Disagreement, ...] = field(default=())


def actions_in(text: str | None) -> tuple[str, ...]:
    """The gap actions a cell names: one for each line, without its bullet; "None" and "N/A" name none."""
    lines = (_BULLET.sub("", line).strip() for line in (text or "").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line.lower().rstrip(".") not in _SAYS_NOTHING))


def names_in(text: str | None) -> tuple[str, ...]:
    """The groups a cell names: one for each line, or between semicolons. A comma may belong to a name."""
    parts = (" ".join(_BULLET.sub("", part).split()) for part in re.split(r"[\n;]", text or ""))
    return _each_once(shortened(part) for part in parts if part.lower() not in _SAYS_NOTHING)


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """A group written in two ways is one group, as it was written first."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(plain_name(name), name)
    return tuple(found.values())


def title_in(text: str | None) -> str:
    """The lead a cell names, on one line; the original keeps what does not fit."""
    parts = (" ".join(_BULLET.sub("", line).split()) for line in (text or "").splitlines())
    found = ", ".join(part.rstrip(",;") for part in parts if part)
    found = found.rstrip(" /,;")
    return "" if found.lower() in _SAYS_NOTHING else shortened(found)


def shortened(name: str) -> str:
    if len(name) <= LONGEST_TITLE:
        return name
    return name[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(",;") + "…"


def join(said: Sequence[Said]) -> Joined:
    """What several rows of one document say about one requirement: texts one under another, each once.

    Where a later row says another status, lead or date, the first stands and the difference is told.
    """
    whole, differ = said[0], []
    for other in said[1:]:
        for name in FIELDS:
            if not other.says(name):
                continue
            if not whole.says(name):
                whole = whole.taking(name, other)
            elif name == "gap_actions":
                whole = replace(whole, gap_actions=tuple(dict.fromkeys((*whole.gap_actions, *other.gap_actions))))
            elif name == "reporting_to":
                names = _each_once((*whole.reporting_to.split("\n"), *other.reporting_to.split("\n")))
                whole = replace(whole, reporting_to="\n".join(names))
            elif name == "wording":
                whole = replace(whole, wording=_appended(whole.wording, other.wording))
            elif name == "text":
                whole = replace(whole, text=_appended(whole.text, other.text))
            elif whole.value(name) != other.value(name):
                differ.append(Disagreement(name, whole.shown(name), other.shown(name)))
    return Joined(whole, tuple(differ))


def judge(now: Said, then: Said, given: Said | None) -> tuple[Judged, ...]:
    """What the document (``then``) would do to each field of the answer (``now``).

    ``given`` is what the last document gave. What the answer says and no document gave, a person wrote: it asks. What
    the document does not say changes nothing.
    """
    return tuple(
        Judged(name, outcome, now.shown(name), _after(name, now, then, given).shown(name))
        for name in FIELDS
        if (outcome := _outcome(name, now, then, given)) is not Outcome.SAME
    )


def says_it_again(name: str, then: Said, given: Said | None) -> bool:
    """Whether the document says of ``name`` what the last one gave: then nothing in the document is new."""
    return given is not None and given.says(name) and _same(name, then, given)


def gone_actions(now: Sequence[str], then: Sequence[str], given: Said | None) -> tuple[str, ...]:
    """Actions the last document gave and this one no longer names."""
    before = {plain_name(text) for text in given.gap_actions} if given is not None else set()
    kept = {plain_name(text) for text in then}
    return tuple(text for text in now if plain_name(text) in before and plain_name(text) not in kept)


def new_actions(now: Sequence[str], then: Sequence[str], given: Said | None, *, all_of_them: bool) -> tuple[str, ...]:
    """Actions to add. One that an earlier document gave and that is gone now was changed or dropped by a person."""
    standing = {plain_name(text) for text in now}
    before = {plain_name(text) for text in given.gap_actions} if given is not None else set()
    missing = (text for text in then if plain_name(text) not in standing)
    return tuple(text for text in missing if all_of_them or plain_name(text) not in before)


def _outcome(name: str, now: Said, then: Said, given: Said | None) -> Outcome:
    if not then.says(name):
        return Outcome.SAME
    if name == "gap_actions":
        return _actions_outcome(now, then, given)
    if _same(name, now, then):
        return Outcome.SAME
    if given is not None and given.says(name):
        return Outcome.CHANGES if _same(name, now, given) else Outcome.ASKS
    return Outcome.ASKS if now.says(name) else Outcome.FILLS


def _actions_outcome(now: Said, then: Said, given: Said | None) -> Outcome:
    wanted = new_actions(now.gap_actions, then.gap_actions, given, all_of_them=True)
    sure = new_actions(now.gap_actions, then.gap_actions, given, all_of_them=False)
    if len(wanted) > len(sure):
        return Outcome.ASKS
    if not wanted and not gone_actions(now.gap_actions, then.gap_actions, given):
        return Outcome.SAME
    return Outcome.CHANGES if now.gap_actions else Outcome.FILLS


def _after(name: str, now: Said, then: Said, given: Said | None) -> Said:
    """Gap actions that a person added stay beside those of the document."""
    if name != "gap_actions":
        return then
    gone = gone_actions(now.gap_actions, then.gap_actions, given)
    new = new_actions(now.gap_actions, then.gap_actions, given, all_of_them=True)
    return replace(then, gap_actions=(*(text for text in now.gap_actions if text not in gone), *new))


def _same(name: str, one: Said, other: Said) -> bool:
    if name in ("lead", "reporting_to"):
        return plain_name(one.shown(name)) == plain_name(other.shown(name))
    if name in ("wording", "text"):
        return str(one.value(name)).split() == str(other.value(name)).split()
    return one.value(name) == other.value(name)


def _appended(whole: str, more: str) -> str:
    return whole if " ".join(more.split()) in " ".join(whole.split()) else f"{whole}\n\n{more}"


def plain_name(text: str) -> str:
    """What two ways to write one name have in common: capitals, spaces and a full stop tell no two roles apart."""
    return re.sub(r"\s*/\s*", "/", " ".join(text.casefold().split())).rstrip(" .;,")
