"""What is due goes once: also when run again, when the server fails, and when the program ends at the worst moment."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.plans import api as plans
from overwinter.reminders import actions
from overwinter.reminders.domain.choosing import USUAL, Kind, Often
from overwinter.reminders.domain.sending import MailState
from overwinter.reminders.models import Mail, Reminder
from tests.plans.conftest import NOW, World
from tests.reminders.conftest import Told

MONDAY = date(2020, 11, 16)


def at(day: date) -> AbstractContextManager[None]:
    return clock.standing_at(datetime(day.year, day.month, day.day, 7, 0, tzinfo=UTC))


def run(world: World, day: date = MONDAY) -> int:
    with at(day):
        return actions.send_due(council_id=world.council.pk, day=day, by=None).sent


@pytest.fixture
def late(world: World) -> World:
    """The commissioner's row is late, one gap action of theirs is near, and a note waits for them."""
    with clock.standing_at(NOW):
        world.change(by_when_date=date(2020, 11, 1), fully_met="no", rag="red")
        plans.add_gap_action(
            response_id=world.row.pk, text="Quote me not", owner_id=world.role.pk, due=date(2020, 11, 27),
            by=world.manager,
        )  # fmt: skip
        plans.add_note(
            response_id=world.row.pk, text="Nor me", mentioned=[world.lead.pk, world.onlooker.pk], by=world.manager
        )
    return world


def test_each_thing_is_named_with_its_link_and_told_once(late: World, server: type[Told], client: Client) -> None:
    assert run(late) == 2
    mail = next(each for each in server.taken if each.to == [late.lead.email])
    assert mail.subject == "Northmere Council winter plan: 1 overdue, 1 due soon and 1 note for you"
    text = str(mail.body)
    assert "1.1 Do thing 1\nIts date was 1 November 2020, 15 days ago, and it is not fully met.\n" in text
    assert "A gap action on it is due on 27 November 2020, in 11 days." in text
    assert "A note for you, written on 13 November 2020. From: Winter plan manager." in text
    assert "Quote me not" not in text and "Nor me" not in text and late.lead.name not in text
    path = f"/plans/{late.plan.pk}/rows/{late.row.pk}/keep/"
    assert f"http://127.0.0.1:8000{path}" in text
    assert client.get(path)["Location"] == f"/accounts/sign-in/?next={path}"
    signed_in = client.post(
        f"/accounts/sign-in/?next={path}", {"login": late.lead.email, "password": "a long password for tests"}
    )
    assert signed_in["Location"] == path

    assert run(late) == 0
    assert run(late, MONDAY + timedelta(days=1)) == 0
    assert run(late, MONDAY + timedelta(days=7)) == 0
    assert len(server.taken) == 2


def test_it_is_said_again_after_four_weeks_or_when_the_date_moves(late: World, server: type[Told]) -> None:
    run(late)
    with at(MONDAY):
        late.change(by_when_date=date(2020, 11, 18))
    assert run(late, date(2020, 11, 23)) == 1
    assert "1 overdue" in server.taken[-1].subject and "before still stands" not in str(server.taken[-1].body)
    assert [run(late, date(2020, 11, 30)), run(late, date(2020, 12, 7)), run(late, date(2020, 12, 14))] == [1, 0, 0]
    assert run(late, date(2020, 12, 21)) == 1


def test_people_get_what_they_chose_on_the_day_they_chose(late: World, server: type[Told]) -> None:
    often = {**USUAL, Kind.MENTIONED: Often.NEVER}
    with at(MONDAY):
        actions.choose_mail(council_id=late.council.pk, often=often, weekday=2, by=late.lead)
        actions.choose_mail(
            council_id=late.council.pk, often=dict.fromkeys(Kind, Often.NEVER), weekday=0, by=late.onlooker
        )
    assert run(late) == 0
    assert run(late, date(2020, 11, 18)) == 1
    assert server.taken[-1].subject.endswith("winter plan: 1 overdue and 1 due soon")


def test_a_row_and_a_role_that_changed_hands_are_told_to_who_has_them_now(late: World, server: type[Told]) -> None:
    with at(MONDAY):
        plans.set_lead(plan_id=late.plan.pk, response_ids=[late.rows[1].pk], role_id=late.role.pk, by=late.manager)
        plans.set_lead(plan_id=late.plan.pk, response_ids=[late.rows[2].pk], role_id=late.role.pk, by=late.manager)
    run(late)
    text = str(next(each for each in server.taken if each.to == [late.lead.email]).body)
    assert text.count("Since 16 November 2020 you lead it, as Head of commissioning.") == 2
    assert run(late, MONDAY + timedelta(days=1)) == 0


