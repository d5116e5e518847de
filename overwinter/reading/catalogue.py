"""The catalogue a document is matched against. Given by the caller, so that the engine needs no database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One national requirement, in our own words."""

    id: str
    theme: str
    section: str
    audience: str
    title: str
    summary: str
    terms: tuple[str, ...] = ()
    """Key terms of the trade; they decide the matching."""
    number: str = ""
    """Official or customary number, where there is one."""
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LearntWording:
    """A wording that a person confirmed as standing for these requirements; none means a truly local action."""

    text: str
    ids: tuple[str, ...]
    taught_by: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    framework: str
    entries: tuple[Entry, ...]
    learnt: tuple[LearntWording, ...] = ()
