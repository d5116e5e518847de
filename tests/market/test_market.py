"""What officers record of support, continuity and risk: kept with what stood before, shown, counted, offered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from overwinter.accounts.api import User
from overwinter.casework import api as casework
from overwinter.infra import clock
from overwinter.infra.models import AuditEntry
from overwinter.kernel.verdict import Refused
from overwinter.market import api
from overwinter.market.api import Answer, Assessment, Plan, Question, Said, Stands, Viability
from overwinter.market.asked import MarketAnswers, MarketAsks
from overwinter.market.domain.continuity import stands
from overwinter.market.measures import MarketMeasures
from overwinter.market.models import ContinuityPlan, RiskScore, SupportAnswer
from overwinter.market.pages.offers import QualityAgenda, QualityCalendar
from overwinter.market.pages.panels import MarketPanels, MarketWaits
from overwinter.market.queries import continuity as reads
from overwinter.market.queries.places import Narrowed
from overwinter.operations import api as operations
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Council, Grant, find_group_fact, get_viewer
from overwinter.providers.api import Location, ServiceKind
from tests.support.people import make_council, make_person
from tests.support.providers import make_location, make_locations, seen_place

NOW = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
GOOD = Plan("3", date(2026, 4, 1), date(2027, 4, 1), date(2026, 5, 6), workforce=True)
ENDED = replace(GOOD, version="2", expires_on=TODAY - timedelta(days=5))


@dataclass
class World:
    council: Council
    quality: User
    home: Location

    @property
    def client(self) -> Client:
        client = Client()
        client.force_login(self.quality)
        return client

    def record(self, plan: Plan, **more: object) -> ContinuityPlan:
        return api.record_continuity_plan(location_id=self.home.pk, plan=plan, by=self.quality, **more)

    def answer(self, question: Question, said: Said) -> None:
        answers = [Answer(question, said, clock.today())]
        api.answer_support_plan(location_id=self.home.pk, answers=answers, by=self.quality)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    cache.clear()
    with clock.standing_at(NOW):
        council = make_council()
        quality = make_person("quality.officer@northmere.example", Grant.QUALITY, council=council)
        yield World(council, quality, make_location(council, rating="requires_improvement"))


def test_a_new_answer_leaves_the_old_one_on_record_and_is_counted_from_its_day(world: World) -> None:
    world.answer(Question.CLINICAL, Said.NO)
    with clock.standing_at(NOW + timedelta(days=3)):
        world.answer(Question.CLINICAL, Said.YES)
    rows = SupportAnswer.objects.order_by("id").values_list("said", "is_current", "recorded_as")
    assert list(rows) == [("no", False, "Quality officer"), ("yes", True, "Quality officer")]
    told = MarketMeasures().take(council_id=world.council.pk, day=TODAY)
    later = MarketMeasures().take(council_id=world.council.pk, day=TODAY + timedelta(days=3))
    assert [(each["support-clinical"].numerator, each["support-clinical"].denominator) for each in (told, later)] == [
        (0, 1), (1, 1)
    ]  # fmt: skip
    before = MarketMeasures().take(council_id=world.council.pk, day=TODAY - timedelta(days=30))
    assert before["support-clinical"].numerator is None, "before anybody answered there is no data, and no zero"
    assert (told["continuity-current"].numerator, told["continuity-current"].denominator) == (0, 1)
    assert AuditEntry.objects.filter(verb="support plan answered").count() == 2


def test_the_form_of_a_support_plan_saves_and_lists_what_is_missing_first(world: World) -> None:
    make_location(world.council, "Aspen House")
    url = f"/support-plans/{world.home.pk}/answer/"
    typed = {"infection": "yes", "clinical": "no", "clinical_help": "A named nurse", "asked_on": "12 November 2026"}
    assert world.client.post(url, typed).status_code == 302
    page = world.client.get("/support-plans/").content.decode()
    assert page.index("Larkfield House") < page.index("Aspen House")
    assert "state=clinical:no" in page
    assert "A named nurse" in world.client.get(f"/support-plans/{world.home.pk}/").content.decode()
    narrowed = world.client.get("/support-plans/?state=clinical:no&as=csv").content.decode()
    assert "Larkfield House" in narrowed and "Aspen House" not in narrowed
    wrong = world.client.post(url, {"testing_help": "Kits", "asked_on": "tomorrow"})
    assert wrong.status_code == 422 and "Kits" in wrong.content.decode()


def test_a_version_replaces_the_one_before_and_keeps_its_file(world: World, settings: object, tmp_path: object) -> None:
    settings.FILES_DIR = tmp_path
    world.record(ENDED)
    row = world.record(GOOD, upload=api.Upload("plan.pdf", 4, BytesIO(b"%PDF")))
    assert list(ContinuityPlan.objects.order_by("id").values_list("is_current", flat=True)) == [False, True]
    with pytest.raises(Refused, match="as you entered it"):
        world.record(GOOD)
    answer = world.client.get(f"/continuity/file/{row.pk}/")
    assert answer["Content-Disposition"].startswith("attachment") and b"".join(answer.streaming_content) == b"%PDF"
    stranger = make_person("quality.officer@southfen.example", Grant.QUALITY, council=make_council("southfen", "Fen"))
    with pytest.raises(Refused, match="no such location"):
        api.record_continuity_plan(location_id=world.home.pk, plan=ENDED, by=stranger)


def test_the_database_says_of_every_plan_what_the_rule_says(world: World) -> None:
    days, made = reads.days_on(TODAY), {}
    ends = (None, TODAY - timedelta(1), TODAY, TODAY + timedelta(28), TODAY + timedelta(29))
    dated = (TODAY - timedelta(366), TODAY - timedelta(365), TODAY - timedelta(337), TODAY - timedelta(336))
    tested = (None, TODAY - timedelta(366), TODAY - timedelta(365))
    plans = [Plan("1", d, e, t, w) for d in dated for e in ends for t in tested for w in (True, False)]
    places = make_locations(world.council, len(plans))
    for place, plan in zip(places, plans, strict=True):
        made[place.pk] = stands(plan, TODAY, days)
    ContinuityPlan.objects.bulk_create(
        ContinuityPlan(
            council=world.council, location=place, version="1", dated=plan.dated, expires_on=plan.expires_on,
            tested_on=plan.tested_on, workforce=plan.workforce, recorded_at=NOW,
        )
        for place, plan in zip(places, plans, strict=True)
    )  # fmt: skip
    found = reads.list_register(get_viewer(world.quality), Narrowed(), TODAY)
    said = {row.pk: row.standing for row in found}
    assert said == {**{pk: each.rank for pk, each in made.items()}, world.home.pk: Stands.NONE.rank}
    good = sum(each.is_current for each in made.values())
    assert reads.count_current(world.council.pk, day=TODAY) == (good, len(plans) + 1)


def test_risk_is_worked_out_with_its_reasons_and_kept_only_where_it_is_another(world: World) -> None:
    assert api.work_out_risk(council_id=world.council.pk, by=None) == 1
    assert api.work_out_risk(council_id=world.council.pk, by=world.quality) == 0
    api.record_viability(
        location_id=world.home.pk, stands=Viability.Stands.FAILING, ground="Accounts late", by=world.quality
    )
    levels = RiskScore.objects.order_by("id").values_list("level", "is_current")
    assert list(levels) == [("medium", False), ("high", True)]
    page = world.client.get(f"/risk/{world.home.pk}/").content.decode()
    assert "The council has its finances down as failing." in page and "No return says how many staff are away." in page
    assert "Overwinter’s default" in page and "Accounts late" in page
    listed = world.client.get("/risk/?state=high").content.decode()
    assert "5 of 5" in listed and "Not known" in listed
    world.home.state = "closed"
    world.home.save()
    api.work_out_risk(council_id=world.council.pk, by=None)
    assert not RiskScore.objects.filter(is_current=True).exists()


def test_an_assessment_is_reviewed_and_its_lateness_waits_for_the_officer(world: World) -> None:
    late = Assessment("Visiting", TODAY - timedelta(days=60), TODAY - timedelta(days=2))
    row = api.record_assessment(location_id=world.home.pk, made=late, by=world.quality)
    viewer = get_viewer(world.quality)
    assert [each.title for each in MarketWaits().waits(viewer=viewer, today=TODAY)] == ["1 risk assessment is overdue"]
    typed = {"assessed_on": "12 November 2026", "review_on": "12 May 2027", "outcome": "In place"}
    assert world.client.post(f"/assessments/review/{row.pk}/", typed).status_code == 302
    assert list(MarketWaits().waits(viewer=viewer, today=TODAY)) == []
    assert world.client.get(f"/assessments/review/{row.pk}/").status_code == 404
    assert "Visiting" in world.client.get(f"/assessments/{world.home.pk}/").content.decode()


def test_the_meeting_with_the_regulator_is_offered_what_it_should_see_and_no_other_group(world: World) -> None:
    group, other = (
        organisations.add_group(council=world.council, name=name, by=None) for name in ("Inspectors", "Winter board")
    )
    assert world.client.post("/quality/meeting/", {"group": group.pk}).status_code == 302
    casework.raise_concern(
        council=world.council, location=world.home, source="hand", kind="hand", key="hand:1",
        title="Two charts unsigned", facts="Seen on a visit.", severity=casework.Severity.HIGH,
        team=casework.Team.QUALITY, by=None,
    )  # fmt: skip
    make_location(world.council, "Rookery Nook", rating="inadequate", rated_on=date(2026, 1, 5))
    world.record(ENDED)
    viewer = get_viewer(world.quality)
    fact, elsewhere = (find_group_fact(viewer, group_id=each.pk) for each in (group, other))
    assert fact is not None and elsewhere is not None
    offered = {each.title: each.reason for each in QualityAgenda().offer(group=fact, viewer=viewer, on=TODAY)}
    assert "Two charts unsigned" in offered["Larkfield House"]
    assert offered["Rookery Nook: rated inadequate"].endswith("5 January 2026.")
    assert "Larkfield House (7 November 2026)" in offered["1 continuity plan ran out since the last meeting"]
    assert list(QualityAgenda().offer(group=elsewhere, viewer=viewer, on=TODAY)) == []
    reader = make_person("viewer@northmere.example", Grant.VIEWER, council=world.council)
    assert list(QualityAgenda().offer(group=fact, viewer=get_viewer(reader), on=TODAY)) == []
    entries = QualityCalendar().entries(
        viewer=viewer, council_id=world.council.pk, first=date(2026, 11, 1), last=date(2026, 11, 30), today=TODAY
    )
    assert [(each.day, each.title) for each in entries] == [(date(2026, 11, 7), "1 continuity plan runs out")]


def test_the_location_the_manager_and_today_are_told_that_a_plan_ran_out(world: World) -> None:
    world.record(ENDED)
    place, viewer = seen_place(world.home), get_viewer(world.quality)
    panel = next(iter(MarketPanels().panels(place=place, viewer=viewer, today=TODAY)))
    assert panel.news == "Its continuity plan has run out."
    assert "Medium: staffing not known, quality 2" in str(panel.content)
    (ask,) = MarketAsks().asks(place=place, today=TODAY)
    assert ask.due == TODAY - timedelta(days=5) and ask.answered_at is None
    answer = operations.Answer(ask.key, "On Monday, tested last week.", "Manager", uuid4())
    for _ in range(2):
        MarketAnswers().take_answer(place=place, answer=answer, by=world.quality)
    assert [each.said for each in MarketAnswers().answers(place=place, key=ask.key, by=world.quality)] == [answer.said]
    (ask,) = MarketAsks().asks(place=place, today=TODAY)
    assert ask.answered_at is not None
    (wait,) = MarketWaits().waits(viewer=viewer, today=TODAY)
    assert wait.title == "1 continuity plan has run out"
    assert world.client.get(wait.url).content.decode().count("Larkfield House") >= 1
    world.record(GOOD)
    assert list(MarketAsks().asks(place=place, today=TODAY)) == []


@pytest.mark.parametrize("path", ["/quality/", "/support-plans/", "/continuity/", "/risk/", "/assessments/"])
def test_a_list_asks_as_much_for_many_locations_as_for_one(world: World, path: str) -> None:
    def ask() -> int:
        api.work_out_risk(council_id=world.council.pk, by=None)
        client = world.client
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    few = ask()
    make_locations(world.council, 60, service=ServiceKind.NURSING_HOME)
    assert ask() == few