def test_who_joins_the_lead_of_a_row_is_told_and_who_led_it_already_is_not(world: World, server: type[Told]) -> None:
    with clock.standing_at(NOW - timedelta(days=40)):
        world.change(lead=world.other_role.pk)
    with clock.standing_at(NOW):
        world.change(led_with=(world.role.pk,))
    assert run(world) == 1
    assert server.taken[0].to == [world.lead.email] and "Do thing 1" in str(server.taken[0].body)


@pytest.mark.parametrize("fails", ["away", "refuses"])
def test_what_a_server_does_not_take_goes_with_the_next_run(late: World, server: type[Told], fails: str) -> None:
    server.fails = fails
    assert run(late) == 0
    assert {(mail.state, bool(mail.reason)) for mail in Mail.objects.all()} == {("failed", True)}
    assert Mail.objects.count() == 2, "each person's is in the log, with the reason"
    server.fails = ""
    assert run(late) == 2, "the same day"
    assert Mail.objects.count() == 2 and {mail.state for mail in Mail.objects.all()} == {"sent"}


def test_what_failed_all_monday_goes_on_tuesday_though_it_is_weekly(late: World, server: type[Told]) -> None:
    server.fails = "away"
    run(late)
    server.fails = ""
    assert run(late, MONDAY + timedelta(days=1)) == 2
    assert "1 overdue, 1 due soon" in next(m for m in server.taken if m.to == [late.lead.email]).subject
    assert Reminder.objects.filter(mail__state="failed").count() == 0


def test_a_mail_that_may_have_gone_is_never_sent_again_unless_somebody_says_so(late: World, server: type[Told]) -> None:
    with at(MONDAY):
        actions.choose_mail(
            council_id=late.council.pk, often=dict.fromkeys(Kind, Often.NEVER), weekday=0, by=late.onlooker
        )
    server.fails = "dies"
    with pytest.raises(KeyboardInterrupt):
        run(late)
    server.fails = ""
    assert run(late) == 0 and server.taken == []
    assert run(late, MONDAY + timedelta(days=1)) == 0
    mail = Mail.objects.get()
    assert (mail.state, mail.reason) == ("unsure", "The program stopped while it was being sent.")
    with pytest.raises(Refused, match="Only the winter plan manager"):
        actions.send_again(mail_id=mail.pk, by=late.lead)
    actions.send_again(mail_id=mail.pk, by=late.manager)
    assert Mail.objects.get().state == MailState.SENT and len(server.taken) == 1
    with pytest.raises(Refused, match="Nobody is sent the same twice"):
        actions.send_again(mail_id=mail.pk, by=late.manager)


def test_a_broken_connection_is_not_tried_again_by_itself(late: World, server: type[Told]) -> None:
    server.fails = "breaks"
    run(late)
    server.fails = ""
    assert run(late) == 0
    assert {mail.state for mail in Mail.objects.all()} == {"unsure"} and len(server.taken) == 2


def test_nothing_goes_at_a_weekend_and_nothing_of_another_council(
    late: World, server: type[Told], stranger: object, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    assert run(late, date(2020, 11, 14)) == 0
    run(late)
    assert {to for mail in server.taken for to in mail.to} == {late.lead.email, late.onlooker.email}


def test_whoever_manages_is_told_weekly_of_rows_without_a_lead_and_each_once(
    world: World, server: type[Told], client: Client
) -> None:
    actions.choose_mail(council_id=world.council.pk, often=USUAL, weekday=0, by=world.manager)
    unowned = [row for row in plans.list_rows(world.plan) if plans.is_unowned(row)]
    assert run(world) == 1
    (mail,) = server.taken
    assert mail.to == [world.manager.email] and f"{len(unowned)} without a lead" in mail.subject
    text = str(mail.body)
    assert f"{len(unowned)} rows, {unowned[0].number} {unowned[0].title} the first of them" in text
    assert f"http://127.0.0.1:8000/plans/{world.plan.pk}/table/?only=unowned" in text
    assert run(world, MONDAY + timedelta(days=1)) == run(world, MONDAY + timedelta(days=7)) == 0, "told once"
    with at(MONDAY + timedelta(days=8)):
        world.change(lead=None, why="The post is empty")
    assert run(world, MONDAY + timedelta(days=14)) == 1, "another row, and one alone is named"
    assert f"/plans/{world.plan.pk}/rows/{world.row.pk}/edit/" in str(server.taken[-1].body)
