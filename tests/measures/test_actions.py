"""Bringing the catalogue in, taking a day's readings, and what people enter and set."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from overwinter.infra import audit, clock
from overwinter.kernel.counting import Taken
from overwinter.kernel.measured import Standing
from overwinter.kernel.verdict import Refused
from overwinter.measures import api, jobs, ports, queries
from overwinter.measures.actions import sync_measures
from overwinter.measures.models import Reading, Standard
from overwinter.measures.models import SpeaksTo as Speaking
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant, get_viewer
from tests.plans.conftest import NOW, World, at_noon, make_person, world

__all__ = ["at_noon", "world"]

TODAY = NOW.date()
CODE = "movement-followed-up"


class Counting:
    """A context that offers one measure."""

    codes = ("plan-coverage",)
    now = Taken(3, 5)

    def take(self, *, council_id: int, day: date) -> Mapping[str, Taken]:
        assert council_id and day
        return {"plan-coverage": self.now}


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting()
    monkeypatch.setattr(ports, "_offers", [counting])
    return counting


@pytest.fixture
def here(world: World) -> World:
    api.sync_catalogue(by=None)
    return world


def test_bringing_the_catalogue_in_twice_changes_nothing_and_what_left_it_is_kept(here: World) -> None:
    assert str(api.sync_catalogue(by=None)) == "measures: nothing to change"
    first, *rest = api.load_definitions()
    assert sync_measures(definitions=rest, by=None).withdrawn == 1
    gone = queries.find_definition(first.code, council_id=0)
    assert gone is not None and gone.withdrawn_on == TODAY
    assert first.code not in {each.code for each in queries.list_definitions(council_id=None)}
    assert sync_measures(definitions=[*rest, first], by=None).changed == 1


def test_a_day_has_one_reading_and_a_day_that_is_past_keeps_it(here: World, offer: Counting) -> None:
    council = here.council.pk
    assert api.take_readings(council_id=council, day=TODAY, by=None) == api.TakeResult(taken=1)
    assert api.take_readings(council_id=council, day=TODAY, by=None) == api.TakeResult(kept=1)
    offer.now = Taken(4, 5)
    assert api.take_readings(council_id=council, day=TODAY, by=None) == api.TakeResult(replaced=1)
    with clock.standing_at(datetime(2020, 11, 14, 9, tzinfo=NOW.tzinfo)):
        offer.now = Taken.nothing("The plan has no row.")
        assert api.take_readings(council_id=council, day=TODAY, by=None) == api.TakeResult(kept=1)
        jobs.take_for_council(council, "2020-11-14")
    kept = Reading.objects.order_by("day").values_list("day", "numerator", "note")
    assert list(kept) == [(TODAY, 4, ""), (date(2020, 11, 14), None, "The plan has no row.")]
    assert [row.numerator for row in Reading.history.filter(day=TODAY).order_by("history_id")] == [3, 4]
    with pytest.raises(Refused, match="has not been yet"):
        api.take_readings(council_id=council, day=date(2020, 11, 14), by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(
            council=here.council, measure=Reading.objects.all()[0].measure, day=TODAY, taken_at=NOW
        )  # fmt: skip
    assert list(audit.broken_links("northmere")) == []


def test_an_entered_reading_is_put_right_with_a_reason_and_keeps_what_it_was(here: World) -> None:
    given = {"council_id": here.council.pk, "code": CODE, "day": TODAY, "denominator": Decimal(20), "by": here.lead}
    api.enter_reading(numerator=Decimal(19), **given)
    with pytest.raises(Refused, match="Say why"):
        api.enter_reading(numerator=Decimal(12), **given)
    api.enter_reading(numerator=Decimal(12), why="Two were counted twice", **given)
    kept = queries.list_kept_readings(get_viewer(here.lead), council_id=here.council.pk, code=CODE)
    assert [(each.reading.counted(api.Unit.PERCENT), each.put_right) for each in kept] == [
        ("12 of 20", ("Two were counted twice",))
    ]
    assert kept[0].taken_as == "Head of commissioning"
    with pytest.raises(Refused, match="Only plan managers and lead officers"):
        api.enter_reading(**{**given, "by": here.onlooker, "numerator": Decimal(1)})
    with pytest.raises(Refused, match="larger than the whole"):
        api.enter_reading(**{**given, "numerator": Decimal(21), "why": "x"})


def test_a_councils_own_standard_holds_from_its_day_and_for_it_alone(here: World) -> None:
    given = {"council_id": here.council.pk, "code": CODE, "source": "Set by the board.", "by": here.manager}
    api.enter_reading(
        council_id=here.council.pk, code=CODE, day=TODAY, numerator=Decimal(17), denominator=Decimal(20), by=here.lead
    )
    viewer = get_viewer(here.manager)

    def now() -> api.Measured:
        return queries.list_followed(viewer, council_id=here.council.pk, day=TODAY, codes=[CODE])[0].now

    assert now().standing is Standing.BEYOND
    api.set_standard(value=Decimal(80), effective_from=TODAY, **given)
    assert (now().standing, now().standard) == (Standing.REACHED, "at least 80%")
    api.set_standard(value=Decimal(86), effective_from=TODAY, **given)
    assert now().standing is Standing.BEYOND
    own = Standard.objects.get(council=here.council)
    assert [row.value for row in own.history.order_by("history_id")] == [80, 86]
    for wrong in ({"value": Decimal(101)}, {"source": " "}, {"by": here.lead}):
        with pytest.raises(Refused):
            api.set_standard(**{"value": Decimal(80), "effective_from": TODAY, **given, **wrong})
    neighbour = organisations.add_council(code="eastfold", name="Eastfold Council", by=None)
    theirs = get_viewer(make_person(neighbour, Grant.PLAN_MANAGER))
    assert queries.list_standards(theirs, council_id=here.council.pk, code=CODE) == []
    assert queries.list_followed(theirs, council_id=here.council.pk, day=TODAY) == []
    assert [each.own for each in queries.list_standards(theirs, council_id=neighbour.pk, code=CODE)] == [False]


def test_how_a_measure_stands_is_the_same_without_the_old_readings(here: World) -> None:
    """The last that reached 90% is the one that is 90.0 as it is said; the newer one only comes near."""
    measure = Standard.objects.filter(measure__code=CODE)[0].measure
    Speaking.objects.create(measure=measure, framework_key="test-plan", requirement_key="area.thing-1")
    given = {"council_id": here.council.pk, "code": CODE, "by": here.lead, "denominator": Decimal(2000)}
    for days, top in ((70, 1900), (63, 1799), (56, 1798), (49, 1700), (2, 1700)):
        api.enter_reading(day=TODAY - timedelta(days=days), numerator=Decimal(top), **given)
    viewer = get_viewer(here.manager)
    for day, reached in ((TODAY, 63), (TODAY - timedelta(days=30), 63)):
        whole = queries.list_followed(viewer, council_id=here.council.pk, day=day, codes=[CODE])[0].now
        found = api.list_measured(council_id=here.council.pk, framework_key="test-plan", day=day)
        assert found["area.thing-1"] == (whole,) and whole.reached_on == TODAY - timedelta(days=reached)
    assert whole.standing is Standing.NO_DATA, "the last reading was too old on that day"


def test_what_speaks_to_the_rows_of_a_plan_takes_five_statements(here: World) -> None:
    measure = Standard.objects.filter(measure__code=CODE)[0].measure
    Speaking.objects.create(measure=measure, framework_key="test-plan", requirement_key="area.thing-1")
    api.enter_reading(
        council_id=here.council.pk, code=CODE, day=TODAY, numerator=Decimal(17), denominator=Decimal(20), by=here.lead
    )
    with CaptureQueriesContext(connection) as made:
        found = api.list_measured(council_id=here.council.pk, framework_key="test-plan", day=TODAY)
    assert len(made) <= 5
    assert [(each.figure, each.standing) for each in found["area.thing-1"]] == [("85%", Standing.BEYOND)]
