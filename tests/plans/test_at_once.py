"""Two people, or a person and a document, at one plan at the same moment."""

from concurrent.futures import Future
from datetime import date
from typing import Any

import pytest

from overwinter.infra import audit
from overwinter.kernel.status import Rag
from overwinter.kernel.verdict import Refused
from overwinter.plans import api
from overwinter.plans import receiving as receiving_module
from overwinter.plans.domain.changes import Conflict, NothingChanged
from overwinter.plans.models import GapAction, Plan, Response
from tests.plans.conftest import World, build_world
from tests.plans.test_receiving import apply, row
from tests.support.at_once import at_once, meanwhile, needs_connections

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    needs_connections()
    return build_world()


def test_a_change_made_while_a_document_is_applied_is_not_lost(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The document's rows were compared with the plan; before they are written somebody saves an answer."""
    row_id, version = world.rows[1].pk, world.rows[1].version
    judged = receiving_module._targets
    saved: list[Future[object]] = []

    def someone_saves() -> object:
        return api.update_response(
            response_id=row_id,
            changes={"text": "Typed by a person"},
            why="",
            expected_version=version,
            by=world.manager,
        )

    def compare(*args: Any) -> Any:
        targets = judged(*args)
        saved.append(meanwhile(someone_saves))
        return targets

    monkeypatch.setattr(receiving_module, "_targets", compare)
    apply(world, row())
    outcome = saved[0].exception(timeout=120)
    found = Response.objects.get(pk=row_id)
    assert isinstance(outcome, Conflict) and found.text == "We do it.", "they are shown what the document wrote"
    assert [each.text for each in found.history.order_by("version")] == ["", "We do it."]


def test_of_two_who_save_the_same_version_the_second_is_told(world: World) -> None:
    version = world.row.version

    def save(rag: Rag) -> Any:
        return lambda: api.update_response(
            response_id=world.row.pk, changes={"rag": rag}, why="Because", expected_version=version, by=world.manager
        )

    done = at_once(save(Rag.RED), save(Rag.GREEN))
    assert sorted(type(each).__name__ for each in done) == ["Conflict", "Response"]
    assert Response.objects.get(pk=world.row.pk).version == version + 1


def test_a_form_sent_twice_is_one_change(world: World) -> None:
    version = world.row.version

    def save() -> Any:
        return api.update_response(
            response_id=world.row.pk, changes={"rag": Rag.RED}, why="Because", expected_version=version,
            by=world.manager,
        )  # fmt: skip

    done = at_once(save, save)
    assert sum(isinstance(each, Response) for each in done) == 1
    assert sum(isinstance(each, Conflict | NothingChanged) for each in done) == 1
    assert world.row.history.count() == 3, "made, lead named, turned red"


def test_one_gap_action_saved_twice_at_once_is_one_change(world: World) -> None:
    action = api.add_gap_action(response_id=world.row.pk, text="Hire", due=date(2020, 12, 1), by=world.manager)

    def move(day: int) -> Any:
        return lambda: api.update_gap_action(
            action_id=action.pk, changes={"due": date(2020, 12, day)}, why="Late", expected_version=1, by=world.manager
        )

    done = at_once(move(2), move(3))
    assert sorted(type(each).__name__ for each in done) == ["GapAction", "Refused"]
    assert GapAction.history.filter(id=action.pk).count() == 2


def test_the_same_plan_started_twice_at_once_is_one_plan(world: World) -> None:
    def start() -> object:
        return api.create_plan(
            council_id=world.council.pk, framework_key="test-plan", winter="2021-22", by=world.manager
        )

    done = at_once(start, start)
    assert sorted(type(each).__name__ for each in done) == ["Plan", "Refused"]
    refusal = next(each for each in done if isinstance(each, Refused))
    assert "already" in str(refusal)


def test_every_change_raises_the_revision_and_the_log_stays_whole(world: World) -> None:
    before = Plan.objects.get(pk=world.plan.pk).revision
    rows = world.rows[:4]

    def save(answer: Response) -> Any:
        return lambda: api.update_response(
            response_id=answer.pk, changes={"text": f"Answer {answer.pk}"}, why="", expected_version=answer.version,
            by=world.manager,
        )  # fmt: skip

    done = at_once(*map(save, rows), lambda: apply(world, row(requirement_ids=("area.thing-6",))))
    assert not [each for each in done if isinstance(each, Exception)]
    assert Plan.objects.get(pk=world.plan.pk).revision == before + 5
    assert list(audit.broken_links("northmere")) == []


def test_leads_named_while_an_answer_is_saved_lose_neither(world: World) -> None:
    answer = world.rows[2]

    def save() -> object:
        return api.update_response(
            response_id=answer.pk, changes={"text": "Typed"}, why="", expected_version=answer.version, by=world.manager
        )

    def name() -> object:
        return api.set_lead(
            plan_id=world.plan.pk, response_ids=[answer.pk], role_id=world.other_role.pk, by=world.manager
        )

    done = at_once(save, name)
    found = Response.objects.get(pk=answer.pk)
    assert found.lead == world.other_role
    assert found.text == "Typed" or isinstance(done[0], Conflict)
