"""Who may reach what. Every route says so; each door answers as the table below; and no council sees another's.

A new route that forgets its readers, readers the table does not know, or a route parameter of unknown owner fails here.
"""

import functools
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from django.urls import URLPattern

from overwinter.accounts.api import User
from overwinter.casework import api as casework
from overwinter.exchange import actions as exchange
from overwinter.exchange.domain.events import Event
from overwinter.exchange.domain.scopes import Scope
from overwinter.frameworks import api as frameworks
from overwinter.infra import clock, files
from overwinter.infra.access import Readers, declared_routes
from overwinter.intake import api as intake
from overwinter.intake.models import Piece, ReadRow
from overwinter.kernel.winter import Winter
from overwinter.market import api as market
from overwinter.measures import api as measures
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from overwinter.plans import api as plans
from overwinter.providers.api import Contact, ContactPurpose
from overwinter.providers.models import DirectoryEdition
from overwinter.publishing import actions as publishing
from overwinter.publishing.queries import get_draft
from tests.support.beginnings import Beginning
from tests.support.letters import make_made_report, make_sent_letter
from tests.support.mail import make_mail
from tests.support.meetings import make_meeting
from tests.support.people import make_council, make_person
from tests.support.portal import make_portal
from tests.support.providers import make_location
from tests.support.returns import make_returns
from tests.support.signing import sign

EVERYBODY = frozenset(
    {
        "viewer",
        "lead",
        "communications",
        "plan manager",
        "director",
        "contracts officer",
        "quality officer",
        "infection nurse",
        "council admin",
        "system admin",
        "nobody's",
        "other council",
    }
)
OUTSIDE = frozenset({"provider"})
"""Who belongs to no council and never can."""
MEMBERS = EVERYBODY - {"system admin", "nobody's"}
WITH_PROVIDERS = frozenset({"contracts officer", "quality officer", "plan manager", "director", "other council"})
MATRIX: Mapping[str, frozenset[str]] = {
    "public": EVERYBODY | OUTSIDE | {"signed out"},
    "signed-in": EVERYBODY,
    "member": MEMBERS,
    "editor": frozenset({"lead", "plan manager", "other council"}),
    "plan-manager": frozenset({"plan manager", "other council"}),
    "publisher": frozenset({"communications", "plan manager", "other council"}),
    "signer": frozenset({"plan manager", "director", "other council"}),
    "log-reader": frozenset({"plan manager", "director", "other council"}),
    "inbox-reader": EVERYBODY,
    "provider-reader": WITH_PROVIDERS | {"infection nurse"},
    "market-reader": WITH_PROVIDERS,
    "case-worker": frozenset({"contracts officer", "quality officer", "infection nurse", "other council"}),
    "directory-keeper": frozenset({"contracts officer", "quality officer", "system admin", "other council"}),
    "provider-editor": frozenset({"contracts officer", "quality officer", "other council"}),
    "council-admin": frozenset({"council admin", "other council"}),
    "role-keeper": frozenset({"plan manager", "council admin", "other council"}),
    "wording-keeper": frozenset({"plan manager", "council admin", "other council"}),
    "system-admin": frozenset({"system admin"}),
    "provider": OUTSIDE,
    "service": frozenset(),
}
"""Readers to those their door lets in. "other council" holds every grant, in another council; "nobody's" holds none.
No person comes in at the door for services."""
REFUSED: Mapping[str, int] = {"service": 401}
"""What a shut door answers, where it is not 403 with the reason."""

NATIONAL: Mapping[str, object] = {
    "framework_key": frameworks.DEFAULT_PACK, "requirement_key": "ppe.help-employers", "wording_id": 1,
    "kind": "csv", "format": "csv", "step": "close",
    "kind_of_paper": "docx",
    "file_format": "pdf", "report_name": "exception-report", "template_kind": "report",
    "measure_code": "flu-staff",
    "council_code": "northmere", "winter": "2020-21", "public_number": 1,
    "code": "never-said", "subject": "all-lead", "finding_id": "never-said.all-lead",
    "rest": "nothing", "day": "2020-11-12",
    "kept_id": 1, "rule_code": "absence",
    "question_code": "people",
    "purpose": "finance",
}  # fmt: skip
"""Route parameters that name nothing of a council's own, each with a value."""
CARRIED: Mapping[str, object] = {"uidb36": "1", "key": "a", "token": "a"}
"""Route parameters that are themselves the proof: whoever was given the link."""


