"""The gallery in a real browser, wide and on a phone: no accessibility fault, no sideways scroll, no policy fault."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from tests.support.accessibility import faults_of
from tests.support.walking import come_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WIDTHS = pytest.mark.parametrize("width", [1280, 390])


@pytest.fixture
def open_gallery(browser: Any, live_server: Any) -> Iterator[Any]:
    person = get_user_model().objects.create_user("gallery@marlshire.example", name="A developer")
    contexts = []

    def opened(width: int, **options: Any) -> Any:
        context = come_in(browser, live_server, person, width=width, **options)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text))
        page.goto("/design/")
        assert page.title().startswith("Gallery")
        return page

    yield opened
    for context in contexts:
        context.close()


@WIDTHS
def test_no_accessibility_fault_and_nothing_the_policy_blocks(open_gallery: Any, width: int) -> None:
    page = open_gallery(width)
    assert faults_of(page) == []
    assert page.faults == []


def test_an_accessibility_fault_is_seen(open_gallery: Any) -> None:
    """The rules themselves: one cell of a long table that cannot be told from its ground, and a link without words."""
    page = open_gallery(1280)
    page.locator("table td:visible").last.evaluate("cell => cell.style.color = '#ddd'")
    page.locator("main a").last.evaluate("link => link.textContent = ''")
    assert {fault.partition(":")[0] for fault in faults_of(page)} == {"color-contrast", "link-name"}


@WIDTHS
def test_the_page_never_scrolls_sideways(open_gallery: Any, width: int) -> None:
    assert open_gallery(width).evaluate("document.documentElement.scrollWidth") == width


def test_a_tile_is_large_enough_to_press_and_its_card_shows_on_focus_and_goes_with_escape(open_gallery: Any) -> None:
    page = open_gallery(1280)
    tile = page.locator("#wall a.ow-tile").nth(20)
    box = tile.bounding_box()
    assert box["width"] == box["height"] == 36
    card = page.locator("#wall .ow-card").nth(20)
    assert not card.is_visible()
    tile.focus()
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_arrow_keys_move_the_days_as_a_slider(open_gallery: Any) -> None:
    page = open_gallery(1280)
    page.locator('input[name="as-at"]:checked').focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator('input[name="as-at"]:checked').get_attribute("value") == "2026-11-06"


@WIDTHS
def test_everything_is_there_without_script(open_gallery: Any, width: int) -> None:
    page = open_gallery(width, java_script_enabled=False)
    page.locator("#wall a.ow-tile").first.hover()
    assert page.locator("#wall .ow-card").first.is_visible()
    assert page.locator("#refused .govuk-error-summary").is_visible()


def test_on_paper_there_is_no_navigation_and_status_keeps_its_fill(open_gallery: Any) -> None:
    page = open_gallery(1280)
    page.emulate_media(media="print")
    for hidden in (".ow-nav", "form.ow-filter", ".ow-opening .ow-btn", ".ow-header button"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator("#wall .ow-tile").first.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"


def test_forced_colours_keep_the_fills_of_tiles(open_gallery: Any) -> None:
    page = open_gallery(1280, forced_colors="active")
    red = page.locator("#wall a.ow-tile.ow-r").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert red == "rgb(163, 38, 27)"


def test_a_narrow_wall_puts_the_card_at_the_foot_of_the_screen(open_gallery: Any) -> None:
    page = open_gallery(390)
    page.locator("#wall a.ow-tile").first.focus()
    box = page.locator("#wall .ow-card").first.bounding_box()
    assert box["y"] + box["height"] == pytest.approx(890, abs=1)
    assert box["x"] == pytest.approx(10, abs=1)
