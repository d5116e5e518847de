"""Today shows each person what waits for them, with the reason, and nothing that is not so."""

from datetime import date, timedelta
from io import BytesIO

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from overwinter.frameworks.api import DEFAULT_PACK
from overwinter.intake import api as intake
from overwinter.intake.models import Document, ReadRow
from overwinter.kernel.winter import Winter
from overwinter.operations.api import Operation, Urgency, Wait, list_operations
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant, Viewer
from overwinter.plans import api as plans
from tests.home.conftest import NOW, World, lede, needs, page_for
from tests.support.operations import connected
from tests.support.people import make_council, make_person


def test_a_stranger_reads_what_it_is_and_where_to_sign_in(client: Client, db: None) -> None:
    words = client.get("/").content.decode()
    assert "Overwinter keeps a council’s winter plan" in words
    assert 'href="/accounts/sign-in/"' in words


def test_a_person_with_nothing_to_do_is_told_so(world: World) -> None:
    page = page_for(world.viewer)
    assert lede(page).startswith("Nothing waits for you.")
    assert needs(page) == []
    assert "You lead no row of the plan" in page.get_text()


def test_what_a_lead_is_late_with_comes_first_with_the_days(world: World) -> None:
    world.lead_row("1.4")
    world.lead_row("1.8")
    world.lead_row("2.1")
    world.change("1.8", by_when_date=date(2020, 10, 31), fully_met="no", rag="red")
    world.change("1.4", next_review=date(2020, 11, 13), rag="green", fully_met="yes")
    world.change("2.1", rag="amber")
    page = page_for(world.lead)
    assert [verb for verb, _ in needs(page)] == ["Update", "Review", "Date"]
    assert "Its date was 31 October 2020, 13 days ago, and it is not fully met." in page.get_text()
    assert "Its review is due today." in page.get_text()
    assert lede(page).startswith("Three things wait for you; one is late.")


def test_a_row_that_is_met_is_not_late_and_one_not_led_is_not_theirs(world: World) -> None:
    world.lead_row("1.8")
    world.change("1.8", by_when_date=date(2020, 10, 31), fully_met="yes", rag="green")
    world.change("1.4", by_when_date=date(2020, 10, 31), fully_met="no", rag="red")
    assert needs(page_for(world.lead)) == []


def test_a_note_waits_until_it_is_answered_or_the_row_is_kept(world: World) -> None:
    row = world.row("1.4")
    plans.add_note(response_id=row.pk, text="Who rings the homes now?", mentioned=[world.viewer.pk], by=world.manager)
    page = page_for(world.viewer)
    assert [verb for verb, _ in needs(page)] == ["Answer"]
    assert "A note for you, today: “Who rings the homes now?”" in page.get_text()
    assert needs(page_for(world.lead)) == []
    plans.add_note(response_id=row.pk, text="The agency does.", mentioned=[], by=world.viewer)
    assert needs(page_for(world.viewer)) == []


def test_a_gap_action_waits_for_its_owner(world: World) -> None:
    row = world.row("1.4")
    plans.add_gap_action(
        response_id=row.pk, text="Ring every home", owner_id=world.role.pk, due=date(2020, 11, 12), by=world.manager
    )
    page = page_for(world.lead)
    assert [verb for verb, _ in needs(page)] == ["Finish"]
    assert "“Ring every home” was due on 12 November 2020, yesterday." in page.get_text()
    assert needs(page_for(world.viewer)) == []


def test_a_manager_is_asked_for_leads_and_chases_what_others_are_late_with(world: World) -> None:
    world.lead_row("1.8")
    world.change("1.8", by_when_date=date(2020, 10, 31), fully_met="no", rag="red")
    page = page_for(world.manager)
    verbs = [verb for verb, _ in needs(page)]
    assert verbs == ["Chase", "Name"]
    unowned = sum(1 for row in plans.list_rows(world.plan) if plans.is_unowned(row))
    assert needs(page)[1][1] == f"A lead for {unowned} rows"
    assert f"{unowned} rows have no lead." in lede(page)


def test_a_document_waits_for_the_manager_and_says_why_it_could_not_be_read(world: World) -> None:
    document = intake.upload_document(
        council=world.council, framework=DEFAULT_PACK, winter=Winter(2020), name="plan.docx", content=BytesIO(b"x"),
        by=world.manager,
    )  # fmt: skip
    Document.objects.filter(pk=document.pk).update(state="failed", failure="The file is not a Word document.")
    page = page_for(world.manager)
    assert ("Look", "plan.docx") in needs(page)
    assert "The file is not a Word document." in page.get_text()
    assert ("Look", "plan.docx") not in needs(page_for(world.lead))


def test_a_document_that_gave_nothing_is_news_for_a_week_or_until_another_takes_its_place(world: World) -> None:
    def bring_in(name: str) -> Document:
        return intake.upload_document(
            council=world.council, framework=DEFAULT_PACK, winter=Winter(2020), name=name, content=BytesIO(b"x"),
            by=world.manager,
        )  # fmt: skip

    bring_in("minutes.txt")
    Document.objects.update(state="read")
    page = page_for(world.manager)
    assert ("Look", "minutes.txt") in needs(page)
    assert "no row in it could be placed" in page.get_text()
    assert "It stays here for 7 days." in page.get_text()
    bring_in("minutes.txt")
    assert [name for _, name in needs(page_for(world.manager))].count("minutes.txt") == 0, "the newer one is being read"
    Document.objects.update(state="failed", previous=None, uploaded_at=NOW - timedelta(days=8))
    assert [name for _, name in needs(page_for(world.manager))].count("minutes.txt") == 0


