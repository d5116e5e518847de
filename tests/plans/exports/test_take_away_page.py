"""Taking a plan away in the browser: every format, any day, and back into the document it was read from."""

import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.infra import clock, files
from overwinter.intake.api import AcceptedRow, SourceDocument
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.organisations import api as organisations
from overwinter.plans.exports import FORMATS
from overwinter.plans.receiving import PlanReceiver
from overwinter.reading.layout import understand
from overwinter.reading.readers import read_document
from tests.plans.conftest import NOW, World, signed_in

HEADS = ("Ref", "Requirement", "Current position", "Fully met?", "Lead officer", "By when", "RAG")


@pytest.fixture
def document(world: World, tmp_path: Path, settings: Any) -> SourceDocument:
    """The council's own Word document, kept and applied to the plan as it stood."""
    settings.FILES_DIR = tmp_path / "kept"
    own = docx.Document()
    table = own.add_table(rows=1, cols=len(HEADS))
    for cell, label in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = label
    for number in (1, 2, 3):
        asked, said = f"Work with homes on duty number {number} all winter.", f"In hand since September, {number}."
        texts = (f"1.{number}", asked, said, "Yes", "Head of commissioning", "30 November 2020", "Green")
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    path = tmp_path / "our plan.docx"
    own.save(str(path))
    with path.open("rb") as stream:
        stored = files.keep(stream)
    source = SourceDocument(id=7, name=path.name, sha256=stored.sha256, read_on=date(2020, 11, 12))
    reading = understand(read_document(path), winter=Winter(2020), framework="test-plan")
    rows = [_accepted(read) for read in reading.as_dict()["rows"]]
    PlanReceiver().apply(
        council_id=world.council.pk, framework_id="test-plan", winter_code="2020-21", document=source, rows=rows,
        replace=frozenset(), by=world.manager,
    )  # fmt: skip
    return source


def _accepted(read: dict[str, Any]) -> AcceptedRow:
    plain = json.loads(json.dumps(read, default=str))
    return AcceptedRow(
        key=read["n"], n=read["n"], place=read["place"], requirement_ids=(f"area.thing-{read['n']}",), theme=None,
        section=None, ref=read["ref"], requirement=read["requirement"], response=read["responses"][0]["text"],
        rag=read["rag"], fully_met=read["fully_met"], gap_actions=None, lead=read["lead"], by_when=read["by_when"],
        by_when_date=date.fromisoformat(read["by_when_date"]), reporting_to=None, original=plain,
    )  # fmt: skip


def get(user: User, name: str, *args: Any, **query: str) -> HttpResponse:
    return signed_in(user).get(reverse(f"plans:{name}", args=args), query)


def test_the_page_offers_every_format_with_what_it_is_for(world: World) -> None:
    page = get(world.onlooker, "take-away", world.plan.pk).content.decode()
    for each in FORMATS.values():
        assert reverse("plans:take-away-file", args=(world.plan.pk, each.code)) in page
    assert "as it stands today, 13 November 2020" in page
    assert "No row of the plan was read from a document" in page


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_each_format_comes_as_a_file_named_for_council_winter_and_day(world: World, format: str) -> None:
    response = get(world.onlooker, "take-away-file", world.plan.pk, format)
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[format].media_type
    assert response["Content-Disposition"] == (
        f'attachment; filename="Northmere-winter-plan-2020-21-as-at-2020-11-13.{format}"'
    )
    assert len(response.content) > 500


def test_an_earlier_day_gives_the_plan_as_it_stood(world: World) -> None:
    with clock.standing_at(NOW + timedelta(days=3)):
        world.change(rag=Rag.RED, why="an outbreak")
        now = json.loads(get(world.lead, "take-away-file", world.plan.pk, "json").content)
        then = json.loads(get(world.lead, "take-away-file", world.plan.pk, "json", on="2020-11-13").content)
        page = get(world.lead, "take-away", world.plan.pk, on="13 November 2020").content.decode()
    assert (now["answers"][0]["rag"], now["plan"]["as_at"]) == ("red", "2020-11-16")
    assert (then["answers"][0]["rag"], then["plan"]["as_at"]) == ("unknown", "2020-11-13")
    assert "as it stood on 13 November 2020" in page
    assert "?on=2020-11-13" in page


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("2020-12-25", "is still to come"),
        ("1 May 2019", "Choose that day or a later one"),
        ("soon", "could not be read as a date"),
    ],
)
def test_a_day_that_cannot_be_is_refused_on_the_page_and_for_a_file(world: World, words: str, problem: str) -> None:
    page = get(world.lead, "take-away", world.plan.pk, on=words)
    assert page.status_code == 422
    assert problem in page.content.decode()
    client = signed_in(world.lead)
    sent_back = client.get(reverse("plans:take-away-file", args=(world.plan.pk, "pdf")), {"on": words}, follow=True)
    assert problem in sent_back.content.decode()


