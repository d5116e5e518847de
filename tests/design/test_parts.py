"""The other tags: what they lay out, and that nothing given to them becomes markup by accident."""

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory

from overwinter.design import govuk, parts, table
from overwinter.design.excerpt import Cell, Excerpt, Grid, Line, mark_words
from overwinter.design.matrix import Matrix, MatrixCell, MatrixColumn, MatrixRow
from overwinter.design.parts import Link


def drawn(source: str, **context: object) -> BeautifulSoup:
    page = engines["django"].from_string("{% load overwinter %}" + source)
    return BeautifulSoup(page.render(context, RequestFactory().get("/", {"rag": "red", "page": "2"})), "lxml")


def test_a_section_is_named_by_its_heading() -> None:
    soup = drawn(
        '{% section "Findings" anchor="found" links=links %}<p>Two.</p>{% endsection %}', links=(Link("All", "/all"),)
    )
    section = soup.select_one("section#found")
    assert section is not None and section["aria-labelledby"] == "found-h"
    assert soup.select_one("#found-h").text == "Findings"
    assert section.select_one('a[href="/all"]') is not None and "Two." in section.text


def test_links_that_repeat_carry_their_object_in_hidden_words() -> None:
    soup = drawn("{% link to %}", to=Link("Change", "/x", "lead"))
    assert soup.text.strip() == "Change: lead"


HOSTILE_EXCERPT = Excerpt("<i>", "<i>", "<i>", (Grid(("<i>",), (Line((Cell("<i>", ("<i>",)),)),)),))
HOSTILE_TABLE = table.Table("<i>", (table.Column("<i>"), table.Column("<i>")), (table.Row(("<i>", "<i>")),))
HOSTILE_MATRIX = Matrix(
    "<i>",
    "<i>",
    (MatrixColumn("<i>", "<i>"),),
    (MatrixRow(Link("<i>", "/"), (MatrixCell("red", url="/"),), "<i>"),),
)


@pytest.mark.parametrize(
    ("source", "given"),
    [
        ("{% finding given %}", parts.Finding("<i>", "<i>", "<i>", "<i>", (Link("<i>", "/"),))),
        ("{% summary given %}", (parts.Fact("<i>", "<i>", "<i>", Link("<i>", "/")),)),
        ("{% timeline given %}", (parts.Event("<i>", "<i>", "<i>", "<i>"),)),
        ('{% needs given "" %}', (parts.Need("<i>", "<i>", "/", "<i>", "<i>", "<i>"),)),
        ("{% queue given %}", (parts.QueueGroup("<i>", (parts.QueueItem("<i>", "<i>", "/", "<i>"),)),)),
        ("{% steps given %}", (parts.Step("<i>", "<i>", "/"),)),
        ('{% tag given "late" %}', "<i>"),
        ("{% excerpt given %}", HOSTILE_EXCERPT),
        ("{% table given %}", HOSTILE_TABLE),
        ("{% matrix given %}", HOSTILE_MATRIX),
        ('{% govuk "tag" text=given %}', "<i>"),
    ],
)
def test_what_a_part_is_given_never_becomes_markup(source: str, given: object) -> None:
    soup = drawn(source, given=given)
    assert soup.find("i") is None and "<i>" in soup.text


def test_an_empty_list_says_why_and_what_next() -> None:
    words = "Nothing waits for you. The next board is on 19 November."
    assert words in drawn("{% needs none words %}", none=(), words=words).text
    assert words in drawn("{% table none %}", none=table.Table("Rows", (table.Column("Row"),), empty=words)).text


def test_pages_keep_the_rest_of_the_address() -> None:
    soup = drawn("{% pagination page %}", page=Paginator(range(430), 50).get_page(2))
    assert soup.select_one('a[rel="next"]')["href"] == "?rag=red&page=3"
    current = soup.select_one("a[aria-current]")
    assert current is not None and current.text == "2"
    assert "51 to 100 of 430" in soup.text


def test_one_page_has_no_pages() -> None:
    assert drawn("{% pagination page %}", page=Paginator(range(3), 50).get_page(1)).text.strip() == ""


COLUMNS = (table.Column("Requirement", "number"), table.Column("Lead", "lead"), table.Column("Said"))


def test_a_column_sorts_up_then_down_and_goes_back_to_the_first_page() -> None:
    columns, key, descending = table.sorted_by(COLUMNS, QueryDict("sort=lead&rag=red&page=4"), "number")
    assert (key, descending) == ("lead", False)
    assert columns[1].sort_url == "?sort=-lead&rag=red"
    assert columns[0].sort_url == "?sort=number&rag=red"
    assert columns[2].sort_url == ""


@pytest.mark.parametrize("asked", ["sort=password", "sort=", "", "sort=-"])
def test_an_order_nobody_offers_means_the_usual_one(asked: str) -> None:
    assert table.sorted_by(COLUMNS, QueryDict(asked), "number")[1:] == ("number", False)


def test_the_sorted_column_says_so_to_readers() -> None:
    columns, _, _ = table.sorted_by(COLUMNS, QueryDict("sort=-lead"), "number")
    shown = table.Table("Rows", columns, (table.Row(("1.8", "Nurse", "Yes")),))
    headings = drawn("{% table shown %}", shown=shown).select("thead th")
    assert [heading.get("aria-sort") for heading in headings] == [None, "descending", None]


def test_a_row_with_too_few_cells_is_a_fault_and_not_a_shifted_row() -> None:
    with pytest.raises(ValueError, match="shorter"):
        str(table.Table("Rows", COLUMNS, (table.Row(("1.8", "Nurse")),)).body)


def test_more_than_twenty_rows_are_set_dense() -> None:
    rows = tuple(table.Row((str(number), "", "")) for number in range(21))
    assert table.Table("Rows", COLUMNS, rows).dense and not table.Table("Rows", COLUMNS, rows[:20]).dense


def test_matched_words_are_marked_whatever_their_case_and_the_text_is_kept_whole() -> None:
    shown = mark_words("Review Capacity Tracker & staff", ("capacity tracker", "capacity", "&"))
    assert shown == "Review <mark>Capacity Tracker</mark> <mark>&amp;</mark> staff"
    assert BeautifulSoup(shown, "lxml").text == "Review Capacity Tracker & staff"
    assert mark_words("<b>a", ("a",)) == "&lt;b&gt;<mark>a</mark>"


def test_a_status_that_was_only_a_colour_is_said() -> None:
    shown = Excerpt("p", "n", grids=(Grid((), (Line((Cell("", fill="amber"),), here=True),)),))
    assert "cell filled amber, no word" in drawn("{% excerpt shown %}", shown=shown).text


def test_a_component_takes_nested_parameters() -> None:
    shown = govuk.render_component("input", id="n", name="n", label__text="Name", hint__text="In full")
    assert '<label class="govuk-label" for="n">' in shown and "In full" in shown


def test_nested_parameters_in_a_template_are_escaped() -> None:
    assert drawn('{% govuk "inset-text" text=words %}', words="<script>").script is None
