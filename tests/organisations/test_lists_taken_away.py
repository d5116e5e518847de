"""Roles and reporting groups, put in order and taken away; no file names a person."""

import csv
import re
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.test import Client

from overwinter.organisations import api
from tests.organisations.conftest import World


def firsts(client: Client, address: str) -> list[str]:
    page = client.get(address).content.decode()
    return re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]*)<', page)


def taken(client: Client, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def roles(world: World) -> None:
    for title, since in (("b role", None), ("A role", date(2020, 10, 3)), ("C role", date(2020, 9, 1))):
        role = api.add_role(council=world.north, title=title, by=None)
        if since:
            holder = world.lead if title == "A role" else world.manager
            api.hand_over_role(role=role, user=holder, since=since, by=None)
    api.add_role(council=world.south, title="Role of Southfen", by=None)


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", "AbC"),
        ("?sort=no-such", "AbC"),
        ("?sort=-role", "CbA"),
        ("?sort=since", "CAb"),
        ("?sort=-since", "ACb"),
        ("?sort=holder", "ACb"),
        ("?sort=-holder", "CAb"),
    ],
)
def test_roles_are_put_in_order_and_taken_away_so(world: World, roles: None, query: str, order: str) -> None:
    client = world.client(world.lead)
    shown = [title[0] for title in firsts(client, f"/council/roles/{query}")]
    away = [row[0][0] for row in taken(client, f"/council/roles/{query or '?'}&as=csv")[1:]]
    assert shown == away == list(order)


def test_a_file_of_roles_names_nobody(world: World, roles: None) -> None:
    client = world.client(world.lead)
    page = client.get("/council/roles/").content.decode()
    for name in (world.lead.name, world.manager.name):
        assert name in page
    answer = client.get("/council/roles/?as=csv").content.decode()
    assert taken(client, "/council/roles/?as=csv") == [
        ["Role", "Since"], ["A role", "3 October 2020"], ["b role", "Not held"], ["C role", "1 September 2020"],
    ]  # fmt: skip
    sheet = openpyxl.load_workbook(BytesIO(client.get("/council/roles/?as=xlsx").content)).active
    assert sheet is not None
    said = answer + " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert world.lead.name not in said and world.manager.name not in said


def test_groups_are_put_in_order_and_taken_away_without_what_one_presses(world: World) -> None:
    for name in ("b group", "A group", "=1+1"):
        api.add_group(council=world.north, name=name, by=None)
    api.add_group(council=world.south, name="Group of Southfen", by=None)
    keeper, lead = world.client(world.manager), world.client(world.lead)
    for client in (keeper, lead):
        assert firsts(client, "/council/groups/") == ["=1+1", "A group", "b group"]
        assert firsts(client, "/council/groups/?sort=-group") == ["b group", "A group", "=1+1"]
        away = taken(client, "/council/groups/?sort=-group&as=csv")
        assert away[0] == ["Group", "Meets", "Escalates to"]
        assert [line[0] for line in away[1:]] == ["b group", "A group", "'=1+1"]
    assert "Rename" in keeper.get("/council/groups/").content.decode()


@pytest.mark.parametrize("address", ["/council/roles/", "/council/groups/"])
def test_a_file_needs_what_its_page_needs(world: World, address: str) -> None:
    assert Client().get(f"{address}?as=csv").status_code == 302
    assert world.client(world.system).get(f"{address}?as=csv").status_code == 403
    assert world.client(world.lead).get(f"{address}?as=exe").status_code == 404


def test_the_list_of_people_is_not_given_out(world: World) -> None:
    answer = world.client(world.admin).get("/council/people/?as=csv")
    assert answer["Content-Type"].startswith("text/html") and "as=csv" not in answer.content.decode()
