"""How somebody walks in the browser: they come in, go from page to page, and wait for what it does in its own time."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.test import Client

PATIENCE = 60_000
"""In milliseconds, of every wait: it ends what stands still, and never a walk because the machine was slow."""

STEP = 50
WIDE, PHONE = 1280, 390


def come_in(browser: Any, live_server: Any, person: Any = None, *, width: int = WIDE, **options: Any) -> Any:
    """A browser of one person, who is signed in; ``options`` are the driver's. Who opens it closes it."""
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=live_server.url, **options)
    context.set_default_timeout(PATIENCE)
    if person is not None:
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    return context


def widen(page: Any, width: int) -> None:
    """Nothing is asked of a browser whose window is as wide already: it would lay the whole page out once more."""
    if page.viewport_size != (wanted := {"width": width, "height": 900}):
        page.set_viewport_size(wanted)


def go(page: Any, by: Any) -> None:
    """Press ``by`` and wait until the next page is there: what is read after it is the next page's."""
    with page.expect_navigation():
        by.click()


def until(page: Any, holds: Callable[[], bool], what: str) -> None:
    """Returns once ``holds``, which is asked from here: a waiting function in the page would take a promise for yes."""
    for _ in range(PATIENCE // STEP):
        if holds():
            return
        page.wait_for_timeout(STEP)
    raise AssertionError(f"this did not come: {what}")
