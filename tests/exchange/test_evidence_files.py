"""A service takes a file of evidence away, and gives one: looked at as in the browser, once, and never over a newer."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from overwinter.exchange.domain.scopes import Scope
from overwinter.infra.models import AuditEntry
from overwinter.plans.models import Evidence
from tests.exchange.conftest import Calling, let_in
from tests.plans.conftest import World

PDF = b"%PDF-1.7 the minute"
DAYS = {"true_on": "2020-11-12", "expires_on": "2020-12-31"}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def give(call: Calling, path: str, content: bytes = PDF, name: str = "minute.pdf", **said: str) -> tuple[int, Any]:
    sent = {"Authorization": f"Bearer {call.text}", "Idempotency-Key": said.pop("once", "a")}
    if version := said.pop("version", ""):
        sent["If-Match"] = f'"{version}"'
    answer = Client().post(f"/api/1{path}", {**DAYS, **said, "file": SimpleUploadedFile(name, content)}, headers=sent)
    return answer.status_code, json.loads(answer.content)


def take(call: Calling, evidence_id: int) -> Any:
    return Client().get(f"/api/1/evidence/{evidence_id}/file", headers={"Authorization": f"Bearer {call.text}"})


def test_a_file_is_given_once_taken_away_and_renewed(call: Calling, world: World) -> None:
    path = f"/responses/{world.row.pk}/evidence-files"
    status, body = give(call, path, title="Minute of the cell", owner=str(world.role.pk))
    assert (status, body["kind"], body["file_name"], body["title"]) == (201, "file", "minute.pdf", "Minute of the cell")
    assert body["owner"]["id"] == world.role.pk
    again, same = give(call, path, title="Minute of the cell", owner=str(world.role.pk))
    assert (again, same["id"]) == (201, body["id"]) and Evidence.objects.count() == 1
    assert give(call, path, content=b"%PDF-1.7 another", title="Minute of the cell")[0] == 409, "the same key, another"
    answer = take(call, body["id"])
    assert b"".join(answer) == PDF and answer["Content-Type"] == "application/octet-stream"
    assert 'attachment; filename="minute.pdf"' in answer["Content-Disposition"]
    newer = f"/evidence/{body['id']}/file-renewals"
    assert give(call, newer, content=b"%PDF-1.7 newer", true_on="2020-11-13")[0] == 428
    status, renewed = give(call, newer, content=b"%PDF-1.7 newer", true_on="2020-11-13", version=str(body["version"]))
    assert (status, renewed["version"]) == (200, body["version"] + 1)
    assert b"".join(take(call, body["id"])) == b"%PDF-1.7 newer"
    verbs = list(
        AuditEntry.objects.filter(subject_type="plans.evidence").order_by("number").values_list("verb", flat=True)
    )
    assert verbs == ["evidence added", "evidence file taken", "evidence renewed", "evidence file taken"]


@pytest.mark.parametrize(
    ("content", "name", "status", "said"),
    [
        (b"MZ", "tool.exe", 409, "of a kind that is not kept"),
        (b"no pdf", "minute.pdf", 409, "is not what a pdf file is"),
        (PDF * 70_000, "minute.pdf", 409, "the most is 1 MB"),
    ],
)
def test_what_is_not_kept_is_refused_in_words(
    call: Calling, world: World, settings: Any, content: bytes, name: str, status: int, said: str
) -> None:
    settings.EVIDENCE_LIMIT_MB = 1
    answered, body = give(call, f"/responses/{world.row.pk}/evidence-files", content, name)
    assert answered == status and said in body["detail"] and not Evidence.objects.exists()


def test_it_takes_the_scope_and_a_form(call: Calling, world: World, administrator: Any, keys: dict[str, Any]) -> None:
    path = f"/responses/{world.row.pk}/evidence-files"
    assert give(call, path, unknown="word")[0] == 422
    assert call("POST", path, DAYS).status == 422
    assert take(call, keys["evidence_id"]).status_code == 404, "a record is no file"
    reader = let_in(world.council, administrator, Scope.PLANS_READ, name="Reader")
    assert give(reader, path)[0] == 403 and take(reader, keys["evidence_id"]).status_code == 403
