"""The council's pages: settings, roles, groups, the choice of council, and the installation's councils."""

import pytest
from bs4 import BeautifulSoup
from django.test import override_settings

from overwinter.infra import clock
from overwinter.infra.models import AuditEntry
from overwinter.organisations import api, queries
from overwinter.organisations.models import Council, Role
from tests.organisations.conftest import World

NO_MAIL = override_settings(EMAIL_BACKEND="django.core.mail.backends.console.EmailBackend")


def words(content: bytes) -> str:
    return BeautifulSoup(content, "lxml").main.get_text(" ", strip=True)


def test_settings_are_saved_and_what_changed_is_written_down(world: World) -> None:
    form = {"name": "Northmere Borough", "colour": "#1D4F7C", "share": "everyone", "words": "no"}
    assert world.client(world.admin).post("/council/settings/", form).status_code == 302
    council = Council.objects.get(pk=world.north.pk)
    assert (council.name, council.colour, council.shares_with, council.shares_words) == (
        "Northmere Borough", "#1d4f7c", "everyone", False)  # fmt: skip
    entry = AuditEntry.objects.get(verb="council changed")
    assert entry.details["name"] == ["Northmere Council", "Northmere Borough"]


def test_a_pale_colour_is_refused_and_what_was_typed_stays(world: World) -> None:
    form = {"name": "Northmere Borough", "colour": "#ffdd00", "share": "nobody", "words": "yes"}
    page = BeautifulSoup(world.client(world.admin).post("/council/settings/", form).content, "lxml")
    assert "Choose a darker colour" in page.get_text()
    assert page.select_one("#id_name")["value"] == "Northmere Borough"
    assert Council.objects.get(pk=world.north.pk).name == "Northmere Council"


def test_a_role_is_added_and_handed_over(world: World) -> None:
    client = world.client(world.manager)
    added = client.post("/council/roles/add/", {"title": "Head of commissioning"})
    assert added.status_code == 302
    handed = client.post(added["Location"], {"holder": world.lead.pk, "since": "3 October 2020"}, follow=True)
    assert "Lead has held it since 3 October 2020" in words(handed.content)
    assert "Lead" in words(client.get("/council/roles/").content)


def test_a_date_that_cannot_be_read_keeps_the_choice(world: World) -> None:
    role = api.add_role(council=world.north, title="Head of commissioning", by=None)
    url = f"/council/roles/{role.pk}/hand-over/"
    form = {"holder": world.lead.pk, "since": "next week"}
    page = BeautifulSoup(world.client(world.manager).post(url, form).content, "lxml")
    assert "“next week” could not be read as a date" in page.get_text()
    assert page.select_one("option[selected]")["value"] == str(world.lead.pk)


def test_a_role_cannot_be_handed_to_another_councils_person(world: World) -> None:
    role = api.add_role(council=world.north, title="Head of commissioning", by=None)
    form = {"holder": world.south_admin.pk, "since": "3 October 2020"}
    answer = world.client(world.manager).post(f"/council/roles/{role.pk}/hand-over/", form)
    assert answer.status_code == 200
    assert api.get_holder_names([role.pk], day=clock.today()) == {}


@pytest.mark.parametrize("page", ["", "hand-over/", "end/"])
def test_another_councils_role_is_not_there(world: World, page: str) -> None:
    role = api.add_role(council=world.south, title="Head of commissioning", by=None)
    client = world.client(world.manager)
    assert client.get(f"/council/roles/{role.pk}/{page}").status_code == 404
    client.post(f"/council/roles/{role.pk}/{page}")
    assert Role.objects.get(pk=role.pk).ended_on is None


@pytest.mark.parametrize("page", ["rename/", "end/"])
def test_another_councils_group_is_not_there(world: World, page: str) -> None:
    group = api.add_group(council=world.south, name="Winter board", by=None)
    assert world.client(world.manager).post(f"/council/groups/{group.pk}/{page}", {"name": "X"}).status_code == 404


