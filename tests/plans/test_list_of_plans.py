"""The list of plans: put in order by the database, taken away whole."""

import csv
import re
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from overwinter.accounts.api import User
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant, get_viewer
from overwinter.plans import api, queries
from overwinter.plans.models import Plan
from overwinter.plans.pages.listing import ListOrder
from tests.plans.conftest import World, make_person


@pytest.fixture
def client(world: World) -> Client:
    client = Client()
    client.force_login(world.manager)
    return client


def make_plans(count: int, *, shared: bool = True) -> list[Plan]:
    """Plans of councils 00, 01, … Of council n, n rows (six at most, the last of them not in force) are red and met."""
    made = []
    for number in range(count):
        council = organisations.add_council(
            code=f"c{number}-{shared}",
            name=f"Council {number:02d}",
            by=None,
            shares_with=organisations.Sharing.EVERYONE if shared else organisations.Sharing.NOBODY,
        )
        plan = api.create_plan(
            council_id=council.pk,
            framework_key="test-plan",
            winter="2020-21",
            by=make_person(council, Grant.PLAN_MANAGER),
        )
        rows = [row.pk for row in plan.responses.order_by("-order", "id")[:number]]
        plan.responses.filter(pk__in=rows).update(rag="red", fully_met="yes")
        made.append(plan)
    return made


def names(client: Client, query: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]*">([^,]*),', client.get(f"/plans/{query}").content.decode())


def taken(client: Client, query: str) -> list[list[str]]:
    answer = client.get(f"/plans/{query}")
    assert answer["Content-Disposition"] == 'attachment; filename="plans.csv"'
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_own_plans_stand_first_unless_another_order_is_asked_for(world: World, client: Client) -> None:
    make_plans(3)
    first = ["Northmere Council", "Council 00", "Council 01", "Council 02"]
    assert names(client, "") == names(client, "?sort=no-such") == first
    assert names(client, "?sort=council") == [*first[1:], first[0]]
    assert names(client, "?sort=-council") == [first[0], *reversed(first[1:])]


def test_plans_are_put_in_order_by_the_counts_the_list_shows(world: World) -> None:
    make_plans(6)
    viewer = get_viewer(world.manager)
    for by in ("red", "unknown", "green", "amber", "met"):
        for descending in (False, True):
            lines = list(queries.list_plans(viewer, by=by, descending=descending))
            counts = [(line.mets.get("yes", 0) if by == "met" else line.rags.get(by, 0)) for line in lines]
            assert counts == sorted(counts, reverse=descending), by
            assert len(lines) == 7
    reds = [line.rags.get("red", 0) for line in queries.list_plans(viewer, by="red", descending=True)]
    assert reds == [4, 3, 2, 1, 0, 0, 0], "the row that is not in force is not counted"


def test_the_order_runs_over_all_pages_and_a_file_holds_them_all(world: World, client: Client) -> None:
    make_plans(24)
    make_plans(2, shared=False)
    shown = names(client, "?sort=-red&page=1") + names(client, "?sort=-red&page=2")
    assert len(names(client, "?sort=-red&page=1")) == 20 and len(set(shown)) == 25
    head, *rows = taken(client, "?sort=-red&page=2&as=csv")
    assert head == ["Council and winter", "RAG", "Red", "Amber", "Green", "Unknown", "Fully met"]
    assert [row[0].split(",")[0] for row in rows] == shown
    assert rows[0][1:] == ["Council 06: 5 red, 1 not in force", "5", "0", "0", "0", "5 of 5"]
    sheet = openpyxl.load_workbook(BytesIO(client.get("/plans/?sort=-red&as=xlsx").content)).active
    assert sheet is not None and sheet.max_row == 26 and sheet["C2"].value == 5


def test_a_file_takes_as_many_statements_as_a_page(world: World, client: Client) -> None:
    make_plans(22)
    client.get("/plans/")
    counts = []
    for query in ("", "?as=csv", "?sort=council"):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/plans/{query}")
        counts.append(len(captured))
    assert counts[1] <= counts[0] == counts[2]


def test_an_address_that_asks_for_nothing_that_is_there(client: Client) -> None:
    assert ListOrder.of(QueryDict("page=²&sort=lead")).by == ""
    assert client.get("/plans/?as=pdf").status_code == 404


def test_who_belongs_to_no_council_is_shown_no_plan_in_any_order(world: World) -> None:
    nobody = get_viewer(User.objects.create_user("nobody@northmere.example", "a long password for tests", name="N"))
    assert [list(queries.list_plans(nobody, by=by)) for by in ("", "council", "red", "met")] == [[]] * 4
