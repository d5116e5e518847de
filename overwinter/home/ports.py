"""What a context beside this one offers to Today, joined in ``config/wiring.py``: the two do not know each other."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from overwinter.organisations.api import Viewer
from overwinter.plans.api import Plan, RowFacts


class PublicWait(Protocol):
    """The version that the public reads, and how many rows stand otherwise now."""

    @property
    def number(self) -> int: ...
    @property
    def published_on(self) -> date: ...
    @property
    def rows(self) -> int: ...
    @property
    def url(self) -> str: ...


class PublicSource(Protocol):
    def find_wait(self, viewer: Viewer, plan: Plan, rows: Iterable[RowFacts]) -> PublicWait | None:
        """What waits for the viewer of the plan's public page; None where nothing does."""
        ...


_source: PublicSource | None = None


def connect_public_page(source: PublicSource) -> None:
    global _source
    _source = source


def public_page() -> PublicSource:
    if _source is None:
        raise RuntimeError("no public page is connected; config.wiring does it when the program starts")
    return _source
