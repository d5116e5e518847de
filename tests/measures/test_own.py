"""A measure that a council defines: no other council's, its words kept, its figures meaning what they meant."""

from dataclasses import replace
from decimal import Decimal

import pytest

from overwinter.accounts.api import User
from overwinter.infra import audit
from overwinter.kernel.verdict import Refused
from overwinter.measures import api, queries
from overwinter.measures.domain.own import code_of, keys_of, numbers_in
from overwinter.measures.models import Measure
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from tests.plans.conftest import NOW, World, at_noon, make_person, signed_in, world

__all__ = ["at_noon", "world"]

SAID = api.Said(
    "Homes with a lead for oral health", api.Unit.PERCENT, api.Better.HIGHER, "Homes that named one", "All homes",
    "The yearly canvass of homes",
)  # fmt: skip
FORM = {
    "title": SAID.title, "unit": "percent", "better": "higher", "numerator": SAID.numerator,
    "denominator": SAID.denominator, "source": SAID.source, "framework": "test-plan", "requirements": "1.1, 1.3",
}  # fmt: skip


@pytest.fixture
def code(world: World) -> str:
    api.sync_catalogue(by=None)
    return api.define_measure(council_id=world.council.pk, said=SAID, speaks_to=(), by=world.manager).code


@pytest.fixture
def foreign(world: World) -> User:
    return make_person(organisations.add_council(code="southmere", name="Southmere", is_demo=True, by=None),
                       Grant.PLAN_MANAGER)  # fmt: skip


def test_it_is_counted_by_its_council_and_unknown_to_every_other(code: str, world: World, foreign: User) -> None:
    signed_in(world.lead).post(
        f"/measures/{code}/reading/", {"day": "13 November 2020", "numerator": "12", "denominator": "40"}
    )
    assert "30%, 12 of 40" in signed_in(world.onlooker).get(f"/measures/{code}/").content.decode()
    [other] = organisations.get_viewer(foreign).council_ids
    assert signed_in(foreign).get(f"/measures/{code}/").status_code == 404
    assert code not in {each.code for each in api.list_definitions(council_id=other)}
    with pytest.raises(Refused, match="no such measure"):
        api.enter_reading(council_id=other, code=code, day=NOW.date(), numerator=Decimal(1), by=foreign)
    with pytest.raises(Refused, match="no such measure"):
        api.set_standard(
            council_id=other, code=code, value=Decimal(1), effective_from=NOW.date(), source="Us", by=foreign
        )
    with pytest.raises(Refused, match="no such measure"):
        api.end_measure(council_id=other, code=code, why="x", by=foreign)
    api.sync_catalogue(by=None)
    assert Measure.objects.get(code=code).withdrawn_on is None, "what is not of the catalogue does not leave with it"


def test_words_change_with_their_history_and_figures_keep_their_sense(code: str, world: World) -> None:
    here = world.council.pk
    api.enter_reading(
        council_id=here, code=code, day=NOW.date(), numerator=Decimal(1), denominator=Decimal(2), by=world.lead
    )
    with pytest.raises(Refused, match="unit and which way is better stay"):
        api.change_measure(
            council_id=here, code=code, said=replace(SAID, unit=api.Unit.COUNT), speaks_to=(), by=world.manager
        )
    api.change_measure(
        council_id=here, code=code, said=replace(SAID, title="Oral health leads"), speaks_to=(), by=world.manager
    )
    row = Measure.objects.get(code=code)
    assert [each.title for each in row.history.order_by("history_id")] == [SAID.title, "Oral health leads"]
    with pytest.raises(Refused, match="Only the winter plan manager"):
        api.end_measure(council_id=here, code=code, why="Over", by=world.lead)
    api.end_measure(council_id=here, code=code, why="The canvass has ended", by=world.manager)
    with pytest.raises(Refused, match="counted no more"):
        api.enter_reading(council_id=here, code=code, day=NOW.date(), numerator=None, why="x", by=world.lead)
    assert queries.find_definition(code, council_id=here) is not None, "its page stays"
    assert list(audit.broken_links(world.council.code)) == []


def test_it_is_defined_in_the_browser_and_speaks_to_rows(world: World) -> None:
    client = signed_in(world.manager)
    refused = client.post("/measures/own/new/", {**FORM, "denominator": "", "requirements": "1.1, 9.9"})
    said = refused.content.decode()
    assert refused.status_code == 422 and "“9.9” is no number of a requirement" in said and SAID.source in said
    assert "of what it is counted" in client.post("/measures/own/new/", {**FORM, "denominator": ""}).content.decode()
    assert client.post("/measures/own/new/", FORM).status_code == 302
    row = Measure.objects.get()
    assert row.speaks_to.count() == 2
    assert "1.1, 1.3</textarea>" in client.get(f"/measures/{row.code}/words/").content.decode()
    again = client.post("/measures/own/new/", {**FORM, "title": SAID.title.upper()})
    assert "There is a measure called" in again.content.decode()
    assert signed_in(world.lead).get("/measures/own/new/").status_code == 403


def test_a_code_is_its_councils_and_no_other_measures() -> None:
    assert code_of("marlshire", "Oral health: leads!", ()) == "marlshire--oral-health-leads"
    assert code_of("m", "Leads", ("m--leads", "m--leads-2")) == "m--leads-3"
    assert len(code_of("marlshire", "long " * 60, ())) <= 80


def test_numbers_are_read_as_people_write_them() -> None:
    assert numbers_in(" 1.4, 3.2;3.2\n4.1 ") == ["1.4", "3.2", "4.1"]
    assert keys_of(["1.4"], {"1.4": "staff.move"}) == ("staff.move",)
    with pytest.raises(ValueError, match="“x” and “y” are no number"):
        keys_of(["x", "1.4", "y"], {"1.4": "staff.move"})
