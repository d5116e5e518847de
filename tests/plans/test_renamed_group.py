"""A group that is renamed is renamed in every answer that reports to it, on the record."""

from datetime import date

from django.test import Client

from overwinter.infra import audit
from overwinter.organisations.api import Grant
from overwinter.plans import api
from tests.plans.conftest import World, make_person, signed_in
from tests.plans.test_views import words


def rename(client: Client, world: World, name: str) -> None:
    assert client.post(f"/council/groups/{world.group.pk}/rename/", {"name": name}).status_code == 302


def test_every_answer_says_the_new_name_and_the_past_the_old_one(world: World) -> None:
    world.change(groups=[world.group.pk])
    world.change(world.rows[1], groups=[world.group.pk])
    versions = [row.version for row in world.rows]
    rename(signed_in(make_person(world.council, Grant.COUNCIL_ADMIN)), world, "Care capacity board")
    rows = api.list_rows(world.plan)
    assert [row.groups for row in rows[:3]] == [("Care capacity board",), ("Care capacity board",), ()]
    assert [row.version - old for row, old in zip(world.rows, versions, strict=True)] == [1, 1, 0, 0, 0, 0]
    assert api.list_rows(world.plan, as_at=date(2020, 11, 12))[0].groups == ()
    page = words(signed_in(world.onlooker).get(f"/plans/{world.plan.pk}/rows/{world.row.pk}/changes/"))
    assert "from Provider capacity cell to Care capacity board" in page
    assert "is now called" in page and "Council administrator" in page
    assert list(audit.broken_links("northmere")) == []


def test_a_name_that_stays_changes_nothing(world: World) -> None:
    world.change(groups=[world.group.pk])
    version = world.row.version
    rename(signed_in(world.manager), world, "Provider  capacity cell")
    assert world.row.version == version
