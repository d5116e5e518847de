"""Every page of the demo that links lead to, for each kind of person: it answers, has one heading and a title, keeps
within the window, wide and on a phone; the content policy refuses nothing; no route has an accessibility fault."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.test import Client
from django.urls import Resolver404, resolve

from overwinter.accounts.api import User
from overwinter.config import demo
from overwinter.frameworks import api as frameworks

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FILES = {"original", "take-away-file", "take-away-own-file", "answers"}
"""Names of routes that give out a file; pages give out theirs where their address asks for it with ``as``."""
PEOPLE = (
    "plan.manager@marlshire.example",
    "plan.manager@ellerby.example",
    "commissioning@marlshire.example",
    "viewer@ellerby.example",
    "admin@marlshire.example",
    "system@overwinter.example",
)
WALKED = {
    "today", "list", "wall", "table", "row", "edit", "changes", "gap-action", "take-away",
    "take-away-own", "document", "rows", "tray", "upload", "frameworks", "framework", "framework_requirement",
    "framework_wordings", "council", "people", "person", "roles", "role", "groups", "councils", "one_council",
    "own_account", "mfa_index", "account_change_password",
}  # fmt: skip
"""Names of routes the walk must have met; without them it proved little."""


@pytest.fixture
def winter(transactional_db: None, settings: Any, tmp_path: Path) -> None:
    """The demo, as a newcomer's first run builds it."""
    settings.FILES_DIR = tmp_path / "files"
    cache.clear()
    frameworks.sync_packs(by=None)
    demo.build(say=lambda _: None)


class Walk:
    """One person's way through the links, in a browser of their own."""

    def __init__(self, browser: Any, base_url: str, settings: Any, email: str) -> None:
        client = Client()
        client.force_login(User.objects.get(email=email), backend=settings.AUTHENTICATION_BACKENDS[0])
        self.base_url, self.email = base_url, email
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=base_url)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": base_url}])
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def pages(self) -> Iterator[tuple[str, str]]:
        """The name of the route and the address of each page as it stands open; of each route one,
        one queried, and one file."""
        waiting, known, kinds = deque(["/"]), {"/"}, set[tuple[str, str]]()
        while waiting:
            address = waiting.popleft()
            kind = self._kind(address)
            if kind is None or kind in kinds:
                continue
            kinds.add(kind)
            if kind[0] in FILES or kind[1] == "file":
                self.said += self._file_faults(address)
                continue
            answer = self.page.goto(address)
            if answer.status != 200:
                self.said.append(f"answers {answer.status}")
            links = self.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
            yield kind[0], address
            for link in (urlsplit(each) for each in links if each.startswith(self.base_url)):
                following = link.path + (f"?{link.query}" if link.query else "")
                if following not in known:
                    known.add(following)
                    waiting.append(following)

    @staticmethod
    def _kind(address: str) -> tuple[str, str] | None:
        path, _, query = address.partition("?")
        asked = "file" if "as" in parse_qs(query) else "query" if query else ""
        try:
            return resolve(path).url_name or path, asked
        except Resolver404:
            return None if path.startswith("/static/") else (path, asked)

    def _file_faults(self, address: str) -> list[str]:
        """A file is offered to keep, never opened in the page's place or taken for a kind it is not said to be."""
        answer = self.context.request.get(address)
        kept = answer.headers.get("content-disposition", "").startswith("attachment; filename=")
        json = answer.headers.get("content-type", "").startswith("application/json")
        wrong = [] if answer.status == 200 else [f"{address} answers {answer.status}"]
        wrong += [] if kept or json else [f"{address} is not offered to keep"]
        return wrong + (
            [] if answer.headers.get("x-content-type-options") == "nosniff" else [f"{address} may be sniffed"]
        )

    def faults(self, *, thoroughly: bool) -> list[str]:
        found, self.said[:] = list(self.said), []
        if self.page.locator("h1").count() != 1:
            found.append(f"{self.page.locator('h1').count()} first headings")
        if not self.page.title().strip() or self.page.title().startswith(" -"):
            found.append("no title")
        for width in (390, 1280):
            self.page.set_viewport_size({"width": width, "height": 900})
            if self.page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"scrolls sideways at {width}")
            if thoroughly:
                found += [f"{rule['id']} at {width}" for rule in Axe().run(self.page).response["violations"]]
        return found


def test_every_page_of_the_demo_is_sound(browser: Any, live_server: Any, settings: Any, winter: None) -> None:
    wrong: list[str] = []
    met: set[str] = set()
    for email in PEOPLE:
        walk = Walk(browser, live_server.url, settings, email)
        for name, address in walk.pages():
            wrong += [f"{email} {address}: {fault}" for fault in walk.faults(thoroughly=name not in met)]
            met.add(name)
        wrong += [f"{email}: {fault}" for fault in walk.said]
        walk.context.close()
    assert wrong == []
    assert met >= WALKED, f"never met: {WALKED - met}"
