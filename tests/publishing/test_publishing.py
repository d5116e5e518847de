"""The public page from the council's side to the reader's: preview, publish, keep, withdraw; and who may."""

import csv
import json
from datetime import datetime
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from overwinter.accounts.api import User
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.verdict import Refused
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant, get_viewer
from overwinter.plans.api import Plan
from overwinter.publishing import actions, queries
from overwinter.publishing.models import PublishedVersion
from tests.plans.conftest import World, at_noon, make_person, signed_in, world

__all__ = ["at_noon", "world"]
PUBLIC = "/public/northmere/"


@pytest.fixture
def page(world: World) -> World:
    """A page with what must stand round the rows, two rows answered; a third tells of 3 residents."""
    actions.change_page(
        plan=world.plan, introduction="", help_words="Ring 01632 960000.", contact="plan@northmere.example",
        names_withheld="Ada Quill", approved=(), expected_version=0, by=world.manager,
    )  # fmt: skip
    first, second, third, *_ = world.rows
    world.change(first, text="Paid to every home. Ada Quill and Lead officer see to it.", rag=Rag.GREEN)
    world.change(second, text="Cover is short at weekends.", rag=Rag.RED, fully_met=FullyMet.NO)
    world.change(third, text="We still look for 3 residents.", rag=Rag.AMBER)
    return world


def digest(by: User, plan: Plan) -> str:
    return queries.get_draft(get_viewer(by), plan).content.digest


def publish(world: World) -> PublishedVersion:
    return actions.publish(plan=world.plan, expected_digest=digest(world.manager, world.plan), by=world.manager)


def test_a_reader_sees_what_was_published_and_not_what_changed_since(page: World) -> None:
    client = signed_in(page.manager)
    preview = client.get(reverse("publishing:preview"))
    assert "fewer than 5 residents" in preview.content.decode()
    form = {"digest": digest(page.manager, page.plan), "looked": "on"}
    assert client.post(reverse("publishing:preview"), form).status_code == 302
    page.change(page.rows[1], text="Weekends are covered.", rag=Rag.GREEN, fully_met=FullyMet.YES)

    shown = Client().get(PUBLIC).content.decode()
    assert "Cover is short at weekends." in shown
    assert "Weekends are covered." not in shown
    assert "1 action is on track, 1 needs more work and 1 is off track.</strong> For 2 we do not yet know." in shown
    assert "[name withheld] and [name withheld] see to it" in shown
    assert "3 residents" not in shown
    assert "This touches 1 figure." in shown
    assert "One action is not counted" in shown
    assert "Sign out" not in signed_in(page.manager).get(PUBLIC).content.decode()
    assert "1 action moved." in client.get(reverse("publishing:office")).content.decode()


def test_each_version_keeps_its_address_and_a_withdrawn_one_shows_its_notice(page: World) -> None:
    first = publish(page)
    page.change(page.rows[1], rag=Rag.GREEN)
    publish(page)
    old, new = (Client().get(f"{PUBLIC}2020-21/{n}/").content.decode() for n in (1, 2))
    assert "This is an earlier version." in old
    assert "This is an earlier version." not in new
    assert "1 off track" in old
    assert first.digest == PublishedVersion.objects.get(number=1).digest

    client = signed_in(page.manager)
    assert client.post("/publishing/versions/2/withdraw/", {"notice": ""}).status_code == 422
    client.post("/publishing/versions/2/withdraw/", {"notice": "A figure was wrong."})
    gone = Client().get(f"{PUBLIC}2020-21/2/")
    assert gone.status_code == 200
    assert "A figure was wrong." in gone.content.decode()
    assert "Paid to every home" not in gone.content.decode()
    assert Client().get(f"{PUBLIC}2020-21/2/plan.csv").status_code == 404
    assert "Version 1, published" in Client().get(PUBLIC).content.decode()
    client.post("/publishing/versions/1/withdraw/", {"notice": "All of it is looked at."})
    assert "A figure was wrong." in Client().get(PUBLIC).content.decode()


