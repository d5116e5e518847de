"""Versions of things: shown with what is read, asked for with what is written, so that no change is lost unseen."""

import re
from datetime import datetime
from typing import Annotated

from django.http import HttpResponse
from django.utils import timezone
from ninja import Header
from pydantic import BaseModel

from overwinter.exchange.problems import Fault, Kind, Problem

IfMatch = Annotated[
    str | None,
    Header(None, alias="If-Match", description="The ETag of what you have read, quotation marks included. Needed."),
]
STALE = (Kind.REFUSED, Kind.STALE, Kind.NO_VERSION)
"""What can be answered to a change of something that has versions."""
_TAG = re.compile(r'"([0-9]{1,9})"')


def show_version(answer: HttpResponse, version: int) -> None:
    answer["ETag"] = f'"{version}"'


def require_version(said: str | None, version: int, now: BaseModel) -> None:
    """Whether the caller has read the newest version; else they are told what stands there now."""
    if said is None:
        raise Problem(Kind.NO_VERSION, "The request does not say which version it changes.")
    tag = _TAG.fullmatch(said.strip())
    if tag is None:
        what = 'must be one ETag, such as "3"'
        raise Problem(Kind.NOT_VALID, f"header.If-Match {what}.", (Fault("header.If-Match", what),))
    if int(tag[1]) != version:
        detail = f"You have read version {tag[1]}; it is version {version} now."
        headers = {"ETag": f'"{version}"'}
        raise Problem(Kind.STALE, detail, now=now.model_dump(mode="json"), headers=headers)


def moment(said: datetime | None) -> datetime | None:
    """A moment without a time zone is one where the council is."""
    return timezone.make_aware(said) if said is not None and timezone.is_naive(said) else said
