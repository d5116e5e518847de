"""What is answered to a service that cannot have what it asked for: RFC 9457, in plain words.

Each says what happened, where (the field), and what to do. ``Kind`` lists them all; the page of the interface shows it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"


class Kind(Enum):
    """Name, status, title, and what to do about it."""

    UNREADABLE = (
        "unreadable",
        400,
        "The request cannot be read",
        "Send JSON, in UTF-8, with the content type application/json.",
    )
    NO_TOKEN = (
        "no-token",
        401,
        "No token that lets you in",
        "Send the header Authorization: Bearer, a space, and the token.",
    )
    SCOPE = (
        "scope",
        403,
        "The token does not allow this",
        "Ask the council’s administrator for a token with the scope that is named.",
    )
    NOT_FOUND = (
        "not-found",
        404,
        "There is nothing here",
        "Check the address, and that the thing belongs to the token’s council.",
    )
    METHOD = ("method", 405, "This address does not take that method", "Use one of those the header Allow names.")
    REFUSED = (
        "refused",
        409,
        "A rule of the plan refuses this",
        "Read the reason; the same request is refused again until it is met.",
    )
    STALE = (
        "stale",
        412,
        "It has changed since you read it",
        "Read it again, look at what is there now, and send your change with its version.",
    )
    NOT_VALID = (
        "not-valid",
        422,
        "Some of what was sent is not valid",
        "Mend the fields that are named and send it again.",
    )
    NO_VERSION = (
        "no-version",
        428,
        "Say which version you have read",
        "Send the header If-Match with the ETag of what you read.",
    )
    TOO_MANY = ("too-many", 429, "Too many calls in a minute", "Wait as many seconds as the header Retry-After says.")

    OURS = (
        "ours",
        500,
        "Something went wrong on our side",
        "Try once more; if it stays, tell whoever runs this installation when it was.",
    )

    def __init__(self, code: str, status: int, title: str, advice: str) -> None:
        self.code = code
        self.status = status
        self.title = title
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field."""

    where: str
    """The way to it: "body.rag", "query.limit"."""
    what: str


@dataclass
class Problem(Exception):
    kind: Kind
    detail: str
    faults: tuple[Fault, ...] = ()
    now: Mapping[str, Any] | None = None
    """The thing as it stands, where the caller had an older version of it."""
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.detail


def answer_with(problem: Problem) -> HttpResponse:
    body: dict[str, Any] = {
        "type": f"/api/1/#problem-{problem.kind.code}",
        "title": problem.kind.title,
        "status": problem.kind.status,
        "detail": problem.detail,
        "advice": problem.kind.advice,
        "errors": [{"where": fault.where, "what": fault.what} for fault in problem.faults],
    }
    if problem.now is not None:
        body["now"] = dict(problem.now)
    content = json.dumps(body, default=str)
    return HttpResponse(content, status=problem.kind.status, content_type=MEDIA_TYPE, headers=dict(problem.headers))


def not_valid(errors: Iterable[Mapping[str, Any]]) -> Problem:
    """From what the validation of a request found."""
    faults = tuple(Fault(_where(error["loc"]), _what(error)) for error in errors)
    return Problem(Kind.NOT_VALID, "; ".join(f"{fault.where} {fault.what}" for fault in faults) + ".", faults)


_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is not a field that can be sent here",
    "string_type": "must be text",
    "string_pattern_mismatch": "holds a sign that it cannot have",
    "string_unicode": "holds a sign that no text has",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "date_type": "must be a date, such as 2026-11-28",
    "date_parsing": "must be a date, such as 2026-11-28",
    "date_from_datetime_parsing": "must be a date, such as 2026-11-28",
    "date_from_datetime_inexact": "must be a date without a time",
    "datetime_type": "must be a date and time, such as 2026-11-28T09:30:00Z",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "model_attributes_type": "must be an object",
    "model_type": "must be an object",
    "dict_type": "must be an object",
}


def _where(location: Iterable[Any]) -> str:
    """Without the name that the program has for the whole body."""
    parts = [str(part) for part in location]
    if parts[:1] == ["body"]:
        parts = ["body", *parts[2:]]
    return ".".join(parts)


def _what(error: Mapping[str, Any]) -> str:
    said, context = _WORDS.get(str(error["type"])), error.get("ctx", {})
    if said is not None:
        return said
    if error["type"] in ("enum", "literal_error"):
        return f"must be one of {context.get('expected', 'those of the schema')}"
    if error["type"] == "value_error":
        return str(context.get("error", error["msg"]))
    return f"is not right: {error['msg'][:1].lower()}{error['msg'][1:]}"
