"""Many rows changed at once: what each refuses is told of it alone, and all of it can be undone."""

from datetime import date

import pytest

from overwinter.kernel.status import Rag
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Grant
from overwinter.plans import api
from overwinter.plans.actions import Wish, change_many, undo_many
from overwinter.plans.models import BulkChange, GapAction, Response
from tests.plans.conftest import World, make_person, signed_in

NEW = date(2020, 12, 24)


def _wishes(world: World, **changes: object) -> dict[int, Wish]:
    return {row.pk: Wish(changes, row.version) for row in world.rows[:3]}


def test_rows_change_or_say_why_not_and_a_rehearsal_changes_nothing(world: World) -> None:
    wishes = _wishes(world, rag=Rag.AMBER)
    world.change(world.rows[1], text="Meanwhile")
    asked = {"plan_id": world.plan.pk, "wishes": wishes, "why": "Agreed", "by": world.manager}
    rehearsed = change_many(**asked, rehearse=True)
    assert rehearsed.change is None and BulkChange.objects.count() == 0 and world.row.rag == "unknown"
    done = change_many(**asked)
    assert [each.changed for each in done.outcomes] == [True, False, True] == [e.changed for e in rehearsed.outcomes]
    assert "has changed this row since you opened it" in done.outcomes[1].refused
    assert [row.rag for row in world.rows[:3]] == ["amber", "unknown", "amber"]
    lead = change_many(plan_id=world.plan.pk, wishes=_wishes(world, rag=Rag.RED), why="", by=world.lead)
    assert lead.change is None and [each.refused[:10] for each in lead.outcomes] == [
        "Say why RA",
        "This row h",
        "This row h",
    ]


def test_undoing_puts_back_what_nobody_has_changed_since(world: World) -> None:
    _owned, first, second = world.rows[:3]
    change = change_many(
        plan_id=world.plan.pk, wishes=_wishes(world, rag=Rag.AMBER, lead=world.other_role.pk, groups=[world.group.pk]),
        why="Agreed", by=world.manager,
    ).change  # fmt: skip
    assert change is not None
    world.change(second, rag=Rag.RED)
    world.change(first, text="Something else")
    with pytest.raises(Refused, match="whoever made the change"):
        undo_many(change_id=change.pk, by=world.lead)
    undone = undo_many(change_id=change.pk, by=world.manager).change
    assert undone is not None and [name for _, name, _ in undone.refused] == [str(second.requirement)]
    rows = world.rows
    assert [row.rag for row in rows[:3]] == ["unknown", "unknown", "red"]
    assert (rows[0].lead, rows[1].lead, rows[1].reporting_to, rows[1].text) == (world.role, None, "", "Something else")
    with pytest.raises(Refused, match="already"):
        undo_many(change_id=change.pk, by=world.manager)
    redone = undo_many(change_id=undone.pk, by=world.manager).change
    assert redone is not None and world.row.rag == "amber"


def test_the_pages_tick_show_change_and_undo(world: World) -> None:
    action = api.add_gap_action(response_id=world.row.pk, text="Hire", due=date(2020, 11, 1), by=world.manager)
    client, here = signed_in(world.manager), f"/plans/{world.plan.pk}/many/"
    assert "Hire" not in client.get(here).content.decode()
    sent = {"rows": [row.pk for row in world.rows[:2]], "due": "24 December 2020", "why": "Agency is late"}
    sent |= {f"v{row.pk}": row.version for row in world.rows}
    refused = client.post(here, {**sent, "due": "", "groups": [world.group.pk]})
    assert refused.status_code == 422 and "Choose “The groups ticked here”" in refused.content.decode()
    preview = client.post(here, sent).content.decode()
    assert "Gap action “Hire”" in preview and "no open gap action" in preview and "1 row would change" in preview
    both = client.post(here, {**sent, "rag": "red"}).content.decode()
    assert "2 rows would change" in both and "no open gap action" in both, "what does nothing to a row is said on it"
    answer = client.post(here, {**sent, "confirm": "yes"}, follow=True).content.decode()
    assert "1 row changed" in answer and GapAction.objects.get(pk=action.pk).due == NEW
    change = BulkChange.objects.get()
    assert "Agency is late" in client.get(f"{here}changes/").content.decode()
    client.post(f"{here}changes/{change.pk}/undo/")
    assert GapAction.objects.get(pk=action.pk).due == date(2020, 11, 1)
    onlooker = signed_in(world.onlooker)
    assert onlooker.get(here).status_code == 403 and onlooker.get(f"{here}changes/").status_code == 200


