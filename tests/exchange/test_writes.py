"""What services write: by the rules of the plan, once, and never over a change they have not read."""

import pytest

from overwinter.accounts.api import User
from overwinter.exchange.domain.scopes import Scope
from overwinter.infra.models import AuditEntry
from overwinter.plans.models import Evidence, GapAction, Response
from tests.exchange.conftest import Calling, let_in
from tests.plans.conftest import World


def test_a_row_is_changed_as_by_anybody_else(call: Calling, world: World) -> None:
    path = f"/responses/{world.row.pk}"
    read = call("GET", path)
    body = {"rag": "amber", "lead": None, "groups": [world.group.pk], "why": "The agency left"}
    answer = call("PATCH", path, body, If_Match=read.headers["ETag"])
    assert (answer.status, answer.headers["ETag"]) == (200, f'"{read.body["version"] + 1}"')
    assert (answer.body["rag"], answer.body["lead"], answer.body["changed_as"]) == (
        "amber", None, "service Care records feed",
    )  # fmt: skip
    assert answer.body["groups"] == [{"id": world.group.pk, "name": world.group.name}]
    last = Response.history.filter(id=world.row.pk).latest("history_id")
    assert (last.history_change_reason, last.changed_as) == ("The agency left", "service Care records feed")
    entry = AuditEntry.objects.filter(chain="northmere").latest("number")
    assert (entry.verb, entry.by) == ("answer changed", call.token.service.identity)


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"rag": "amber"}, 409, "Say why RAG changes."),
        ({"text": "  "}, 409, "Nothing is changed."),
        ({"lead": 999_999}, 409, "not a role of this council"),
        ({"title": "Another"}, 409, "comes from the national plan"),
        ({"rag": "purple"}, 422, "body.rag must be one of"),
        ({"rga": "amber"}, 422, "body.rga is not a field that can be sent here"),
        ({"text": "a\x00b"}, 422, "body.text holds a sign"),
        ({"by_when_date": "soon"}, 422, "body.by_when_date must be a date"),
    ],
)
def test_what_the_plan_refuses_is_refused_in_its_words(
    call: Calling, world: World, body: dict[str, object], status: int, said: str
) -> None:
    answer = call("PATCH", f"/responses/{world.row.pk}", body, If_Match='"2"')
    assert answer.status == status and said in answer.body["detail"]
    assert Response.objects.get(pk=world.row.pk).version == 2


def test_a_change_that_was_not_read_is_never_written_over(call: Calling, world: World) -> None:
    path = f"/responses/{world.row.pk}"
    assert call("PATCH", path, {"text": "Ours"}).status == 428
    assert call("PATCH", path, {"text": "Ours"}, If_Match="*").body["errors"][0]["where"] == "header.If-Match"
    world.change(text="Theirs")
    stale = call("PATCH", path, {"text": "Ours"}, If_Match='"2"')
    assert (stale.status, stale.headers["ETag"], stale.body["now"]["text"]) == (412, '"3"', "Theirs")
    assert call("PATCH", path, {"text": "Ours"}, If_Match=stale.headers["ETag"]).body["text"] == "Ours"


def test_what_is_added_with_a_key_is_added_once(call: Calling, world: World) -> None:
    path, body = f"/responses/{world.row.pk}/gap-actions", {"text": "Hire", "due": "2020-12-01"}
    first = call("POST", path, body, Idempotency_Key="nightly-1")
    again = call("POST", path, body, Idempotency_Key="nightly-1")
    assert (first.status, again.status, again.body) == (201, 201, first.body)
    assert again.headers["Idempotent-Replayed"] == "true" and again.headers["ETag"] == first.headers["ETag"]
    assert GapAction.objects.count() == 1
    other = call("POST", path, {"text": "Train"}, Idempotency_Key="nightly-1")
    assert (other.status, GapAction.objects.count()) == (409, 1)
    assert call("POST", path, body).status == 409, "without a key: the same twice within a minute"
    refused = call("POST", path, {"text": " "}, Idempotency_Key="nightly-2")
    assert refused.status == 409
    assert call("POST", path, {"text": "Train"}, Idempotency_Key="nightly-2").status == 201, "what failed keeps no key"


