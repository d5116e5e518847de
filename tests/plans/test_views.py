"""Pages of a plan: what they say, who reaches them, and how many statements they take."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.kernel.status import FullyMet, Rag
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from overwinter.plans import api
from overwinter.plans.models import GapAction, Plan, Response
from tests.plans.conftest import World, make_person, signed_in


def words(response: object) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def manager(world: World) -> Client:
    return signed_in(world.manager)


def url(world: World, ending: str = "") -> str:
    return f"/plans/{world.plan.pk}/{ending}"


def row_url(world: World, ending: str = "", row: Response | None = None) -> str:
    return url(world, f"rows/{(row or world.row).pk}/{ending}")


def test_the_way_to_ones_own_plan(world: World, manager: Client, stranger: User) -> None:
    assert manager.get("/plan/")["Location"] == url(world)
    assert signed_in(stranger).get("/plan/")["Location"] == "/plans/start/"
    onlooker = make_person(organisations.get_council(organisations.get_viewer(stranger).council_id or 0), Grant.VIEWER)
    assert "has not started its winter plan" in words(signed_in(onlooker).get("/plan/"))


def test_the_wall_says_the_figures_and_names_each_tile(world: World, manager: Client) -> None:
    world.change(rag=Rag.AMBER, fully_met=FullyMet.YES, next_review=date(2020, 12, 1))
    page = words(manager.get(url(world)))
    assert "1 amber, 4 unknown and 1 not in force. 1 is fully met." in page
    assert "4 rows have no lead" in page
    assert "1.1 Do thing 1: amber, fully met, 1 finding" in page
    assert "1.6 Do thing 6: not in force" in page
    assert "The same 6 rows as a table" in page


def test_filters_fade_tiles_and_shorten_the_table(world: World, manager: Client) -> None:
    world.change(rag=Rag.RED)
    response = manager.get(url(world), {"only": "attention"})
    page = words(response)
    assert "1 of 6 rows match: 1 red." in page
    assert page.count("is-faded") == 5
    assert page.count('<th scope="row">') == 1
    assert page.count("is-faded") == 5
    assert "None of the 6 rows is of this kind." in words(manager.get(url(world), {"only": "local"}))
    assert manager.get(url(world), {"only": "nonsense", "lead": "x", "on": "never"}).status_code == 200


def test_the_wall_of_an_earlier_day_and_what_moved_since(world: World, manager: Client) -> None:
    with clock.standing_at(datetime(2020, 10, 2, 12, tzinfo=UTC)):
        world.change(rag=Rag.RED, why="First")
    world.change(rag=Rag.GREEN, why="Mended")
    then = words(manager.get(url(world), {"on": "2020-10-05"}))
    assert "as it stood on 5 October 2020" in then and "1.1 Do thing 1: red" in then
    since = words(manager.get(url(world), {"since": "2020-10-09"}))
    assert "Red to green" in since and "1 got better" in since and "ow-wall--since" in since


def test_what_is_drawn_follows_every_change(world: World, manager: Client) -> None:
    world.change(rag=Rag.RED)
    assert "1.1 Do thing 1: red" in words(manager.get(url(world)))
    world.change(rag=Rag.GREEN)
    assert "1.1 Do thing 1: green" in words(manager.get(url(world)))
    api.add_gap_action(response_id=world.row.pk, text="Hire two officers", by=world.manager)
    assert "Hire two officers" in words(manager.get(url(world, "table/")))


def test_the_table_can_be_sorted(world: World, manager: Client) -> None:
    world.change(world.rows[2], rag=Rag.RED)
    page = words(manager.get(url(world, "table/"), {"sort": "rag"}))
    assert page.index("1.3 Do thing 3") < page.index("1.1 Do thing 1")


def test_a_row_tells_since_when_who_and_why(world: World, manager: Client) -> None:
    with clock.standing_at(datetime(2020, 10, 2, 12, tzinfo=UTC)):
        world.change(rag=Rag.GREEN, why="Weekly check is running", by=world.lead)
    world.change(rag=Rag.AMBER, fully_met=FullyMet.NO, why="Calls have grown.", by=world.lead)
    page = words(manager.get(row_url(world)))
    assert "Since 13 November. Before that green, from 2 October. Said by the head of commissioning" in page
    assert "It is not met and nothing is under way." in page
    assert "leads 1 of 6 rows" in page
    assert "1.2 Do thing 2" in page, "the related row"
    assert "Green to amber" in page
    assert "area.thing-1" in page, "the permanent id"


def test_a_row_as_it_stood_on_another_day(world: World, manager: Client) -> None:
    with clock.standing_at(datetime(2020, 10, 2, 12, tzinfo=UTC)):
        world.change(rag=Rag.RED, text="What we did then", why="First")
        action = api.add_gap_action(response_id=world.row.pk, text="Hire", due=date(2020, 10, 16), by=world.manager)
    world.change(rag=Rag.GREEN, text="What we do now", why="Mended")
    api.finish_gap_action(action_id=action.pk, by=world.manager)
    page = words(manager.get(row_url(world), {"on": "2020-10-05"}))
    assert "as it stood on 5 October 2020" in page and "What we did then" in page and "Due in 11 days" in page
    assert "Mended" not in page and ">Save<" not in page
    assert manager.get(row_url(world), {"on": "2020-09-01"}).status_code == 404
    assert "What we do now" in words(manager.get(row_url(world)))


def test_saving_and_what_is_missing(world: World) -> None:
    client = signed_in(world.lead)
    said = {"rag": "amber", "fully_met": "partial", "next_review": "4 December 2020", "version": world.row.version}
    refused = client.post(row_url(world, "update/"), said)
    assert refused.status_code == 422
    assert "Say why RAG changes. The board reads it." in words(refused)
    assert 'value="4 December 2020"' in words(refused), "what was typed stays"
    assert client.post(row_url(world, "update/"), said | {"why": "Calls have grown"}).status_code == 302
    assert (world.row.rag, world.row.fully_met, world.row.next_review) == ("amber", "partial", date(2020, 12, 4))
    wrong = client.post(row_url(world, "update/"), said | {"next_review": "soon"})
    assert "could not be read as a date" in words(wrong)


def test_reviewed_nothing_changed(world: World) -> None:
    said = {"rag": "unknown", "fully_met": "unknown", "version": world.row.version, "reviewed": "yes"}
    assert signed_in(world.lead).post(row_url(world, "update/"), said).status_code == 302
    assert world.row.reviewed_on == clock.today()


def answer(world: World, **changes: object) -> dict[str, object]:
    return {
        "text": world.row.text, "lead": world.role.pk, "by_when": "", "by_when_date": "", "why": "",
        "version": world.row.version, **changes,
    }  # fmt: skip


def test_the_second_sees_the_first_above_their_own_words_and_chooses(world: World, manager: Client) -> None:
    opened = answer(world, text="My words")
    world.change(text="Their words", by=world.lead, why="")
    page = manager.post(row_url(world, "edit/"), opened)
    shown = words(page)
    assert page.status_code == 409
    assert "The head of commissioning changed this row while you wrote" in shown
    assert shown.index("Their words") < shown.index('name="text"')
    assert "> My words</textarea>" in shown
    assert "keep my words" in shown and "keep the head of commissioning’s words" in shown
    assert world.row.text == "Their words"
    again = answer(world, text="My words", by_when="soon", clash="text")
    assert manager.post(row_url(world, "edit/"), again | {"keep": "theirs"}).status_code == 302
    assert (world.row.text, world.row.by_when) == ("Their words", "soon")
    nothing_else = answer(world, text="My words", by_when="soon", clash="text", keep="theirs")
    assert manager.post(row_url(world, "edit/"), nothing_else).status_code == 302
    assert world.row.text == "Their words"
    mine = answer(world, text="My words", by_when="soon", keep="mine")
    assert manager.post(row_url(world, "edit/"), mine).status_code == 302
    assert world.row.text == "My words"


def test_two_who_changed_different_things_are_both_kept(world: World, manager: Client) -> None:
    opened = answer(world, text="My words")
    world.change(groups=[world.group.pk], by=world.lead, why="")
    page = words(manager.post(row_url(world, "edit/"), opened))
    assert "Save, and both are kept." in page
    assert f'value="{world.group.pk}"' in page and "checked" in page, "their group is ticked in my form"


def test_gap_actions_are_added_and_changed(world: World) -> None:
    client = signed_in(world.lead)
    said = {"text": "Hire two officers", "owner": world.role.pk, "due": "1 December 2020", "priority": "high"}
    assert client.post(row_url(world, "gap-actions/add/"), said).status_code == 302
    action = GapAction.objects.get()
    assert "Due in 18 days" in words(client.get(row_url(world)))
    change = said | {"due": "8 December 2020", "state": "under_way", "version": 1, "why": ""}
    address = row_url(world, f"gap-actions/{action.pk}/")
    assert "Say why the due date moves" in words(client.post(address, change))
    assert client.post(address, change | {"why": "Agency was late"}).status_code == 302
    assert "from 1 December: “Agency was late” (13 November)" in words(client.get(row_url(world)))
    stale = client.post(address, change | {"text": "Hire three", "why": "More calls"})
    assert "Hire three" in words(stale) and "Head of commissioning changed this action" in words(stale)
    assert client.post(address, change | {"text": "Hire three", "why": "x", "version": 2}).status_code == 302


def test_starting_a_plan_and_adding_a_local_row(world: World, stranger: User) -> None:
    client = signed_in(stranger)
    assert client.post("/plans/start/", {"framework": "test-plan", "winter": "2020-21"}).status_code == 302
    plan = Plan.objects.get(council__code="eastfold")
    assert client.post(f"/plans/{plan.pk}/rows/add/", {"title": "Buy snow shovels"}).status_code == 302
    assert "Buy snow shovels" in words(client.get(f"/plans/{plan.pk}/"))
    assert "already" in words(client.post("/plans/start/", {"framework": "test-plan", "winter": "2020-21"}))


def test_a_role_that_has_ended_is_not_dropped_by_saving(world: World, manager: Client) -> None:
    world.change(lead=world.other_role.pk, groups=[world.group.pk])
    for ended in (world.other_role, world.group):
        ended.ended_on = date(2020, 11, 1)
        ended.save()
    page = words(manager.get(row_url(world, "edit/")))
    assert "Grants officer" in page and "Provider capacity cell" in page
    again = answer(world, lead=world.other_role.pk, groups=[world.group.pk], text="Reworded")
    assert manager.post(row_url(world, "edit/"), again).status_code == 302
    assert (world.row.lead, world.row.reporting_to) == (world.other_role, "Provider capacity cell")


def test_a_local_row_can_be_renamed_and_a_national_one_cannot(world: World, manager: Client) -> None:
    row = api.add_local_response(plan_id=world.plan.pk, title="Buy snow shovels", by=world.manager)
    address = row_url(world, "edit/", row)
    assert 'name="title"' in words(manager.get(address))
    said = {"title": "Buy grit", "section": "", "number": "", "wording": "", "text": "", "version": 1, "why": ""}
    assert manager.post(address, said).status_code == 302
    assert Response.objects.get(pk=row.pk).title == "Buy grit"
    assert 'name="title"' not in words(manager.get(row_url(world, "edit/")))
    refused = manager.post(row_url(world, "edit/"), answer(world) | said | {"version": world.row.version})
    assert "comes from the national plan" in words(refused)


ENDINGS = ("", "table/", "rows/{row}/", "rows/{row}/changes/")
EDITS = ("rows/{row}/edit/", "rows/{row}/gap-actions/add/")


def test_a_lead_is_named_for_many_rows(world: World, manager: Client) -> None:
    address = url(world, "leads/")
    assert "4 rows have no lead." in words(manager.get(address))
    assert "Choose the rows it shall lead" in words(manager.post(address, {"role": world.role.pk}))
    rows = [row.pk for row in world.rows[1:3]]
    assert manager.post(address, {"role": world.other_role.pk, "rows": rows}).status_code == 302
    assert [row.lead for row in world.rows[:4]] == [world.role, world.other_role, world.other_role, None]
    assert signed_in(world.lead).get(address).status_code == 403


@pytest.mark.parametrize("ending", [*ENDINGS, *EDITS])
def test_another_councils_private_plan_is_not_found(world: World, stranger: User, ending: str) -> None:
    assert signed_in(stranger).get(url(world, ending.format(row=world.row.pk))).status_code == 404


@pytest.mark.parametrize("ending", [*ENDINGS, *EDITS])
def test_a_shared_plan_is_read_by_others_and_changed_by_none_of_them(world: World, stranger: User, ending: str) -> None:
    organisations.share_answers(council=world.council, share=organisations.Sharing.EVERYONE, by=world.manager)
    response = signed_in(stranger).get(url(world, ending.format(row=world.row.pk)))
    own_alone = ending == "rows/{row}/changes/"
    assert response.status_code == (403 if ending in EDITS else 404 if own_alone else 200)
    assert ">Save<" not in words(response)


def test_an_onlooker_reads_and_is_told_why_they_cannot_change(world: World) -> None:
    client = signed_in(world.onlooker)
    assert "Only the winter plan manager and lead officers can change the plan." in words(client.get(row_url(world)))
    assert client.post(row_url(world, "update/"), {}).status_code == 403


def test_nobody_writes_to_a_row_they_do_not_lead(world: World) -> None:
    other = world.rows[1]
    said = {"rag": "red", "fully_met": "no", "why": "w", "version": other.version}
    response = signed_in(world.lead).post(row_url(world, "update/", other), said)
    assert response.status_code == 422 and "This row has no lead." in words(response)
    assert world.rows[1].rag == "unknown"


def statements(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def change_statements(world: World, client: Client) -> list[int]:
    counts = []
    world.change(lead=world.role.pk, groups=[], text=f"{world.row.text} again")
    for ending, said in (
        ("update/", {"rag": "red" if world.row.rag != "red" else "green", "fully_met": "no", "why": "because"}),
        (
            "edit/",
            {"text": f"{world.row.text} x", "lead": world.other_role.pk, "groups": [world.group.pk], "why": "because"},
        ),
    ):
        with CaptureQueriesContext(connection) as captured:
            assert client.post(row_url(world, ending), said | {"version": world.row.version}).status_code == 302
        counts.append(len(captured))
    return counts


def test_statements_do_not_grow_with_the_number_of_councils(world: World, manager: Client) -> None:
    addresses = [url(world), url(world, "table/"), url(world) + "?on=2020-11-12", "/plans/", row_url(world)]
    change_statements(world, manager)  # the row is then as it will be among many
    alone = [statements(manager, address) for address in addresses] + change_statements(world, manager)
    for number in range(25):
        council = organisations.add_council(
            code=f"c{number}", name=f"Council {number}", by=None, shares_with=organisations.Sharing.EVERYONE
        )
        person = make_person(council, Grant.PLAN_MANAGER)
        api.create_plan(council_id=council.pk, framework_key="test-plan", winter="2020-21", by=person)
    among_many = [statements(manager, address) for address in addresses] + change_statements(world, manager)
    assert alone == among_many
    assert max(alone[:5]) <= 25 and max(alone[5:]) <= 20
