"""Evidence on a row: added, renewed, ended, opened; and what the plan counts of it."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.measures import api as measures
from overwinter.measures.models import SpeaksTo, Standard
from overwinter.plans import api
from overwinter.plans.measures import EVIDENCE, OVERDUE, REVIEWS, PlanMeasures
from overwinter.plans.models import Evidence, Plan
from tests.plans.conftest import NOW, World, signed_in

TODAY = NOW.date()
PDF = b"%PDF-1.7 minutes"


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: object) -> None:
    settings.FILES_DIR = tmp_path


def add(world: World, by: User | None = None, **given: object) -> Evidence:
    wanted = {
        "kind": api.EvidenceKind.RECORD, "title": "Minute 12", "note": "The cell’s folder", "true_on": TODAY,
        "expires_on": date(2020, 12, 1), **given,
    }  # fmt: skip
    return api.add_evidence(response_id=world.row.pk, by=by or world.lead, **wanted)


def test_evidence_is_added_renewed_and_ended_with_its_history(world: World) -> None:
    before = Plan.objects.get().revision
    found = add(world, owner_id=world.role.pk)
    api.renew_evidence(
        evidence_id=found.pk, true_on=TODAY, expires_on=date(2021, 1, 1), expected_version=1, why="Seen again",
        owner_id=world.other_role.pk, by=world.manager,
    )  # fmt: skip
    with pytest.raises(Refused, match="Winter plan manager changed this evidence since you opened it"):
        api.end_evidence(evidence_id=found.pk, why="x", expected_version=1, by=world.lead)
    api.end_evidence(evidence_id=found.pk, why="The cell has ended", expected_version=2, by=world.lead)
    kept = Evidence.objects.get()
    assert (kept.ended_on, kept.changed_as, kept.version) == (TODAY, "Head of commissioning", 3)
    assert kept.owner == world.other_role
    said = [(row.expires_on, row.history_change_reason) for row in kept.history.order_by("history_id")]
    assert said == [
        (date(2020, 12, 1), ""), (date(2021, 1, 1), "Seen again"), (date(2021, 1, 1), "The cell has ended")
    ]  # fmt: skip
    assert Plan.objects.get().revision == before + 3, "what is remembered of the plan is made anew"
    assert list(audit.broken_links("northmere")) == []
    page = signed_in(world.lead).get(f"/plans/{world.plan.pk}/rows/{world.row.pk}/changes/").content.decode()
    assert "Evidence added: Minute 12" in page and "The cell has ended" in page


def test_what_stands_is_taken_away_with_the_plan_by_the_councils_own_people(world: World, stranger: User) -> None:
    add(world, owner_id=world.role.pk)
    ended = add(world, title="An old minute")
    api.end_evidence(evidence_id=ended.pk, why="Over", expected_version=1, by=world.lead)
    asked = f"/plans/{world.plan.pk}/take-away"
    line = "Minute 12 (true on 13 November 2020, expires 1 December 2020, Head of commissioning)"
    assert line in b"".join(signed_in(world.manager).get(f"{asked}/csv/")).decode()
    told = json.loads(b"".join(signed_in(world.manager).get(f"{asked}/json/")))
    assert [[each["title"] for each in row["evidence"]] for row in told["answers"] if row["evidence"]] == [
        ["Minute 12"]
    ]
    world.council.shares_with = "everyone"
    world.council.save()
    foreign = b"".join(signed_in(stranger).get(f"{asked}/csv/")).decode()
    assert "Minute 12" not in foreign and "Evidence" not in foreign


def test_only_who_may_change_the_row_may_show_that_it_is_true(world: World, stranger: User) -> None:
    for person in (world.onlooker, stranger):
        with pytest.raises(Refused):
            add(world, by=person)
    second = world.rows[1]
    with pytest.raises(Refused, match="has no lead"):
        api.add_evidence(
            response_id=second.pk, kind=api.EvidenceKind.RECORD, title="M", note="N", true_on=TODAY,
            expires_on=TODAY + timedelta(days=1), by=world.lead,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [({"note": " "}, "where the record is kept"), ({"kind": api.EvidenceKind.LINK, "url": "javascript:x"}, "https://"),
     ({"kind": api.EvidenceKind.FILE}, "Choose the file"), ({"kind": api.EvidenceKind.MEASURE}, "Choose the measure"),
     ({"title": ""}, "a title"), ({"owner_id": 999}, "not a role of this council"),
     ({"kind": api.EvidenceKind.FILE, "upload": api.Upload("a.exe", 3, BytesIO(b"MZ!"))}, "of a kind")],
)  # fmt: skip
def test_what_cannot_be_evidence_is_refused_in_words(world: World, given: dict[str, object], said: str) -> None:
    with pytest.raises(Refused, match=said):
        add(world, **given)
    assert not Evidence.objects.exists()


def test_a_button_pressed_twice_adds_it_once(world: World) -> None:
    add(world)
    with pytest.raises(Refused, match="it stands once"):
        add(world)


def post(client: Client, world: World, address: str, **data: object) -> object:
    return client.post(f"/plans/{world.plan.pk}/rows/{world.row.pk}/{address}", data)


def test_a_file_is_kept_and_given_to_the_councils_own_people_alone(world: World, stranger: User) -> None:
    client = signed_in(world.lead)
    dates = {"true_on": "13 November 2020", "expires_on": "1 December 2020", "owner": ""}
    wrong = SimpleUploadedFile("minutes.pdf", b"<script>alert(1)</script>")
    refused = post(client, world, "evidence/add/?kind=file", title="Minutes", upload=wrong, **dates)
    assert refused.status_code == 422 and "is not what a pdf file is" in refused.content.decode()
    assert "Minutes" in refused.content.decode(), "what was typed stays"
    given = SimpleUploadedFile("../minutes.pdf", PDF)
    assert post(client, world, "evidence/add/?kind=file", title="Minutes", upload=given, **dates).status_code == 302
    found = Evidence.objects.get()
    address = f"/plans/{world.plan.pk}/rows/{world.row.pk}/evidence/{found.pk}/file/"
    answer = signed_in(world.onlooker).get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="minutes.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Content-Type"] == "application/octet-stream"
    world.council.shares_with = "everyone"
    world.council.save()
    other = signed_in(stranger)
    assert other.get(address).status_code == 404
    row = other.get(f"/plans/{world.plan.pk}/rows/{world.row.pk}/")
    assert row.status_code == 200 and "Minutes" not in row.content.decode()


def test_the_row_says_where_its_words_and_the_records_differ(world: World) -> None:
    measures.sync_catalogue(by=None)
    code = "movement-followed-up"
    standard = Standard.objects.get(measure__code=code)
    SpeaksTo.objects.create(measure=standard.measure, framework_key="test-plan", requirement_key="area.thing-1")
    for back, part in ((42, 19), (7, 14), (0, 15)):
        measures.enter_reading(
            council_id=world.council.pk, code=code, day=TODAY - timedelta(days=back), numerator=part, denominator=20,
            by=world.lead,
        )  # fmt: skip
    world.change(rag="green", fully_met="yes")
    add(world, title="Old count", true_on=date(2020, 11, 1), expires_on=date(2020, 11, 15))
    address = f"/plans/{world.plan.pk}/rows/{world.row.pk}/"
    page = signed_in(world.lead).get(address).content.decode()
    assert "The records do not show that this is met." in page
    assert "75%, 15 of 20; the standard is at least 90%. Last reached on 2 October." in page
    assert "What we said, and what the records show" in page and "The figures as a table" in page
    assert "Expires in 2 days" in page
    past = signed_in(world.lead).get(f"{address}?on=2020-10-02").content.decode()
    assert "Old count" not in past and "The records do not show" not in past
    world.change(rag="red", fully_met="no")
    measures.set_standard(
        council_id=world.council.pk, code=code, value=70, effective_from=TODAY, source="The board.", by=world.manager
    )
    assert "The records are better than the row says" in signed_in(world.lead).get(address).content.decode()


def test_the_plan_counts_itself_today_and_as_it_stood(world: World) -> None:
    world.change(rag="green", fully_met="yes", next_review=date(2020, 11, 20))
    add(world)
    api.add_gap_action(response_id=world.row.pk, text="Ring", due=date(2020, 11, 14), by=world.lead)
    taken = PlanMeasures().take(council_id=world.council.pk, day=TODAY)
    assert [(each.numerator, each.denominator) for each in taken.values()] == [
        (1, 5), (None, None), (0, 1), (1, 1), (1, 5)
    ]  # fmt: skip
    assert taken[REVIEWS].note == "No review fell due."
    with clock.standing_at(NOW + timedelta(days=20)):
        later = PlanMeasures().take(council_id=world.council.pk, day=date(2020, 12, 3))
        assert [(later[code].numerator, later[code].denominator) for code in (REVIEWS, OVERDUE, EVIDENCE)] == [
            (0, 1), (1, 1), (0, 1)
        ]  # fmt: skip
        assert PlanMeasures().take(council_id=world.council.pk, day=TODAY) == taken, "the day as it was"
    none = PlanMeasures().take(council_id=world.council.pk, day=date(2020, 8, 1))
    assert {(each.numerator, each.note) for each in none.values()} == {(None, "The council had no plan on that day.")}
