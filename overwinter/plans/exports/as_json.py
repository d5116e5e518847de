"""Answers as JSON for other programs: a plan, or every answer of every plan a person may read, piece by piece."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from overwinter.plans.domain.sheet import PlanSheet, SheetRow

PIECE = 64 * 1024
"""Bytes after which a piece is sent: small enough to begin at once, large enough not to spend the time on sending."""


def render(sheet: PlanSheet) -> bytes:
    plan = {
        "plan": {
            "id": sheet.plan_id,
            "council": sheet.council_name,
            "is_demo": sheet.is_demo,
            "framework": sheet.framework_id,
            "framework_title": sheet.framework_title,
            "winter": sheet.winter,
            "as_at": sheet.as_at,
        },
        "answers": [_answer(row) for row in sheet.rows],
    }
    return (json.dumps(plan, default=_plain, ensure_ascii=False, indent=1) + "\n").encode()


def stream(answers: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """One JSON list of ``answers``, sent while they are read. Memory stays the same however many there are."""
    encoder = json.JSONEncoder(default=_plain, ensure_ascii=False)
    waiting = bytearray(b"[")
    first = True
    for answer in answers:
        waiting += b"\n" if first else b",\n"
        waiting += encoder.encode(answer).encode()
        first = False
        if len(waiting) >= PIECE:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting + b"\n]\n")


def _answer(row: SheetRow) -> dict[str, Any]:
    data = asdict(row)
    original = data.pop("original")
    data["original"] = {key: original[key] for key in ("document_name", "sha256", "n", "place")} if original else None
    return data


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
