"""Pages that list things take as many statements for many of them as for a few."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from overwinter.accounts.api import User
from overwinter.governance import api as governance
from overwinter.governance.models import Meeting
from overwinter.infra import audit, clock, files
from overwinter.intake.models import Document, Piece, ReadRow
from overwinter.measures import api as measures
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from overwinter.plans import api
from overwinter.providers.models import LocationEvent
from tests.intake.conftest import as_engine
from tests.plans.conftest import NOW, WORLD, World, at_noon, signed_in
from tests.support.beginnings import Beginning
from tests.support.letters import make_made_report
from tests.support.meetings import make_meeting
from tests.support.providers import make_location, make_locations

__all__ = ["at_noon"]

BESIDE = {"excerpt": {"place": "", "heading": "", "header": [], "rows": []}}


def make_document(world: World, name: str) -> Document:
    return Document.objects.create(
        council=world.council, framework="test-plan", winter="2020-21", name=name, state="read", read_at=NOW,
        file=files.keep(BytesIO(name.encode())), uploaded_by=make_user(world, name), uploaded_at=NOW,
    )  # fmt: skip


def make_user(world: World, name: str) -> User:
    user = User.objects.create_user(f"{name.replace(' ', '-')}@northmere.example", None, name=name)
    organisations.give_grant(user=user, council=world.council, kind=Grant.LEAD, by=None)
    return user


def make_row(document: Document, n: int) -> ReadRow:
    """A row decided by a person of its own, and a piece of text taken into it."""
    read = as_engine(n, matches=[], candidates=[]) | BESIDE
    row = ReadRow.objects.create(
        document=document, order=f"{n:05d}", as_read=read, fingerprint=str(n), requirement=f"Requirement {n}",
        response="Response", lead="Head", state=("review", "accepted", "later", "local")[n % 4],
        decided_by=document.uploaded_by, decided_at=NOW,
    )  # fmt: skip
    Piece.objects.create(
        document=document, order=n, place="line 1", text=f"Text {n}", state=("unplaced", "taken")[n % 2],
        taken_into=row, taken_field="response", decided_by=document.uploaded_by, decided_at=NOW,
    )  # fmt: skip
    audit.record_alone("row: edit", by=document.uploaded_by, subject=row, chain="northmere")
    return row


@dataclass
class Few:
    """A few of everything, and what the addresses of its pages are filled with."""

    world: World
    document: Document
    keys: dict[str, int]


@clock.standing_at(NOW)
def build_few(world: World) -> Few:
    """The manager has every grant of the council."""
    for kind in Grant:
        organisations.give_grant(user=world.manager, council=world.council, kind=kind, by=None)
    document = make_document(world, "plan.xlsx")
    one_record(world)
    rows = [make_row(document, n) for n in (1, 2, 3)]
    world.change(text="Response of the council")
    world.change(groups=[world.group.pk])
    meeting = make_meeting(world.council, world.group, world.row.pk, world.manager, "Something")["meeting_id"]
    keys = {
        "group": world.group.pk,
        "location": make_location(world.council, beds=4).pk,
        "meeting": meeting,
        "document": document.pk,
        "row": rows[0].pk,
        "plan": world.plan.pk,
        "answer": world.row.pk,
    }
    return Few(world, document, keys)


FEW = Beginning(build_few, after=WORLD)


@pytest.fixture
@FEW
def few(db: None, at_noon: datetime) -> Few:
    cache.clear()
    return FEW.value()


def more_documents(world: World, document: Document) -> None:
    for n in range(20):
        make_document(world, f"other {document.pk} {n}.xlsx")


def more_rows(_world: World, document: Document) -> None:
    for n in range(4, 124):
        make_row(document, n)


def more_people(world: World, _document: Document) -> None:
    for n in range(20):
        user = make_user(world, f"person {n}")
        role = organisations.add_role(council=world.council, title=f"Officer {n}", by=None)
        organisations.hand_over_role(role=role, user=user, since=NOW.date(), by=None)
        organisations.add_group(council=world.council, name=f"Group {n}", by=None)


def more_changes(world: World, _document: Document) -> None:
    for n in range(30):
        world.change(text=f"Response {n}")
        api.add_gap_action(response_id=world.row.pk, text=f"Action {n}", by=world.manager, owner_id=world.role.pk)


def one_record(world: World) -> None:
    measures.sync_catalogue(by=None)
    api.add_evidence(
        response_id=world.row.pk, kind=api.EvidenceKind.MEASURE, measure_code="homes-tested-staff", true_on=NOW.date(),
        expires_on=date(2020, 12, 1), by=world.manager,
    )  # fmt: skip
    api.add_gap_action(response_id=world.row.pk, text="One action", by=world.manager, owner_id=world.role.pk)


def more_records(world: World, _document: Document) -> None:
    """Evidence of each kind, and a measure with its readings, three times over."""
    for n in range(20):
        given = {
            "response_id": world.row.pk,
            "true_on": NOW.date(),
            "expires_on": date(2020, 12, 1),
            "by": world.manager,
        }
        api.add_evidence(kind=api.EvidenceKind.RECORD, title=f"Minute {n}", note="The cell’s folder", **given)
        api.add_evidence(
            kind=api.EvidenceKind.FILE, upload=api.Upload(f"{n}.txt", 1, BytesIO(b"a")), owner_id=world.role.pk, **given
        )
    for code in ("flu-staff", "grant-days", "ppe-delivered"):
        api.add_evidence(kind=api.EvidenceKind.MEASURE, measure_code=code, **given)
        for back in range(30):
            measures.enter_reading(
                council_id=world.council.pk, code=code, day=NOW.date() - timedelta(days=back), numerator=Decimal(1),
                denominator=Decimal(2), by=world.lead,
            )  # fmt: skip
        measures.set_standard(
            council_id=world.council.pk,
            code=code,
            value=Decimal(7),
            effective_from=NOW.date(),
            source="Us",
            by=world.manager,
        )


def more_reports(world: World, _document: Document) -> None:
    for n in range(2, 18):
        make_made_report(world.plan, world.manager, n)


def more_locations(world: World, _document: Document) -> None:
    for number in range(3):
        make_locations(world.council, 60, district=f"District {number}", rating="good")
    place = world.council.locations.order_by("id")[0]
    LocationEvent.objects.bulk_create(
        LocationEvent(council=place.council, location=place, at=NOW, what="phone", source="hand") for _ in range(60)
    )


def more_meetings(world: World, _document: Document) -> None:
    for n in range(9, 28):
        if (day := date(2020, 11, n)).weekday() < 5:
            governance.plan_meeting(group_id=world.group.pk, on=day, by=world.manager)


def more_items(world: World, _document: Document) -> None:
    meeting = Meeting.objects.order_by("id")[0]
    for n in range(20):
        item = governance.add_item(meeting_id=meeting.pk, title=f"Item {n}", by=world.manager)
        governance.record_action(item_id=item.pk, text=f"Do {n}", owner_id=world.role.pk, by=world.manager)


PAGES = {
    more_records: [
        "/measures/",
        "/measures/flu-staff/",
        "/plans/{plan}/rows/{answer}/",
    ],
    more_documents: [
        "/documents/",
        "/",
    ],
    more_rows: [
        "/documents/{document}/",
        "/documents/{document}/rows/",
        "/documents/{document}/rows/{row}/",
        "/documents/{document}/unplaced/",
        "/documents/{document}/apply/",
    ],
    more_people: [
        "/council/",
        "/council/people/",
        "/council/roles/",
        "/council/groups/",
        "/plans/{plan}/rows/{answer}/edit/",
        "/plans/{plan}/leads/",
        "/boards/",
        "/plans/{plan}/reports/board-pack/",
        "/search/?q=officer",
    ],
    more_changes: [
        "/plans/{plan}/",
        "/plans/{plan}/table/",
        "/plans/{plan}/rows/{answer}/",
        "/plans/{plan}/rows/{answer}/changes/",
        "/plans/{plan}/take-away/",
        "/boards/{group}/",
        "/search/?q=response",
    ],
    more_locations: [
        "/providers/",
        "/providers/?sort=-rating&words=home",
        "/providers/{location}/",
        "/providers/{location}/history/",
        "/providers/?pick=all",
        "/",
    ],
    more_reports: [
        "/plans/{plan}/reports/",
    ],
    more_meetings: [
        "/boards/{group}/",
        "/calendar/?month=2020-11&view=list",
    ],
    more_items: [
        "/meetings/{meeting}/",
    ],
}
"""By what grows, the pages that list it."""


@pytest.mark.parametrize("grow", PAGES)
def test_many_take_no_more_statements_than_a_few(few: Few, grow: Callable[[World, Document], None]) -> None:
    client = signed_in(few.world.manager)
    pages = [page.format(**few.keys) for page in PAGES[grow]]
    before = {page: count(client, page) for page in pages}
    grow(few.world, few.document)
    after = {page: count(client, page) for page in pages}
    assert {page: (before[page], after[page]) for page in pages if after[page] > before[page] + 1} == {}


def count(client: Client, address: str) -> int:
    client.get(address)  # what is remembered from the first time is no matter of how many things there are
    with CaptureQueriesContext(
        connection,
    ) as made:
        assert client.get(address).status_code == 200
    return len(made)