def test_the_grid_saves_what_differs_and_keeps_what_it_cannot(world: World) -> None:
    client, here = signed_in(world.manager), f"/plans/{world.plan.pk}/grid/"
    first, second, third = world.rows[:3]
    assert f'name="{first.pk}.{first.version}.rag"' in client.get(here).content.decode()
    world.change(third, text="Theirs")
    sent = {
        f"{first.pk}.{first.version}.rag": "g", f"{first.pk}.{first.version}.review": "someday",
        f"{first.pk}.{first.version}.text": first.text, f"{second.pk}.{second.version}.lead": "Nobody known",
        f"{third.pk}.{third.version}.text": "Mine", "why": "Checked",
    }  # fmt: skip
    answer = client.post(here, sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "1 row saved" in page
    assert "“someday” could not be read as a date" in page and 'value="someday"' in page
    assert "Nobody known" in page and "is not a role of the council" in page
    assert "Our response is now “Theirs”" in page and ">Mine</textarea>" in page
    saved = Response.objects.get(pk=first.pk)
    assert (saved.rag, saved.version, Response.objects.get(pk=third.pk).text) == ("green", first.version + 1, "Theirs")
    again = client.post(here, {f"{third.pk}.{third.version + 1}.text": "Mine"})
    assert again.status_code == 302 and Response.objects.get(pk=third.pk).text == "Mine"
    without = client.post(here, {f"{second.pk}.{second.version}.rag": "red"})
    assert without.status_code == 422 and "Say why the status" in without.content.decode()


def test_the_grid_pastes_in_a_box_and_by_the_script_alike(world: World) -> None:
    client, here = signed_in(world.manager), f"/plans/{world.plan.pk}/grid/"
    first, second = world.rows[:2]
    tokens = [f"{row.pk}.{row.version}" for row in (first, second)]
    copied = 'A\tNo\t"Two\nlines"\nblue\tY\tOne\nR\tN\tNone'
    sent = {f"{token}.{column}": "" for token in tokens for column in ("rag", "met", "text")}
    page = client.post(here, {**sent, "pasted": copied, "from_row": first.pk, "from_column": "rag", "paste": "yes"})
    words = page.content.decode()
    assert "“blue” is no colour" in words and "Two\nlines</textarea>" in words and "1 row had no place" in words
    assert world.row.rag == "unknown", "nothing is saved yet"
    told = client.post(f"{here}read/", {"text": copied, "rows": ",".join(tokens), "columns": "rag,met,text"}).json()
    assert told["cells"][0] == {"name": f"{tokens[0]}.rag", "text": "Amber", "error": ""}
    assert told["cells"][3]["error"].startswith("“blue” is no colour") and told["left"].startswith("1 row had no place")
    assert client.post(f"{here}read/", {f"{tokens[0]}.met": "n"}).json()["cells"][0]["text"] == "No"
    assert signed_in(world.onlooker).get(here).status_code == 403
    table = signed_in(world.onlooker).get(f"/plans/{world.plan.pk}/table/").content.decode()
    assert "/grid/" not in table and "/many/" not in table, (
        "who may not change rows is not led to where they are changed"
    )


def test_a_lead_officer_who_leads_no_row_reads_the_grid_and_is_told_whom_to_ask(world: World) -> None:
    client = signed_in(make_person(world.council, Grant.LEAD, "new@northmere.example"))
    grid = client.get(f"/plans/{world.plan.pk}/grid/")
    assert grid.status_code == 200 and "You lead none of them: ask the winter plan manager" in grid.content.decode()
    assert "readonly" in grid.content.decode()
    many = client.get(f"/plans/{world.plan.pk}/many/")
    assert "You lead no row of the plan. Ask the winter plan manager" in many.content.decode()
    assert signed_in(world.onlooker).get(f"/plans/{world.plan.pk}/grid/").status_code == 403
