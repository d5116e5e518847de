"""The search finds rows, requirements, documents and roles; of one's own council only."""

from io import BytesIO

import pytest

from overwinter.frameworks.api import DEFAULT_PACK
from overwinter.intake import api as intake
from overwinter.kernel.winter import Winter
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from tests.home.conftest import World, lede, page_for
from tests.support.people import make_council, make_person


def found(page_words: str, world: World, *, outside: bool = False) -> str:
    person = world.viewer
    if outside:
        other = make_council("southfen", "Southfen Council")
        person = make_person("viewer@southfen.example", Grant.VIEWER, council=other)
    return page_for(person, f"/search/?q={page_words}").main.get_text(" ", strip=True)  # type: ignore[union-attr]


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
    assert "“quarrystone” stands in 1 row of the plan, 1 document and 1 role." in inside
    assert "Nothing holds “quarrystone”" in found("quarrystone", world, outside=True)


def test_national_requirements_are_found_by_everybody(world: World) -> None:
    assert "national requirement" in lede(page_for(world.viewer, "/search/?q=visiting"))
    assert "visiting" in found("visiting", world, outside=True)


@pytest.mark.parametrize(("words", "said"), [("", "Enter a word"), ("a", "at least two letters")])
def test_too_few_letters_ask_for_more(world: World, words: str, said: str) -> None:
    assert said in lede(page_for(world.viewer, f"/search/?q={words}"))


def test_what_was_asked_stands_in_the_box_and_is_never_markup(world: World) -> None:
    page = page_for(world.viewer, "/search/?q=%3Cb%3Ex%3C/b%3E")
    assert page.select_one("#again")["value"] == "<b>x</b>"  # type: ignore[index]
    assert page.select("main b") == []
