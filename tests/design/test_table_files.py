"""A page's table as a file: its words, its order, nothing that runs, nothing lost."""

import csv
import io

import openpyxl
import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import Http404, QueryDict
from django.test import RequestFactory
from django.utils.html import format_html

from overwinter.design.charts import Share, Stack, draw_stack
from overwinter.design.marks import met_words, rag_words
from overwinter.design.table import Column, Group, Row, Table, linked, put_in_order
from overwinter.design.table_files import (
    TooLong,
    answer_with_file,
    as_csv,
    as_xlsx,
    asks_for_file,
    links_to_files,
    words_of,
)
from overwinter.kernel.formula_guard import unguarded

FORMULAS = ("=1+1", "+44 1632 960000", "-2", "@SUM(A1)", "\t=1", "'=1+1")
COLUMNS = (Column("Row"), Column("RAG"), Column("Rows", numeric=True), Column("Change", page_only=True))
TABLE = Table(
    "Rows: as [they] are / read, with a caption that is long",
    COLUMNS,
    rows=(
        Row((linked("1.4 Money & more", "/rows/1/"), rag_words("red"), "12", linked("Rename", "/rename/"))),
        *(Row((text, rag_words("unknown"), "Not known", "")) for text in FORMULAS),
    ),
)


def csv_lines(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "without its mark a spreadsheet takes the letters for others"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet_lines(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in sheet.iter_rows() for cell in row)
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_csv_says_what_the_page_says_and_runs_nothing() -> None:
    head, first, *formulas = csv_lines(as_csv(TABLE))
    assert head == ["Row", "RAG", "Rows"]
    assert first == ["1.4 Money & more", "Red", "12"]
    assert not any(line[0].startswith(("=", "+", "-", "@", "\t")) for line in formulas)
    assert tuple(unguarded(line[0]) for line in formulas) == FORMULAS


def test_a_workbook_says_the_same_as_text_and_counts_as_numbers() -> None:
    head, first, *formulas = sheet_lines(as_xlsx(TABLE))
    assert head == ["Row", "RAG", "Rows"]
    assert first == ["1.4 Money & more", "Red", 12]
    assert tuple(line[0] for line in formulas) == FORMULAS
    assert {line[2] for line in formulas} == {"Not known"}


def test_a_text_too_long_for_a_cell_is_never_cut() -> None:
    long = "x" * 32_768
    table = Table("Long", (Column("Name"), Column("Text")), rows=(Row(("1", long)),))
    with pytest.raises(TooLong, match="“Text” of line 1 has 32,768 characters"):
        as_xlsx(table)
    assert csv_lines(as_csv(table))[1] == ["1", long]


def test_who_asks_for_such_a_workbook_is_told_and_sees_the_page_again() -> None:
    request = RequestFactory().get("/rows/?sort=-lead&as=xlsx")
    request.session = {}
    said = FallbackStorage(request)
    request._messages = said
    table = Table("Long", (Column("Text"),), rows=(Row(("x" * 32_768,)),))
    answer = answer_with_file(request, table, "rows")
    assert (answer.status_code, answer["Location"]) == (302, "/rows/?sort=-lead")
    assert "take the table away as csv instead" in " ".join(str(message) for message in said)


def test_rows_under_headings_name_their_heading() -> None:
    table = Table("Grouped", (Column("Row"),), groups=(Group("Safe: PPE", (Row(("1",)), Row(("2",)))),))
    assert csv_lines(as_csv(table)) == [["Group", "Row"], ["Safe: PPE", "1"], ["Safe: PPE", "2"]]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("a < b & <i>c</i>\nd", "a < b & <i>c</i>\nd"),
        (linked("a < b & <i>c</i>", "/"), "a < b & <i>c</i>"),
        (met_words("partial"), "Partial"),
        (
            format_html('<a href="/">{}</a><br><span class="ow-meta">{}</span>', "Northmere", "Yours"),
            "Northmere\nYours",
        ),
        (draw_stack(Stack("Northmere", (Share("red", 2, "red"), Share("green", 0, "green")), 2)), "Northmere: 2 red"),
    ],
)
def test_a_cell_is_what_it_says(cell: str, said: str) -> None:
    assert words_of(cell) == said


def test_links_keep_what_the_page_was_asked_and_drop_its_page() -> None:
    excel, text = links_to_files(QueryDict("show=review&sort=-lead&page=3"), "rows")
    assert excel.url == "?show=review&sort=-lead&as=xlsx" and text.url == "?show=review&sort=-lead&as=csv"


def test_only_files_there_are_can_be_asked_for() -> None:
    assert asks_for_file(QueryDict("as=csv")) and not asks_for_file(QueryDict("sort=lead"))
    with pytest.raises(Http404, match="xlsx or csv"):
        asks_for_file(QueryDict("as=exe"))


def test_what_says_nothing_comes_last_either_way() -> None:
    items = [("a", 2), ("b", None), ("c", 1), ("d", 2)]
    assert [name for name, _ in put_in_order(items, lambda item: item[1], descending=False)] == ["c", "a", "d", "b"]
    assert [name for name, _ in put_in_order(items, lambda item: item[1], descending=True)] == ["a", "d", "c", "b"]
