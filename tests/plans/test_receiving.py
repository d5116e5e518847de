"""Accepted rows of a document on their way into a plan: nothing lost, nothing overwritten without a word."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from overwinter.intake.api import AcceptedRow, Applied, Effect, RowEffect, SourceDocument
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Role
from overwinter.plans import api
from overwinter.plans.models import GapAction, Plan, ReadingIn, Response
from overwinter.plans.receiving import PlanReceiver
from tests.plans.conftest import World

FIRST = SourceDocument(id=1, name="plan-v1.docx", sha256="a" * 64, read_on=date(2020, 11, 12))
SECOND = SourceDocument(id=2, name="plan-v2.docx", sha256="b" * 64, read_on=date(2020, 11, 13))


def row(**changes: Any) -> AcceptedRow:
    said = AcceptedRow(
        key=1, n=1, place="table 1, row 2", requirement_ids=("area.thing-2",), theme="T", section="S", ref="1.2",
        requirement="The wording in the document", response="We do it.", rag=Rag.AMBER, fully_met=FullyMet.PARTIAL,
        gap_actions="Hire two officers\nTrain every manager", lead="Head of Commissioning", by_when="end of November",
        by_when_date=date(2020, 11, 30), reporting_to="Provider Capacity Cell; Board of Health, Housing and Care",
        original={"n": 1, "place": "table 1, row 2", "requirement": "The wording in the document"},
    )  # fmt: skip
    return replace(said, **changes)


def apply(world: World, *rows: AcceptedRow, document: SourceDocument = FIRST, replacing: Any = frozenset()) -> Applied:
    return PlanReceiver().apply(
        council_id=world.council.pk, framework_id="test-plan", winter_code="2020-21", document=document, rows=rows,
        replace=frozenset(replacing), by=world.manager,
    )  # fmt: skip


def preview(world: World, *rows: AcceptedRow) -> list[RowEffect]:
    return list(
        PlanReceiver().preview(council_id=world.council.pk, framework_id="test-plan", winter_code="2020-21", rows=rows)
    )


def test_an_untouched_row_takes_everything_the_document_says(world: World) -> None:
    assert [effect.effect for effect in preview(world, row())] == [Effect.NEW]
    done = apply(world, row())
    found = world.rows[1]
    assert (done.new, done.changed, done.same, done.kept) == (1, 0, 0, 0)
    assert (found.rag, found.fully_met, found.text) == ("amber", "partial", "We do it.")
    assert (found.by_when, found.by_when_date) == ("end of November", date(2020, 11, 30))
    assert found.lead == world.role, "a title that differs only in capitals is the same role"
    assert found.reporting_to.split("\n") == ["Provider capacity cell", "Board of Health, Housing and Care"]
    assert [group.name for group in found.reporting_groups.all()] == [
        "Board of Health, Housing and Care", "Provider capacity cell"]  # fmt: skip
    assert [action.text for action in found.gap_actions.all()] == ["Hire two officers", "Train every manager"]
    reading = ReadingIn.objects.get()
    assert (reading.place, reading.document_name, reading.read["requirement"]) == (
        "table 1, row 2", "plan-v1.docx", "The wording in the document")  # fmt: skip
    last = found.history.order_by("-history_date", "-history_id")[0]
    assert (last.history_change_reason, last.history_user) == ("Read in from plan-v1.docx", world.manager)


def test_preview_writes_nothing(world: World) -> None:
    before = Response.history.count(), Role.objects.count(), GapAction.objects.count()
    preview(world, row(lead="Somebody new"))
    assert (Response.history.count(), Role.objects.count(), GapAction.objects.count()) == before


def test_the_same_file_again_changes_nothing(world: World) -> None:
    apply(world, row())
    before = Response.history.count(), GapAction.history.count(), ReadingIn.objects.count()
    assert [effect.effect for effect in preview(world, row())] == [Effect.SAME]
    done = apply(world, row())
    assert (done.new, done.changed, done.same, done.kept) == (0, 0, 1, 0)
    assert (Response.history.count(), GapAction.history.count(), ReadingIn.objects.count()) == before


def test_one_role_written_in_two_ways_is_no_edit(world: World) -> None:
    apply(world, row(lead="HoC/CCG"), row(key=2, n=2, requirement_ids=("area.thing-3",), lead="HoC/ CCG."))
    again = preview(world, row(lead="HoC / CCG"), row(key=2, n=2, requirement_ids=("area.thing-3",), lead="HoC/ CCG."))
    assert [effect.effect for effect in again] == [Effect.SAME, Effect.SAME]


def test_a_newer_version_changes_what_nobody_has_touched(world: World) -> None:
    apply(world, row())
    newer = row(rag=Rag.GREEN, response="We do it every week.")
    effect = preview(world, newer)[0]
    assert effect.effect is Effect.CHANGED
    assert [(change.field, change.now, change.then) for change in effect.changes] == [
        ("text", "We do it.", "We do it every week."), ("rag", "amber", "green")]  # fmt: skip
    apply(world, newer, document=SECOND)
    assert (world.rows[1].rag, world.rows[1].text) == ("green", "We do it every week.")


def test_what_a_person_wrote_since_is_kept_unless_they_say_otherwise(world: World) -> None:
    apply(world, row())
    world.change(world.rows[1], rag=Rag.RED, why="The agency has gone")
    newer = row(rag=Rag.GREEN)
    effect = preview(world, newer)[0]
    assert effect.effect is Effect.ASKS
    assert effect.changes[0].edited == (
        "Changed by the winter plan manager on 13 November 2020: “The agency has gone”."
    )
    done = apply(world, newer, document=SECOND)
    assert (done.kept, world.rows[1].rag) == (1, "red")
    done = apply(world, newer, document=SECOND, replacing={(1, "area.thing-2", "rag")})
    assert (done.kept, world.rows[1].rag) == (0, "green")


def test_what_the_document_does_not_say_changes_nothing(world: World) -> None:
    apply(world, row())
    silent = row(rag=None, fully_met=None, response="", lead=None, by_when=None, by_when_date=None, gap_actions=None)
    assert preview(world, silent)[0].effect is Effect.SAME
    apply(world, silent, document=SECOND)
    assert (world.rows[1].rag, world.rows[1].text, world.rows[1].lead) == ("amber", "We do it.", world.role)


def test_two_rows_for_one_requirement_are_joined_and_their_difference_is_told(world: World) -> None:
    rows = row(), row(key=2, n=9, response="And the board hears of it.", rag=Rag.RED, gap_actions=None)
    effects = preview(world, *rows)
    assert [effect.effect for effect in effects] == [Effect.NEW, Effect.ASKS]
    assert "Row 1 of the same document" in effects[1].changes[0].edited
    apply(world, *rows)
    assert world.rows[1].text == "We do it.\n\nAnd the board hears of it."
    assert world.rows[1].rag == "amber"
    assert ReadingIn.objects.filter(response=world.rows[1]).count() == 2
    apply(world, *rows, replacing={(2, "area.thing-2", "rag")})
    assert world.rows[1].rag == "red"


def test_one_row_may_answer_several_requirements(world: World) -> None:
    done = apply(world, row(requirement_ids=("area.thing-2", "area.thing-3")))
    assert done.new == 2
    assert [each.text for each in world.rows[1:3]] == ["We do it."] * 2


def test_a_local_row_is_added_once_and_known_again(world: World) -> None:
    local = row(requirement_ids=(), requirement="Buy snow shovels\nfor every home")
    apply(world, local)
    found = world.plan.responses.get(requirement=None)
    assert (found.title, found.section, found.number) == ("Buy snow shovels", "S", "1.2")
    world.change(found, wording="Buy snow shovels for most homes")
    done = apply(world, local, document=SECOND)
    assert world.plan.responses.filter(requirement=None).count() == 1
    assert done.kept == 1


def test_actions_the_document_no_longer_names_are_dropped_with_the_reason(world: World) -> None:
    apply(world, row())
    apply(world, row(gap_actions="Hire two officers\nBuy a van"), document=SECOND)
    states = dict(world.rows[1].gap_actions.values_list("text", "state"))
    assert states == {"Hire two officers": "to_do", "Train every manager": "dropped", "Buy a van": "to_do"}
    dropped = GapAction.history.filter(text="Train every manager").order_by("-history_id")[0]
    assert dropped.history_change_reason == "No longer named in plan-v2.docx"


def test_what_the_document_says_again_is_told_from_what_it_newly_says(world: World) -> None:
    apply(world, row())
    world.change(world.rows[1], text="We do it twice.", why="The board asked")
    (same,) = preview(world, row())[0].changes
    assert (same.asks, same.again) == (True, True)
    (newer,) = preview(world, row(response="We do it every week."))[0].changes
    assert (newer.asks, newer.again) == (True, False)


def test_an_action_a_person_reworded_does_not_come_back_unasked(world: World) -> None:
    apply(world, row())
    action = GapAction.objects.get(text="Hire two officers")
    api.update_gap_action(
        action_id=action.pk, changes={"text": "Hire three officers"}, why="", expected_version=1, by=world.manager
    )
    assert preview(world, row())[0].effect is Effect.ASKS
    apply(world, row(), document=SECOND)
    assert sorted(world.rows[1].gap_actions.values_list("text", flat=True)) == [
        "Hire three officers", "Train every manager"]  # fmt: skip


def test_a_plan_is_started_when_there_is_none(world: World) -> None:
    done = PlanReceiver().apply(
        council_id=world.council.pk, framework_id="test-plan", winter_code="2021-22", document=FIRST, rows=[row()],
        replace=frozenset(), by=world.manager,
    )  # fmt: skip
    assert Plan.objects.get(pk=done.plan_id).responses.count() == 6


def test_applying_is_for_the_plan_manager(world: World) -> None:
    with pytest.raises(Refused, match="winter plan manager"):
        PlanReceiver().apply(
            council_id=world.council.pk, framework_id="test-plan", winter_code="2020-21", document=FIRST, rows=[row()],
            replace=frozenset(), by=world.lead,
        )  # fmt: skip
    assert not ReadingIn.objects.exists()


def test_a_group_that_a_cell_names_twice_is_joined_once(world: World) -> None:
    """In other capitals, with a full stop, in a second row: one group, and the document can be applied."""
    apply(
        world,
        row(reporting_to="Provider Capacity Cell; provider capacity cell.\nGold"),
        row(key=2, n=2, reporting_to="GOLD"),
    )
    found = world.rows[1]
    assert found.reporting_to.split("\n") == ["Provider capacity cell", "Gold"]
    assert sorted(group.name for group in found.reporting_groups.all()) == ["Gold", "Provider capacity cell"]
