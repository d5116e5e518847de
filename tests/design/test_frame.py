"""The frame: a council's colour only if it can be read on, the demo said, and pages of what went wrong."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import Settings

from overwinter.design.context import page_frame
from overwinter.design.frame import Frame
from overwinter.design.gallery import sample_frame
from overwinter.kernel.colour import contrast_with_white


def _fault(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def _closed(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Only the plan manager opens this page.")


def _page(request: HttpRequest) -> HttpResponse:
    request.frame = Frame("Marlshire County Council", "2020 to 2021", colour="#4b2e83")
    return render(request, "design/working.html", {"title": "The plan", "place": "<b>Winter</b>", "lede": "64 green."})


urlpatterns = [path("fault/", _fault), path("closed/", _closed), path("page/", _page), path("form/", _page)]


@pytest.fixture
def stranger(settings: Settings) -> Client:
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [
        "csp.middleware.CSPMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ]
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    processors = [
        "django.template.context_processors.request",
        "django.contrib.messages.context_processors.messages",
        "overwinter.design.context.page_frame",
    ]
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "OPTIONS": {"context_processors": processors}}]
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nowhere/", 404, "There is no page here"),
        ("/closed/", 403, "Only the plan manager opens this page."),
        ("/fault/", 500, "no record is left half changed"),
    ],
)
def test_a_page_that_failed_says_what_happened_and_what_to_do(
    stranger: Client, address: str, status: int, words: str
) -> None:
    answer = stranger.get(address)
    assert answer.status_code == status
    soup = BeautifulSoup(answer.content, "lxml")
    assert words in soup.get_text()
    assert len(soup.select("h1")) == 1 and soup.select_one('main a[href="/"]') is not None


def test_a_form_without_its_proof_is_refused_in_words(stranger: Client) -> None:
    answer = stranger.post("/form/")
    assert answer.status_code == 403
    assert "nothing was saved" in answer.content.decode()


def test_the_frame_fills_header_title_and_opening_and_escapes_them(stranger: Client) -> None:
    answer = stranger.get("/page/")
    soup = BeautifulSoup(answer.content, "lxml")
    assert soup.title is not None and soup.title.text == "The plan - Marlshire County Council"
    assert soup.select_one(".ow-header__season").text == "Overwinter, winter 2020 to 2021"
    assert soup.select_one("p.ow-over").text == "<b>Winter</b>"


def test_the_councils_colour_passes_the_content_policy(stranger: Client) -> None:
    answer = stranger.get("/page/")
    style = BeautifulSoup(answer.content, "lxml").style
    assert style is not None and "#4b2e83" in style.text
    assert f"style-src 'self' 'nonce-{style['nonce']}'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("pale", ["#ffd200", "#8ab4f8", "red", "#fff", "", "#000;}body{display:none"])
def test_a_colour_white_cannot_be_read_on_leaves_the_header_black(pale: str) -> None:
    assert Frame(colour=pale).header_colour == ""


def test_contrast_is_the_ratio_of_the_standard() -> None:
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)


def test_a_page_outside_any_council_has_an_empty_frame(settings: Settings) -> None:
    settings.DEMO = False
    assert page_frame(RequestFactory().get("/")) == {"frame": Frame(), "demo": False}


def test_the_demo_says_that_its_councils_are_invented(stranger: Client, settings: Settings) -> None:
    settings.DEMO = True
    assert "are invented" in stranger.get("/page/").content.decode()
    settings.DEMO = False
    assert "are invented" not in stranger.get("/page/").content.decode()


def test_one_entry_of_the_navigation_is_current() -> None:
    assert [item.label for item in sample_frame().navigation if item.current] == ["Plan"]
