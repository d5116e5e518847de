"""A contracts officer rings a home about two concerns in one call, without a script and on a phone too."""

from typing import Any

import pytest
from django.core.cache import cache

from overwinter.casework import api as casework
from overwinter.casework.models import Concern
from overwinter.organisations.api import Grant
from tests.support.people import make_council, make_person
from tests.support.providers import make_location
from tests.support.walking import PHONE, come_in, go

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_one_call_ends_two_concerns(browser: Any, live_server: Any) -> None:
    cache.clear()
    council = make_council()
    officer = make_person("contracts@northmere.example", Grant.CONTRACTS, council=council)
    home = make_location(council, town="Saltmere", phone="01632 960141")
    for key in ("absence", "beds"):
        casework.raise_concern(
            council=council, location=home, source="returns", kind=key, key=key, title=f"Seen: {key}", facts="Seen.",
            severity=casework.Severity.HIGH, team=casework.Team.CONTRACTS, by=None,
        )  # fmt: skip
    context = come_in(browser, live_server, officer, width=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto("/calls/")
    page.get_by_text("Spoke", exact=True).click()
    page.get_by_label("What they said").fill("Both were slips of the hand.")
    page.get_by_text("Closed, answered").click()
    go(page, page.get_by_role("button", name="Save, next call"))
    assert page.get_by_text("Choose how it ended. No concern").count() and Concern.objects.filter(state="open").exists()
    assert page.get_by_label("What they said").input_value() == "Both were slips of the hand."
    page.get_by_label("If closed, how it ended").select_option("amended")
    go(page, page.get_by_role("button", name="Save, next call"))
    assert page.get_by_text("No call is yours now.").count()
    assert list(Concern.objects.values_list("outcome", flat=True)) == ["amended", "amended"]
    context.close()
