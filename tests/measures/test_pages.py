"""The pages of measures and the command: what they say, and what stays when something is refused."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from overwinter.config.cli import main
from overwinter.measures import api
from overwinter.measures.models import Reading
from tests.plans.conftest import NOW, World, at_noon, signed_in, world

__all__ = ["at_noon", "world"]

TODAY = NOW.date()
CODE = "movement-followed-up"


@pytest.fixture
def here(world: World) -> World:
    api.sync_catalogue(by=None)
    for back, part in ((21, 19), (7, 14), (0, 15)):
        api.enter_reading(
            council_id=world.council.pk, code=CODE, day=TODAY - timedelta(days=back), numerator=Decimal(part),
            denominator=Decimal(20), by=world.lead,
        )  # fmt: skip
    return world


def test_the_list_says_what_is_reached_and_what_nobody_counted(here: World) -> None:
    client = signed_in(here.onlooker)
    page = client.get("/measures/").content.decode()
    assert "0 of 1 measures with a reading reach their standard. 24 have no data." in page
    assert "Not reached since 23 October" in page and "15 of 20, 13 November" in page
    rows = client.get("/measures/?as=csv&sort=standing").content.decode().splitlines()
    assert rows[1].startswith('"Staff movement concerns'), "what needs a person comes first"
    assert "75%" in "".join(rows[1:4]) and "Latest: 75%; standard at least 90%." in "".join(rows[1:4])


def test_a_measure_has_its_readings_its_standards_and_their_day(here: World) -> None:
    api.set_standard(
        council_id=here.council.pk, code=CODE, value=Decimal(70), effective_from=date(2020, 11, 10),
        source="The cell agreed.", by=here.manager,
    )  # fmt: skip
    client = signed_in(here.lead)
    page = client.get(f"/measures/{CODE}/").content.decode()
    assert "75%, 15 of 20. The standard is at least 70%, and it is reached." in page
    assert "The council. The cell agreed." in page and "at least 70%, holds now" in page
    assert "Enter a reading" in page and "Set the council’s standard" not in page, "a lead officer sets none"
    lines = client.get(f"/measures/{CODE}/?as=csv").content.decode("utf-8-sig").splitlines()
    assert lines[1:3] == [
        "13 November 2020,75%,15,20,Reached: at least 70%,Head of commissioning.",
        "6 November 2020,70%,14,20,Not reached: at least 90%,Head of commissioning.",
    ]
    assert client.get("/measures/no-such/").status_code == 404


def test_a_refused_reading_keeps_what_was_typed_and_says_where(here: World) -> None:
    client = signed_in(here.lead)
    typed = {"day": "13 November 2020", "numerator": "1,200", "denominator": "20", "note": "", "why": ""}
    again = client.post(f"/measures/{CODE}/reading/", typed)
    said = again.content.decode()
    assert again.status_code == 422 and "There is a reading for 13 November 2020 already" in said
    assert 'value="1,200"' in said and 'href="#id_why"' in said
    empty = client.post(f"/measures/{CODE}/reading/", typed | {"numerator": "", "denominator": ""})
    assert empty.status_code == 422 and "say in the note why there is no data" in empty.content.decode()
    nothing = typed | {"day": "12 November 2020", "numerator": "", "denominator": "", "note": "Nobody was in."}
    assert client.post(f"/measures/{CODE}/reading/", nothing).status_code == 302
    kept = Reading.objects.get(day=date(2020, 11, 12))
    assert (kept.numerator, kept.note) == (None, "Nobody was in.")
    assert client.get("/measures/plan-coverage/reading/").status_code == 403
    assert signed_in(here.onlooker).get(f"/measures/{CODE}/reading/").status_code == 403
    assert client.get(f"/measures/{CODE}/standard/").status_code == 403


def test_the_command_checks_the_catalogue_and_names_what_is_not_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["measures", "check"]) == 0
    assert capsys.readouterr().out == f"{len(api.load_definitions())} measures, no problem\n"
    strange = replace(api.load_definitions()[0], speaks_to=(("asc-winter-plan-2020-21", "ov.nothing"),))
    monkeypatch.setattr(api, "load_definitions", lambda: [strange])
    assert main(["measures", "check"]) == 1
    assert "speaks to 'ov.nothing'" in capsys.readouterr().err


def test_the_command_takes_a_day_and_refuses_what_is_no_day(here: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures", "take", "--day", "2020-11-06"]) == 0
    assert "Northmere Council, 6 November 2020: 17 readings taken, none replaced" in capsys.readouterr().out
    assert main(["measures", "take", "--day", "2020-11-06"]) == 0
    assert "no readings taken, none replaced, 17 kept as they were" in capsys.readouterr().out
    assert main(["measures", "take", "--day", "6 November"]) == 2
    assert "Write it as 2026-11-28" in capsys.readouterr().err
    assert main(["measures", "take", "--day", "2020-11-14"]) == 2
    assert "has not been yet" in capsys.readouterr().err
