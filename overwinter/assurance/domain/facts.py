"""What the letter is written from: plain values of the plan on a day, which are kept with each letter that is sent."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from overwinter.kernel.status import FullyMet, Rag


@dataclass(frozen=True, slots=True)
class LetterKind:
    """What the national plan asks of the letter (``catalogue/letters.toml``); requirements by their permanent ids."""

    framework: str
    to: str
    asked_for: str
    """Month and day within the winter, as 10-31; empty where it is asked for by no day."""
    source: str
    continuity: tuple[str, ...]
    nhs: tuple[str, ...]
    voluntary: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A row of the plan that the letter names, with the council's own words."""

    response_id: int
    name: str
    rag: str
    fully_met: str
    text: str
    doing: tuple[str, ...] = ()
    """What is being done: one line for each open gap action, with who and by when."""

    @property
    def is_answered(self) -> bool:
        return self.rag != Rag.UNKNOWN or self.fully_met != FullyMet.UNKNOWN


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs the letter: a step of the plan's signing, and when it was given. The name is known only while it is
    written, and is not kept in the database."""

    title: str
    signed_on: date | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    council: str
    is_demo: bool
    winter: str
    """In words: 2026 to 2027."""
    framework: str
    as_at: date
    national: int
    """Rows in force that answer a national requirement."""
    local: int
    rags: Mapping[str, int]
    mets: Mapping[str, int]
    issues: tuple[Statement, ...]
    """Rows in force that are red or not met."""
    continuity: tuple[Statement, ...] = ()
    nhs: tuple[Statement, ...] = ()
    voluntary: tuple[Statement, ...] = ()
    signers: tuple[Signer, ...] = ()

    @property
    def rows(self) -> int:
        return self.national + self.local

    def rag(self, rag: Rag) -> int:
        return self.rags.get(rag.value, 0)

    def met(self, met: FullyMet) -> int:
        return self.mets.get(met.value, 0)


@dataclass(frozen=True, slots=True)
class FreeWords:
    """What people write themselves into the letter; each may be empty."""

    to: str = ""
    reference: str = ""
    opening: str = ""
    providers: str = ""
    issues: str = ""
    partners: str = ""
    closing: str = ""


WORD_LABELS: Mapping[str, str] = {
    "to": "To", "reference": "Our reference", "opening": "Opening", "providers": "On providers and continuity",
    "issues": "On the key issues", "partners": "On the NHS and the voluntary sector", "closing": "Closing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SentFacts:
    """A letter that was sent, as far as a later one is compared with it."""

    number: int
    sent_on: date
    facts: LetterFacts
    words: FreeWords = field(default_factory=FreeWords)


def as_plain(facts: LetterFacts) -> dict[str, Any]:
    """For keeping, without the names of people."""
    told: dict[str, Any] = asdict(facts)
    told["as_at"] = facts.as_at.isoformat()
    told["signers"] = [
        {"title": each.title, "signed_on": each.signed_on.isoformat() if each.signed_on else None}
        for each in facts.signers
    ]
    return told


def from_plain(told: Mapping[str, Any]) -> LetterFacts:
    """What :func:`as_plain` gave, after it was kept as JSON."""
    lists = {name: tuple(map(_statement, told[name])) for name in ("issues", "continuity", "nhs", "voluntary")}
    signers = tuple(
        Signer(each["title"], date.fromisoformat(each["signed_on"]) if each["signed_on"] else None)
        for each in told["signers"]
    )
    return LetterFacts(**{**told, **lists, "signers": signers, "as_at": date.fromisoformat(told["as_at"])})


def digest_of(facts: LetterFacts, words: FreeWords) -> str:
    """Of all that the letter says but its day and its names: equal letters have the same."""
    written = json.dumps([as_plain(facts), asdict(words)], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _statement(told: Mapping[str, Any]) -> Statement:
    return Statement(**{**told, "doing": tuple(told["doing"])})
