"""How a walk goes from page to page."""

from typing import Any


def go(page: Any, by: Any) -> None:
    """Press ``by`` and wait until the next page is there: what is read after it is the next page's."""
    with page.expect_navigation():
        by.click()
