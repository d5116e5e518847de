"""Migrations are linear, named and additive: a server of the release before can go on writing beside the new one."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import migrations
from django.db.migrations.loader import MigrationLoader

TAKES_AWAY = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)
OWN = {
    key: one for key, one in MigrationLoader(None).disk_migrations.items() if one.__module__.startswith("overwinter.")
}


def _on_the_database(operations: list[Any]) -> Iterator[Any]:
    for operation in operations:
        if isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from _on_the_database(operation.database_operations)
        else:
            yield operation


@pytest.mark.parametrize(("app", "name"), sorted(OWN))
def test_a_migration_takes_nothing_away_and_says_what_it_does(app: str, name: str) -> None:
    taken = [repr(each) for each in _on_the_database(OWN[app, name].operations) if isinstance(each, TAKES_AWAY)]
    assert taken == [], "keep the column with a default, and take it out of the state only"
    assert "_auto_" not in name


def test_each_context_has_one_line_of_them() -> None:
    behind: dict[tuple[str, str], list[str]] = {}
    for (app, name), one in OWN.items():
        for parent in one.dependencies:
            if parent[0] == app:
                behind.setdefault(parent, []).append(name)
    assert {parent: names for parent, names in behind.items() if len(names) > 1} == {}
