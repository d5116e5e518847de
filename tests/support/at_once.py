"""Several people at the same moment, each with a connection of their own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Barrier

import pytest
from django.db import connection


def needs_connections() -> None:
    """Skip where the tests' database is in memory: there all threads share one connection, and none can wait."""
    if connection.vendor == "sqlite":
        pytest.skip("the SQLite of the tests is in memory and has one connection; the tests on PostgreSQL run this")


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run all ``acts`` at the same moment; what each gave back, or the exception it raised, in their order."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        begun = [pool.submit(run, act) for act in acts]
    return [each.exception() or each.result() for each in begun]


def meanwhile(act: Callable[[], object]) -> Future[object]:
    """Begin ``act`` on a connection of its own, and let it do all it can do without waiting for us."""

    def run() -> object:
        try:
            return act()
        finally:
            connection.close()

    pool = ThreadPoolExecutor(1)
    begun = pool.submit(run)
    pool.shutdown(wait=False)
    wait([begun], timeout=1)
    return begun
