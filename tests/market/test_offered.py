"""What market's lists are sorted by, what its morning job leaves when it is stopped, and what it tells elsewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from overwinter.market import api
from overwinter.market.actions import Reached, risk
from overwinter.market.api import Answer, Question, RiskScore, Said
from overwinter.market.records import CONTINUITY_PLANS, RISKS, SUPPORT_ANSWERS
from overwinter.market.reporting import MarketReport
from overwinter.organisations.api import Grant, get_viewer
from overwinter.providers.api import Location
from tests.market.test_market import ENDED, GOOD, TODAY, World, world
from tests.support.people import make_council, make_person
from tests.support.providers import make_location, make_locations

__all__ = ["world"]


@pytest.fixture
def three(world: World) -> dict[str, Location]:
    """Larkfield with a plan that runs out in April, Aspen with one that does not say until when, Birch with none."""
    aspen = make_location(world.council, "Aspen House", rating="inadequate")
    world.record(GOOD)
    undated = replace(GOOD, version="1", dated=TODAY - timedelta(days=30), expires_on=None, tested_on=None)
    api.record_continuity_plan(location_id=aspen.pk, plan=undated, by=world.quality)
    make_location(world.council, "Birch House")
    world.answer(Question.TESTING, Said.YES)
    for question in (Question.TESTING, Question.CLINICAL):
        answers = [Answer(question, Said.NO, TODAY, "Ask Fenella Roe")]
        api.answer_support_plan(location_id=aspen.pk, answers=answers, by=world.quality)
    api.work_out_risk(council_id=world.council.pk, by=None)
    return {each.name: each for each in Location.objects.all()}


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/support-plans/?sort=testing", "Aspen Larkfield Birch"),
        ("/support-plans/?sort=-testing", "Larkfield Aspen Birch"),
        ("/support-plans/?sort=-name", "Larkfield Birch Aspen"),
        ("/continuity/?sort=ends", "Larkfield Aspen Birch"),
        ("/continuity/?sort=-ends", "Aspen Larkfield Birch"),
        ("/continuity/?sort=tested", "Larkfield Aspen Birch"),
        ("/continuity/?sort=nothing", "Birch Aspen Larkfield"),
        ("/risk/?sort=quality", "Birch Larkfield Aspen"),
        ("/risk/?sort=-quality", "Aspen Larkfield Birch"),
    ],
)
def test_a_register_is_sorted_by_the_column_asked_for_and_what_nobody_told_comes_last(
    world: World, three: dict[str, Location], path: str, first: str
) -> None:
    page = world.client.get(path).content.decode()
    rows = page[page.index("<tbody") :]
    assert sorted(first.split(), key=lambda name: rows.index(f"{name} House")) == first.split()
    assert "sort=-name" in page or "sort=name" in page


def test_the_morning_job_goes_on_where_it_was_stopped_and_each_batch_asks_as_much(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(risk, "BATCH", 2)
    make_locations(world.council, 4)
    counts, reached = [], Reached()
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            reached = api.work_out_batch(council_id=world.council.pk, reached=reached, by=None)
        counts.append(len(asked))
    assert counts[0] == counts[1] and (reached.locations, RiskScore.objects.count()) == (4, 4)
    before = list(RiskScore.objects.order_by("id").values_list("id", flat=True))
    assert api.work_out_risk(council_id=world.council.pk, by=None) == 1, "begun again it keeps only what was not kept"
    assert list(RiskScore.objects.order_by("id").values_list("id", flat=True))[:4] == before
    assert RiskScore.objects.filter(is_current=True).count() == 5


def test_programs_read_what_holds_now_of_their_council_and_nothing_that_was_written(
    world: World, three: dict[str, Location]
) -> None:
    world.record(ENDED, note="Ask Fenella Roe")
    viewer = get_viewer(world.quality)
    told = [list(each.rows(viewer=viewer, after=0, most=9, changed_since=None))
            for each in (SUPPORT_ANSWERS, CONTINUITY_PLANS, RISKS)]  # fmt: skip
    for offered, rows in zip((SUPPORT_ANSWERS, CONTINUITY_PLANS, RISKS), told, strict=True):
        assert [list(row) for row in rows] == [[column.name for column in offered.columns]] * len(rows)
    answers, plans, risks = told
    assert [each["said"] for each in answers] == ["yes", "no", "no"] and answers[0]["location"] == world.home.pk
    assert {each["stands"] for each in plans} == {"expired", "not tested"}
    assert {each["level"] for each in risks} == {"medium", "high"} and all(each["why"] for each in risks)
    assert "Roe" not in str(told)
    stranger = get_viewer(make_person("q@southfen.example", Grant.QUALITY, council=make_council("southfen", "Fen")))
    assert [list(each.rows(viewer=stranger, after=0, most=9, changed_since=None)) for each in (RISKS,)] == [[]]


def test_a_report_tells_how_it_stood_on_a_day_to_those_who_may_read_it(
    world: World, three: dict[str, Location]
) -> None:
    viewer, council_id = get_viewer(world.quality), world.council.pk
    (part,) = MarketReport().report_parts(viewer=viewer, council_id=council_id, as_at=TODAY)
    said = " ".join("".join(words.text for words in sentence) for sentence in part.sentences)
    assert said.startswith("1 of 3 locations had") and "1 of 12 answers" in said and "High: Aspen House." in said
    assert part.table is not None and [words.text for words in part.table.rows[2]][1:] == ["1", "0", "1", "0", "1"]
    (before,) = MarketReport().report_parts(viewer=viewer, council_id=council_id, as_at=TODAY - timedelta(days=1))
    assert [sentence[0].text for sentence in before.sentences] == ["0 of 3", "0 of 12"], "no risk was worked out yet"
    reader = make_person("viewer@northmere.example", Grant.VIEWER, council=world.council)
    assert not list(MarketReport().report_parts(viewer=get_viewer(reader), council_id=council_id, as_at=TODAY))