def build_owned() -> dict[str, Any]:
    """Route parameter to the id of something that is Northmere's."""
    frameworks.sync_packs(by=None)
    north = make_council()
    manager = make_person("plan.manager@northmere.example", Grant.PLAN_MANAGER, council=north)
    make_person("viewer@northmere.example", Grant.VIEWER, council=north)
    make_person("director@northmere.example", Grant.DIRECTOR, council=north)
    make_person("lead@northmere.example", Grant.LEAD, council=north)
    make_person("contracts.officer@northmere.example", Grant.CONTRACTS, council=north)
    make_person("infection.nurse@northmere.example", Grant.INFECTION, council=north)
    quality = make_person("quality.officer@northmere.example", Grant.QUALITY, council=north)
    make_person("communications@northmere.example", Grant.COMMUNICATIONS, council=north)
    admin = make_person("council.admin@northmere.example", Grant.COUNCIL_ADMIN, council=north)
    make_person("system.admin@overwinter.example", system_admin=True)
    make_person("nobody's@elsewhere.example")
    make_person("other.council@southfen.example", *Grant, council=make_council("southfen", "Southfen Council"))
    plan = plans.create_plan(council_id=north.pk, framework_key=frameworks.DEFAULT_PACK, winter="2020-21", by=manager)
    response = plan.responses.order_by("order", "id")[0]
    action = plans.add_gap_action(response_id=response.pk, text="Ring the homes", by=manager)
    wish = plans.Wish({"text": "We ring."}, response.version)
    bulk = plans.change_many(plan_id=plan.pk, wishes={response.pk: wish}, why="", by=manager)
    plans.choose_chain(council_id=north.pk, steps=[], rules=[], by=admin)
    sign(plan, manager)
    evidence = plans.add_evidence(
        response_id=response.pk, kind=plans.EvidenceKind.FILE, true_on=clock.today() - timedelta(days=1),
        expires_on=clock.today() + timedelta(days=9), upload=plans.Upload("a.txt", 1, BytesIO(b"a")), by=manager,
    )  # fmt: skip
    measures.sync_catalogue(by=None)
    document = intake.upload_document(
        council=north, framework=frameworks.DEFAULT_PACK, winter=Winter(2020), name="plan.txt",
        content=BytesIO(b"1.1 Something"), by=manager,
    )  # fmt: skip
    read = ReadRow.objects.create(document=document, order="00001", as_read={}, fingerprint="0", state="waiting")
    piece = Piece.objects.create(document=document, order=1, place="line 1", text="Something", state="waiting")
    publishing.change_page(
        plan=plan, introduction="", help_words="Ring us.", contact="plan@northmere.example", names_withheld="",
        approved=(), expected_version=0, by=manager,
    )  # fmt: skip
    draft = get_draft(organisations.get_viewer(manager), plan)
    published = publishing.publish(plan=plan, expected_digest=draft.content.digest, by=manager)
    group = organisations.add_group(council=north, name="Winter board", by=manager)
    token, _ = exchange.let_service_in(
        council_id=north.pk, name="Feed", purpose="", scopes=[Scope.PLANS_READ], asked_once=uuid4(),
        expires_on=clock.today() + timedelta(days=9), by=admin,
    )  # fmt: skip
    webhook, _ = exchange.add_webhook(
        council_id=north.pk, name="Channel", url="https://hooks.example.org/", events=[Event.RESPONSE], by=admin
    )
    home = make_location(north, contacts={ContactPurpose.RETURNS: {"email": "office@larkfield.example"}})
    concern = casework.raise_concern(
        council=north, location=home, source="hand", kind="hand", key="hand:1", title="Nobody rings back",
        facts="Since Monday.", told="Please ring us back.",
        severity=casework.Severity.NORMAL, team=casework.Team.CONTRACTS, by=manager,
    )  # fmt: skip
    edition = DirectoryEdition.objects.create(
        council=north, file=files.keep(BytesIO(b"Location ID")), name="a.csv", as_of=clock.today(), state="read",
        uploaded_at=clock.now(),
    )  # fmt: skip
    bcp = market.Plan("1", clock.today(), None, None, workforce=True)
    kept = market.record_continuity_plan(
        location_id=home.pk, plan=bcp, upload=market.Upload("a.txt", 1, BytesIO(b"a")), by=quality
    )
    look = market.Assessment("Visiting", clock.today(), clock.today() + timedelta(days=9))
    return {
        "edition_id": edition.pk,
        "continuity_id": kept.pk,
        "assessment_id": market.record_assessment(location_id=home.pk, made=look, by=quality).pk,
        "concern_id": concern.pk,
        "ask_key": f"concern:{concern.pk}",
        "location_id": home.pk,
        **make_returns(north, home),
        "provided_id": home.services.get().pk,
        **make_portal(home),
        "contact_id": Contact.objects.get(location=home).pk,
        "webhook_id": webhook.pk,
        "delivery_id": exchange.try_webhook(webhook=webhook, by=admin).pk,
        "service_id": token.service_id,
        "token_id": token.pk,
        **make_meeting(north, group, response.pk, manager, "Opening hours"),
        "council_id": north.pk,
        "user_id": manager.pk,
        "role_id": organisations.add_role(council=north, title="Head of commissioning", by=manager).pk,
        "group_id": group.pk,
        "plan_id": plan.pk,
        "response_id": response.pk,
        "action_id": action.pk,
        "evidence_id": evidence.pk,
        "document_id": document.pk,
        "row_id": read.pk,
        "piece_id": piece.pk,
        "signing_number": 1,
        "lesson_id": plans.add_lesson(
            plan_id=plan.pk, words=plans.LessonWords(theme="Calls", change="Ring sooner"), by=manager
        ).pk,
        "section_id": response.requirement.section_id if response.requirement is not None else 0,
        "change_id": bulk.change.pk if bulk.change is not None else 0,
        "version_number": published.number,
        "mail_id": make_mail(north, manager).pk,
        "letter_number": make_sent_letter(plan, manager).number,
        "report_number": make_made_report(plan, manager).number,
    }


