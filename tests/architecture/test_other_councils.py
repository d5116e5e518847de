"""Whatever stands in an address, nobody reaches what belongs to another council: every route with the keys of another
council's things, for a person who holds every grant in their own, and for whoever runs the installation."""

import json
import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client

from overwinter.accounts.api import User
from overwinter.exchange import actions as exchange
from overwinter.exchange.domain.events import Event
from overwinter.exchange.domain.scopes import Scope
from overwinter.governance.models import AgendaItem, Escalation, Meeting, Outcome
from overwinter.infra import clock, files
from overwinter.infra.access import declared_routes
from overwinter.infra.models import AuditEntry
from overwinter.intake.models import Document, Piece, ReadRow
from overwinter.measures import api as measures
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from overwinter.plans import api
from overwinter.plans.models import ReadingIn
from tests.intake.conftest import as_engine
from tests.plans.conftest import NOW, WORLD, World, at_noon, make_person, signed_in, world
from tests.support.beginnings import Beginning
from tests.support.letters import make_made_report, make_sent_letter
from tests.support.meetings import make_meeting
from tests.support.signing import sign

__all__ = ["at_noon", "world"]

OWN_TO_A_COUNCIL = ("plan_id", "response_id", "action_id", "evidence_id", "document_id", "row_id", "piece_id",
                    "role_id", "group_id", "user_id", "wording_id", "council_id", "signing_number",
                    "meeting_id", "item_id", "outcome_id", "escalation_id", "subscription_id",
                    "letter_number", "report_number", "service_id", "token_id",
                    "webhook_id", "delivery_id")  # fmt: skip
SECRETS = ("Secret response", "Secret action", "Secret wording", "secret-plan.xlsx", "Secret piece", "Secret reason",
           "Secret role", "Secret group", "Secret evidence", "Secret meeting", "Secret letter", "Secret report",
           "Secret service", "Secret channel",
           "secret-minutes", "Secret standard", "4711", "lead@northmere.example")  # fmt: skip


@clock.standing_at(NOW)
def build_keys(world: World) -> dict[str, object]:
    """Everything that Northmere has, by the name it has in an address."""
    world.change(text="Secret response", why="Secret reason", next_review=date(2020, 12, 1))
    found = api.get_picture(world.plan).challenge.on(world.row.pk)[0]
    api.accept_finding(
        plan_id=world.plan.pk, code=found.code, subject=found.subject, fingerprint=found.fingerprint,
        reason="Secret reason", until=date(2020, 12, 1), by=world.manager,
    )  # fmt: skip
    action = api.add_gap_action(response_id=world.row.pk, text="Secret action", by=world.manager)
    evidence = api.add_evidence(
        response_id=world.row.pk, kind=api.EvidenceKind.FILE, title="Secret evidence", true_on=date(2020, 11, 1),
        expires_on=date(2020, 12, 1), upload=api.Upload("secret-minutes.txt", 1, BytesIO(b"a")), by=world.manager,
    )  # fmt: skip
    measures.sync_catalogue(by=None)
    measures.enter_reading(
        council_id=world.council.pk, code="movement-not-limited", day=NOW.date(), numerator=Decimal(4711), by=world.lead
    )
    measures.set_standard(
        council_id=world.council.pk, code="flu-staff", value=Decimal(75), effective_from=NOW.date(),
        source="Secret standard", by=world.manager,
    )  # fmt: skip
    role = organisations.add_role(council=world.council, title="Secret role", by=None)
    group = organisations.add_group(council=world.council, name="Secret group", by=None)
    administrator = make_person(world.council, Grant.COUNCIL_ADMIN)
    api.choose_chain(council_id=world.council.pk, steps=[], rules=[], by=administrator)
    sign(world.plan, world.manager)
    document = Document.objects.create(
        council=world.council, framework="test-plan", winter="2020-21", name="secret-plan.xlsx", state="read",
        file=files.keep(BytesIO(b"Secret wording")), uploaded_by=world.manager, uploaded_at=NOW, read_at=NOW,
    )  # fmt: skip
    read = as_engine(1, requirement="Secret wording") | {
        "excerpt": {"place": "", "heading": "", "header": [], "rows": []}
    }
    row = ReadRow.objects.create(
        document=document, order="00001", as_read=read, fingerprint="0", requirement="Secret wording", state="review"
    )
    piece = Piece.objects.create(document=document, order=1, place="line 1", text="Secret piece", state="unplaced")
    ReadingIn.objects.create(
        response=world.row, document_id=document.pk, document_name=document.name, sha256=document.file.sha256,
        read_on=NOW.date(), n=1, place="line 1", read=read, given={"identity": ""}, applied_at=NOW,
    )  # fmt: skip
    token, _ = exchange.let_service_in(
        council_id=world.council.pk, name="Secret service", purpose="", scopes=list(Scope), asked_once=uuid4(),
        expires_on=date(2021, 1, 1), by=administrator,
    )  # fmt: skip
    webhook, _ = exchange.add_webhook(
        council_id=world.council.pk, name="Secret channel", url="https://hooks.example.org/", events=[Event.SIGNED],
        by=administrator,
    )  # fmt: skip
    return {
        "service_id": token.service_id, "token_id": token.pk,
        "webhook_id": webhook.pk, "delivery_id": exchange.try_webhook(webhook=webhook, by=administrator).pk,
        "plan_id": world.plan.pk, "response_id": world.row.pk, "action_id": action.pk, "evidence_id": evidence.pk,
        "document_id": document.pk,
        "row_id": row.pk, "piece_id": piece.pk, "role_id": role.pk, "group_id": group.pk, "user_id": world.lead.pk,
        "council_id": world.council.pk, "format": "xlsx", "signing_number": 1, "kind_of_paper": "docx",
        "file_format": "pdf",
        "letter_number": make_sent_letter(world.plan, world.manager).number,
        "report_number": make_made_report(world.plan, world.manager).number, "report_name": "exception-report",
        **make_meeting(world.council, group, world.row.pk, world.manager, "Secret meeting"),
        "code": found.code, "subject": found.subject, "requirement_key": "area.thing-1",
    }  # fmt: skip


