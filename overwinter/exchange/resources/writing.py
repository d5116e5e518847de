"""What every write of the interface has in common: words that can be kept, and a request that is done once."""

import hashlib
from collections.abc import Callable
from typing import Annotated, TypeVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Header, Status
from pydantic import BaseModel, Field

from overwinter.exchange.door import caller_of
from overwinter.exchange.models import KeptAnswer
from overwinter.exchange.problems import Kind, Problem
from overwinter.infra import clock

ANY_SIGN = r"^[^\x00]*$"
"""Every sign but the zero, which no text has and not every database takes."""
Words = Annotated[str, Field(max_length=20_000, pattern=ANY_SIGN)]
Line = Annotated[str, Field(max_length=300, pattern=ANY_SIGN)]
Why = Annotated[str, Field(max_length=2_000, pattern=ANY_SIGN)]
OnceKey = Annotated[
    str | None,
    Header(
        None, alias="Idempotency-Key", min_length=1, max_length=100, pattern="^[!-~]+$",
        description="A word of your own, new for each thing you add. The same request with the same word within a day "
        "is not done again: you get the first answer.",
    ),
]  # fmt: skip

T = TypeVar("T", bound=BaseModel)


def done_once(
    request: HttpRequest, answer: HttpResponse, key: str | None, do: Callable[[], T], *, status: int = 201,
    sent: str | None = None,
) -> Status[T] | HttpResponse:  # fmt: skip
    """Do it, unless the caller has had it done with this key; then what was answered the first time.

    ``sent`` tells what was sent where that was a form: its body is gone once it has been read.
    The key and what was done stand or fall together, so that of two sent at once the second waits for the first.
    """
    if key is None:
        with transaction.atomic():
            return Status(status, do())
    service, digest = caller_of(request).service, _digest(request, sent)
    with transaction.atomic():
        kept, is_new = KeptAnswer.objects.select_for_update().get_or_create(
            service=service, key=key, defaults={"digest": digest, "at": clock.now()}
        )
        if not is_new:
            return _again(kept, digest)
        done = do()
        kept.status, kept.body, kept.etag = status, done.model_dump_json(), answer.headers.get("ETag", "")
        kept.save(update_fields=["status", "body", "etag"])
        return Status(status, done)


def _again(kept: KeptAnswer, digest: str) -> HttpResponse:
    if kept.digest != digest:
        raise Problem(
            Kind.REFUSED, "You have sent this Idempotency-Key with another request. Send a new one with this."
        )
    headers = {"Idempotent-Replayed": "true", **({"ETag": kept.etag} if kept.etag else {})}
    return HttpResponse(kept.body, status=kept.status, content_type="application/json; charset=utf-8", headers=headers)


def _digest(request: HttpRequest, sent: str | None) -> str:
    said = f"{request.method} {request.get_full_path()}\n".encode()
    said += request.body if sent is None else sent.encode()
    return hashlib.sha256(said).hexdigest()
