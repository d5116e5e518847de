"""Two homes of Northmere, each with a manager whose address is registered, and what is sent to them."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from overwinter.accounts.api import User
from overwinter.infra.models import KeptMail
from overwinter.organisations.api import Council, Grant
from overwinter.providers.api import ContactPurpose, Location, ServiceKind
from tests.support.people import make_council, make_person
from tests.support.providers import make_location

MANAGER, OTHER_MANAGER = "manager@larkfield.example", "manager@thornwick.example"
PHONE_AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Safari/604.1"


def make_home(council: Council, name: str, email: str, mobile: str = "07700 900042") -> Location:
    contact = {"title": "Registered manager", "name": "Somebody Invented", "phone": mobile, "email": email}
    location = make_location(
        council, name, service=ServiceKind.NURSING_HOME, beds=48, town="Saltmere", phone="01632 960101",
        contacts={ContactPurpose.REGISTERED_MANAGER: contact},
    )  # fmt: skip
    location.contacts.update(since=date(2020, 1, 1))
    return location


@dataclass
class Homes:
    """``client`` is the manager's phone."""

    council: Council
    home: Location
    other: Location
    officer: User
    client: Client

    def ask(self, email: str = MANAGER, client: Client | None = None) -> Any:
        return (client or self.client).post("/portal/sign-in/", {"email": email})

    def link(self, email: str = MANAGER) -> str:
        """The path of the newest link that was sent to an address; empty where none was."""
        mail = KeptMail.objects.filter(to=email).order_by("-id").first()
        found = re.search(r"http://[^/]+(/portal/sign-in/link/\S+/)", mail.text) if mail is not None else None
        return found.group(1) if found else ""

    def code(self) -> str:
        """The newest code that went by text message."""
        return KeptMail.objects.filter(subject="Text message").order_by("-id")[0].text[:6]

    def come_in(self, email: str = MANAGER, client: Client | None = None) -> Client:
        """Signed in, with a code where the device is not known."""
        browser = client or self.client
        self.ask(email, browser)
        answer = browser.post(self.link(email), HTTP_USER_AGENT=PHONE_AGENT)
        if answer["Location"] == "/portal/sign-in/code/":
            answer = browser.post(answer["Location"], {"code": self.code()}, HTTP_USER_AGENT=PHONE_AGENT)
        assert answer["Location"] == "/portal/", answer
        return browser


@pytest.fixture
def homes(db: None, settings: Any, django_capture_on_commit_callbacks: Any) -> Any:
    settings.EMAIL_BACKEND = "overwinter.infra.mail.inbox.InboxBackend"
    cache.clear()
    council = make_council()
    Council.objects.filter(pk=council.pk).update(is_demo=True)  # so that links go into the inbox
    council.refresh_from_db()
    officer = make_person("contracts@northmere.example", Grant.CONTRACTS, council=council)
    client = Committing(django_capture_on_commit_callbacks)
    return Homes(
        council, make_home(council, "Larkfield House", MANAGER), make_home(council, "Thornwick Court", OTHER_MANAGER),
        officer, client,
    )  # fmt: skip


class Committing(Client):
    """Does what waits for the end of a transaction, as a server would."""

    def __init__(self, capture: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.capture = capture

    def request(self, **kwargs: Any) -> Any:
        with self.capture(execute=True):
            return super().request(**kwargs)