OWNED = Beginning(build_owned)


@pytest.fixture
@OWNED
def owned(db: None) -> dict[str, int]:
    cache.clear()
    return OWNED.value()


def person(who: str) -> User:
    return next(user for user in User.objects.all() if user.email.partition("@")[0].replace(".", " ") == who)


@functools.cache
def routes() -> list[tuple[str, URLPattern, Readers]]:
    return [(route, pattern, readers) for route, pattern, readers in declared_routes() if readers is not None]


def undeclared() -> list[str]:
    return [route for route, _, readers in declared_routes() if readers is None]


def address(route: str, values: Mapping[str, object]) -> str:
    """The path of a route, its parameters filled in."""
    path = route
    for name, value in values.items():
        for kind in ("int", "str", "slug", "base36", "path"):
            path = path.replace(f"<{kind}:{name}>", str(value))
    assert "<" not in path, path
    return f"/{path}"


def parameters(pattern: URLPattern) -> frozenset[str]:
    return frozenset(pattern.pattern.regex.groupindex)


def values(pattern: URLPattern, owned: Mapping[str, object]) -> dict[str, object]:
    known = {**NATIONAL, **CARRIED, **owned}
    return {name: known[name] for name in parameters(pattern)}


def test_every_route_says_who_may_reach_it() -> None:
    assert undeclared() == []
    assert len(routes()) > 60


@override_settings(ROOT_URLCONF="tests.architecture.undeclared_urls")
def test_a_route_that_does_not_say_is_caught() -> None:
    assert undeclared() == ["inside/forgotten/<int:n>/"]


def test_every_kind_of_readers_is_in_the_table_and_says_a_whole_sentence() -> None:
    found = {readers.code: readers for _, _, readers in routes()}
    assert set(found) == set(MATRIX)
    assert [code for code, readers in found.items() if not readers.words.endswith(".")] == []


