"""A manager answers what the council has asked: it arrives once, stands on what was asked, and waits to be read."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from overwinter.casework import api as casework
from overwinter.casework.actions import mark_read
from overwinter.casework.api import Channel, Concern, ContactMade, Outcome, Severity, Team
from overwinter.infra import clock
from overwinter.infra.models import AuditEntry
from tests.portal.conftest import Homes
from tests.returns.conftest import at
from tests.support.portal import make_manager

SAID = "Two on one floor; we have rung them."


def raised(homes: Homes) -> Concern:
    return casework.raise_concern(
        council=homes.council, location=homes.home, source="hand", kind="hand", key="hand:1", title="Coughs on a floor",
        facts="Heard from the nurse.", told="Have you rung the health protection team?", severity=Severity.HIGH,
        team=Team.CONTRACTS, by=homes.officer, told_url=f"/portal/{homes.home.pk}/returns/daily/2026-11-13/",
    )  # fmt: skip


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_an_answer_arrives_once_and_waits_for_an_officer(homes: Homes) -> None:
    with clock.standing_at(at(date(2026, 11, 13))):
        concern = raised(homes)
        casework.log_contact(
            location=homes.home, concerns=[concern.pk], channel=Channel.CALL, reached=casework.Reached.NO_ANSWER,
            ring_again_on=date(2026, 11, 20), by=homes.officer,
        )  # fmt: skip
        homes.come_in()
        address = reverse("portal:ask", args=[homes.home.pk, f"concern:{concern.pk}"])
        page = words(homes.client.get("/portal/"))
        assert address in page and "Tell us in two lines" in page and concern.told_url in page
        sent = {"said": SAID, "sent_key": str(uuid4())}
        for _ in range(2):
            assert homes.client.post(address, sent)["Location"] == f"{address}sent/"
        answer = ContactMade.objects.get(channel=Channel.PORTAL.value)
        assert (answer.said, answer.by_as, answer.team) == (SAID, "Registered manager", "contracts")
        page = words(homes.client.get("/portal/"))
        assert "You answered on 13 November at" in page and SAID not in page, "whoever reads it opens it"
        assert SAID in words(homes.client.get(address))
        assert AuditEntry.objects.filter(verb="what was said read", by=answer.by).count() == 1
        concern.refresh_from_db()
        assert concern.answered_at == answer.at and concern.ring_again_on is None

        officer = Client()
        officer.force_login(homes.officer)
        assert "1 answer of a provider in the portal" in words(officer.get("/"))
        assert "answered in the portal, not read" in words(officer.get("/concerns/?answered=yes"))
        seen = words(officer.get(f"/concerns/{concern.pk}/"))
        assert SAID in seen and "Say that the answer was read" in seen
        mark_read(concern_id=concern.pk, words="", by=homes.officer)
        assert "answer of a provider" not in words(officer.get("/"))


def test_an_answer_that_comes_late_is_kept_and_read_and_nobody_else_can_give_one(homes: Homes) -> None:
    with clock.standing_at(at(date(2026, 11, 13))):
        concern = raised(homes)
        casework.close_concern(concern_id=concern.pk, outcome=Outcome.EXPLAINED, words="They rang.", by=homes.officer)
        address = reverse("portal:ask", args=[homes.home.pk, f"concern:{concern.pk}"])
        assert homes.client.post(address, {"said": SAID})["Location"].startswith("/portal/sign-in/")
        other = Client()
        other.force_login(make_manager(homes.other))
        assert other.post(address, {"said": SAID}).status_code == 404
        theirs = reverse("portal:ask", args=[homes.other.pk, f"concern:{concern.pk}"])
        assert other.post(theirs, {"said": SAID}).status_code == 404
        assert homes.come_in().post(address, {"said": SAID}).status_code == 302
        concern.refresh_from_db()
        assert concern.state == "closed" and concern.answered_at is not None
        assert homes.client.post(address, {"said": "x" * 2001}).status_code == 422
