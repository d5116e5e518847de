"""What the rules go by besides the rows: the day, the limits of that day, the words, and what the plan says at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from overwinter.kernel.measured import Measured, Standing
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.threshold import Limits
from overwinter.kernel.words import joined
from overwinter.plans.domain.evidence import EvidenceFacts, has_evidence_in_date
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.words import Words


@dataclass(frozen=True, slots=True)
class Records:
    """What is known of a plan on a day besides its rows."""

    measured: Mapping[str, tuple[Measured, ...]] = field(default_factory=dict)
    """Requirement id to what is counted of the measures that speak to it."""
    evidence: Mapping[int, tuple[EvidenceFacts, ...]] = field(default_factory=dict)
    """Row to its evidence, ended or not."""


@dataclass(frozen=True)
class Ground:
    rows: tuple[RowFacts, ...]
    """The rows in force: a requirement that does not apply now is not doubted."""
    today: date
    limits: Limits
    words: Words
    records: Records = field(default_factory=Records)
    """What the records show beside the rows."""

    # What a plan says in no row at all is a property of the plan, and one finding; rules for one row are silent then.

    @cached_property
    def gives_answers(self) -> bool:
        return any(row.text for row in self.rows)

    @cached_property
    def gives_statuses(self) -> bool:
        return any(row.is_answered for row in self.rows)

    @cached_property
    def names_leads(self) -> bool:
        return any(row.lead for row in self.rows)

    @cached_property
    def gives_dates(self) -> bool:
        return any(row.by_when or row.by_when_date or row.next_review for row in self.rows)

    @cached_property
    def _answered(self) -> frozenset[str]:
        return frozenset(row.requirement_id for row in self.rows if row.requirement_id and says_something(row))

    @cached_property
    def _alike(self) -> Mapping[str, frozenset[str]]:
        """Requirements that ask nearly the same, either way: the national plan asks some things twice."""
        alike: dict[str, set[str]] = {}
        for row in self.rows:
            for other in row.related if row.requirement_id else ():
                alike.setdefault(row.requirement_id or "", set()).add(other)
                alike.setdefault(other, set()).add(row.requirement_id or "")
        return {key: frozenset(others) for key, others in alike.items()}

    def measured_of(self, row: RowFacts) -> tuple[Measured, ...]:
        return self.records.measured.get(row.requirement_id or "", ())

    def evidence_of(self, row: RowFacts) -> tuple[EvidenceFacts, ...]:
        """What stands as evidence of the row, in date or not; what was ended is evidence no more."""
        kept = self.records.evidence.get(row.response_id, ())
        return tuple(each for each in kept if not each.is_ended(self.today))

    def is_counted(self, row: RowFacts) -> bool:
        """A measure that speaks to the requirement has a figure: then the row need not say one."""
        return any(each.standing is not Standing.NO_DATA for each in self.measured_of(row))

    def is_evidenced(self, row: RowFacts) -> bool:
        """A figure or a piece of evidence in date shows it, whatever the words say."""
        return self.is_counted(row) or has_evidence_in_date(self.evidence_of(row), self.today)

    def alike(self, key: str | None) -> frozenset[str]:
        return self._alike.get(key or "", frozenset())

    def owes_answer(self, row: RowFacts) -> bool:
        """Asked of the council, and neither this row nor one that is asked nearly the same says anything."""
        if row.is_local or not row.addresses_council or says_something(row):
            return False
        whole = self.words.answered_with.get(row.requirement_id or "", "")
        return whole not in self._answered and not (self.alike(row.requirement_id) & self._answered)

    @cached_property
    def owed(self) -> tuple[RowFacts, ...]:
        return tuple(row for row in self.rows if self.owes_answer(row))

    @cached_property
    def is_hardly_begun(self) -> bool:
        """So much is unanswered that it is one thing to say of the plan."""
        share, many = self.limits["unanswered-share"], self.limits["unanswered-many"]
        asked = sum(not row.is_local and row.addresses_council for row in self.rows)
        return len(self.owed) >= many.count and len(self.owed) > share.value * asked


def says_something(row: RowFacts) -> bool:
    """Whether the council has said anything of the requirement besides who leads it and when."""
    return bool(row.text) or row.is_answered or bool(row.gap_actions)


def is_good(row: RowFacts) -> bool:
    """Declared to be in place: fully met, or green with nothing said of fully met."""
    return row.fully_met is FullyMet.YES or (row.rag is Rag.GREEN and row.fully_met is FullyMet.UNKNOWN)


def numbered(rows: Iterable[RowFacts]) -> str:
    """ "1.6, 3.1 and 5.4"; the title of a row without a number."""
    return joined(row.number or f"“{row.title}”" for row in rows)
