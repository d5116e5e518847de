"""What every test shares. A unit test that touches the database says so with ``db`` or ``transactional_db``."""

import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from overwinter.infra.tables import note_migrations
from tests.support.browsers import find_browser
from tests.support.walking import PATIENCE

# What is asked of a property is that it holds, not that a busy machine makes and tries the examples quickly.
settings.register_profile("overwinter", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("overwinter")

# Where a shell begins the tests in its background, they would begin their commands with an interrupt ignored, too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = ["tests.support.beginnings", "tests.support.emptying", "tests.support.instead"]

LONGEST = "test_every_page.py"
"""It takes minutes: begun first, it is done before the other tests are, and no worker waits for it at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name != LONGEST)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The tests' database, from pytest-django, is one that the program made: no migration is missing."""
    with django_db_blocker.unblock():
        note_migrations()


@pytest.fixture(scope="session")
def browser(beginnings: Callable[[list[Any]], None]) -> Iterator[Any]:
    """A headless Chromium; without one on the machine the journeys skip with that reason.

    While its driver's loop runs, Django gives this thread another connection: nothing may stand on the one before.
    """
    chromium = find_browser()
    if chromium is None:
        pytest.skip("no Chromium on this machine: install Debian's chromium-headless-shell to walk the journeys")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    beginnings([])
    with sync_playwright() as driver:
        running = driver.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield running
        beginnings([])
        running.close()
