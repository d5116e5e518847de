"""What a council sees of others: what they share with it and nothing else, in no more statements for more councils."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from overwinter.kernel.verdict import Refused
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Council, Kind, Place, Region, Sharing
from overwinter.plans import api
from overwinter.plans.models import Plan
from tests.plans.conftest import World, at_noon, signed_in, world

__all__ = ["at_noon", "world"]

HERE = Place(Kind.COUNTY, Region.EAST, "Fen and Wold")


def add_plan(world: World, code: str, share: Sharing, place: Place = HERE, *, words: bool = True) -> Plan:
    """A council that has fully met everything, and says so in words of its own."""
    council = organisations.add_council(code=code, name=code.title(), by=None)
    organisations.place_council(council=council, place=place, by=None)
    organisations.share_answers(council=council, share=share, words=words, by=None)
    plan = Plan.objects.create(
        council=council, framework=world.framework, winter="2020-21", title="A plan", started_on=world.plan.started_on
    )
    for row in world.rows:
        plan.responses.create(
            requirement=row.requirement, order=row.order, text=f"The words of {code}", rag="green", fully_met="yes",
            changed_as="Winter plan manager",
        )  # fmt: skip
    return plan


@pytest.fixture
def manager(world: World) -> Client:
    organisations.place_council(council=world.council, place=HERE, by=None)
    return signed_in(world.manager)


def address(world: World, rest: str = "") -> str:
    return f"/plans/{world.plan.pk}/compare/{rest}"


def taken(client: Client, url: str) -> list[dict[str, str]]:
    answer = client.get(url)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


ELSEWHERE = Place(Kind.LONDON, Region.LONDON, "Another system")
SHARED_WITH_US = {
    ("nobody", HERE): False, ("everyone", ELSEWHERE): True,
    ("system", HERE): True, ("system", Place(system="Another system")): False,
    ("region", Place(Kind.COUNTY, Region.EAST, "Another system")): True, ("region", HERE): True,
    ("region", Place(Kind.COUNTY, Region.LONDON, "Fen and Wold")): True, ("region", ELSEWHERE): False,
}  # fmt: skip


def test_a_council_is_read_by_those_it_shares_with(world: World, manager: Client) -> None:
    plans = {
        add_plan(world, f"council-{number}", Sharing(share), place): shared
        for number, ((share, place), shared) in enumerate(SHARED_WITH_US.items())
    }
    viewer = organisations.get_viewer(world.manager)
    found = {each.plan_id for each in api.list_compared_plans(viewer, world.plan, organisations.Like.EVERYONE)}
    assert found == {world.plan.pk, *(plan.pk for plan, shared in plans.items() if shared)}
    rows = taken(manager, address(world, "?as=csv&of=councils"))
    assert len(rows) == 5, "the sixth requirement is not in force"
    assert set(rows[0]) == {"Requirement", "Northmere Council", *(p.council.name for p, s in plans.items() if s)}
    assert rows[0]["Council-1"] == "Green, fully met" and rows[0]["Northmere Council"].startswith("Unknown")
    counts = taken(manager, address(world, "?as=csv&like=system"))
    assert counts[0]["Fully met"] == "3 of 4", "of our system those that share, and ours; the rest is not unmet"
    said = manager.get(address(world)).content.decode()
    assert "5 of 8 other councils" in said and "3 do not: nothing of theirs is shown or counted" in said
    assert "Council-0" not in said, "who shares nothing is not named"
    nobody = organisations.Viewer(user_id=0, council_id=None)
    assert not organisations.list_sharing_councils(nobody, words=False).exists(), "nor with somebody of no council"


def test_words_that_are_not_shared_stay_where_they_are(world: World, manager: Client) -> None:
    plan = add_plan(world, "eastfold", Sharing.EVERYONE, words=False)
    row = plan.responses.order_by("order")[0]
    pages = [address(world, rest) for rest in ("", "lacking/", "beside/", "requirements/area.thing-1/")]
    for url in (*pages, *(f"{url}?as=csv" for url in pages), "/plans/answers.json", "/plans/",
                f"/plans/{world.plan.pk}/rows/{world.row.pk}/", "/search/?q=words+of+eastfold"):  # fmt: skip
        answer = manager.get(url)
        said = (b"".join(answer) if answer.streaming else answer.content).decode()
        assert answer.status_code == 200 and "The words of eastfold" not in said, url
    assert "Its words are not shared" in manager.get(pages[3]).content.decode()
    assert taken(manager, f"{pages[3]}?as=csv&met=yes")[0]["In their words"] == "Its words are not shared."
    for url in (f"/plans/{plan.pk}/", f"/plans/{plan.pk}/rows/{row.pk}/", f"/plans/{plan.pk}/take-away/csv/"):
        assert manager.get(url).status_code == 404, url
    organisations.share_answers(council=Council.objects.get(code="eastfold"), share=Sharing.EVERYONE, by=None)
    assert "The words of eastfold" in manager.get(pages[2]).content.decode()
    assert manager.get(f"/plans/{plan.pk}/rows/{row.pk}/").status_code == 200


def test_statements_do_not_grow_with_the_number_of_councils(world: World, manager: Client) -> None:
    pages = [address(world, rest) for rest in ("", "?like=region&theme=t1", "lacking/", "beside/",
                                               "requirements/area.thing-1/")]  # fmt: skip

    def statements() -> list[int]:
        found = []
        for url in pages:
            with CaptureQueriesContext(connection) as queries:
                assert manager.get(url).status_code == 200
            found.append(len(queries))
        return found

    add_plan(world, "eastfold", Sharing.EVERYONE)
    alone = statements()
    for number in range(8):
        add_plan(world, f"c{number}", Sharing.REGION)
    assert statements() == alone and max(alone) <= 16


def test_another_councils_comparison_is_not_there(world: World, manager: Client) -> None:
    plan = add_plan(world, "eastfold", Sharing.EVERYONE)
    for rest in ("", "lacking/", "beside/", "requirements/area.thing-1/"):
        assert manager.get(f"/plans/{plan.pk}/compare/{rest}").status_code == 404, rest


def test_sharing_with_neighbours_needs_a_place(world: World, manager: Client) -> None:
    with pytest.raises(Refused, match="not said here which health and care system"):
        organisations.share_answers(
            council=organisations.add_council(code="nowhere", name="Nowhere", by=None), share=Sharing.SYSTEM, by=None
        )
    other = organisations.add_council(code="wold", name="Wold", by=None)
    organisations.place_council(council=other, place=Place(system="  fen AND wold "), by=None)
    assert other.system == "Fen and Wold", "one system is spelt one way"
    organisations.share_answers(council=other, share=Sharing.SYSTEM, by=None)
    with pytest.raises(Refused, match="not said here which health and care system"):
        organisations.place_council(council=other, place=Place(), by=None)
