"""What people see of frameworks and learnt wordings, and who may forget one."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from msgspec.structs import replace

from overwinter.frameworks import api
from overwinter.frameworks.api import Lesson
from overwinter.frameworks.domain.pack import Pack
from overwinter.frameworks.models import LearntWording
from overwinter.organisations.api import Grant
from tests.frameworks.conftest import Installation

TEXT = "Give every provider the masks it needs"


@pytest.fixture
def taught(installation: Installation) -> LearntWording:
    user, viewer = installation.person(installation.northmere, Grant.PLAN_MANAGER)
    api.teach_wordings(
        framework_id=installation.framework.id, lessons=[Lesson(TEXT, ("ppe.supply",))], viewer=viewer, by=user
    )
    return LearntWording.objects.get()


def client_of(installation: Installation, kind: Grant, *, south: bool = True) -> Client:
    user, _ = installation.person(installation.southmere if south else installation.northmere, kind)
    client = Client()
    client.force_login(user)
    return client


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_strangers_are_sent_to_sign_in(installation: Installation) -> None:
    assert Client().get("/frameworks/").status_code == 302


def test_the_list_of_frameworks(installation: Installation) -> None:
    page = text_of(client_of(installation, Grant.VIEWER), "/frameworks/")
    assert "A small plan" in page and "1 national framework is in this installation" in page


def test_requirements_are_listed_by_section_and_say_what_is_not_in_force(installation: Installation) -> None:
    page = text_of(client_of(installation, Grant.VIEWER), "/frameworks/small-plan/")
    assert "Safe: PPE" in page
    assert page.index("1.1 Supply equipment") < page.index("1.2 Report a shortage")
    assert "It has not been in force since 31 March 2021." in page
    assert "1 is not in force today" in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("q=shortage", "1.2 Report", "1.1 Supply"),
        ("q=1.1", "1.1 Supply", "1.2 Report"),
        ("audience=provider", "1.2 Report", "1.1 Supply"),
        ("in-force=1", "1.1 Supply", "1.2 Report"),
    ],
)
def test_the_list_can_be_narrowed_and_taken_away(
    installation: Installation, query: str, shown: str, hidden: str
) -> None:
    client = client_of(installation, Grant.VIEWER)
    page = text_of(client, f"/frameworks/small-plan/?{query}")
    assert shown in page and hidden not in page and "1 of 2 requirements shown" in page
    file = client.get(f"/frameworks/small-plan/?{query}&as=csv")
    assert file["Content-Type"].startswith("text/csv")
    lines = file.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2 and lines[1].startswith(shown.split()[0])


def test_the_list_as_a_workbook(installation: Installation) -> None:
    file = client_of(installation, Grant.VIEWER).get("/frameworks/small-plan/?as=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(file.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=2)]
    assert rows == [["Number", "Id"], ["1.1", "ppe.supply"], ["1.2", "ppe.shortage"]]
    assert client_of(installation, Grant.LEAD).get("/frameworks/small-plan/?as=exe").status_code == 404


@pytest.mark.parametrize(
    ("query", "first", "last", "parts"),
    [
        ("", "1.1", "1.2", True),
        ("sort=no-such", "1.1", "1.2", True),
        ("sort=-number", "1.2", "1.1", True),
        ("sort=audience", "1.2", "1.1", False),
        ("sort=-audience", "1.1", "1.2", False),
    ],
)
def test_requirements_are_put_in_order_and_taken_away_so(
    installation: Installation, query: str, first: str, last: str, parts: bool
) -> None:
    client = client_of(installation, Grant.VIEWER)
    page = text_of(client, f"/frameworks/small-plan/?{query}")
    assert re.findall(r'<th scope="row"><a [^>]*>([\d.]+)', page) == [first, last]
    assert ("Safe: PPE" in page) == parts
    assert f'href="?{query.replace("&", "&amp;")}{"&amp;" if query else ""}as=xlsx"' in page
    lines = text_of(client, f"/frameworks/small-plan/?{query}&as=csv").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == [first, last]


def test_the_order_stays_when_one_searches_or_filters(installation: Installation) -> None:
    page = text_of(client_of(installation, Grant.VIEWER), "/frameworks/small-plan/?sort=-number")
    assert len(re.findall(r'<input type="hidden" name="sort" value="-number">', page)) == 2
    assert "requirements shown" not in page


def test_the_frameworks_are_put_in_order_and_taken_away_so(installation: Installation, small_pack: Pack) -> None:
    second = replace(small_pack, id="later-plan", title="Later plan", winter="2021-22", reviewed=date(2026, 1, 1))
    api.sync_pack(pack=second, by=None)
    client = client_of(installation, Grant.VIEWER)
    orders = {"": "LA", "framework": "AL", "-framework": "LA", "winter": "AL", "reviewed": "LA", "-reviewed": "AL"}
    for sort, order in orders.items():
        page = text_of(client, f"/frameworks/?sort={sort}")
        assert "".join(re.findall(r'<th scope="row"><a [^>]*>(.)', page)) == order, sort
        head, *lines = text_of(client, f"/frameworks/?sort={sort}&as=csv").splitlines()
        assert head.endswith("Framework,Winter,Requirements in force today,Learnt wordings,Reviewed")
        assert "".join(line[0] for line in lines) == order
    for sort in ("in-force", "wordings"):
        assert "A small plan" in text_of(client, f"/frameworks/?sort={sort}")
    assert Client().get("/frameworks/?as=csv").status_code == 302


def test_one_requirement(installation: Installation, taught: LearntWording) -> None:
    page = text_of(client_of(installation, Grant.VIEWER), "/frameworks/small-plan/ppe.supply/")
    for part in ("The council supplies protective equipment", "masks, gloves, supply, stock", TEXT, "Next requirement"):
        assert part in page
    assert client_of(installation, Grant.LEAD).get("/frameworks/small-plan/no.such/").status_code == 404


def test_other_councils_see_role_and_council_and_never_the_name(
    installation: Installation, taught: LearntWording
) -> None:
    theirs = text_of(client_of(installation, Grant.VIEWER), "/frameworks/small-plan/wordings/")
    assert "Winter plan manager, Northmere" in theirs and "Robin of Northmere" not in theirs
    ours = text_of(client_of(installation, Grant.LEAD, south=False), "/frameworks/small-plan/wordings/")
    assert "Robin of Northmere" in ours


def test_a_keeper_forgets_after_saying_so_twice(installation: Installation, taught: LearntWording) -> None:
    client = client_of(installation, Grant.COUNCIL_ADMIN)
    url = f"/frameworks/small-plan/wordings/{taught.pk}/forget/"
    assert url in text_of(client, "/frameworks/small-plan/wordings/")
    assert "Forget this wording?" in text_of(client, url)
    assert api.count_wordings(installation.framework.id) == 1
    after = client.post(url, follow=True).content.decode()
    assert "The wording is forgotten" in after and "1 other has been forgotten" not in after
    assert api.count_wordings(installation.framework.id) == 0
    again = client.post(url, follow=True).content.decode()
    assert "forgotten already" in again


@pytest.mark.parametrize("kind", [Grant.LEAD, Grant.VIEWER])
def test_others_are_told_why_they_cannot(installation: Installation, taught: LearntWording, kind: Grant) -> None:
    client = client_of(installation, kind)
    page = text_of(client, "/frameworks/small-plan/wordings/")
    assert "Only winter plan managers and council administrators" in page and "/forget/" not in page
    assert client.post(f"/frameworks/small-plan/wordings/{taught.pk}/forget/").status_code == 403
    assert api.count_wordings(installation.framework.id) == 1


def test_the_wording_of_a_local_row_is_shown_to_its_own_council_alone(installation: Installation) -> None:
    """It is no national text but a row of the council's own plan, which it may share with nobody."""
    teacher, viewer = installation.person(installation.northmere, Grant.PLAN_MANAGER)
    lesson = Lesson("Grit the lane to Ivy House", ())
    api.teach_wordings(framework_id=installation.framework.id, lessons=[lesson], viewer=viewer, by=teacher)
    local = LearntWording.objects.get(requirement_keys=[])
    neighbour, url = client_of(installation, Grant.PLAN_MANAGER), "/frameworks/small-plan/wordings/"
    assert lesson.text not in text_of(neighbour, url)
    for answer in (neighbour.get(f"{url}{local.pk}/forget/"), neighbour.post(f"{url}{local.pk}/forget/")):
        assert answer.status_code == 404
    own = Client()
    own.force_login(teacher)
    assert lesson.text in text_of(own, url)
    assert own.post(f"{url}{local.pk}/forget/").status_code == 302
    assert lesson.text in text_of(own, url) and lesson.text not in text_of(neighbour, url)
