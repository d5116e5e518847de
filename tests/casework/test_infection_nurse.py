"""An infection control nurse follows up what is about infection, sees locations, and rings; the rest is not hers."""

from datetime import timedelta

import pytest

from overwinter.casework import api
from overwinter.casework.api import Channel, Outcome, Reached, Severity, Team
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Grant
from tests.casework.conftest import FRIDAY, World
from tests.casework.test_pages import said, signed_in
from tests.support.people import make_person


def test_a_nurse_follows_up_infection_and_nothing_else(world: World) -> None:
    nurse = make_person("nurse@northmere.example", Grant.INFECTION, council=world.council)
    outbreak = world.raised(key="infection", title="Infection told, no outbreak known", team=Team.INFECTION)
    money = world.raised(key="money", title="Fees unpaid", severity=Severity.URGENT)
    world.raised(world.thornwick, title="Only absence")
    api.log_contact(
        location=world.larkfield, concerns=[money.pk], channel=Channel.CALL, reached=Reached.SPOKE,
        said="The bank has called the loan.", next_step="Accounts on Monday", ring_again_on=FRIDAY.date(),
        by=world.contracts,
    )  # fmt: skip
    client = signed_in(nurse)
    today = said(client, "/")
    assert "1 call is yours" in today and ">Calls</a>" in today and ">Quality</a>" not in today
    calls = said(client, "/calls/")
    assert "Infection told, no outbreak known" in calls and "Thornwick Court" not in calls
    assert "Rung today by contracts" in calls, "she rings nobody twice unknowingly"
    for page in (calls, said(client, f"/calls/{world.larkfield.pk}/log/"), said(client, "/concerns/")):
        assert "Fees unpaid" not in page and "called the loan" not in page
    assert "Infection told" in said(client, f"/providers/{world.larkfield.pk}/")
    said(client, f"/concerns/{money.pk}/", 404)
    said(client, "/risk/", 403)
    said(client, f"/providers/{world.larkfield.pk}/change/", 403)
    with pytest.raises(Refused, match="its team and its owner"):
        api.close_concern(concern_id=money.pk, outcome=Outcome.RESOLVED, words="x", by=nurse)
    api.skip_call(location=world.larkfield, why="Visit first", until=FRIDAY.date() + timedelta(days=3), by=nurse)
    money.refresh_from_db()
    assert money.ring_again_on == FRIDAY.date(), "skipping her call leaves the other team's as it was"
    assert client.post(f"/concerns/{outbreak.pk}/pass/", {"team": "quality", "why": ""})["Location"] == "/concerns/"