def test_every_name_of_a_route_is_its_own() -> None:
    """Namespaced ones by their namespace, which stands in their view's module."""
    names = [(pattern.callback.__module__.split(".")[1], pattern.name) for _, pattern, _ in routes()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("who", sorted(EVERYBODY | OUTSIDE))
def test_each_door_answers_as_the_table_says(who: str, owned: dict[str, int], rf: RequestFactory) -> None:
    asking = _asking(rf, person(who))
    wrong = []
    for route, _, readers in routes():
        if readers.lets_in(asking) != (who in MATRIX[readers.code]):
            wrong.append((route, readers.code))
    assert wrong == []


def _asking(rf: RequestFactory, user: User) -> HttpRequest:
    request = rf.get("/")
    request.user = user
    request.session = {}
    request.viewer = organisations.get_viewer(user)
    return request


@pytest.mark.parametrize("who", sorted(EVERYBODY | OUTSIDE))
def test_real_requests_meet_the_doors(who: str, owned: dict[str, int]) -> None:
    """Routes without parameters, through every middleware: shut is 403, open is anything the page itself answers."""
    client = Client(raise_request_exception=False)
    client.force_login(person(who))
    wrong = []
    for route, pattern, readers in routes():
        if parameters(pattern):
            continue
        status = client.get(f"/{route}").status_code
        shut = REFUSED.get(readers.code, 403)
        as_told = status not in (shut, 500) if who in MATRIX[readers.code] else status == shut
        if not as_told:
            wrong.append((route, readers.code, status))
    assert wrong == []


def test_strangers_are_sent_to_sign_in_from_everything_that_is_not_public(owned: dict[str, int]) -> None:
    client = Client(raise_request_exception=False)
    wrong = []
    for route, pattern, readers in routes():
        answer = client.get(address(route, values(pattern, owned)))
        door = "/portal/sign-in/" if readers.code == "provider" else "/accounts/sign-in/"
        sent = answer.status_code == 302 and answer["Location"].startswith(f"{door}?next=/")
        shut = answer.status_code == REFUSED[readers.code] if readers.code in REFUSED else sent
        if shut != (readers.code != "public") or answer.status_code == 500:
            wrong.append((route, readers.code, answer.status_code))
    assert wrong == []


def test_it_is_known_whose_each_parameter_of_a_route_is(owned: dict[str, int]) -> None:
    used = frozenset().union(*(parameters(pattern) for _, pattern, _ in routes()))
    assert used - owned.keys() - NATIONAL.keys() - CARRIED.keys() == frozenset()


def test_nothing_of_a_council_is_there_for_another(owned: dict[str, int]) -> None:
    """Somebody with every grant, in another council, asks for Northmere's own things by their numbers."""
    client = Client(raise_request_exception=False)
    client.force_login(person("other council"))
    wrong, asked = [], 0
    for route, pattern, readers in routes():
        if not parameters(pattern) & owned.keys():
            continue
        asked += 1
        path = address(route, values(pattern, owned))
        statuses = {client.get(path).status_code, client.post(path).status_code}
        refused = {403, 404, REFUSED.get(readers.code, 404)}
        if not statuses & refused or statuses - {*refused, 405}:
            wrong.append((route, statuses))
    assert wrong == []
    assert asked > 30


NEEDS_MORE = frozenset({"take-away-own", "take-away-own-file", "give-code"})
"""Routes of things that stand together in a way the fixture does not make: a document that was applied to the plan,
somebody of a provider who waits for a code."""


def test_what_another_council_cannot_find_is_there_for_its_own(owned: dict[str, int]) -> None:
    """So that the test before cannot pass because nothing was there. What pages show is tested with their contexts."""
    found: set[str] = set()
    for who in ("plan manager", "contracts officer", "council admin", "system admin", "provider"):
        client = Client(raise_request_exception=False)
        client.force_login(person(who))
        for route, pattern, readers in routes():
            if parameters(pattern) & owned.keys() and who in MATRIX[readers.code]:
                answer = client.get(address(route, values(pattern, owned)))
                found |= {route} if answer.status_code not in (403, 404) else set()
    asked = {
        route
        for route, pattern, readers in routes()
        if parameters(pattern) & owned.keys() and pattern.name not in NEEDS_MORE and readers.code not in REFUSED
    }
    assert asked - found == set()
