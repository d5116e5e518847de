"""Two councils. Northmere has an administrator, a plan manager and a lead; Southfen an administrator of its own."""

from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.test import Client

from overwinter.accounts.api import User
from overwinter.organisations.api import Council, Grant
from tests.support.beginnings import Beginning
from tests.support.people import make_council, make_person


@dataclass
class World:
    north: Council
    south: Council
    admin: User
    manager: User
    lead: User
    south_admin: User
    system: User

    def client(self, person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client


def build_world() -> World:
    north, south = make_council(), make_council("southfen", "Southfen Council")
    return World(
        north=north,
        south=south,
        admin=make_person("admin@northmere.example", Grant.COUNCIL_ADMIN, council=north),
        manager=make_person("manager@northmere.example", Grant.PLAN_MANAGER, council=north),
        lead=make_person("lead@northmere.example", Grant.LEAD, council=north),
        south_admin=make_person("admin@southfen.example", Grant.COUNCIL_ADMIN, council=south),
        system=make_person("system@overwinter.example", system_admin=True),
    )


WORLD = Beginning(build_world)


@pytest.fixture
@WORLD
def world(db: None) -> World:
    cache.clear()
    return WORLD.value()