def test_rows_accepted_and_not_applied_still_wait(world: World) -> None:
    document = intake.upload_document(
        council=world.council, framework=DEFAULT_PACK, winter=Winter(2020), name="plan.docx", content=BytesIO(b"x"),
        by=world.manager,
    )  # fmt: skip
    row = ReadRow.objects.create(document=document, order=1, as_read={}, state="accepted", decided_at=NOW)
    Document.objects.update(state="applied", applied_at=NOW - timedelta(hours=1))
    page = page_for(world.manager)
    assert ("Apply", "plan.docx") in needs(page)
    assert "1 row is accepted and not in the plan yet." in page.get_text()
    ReadRow.objects.filter(pk=row.pk).update(decided_at=NOW - timedelta(hours=2))
    assert ("Apply", "plan.docx") not in needs(page_for(world.manager))


def test_the_lede_counts_what_turned_red_and_the_wall_has_every_row(world: World) -> None:
    page = page_for(world.viewer)
    assert len(page.select(".ow-mini i")) == world.plan.responses.count()
    assert "red row" not in page.get_text()
    world.change("1.4", rag="red", fully_met="no")
    assert page_for(world.viewer).select_one("h3", string="The red row") is not None


def test_a_council_without_a_plan_is_told_how_to_begin(db: None) -> None:
    council = make_council()
    manager = make_person("manager@northmere.example", Grant.PLAN_MANAGER, council=council)
    assert "Read in the file it lives in now." in lede(page_for(manager))


def test_a_person_of_no_council_and_a_system_administrator_are_told_so(db: None) -> None:
    assert "You belong to no council" in lede(page_for(make_person("a@x.example")))
    page = page_for(make_person("s@x.example", system_admin=True))
    assert "You run this installation" in lede(page)
    assert [link.get_text() for link in page.select(".ow-nav li a")] == [
        "Today", "Frameworks", "Councils", "CQC directory",
    ]  # fmt: skip


def test_the_frame_names_the_council_the_winter_the_role_and_where_one_is(world: World) -> None:
    page = page_for(world.lead)
    header = page.select_one(".ow-header").get_text(" ", strip=True)
    assert "Northmere Council" in header
    assert "winter 2020 to 2021" in header
    assert "Head of commissioning" in header
    assert [link.get_text() for link in page.select(".ow-nav a[aria-current]")] == ["Today"]
    council = page_for(world.lead, "/council/")
    assert [link.get_text() for link in council.select(".ow-nav a[aria-current]")] == ["Council"]


def test_today_costs_the_same_however_many_rows_are_late(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for row in world.plan.responses.all()[:40]:
        plans.set_lead(plan_id=world.plan.pk, response_ids=[row.pk], role_id=world.role.pk, by=world.manager)
    page_for(world.lead)
    client = Client()
    client.force_login(world.lead)
    offers = sum(len(operation.waits) for operation in list_operations())
    with django_assert_max_num_queries(17 + 2 * offers):
        client.get("/")


class OffersTwo:
    def waits(self, *, viewer: Viewer, today: date) -> tuple[Wait, ...]:
        del viewer, today
        read = Wait("Read", "The new letter", "/l/", "It came today.", "Read it", Urgency.NONE)
        return read, Wait("Ring", "2 homes", "/h/", "They have no gloves left.", "Open them", Urgency.NOW)


def test_what_operations_say_that_waits_stands_where_its_urgency_puts_it(world: World) -> None:
    world.lead_row("1.8")
    world.lead_row("2.1")
    world.change("1.8", by_when_date=date(2020, 10, 31), fully_met="no", rag="red")
    world.change("2.1", rag="amber")
    with connected(Operation(name="ppe", waits=(OffersTwo(),))):
        page = page_for(world.lead)
    assert [verb for verb, _ in needs(page)] == ["Ring", "Update", "Date", "Read"]
    assert "They have no gloves left." in page.get_text()
    assert page.select_one(".ow-need a.ow-btn--main[href='/h/']") is not None
    assert lede(page).startswith("Four things wait for you; two are late or urgent.")


def test_today_of_somebody_whose_work_is_with_providers_is_that_work(world: World) -> None:
    officer = make_person("contracts@northmere.example", Grant.CONTRACTS, council=world.council)
    world.change("1.8", fully_met="no", rag="red")
    page = page_for(officer)
    assert lede(page) == "Nothing waits for you."
    assert "Nothing is open for you under Calls, " in page.get_text()
    assert page.select_one("h3", string="The red row") is None
    organisations.hand_over_role(role=world.role, user=officer, since=date(2020, 9, 1), by=world.manager)
    world.lead_row("1.8")
    assert page_for(officer).select_one("h3", string="The red row") is not None, "who leads a row follows the plan"
