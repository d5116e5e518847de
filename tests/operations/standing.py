"""The program with the operation of the how-to page among its own: set up from nothing, used, and told as JSON.

It runs as a process of its own, in a copy of the program: which operations there are is settled when it starts.
"""

import json
import os
import sys
from typing import Any


def main() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.core.management import call_command

    from overwinter.infra.tables import make_tables

    call_command("makemigrations", "gloves", name="stock_of_gloves", verbosity=0)
    make_tables()
    sys.stdout.write(json.dumps(use()))


def use() -> dict[str, Any]:
    """A home says that it has no gloves left; then everybody looks."""
    from datetime import timedelta
    from importlib import import_module
    from uuid import uuid4

    from django.test import Client

    from overwinter.exchange.actions import let_service_in
    from overwinter.exchange.offered import list_scopes
    from overwinter.frameworks import api as frameworks
    from overwinter.infra import clock
    from overwinter.measures import api as measures
    from overwinter.measures.actions import take_readings
    from overwinter.organisations.api import Grant
    from overwinter.plans import api as plans
    from tests.support.people import make_council, make_person
    from tests.support.portal import make_manager
    from tests.support.providers import make_location

    frameworks.sync_packs(by=None)
    measures.sync_catalogue(by=None)
    council = make_council()
    officer = make_person("contracts@northmere.example", Grant.CONTRACTS, council=council)
    manager = make_person("manager@northmere.example", Grant.PLAN_MANAGER, Grant.COUNCIL_ADMIN, council=council)
    plan = plans.create_plan(
        council_id=council.pk, framework_key=frameworks.DEFAULT_PACK, winter="2020-21", by=manager
    )  # fmt: skip
    home = make_location(council, "Larkfield House")
    import_module("overwinter.gloves.actions").note_stock(location=home, boxes=0, by=officer)
    take_readings(council_id=council.pk, day=clock.today(), by=None)
    scope = next(each for each in list_scopes() if each.value == "gloves:read")
    _, token = let_service_in(
        council_id=council.pk, name="Stores", purpose="", scopes=[scope], asked_once=uuid4(), by=manager,
        expires_on=clock.today() + timedelta(days=30),
    )  # fmt: skip
    client = Client()
    client.force_login(make_manager(home))
    told = {"portal": words(client, f"/portal/{home.pk}/"), "bulletin": words(client, f"/portal/{home.pk}/gloves/")}
    other = make_location(council, "Thornwick Court")
    doors = [client.get(f"/portal/{other.pk}/gloves/"), Client().get(f"/portal/{home.pk}/gloves/")]
    told["doors"] = " ".join(str(each.status_code) for each in doors)
    client.force_login(officer)
    pages = {
        "today": "/", "location": f"/providers/{home.pk}/", "queue": "/concerns/", "own": "/gloves/",
        "calls": "/calls/",
    }  # fmt: skip
    seen: dict[str, Any] = told | {name: words(client, path) for name, path in pages.items()}
    client.force_login(manager)
    seen["report"] = words(client, f"/plans/{plan.pk}/reports/exception-report/read/")
    seen["measure"] = words(client, "/measures/gloves-in-stock/")
    bearer = {"Authorization": f"Bearer {token}"}
    seen["api"] = Client().get("/api/1/gloves", headers=bearer).json()
    seen["document"] = Client().get("/api/1/openapi.json").json()["paths"]["/api/1/gloves"]["get"]
    return seen


def words(client: Any, path: str) -> str:
    from bs4 import BeautifulSoup

    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return BeautifulSoup(answer.content, "lxml").body.get_text(" ", strip=True)


if __name__ == "__main__":
    main()
