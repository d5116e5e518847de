"""What a rule says: a finding. And the rule itself: its code, its reason, what it looks at, where it is mended."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from overwinter.plans.domain.facts import RowFacts

if TYPE_CHECKING:
    from overwinter.plans.domain.findings.ground import Ground


class Scope(StrEnum):
    """What a rule has to see to say something."""

    ROW = "row"
    PLAN = "plan"

    @property
    def label(self) -> str:
        return {"row": "One row", "plan": "The plan as a whole"}[self.value]


class Mend(StrEnum):
    """Where a finding is mended: a field of the row, or a page of the plan."""

    STATUS = "status"
    RESPONSE = "response"
    LEAD = "lead"
    DATE = "date"
    REVIEW = "review"
    ADD_ACTION = "add action"
    ACTIONS = "actions"
    EVIDENCE = "evidence"
    LEADS = "leads"
    """The page on which leads are named for many rows."""
    ROWS = "rows"
    """The plan, row by row."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something doubtful that a rule saw."""

    code: str
    """Of the rule."""
    title: str
    """A whole sentence."""
    facts: str
    mend: str
    """How to mend it, after the words "To mend:"."""
    subject: str
    """What it is about, within the plan: "row-12", "lead-7". With the code it names the finding from day to day."""
    saw: tuple[str, ...]
    """The facts it rests on. While they are the same it is the same finding; when one changes it is seen anew."""
    rows: tuple[int, ...] = ()
    """The rows it stands on; none where it is about the plan as a whole."""

    @property
    def key(self) -> tuple[str, str]:
        return self.code, self.subject

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256("\x1f".join((self.code, *self.saw)).encode()).hexdigest()[:32]


Judge = Callable[[tuple[RowFacts, ...], "Ground"], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    name: str
    """In a list of rules, and where one is chosen: "Amber, yet fully met"."""
    why: str
    """Whole sentences: what is lost while such a thing stands."""
    how: str
    """Whole sentences: what it looks at, exactly enough to tell why it did or did not fire."""
    scope: Scope
    mends: Mend
    judge: Judge
    limits: tuple[str, ...] = ()
    """The ids of the thresholds it goes by."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a rule that looks at one row alone says of it."""

    title: str
    facts: str
    mend: str
    saw: tuple[str, ...]


def quoted(text: str, most: int = 80) -> str:
    """People's own words in quotation marks, cut between two of them."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= most else f"“{line[:most].rsplit(' ', 1)[0]}…”"


def on_each_row(code: str, look: Callable[[RowFacts, "Ground"], Seen | None]) -> Judge:
    """A judge that asks ``look`` about one row after the other."""

    def judge(rows: tuple[RowFacts, ...], ground: "Ground") -> Iterator[Finding]:
        for row in rows:
            seen = look(row, ground)
            if seen is not None:
                pk = row.response_id
                yield Finding(code, seen.title, seen.facts, seen.mend, f"row-{pk}", seen.saw, rows=(pk,))

    return judge
