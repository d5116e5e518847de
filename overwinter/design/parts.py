"""The small parts a page is made of, as facts. ``pages.py`` of a context fills them in; the tags lay them out."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Link:
    """``about`` are the hidden words that tell repeated links apart: "Change" about "lead"."""

    text: str
    url: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A summary row. ``value`` and ``note`` may be safe markup; without a ``change`` there is no link at its end."""

    name: str
    value: str
    note: str = ""
    change: Link | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something doubtful: a bold sentence, the facts, how to mend it, then the links that do so."""

    title: str
    facts: str = ""
    to_mend: str = ""
    note: str = ""
    """For example "Open 21 days."."""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a history. ``words`` may be safe markup."""

    when: str
    words: str
    who: str = ""
    why: str = ""
    """Their own words, shown in quotation marks."""


@dataclass(frozen=True, slots=True)
class Need:
    """A thing that waits for a person: what to do, with what, why, and the one way there."""

    verb: str
    title: str
    url: str
    why: str
    who: str = ""
    action: str = ""
    main: bool = False
    """The page's one green button."""


@dataclass(frozen=True, slots=True)
class QueueItem:
    number: str
    title: str
    url: str
    note: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class QueueGroup:
    title: str
    items: tuple[QueueItem, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One count of what was read, and the way to the rows it counts."""

    figure: str
    words: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A checkbox that narrows a list: ``name=value`` in the address."""

    name: str
    value: str
    label: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """How a plan stood on one day of the slider: counts by RAG value, as :mod:`overwinter.design.marks` names them."""

    on: date
    counts: dict[str, int]
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Slider:
    """The plan as it stood: one radio for each day, under a bar of that day's counts."""

    legend: str
    days: tuple[Day, ...]
    name: str = "as-at"


@dataclass(frozen=True, slots=True)
class Words:
    """A box for words that narrow a list."""

    name: str
    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class FilterBar:
    """A form that narrows what the page shows; it is sent as a plain GET."""

    selects: tuple[Select, ...] = ()
    ticks: tuple[Tick, ...] = ()
    slider: Slider | None = None
    kept: tuple[tuple[str, str], ...] = ()
    """Parameters of the address that stay, such as the order of the table."""
    action: str = ""
    button: str = "Show"
    clear_url: str = ""
    words: Words | None = None
