"""The pages of returns as an officer uses them."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from overwinter.design.months import Made, MonthTile, draw_months
from overwinter.operations.api import Urgency
from overwinter.organisations.api import get_viewer
from overwinter.returns import api, jobs, queries
from overwinter.returns.domain.kinds import ReturnState
from overwinter.returns.models import Form, FormVersion, Return, ReturnFile
from overwinter.returns.offers import ReturnsAsks, ReturnsMorning, ReturnsPanels, ReturnsWaits
from tests.returns.conftest import GOOD, NOVEMBER, Asked
from tests.support.providers import make_locations, seen_place

TODAY = date(2026, 11, 13)


@pytest.fixture
def officer(asked: Asked) -> Client:
    client = Client()
    client.force_login(asked.officer)
    return client


def page(client: Client, path: str, **data: Any) -> str:
    answer = client.post(path, data, follow=True) if data else client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_return_is_entered_on_the_phone_with_its_error_its_warning_and_its_draft(
    asked: Asked, officer: Client
) -> None:
    where = f"/returns/statutory-care-home/2026-11-01/{asked.location.pk}/"
    asked.submit(date(2026, 10, 1), beds_used=30, flu_residents=30, covid_residents=30)
    assert "Last time 30" in page(officer, where)
    typed = {key: str(value) for key, value in GOOD.items()} | {"number": "0", "told_by": "Deputy manager"}
    wrong = page(officer, where, **(typed | {"beds_open": "9"}))
    assert "One answer needs you" in wrong and "The beds come to 52, but you have 48" in wrong
    page(officer, where, **(typed | {"beds_open": "9", "draft": "1"}))
    kept = Return.objects.get(period_start=NOVEMBER)
    assert kept.state == ReturnState.DRAFT and kept.answers["beds_open"] == 9
    asked_about = page(officer, where, **typed)
    assert "41 beds is 11 more than last time, 30. If that is right, leave it." in asked_about
    seen = asked_about.split('name="seen" value="')[1].split('"')[0]
    assert "is in, and kept as it was sent" in page(officer, where, **(typed | {"seen": seen}))
    kept.refresh_from_db()
    assert (kept.state, kept.entered_as, kept.answers["beds_used"]) == ("submitted", "Deputy manager", 41)
    shown = page(officer, f"/returns/made/{kept.pk}/")
    assert "on the phone with the deputy manager" in shown and "3 answers differ" in shown


def test_who_has_not_returned_stands_in_the_list_its_file_and_what_is_offered(asked: Asked, officer: Client) -> None:
    viewer = get_viewer(asked.officer)
    assert "1 of 1 location has not returned" in page(officer, "/returns/")
    listed = officer.get("/returns/statutory-care-home/2026-11-01/?state=missing&as=csv").content.decode()
    assert "Larkfield House" in listed and "Not yet" in listed
    wait = next(iter(ReturnsWaits().waits(viewer=viewer, today=TODAY)))
    assert wait.url.endswith("?state=missing") and "because the 14th is a Saturday" in wait.why
    place = seen_place(asked.location)
    ask = next(iter(ReturnsAsks().asks(place=place, today=TODAY)))
    assert (ask.due, ask.done, ask.urgency) == (date(2026, 11, 16), False, Urgency.SOON)
    asked.submit(no_change=False)
    assert not list(ReturnsWaits().waits(viewer=viewer, today=TODAY))
    panel = next(iter(ReturnsPanels().panels(place=place, viewer=viewer, today=TODAY)))
    assert panel.urgency is Urgency.NONE and "November 2026 made on 13 November" in panel.content[0].sentence
    morning = ReturnsMorning()
    told = morning.morning(location_ids=[asked.location.pk], viewer=viewer, today=TODAY)
    assert told.periods.did[asked.location.pk][-2:] == (Made.NONE, Made.ON_TIME)
    assert morning.last_answers(location_id=asked.location.pk, viewer=viewer, today=TODAY).facts[0].value == "48"
    assert "0 of 1 location have not made" in told.sections[0].news


def test_a_form_of_the_councils_own_is_built_tried_and_switched_on(asked: Asked, officer: Client) -> None:
    made = page(
        officer, "/returns/forms/make/", title="Night staff", why="To see the nights.", services=["care_home"],
        rhythm="daily", effective_from="13 November 2026",
    )  # fmt: skip
    assert "It asks nothing yet" in made
    version = FormVersion.objects.get(form__code="night-staff")
    here = f"/returns/forms/night-staff/versions/{version.pk}/"
    page(officer, f"{here}add/", section="Tonight", label="Are there enough?", kind="yes_no", required="on")
    page(
        officer, f"{here}add/", section="Tonight", label="How many are missing?", kind="whole", least="0", most="20",
        when="are_there_enough=no", required="on",
    )  # fmt: skip
    assert "hangs on" in page(officer, f"{here}how_many_are_missing/move/", what="up")
    assert "must be answered" not in page(officer, f"{here}preview/", are_there_enough="yes")
    assert "cannot be more than 20" in page(
        officer, f"{here}preview/", are_there_enough="no", how_many_are_missing="21"
    )
    page(officer, "/returns/forms/night-staff/use/", services=["care_home"])
    assert api.find_asked_form(asked.council.pk, "night-staff").kinds_on(TODAY) == ("care_home",)
    assert "stays as it is" in page(officer, f"{here}how_many_are_missing/move/", what="remove")
    page(officer, "/returns/forms/night-staff/versions/begin/", effective_from="1 December 2026")
    later = FormVersion.objects.latest("effective_from")
    page(officer, f"/returns/forms/night-staff/versions/{later.pk}/how_many_are_missing/move/", what="remove")
    form = api.find_asked_form(asked.council.pk, "night-staff")
    assert [len(list(each.definition.questions)) for each in form.versions] == [2, 1]
    page(officer, "/returns/forms/night-staff/stop/", on="")
    assert queries.uses_by_form(asked.council.pk, date(2026, 11, 14)).keys() == {
        Form.objects.get(code="statutory-care-home").pk
    }


def test_what_must_add_up_is_said_in_the_browser_and_is_refused_where_it_does_not(
    asked: Asked, officer: Client
) -> None:
    page(
        officer, "/returns/forms/make/", title="Night beds", why="To see the nights.", services=["care_home"],
        rhythm="daily", effective_from="13 November 2026",
    )  # fmt: skip
    version = FormVersion.objects.get(form__code="night-beds")
    here = f"/returns/forms/night-beds/versions/{version.pk}/"
    for label in ("Beds", "In use", "Empty"):
        page(officer, f"{here}add/", section="Tonight", label=label, kind="whole", required="on")
    assert "Choose at least two" in page(officer, f"{here}sums/add/", parts=["beds"], whole="beds", unit="beds")
    told = {"parts": ["in_use", "empty"], "whole": "beds", "relation": "equal", "unit": "beds"}
    assert "“In use” and “Empty” together are “Beds”." in page(officer, f"{here}sums/add/", **told)
    assert "The beds come to 9, but you have 10" in page(officer, f"{here}preview/", beds="10", in_use="8", empty="1")
    assert "is in the sum “In use + Empty”" in page(officer, f"{here}empty/move/", what="remove")
    assert "which is no number asked" in page(officer, f"{here}empty/", section="Tonight", label="Empty", kind="short")
    key = officer.get(here).content.decode().split("/sums/")[1].split("/")[0]
    page(officer, f"{here}sums/{key}/", **(told | {"relation": "at_most", "rest": "Closed"}))
    assert "must" not in page(officer, f"{here}preview/", beds="10", in_use="8", empty="1").split("<form")[1]
    assert officer.get(f"{here}sums/{key}/").status_code == 404, "somebody changed it meanwhile"
    page(officer, f"{here}empty/", section="Tonight", label="Empty", kind="whole", part_of=["beds", "in_use"], most="9")
    assert "not more than “Beds” and “In use” together" in officer.get(here).content.decode()
    page(officer, f"{here}empty/", section="Tonight", label="Empty", kind="whole")
    version.refresh_from_db()
    assert "part_of" not in version.definition["section"][0]["question"][2], "what is unticked is gone"


def test_a_file_is_brought_in_and_its_columns_are_decided(
    asked: Asked, officer: Client, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    settings.FILES_DIR, settings.Q_CLUSTER = tmp_path, {**settings.Q_CLUSTER, "sync": True}
    content = BytesIO(b"Location Name,Postcode,Last Updated,Beds in use\nLarkfield House,,09/11/2026,41\nNo,,x,1")
    content.name = "export.csv"
    answer = officer.post(
        "/returns/files/new/", {"file": content, "form": "statutory-care-home", "as_of": "13/11/2026"}
    )
    row = ReturnFile.objects.get()
    assert answer["Location"] == f"/returns/files/{row.pk}/columns/"
    assert "Holds “Larkfield House”" in page(officer, answer["Location"])
    assert "Two columns are both" in page(officer, answer["Location"], c0="@name", c1="@name", c3="beds_used")
    page(officer, answer["Location"], c0="@name", c1="@postcode", c2="@saved", c3="beds_used")
    jobs.take_file(row.pk)
    assert "No location of the council is called “No”" in page(officer, f"/returns/files/{row.pk}/")
    again = {"form": "statutory-care-home", "as_of": "13/11/2026"}
    content.seek(0)
    answer = officer.post("/returns/files/new/", {"file": content, **again})
    second = ReturnFile.objects.latest("pk")
    assert answer["Location"] == f"/returns/files/{second.pk}/", "such a file was decided about"
    assert (second.mapping, second.state) == (row.mapping | {"0": "@name", "1": "@postcode"}, "mapped")
    content.seek(0)
    asked_for = officer.post("/returns/files/new/", {"file": content, "look": "on", **again})
    assert asked_for["Location"].endswith("/columns/")


def test_a_row_of_months_names_what_was_not_on_time() -> None:
    drawn = draw_months([MonthTile("May", Made.ON_TIME), MonthTile("June", Made.LATE), MonthTile("July", Made.NONE)])
    assert 'aria-label="1 on time; late: June; none: July"' in drawn


def test_many_locations_take_no_more_statements_than_a_few(asked: Asked, officer: Client) -> None:
    asked.submit(date(2026, 10, 1))
    paths = ("/returns/", "/returns/statutory-care-home/2026-11-01/", f"/returns/locations/{asked.location.pk}/")

    def statements() -> list[int]:
        found = []
        for path in paths:
            officer.get(path)
            with CaptureQueriesContext(connection) as made:
                assert officer.get(path).status_code == 200
            found.append(len(made))
        return found

    jobs.keep_tallies(asked.council.pk)
    few = statements()
    for home in make_locations(asked.council, 70)[:9]:
        asked.submit(location=home)
    jobs.keep_tallies(asked.council.pk)
    assert statements() == few