def test_files_hold_what_the_page_says_and_no_more(page: World) -> None:
    publish(page)
    assert Client().get(f"{PUBLIC}2020-21/1/plan.exe").status_code == 404
    table = Client().get(f"{PUBLIC}2020-21/1/plan.csv")
    rows = list(csv.reader(StringIO(table.content.decode("utf-8-sig"))))
    texts = " ".join(cell for row in rows for cell in row)
    assert "fewer than 5 residents" in texts
    assert "Ada Quill" not in texts
    told = json.loads(Client().get(f"{PUBLIC}2020-21/1/plan.json").content)
    assert [answer["response_id"] for answer in told["answers"]] == [1, 2, 3, 4, 5]
    for kind in ("xlsx", "docx", "pdf"):
        assert Client().get(f"{PUBLIC}2020-21/1/plan.{kind}").status_code == 200


def test_a_row_has_other_words_or_is_left_out_with_the_reason(page: World) -> None:
    client = signed_in(page.manager)
    address = reverse("publishing:words", args=(page.rows[0].pk,))
    assert "a name, shown as" in client.get(address).content.decode()
    client.post(address, {"words": "Homes are paid on time.", "left_out_because": "", "version": 0})
    client.post(
        reverse("publishing:words", args=(page.rows[1].pk,)),
        {"words": "", "left_out_because": "It is before the court.", "version": 0},
    )
    stale = client.post(address, {"words": "Typed by another", "left_out_because": "", "version": 0})
    assert stale.status_code == 422
    assert "Typed by another" in stale.content.decode()
    publish(page)
    shown = Client().get(PUBLIC).content.decode()
    assert "Homes are paid on time." in shown
    assert "Paid to every home" not in shown
    assert "Cover is short" not in shown
    assert "Left out: 1.2 Do thing 2. It is before the court." in shown


def test_a_person_who_agreed_is_named(page: World) -> None:
    kept = queries.get_page(get_viewer(page.manager), page.plan)
    actions.change_page(
        plan=page.plan, introduction="", help_words=kept.help_words, contact=kept.contact, names_withheld="",
        approved=(page.lead.pk,), expected_version=kept.version, by=page.manager,
    )  # fmt: skip
    words = queries.get_draft(get_viewer(page.manager), page.plan).content.rows[0].words
    assert words == "Paid to every home. Ada Quill and Lead officer see to it."


def test_a_plan_that_moved_on_since_the_preview_is_looked_at_again(page: World) -> None:
    seen = digest(page.manager, page.plan)
    page.change(page.rows[1], text="Worse than we said.")
    with pytest.raises(Refused, match="changed since this preview"):
        actions.publish(plan=page.plan, expected_digest=seen, by=page.manager)
    answer = signed_in(page.manager).post(reverse("publishing:preview"), {"digest": seen, "looked": "on"})
    assert answer.status_code == 422
    assert digest(page.manager, page.plan) in answer.content.decode(), "the new preview is the one that is confirmed"
    publish(page)
    with pytest.raises(Refused, match="Nothing that the public can see has changed"):
        publish(page)


def test_only_a_plan_manager_of_the_council_decides(page: World, at_noon: datetime) -> None:
    publish(page)
    other = make_person(organisations.add_council(code="eastfold", name="Eastfold", by=None), Grant.PLAN_MANAGER)
    for by in (page.lead, page.onlooker, other):
        with pytest.raises(Refused):
            actions.publish(plan=page.plan, expected_digest="", by=by)
        with pytest.raises(Refused):
            actions.withdraw(plan=page.plan, number=1, notice="No", by=by)
    assert signed_in(page.onlooker).get(reverse("publishing:office")).status_code == 200
    assert signed_in(page.onlooker).get(reverse("publishing:preview")).status_code == 403
    assert signed_in(other).get(reverse("publishing:words", args=(page.row.pk,))).status_code == 404
    assert Client().get("/public/eastfold/").status_code == 404
    assert "Eastfold" not in Client().get("/public/").content.decode()


def test_reading_costs_as_many_queries_with_many_versions(
    page: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for rag in (Rag.GREEN, Rag.RED, Rag.AMBER):
        page.change(page.rows[3], rag=rag)
        publish(page)
    with django_assert_num_queries(1):
        assert Client().get(PUBLIC).status_code == 200
