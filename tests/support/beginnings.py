"""What many tests begin with is built in the database once: each test's own transaction is rolled back to it.

A fixture says so with ``@Beginning``; ``value`` gives it a copy of what was built, as fresh as if it had been built for
the test. A test of transactions, which cannot run inside one, has it built for itself by the same function.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Beginning(Generic[T]):
    """Built by ``build``, which is given what ``after`` built where it stands on another."""

    build: Callable[..., T]
    after: "Beginning[Any] | None" = None

    def __call__(self, fixture: Callable[..., Any]) -> Callable[..., Any]:
        """Mark a fixture's function: tests that ask for it begin here."""
        fixture.beginning = self
        return fixture

    @property
    def way(self) -> "list[Beginning[Any]]":
        """All it stands on, the lowest first, and itself."""
        return [*(self.after.way if self.after else []), self]

    def made(self, beneath: Any) -> T:
        return self.build(beneath) if self.after else self.build()

    def value(self) -> T:
        return _now.copy_of(self)


@dataclass
class Now:
    """The beginnings that stand in the database, each in a transaction within the one before."""

    standing: list[tuple[Beginning[Any], transaction.Atomic, Any]] = field(default_factory=list)
    copies: dict[int, Any] = field(default_factory=dict)
    """What the test that runs has been given, by what it is a copy of, so that two fixtures share what is the same."""
    alone: dict[Beginning[Any], Any] = field(default_factory=dict)
    """What was built for the test that runs alone."""
    on: Any = None
    """The connection they stand on."""

    def turn_to(self, wanted: list[Beginning[Any]]) -> None:
        self.copies, self.alone = {}, {}
        if self.standing and self.on is not connections[DEFAULT_DB_ALIAS]:
            raise RuntimeError(
                "What tests begin with stands on another connection, and would hold its tables for ever."
            )
        if not connection.in_atomic_block:
            self.standing.clear()
        self.on = connections[DEFAULT_DB_ALIAS]
        while self.standing and [each for each, _, _ in self.standing] != wanted[: len(self.standing)]:
            self._leave()
        for each in wanted[len(self.standing) :]:
            self._enter(each)

    def copy_of(self, wanted: Beginning[T]) -> T:
        for each, _, built in self.standing:
            if each is wanted:
                return copy.deepcopy(built, self.copies)
        if wanted not in self.alone:
            self.alone[wanted] = wanted.made(self.copy_of(wanted.after) if wanted.after else None)
        return self.alone[wanted]

    def _enter(self, beginning: Beginning[Any]) -> None:
        beneath = self.standing[-1][2] if self.standing else None
        atomic = transaction.atomic()
        atomic._from_testcase = True  # as the transaction of a test: what must be outermost may begin within it
        atomic.__enter__()
        try:
            built = beginning.made(beneath)
        except BaseException:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)
            raise
        self.standing.append((beginning, atomic, built))

    def _leave(self) -> None:
        _, atomic, _ = self.standing.pop()
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


_now = Now()


@pytest.fixture(scope="session")
def beginnings(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[[list[Beginning[Any]]], None]]:
    def turn_to(wanted: list[Beginning[Any]]) -> None:
        with django_db_blocker.unblock():
            _now.turn_to(wanted)

    yield turn_to
    turn_to([])


@pytest.fixture
def beginning(request: pytest.FixtureRequest, beginnings: Callable[[list[Beginning[Any]]], None]) -> None:
    """The database is as the test's fixtures wish it to be before its own transaction begins."""
    marker = request.node.get_closest_marker("django_db")
    alone = {"transactional_db", "live_server"} & set(request.fixturenames)
    if alone or (marker and marker.kwargs.get("transaction")):
        return beginnings([])
    fixtures = (each[-1].func for each in request.node._fixtureinfo.name2fixturedefs.values())
    asked = [each.beginning.way for each in fixtures if hasattr(each, "beginning")]
    return beginnings(max(asked, key=len, default=[]))


@pytest.fixture
def _django_db_helper(beginning: None, _django_db_helper: None) -> None:
    """The transaction of a test, from pytest-django, stands on its beginning."""
