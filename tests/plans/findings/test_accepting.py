"""A finding is accepted until a day, and comes back: when the day has passed, or when what it saw has changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.infra.models import AuditEntry
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.verdict import Refused
from overwinter.plans import api
from overwinter.plans.domain.findings import State
from overwinter.plans.models import FindingAcceptance
from tests.plans.conftest import NOW, World, signed_in

UNTIL = date(2020, 12, 11)
CODE = "met-but-amber"


def words(response: object) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def doubted(world: World) -> World:
    """Row 1 is amber and fully met, and has a review; nothing else is doubtful about it."""
    world.change(
        rag=Rag.AMBER, fully_met=FullyMet.YES, next_review=date(2020, 12, 1), text="The cell of 12 homes meets weekly."
    )
    return world


def subject(world: World) -> str:
    return f"row-{world.row.pk}"


def standing(world: World) -> State:
    found = api.get_picture(world.plan).challenge.find(CODE, subject(world))
    assert found is not None
    return found.state


def accept(
    world: World, by: User | None = None, until: date = UNTIL, reason: str = "The alert level is set nationally"
) -> FindingAcceptance:
    found = api.get_picture(world.plan).challenge.find(CODE, subject(world))
    assert found is not None
    return api.accept_finding(
        plan_id=world.plan.pk, code=CODE, subject=subject(world), fingerprint=found.finding.fingerprint,
        reason=reason, until=until, by=by or world.manager,
    )  # fmt: skip


def test_what_is_accepted_does_not_stand_until_its_day_has_passed(doubted: World) -> None:
    kept = accept(doubted)
    assert standing(doubted) is State.ACCEPTED
    assert api.get_picture(doubted.plan).challenge.on(doubted.row.pk) == ()
    assert [row.pk for row in kept.rows.all()] == [doubted.row.pk]
    assert kept.history.get().history_user == doubted.manager
    assert AuditEntry.objects.filter(verb="finding accepted", subject_id=str(kept.pk)).count() == 1
    with clock.standing_at(datetime(2020, 12, 11, 12, tzinfo=UTC)):
        assert standing(doubted) is State.ACCEPTED
    with clock.standing_at(datetime(2020, 12, 12, 12, tzinfo=UTC)):
        assert standing(doubted) is State.LAPSED
        then = api.get_picture(doubted.plan, as_at=date(2020, 12, 11)).challenge.find(CODE, subject(doubted))
        assert then is not None and then.state is State.ACCEPTED
        assert api.get_picture(doubted.plan, as_at=date(2020, 11, 12)).challenge.find(CODE, subject(doubted)) is None


def test_it_comes_back_when_what_it_saw_changes_and_not_for_anything_else(doubted: World) -> None:
    accept(doubted)
    doubted.change(by_when="Weekly")
    assert standing(doubted) is State.ACCEPTED
    doubted.change(rag=Rag.RED)
    assert standing(doubted) is State.CHANGED


def test_accepting_anew_takes_the_place_of_the_old_one_and_both_stay(doubted: World) -> None:
    accept(doubted)
    assert accept(doubted) == FindingAcceptance.objects.get()
    accept(doubted, until=UNTIL + timedelta(days=7))
    old, new = FindingAcceptance.objects.order_by("id")
    assert (old.ended_why, new.ended_at) == ("Accepted anew", None)
    api.take_back_acceptance(plan_id=doubted.plan.pk, code=CODE, subject=subject(doubted), by=doubted.lead)
    assert standing(doubted) is State.OPEN
    assert FindingAcceptance.objects.order_by("id")[1].changed_as == "Lead officer"
    with pytest.raises(Refused, match="taken it back already"):
        api.take_back_acceptance(plan_id=doubted.plan.pk, code=CODE, subject=subject(doubted), by=doubted.lead)


@pytest.mark.parametrize(
    ("until", "reason", "said"),
    [
        (date(2020, 11, 13), "x", "Choose a day after today"),
        (date(2021, 4, 14), "x", "at most 151 days"),
        (UNTIL, " ", "Say why"),
    ],
)
def test_a_reason_and_a_fitting_day_are_needed(doubted: World, until: date, reason: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        accept(doubted, until=until, reason=reason)
    assert not FindingAcceptance.objects.exists()


def test_who_may_change_the_row_may_accept_and_the_plan_as_a_whole_is_its_managers(doubted: World) -> None:
    with pytest.raises(Refused):
        accept(doubted, by=doubted.onlooker)
    accept(doubted, by=doubted.lead)
    whole = api.get_picture(doubted.plan).challenge
    other = next(each for each in whole.open if each.subject != subject(doubted) and each.rows)
    with pytest.raises(Refused, match="has no lead"):
        api.accept_finding(
            plan_id=doubted.plan.pk, code=other.code, subject=other.subject, fingerprint=other.fingerprint,
            reason="x", until=UNTIL, by=doubted.lead,
        )  # fmt: skip


def test_what_changed_since_the_page_was_opened_is_not_accepted_unseen(doubted: World) -> None:
    before = api.get_picture(doubted.plan).challenge.find(CODE, subject(doubted))
    assert before is not None
    manager, address = signed_in(doubted.manager), f"/plans/{doubted.plan.pk}/findings/{CODE}/{subject(doubted)}/"
    doubted.change(rag=Rag.RED)
    sent = {"reason": "As agreed", "until": "11 December 2020", "fingerprint": before.finding.fingerprint}
    answer = manager.post(f"{address}accept/", sent)
    assert answer.status_code == 422
    assert "has changed since you opened it" in words(answer) and "As agreed" in words(answer)
    again = {**sent, "fingerprint": answer.context["form"]["fingerprint"].value()}
    assert manager.post(f"{address}accept/", again).status_code == 302
    assert standing(doubted) is State.ACCEPTED


def test_the_pages_tell_of_it(doubted: World) -> None:
    manager, row = signed_in(doubted.manager), f"/plans/{doubted.plan.pk}/rows/{doubted.row.pk}/"
    address = f"/plans/{doubted.plan.pk}/findings/"
    shown = words(manager.get(row))
    assert "Accept it until a date" in shown and f'href="{address}{CODE}/{subject(doubted)}/#accept"' in shown
    assert manager.post(f"{address}{CODE}/{subject(doubted)}/accept/", {"reason": "", "until": ""}).status_code == 422
    sent = {"reason": "Set nationally", "until": "11/12/2020"}
    fingerprint = manager.get(f"{address}{CODE}/{subject(doubted)}/").context["page"].fingerprint
    manager.post(f"{address}{CODE}/{subject(doubted)}/accept/", {**sent, "fingerprint": fingerprint})
    shown = words(manager.get(row))
    assert "Accepted until 11 December 2020: Amber, yet fully met. “Set nationally”" in shown
    assert "Finding “Amber, yet fully met” accepted until 11 December 2020" in shown
    assert "Amber, yet fully met" not in words(manager.get(address))
    accepted = words(manager.get(address, {"state": "accepted"}))
    assert "1 is accepted until a day." in accepted and "The winter plan manager: “Set nationally”" in accepted
    assert "1.1 Do thing 1: amber, fully met" in words(manager.get(f"/plans/{doubted.plan.pk}/"))
    with clock.standing_at(NOW + timedelta(days=30)):
        back = words(manager.get(address, {"state": "back"}))
    assert "that day has passed" in back and "1 was accepted and has come back." in back


def test_the_list_is_narrowed_sorted_and_taken_away(doubted: World) -> None:
    manager, address = signed_in(doubted.manager), f"/plans/{doubted.plan.pk}/findings/"
    every = manager.get(address).context["page"]
    assert {line.standing.finding.code for line in every.matching} == {CODE, "unanswered", "section-missing"}
    assert len(manager.get(address, {"rule": "unanswered"}).context["page"].matching) == 1
    assert len(manager.get(address, {"lead": str(doubted.role.pk)}).context["page"].matching) == 1
    assert len(manager.get(address, {"section": "Section 2"}).context["page"].matching) == 1
    for key in ("finding", "where", "section", "lead", "state"):
        assert manager.get(address, {"sort": f"-{key}"}).status_code == 200
    file = manager.get(address, {"rule": CODE, "as": "csv"}).content.decode("utf-8-sig")
    assert file.count("Amber, yet fully met") == 1 and "unanswered" not in file


def test_the_pages_take_as_many_statements_for_many_findings_as_for_a_few(doubted: World) -> None:
    manager = signed_in(doubted.manager)
    addresses = [f"/plans/{doubted.plan.pk}/findings/", f"/plans/{doubted.plan.pk}/findings/{CODE}/{subject(doubted)}/"]
    few = [_statements(manager, each) for each in addresses]
    accept(doubted)
    for row in doubted.rows[1:5]:
        doubted.change(row, rag=Rag.AMBER, fully_met=FullyMet.YES, text="In place.")
    assert [_statements(manager, each) for each in addresses] == few


def _statements(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)