def test_groups_are_added_renamed_and_ended(world: World) -> None:
    client = world.client(world.manager)
    client.post("/council/groups/add/", {"name": "Winter  board"})
    viewer = queries.get_viewer(world.manager)
    group = api.list_groups(viewer, council_id=world.north.pk).get()
    assert group.name == "Winter board"
    api.add_group(council=world.north, name="Discharge cell", by=None)
    taken = client.post(f"/council/groups/{group.pk}/rename/", {"name": "discharge cell"})
    assert "There is a group called “discharge cell” already" in words(taken.content)
    client.post(f"/council/groups/{group.pk}/rename/", {"name": "Winter care board"})
    client.post(f"/council/groups/{group.pk}/end/")
    assert [each.name for each in api.list_groups(viewer, council_id=world.north.pk)] == ["Discharge cell"]


def test_a_person_of_two_councils_works_in_the_one_they_chose(world: World) -> None:
    api.give_grant(user=world.lead, council=world.south, kind=api.Grant.VIEWER, by=None)
    client = world.client(world.lead)
    assert "Northmere Council" in words(client.get("/council/").content)
    client.post("/council/switch/", {"council": world.south.pk})
    assert "Southfen Council" in words(client.get("/council/").content)


def test_nobody_switches_to_a_council_they_do_not_belong_to(world: World) -> None:
    client = world.client(world.lead)
    client.post("/council/switch/", {"council": world.south.pk})
    assert "Northmere Council" in words(client.get("/council/").content)


def test_nobody_says_of_their_own_council_whose_neighbour_it_is(world: World) -> None:
    """What a neighbour shares with its region or system would be read by whoever claims to belong to it."""
    address, form = f"/councils/{world.north.pk}/place/", {"kind": "county", "region": "east", "system": "Fen and Wold"}
    settings = {"name": "Northmere", "colour": "#1d4f7c", "share": "nobody", "words": "yes", **form}
    assert world.client(world.admin).post(address, form).status_code == 403
    assert world.client(world.admin).post("/council/settings/", settings).status_code == 302
    assert Council.objects.get(pk=world.north.pk).region == ""
    assert world.client(world.system).post(address, form).status_code == 302
    assert Council.objects.get(pk=world.north.pk).region == "east"


@NO_MAIL
def test_a_council_is_added_with_its_first_administrator(world: World) -> None:
    form = {"name": "Eastwold Council", "code": "eastwold", "email": "first@eastwold.example", "person": "Fay Wold"}
    answer = world.client(world.system).post("/councils/add/", form)
    assert "/accounts/password/choose/" in words(answer.content)
    council = Council.objects.get(code="eastwold")
    assert [
        user.name for user in queries.list_administrators(queries.get_viewer(world.system), council_id=council.pk)
    ] == ["Fay Wold"]


def test_a_council_with_a_taken_short_name_is_refused_and_nothing_is_made(world: World) -> None:
    form = {"name": "Other Council", "code": "northmere", "email": "first@other.example", "person": "Fay Wold"}
    answer = world.client(world.system).post("/councils/add/", form)
    assert "There is a council with the short name “northmere” already" in words(answer.content)
    assert not Council.objects.filter(name="Other Council").exists()


def test_the_council_page_is_silent_about_settings_links_to_those_who_may_not_change_them(world: World) -> None:
    admin = BeautifulSoup(world.client(world.admin).get("/council/").content, "lxml")
    lead = BeautifulSoup(world.client(world.lead).get("/council/").content, "lxml")
    assert admin.select('a[href="/council/settings/"]') and admin.select('a[href="/council/signing/"]')
    assert not lead.select('a[href="/council/settings/"], a[href="/council/people/"]')


def test_pages_of_the_signed_in_stay_out_of_shared_caches(world: World) -> None:
    answer = world.client(world.admin).get("/council/")
    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-cache"}
