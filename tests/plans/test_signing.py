"""Signing a plan: the chain, what was frozen, what changed since, and what forbids it."""

import json
from datetime import UTC, date, datetime

import pytest

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.infra.models import AuditEntry
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.verdict import Refused
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from overwinter.plans import api
from overwinter.plans.domain.snapshot import canonical, differences, read
from overwinter.plans.models import SigningRound
from overwinter.plans.queries.signing import freeze
from tests.plans.conftest import World, make_person, signed_in
from tests.support.signing import sign

LATER = datetime(2020, 11, 14, 10, 0, tzinfo=UTC)


@pytest.fixture
def director(world: World) -> User:
    return make_person(world.council, Grant.DIRECTOR)


@pytest.fixture
def chief(world: World) -> User:
    return make_person(world.council, Grant.CHIEF_EXECUTIVE)


@pytest.fixture
def whole(world: World) -> World:
    """Nothing stands in the way: every row in force is answered and led."""
    for row in world.rows[:5]:
        world.change(row, rag=Rag.GREEN, fully_met=FullyMet.YES, lead=world.role.pk)
    return world


def test_a_plan_is_signed_by_each_in_turn_and_what_was_signed_stays(whole: World, director: User, chief: User) -> None:
    sign(whole.plan, whole.manager)
    with pytest.raises(Refused, match="turn of the director of adult social services"):
        sign(whole.plan, chief)
    sign(whole.plan, director)
    record = sign(whole.plan, chief)
    assert record.state == "signed"
    whole.change(whole.rows[1], rag=Rag.RED, fully_met=FullyMet.NO, why="The agency left")
    signing = api.signing_of(whole.plan)
    assert signing.in_force is not None and signing.in_force.verifies
    assert [each.step for each in signing.in_force.signatures] == ["plan_manager", "director", "chief_executive"]
    assert signing.in_force.snapshot.rows[1].rag == "green"
    whole.plan.refresh_from_db()
    (change,) = api.list_changes(signing.in_force.record, whole.plan)
    assert [(move.field, move.before, move.after) for move in change.moves] == [
        ("rag", "green", "red"), ("fully_met", "yes", "no"),
    ]  # fmt: skip
    assert AuditEntry.objects.filter(verb__startswith="plan signing").count() == 3


def test_evidence_is_frozen_with_the_row_and_what_became_of_it_is_told(whole: World) -> None:
    given = {"kind": api.EvidenceKind.RECORD, "note": "The cell’s folder", "expires_on": date(2020, 12, 1)}
    kept, gone = (
        api.add_evidence(response_id=whole.rows[1].pk, title=title, true_on=clock.today(), by=whole.manager, **given)
        for title in ("Minute 12", "Minute 9")
    )
    record = sign(whole.plan, whole.manager)
    api.end_evidence(evidence_id=gone.pk, why="Over", expected_version=1, by=whole.manager)
    api.renew_evidence(
        evidence_id=kept.pk, true_on=clock.today(), expires_on=date(2021, 1, 1), expected_version=1, why="Seen again",
        owner_id=None, by=whole.manager,
    )  # fmt: skip
    whole.plan.refresh_from_db()
    (change,) = api.list_changes(record, whole.plan)
    assert [(each.kind, each.text) for each in change.evidence] == [("changed", "Minute 12"), ("gone", "Minute 9")]
    page = signed_in(whole.onlooker).get(f"/plans/{whole.plan.pk}/sign-off/").content.decode()
    assert "Evidence gone: “Minute 9”" in page and "Expires from 1 December to 1 January" in page


def test_of_a_text_that_held_no_evidence_none_is_said_to_have_come(whole: World) -> None:
    told = json.loads(canonical(freeze(whole.plan)))
    for row in told["rows"]:
        del row["evidence"]
    before = read(json.dumps({**told, "form": 1}))
    api.add_evidence(
        response_id=whole.rows[1].pk, title="Minute 12", kind=api.EvidenceKind.RECORD, note="The cell’s folder",
        true_on=clock.today(), expires_on=date(2020, 12, 1), by=whole.manager,
    )  # fmt: skip
    assert differences(before, freeze(whole.plan)) == ()


def test_a_new_round_leaves_the_old_one_to_be_read(whole: World, director: User, chief: User) -> None:
    for person in (whole.manager, director, chief):
        sign(whole.plan, person)
    with pytest.raises(Refused, match="no row has changed since"):
        sign(whole.plan, whole.manager)
    whole.change(whole.rows[1], text="Another way")
    for person in (whole.manager, director, chief):
        sign(whole.plan, person)
    assert [each.state.value for each in api.signing_of(whole.plan).rounds] == ["signed", "replaced"]
    page = signed_in(whole.onlooker).get(f"/plans/{whole.plan.pk}/signed/1/")
    assert page.status_code == 200 and "Signed by all, replaced since" in page.content.decode()


def test_what_is_kept_no_longer_verifies_when_it_was_tampered_with(whole: World) -> None:
    record = sign(whole.plan, whole.manager)
    assert [intact for _, intact in api.check_rounds()] == [True]
    SigningRound.objects.filter(pk=record.pk).update(snapshot=record.snapshot.replace("green", "amber", 1))
    assert [intact for _, intact in api.check_rounds()] == [False]


