"""Names of people stand in the database encrypted, and nowhere else: in no log, task, history or file given out."""

import logging
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.infra.models import AuditEntry
from overwinter.kernel.status import Rag
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from overwinter.plans import api
from overwinter.reminders import api as reminders
from tests.plans.conftest import World, at_noon, signed_in, world

__all__ = ["at_noon", "world"]

NAMES = ("Quillon Threlfall", "Ysolde Brackenridge")
OF_THE_LIBRARY = ("django_session",)
"""A session keeps what the next page says to the person themselves, until it is shown."""


@pytest.fixture
def worked(world: World, settings: object, tmp_path: object, django_capture_on_commit_callbacks: object) -> World:
    """Two people who did everything that leaves a trace."""
    settings.FILES_DIR = tmp_path
    for user, name in zip((world.manager, world.lead), NAMES, strict=True):
        User.objects.filter(pk=user.pk).update(name=name)
        user.refresh_from_db()
    organisations.give_grant(user=world.manager, council=world.council, kind=Grant.COUNCIL_ADMIN, by=world.lead)
    organisations.hand_over_role(role=world.other_role, user=world.manager, since=world.plan.started_on, by=world.lead)
    world.change(rag=Rag.RED, why="The agency left", by=world.lead)
    api.add_gap_action(response_id=world.row.pk, text="Hire", owner_id=world.role.pk, by=world.manager)
    client = signed_in(world.manager)
    with django_capture_on_commit_callbacks(execute=True):
        file = SimpleUploadedFile("plan.txt", BytesIO(b"Dear colleague, thank you for the tea.").read())
        answer = client.post("/documents/new/", {"file": file, "framework": "test-plan", "winter": ""})
    assert answer.status_code == 302
    for address in ("/council/people/", "/council/roles/", f"/council/people/{world.lead.pk}/", answer["Location"]):
        assert client.get(address).status_code == 200
    client.post(f"/council/people/{world.lead.pk}/", {"kinds": ["lead", "viewer"]})
    settings.EMAIL_BACKEND = "overwinter.infra.mail.inbox.InboxBackend"
    api.add_note(response_id=world.row.pk, text="Still so?", mentioned=[world.lead.pk], by=world.manager)
    assert reminders.send_due(council_id=world.council.pk, day=clock.today(), by=None).sent
    return world


def everything_stored() -> str:
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in OF_THE_LIBRARY]
        stored = []
        for name in tables:
            cursor.execute(" ".join(["SELECT * FROM", connection.ops.quote_name(name)]))
            stored.append(repr(cursor.fetchall()))
    return "\n".join(stored)


def test_no_table_holds_a_name(worked: World) -> None:
    stored = everything_stored()
    assert "The agency left" in stored and worked.manager.email in stored, "the tables were read"
    for name in NAMES:
        for part in (name, *name.split()):
            assert part not in stored
    assert User.objects.get(pk=worked.manager.pk).name == NAMES[0]


def test_every_page_of_names_is_on_the_record(worked: World) -> None:
    read = AuditEntry.objects.filter(verb__endswith=" read", subject_type="organisations.council").order_by("number")
    assert list(read.values_list("verb", flat=True))[-3:] == ["people read", "role holders read", "people read"]
    assert set(read.values_list("by", flat=True)) == {worked.manager.pk}


@pytest.mark.parametrize(
    "address",
    [
        "/plans/answers.json",
        "/plans/{plan}/take-away/json/",
        "/plans/{plan}/take-away/csv/",
        "/plans/{plan}/",
        "/plans/{plan}/rows/{row}/",
        "/plans/{plan}/rows/{row}/changes/",
    ],
)
def test_the_plan_names_roles_not_people(worked: World, address: str) -> None:
    answer = signed_in(worked.onlooker).get(address.format(plan=worked.plan.pk, row=worked.row.pk))
    said = (b"".join(answer) if answer.streaming else answer.content).decode()
    assert answer.status_code == 200 and "Head of commissioning" in said
    assert not [part for name in NAMES for part in (*name.split(), "@northmere") if part in said]


def test_no_log_holds_a_name_or_an_address(worked: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="django.request")
    client = signed_in(worked.manager)
    client.get(f"/council/people/{worked.lead.pk + 1000}/")
    client.post(f"/council/people/{worked.lead.pk}/shut/")
    assert caplog.records
    assert not [part for part in (*NAMES, worked.manager.email, worked.lead.email) if part in caplog.text]
