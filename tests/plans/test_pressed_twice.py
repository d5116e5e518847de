"""A button that is pressed twice adds once, and says what stands."""

from datetime import timedelta

import pytest
from django.test import Client

from overwinter.infra import clock
from overwinter.plans.models import GapAction, Response
from tests.plans.conftest import World, signed_in
from tests.plans.test_views import row_url, url, words


@pytest.fixture
def manager(world: World) -> Client:
    return signed_in(world.manager)


def test_a_gap_action_sent_twice_is_added_once(world: World) -> None:
    client = signed_in(world.lead)
    said = {"text": "Hire two officers", "owner": world.role.pk, "due": "1 December 2020", "priority": "high"}
    address = row_url(world, "gap-actions/add/")
    client.post(address, said)
    again = words(client.post(address, said, follow=True))
    assert "it stands once: “Hire two officers”, due 1 December 2020, owned by Head of commissioning." in again
    assert GapAction.objects.count() == 1
    client.post(address, said | {"due": "2 December 2020"})
    signed_in(world.manager).post(address, said)
    assert GapAction.objects.count() == 3, "another date, and another person"
    with clock.standing_at(clock.now() + timedelta(minutes=1)):
        client.post(address, said)
    assert GapAction.objects.count() == 4, "a minute later it is meant"


def test_a_local_row_sent_twice_is_added_once(world: World, manager: Client) -> None:
    said = {"title": "Buy snow shovels", "text": "We buy them", "lead": world.role.pk}
    address = url(world, "rows/add/")
    manager.post(address, said)
    assert "it stands once: “Buy snow shovels”" in words(manager.post(address, said, follow=True))
    assert Response.objects.filter(requirement=None).count() == 1
    manager.post(address, said | {"text": "We borrow them"})
    assert Response.objects.filter(requirement=None).count() == 2
    refused = manager.post(address, said | {"lead": 999_999})
    assert refused.status_code == 422 and "not a role of this council" in words(refused)
