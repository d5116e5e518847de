"""A council that asks its care homes for the statutory return, and an officer who enters it on the phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.organisations.api import Council, Grant
from overwinter.providers.api import Location
from overwinter.returns import api
from overwinter.returns.domain.kinds import Entered
from overwinter.returns.models import Form, Return
from overwinter.returns.queries import AskedForm
from tests.support.people import make_council, make_person
from tests.support.providers import make_location

CODE = "statutory-care-home"
NOVEMBER = date(2026, 11, 1)
GOOD: dict[str, Any] = {
    "beds_most": 48, "beds_used": 41, "beds_kept": 2, "beds_open": 0,
    "nurses_own": 9, "nurses_agency": 0, "care_staff_own": 41, "care_staff_agency": 3, "other_staff_own": 7,
    "other_staff_agency": 0, "staff_away": 6, "visits": "yes",
    "flu_staff": 16, "flu_residents": 34, "covid_staff": 12, "covid_residents": 33,
}  # fmt: skip


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


@dataclass
class Asked:
    council: Council
    officer: User
    location: Location

    @property
    def form(self) -> AskedForm:
        found = api.find_asked_form(self.council.pk, CODE)
        assert found is not None
        return found

    def submit(
        self, start: date = NOVEMBER, *, number: int = 0, location: Location | None = None, **answers: Any
    ) -> Return:
        no_change = answers.pop("no_change", False)
        return api.submit_return(
            form=self.form, location=location or self.location, start=start, answers=GOOD | answers,
            expected_number=number, no_change=no_change, entered=Entered.PHONE,
            entered_as="Deputy manager", by=self.officer,
        )  # fmt: skip


@pytest.fixture
def asked(db: None) -> Iterator[Asked]:
    yield from asked_council()


def asked_council() -> Iterator[Asked]:
    with clock.standing_at(at(date(2026, 11, 13))):
        api.sync_catalogue(by=None)
        council = make_council()
        officer = make_person("contracts@northmere.example", Grant.CONTRACTS, council=council)
        form = Form.objects.get(code=CODE)
        api.ask_for_form(council_id=council.pk, form=form, services=[], since=date(2026, 6, 1), by=officer)
        yield Asked(council, officer, make_location(council))
