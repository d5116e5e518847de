"""The search finds what the viewer may see, by words in any form, and says where they stand."""

from io import BytesIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from overwinter.frameworks.api import DEFAULT_PACK
from overwinter.infra.models import AuditEntry
from overwinter.intake import api as intake
from overwinter.intake.models import Piece, ReadRow
from overwinter.kernel.winter import Winter
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant, Sharing
from overwinter.plans import api as plans
from tests.home.conftest import World, lede, page_for
from tests.support.people import make_council, make_person
from tests.support.providers import make_location


def found(page_words: str, world: World, *, outside: bool = False) -> str:
    person = world.viewer
    if outside:
        other = make_council("southfen", "Southfen Council")
        person = make_person("viewer@southfen.example", Grant.VIEWER, council=other)
    return page_for(person, f"/search/?q={page_words}").main.get_text(" ", strip=True)


def test_a_row_is_found_by_its_words_and_by_its_number(world: World) -> None:
    world.change("1.8", text="Homes are rung each Thursday by the quarrystone team.")
    assert "quarrystone team" in found("quarrystone+thursday", world)
    assert "1.8 " in found("1.8", world)
    assert "Nothing holds “quarrystone friday”" in found("quarrystone+friday", world)


def test_another_councils_rows_documents_and_roles_are_not_found(world: World) -> None:
    world.change("1.8", text="The quarrystone team.")
    organisations.add_role(council=world.council, title="Quarrystone officer", by=None)
    intake.upload_document(
        council=world.council, framework=DEFAULT_PACK, winter=Winter(2020), name="quarrystone.docx",
        content=BytesIO(b"x"), by=world.manager,
    )  # fmt: skip
    inside = found("quarrystone", world)
    assert "“quarrystone” stands in 1 row of a plan, 1 document and 1 role or person." in inside
    assert "Nothing holds “quarrystone”" in found("quarrystone", world, outside=True)


def test_a_location_is_found_by_name_town_postcode_and_id_by_those_who_work_with_providers(world: World) -> None:
    home = make_location(world.council, "Quarrystone House", town="Saltmere", postcode="NM4 7QX", cqc_id="1-9081726")
    make_location(make_council("southfen", "Southfen Council"), "Quarrystone Lodge")
    officer = make_person("contracts@northmere.example", Grant.CONTRACTS, council=world.council)
    for words in ("quarrystone", "SALTMERE", "nm4+7qx", "1-9081726", "quarrystone+saltmere"):
        page = page_for(officer, f"/search/?q={words}")
        assert "stands in 1 location of a provider." in lede(page), words
        assert page.select_one(f"#locations a[href='/providers/{home.pk}/']") is not None
    assert "Nothing holds" in found("quarrystone", world), "a viewer may not read providers"


def test_what_a_document_says_is_found_before_it_is_in_a_plan(world: World) -> None:
    document = intake.upload_document(
        council=world.council, framework=DEFAULT_PACK, winter=Winter(2020), name="plan.docx",
        content=BytesIO(b"x"), by=world.manager,
    )  # fmt: skip
    row = ReadRow.objects.create(
        document=document, order="00001", as_read={"place": "table 1, row 2"}, fingerprint="0", state="review",
        requirement="Monitor movement", response="Homes are rung by the quarrystone teams",
    )  # fmt: skip
    Piece.objects.create(document=document, order=1, place="page 3", text="The quarrystone team", state="unplaced")
    inside = page_for(world.viewer, "/search/?q=quarrystone+team")
    assert "stands in 2 passages of documents." in lede(inside)
    marks = [mark.get_text() for mark in inside.select("#passages mark")]
    assert sorted(marks) == ["quarrystone", "quarrystone", "team", "teams"]
    assert "plan.docx, table 1, row 2" in inside.get_text() and "plan.docx, page 3" in inside.get_text()
    assert inside.select(f'#passages a[href="/documents/{document.pk}/rows/{row.pk}/"]')
    assert "Nothing holds" in found("quarrystone+team", world, outside=True)


