"""The catalogue a document is matched against. Given by the caller, so that the engine needs no database."""

from msgspec import Struct

from overwinter.reading.vocabulary.profile import Profile


class Entry(Struct, frozen=True):
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


class LearntWording(Struct, frozen=True):
    """A wording that a person confirmed as standing for these requirements; none means a truly local action."""

    text: str
    ids: tuple[str, ...]
    taught_by: str = ""


class Catalogue(Struct, frozen=True, kw_only=True):
    framework: str
    entries: tuple[Entry, ...]
    """In the national order: documents mostly follow it."""
    learnt: tuple[LearntWording, ...] = ()
    abbreviations: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """An abbreviation of the trade and the phrases it stands for; matching reads them as one word."""
    other_services: tuple[str, ...] = ()
    """Words of services that the framework is not about, in the singular: a row that holds one is trusted less."""
    profiles: tuple[Profile, ...] = ()
    """What people said of kinds of documents; one without headings to know it by holds for whatever is read."""
    plain_words: tuple[str, ...] = ()
    """Words that say how a duty is carried out and not what it is: they do not count against a match."""
    confident_from: float
    """The confidence, 0 to 1, from which a person need not look at a match."""
    shown_from: float
    """The confidence from which an unsure match is kept for review; below it, it is only a candidate."""
