"""Requests made from the interface's own document: no failure of ours, and each answer is as the document says.

One for each address, the same each time. ``OVERWINTER_FUZZ=200`` before the command of the test makes two hundred.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as at_random
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from overwinter.config.wsgi import application
from overwinter.exchange.interface import get_document
from overwinter.plans import api as plans
from tests.exchange.conftest import Calling

EACH = int(os.environ.get("OVERWINTER_FUZZ", "1"))
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
MENDED = CHECKS[:-1]
"""For a request that was spoilt and has had its address put right again."""


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The server's own end of a request would close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
def test_whatever_is_sent_is_answered_as_the_document_says(
    call: Calling, keys: dict[str, object], settings: Any, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[threshold]]\nid = "calls-a-minute"\nvalue = 100000\nsource = "A test."\neffective_from = 2020-09-01\n'
    )
    settings.THRESHOLDS_FILE = str(own)
    interface = schemathesis.openapi.from_dict(get_document())
    interface.app = application
    answered: Counter[int] = Counter()
    for found in interface.get_all_operations():
        _ask(found.ok(), call, keys, answered)
    assert sum(answered.values()) >= EACH * 25
    assert len(answered) >= 3, "the requests reached what they were to reach"


def _ask(operation: APIOperation, call: Calling, keys: dict[str, object], answered: Counter[int]) -> None:
    sound = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    spoilt = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @at_random(
        max_examples=EACH, phases=[Phase.generate], database=None, derandomize=EACH == 1,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=sound | spoilt, known=st.booleans())
    def ask(case: Case, known: bool) -> None:
        if known:
            case.path_parameters.update({name: keys[name] for name in case.path_parameters})
            if "If-Match" in case.headers:
                case.headers["If-Match"] = _version(keys, case.path_parameters)
        answer = case.call(headers={"Authorization": f"Bearer {call.text}"})
        answered[answer.status_code] += 1
        case.validate_response(answer, checks=MENDED if known else CHECKS)

    ask()


def _version(keys: dict[str, object], named: Mapping[str, Any]) -> str:
    """Of the thing in the address, so that a request that knows it comes through to the rules."""
    kinds = {"response_id": plans.Response, "action_id": plans.GapAction, "evidence_id": plans.Evidence}
    kind = next(name for name in named if name in kinds)
    return f'"{kinds[kind].objects.get(pk=keys[kind]).version}"'
