"""What waits because something is doubtful, no longer shown to be true, raised by others, or read by the public."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils.timezone import make_aware

from overwinter.governance import api as governance
from overwinter.home.doubts import TOLD_OTHERWISE
from overwinter.infra import clock
from overwinter.measures import api as measures
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant, GroupTerms
from overwinter.plans import api as plans
from overwinter.publishing import actions as publishing
from overwinter.publishing.queries import get_draft
from tests.home.conftest import NOW, World, needs, page_for
from tests.support.people import make_person

TODAY = NOW.date()


def test_findings_that_have_a_reason_of_their_own_are_there() -> None:
    assert plans.RULES_BY_CODE.keys() >= TOLD_OTHERWISE


def test_a_doubtful_row_waits_for_its_lead_until_it_is_accepted_and_comes_back(world: World) -> None:
    row = world.lead_row("1.8")
    world.change("1.8", rag="amber", fully_met="yes", text="Letters to 40 homes.", next_review=date(2020, 12, 30))
    page = page_for(world.lead)
    assert [need for need in needs(page) if need[0] == "Mend"] == [("Mend", needs(page)[0][1])]
    assert needs(page)[0][1].startswith("1.8 ") and "Amber, yet fully met" in page.get_text()
    assert needs(page_for(world.viewer)) == []
    for found in plans.get_picture(world.plan).challenge.on(row.pk):
        plans.accept_finding(
            plan_id=world.plan.pk, code=found.code, subject=found.subject, fingerprint=found.fingerprint,
            reason="Agreed by the board", until=TODAY + timedelta(days=20), by=world.manager,
        )  # fmt: skip
    assert needs(page_for(world.lead)) == []
    for days, verb, words in ((15, "Decide", "Then it stands again."), (22, "Decide", "Mend it, or accept it anew.")):
        with clock.standing_at(NOW + timedelta(days=days)):
            for person in (world.lead, world.manager):
                page = page_for(person)
                assert verb in [verb for verb, _ in needs(page)] and words in page.get_text(), (days, person)


def test_evidence_waits_for_its_owner_before_it_expires_and_for_the_lead_after(world: World) -> None:
    row = world.lead_row("1.8")
    world.change("1.8", rag="green", fully_met="yes", text="Letters to 40 homes.", next_review=date(2020, 12, 30))
    plans.add_evidence(
        response_id=row.pk, kind=plans.EvidenceKind.RECORD, title="The call log", note="In the shared drive",
        true_on=TODAY, expires_on=TODAY + timedelta(days=10), owner_id=world.role.pk, by=world.manager,
    )  # fmt: skip
    for days, verbs in ((0, []), (5, ["Renew"]), (11, ["Show"])):
        with clock.standing_at(NOW + timedelta(days=days)):
            assert [verb for verb, _ in needs(page_for(world.lead))] == verbs, days


def test_what_is_raised_to_a_group_waits_for_its_chair_with_its_age(world: World) -> None:
    cell, board = (
        organisations.add_group(council=world.council, name=name, by=world.manager) for name in ("Cell", "Board")
    )
    organisations.set_group_terms(group=cell, terms=GroupTerms(escalates_to=board.pk), by=world.manager)
    organisations.set_group_terms(group=board, terms=GroupTerms(chair=world.role.pk), by=world.manager)
    with clock.standing_at(NOW - timedelta(days=9)):
        row = world.row("1.8")
        governance.escalate(group_id=cell.pk, response_id=row.pk, why="No nurse at weekends", by=world.manager)
    page = page_for(world.lead)
    assert [verb for verb, _ in needs(page)] == ["Decide"]
    assert "Raised 9 days ago, on 4 November 2020, and not decided: “No nurse at weekends”" in page.get_text()
    assert "Decide" not in [verb for verb, _ in needs(page_for(world.viewer))]


def test_a_public_page_that_says_something_else_waits_for_who_keeps_it(world: World) -> None:
    officer = make_person("communications@northmere.example", Grant.COMMUNICATIONS, council=world.council)
    with clock.standing_at(make_aware(datetime.combine(TODAY - timedelta(days=3), time(12)))):
        publishing.change_page(
            plan=world.plan, introduction="", help_words="Ring us.", contact="plan@northmere.example",
            names_withheld="", approved=(), expected_version=0, by=world.manager,
        )  # fmt: skip
        draft = get_draft(organisations.get_viewer(world.manager), world.plan)
        publishing.publish(plan=world.plan, expected_digest=draft.content.digest, by=world.manager)
    assert needs(page_for(officer)) == []
    world.change("1.8", rag="red", fully_met="no")
    page = page_for(officer)
    assert needs(page) == [("Publish", "Version 1 of the public page")]
    assert "1 row stands otherwise now" in page.get_text()
    assert "Publish" not in [verb for verb, _ in needs(page_for(world.lead))]


def test_who_answers_for_the_plan_sees_what_is_said_beside_what_is_counted(world: World) -> None:
    measures.sync_catalogue(by=None)
    world.change("1.8", rag="amber", fully_met="yes", text="Each home is rung.", next_review=date(2020, 12, 30))
    code, given = "movement-followed-up", {"council_id": world.council.pk, "denominator": Decimal(10)}
    for back, numerator in ((14, 9), (0, 7)):
        measures.enter_reading(
            code=code, day=TODAY - timedelta(days=back), numerator=Decimal(numerator), by=world.manager, **given
        )
    table = page_for(world.manager).select_one("#differing tbody")
    (row,) = table.select("tr")
    said = row.get_text(" ", strip=True)
    assert said.startswith("1.8 ") and "Amber Fully met" in said, said
    assert "70% standard at least 90%" in said and said.endswith("Not reached since 30 October."), said
    assert page_for(world.viewer).select_one("#differing") is None
    world.change("1.8", fully_met="partial")
    page = page_for(world.manager)
    assert page.select_one("#differing") is None and "70%" in page.select_one("#watched tbody tr").get_text()
