"""A manager sends a return. Pressed twice, or sent again because the answer was lost on the way, it arrives once."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import hold_council
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.models import SentOnce
from overwinter.providers.api import Location
from overwinter.returns.api import Entered, OpenReturn, submit_return


@dataclass(frozen=True, slots=True)
class Sending:
    """What one page sends."""

    key: UUID
    """Made with the page. The same page sends under the same key, however often."""
    answers: Mapping[str, Any]
    expected_number: int
    """How often the return had been sent when the page was made, or when the person saw what others had sent."""
    no_change: bool = False

    @property
    def digest(self) -> str:
        said = json.dumps([self.no_change, dict(self.answers)], sort_keys=True, default=str)
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Sent:
    number: int
    repeated: bool = False
    """It had arrived before: nothing was changed."""


@transaction.atomic
def send_return(*, place: OwnPlace, opened: OpenReturn, sending: Sending, by: User) -> Sent:
    """Raises ``returns.api.AnswersRefused`` and Refused, as entering a return does."""
    hold_council(place.council_id)
    Location.objects.select_for_update(no_key=True).get(pk=place.location_id)
    before = SentOnce.objects.filter(key=sending.key).first()
    if before is not None and not _same_page(before, place, opened, by):
        raise Refused(
            "This page was opened for another return. Open the return again; your answers stay on this device."
        )
    if before is not None and before.digest == sending.digest:
        return Sent(before.number, repeated=True)
    row = submit_return(
        form=opened.form, location=opened.location, start=opened.period.start, answers=dict(sending.answers),
        expected_number=max(sending.expected_number, before.number if before is not None else 0),
        entered=Entered.PROVIDER, entered_as=place.title, no_change=sending.no_change, by=by,
    )  # fmt: skip
    SentOnce.objects.update_or_create(
        key=sending.key,
        defaults={
            "user": by, "location_id": place.location_id, "form_code": opened.form.code,
            "period_start": opened.period.start, "number": row.number, "digest": sending.digest, "at": clock.now(),
        },
    )  # fmt: skip
    return Sent(row.number)


def _same_page(before: SentOnce, place: OwnPlace, opened: OpenReturn, by: User) -> bool:
    return (before.user_id, before.location_id, before.form_code, before.period_start) == (
        by.pk, place.location_id, opened.form.code, opened.period.start,
    )  # fmt: skip
