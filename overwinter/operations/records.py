"""What an operation gives to other programs: records as lists of plain columns, read with a token of its scope."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from overwinter.organisations.api import Viewer


class Holds(StrEnum):
    """What stands in a column. An empty text, and null elsewhere, is what nobody has said."""

    TEXT = "text"
    NUMBER = "whole number"
    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes or no"
    ANSWERS = "answers by code"


@dataclass(frozen=True, slots=True)
class RecordColumn:
    name: str
    holds: Holds
    words: str
    """What it says, and what it means where it is null."""
    may_lack: bool = False
    """Whether it is null where nobody has said."""


class GivesRows(Protocol):
    def __call__(
        self, *, viewer: Viewer, after: int, most: int, changed_since: datetime | None
    ) -> Iterable[Mapping[str, object]]:
        """At most so many rows whose ``id`` is above ``after``, the lowest first, scoped to the viewer's council.

        The viewer is a service, whose scope is its permission: no grant is asked for. As many statements for one row
        as for many. No name of a person, no number or address to reach one at, nothing that was said on a call.
        """
        ...


@dataclass(frozen=True, slots=True)
class Records:
    """A list that programs read at ``/api/1/<name>``."""

    name: str
    """In its address: ``concerns``."""
    scope: str
    """What a token must hold, without ``:read``: ``concerns``. Several lists may share one."""
    allows: str
    """What the scope lets a service do, for whoever ticks it: "Read the concerns about providers"."""
    title: str
    """ "The concerns of the council"."""
    columns: tuple[RecordColumn, ...]
    """The first is ``id``, a whole number, which never changes."""
    rows: GivesRows
    words: str = ""
    """Whole sentences: what is among them, and what is not."""
    tells_changes: bool = False
    """Whether it can be asked for what was saved since a moment."""