@pytest.mark.parametrize(
    ("change", "words", "button"),
    [
        ({"lead": None}, "1.2 has no lead", "Name a lead for 1.2"),
        ({"rag": Rag.UNKNOWN, "fully_met": FullyMet.UNKNOWN}, "nobody has answered 1.2", "Answer 1.2"),
        ({"fully_met": FullyMet.NO}, "1.2 is not met and has no open gap action", "Add a gap action to 1.2"),
    ],
)
def test_a_rule_forbids_in_words_and_the_page_has_the_way_to_mend_it(
    whole: World, change: dict[str, object], words: str, button: str
) -> None:
    whole.change(whole.rows[1], **change)
    with pytest.raises(Refused, match=f"It cannot be signed yet: {words}"):
        sign(whole.plan, whole.manager)
    said = signed_in(whole.manager).get(f"/plans/{whole.plan.pk}/sign-off/").content.decode()
    assert f">{button}</a>" in said and words[1:] in said


def test_an_action_counts_once_it_has_a_date_and_somebody_to_do_it(whole: World) -> None:
    whole.change(whole.rows[1], fully_met=FullyMet.NO)
    action = api.add_gap_action(response_id=whole.rows[1].pk, text="Hire", by=whole.manager)
    with pytest.raises(Refused, match="its gap action has no date"):
        sign(whole.plan, whole.manager)
    api.move_gap_action(action_id=action.pk, due=date(2020, 12, 1), why="Agreed", by=whole.manager)
    assert sign(whole.plan, whole.manager).state == "waiting"


def test_nothing_is_signed_unseen(whole: World, director: User) -> None:
    with pytest.raises(Refused, match="Tick that you have seen"):
        sign(whole.plan, whole.manager, seen=False)
    before = api.get_digest_to_sign(whole.plan)
    whole.change(whole.rows[1], text="Another way")
    with pytest.raises(Refused, match="changed since you opened this page"):
        api.sign_plan(plan_id=whole.plan.pk, digest=before, seen=True, by=whole.manager)
    assert not SigningRound.objects.exists()


def test_sending_back_and_withdrawing(whole: World, director: User, chief: User) -> None:
    sign(whole.plan, whole.manager)
    with pytest.raises(Refused, match="Say why"):
        api.send_plan_back(plan_id=whole.plan.pk, why=" ", by=director)
    api.send_plan_back(plan_id=whole.plan.pk, why="1.3 is out of date", by=director)
    sign(whole.plan, whole.manager)
    sign(whole.plan, director)
    with pytest.raises(Refused, match="Only the last signature"):
        api.withdraw_signature(plan_id=whole.plan.pk, by=whole.manager)
    assert api.withdraw_signature(plan_id=whole.plan.pk, by=director).state == "waiting"
    assert api.withdraw_signature(plan_id=whole.plan.pk, by=whole.manager).state == "withdrawn"
    assert [each.state.value for each in api.signing_of(whole.plan).rounds] == ["withdrawn", "sent back"]


def test_nobody_signs_on_once_a_row_has_turned_red(whole: World, director: User) -> None:
    sign(whole.plan, whole.manager)
    whole.change(whole.rows[1], rag=Rag.RED)
    with pytest.raises(Refused, match=r"1\.2 has turned red since the first signature"):
        sign(whole.plan, director)


def test_one_person_signs_one_step(whole: World) -> None:
    organisations.give_grant(user=whole.manager, council=whole.council, kind=Grant.DIRECTOR, by=None)
    sign(whole.plan, whole.manager)
    with pytest.raises(Refused, match="second look"):
        sign(whole.plan, whole.manager)


def test_a_council_chooses_its_chain_and_a_round_under_way_keeps_its_own(
    whole: World, director: User, chief: User
) -> None:
    admin = make_person(whole.council, Grant.COUNCIL_ADMIN)
    sign(whole.plan, whole.manager)
    api.choose_chain(council_id=whole.council.pk, steps=["public_health"], rules=[], by=admin)
    assert [step.id for step in api.signing_of(whole.plan).chain.steps] == ["plan_manager", "director", "public_health"]
    sign(whole.plan, director)
    assert sign(whole.plan, chief).state == "signed"
    whole.change(whole.rows[1], lead=None)
    assert sign(whole.plan, whole.manager).steps == ["plan_manager", "director", "public_health"]


def test_equal_plans_are_written_alike_and_read_back(whole: World) -> None:
    first = freeze(whole.plan)
    assert read(canonical(first)) == first
    with clock.standing_at(LATER):
        later = freeze(whole.plan)
    assert canonical(later) != canonical(first), "another day is another statement"


def test_the_page_walks_through_a_signing(whole: World, director: User) -> None:
    manager, page = signed_in(whole.manager), f"/plans/{whole.plan.pk}/sign-off/"
    said = manager.get(page).content.decode()
    assert "Sign as winter plan manager" in said
    answer = manager.post(f"{page}sign/", {"digest": api.get_digest_to_sign(whole.plan)})
    assert answer.status_code == 422 and "Tick that you have seen" in answer.content.decode()
    manager.post(f"{page}sign/", {"digest": api.get_digest_to_sign(whole.plan), "seen": "on"})
    said = signed_in(director).get(page).content.decode()
    assert "Sign as director of adult social services" in said and "Send it back" in said
    refused = signed_in(whole.onlooker).post(
        f"{page}sign/", {"digest": api.get_digest_to_sign(whole.plan), "seen": "on"}
    )
    assert refused.status_code == 403
