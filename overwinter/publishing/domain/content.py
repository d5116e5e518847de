"""What a reader of the public page is told: plain values, made once and kept as they were published."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from overwinter.kernel.status import FullyMet, Rag

ON_TRACK, MORE_WORK, OFF_TRACK, NOT_KNOWN = "on track", "needs more work", "off track", "not yet known"
STATUS_WORDS = {Rag.GREEN: ON_TRACK, Rag.AMBER: MORE_WORK, Rag.RED: OFF_TRACK, Rag.UNKNOWN: NOT_KNOWN}
"""How the public page says a RAG rating: letters and colours mean nothing to who has not been told."""
SHOWN_ORDER = (Rag.GREEN, Rag.AMBER, Rag.RED, Rag.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Doing:
    """A gap action: what will be done, and by when if a day is said."""

    words: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class PublicRow:
    number: str
    title: str
    asks: str
    """What the national plan asks, in our words."""
    words: str
    rag: Rag
    fully_met: FullyMet
    lead: str = ""
    """The title of the role, never a person."""
    by_when: date | None = None
    doing: tuple[Doing, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicPart:
    """A theme of the plan."""

    title: str
    rows: tuple[PublicRow, ...]

    def count(self, rag: Rag) -> int:
        return sum(row.rag is rag for row in self.rows)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not published, and the reason the council gives."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Withheld:
    fewest: int
    numbers: int = 0
    names: int = 0
    contacts: int = 0
    left_out: tuple[LeftOut, ...] = ()
    not_in_force: int = 0


@dataclass(frozen=True, slots=True)
class PublicContent:
    """The whole of a public page."""

    council_code: str
    council_name: str
    is_demo: bool
    winter: str
    framework_key: str
    framework_title: str
    as_at: date
    introduction: str
    help_words: str
    contact: str
    parts: tuple[PublicPart, ...]
    withheld: Withheld
    signed: str = ""
    """Who signed the plan and when, as a sentence; empty where it is not signed."""

    @property
    def rows(self) -> tuple[PublicRow, ...]:
        return tuple(row for part in self.parts for row in part.rows)

    def count(self, rag: Rag) -> int:
        return sum(part.count(rag) for part in self.parts)

    @property
    def as_values(self) -> dict[str, Any]:
        """Plain values that JSON holds; :func:`from_values` reads them back."""
        values: dict[str, Any] = json.loads(json.dumps(asdict(self), default=str, ensure_ascii=False))
        return values

    @property
    def digest(self) -> str:
        """SHA-256 of the values: equal for pages that say the same, whatever the day."""
        values = {name: value for name, value in self.as_values.items() if name != "as_at"}
        return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def from_values(values: Mapping[str, Any]) -> PublicContent:
    """The content that ``as_values`` wrote."""
    withheld = dict(values["withheld"])
    withheld["left_out"] = tuple(LeftOut(**each) for each in withheld["left_out"])
    return PublicContent(
        **{
            **values,
            "as_at": date.fromisoformat(values["as_at"]),
            "parts": tuple(PublicPart(part["title"], tuple(map(_row, part["rows"]))) for part in values["parts"]),
            "withheld": Withheld(**withheld),
        }
    )


def _row(values: Mapping[str, Any]) -> PublicRow:
    return PublicRow(
        **{
            **values,
            "rag": Rag(values["rag"]),
            "fully_met": FullyMet(values["fully_met"]),
            "by_when": _day(values["by_when"]),
            "doing": tuple(Doing(each["words"], _day(each["due"])) for each in values["doing"]),
        }
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
