"""A secretary runs a meeting in the browser; a member reads it; what was typed stays; papers hold the same words."""

import re
from datetime import date
from io import BytesIO

import pikepdf
from docx import Document

from overwinter.governance.models import Meeting
from overwinter.infra import clock
from overwinter.organisations.api import find_group_fact, get_viewer
from tests.governance.conftest import FIRST, SECOND, Groups, noon
from tests.plans.conftest import signed_in


def words(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def test_a_secretary_runs_a_meeting_from_its_plan_to_its_minutes(groups: Groups) -> None:
    client, reader = signed_in(groups.secretary), signed_in(groups.world.onlooker)
    group, row = f"/boards/{groups.cell.pk}/", groups.world.row
    with clock.standing_at(noon(date(2020, 10, 30))):
        page = client.get(f"{group}plan/").content.decode()
        assert 'value="3 November 2020"' in page, "by the cadence, and no bank holiday"
        client.post(
            f"{group}plan/", {"on": "3 November 2020", "starts_at": "10:00", "minutes": "60", "place": "Room 2"}
        )
        meeting = Meeting.objects.get()
        address = f"/meetings/{meeting.pk}/"
        assert "The agenda for Tuesday’s meeting is not made yet." in words(client.get("/").content)
        client.post(f"{address}agenda/")
        assert "Red rows" in words(reader.get(address).content)
        assert "nobody has said that it was sent to the members" in words(client.get("/").content)
        assert reader.post(f"{address}agenda/sent/").status_code == 403
        client.post(f"{address}agenda/sent/")
        assert "that it was sent" not in words(client.get("/").content)
        assert "Sent to the members on 30 October 2020, says Board secretary" in words(client.get(address).content)
        assert client.get(f"{address}items/{meeting.items.get().pk}/").status_code == 404, "it has not begun"
    with clock.standing_at(noon(FIRST)):
        item = f"{address}items/{meeting.items.get().pk}/"
        refused = client.post(item, {"kind": "action", "text": " ", "owner": "", "due": "17 November 2020"})
        assert refused.status_code == 422 and 'value="17 November 2020"' in refused.content.decode()
        client.post(item, {"kind": "decision", "text": "Buy two beds"})
        client.post(item, {"note": "The homes were rung."})
        assert "Say who came" in words(client.get(f"{address}close/").content)
        client.post(f"{address}attendance/", {"member-0": "came", "member-2": "apologies", "guests": "Hospital trust"})
        client.post(f"{address}close/")
    minutes = words(reader.get(address).content)
    for said in ("Buy two beds", "The homes were rung.", "Hospital trust", "Closed by Board secretary, secretary"):
        assert said in minutes
    assert "Take it back" not in minutes and reader.get(item).status_code == 403
    shown = words(reader.get(f"/plans/{groups.world.plan.pk}/rows/{row.pk}/").content)
    assert "Provider capacity cell, 3 November 2020" in shown and "Decided: Buy two beds" in shown
    docx = Document(BytesIO(reader.get(f"{address}paper/docx/").content))
    assert "Decision: Buy two beds" in [paragraph.text for paragraph in docx.paragraphs]
    with pikepdf.open(BytesIO(reader.get(f"{address}paper/pdf/").content)) as pdf:
        assert pdf.docinfo["/Title"] == "Provider capacity cell: minutes"


def test_a_group_is_set_up_in_one_form_and_a_loop_is_refused_in_words(groups: Groups) -> None:
    client = signed_in(groups.world.manager)
    sent = {
        "terms": "Decides about money.", "chair": str(groups.world.other_role.pk), "cadence": "monthly", "weekday": "3",
        "week": "1", "starts_at": "2pm", "minutes": "90", "partners": "Trust\nTrust",
        "escalates_to": str(groups.cell.pk),
    }  # fmt: skip
    address = f"/council/groups/{groups.board.pk}/terms/"
    refused = client.post(address, sent)
    assert refused.status_code == 422 and "would go round in a circle" in words(refused.content)
    assert "Decides about money." in refused.content.decode()
    assert client.post(address, sent | {"escalates_to": ""})["Location"] == f"/boards/{groups.board.pk}/"
    fact = find_group_fact(get_viewer(groups.world.manager), group_id=groups.board.pk)
    assert fact is not None and fact.rhythm.said == "every month, on the first Thursday"
    assert [each.title for each in fact.members] == ["Grants officer", "Trust"]
    assert signed_in(groups.world.onlooker).get(address).status_code == 403


def test_the_calendar_shows_the_month_and_only_mine_when_asked(groups: Groups) -> None:
    groups.plan(SECOND)
    groups.plan(date(2020, 11, 19), groups.board)
    client = signed_in(groups.secretary)
    everything = words(client.get("/calendar/?month=2020-11").content)
    assert "Provider capacity cell" in everything and "Winter board" in everything
    mine = words(client.get("/calendar/?month=2020-11&mine=yes&view=list").content)
    assert "Provider capacity cell" in mine and "Winter board" not in mine
    for odd in ("9999-12", "0000-01", "2020-13", "x"):
        assert client.get(f"/calendar/?month={odd}").status_code == 200
