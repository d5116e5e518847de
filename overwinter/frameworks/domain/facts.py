"""Frameworks and requirements as other contexts see them."""

from dataclasses import dataclass
from datetime import date, datetime

from overwinter.frameworks.domain.force import in_force
from overwinter.frameworks.domain.pack import Audience, Relation
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.winter import Winter


@dataclass(frozen=True, slots=True)
class FrameworkFact:
    id: int
    """Primary key, for foreign keys."""
    key: str
    """The pack's permanent id."""
    title: str
    winter: str
    publisher: str
    source: str
    published: date
    reviewed: date
    note: str
    synced_at: datetime

    @property
    def season(self) -> Winter:
        return Winter.parse(self.winter)


@dataclass(frozen=True, slots=True)
class PartFact:
    """A theme or a section."""

    key: str
    name: str
    short: str
    order: int


@dataclass(frozen=True, slots=True)
class RequirementFact:
    id: int
    """Primary key, for foreign keys."""
    framework_id: int
    key: str
    """Permanent id within the framework."""
    number: str
    order: int
    theme: PartFact
    section: PartFact
    audience: Audience
    title: str
    summary: str
    terms: tuple[str, ...]
    related: tuple[str, ...]
    source: str
    reviewed: date
    effective_from: date
    effective_until: date | None
    withdrawn_on: date | None

    def in_force(self, on: date) -> Verdict:
        return in_force(starts=self.effective_from, until=self.effective_until, withdrawn_on=self.withdrawn_on, on=on)


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A requirement of another framework, and what it is to this one."""

    framework_key: str
    framework_title: str
    key: str
    number: str
    title: str
    is_later: bool
    relation: Relation
    note: str


@dataclass(frozen=True, slots=True)
class WayFact:
    """From a requirement of one framework to one of a later, by their primary keys."""

    earlier_id: int
    later_id: int
    relation: Relation
    note: str

    @property
    def carries(self) -> bool:
        """Whether what was answered to the earlier is an answer to the later; not where they are only related."""
        return self.relation is not Relation.RELATED


@dataclass(frozen=True, slots=True)
class Lesson:
    """A wording and what a person confirmed it to mean; no requirement: a truly local action."""

    text: str
    requirement_keys: tuple[str, ...]
