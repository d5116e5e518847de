"""Pages of contexts above that those of this one lead to; ``config.wiring`` names them here."""

from collections.abc import Callable
from typing import Protocol

from overwinter.design.parts import Link

AdminPages = Callable[[], tuple[tuple[Link, str], ...]]
"""Pages for the administrator of a council, each with what is there."""


class GroupPages(Protocol):
    def group_url(self, group_id: int) -> str:
        """The page of a group: its rows, meetings and actions."""
        ...

    def meeting_url(self, meeting_id: int) -> str:
        """The page of a meeting: its agenda, or its minutes."""
        ...


_pages: GroupPages | None = None
_admin_pages: list[AdminPages] = []


def connect_group_pages(pages: GroupPages) -> None:
    global _pages
    _pages = pages


def group_pages() -> GroupPages:
    if _pages is None:
        raise RuntimeError("no pages of groups are connected; config.wiring does it when the program starts")
    return _pages


def connect_admin_pages(*offers: AdminPages) -> None:
    _admin_pages[:] = offers


def list_admin_pages() -> tuple[tuple[Link, str], ...]:
    return tuple(page for offer in _admin_pages for page in offer())