def test_an_unknown_format_is_not_found(world: World) -> None:
    assert get(world.lead, "take-away-file", world.plan.pk, "ods").status_code == 404


def test_another_council_sees_a_shared_plan_but_never_its_files(
    world: World, stranger: User, document: SourceDocument
) -> None:
    for name, last in (("take-away", ()), ("take-away-file", ("csv",)), ("take-away-own-file", (7,))):
        assert get(stranger, name, world.plan.pk, *last).status_code == 404
    organisations.share_answers(council=world.council, share=organisations.Sharing.EVERYONE, by=world.manager)
    page = get(stranger, "take-away", world.plan.pk)
    assert page.status_code == 200
    assert document.name not in page.content.decode()
    assert get(stranger, "take-away-file", world.plan.pk, "csv").status_code == 200
    assert get(stranger, "take-away-own-file", world.plan.pk, 7).status_code == 404


def test_an_unchanged_plan_gives_the_council_its_own_bytes_back(world: World, document: SourceDocument) -> None:
    page = get(world.onlooker, "take-away", world.plan.pk).content.decode()
    assert reverse("plans:take-away-own", args=(world.plan.pk, 7)) in page
    shown = get(world.onlooker, "take-away-own", world.plan.pk, 7).content.decode()
    assert "It is given out as it came in, byte for byte." in shown
    response = get(world.onlooker, "take-away-own-file", world.plan.pk, 7)
    assert response.content == files.path_of(document.sha256).read_bytes()
    assert response["Content-Disposition"] == 'attachment; filename="our plan-as-at-2020-11-13.docx"'


def test_a_changed_answer_goes_back_into_its_cell_and_what_cannot_is_named(
    world: World, document: SourceDocument
) -> None:
    world.change(text="Done in every home.", rag=Rag.AMBER, fully_met=FullyMet.PARTIAL, why="the visit of Friday")
    world.change(world.rows[4], text="Something the document never asked.")
    shown = get(world.manager, "take-away-own", world.plan.pk, 7).content.decode()
    assert "3 cells of the document change" in shown
    assert "The document has no such row" in shown
    response = get(world.manager, "take-away-own-file", world.plan.pk, 7)
    after = docx.Document(io.BytesIO(response.content)).tables[0]
    assert [cell.text for cell in after.rows[1].cells] == [
        "1.1", "Work with homes on duty number 1 all winter.", "Done in every home.", "Partly", "Head of commissioning",
        "30 November 2020", "Amber",
    ]  # fmt: skip
    assert [cell.text for cell in after.rows[2].cells][2] == "In hand since September, 2."
    with zipfile.ZipFile(files.path_of(document.sha256)) as one, zipfile.ZipFile(io.BytesIO(response.content)) as other:
        assert [name for name in one.namelist() if one.read(name) != other.read(name)] == ["word/document.xml"]


def test_a_kept_file_that_is_damaged_is_told_and_the_rest_can_still_be_taken(
    world: World, document: SourceDocument
) -> None:
    files.path_of(document.sha256).write_bytes(b"PK\x03\x04 cut short")
    client = signed_in(world.manager)
    page = client.get(reverse("plans:take-away-own-file", args=(world.plan.pk, 7)), follow=True)
    assert page.status_code == 200
    assert "Take the plan away" in page.content.decode()
    assert "our plan.docx is" in page.content.decode()


def test_every_answer_the_viewer_may_read_is_streamed(world: World, stranger: User) -> None:
    response: Any = get(world.onlooker, "answers")
    assert response.streaming
    assert len(json.loads(b"".join(response.streaming_content))) == 6
    other: Any = get(stranger, "answers")
    assert json.loads(b"".join(other.streaming_content)) == []


def test_the_wall_leads_here(world: World) -> None:
    page = get(world.onlooker, "wall", world.plan.pk).content.decode()
    assert reverse("plans:take-away", args=(world.plan.pk,)) in page
    assert timezone.localdate(NOW) == date(2020, 11, 13)
