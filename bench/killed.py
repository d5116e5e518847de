"""What a process does that may be killed at any moment, and every row it leaves behind, in words that hold no number
that only one database gives."""

import json
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from bench import provider_files as made
from bench.provider_world import OPENS, TODAY, World
from overwinter.accounts.models import User
from overwinter.casework.models import Concern
from overwinter.infra.models import AuditChain, AuditEntry
from overwinter.organisations.models import Council
from overwinter.providers import actions
from overwinter.providers.models import DirectoryEdition
from overwinter.returns.bringing import bring_in as bring_in_returns
from overwinter.returns.models import Alarm, ReturnFile

AREA = "Killshire"
LEFT_OUT = {AuditChain: {"seal"}, AuditEntry: {"seal", "subject_id", "details"}}
"""Seals stand on the numbers of the database, which an entry names."""
RAISED = (Alarm, "concern_id")
"""What hangs on another without a key of the database."""
_told_now = set[type[models.Model]]()
"""Tables whose rows are being told, so that two that hang on each other come to an end."""
_NUMBER = re.compile(r"/\d+/")


def begin(count: int) -> None:
    World.make(AREA, count).switch_rules(on=True)
    print("begun")


def bring_in(home: Path, count: int, code: str) -> None:
    """Each step as its owner begins it again: what is done is not done twice."""
    council, officer = Council.objects.get(code=AREA.lower()), User.objects.get(email__startswith="officer@")
    world = World(council, officer, count)
    found = made.places("shire", count)
    edition = DirectoryEdition.objects.first()
    if edition is None:
        _say("bringing the directory in")
        made.write_directory(home / "directory.csv", found, council.name)
        with (home / "directory.csv").open("rb") as content:
            edition = actions.upload_edition(
                council_id=council.pk, name="directory.csv", content=content, as_of=TODAY, by=None,
                in_background=False,
            )  # fmt: skip
    if edition.state == "uploaded":
        _say("reading the directory")
    if actions.read_edition(edition_id=edition.pk, by=None).state == "read":
        actions.agree_to_edition(edition_id=edition.pk, closures_seen=False, by=None, in_background=False)
    if not edition.applied_at:
        _say("taking the directory over")
    while actions.apply_batch(edition_id=edition.pk, by=None):
        pass
    if not ReturnFile.objects.filter(is_looked_at=True).exists():
        _say("taking returns, and looking by the rules")
        written = made.write_returns(home / "returns.csv", made.month(found, True, OPENS), world.labels(code))
        with written.path.open("rb") as content:
            bring_in_returns(
                council_id=council.pk, form_code=code, name="returns.csv", content=content, as_of=TODAY, by=officer,
                mapping=written.mapping,
            )  # fmt: skip
    _say("done")


def _say(words: str) -> None:
    print(words, flush=True)


def facts() -> Iterator[str]:
    """Every row of every table of the program, in an order of its own words."""
    _rows.cache_clear()
    for model in apps.get_models():
        if model.__module__.startswith("overwinter."):
            yield from sorted(f"{model.__name__} {words}" for words in _rows(model).values())


@cache
def _rows(model: type[models.Model]) -> dict[Any, str]:
    """Key to the row without it; what it hangs on is told by its own words."""
    fields = [
        field for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in LEFT_OUT.get(model, ())
    ]  # fmt: skip
    found = model._default_manager.order_by("pk").values_list("pk", *(field.attname for field in fields))
    _told_now.add(model)
    rows = {
        pk: json.dumps([_told(field, value) for field, value in zip(fields, values, strict=True)], default=str)
        for pk, *values in found
    }
    _told_now.remove(model)
    return rows


def _told(field: "models.Field[Any, Any]", value: Any) -> Any:
    if value is None:
        return None
    target = Concern if (field.model, field.name) == RAISED else field.related_model
    if isinstance(target, type) and target.__module__.startswith("overwinter."):
        if target in _told_now:
            return "what hangs on this"
        return sha256(_rows(target).get(value, "gone").encode()).hexdigest()
    return _NUMBER.sub("/#/", value) if isinstance(value, str) else value
