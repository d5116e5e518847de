"""The letter of a plan on the pages: written, held back, recorded as sent, kept, compared."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from overwinter.accounts.api import User
from overwinter.assurance import api
from overwinter.assurance.domain.facts import FreeWords
from overwinter.assurance.exports import starter
from overwinter.infra import files
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Grant, get_viewer
from overwinter.plans import api as plans
from tests.plans.conftest import NOW, World, at_noon, make_person, signed_in, world
from tests.support.signing import sign

__all__ = ["at_noon", "world"]

WORDS = FreeWords(to="The department", providers="We ask each home for its plan.")


@pytest.fixture
def director(world: World, settings: Any, tmp_path: Path) -> User:
    """Of a council whose plan only its manager has signed; two sign it."""
    settings.FILES_DIR = tmp_path
    plans.choose_chain(
        council_id=world.council.pk, steps=[], rules=[], by=make_person(world.council, Grant.COUNCIL_ADMIN)
    )
    sign(world.plan, world.manager)
    person = make_person(world.council, Grant.DIRECTOR)
    person.name = "Kim Ash"
    person.save()
    return person


def record(world: World, by: User) -> api.SentLetter:
    return api.record_sent_letter(plan_id=world.plan.pk, to="The department", sent_on=NOW.date(), how="post", by=by)


def test_it_is_held_back_until_it_is_signed_and_says_something_of_providers(world: World, director: User) -> None:
    with pytest.raises(Refused, match="the plan is not signed by all who sign it, and 2 more things"):
        record(world, director)
    sign(world.plan, director)
    api.write_letter(plan_id=world.plan.pk, words=WORDS, expected_version=0, by=world.manager)
    assert record(world, director).number == 1
    with pytest.raises(Refused, match="Only the winter plan manager and the director"):
        record(world, world.lead)


def test_the_copy_that_was_sent_is_kept_and_the_next_tells_what_changed(world: World, director: User) -> None:
    sign(world.plan, director)
    api.write_letter(plan_id=world.plan.pk, words=WORDS, expected_version=0, by=world.manager)
    letter = record(world, director)
    kept = files.path_of(letter.docx.sha256).read_bytes()
    world.change(rag=Rag.RED, fully_met=FullyMet.NO)
    client, address = signed_in(director), f"/plans/{world.plan.pk}/letter"
    said = client.get(f"{address}/").content.decode()
    assert "Since our letter of 13 November 2020 the figures have moved" in said and "Newly a key issue: 1.1" in said
    assert b"".join(client.get(f"{address}s/1/docx/")) == kept
    assert "1.1" not in client.get(f"{address}s/1/").content.decode().partition("How it went")[0]
    assert [digest for _, digest in api.list_kept_files()] == [letter.docx.sha256, letter.pdf.sha256]
    assert "Kim Ash" not in repr(letter.facts), "names stand in the files alone"


def test_words_of_two_people_do_not_overwrite_each_other(world: World, director: User) -> None:
    api.write_letter(plan_id=world.plan.pk, words=WORDS, expected_version=0, by=world.manager)
    answer = signed_in(director).post(f"/plans/{world.plan.pk}/letter/words/", {"version": 0, "to": "Another"})
    assert answer.status_code == 422 and "has changed the letter since you opened it" in answer.content.decode()
    assert "Another" in answer.content.decode()
    viewer = get_viewer(director)
    assert api.get_letter(viewer, world.plan.pk).words == WORDS


def test_a_council_gives_its_own_template(world: World, director: User) -> None:
    client = signed_in(world.manager)
    bad = SimpleUploadedFile("letter.docx", b"no Word file")
    answer = client.post("/council/templates/letter/", {"file": bad})
    assert answer.status_code == 422 and "not a Word file" in answer.content.decode()
    own = Document(BytesIO(starter.make("Northmere Council", "#1d4f7c")))
    own.paragraphs[0].insert_paragraph_before("Town Hall, Mere Street")
    out = BytesIO()
    own.save(out)
    client.post("/council/templates/letter/", {"file": SimpleUploadedFile("ours.docx", out.getvalue())})
    draft = client.get(f"/plans/{world.plan.pk}/letter/draft/docx/").content
    assert Document(BytesIO(draft)).paragraphs[0].text == "Town Hall, Mere Street"
    client.post("/council/templates/letter/end/")
    draft = client.get(f"/plans/{world.plan.pk}/letter/draft/docx/").content
    assert Document(BytesIO(draft)).paragraphs[0].text == "Northmere Council"


def test_the_page_records_that_it_went(world: World, director: User) -> None:
    sign(world.plan, director)
    api.write_letter(plan_id=world.plan.pk, words=WORDS, expected_version=0, by=world.manager)
    client, address = signed_in(director), f"/plans/{world.plan.pk}/letter/send/"
    found = api.get_letter(get_viewer(director), world.plan.pk)
    digest = api.digest_of(found.facts, found.words)
    told = {"to": "The department", "sent_on": "14 November 2020", "how": "email", "digest": digest}
    answer = client.post(address, told)
    assert answer.status_code == 422 and "still to come" in answer.content.decode()
    world.change(text="Another way", rag=Rag.RED)
    answer = client.post(address, told | {"sent_on": "13 November 2020"})
    assert answer.status_code == 422 and "changed since you opened this page" in answer.content.decode()
    assert not api.list_sent(world.plan)
