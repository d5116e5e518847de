"""Files of the rows that were asked for: they hold those, and say which they are and of how many."""

import csv
import io
import json
from pathlib import Path

import docx
import openpyxl
import pdfplumber
import pytest
from django.urls import reverse

from overwinter.accounts.api import User
from overwinter.kernel.status import Rag
from overwinter.kernel.winter import Winter
from overwinter.organisations import api as organisations
from overwinter.plans import api
from overwinter.plans.domain.choosing import Choice, Only, in_words
from overwinter.plans.exports import file_name
from overwinter.reading.layout import understand
from overwinter.reading.readers import read_document
from tests.plans.conftest import World, signed_in

SAID = "Rows led by Head of commissioning, red or amber: 1 of 6"


@pytest.fixture
def asked(world: World) -> str:
    """Of two red rows one is led by the head of commissioning."""
    world.change(rag=Rag.RED)
    world.change(world.rows[1], rag=Rag.RED)
    return f"?lead={world.role.pk}&only=attention"


def take(world: World, format: str, asked: str) -> bytes:
    response = signed_in(world.onlooker).get(f"/plans/{world.plan.pk}/take-away/{format}/{asked}")
    assert response.status_code == 200
    name = "" if format == "json" or not asked else "-1-of-6-rows"
    assert f"Northmere-winter-plan-2020-21{name}-as-at-2020-11-13.{format}" in response["Content-Disposition"]
    return bytes(response.content)


def test_a_workbook_of_a_part(world: World, asked: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(take(world, "xlsx", asked)))
    assert book.sheetnames == ["About this plan", "Rows chosen", "Theme 1"]
    assert [cell.value for cell in book["Rows chosen"]["A"]] == ["Reference", "1.1"]
    cover = [str(cell.value) for cell in book["About this plan"]["A"]]
    assert f"A national plan. As at 13 November 2020. {SAID}." in cover
    assert "On 13 November 2020 the file holds 1 row: 1 red, 0 amber and 0 green. 0 of 1 are fully met" in " ".join(
        cover
    )
    assert "1 of 6 rows of the plan" in str(book["Rows chosen"].oddFooter)


def test_documents_of_a_part(world: World, asked: str) -> None:
    word = docx.Document(io.BytesIO(take(world, "docx", asked)))
    assert [len(table.rows) for table in word.tables] == [2]
    assert f"A national plan. As at 13 November 2020. {SAID}." in [each.text for each in word.paragraphs]
    with pdfplumber.open(io.BytesIO(take(world, "pdf", asked))) as pdf:
        text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert f"As at 13 November 2020. {SAID}." in text and "Rows chosen" in text
    assert "thing 1" in text and "thing 2" not in text


def test_a_csv_of_a_part_has_a_column_that_says_so_and_reads_in_again(world: World, asked: str, tmp_path: Path) -> None:
    content = take(world, "csv", asked)
    head, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert (head[-2:], [line[0] for line in lines]) == (["Evidence", "Part of the plan"], ["1.1"])
    assert lines[0][-3:] == ["2020-11-13", "", SAID]
    whole = next(csv.reader(io.StringIO(take(world, "csv", "").decode("utf-8-sig"))))
    assert whole[-2:] == ["As at", "Evidence"]
    path = tmp_path / "part.csv"
    path.write_bytes(content)
    reading = understand(read_document(path), winter=Winter(2020), framework="test-plan")
    assert [(row.ref, row.rag, row.lead) for row in reading.rows] == [("1.1", Rag.RED, "Head of commissioning")]


def test_json_is_every_row_whatever_was_asked(world: World, asked: str) -> None:
    assert len(json.loads(take(world, "json", asked))["answers"]) == 6


@pytest.mark.parametrize("format", ["xlsx", "docx", "pdf", "csv"])
def test_a_part_without_a_row_is_still_a_file(world: World, format: str) -> None:
    response = signed_in(world.onlooker).get(f"/plans/{world.plan.pk}/take-away/{format}/?only=local")
    assert response.status_code == 200 and "-0-of-6-rows-" in response["Content-Disposition"]


def test_the_links_of_wall_and_table_ask_for_the_rows_that_are_shown(world: World, asked: str) -> None:
    client = signed_in(world.onlooker)
    for ending in ("", "table/"):
        page = client.get(f"/plans/{world.plan.pk}/{ending}{asked}&on=2020-11-12").content.decode()
        kept = f"?on=2020-11-12&amp;lead={world.role.pk}&amp;only=attention"
        for format in ("xlsx", "docx", "pdf", "csv"):
            assert f'{reverse("plans:take-away-file", args=(world.plan.pk, format))}{kept}"' in page
        assert f'{reverse("plans:take-away", args=(world.plan.pk,))}{kept}"' in page


def test_the_page_of_other_ways_keeps_the_filter_and_leads_back_to_the_whole(world: World, asked: str) -> None:
    page = signed_in(world.onlooker).get(f"/plans/{world.plan.pk}/take-away/{asked}").content.decode()
    assert f"{SAID}, as it stands today" in page
    assert f'<input type="hidden" name="lead" value="{world.role.pk}">' in page
    address = reverse("plans:take-away", args=(world.plan.pk,))
    assert f'<a href="{address}">Take away every row' in page
    assert f'{address}json/"' in page and f'{address}xlsx/?lead={world.role.pk}&amp;only=attention"' in page
    assert "Always every row of the plan." in page


def test_the_rows_of_a_file_are_those_of_the_page(world: World) -> None:
    """Every kind of choice, as a person who holds a role."""
    world.change(rag=Rag.AMBER, groups=[world.group.pk])
    viewer, client = organisations.get_viewer(world.lead), signed_in(world.lead)
    for choice in (
        *(Choice(only=frozenset({kind})) for kind in Only),
        Choice(lead="none"),
        Choice(group=world.group.name),
    ):
        sheet = api.get_sheet(viewer, world.plan.pk, None, choice)
        page = client.get(f"/plans/{world.plan.pk}/", choice.pairs).content.decode()
        said = f"{len(sheet.rows)} of 6 rows match" if sheet.rows else "None of the 6 rows is of this kind"
        assert said in page, choice
        assert sheet.chosen.startswith("Rows ") and sheet.of == 6
        assert f"-{len(sheet.rows)}-of-6-rows-" in file_name(sheet, "csv")


def test_a_choice_in_words() -> None:
    leads = {1: "Head of commissioning", 2: "Grants officer"}
    mine = Choice(group="Cell", only=frozenset({Only.MINE, Only.OVERDUE}))
    assert in_words(mine, leads, {1, 2, 3}) == (
        "Rows reported to Cell, led by Grants officer or Head of commissioning, overdue"
    )
    assert in_words(Choice(lead="none"), leads, ()) == "Rows led by no one"
    assert in_words(Choice(lead="x"), leads, ()) == "Rows led by a role that leads no row"
    assert in_words(Choice(), leads, ()) == ""


def test_an_earlier_day_of_a_shared_plan_is_refused_in_words(world: World, stranger: User) -> None:
    organisations.share_answers(council=world.council, share=organisations.Sharing.EVERYONE, by=world.manager)
    client = signed_in(stranger)
    for ending in ("", "csv/"):
        answer = client.get(f"/plans/{world.plan.pk}/take-away/{ending}", {"on": "2020-11-02"}, follow=True)
        assert answer.status_code == 422
        assert "Northmere Council shares its answers as they stand today" in answer.content.decode()
