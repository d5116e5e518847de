"""One click signs in to a demo account, in a demo and nowhere else."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import Settings

from overwinter.accounts import api, demo
from overwinter.accounts.api import DEMO_PASSWORD, DemoAccount, User

ACCOUNT = DemoAccount("manager@marlshire.example", "Marlshire County Council", "Winter plan manager", "The whole plan.")
MISSING = DemoAccount("gone@marlshire.example", "Marlshire County Council", "Viewer", "The plan.")


@pytest.fixture
def demo_person(db: None, settings: Settings) -> Iterator[User]:
    settings.DEMO = True
    offered = demo._list_accounts
    api.offer_demo_accounts(lambda: [ACCOUNT, MISSING])
    yield api.add_person(email=ACCOUNT.email, name="Mo Fen", by=None, password=DEMO_PASSWORD)
    api.offer_demo_accounts(offered)


def click(client: Client, email: str = ACCOUNT.email) -> bool:
    """Whether one click signed in."""
    client.post("/accounts/demo/sign-in/", {"email": email})
    return "_auth_user_id" in client.session


def test_the_page_lists_the_accounts_that_exist(client: Client, demo_person: User) -> None:
    page = BeautifulSoup(client.get("/accounts/demo/").content, "lxml")
    assert [row.get_text(" ", strip=True) for row in page.select("tbody th")] == [
        "Winter plan manager manager@marlshire.example"
    ]
    assert DEMO_PASSWORD in page.get_text()


def test_one_click_signs_in(client: Client, demo_person: User) -> None:
    assert click(client)


def test_the_click_is_refused_where_this_is_no_demo(client: Client, demo_person: User, settings: Settings) -> None:
    settings.DEMO = False
    assert client.get("/accounts/demo/").status_code == 404
    assert not click(client)
    assert "This is not a demonstration" in client.get("/accounts/sign-in/").content.decode()
    assert "demonstration with an invented account" not in client.get("/accounts/sign-in/").content.decode()


def test_the_click_is_refused_for_an_account_that_is_not_listed(client: Client, demo_person: User) -> None:
    other = api.add_person(email="real@northmere.example", name="Real One", by=None, password=DEMO_PASSWORD)
    assert not click(client, other.email)


def test_an_account_with_a_password_of_its_own_stays_shut(client: Client, demo_person: User) -> None:
    demo_person.set_password("a password of their own")
    demo_person.save()
    assert not click(client)


def test_a_link_cannot_sign_anybody_in(client: Client, demo_person: User) -> None:
    assert client.get("/accounts/demo/sign-in/", {"email": ACCOUNT.email}).status_code == 405