def test_words_are_found_in_any_form_and_marked_where_they_stand(world: World) -> None:
    world.change("1.8", text="Homes are rung each Thursday by the quarrystone team, who visits them.")
    plans.add_gap_action(response_id=world.row("2.1").pk, text="Quarrystones to visit", by=world.manager)
    page = page_for(world.viewer, '/search/?q="quarrystone+teams"+visiting+ring*')
    assert "stands in 1 row of a plan." not in lede(page), "rung is not a word that begins with ring"
    page = page_for(world.viewer, '/search/?q="quarrystone+teams"+visiting')
    assert [mark.get_text() for mark in page.select("#rows mark")] == ["quarrystone team", "visits"]
    page = page_for(world.viewer, "/search/?q=quarrystone+visiting")
    assert "1 row of a plan and 1 gap action" in lede(page)
    assert page.select("#actions h3")[0].get_text().startswith("2.1 ")


def test_a_search_is_narrowed_by_status_theme_lead_and_kind(world: World) -> None:
    world.lead_row("1.8")
    world.change("1.8", text="The quarrystone team.", rag="red", fully_met="no")
    world.change("2.1", text="The quarrystone team.", rag="green", fully_met="yes")
    for narrowed, rows in (("rag=red", ["1.8"]), ("met=yes", ["2.1"]), (f"lead={world.role.pk}", ["1.8"]),
                           ("kind=rows", ["1.8", "2.1"]), ("rag=red&met=yes", []), ("kind=documents", []),
                           ("lead=x&kind=nonsense&whose=all", ["1.8", "2.1"])):  # fmt: skip
        page = page_for(world.viewer, f"/search/?q=quarrystone&{narrowed}")
        assert [each.get_text().split()[0] for each in page.select("main h3")] == rows, narrowed
        if not rows:
            assert "Without the filters it is found 2 times" in page.get_text()


def test_other_councils_rows_are_found_where_they_are_shared_with_their_words(world: World) -> None:
    world.change("1.8", text="The quarrystone team.")
    plans.add_gap_action(response_id=world.row("2.1").pk, text="A quarrystone action", by=world.manager)
    other = make_council("southfen", "Southfen Council")
    person = make_person("viewer@southfen.example", Grant.VIEWER, council=other)
    for share, words, seen in ((Sharing.NOBODY, True, ""), (Sharing.EVERYONE, False, ""),
                               (Sharing.EVERYONE, True, "stands in 1 row of a plan with")):  # fmt: skip
        organisations.share_answers(council=world.council, share=share, words=words, by=None)
        for whose in ("others", "all"):
            said = lede(page_for(person, f"/search/?q=quarrystone&whose={whose}"))
            assert (seen or "Nothing holds") in said, (share, words, whose)
    assert "Nothing holds" in lede(page_for(person, "/search/?q=quarrystone"))


def test_people_are_found_by_name_and_that_they_were_is_kept(world: World) -> None:
    assert "Head of commissioning" in page_for(world.viewer, "/search/?q=lead&kind=people").get_text()
    assert AuditEntry.objects.filter(verb="people read", by=world.viewer).exists()


def test_a_search_that_finds_nothing_says_what_to_try(world: World) -> None:
    world.change("1.8", text="The quarrystone team.")
    assert "Words that begin so stand in 1 row" in lede(page_for(world.viewer, "/search/?q=quarryst"))
    said = page_for(world.viewer, "/search/?q=quarrystone+friday").get_text(" ", strip=True)
    assert "Nothing holds “friday”; leave that out." in said
    assert "without quotation marks" in found('"team+quarrystone"', world)


def test_a_search_takes_as_many_statements_however_much_it_finds(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    world.plan.responses.update(text="The quarrystone team visits.")
    client = Client()
    client.force_login(world.viewer)
    with django_assert_max_num_queries(24):
        assert "at least" not in client.get("/search/?q=quarrystone+visiting").content.decode()


def test_national_requirements_are_found_by_everybody(world: World) -> None:
    assert "national requirement" in lede(page_for(world.viewer, "/search/?q=visiting"))
    assert "visiting" in found("visiting", world, outside=True)


@pytest.mark.parametrize(("words", "said"), [("", "Enter words"), ("a", "at least two letters")])
def test_too_few_letters_ask_for_more(world: World, words: str, said: str) -> None:
    assert said in lede(page_for(world.viewer, f"/search/?q={words}"))


def test_what_was_asked_stands_in_the_box_and_is_never_markup(world: World) -> None:
    page = page_for(world.viewer, "/search/?q=%3Cb%3Ex%3C/b%3E")
    assert page.select_one("#again")["value"] == "<b>x</b>"
    assert page.select("main b") == []
