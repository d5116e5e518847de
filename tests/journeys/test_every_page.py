"""Every page of the demo that links lead to, for each kind of person: it answers, has one heading and a title.
Each kind of page is looked at in the browser for the first person who meets it: it keeps within the window, wide and
on a phone, the content policy refuses nothing, and it has no accessibility fault."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

from overwinter.accounts.api import User
from overwinter.config import demo
from overwinter.frameworks import api as frameworks
from tests.support.accessibility import faults_at, prepare
from tests.support.walking import come_in, widen

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FILES = {"exchange:document", "governance:paper", "publishing:file", "intake:original", "plans:evidence-file",
         "plans:signed-file", "plans:take-away-file", "plans:take-away-own-file", "plans:answers",
         "assurance:letter-file", "assurance:sent-file", "assurance:starter", "assurance:report-file",
         "market:continuity-file", "casework:print-calls"}  # fmt: skip
"""Names of routes that give out a file; pages give out theirs where their address asks for it with ``as``."""
PEOPLE = (
    "",
    "plan.manager@marlshire.example",
    "plan.manager@ellerby.example",
    "commissioning@marlshire.example",
    "contracts.officer@marlshire.example",
    "viewer@ellerby.example",
    "admin@marlshire.example",
    "system@overwinter.example",
    "area.manager@marlwood.example",
    "manager@thornwickcourt.example",
    "deputy.manager@larkfield.example",
)
"""Who walks, those who may do most first; the first is a stranger who has not signed in."""
WIDTHS = (390, 1280)
STARTS = ("/", "/search/?q=visiting", "/search/?q=quarrystone")
OF_STRANGERS = ("/portal/sign-in/", "/portal/offline/")
"""Where a person of a provider begins, to whom a council gives the address; no page leads there."""
TOLD = """() => [
  document.querySelectorAll("h1").length, document.title,
  Array.from(document.querySelectorAll("a[href]"), (link) => link.href),
]"""
"""Of a page in the browser, what is asked of it in any width."""
WALKED = {
    "account_change_password", "account_login", "account_reset_password", "add_council", "add_group", "add_person",
    "add_role", "council", "council_settings", "councils", "demo_accounts", "end_group", "end_role", "framework",
    "framework_requirement", "framework_wordings", "frameworks", "group_terms", "groups", "hand_over_role", "mfa_index",
    "one_council", "own_account", "people", "person", "rename_group", "role", "roles", "search", "today",
    "exchange:add-service", "exchange:add-webhook", "exchange:delivery", "exchange:webhook", "exchange:webhooks",
     "exchange:add-token", "exchange:interface", "exchange:service", "exchange:services",
    "exchange:withdraw-token",
    "governance:boards", "governance:calendar", "governance:cancel-meeting",
    "governance:group", "governance:meeting", "governance:move-meeting",
    "governance:plan-meeting", "governance:subscriptions",
    "intake:document", "intake:list", "intake:row", "intake:rows", "intake:tray", "intake:upload",
    "measures:define", "measures:end", "measures:list", "measures:measure", "measures:reading", "measures:standard",
    "measures:words",
    "plans:bulk-change", "plans:bulk-changes", "plans:grid", "plans:lesson", "plans:many", "plans:next-winter",
    "plans:section", "plans:sections", "plans:winter",
    "plans:add-evidence", "plans:add-gap-action", "plans:add-note", "plans:changes", "plans:edit", "plans:evidence",
    "plans:finding", "plans:findings", "plans:gap-action", "plans:keep", "plans:list", "plans:row", "plans:table",
    "plans:take-away", "plans:take-away-own", "plans:wall",
    "reminders:choice", "reminders:inbox", "reminders:kept", "reminders:log", "reminders:mail",
    "publishing:council", "publishing:councils", "publishing:office", "publishing:preview", "publishing:settings",
    "publishing:version", "publishing:withdraw", "publishing:words",
    "providers:area", "providers:directory", "providers:edition", "providers:upload-edition",
    "providers:add", "providers:add-contact", "providers:add-employer", "providers:add-service", "providers:change",
    "providers:contact", "providers:history", "providers:kit", "providers:list", "providers:location",
    "providers:places", "providers:ratings", "providers:service", "providers:state",
    "returns:add-question", "returns:add-sum", "returns:build", "returns:draft", "returns:preview", "returns:question",
    "returns:sum", "returns:version",
    "returns:enter", "returns:file", "returns:files", "returns:form", "returns:forms", "returns:history",
    "returns:list", "returns:made", "returns:make", "returns:period", "returns:upload",
    "market:answer-support-plan", "market:assessments", "market:assessments-of", "market:continuity",
    "market:continuity-of", "market:meeting", "market:quality", "market:record-assessment", "market:record-continuity",
    "market:record-viability", "market:review-assessment", "market:risk", "market:risk-of", "market:support-plan",
    "market:support-plans",
    "plans:sign-off", "plans:signed", "plans:signing-choices",
    "assurance:beside", "assurance:compare", "assurance:lacking", "assurance:requirement",
    "assurance:letter", "assurance:send", "assurance:sent", "assurance:template", "assurance:words",
    "portal:access", "portal:ask", "portal:contact", "portal:contacts", "portal:decide-number", "portal:devices",
    "portal:helpline", "portal:history", "portal:home", "portal:number", "portal:offline", "portal:place",
    "portal:return", "portal:sent-return", "portal:sign-in",
    "assurance:reports", "assurance:make-report", "assurance:made-report", "assurance:read-report",
}  # fmt: skip
"""Names of routes the walk must have met; without them it proved little."""


@pytest.fixture
def winter(transactional_db: None, settings: Any, tmp_path: Path) -> None:
    """The demo, as a newcomer's first run builds it."""
    settings.FILES_DIR = tmp_path / "files"
    settings.EMAIL_BACKEND = "overwinter.infra.mail.inbox.InboxBackend"
    cache.clear()
    frameworks.sync_packs(by=None)
    demo.build(say=lambda _: None)


