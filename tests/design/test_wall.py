"""The wall: the names readers hear, what moved, and where the columns part."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.template import engines

from overwinter.design import gallery, gallery_pictures, wall
from overwinter.design.wall import Tile

TILE = Tile("1.8", "Watch <movement>", "/plan/1.8/?a=1&b=2", "amber", "yes", findings=2, lead="Head of commissioning")


def test_a_tile_is_a_link_with_its_whole_status_as_name() -> None:
    link = BeautifulSoup(TILE.markup, "lxml").a
    assert link is not None
    hidden = link.find(class_="govuk-visually-hidden")
    assert hidden is not None and hidden.text == "1.8 Watch <movement>: amber, fully met, 2 findings"
    assert link["href"] == "/plan/1.8/?a=1&b=2"
    assert "<movement>" not in TILE.markup


def test_one_finding_is_not_findings() -> None:
    assert replace(TILE, findings=1).status == "amber, fully met, 1 finding"
    assert 'class="ow-notch"' not in replace(TILE, findings=0).markup


def test_a_tile_not_in_force_says_nothing_of_being_met() -> None:
    assert replace(TILE, rag="not-in-force", met="", findings=0).status == "not in force"


def test_what_moved_says_from_and_to_and_keeps_its_fill() -> None:
    moved = replace(TILE, moved="Green to amber")
    assert moved.status.endswith("moved from green to amber")
    assert "is-moved" in moved.markup and "is-moved" not in TILE.markup


def test_what_does_not_match_the_filter_fades_in_its_place() -> None:
    assert "is-faded" in replace(TILE, faded=True).markup


def test_counts_name_first_what_needs_a_person() -> None:
    theme = gallery_pictures.sample_wall().themes[1]
    assert theme.counts == "1 red, 7 amber, 3 unknown, 12 green"
    assert theme.reading.endswith("23 requirements. 1 red, 7 amber, 3 unknown, 12 green. 4 with a finding.")


@pytest.mark.parametrize("marked", [True, False])
def test_the_columns_part_where_they_come_out_most_alike_and_keep_the_order(marked: bool) -> None:
    shown = gallery_pictures.sample_wall(marked=marked)
    left, right = shown.columns
    assert [theme.short[:1] for theme in left] == ["O", "1", "2"]
    assert left + right == shown.themes


def test_a_wall_of_one_theme_and_an_empty_one_have_columns() -> None:
    one = wall.Wall(gallery_pictures.sample_wall().themes[:1])
    assert sum(len(column) for column in one.columns) == 1
    assert wall.Wall(()).columns == ((), ())


def test_only_a_section_of_more_than_ten_takes_the_narrow_name() -> None:
    sections = [section for theme in gallery_pictures.sample_wall().themes for section in theme.sections]
    assert [section.title for section in sections if section.long] == ["Overarching"]
    assert max(len(section.tiles) for section in sections if not section.long) == 10


def test_the_wall_draws_each_tile_once_in_the_catalogues_order() -> None:
    page = engines["django"].from_string("{% load overwinter %}{% wall wall %}")
    soup = BeautifulSoup(page.render({"wall": gallery_pictures.sample_wall()}), "lxml")
    drawn = [name.text.split(" ")[0] for name in soup.select("a.ow-tile > .govuk-visually-hidden")]
    assert drawn == [tile.number for theme in gallery_pictures.sample_wall().themes for tile in theme.tiles]
    assert len(drawn) == 108
    assert soup.select_one("#opened h2") is not None


def test_the_table_beneath_sorts_both_ways() -> None:
    up, down = (gallery.sample_table(QueryDict(query)) for query in ("sort=rag", "sort=-rag"))
    assert [row.cells for row in up.groups[0].rows] == [row.cells for row in reversed(down.groups[0].rows)]
    assert up.columns[1].sorted == "ascending" and down.columns[1].sorted == "descending"
