"""Where the work of a group is shown: pages of a context above, which ``config.wiring`` names here."""

from typing import Protocol


class GroupPages(Protocol):
    def group_url(self, group_id: int) -> str:
        """The page of a group: its rows, meetings and actions."""
        ...

    def meeting_url(self, meeting_id: int) -> str:
        """The page of a meeting: its agenda, or its minutes."""
        ...


_pages: GroupPages | None = None


def connect_group_pages(pages: GroupPages) -> None:
    global _pages
    _pages = pages


def group_pages() -> GroupPages:
    if _pages is None:
        raise RuntimeError("no pages of groups are connected; config.wiring does it when the program starts")
    return _pages