KEYS = Beginning(build_keys, after=WORLD)


@pytest.fixture
@KEYS
def keys(world: World) -> dict[str, object]:
    return KEYS.value()


@pytest.fixture
def neighbour(world: World) -> User:
    """Holds every grant in Eastfold, which has a plan of its own."""
    eastfold = organisations.add_council(code="eastfold", name="Eastfold Council", by=None)
    person = User.objects.create_user("all@eastfold.example", "a long password for tests", name="Kim Ash")
    for grant in Grant:
        organisations.give_grant(user=person, council=eastfold, kind=grant, by=None)
    api.create_plan(council_id=eastfold.pk, framework_key="test-plan", winter="2020-21", by=person)
    return person


def addresses(keys: dict[str, object]) -> list[str]:
    """Every route that names something of a council, with Northmere's keys in it."""
    found = []
    for route, _, readers in declared_routes():
        if readers is not None and readers.code == "service":
            continue  # no session opens its door; what tokens reach is tested with the interface
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        if set(names) & set(OWN_TO_A_COUNCIL) and set(names) <= keys.keys():
            found.append("/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(keys[match[1]]), route))
    return found


def everything(world: World) -> list[object]:
    kept = (world.plan.responses, ReadRow.objects, Piece.objects, Document.objects, world.council.roles)
    return [list(each.order_by("pk").values()) for each in kept] + [
        list(world.council.reporting_groups.order_by("pk").values()),
        *(list(model.objects.order_by("pk").values()) for model in (Meeting, AgendaItem, Outcome, Escalation)),
        list(world.council.grants.order_by("pk").values()),
        list(User.objects.filter(grants__council=world.council).order_by("pk").values("pk", "password", "is_active")),
        AuditEntry.objects.filter(chain="northmere").count(),
    ]


def reach(client: Client, address: str) -> None:
    for answer in (client.get(address), client.post(address, {"version": "1", "why": "x", "rag": "red"})):
        assert answer.status_code in (403, 404, 405), (address, answer.status_code)
        said = answer.content.decode()
        assert not [secret for secret in SECRETS if secret in said], address


def test_no_address_leads_to_another_councils_things(world: World, keys: dict[str, object], neighbour: User) -> None:
    client, before = signed_in(neighbour), everything(world)
    found = addresses(keys)
    assert len(found) > 30
    for address in found:
        reach(client, address)
    assert everything(world) == before


def test_whoever_runs_the_installation_reads_no_councils_things(world: World, keys: dict[str, object]) -> None:
    person = User.objects.create_user("it@installation.example", "a long password", name="Jo", is_system_admin=True)
    client = signed_in(person)
    for address in addresses(keys):
        if not address.startswith("/councils/"):
            reach(client, address)


@pytest.mark.parametrize("address", ["/", "/plans/", "/documents/", "/council/", "/council/roles/", "/council/groups/",
                                     "/council/people/", "/plans/answers.json", "/search/?q=secret", "/boards/",
                                     "/calendar/?month=2020-11",
                                     "/frameworks/test-plan/wordings/", "/measures/", "/measures/?as=csv",
                                     "/council/services/", "/council/webhooks/", "/measures/movement-not-limited/",
                                     "/measures/flu-staff/"])  # fmt: skip
def test_no_list_shows_another_councils_things(
    world: World, keys: dict[str, object], neighbour: User, address: str
) -> None:
    answer = signed_in(neighbour).get(address)
    said = (b"".join(answer) if answer.streaming else answer.content).decode()
    assert answer.status_code == 200
    assert not [secret for secret in SECRETS if secret.casefold() in said.casefold().replace("“secret”", "")]


SHARED = ("Secret response", "Secret group", "Secret role")
"""A council that shares its answers lets others read these; the rest of its things stay its own."""


def test_a_council_that_shares_its_answers_shares_them_as_they_stand_and_nothing_else(
    world: World, keys: dict[str, object], neighbour: User
) -> None:
    organisations.share_answers(council=world.council, share=organisations.Sharing.EVERYONE, by=world.manager)
    client, plan = signed_in(neighbour), f"/plans/{world.plan.pk}/"
    row = f"{plan}rows/{world.row.pk}/"
    readable = (plan, f"{plan}table/", row, f"{plan}take-away/", f"{plan}take-away/csv/", f"{plan}take-away/json/",
                "/plans/answers.json")  # fmt: skip
    for address in readable:
        answer = client.get(address)
        said = (b"".join(answer) if answer.streaming else answer.content).decode()
        assert answer.status_code == 200, address
        assert not [secret for secret in set(SECRETS) - set(SHARED) if secret in said], address
    page = client.get(row).content.decode()
    assert "Secret response" in page and "nothing is under way" not in page
    for address in (row, plan, f"{plan}table/"):
        said = client.get(f"{address}?on=2020-11-01").content.decode()
        assert "shares its answers as they stand today" in said, "the reason, and today's answers beneath it"
        assert not [secret for secret in set(SECRETS) - set(SHARED) if secret in said], address
    no_file = client.get(f"{plan}take-away/csv/?on=2020-11-01", follow=True)
    assert no_file.headers["Content-Type"].startswith("text/html")
    assert "shares its answers as they stand today" in no_file.content.decode()
    reach(client, f"{row}changes/")
    answers = json.loads(b"".join(client.get("/plans/answers.json")))
    theirs = [each["gap_actions"] for each in answers if each["council"] == "northmere"]
    own = [each["gap_actions"] for each in answers if each["council"] == "eastfold"]
    assert set(map(str, theirs)) == {"None"} and set(map(str, own)) == {"[]"}, "not shared is not none"


def test_a_grant_that_was_taken_ends_with_the_next_page(world: World, keys: dict[str, object]) -> None:
    client = signed_in(world.manager)
    address = f"/plans/{world.plan.pk}/rows/{world.row.pk}/"
    assert client.get(address).status_code == 200
    world.council.grants.filter(user=world.manager).delete()
    reach(client, address)
    reach(client, f"/documents/{keys['document_id']}/original/")