def test_a_gap_action_and_evidence_have_their_whole_life(call: Calling, world: World) -> None:
    row = f"/responses/{world.row.pk}"
    action = call("POST", f"{row}/gap-actions", {"text": "Hire", "owner": world.role.pk, "due": "2020-12-01"})
    path = f"/gap-actions/{action.body['id']}"
    assert call("PATCH", path, {"due": "2020-12-08"}, If_Match='"1"').body["detail"].startswith("Say why the due date")
    moved = call("PATCH", path, {"due": "2020-12-08", "why": "The post is advertised again"}, If_Match='"1"')
    done = call("PATCH", path, {"state": "done"}, If_Match=moved.headers["ETag"])
    assert (done.body["state"], done.body["finished_on"], done.body["due"]) == ("done", "2020-11-13", "2020-12-08")
    told = {"kind": "link", "title": "Rota", "url": "https://rota.example/", "true_on": "2020-11-12"}
    kept = call("POST", f"{row}/evidence", {**told, "expires_on": "2020-12-12", "owner": world.role.pk})
    path = f"/evidence/{kept.body['id']}"
    renewed = call("POST", f"{path}/renewals", {"true_on": "2020-11-13", "expires_on": "2021-01-01"}, If_Match='"1"')
    assert (renewed.body["expires_on"], renewed.body["owner"]["id"]) == ("2021-01-01", world.role.pk)
    ended = call("POST", f"{path}/end", {"why": "The rota is gone"}, If_Match=renewed.headers["ETag"])
    assert (ended.body["ended_on"], ended.body["in_date"]) == ("2020-11-13", False)
    assert Evidence.objects.count() == 1


def test_local_rows_reviews_findings_and_readings(call: Calling, world: World, keys: dict[str, object]) -> None:
    local = call("POST", f"/plans/{world.plan.pk}/responses", {"title": "Gritting"})
    assert (local.status, local.body["requirement"]) == (201, None)
    review = call("POST", f"/responses/{local.body['id']}/reviews", {"next_review": "2020-12-01"}, If_Match='"1"')
    assert (review.body["reviewed_on"], review.body["next_review"]) == ("2020-11-13", "2020-12-01")
    finding = call("GET", f"/plans/{world.plan.pk}/findings").body["items"][0]
    path = f"/plans/{world.plan.pk}/findings/{finding['id']}/acceptance"
    body = {"reason": "Known", "until": "2020-11-20", "fingerprint": finding["fingerprint"]}
    assert call("PUT", path, {**body, "fingerprint": "0"}).status == 409
    accepted = call("PUT", path, body).body
    assert (accepted["state"], accepted["acceptance"]["accepted_as"]) == ("accepted", "service Care records feed")
    assert call("DELETE", path).body["state"] == "open"
    entered = call("PUT", "/measures/flu-staff/readings/2020-11-12", {"numerator": 1, "denominator": 4})
    assert (entered.status, entered.body["value"]) == (200, 25.0)
    again = {"numerator": None, "note": "The count was lost"}
    assert "Say why" in call("PUT", "/measures/flu-staff/readings/2020-11-12", again).body["detail"]
    put_right = call("PUT", "/measures/flu-staff/readings/2020-11-12", {**again, "why": "Counted wrongly"})
    assert put_right.body["value"] is None
    mine = call("PUT", "/measures/plan-rows-led/readings/2020-11-12", {"numerator": 1})
    assert "program counts" in mine.body["detail"]


def test_a_token_that_only_reads_writes_nothing(world: World, administrator: User) -> None:
    call = let_in(world.council, administrator, *(scope for scope in Scope if not scope.writes))
    answers = [
        call("PATCH", f"/responses/{world.row.pk}", {"text": "Ours"}, If_Match='"2"'),
        call("POST", f"/plans/{world.plan.pk}/responses", {"title": "Gritting"}),
        call("PUT", "/measures/flu-staff/readings/2020-11-12", {"numerator": 1, "denominator": 4}),
    ]
    assert [answer.status for answer in answers] == [403, 403, 403]
    assert world.row.version == 2
