"""What many tests begin with is built once, and no test sees what another did with it."""

import pytest

from overwinter.organisations.api import Council, ReportingGroup
from tests.governance.conftest import Groups, groups
from tests.plans.conftest import World, at_noon, world

__all__ = ["at_noon", "groups", "world"]


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_beginning_is_as_it_was_built_in_the_database_and_in_memory(world: World, time: str) -> None:
    assert [council.name for council in Council.objects.all()] == ["Northmere Council"] == [world.council.name]
    world.council.name = "Spoilt"
    world.council.save()


def test_one_that_stands_on_another_shares_it(groups: Groups, world: World) -> None:
    assert groups.world is world
    assert groups.board.name == "Winter board"


def test_the_lower_one_is_seen_without_what_stands_on_it(world: World) -> None:
    assert not ReportingGroup.objects.filter(name="Winter board").exists()


def test_a_test_that_asks_for_none_finds_the_database_empty(db: None) -> None:
    assert not Council.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_test_of_transactions_has_it_built_for_itself(world: World) -> None:
    assert Council.objects.get() == world.council
