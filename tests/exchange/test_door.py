"""Who is let in, and how often."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from overwinter.accounts.api import User
from overwinter.exchange import actions
from overwinter.exchange.domain import tokens
from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.models import Service, Token, TokenUse
from overwinter.infra import clock
from overwinter.infra.access import declared_routes
from overwinter.infra.models import AuditEntry
from overwinter.kernel.threshold import Threshold, Unit
from overwinter.kernel.verdict import Refused
from tests.exchange.conftest import Calling, let_in
from tests.plans.conftest import NOW, World, signed_in

LONGEST = Threshold("token-longest", 366, Unit.DAYS, "", "", date(2020, 1, 1))


@pytest.mark.parametrize(
    ("name", "scopes", "expires_on", "said"),
    [
        (" ", [Scope.PLANS_READ], date(2021, 1, 1), "a name"),
        ("Feed", [], date(2021, 1, 1), "at least one thing"),
        ("Feed", [Scope.PLANS_READ], NOW.date(), "after today"),
        ("Feed", [Scope.PLANS_READ], date(2022, 1, 1), "up to 14 November 2021"),
    ],
)
def test_a_token_says_what_and_until_when(name: str, scopes: list[Scope], expires_on: date, said: str) -> None:
    verdict = tokens.may_make(name=name, scopes=scopes, expires_on=expires_on, today=NOW.date(), longest=LONGEST)
    assert said in verdict.reason
    assert tokens.may_make(
        name="Feed", scopes=[Scope.PLANS_READ], expires_on=date(2021, 11, 14), today=NOW.date(), longest=LONGEST
    )


def test_without_a_token_nothing_is_there_for_anybody(call: Calling, world: World) -> None:
    """A session opens no door of the interface, whoever signed in."""
    doors = [route for route, _, readers in declared_routes() if readers is not None and readers.code == "service"]
    assert len(doors) > 15
    for client in (Client(), signed_in(world.manager)):
        answer = client.get("/api/1/plans")
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="Overwinter"')
        assert answer.json()["advice"].startswith("Send the header Authorization")
    for wrong in (
        "Basic abc",
        "Bearer",
        "Bearer ow_aaaaaaaa_" + "a" * 43,
        f"Bearer {call.text}x",
        f"Token {call.text}",
    ):
        assert Client().get("/api/1/plans", headers={"Authorization": wrong}).status_code == 401, wrong


def test_a_token_ends_by_itself_and_when_it_is_withdrawn(call: Calling, world: World, administrator: User) -> None:
    assert call("GET", "/plans").status == 200
    with clock.standing_at(NOW + timedelta(days=138)):
        assert call("GET", "/plans").status == 200, "31 March is its last day"
    with clock.standing_at(NOW + timedelta(days=139)):
        answer = call("GET", "/plans")
    assert (answer.status, answer.body["detail"]) == (
        401, "This token ended on 31 March 2021. Ask the council’s administrator for another.",
    )  # fmt: skip
    actions.withdraw_token(token=call.token, by=administrator)
    assert "withdrawn" in call("GET", "/plans").body["detail"]


def test_a_scope_that_is_not_given_is_named(world: World, administrator: User) -> None:
    call = let_in(world.council, administrator, Scope.PLANS_READ)
    answer = call("GET", "/responses")
    assert (answer.status, answer.body["detail"]) == (403, "The token does not have the scope responses:read.")
    assert call("GET", "/plans").status == 200 and call("GET", "/token").body["scopes"] == ["plans:read"]


def test_a_minute_has_so_many_calls_wherever_they_are_counted(
    call: Calling, settings: object, tmp_path: object
) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[threshold]]\nid = "calls-a-minute"\nvalue = 2\nsource = "A test."\neffective_from = 2020-09-01\n')
    settings.THRESHOLDS_FILE = str(own)
    assert [call("GET", "/token").status for _ in range(3)] == [200, 200, 429]
    answer = call("GET", "/token")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60 and "2 calls of this minute" in answer.body["detail"]
    with clock.standing_at(NOW + timedelta(minutes=1)):
        left = call("GET", "/token").headers
    assert (left["RateLimit-Limit"], left["RateLimit-Remaining"]) == ("2", "1")
    use = TokenUse.objects.get()
    assert (use.calls, use.refused) == (5, 2)


def test_a_token_is_shown_once_and_kept_as_a_digest(world: World, administrator: User) -> None:
    client = signed_in(administrator)
    asked = {
        "asked_once": str(uuid4()), "name": "Care records feed", "purpose": "Records team", "scopes": ["plans:read"],
        "expires_on": "31 March 2021",
    }  # fmt: skip
    shown = client.post("/council/services/add/", asked)
    text = shown.content.decode().partition('<code class="ow-code">')[2].partition("<")[0]
    assert tokens.is_token(text) and "no-store" in shown["Cache-Control"]
    token = Token.objects.get()
    assert token.digest == tokens.digest_of(text) and token.prefix == text[3:11]
    again = client.post("/council/services/add/", asked)
    assert again.status_code == 422 and "shown once" in again.content.decode() and text not in again.content.decode()
    page = client.get(f"/council/services/{token.service_id}/").content.decode()
    assert f"ow_{token.prefix}…" in page and text not in page
    assert not AuditEntry.objects.filter(details__icontains=text[12:]).exists()
    client.post(f"/council/services/{token.service_id}/tokens/{token.pk}/withdraw/")
    assert Client().get("/api/1/plans", headers={"Authorization": f"Bearer {text}"}).status_code == 401


def test_only_the_administrator_lets_services_in(call: Calling, world: World) -> None:
    with pytest.raises(Refused, match="administrator"):
        let_in(world.council, world.manager, name="Another")
    with pytest.raises(Refused, match="administrator"):
        actions.withdraw_token(token=call.token, by=world.manager)


def test_nobody_signs_in_as_a_service(call: Calling) -> None:
    identity = Service.objects.get().identity
    assert not identity.is_active and not identity.has_usable_password() and not identity.grants.exists()
