"""An administrator adds people, says what each may do, and shuts accounts; of their own council only."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from pytest_django import DjangoCaptureOnCommitCallbacks

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.infra.models import AuditEntry
from overwinter.kernel.verdict import Refused
from overwinter.organisations import actions, api, queries
from overwinter.organisations.models import Grant as GrantRow
from tests.organisations.conftest import World

NO_MAIL = override_settings(EMAIL_BACKEND="django.core.mail.backends.console.EmailBackend")


def words(content: bytes) -> str:
    return BeautifulSoup(content, "lxml").main.get_text(" ", strip=True)


def grants(person: User) -> set[tuple[str, str]]:
    return set(GrantRow.objects.filter(user=person).values_list("council__code", "kind"))


@NO_MAIL
def test_a_person_is_added_with_a_role_and_the_link_is_shown_where_no_mail_goes(world: World) -> None:
    role = api.add_role(council=world.north, title="Head of commissioning", by=None)
    answer = world.client(world.admin).post(
        "/council/people/add/",
        {"email": "New@Northmere.example", "name": "Noor Tarn", "kinds": ["lead", "viewer"], "role": role.pk},
    )
    assert "http://testserver/accounts/password/choose/" in words(answer.content)
    person = User.objects.get(email="new@northmere.example")
    assert grants(person) == {("northmere", "lead"), ("northmere", "viewer")}
    assert queries.get_viewer(person).role_ids == {role.pk}
    assert not person.has_usable_password()


def test_where_mail_goes_the_link_is_mailed_and_not_shown(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = world.client(world.admin).post(
            "/council/people/add/", {"email": "new@northmere.example", "name": "Noor Tarn", "kinds": ["lead"]}
        )
    assert "/accounts/password/choose/" not in words(answer.content)
    assert mail.outbox[0].to == ["new@northmere.example"]
    assert "http://testserver/accounts/password/choose/" in str(mail.outbox[0].body)


def test_a_form_with_errors_keeps_what_was_typed_and_adds_nobody(world: World) -> None:
    answer = world.client(world.admin).post("/council/people/add/", {"email": "not an address", "name": "Noor Tarn"})
    page = BeautifulSoup(answer.content, "lxml")
    assert page.select_one("#id_email")["value"] == "not an address"
    assert page.select_one("#id_name")["value"] == "Noor Tarn"
    assert "This is not an email address" in page.get_text()
    assert "Choose at least one thing this person may do" in page.get_text()
    assert User.objects.filter(name__isnull=False).count() == 5


def test_adding_somebody_twice_is_refused_with_the_reason(world: World) -> None:
    answer = world.client(world.admin).post(
        "/council/people/add/", {"email": world.lead.email, "name": "Somebody", "kinds": ["viewer"]}
    )
    assert "is a person of this council already" in words(answer.content)
    assert grants(world.lead) == {("northmere", "lead")}


def test_a_person_of_another_council_keeps_their_name_and_password(world: World) -> None:
    world.client(world.admin).post(
        "/council/people/add/", {"email": world.south_admin.email, "name": "Renamed", "kinds": ["viewer"]}
    )
    assert grants(world.south_admin) == {("southfen", "council_admin"), ("northmere", "viewer")}
    assert User.objects.get(pk=world.south_admin.pk).name == world.south_admin.name
    assert not AuditEntry.objects.filter(verb="set-password link made").exists()


def test_an_account_shut_elsewhere_is_not_opened_by_adding_it(world: World) -> None:
    actions.add_person(
        council=world.south, email="x@southfen.example", name="X Fen", kinds=frozenset({api.Grant.VIEWER}),
        request=_request(), by=world.south_admin,
    )  # fmt: skip
    person = User.objects.get(email="x@southfen.example")
    actions.shut_account(user=person, council=world.south, by=world.south_admin)
    with pytest.raises(Refused, match="shut by another council"):
        actions.add_person(
            council=world.north, email="x@southfen.example", name="X", kinds=frozenset({api.Grant.VIEWER}),
            request=_request(), by=world.admin,
        )  # fmt: skip


def _request() -> HttpRequest:
    return RequestFactory().get("/")


def test_the_list_is_only_of_ones_own_council_and_reading_it_is_written_down(world: World) -> None:
    text = words(world.client(world.admin).get("/council/people/").content)
    assert world.lead.email in text
    assert world.south_admin.email not in text
    read = AuditEntry.objects.get(verb="people read")
    assert (read.by, read.chain) == (world.admin, "northmere")


@pytest.mark.parametrize("page", ["", "shut/", "open/", "link/"])
def test_another_councils_person_is_not_there(world: World, page: str) -> None:
    client = world.client(world.admin)
    url = f"/council/people/{world.south_admin.pk}/{page}"
    assert client.post(url, {"kinds": ["viewer"]}).status_code == 404
    assert grants(world.south_admin) == {("southfen", "council_admin")}
    assert User.objects.get(pk=world.south_admin.pk).is_active


def test_the_queries_give_another_councils_people_to_nobody(world: World) -> None:
    viewer = queries.get_viewer(world.admin)
    assert queries.list_people(viewer, council_id=world.south.pk) == []
    assert queries.list_people_to_name(viewer, council_id=world.south.pk) == []
    assert queries.find_nameable(viewer, council_id=world.south.pk, user_id=world.south_admin.pk) is None
    assert queries.list_people(queries.get_viewer(world.manager), council_id=world.north.pk) == []


def test_grants_are_given_and_taken(world: World) -> None:
    client = world.client(world.admin)
    client.post(f"/council/people/{world.lead.pk}/", {"kinds": ["viewer", "plan_manager"]})
    assert grants(world.lead) == {("northmere", "viewer"), ("northmere", "plan_manager")}
    verbs = AuditEntry.objects.filter(chain="northmere", by=world.admin, verb__startswith="grant")
    assert sorted(verbs.values_list("verb", flat=True)) == ["grant given", "grant given", "grant taken"]


def test_the_last_administrator_stays(world: World) -> None:
    answer = world.client(world.admin).post(f"/council/people/{world.admin.pk}/", {"kinds": ["viewer"]})
    assert "The council would have no administrator" in words(answer.content)
    assert grants(world.admin) == {("northmere", "council_admin")}


def test_shutting_an_account_ends_its_roles_and_opening_it_does_not_give_them_back(world: World) -> None:
    role = api.add_role(council=world.north, title="Head of commissioning", by=None)
    api.hand_over_role(role=role, user=world.lead, since=clock.today(), by=None)
    client, session = world.client(world.admin), world.client(world.lead)
    assert session.get("/accounts/").status_code == 200
    client.post(f"/council/people/{world.lead.pk}/shut/")
    assert session.get("/accounts/").status_code == 302
    assert api.get_holder_names([role.pk], day=clock.today() + timedelta(days=1)) == {}
    client.post(f"/council/people/{world.lead.pk}/open/")
    assert User.objects.get(pk=world.lead.pk).is_active


def test_nobody_shuts_their_own_account(world: World) -> None:
    answer = world.client(world.admin).post(f"/council/people/{world.admin.pk}/shut/", follow=True)
    assert "You cannot shut your own account" in words(answer.content)
    assert User.objects.get(pk=world.admin.pk).is_active


@NO_MAIL
def test_a_link_lets_a_person_choose_a_new_password(world: World) -> None:
    client = world.client(world.admin)
    text = words(client.post(f"/council/people/{world.lead.pk}/link/").content)
    assert "/accounts/password/choose/" in text
    api.give_grant(user=world.lead, council=world.south, kind=api.Grant.VIEWER, by=None)
    Client().post("/accounts/sign-in/", {"login": world.lead.email, "password": "three quiet rivers"})
    refused = words(client.post(f"/council/people/{world.lead.pk}/link/", follow=True).content)
    assert "works for another council too" in refused
    assert "/accounts/password/choose/" not in refused