class Walk:
    """One person's way through the links: a kind of page nobody has ``looked`` at yet in a browser, others without."""

    def __init__(
        self, browser: Any, live_server: Any, settings: Any, email: str, looked: set[tuple[str, str]], judged: set[str]
    ) -> None:
        self.base_url, self.email, self.looked, self.judged = live_server.url, email, looked, judged
        person = User.objects.get(email=email) if email else None
        self.client, self.is_provider = Client(), person is not None and person.is_provider
        if person is not None:
            self.client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        self.context = come_in(browser, live_server, person)
        prepare(self.context)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def faults(self) -> Iterator[str]:
        """What is wrong with the pages; of each route one is met, one queried, and one file."""
        starts = STARTS[:1] if self.is_provider else STARTS if self.email else STARTS + OF_STRANGERS
        waiting, known, kinds = deque(starts), set(starts), set[tuple[str, str]]()
        while waiting:
            address = waiting.popleft()
            kind = self._kind(address)
            if kind is None or kind in kinds:
                continue
            kinds.add(kind)
            if kind[0] in FILES or kind[1] == "file":
                found, links = self._file_faults(address), list[str]()
            elif kind in self.looked:
                found, links = self._answer_faults(address)
            else:
                found, links = self._sight_faults(address, thoroughly=all(kind[0] != name for name, _ in self.looked))
                self.looked.add(kind)
            yield from (f"{self.email} {address}: {fault}" for fault in found)
            for link in (urlsplit(urljoin(f"{self.base_url}{address}", each)) for each in links):
                following = link.path + (f"?{link.query}" if link.query else "")
                if link.netloc == urlsplit(self.base_url).netloc and following not in known:
                    known.add(following)
                    waiting.append(following)

    @staticmethod
    def _kind(address: str) -> tuple[str, str] | None:
        path, _, query = address.partition("?")
        asked = "file" if "as" in parse_qs(query) else "query" if query else ""
        try:
            return resolve(path).view_name or path, asked
        except Resolver404:
            return None if path.startswith("/static/") else (path, asked)

    def _file_faults(self, address: str) -> list[str]:
        """A file is offered to keep, never opened in the page's place or taken for a kind it is not said to be."""
        answer = self.context.request.get(address)
        kept = answer.headers.get("content-disposition", "").startswith("attachment; filename=")
        json = answer.headers.get("content-type", "").startswith("application/json")
        wrong = [] if answer.status == 200 else [f"answers {answer.status}"]
        wrong += [] if kept or json else ["is not offered to keep"]
        return wrong + ([] if answer.headers.get("x-content-type-options") == "nosniff" else ["may be sniffed"])

    def _answer_faults(self, address: str) -> tuple[list[str], list[str]]:
        answer = self.client.get(address, follow=True)
        page = html.fromstring(answer.content)
        wrong = _heading_faults(answer.status_code, len(page.xpath("//h1")), page.findtext(".//title") or "")
        return wrong, page.xpath("//a/@href")

    def _sight_faults(self, address: str, *, thoroughly: bool) -> tuple[list[str], list[str]]:
        answer = self.page.goto(address)
        headings, title, links = self.page.evaluate(TOLD)
        found = _heading_faults(answer.status, headings, title)
        for width in WIDTHS:
            widen(self.page, width)
            if self.page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"scrolls sideways at {width}")
        found += self.said
        if thoroughly:
            found += faults_at(self.page, WIDTHS[::-1], self.judged)
        self.said.clear()  # what axe says of frames that it may not ask is not the page's
        return found, links


def _heading_faults(status: int, headings: int, title: str) -> list[str]:
    found = [] if status == 200 else [f"answers {status}"]
    found += [] if headings == 1 else [f"{headings} first headings"]
    return found + ([] if title.strip() and not title.strip().startswith("-") else ["no title"])


def test_every_page_of_the_demo_is_sound(browser: Any, live_server: Any, settings: Any, winter: None) -> None:
    wrong: list[str] = []
    looked: set[tuple[str, str]] = set()
    judged: set[str] = set()
    for email in PEOPLE:
        walk = Walk(browser, live_server, settings, email, looked, judged)
        wrong += walk.faults()
        walk.context.close()
    assert wrong == []
    met = {name for name, _ in looked}
    assert met >= WALKED, f"never met: {WALKED - met}"
