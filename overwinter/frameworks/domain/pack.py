"""A requirement pack as it stands on disk: a framework, its themes and sections in order, its requirements in order."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property

from msgspec import Struct, to_builtins


class Audience(StrEnum):
    """Whom a requirement addresses."""

    COUNCIL = "la"
    NHS = "nhs"
    BOTH = "la+nhs"
    PROVIDER = "provider"
    COUNCIL_AND_PROVIDER = "la+provider"

    @property
    def label(self) -> str:
        return {
            Audience.COUNCIL: "Council",
            Audience.NHS: "NHS",
            Audience.BOTH: "Council and NHS",
            Audience.PROVIDER: "Care providers",
            Audience.COUNCIL_AND_PROVIDER: "Council and care providers",
        }[self]


class Relation(StrEnum):
    """What the later requirement is to the earlier one."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    RELATED = "related"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        return {
            Relation.SAME: "asks the same",
            Relation.NARROWER: "asks less",
            Relation.WIDER: "asks more",
            Relation.RELATED: "is related",
            Relation.SUPERSEDED: "has taken its place",
        }[self]


class Section(Struct, frozen=True):
    id: str
    name: str
    """The heading documents print."""
    short: str
    """The heading pages show."""


class Theme(Struct, frozen=True):
    id: str
    name: str
    short: str
    sections: tuple[Section, ...]


class PackRequirement(Struct, frozen=True):
    id: str
    number: str
    theme: str
    section: str
    audience: Audience
    title: str
    summary: str
    terms: tuple[str, ...]
    related: tuple[str, ...]
    source: str
    reviewed: date
    effective_from: date
    effective_until: date | None = None
    """Last day on which it could be in force; None while nothing has ended it."""


class Pack(Struct, frozen=True, dict=True):
    id: str
    title: str
    winter: str
    publisher: str
    source: str
    published: date
    reviewed: date
    note: str
    themes: tuple[Theme, ...]
    requirements: tuple[PackRequirement, ...]
    abbreviations: tuple[tuple[str, tuple[str, ...]], ...] = ()
    other_services: tuple[str, ...] = ()
    """Words of what councils do outside adult social care."""
    plain_words: tuple[str, ...] = ()
    """Words that say how a duty is carried out and not what it is about."""

    @cached_property
    def sections(self) -> dict[str, tuple[Theme, Section]]:
        """Section id to its theme and itself."""
        return {section.id: (theme, section) for theme in self.themes for section in theme.sections}

    @cached_property
    def digest(self) -> str:
        """Tells whether anything in the pack has changed since it was synced."""
        body = json.dumps(
            [
                self.id,
                self.title,
                self.winter,
                self.publisher,
                self.source,
                self.published,
                self.reviewed,
                self.note,
                [to_builtins(theme) for theme in self.themes],
                [to_builtins(item) for item in self.requirements],
            ],
            sort_keys=True,
            default=str,
        )
        return hashlib.sha256(body.encode()).hexdigest()

    def by_section(self) -> Iterator[tuple[Theme, Section, tuple[PackRequirement, ...]]]:
        for theme in self.themes:
            for section in theme.sections:
                yield theme, section, tuple(item for item in self.requirements if item.section == section.id)


class Link(Struct, frozen=True):
    """A line of a crosswalk."""

    earlier: str
    later: str
    relation: Relation
    note: str


class Crosswalk(Struct, frozen=True):
    earlier_pack: str
    later_pack: str
    reviewed: date
    links: tuple[Link, ...]
